"""The forms of the register: an older paper, a handing over, a revocation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.accounts.models import Person
from thidua.foundation.units.models import Unit
from thidua.stages.honours.operations import Given
from thidua.stages.works.naming import full_name

OTHER = ""


class EarlierForm(OnceForm):
    """An award of an older paper. `given()` and `subject()` are what the operation takes."""

    subject = forms.ChoiceField(label=_("Ai được khen"), help_text=_("Đơn vị, hoặc một người của đơn vị."))
    new_person = forms.CharField(
        label=_("Người chưa có trong danh sách"), required=False, max_length=100,
        help_text=_("Ghi họ và tên; ở trên chọn đơn vị của người đó."),
    )  # fmt: skip
    position = forms.CharField(label=_("Chức vụ của người đó"), required=False, max_length=120)
    form = forms.ChoiceField(label=_("Hình thức"), required=False)
    form_name = forms.CharField(
        label=_("Hình thức khác"), required=False, max_length=300, help_text=_("Nếu không có trong danh sách ở trên.")
    )
    achievement = forms.CharField(label=_("Về thành tích"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    decision_number = forms.CharField(label=_("Số, ký hiệu quyết định"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"))
    decider = forms.CharField(label=_("Cơ quan, người quyết định"), max_length=300)

    def __init__(
        self, *args: Any, units: Sequence[Unit], people: Sequence[tuple[Unit, Person]],
        award_forms: Sequence[tuple[str, str]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.units = {str(unit.uid): unit for unit in units}
        self.people = {f"{unit.uid}/{person.uid}": (unit, person) for unit, person in people}
        self.award_forms = dict(award_forms)
        self.fields["subject"].choices = [
            (_("Đơn vị"), [(key, full_name(unit)) for key, unit in self.units.items()]),
            (_("Cá nhân"), [(key, _person_words(unit, person)) for key, (unit, person) in self.people.items()]),
        ]
        self.fields["form"].choices = [(OTHER, _("Hình thức khác, ghi ở dưới")), *award_forms]

    def subject_chosen(self) -> dict[str, Any]:
        """Whose award it is."""
        given = self.cleaned_data
        unit, person = self.people.get(given["subject"], (self.units.get(given["subject"]), None))
        new = "" if person else given["new_person"]
        return {"unit": unit, "person": person, "new_person": new, "position": given["position"]}

    def given(self) -> Given:
        """What the paper says."""
        said = self.cleaned_data
        name = self.award_forms.get(said["form"], said["form_name"])
        return Given(
            said["form"] or "hinh-thuc-khac", name, said["achievement"], said["decision_number"], said["decided_on"],
            said["decider"],
        )  # fmt: skip


class HandOverForm(EditForm):
    """Who took it, and when."""

    to = forms.CharField(label=_("Người nhận"), max_length=200)
    on = DayField(label=_("Ngày trao"))


class RevokeForm(EditForm):
    """By which decision it is revoked."""

    decision = forms.CharField(label=_("Quyết định hủy: số, ký hiệu, cơ quan"), max_length=300)
    on = DayField(label=_("Ngày của quyết định hủy"))
    reason = forms.CharField(label=_("Lý do"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


def _person_words(unit: Unit, person: Person) -> str:
    """Two people may share one name: the position and the body tell them apart."""
    return _t("%(name)s, %(position)s, %(unit)s") % {
        "name": person.full_name, "position": person.position or _t("chưa ghi chức vụ"), "unit": full_name(unit),
    }  # fmt: skip
