"""Forms of decisions: who signs, a number from paper, a name, answers name by name, who took which certificate."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, QuantityField, ScanField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.accounts.models import Person
from thidua.stages.decisions.models import DecisionEntry
from thidua.stages.decisions.operations import Answer
from thidua.stages.decisions.queries import Name
from thidua.stages.nominations.models import Nomination

NONE = ""
NOT_IN_IT = _("chưa có trong quyết định này")
ANOTHER = _("Người khác, ghi ở dưới")
LONGEST_NUMBER = 100_000


class StartForm(OnceForm):
    """One press that begins something; sent twice it begins once."""


class SubmitForm(EditForm):
    """A decision put before who signs; why so early, where people may still speak of a name."""

    def __init__(self, *args: Any, unheard: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unheard:
            self.fields["reason"] = forms.CharField(
                label=_("Lý do trình khi việc lấy ý kiến chưa xong"), max_length=500, required=False,
                help_text=" ".join(f"{name}: {words}" for name, words in unheard),
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip


class PaperForm(EditForm):
    """A decision of ours as it was signed on paper: its number, day and scan; who signed, a leader or as it says."""

    number = QuantityField(
        label=_("Số quyết định"), smallest=1, largest=LONGEST_NUMBER, help_text=_("Chỉ ghi số, ví dụ 35.")
    )
    date = DayField(label=_("Ngày quyết định"))
    scan = ScanField(label=_("Bản chụp quyết định đã ký"), help_text=_("PDF hoặc ảnh."))
    signer = forms.ChoiceField(label=_("Người ký"), required=False)
    title = forms.CharField(
        label=_("Chức vụ người ký"), max_length=100, required=False,
        help_text=_("Chỉ ghi khi người ký không có trong danh sách trên, đúng như bản giấy."),
    )  # fmt: skip
    name = forms.CharField(label=_("Họ và tên người ký"), max_length=100, required=False)

    def __init__(self, *args: Any, leaders: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaders = {str(person.uid): person for person in leaders}
        choices = [(uid, person.full_name) for uid, person in self.leaders.items()]
        field = self.fields["signer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*choices, (NONE, ANOTHER)]

    def signer_chosen(self) -> Person | None:
        return self.leaders.get(self.cleaned_data["signer"])


class NameForm(EditForm):
    """A body, or a person of it, for a commendation at once."""

    unit = forms.CharField(
        label=_("Tập thể, hoặc đơn vị của cá nhân"), max_length=200,
        help_text=_("Tên như trên danh sách đơn vị, ví dụ «Xã Tâm Thắng» hoặc «Thôn 1, xã Tâm Thắng»."),
    )  # fmt: skip
    new_person = forms.CharField(
        label=_("Họ và tên cá nhân"), max_length=100, required=False, help_text=_("Để trống nếu khen tập thể.")
    )
    position = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
    achievement = forms.CharField(label=_("Thành tích"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))


class OutsideForm(OnceForm):
    """An outside decision: its number and day, and for each name sent to it what it says."""

    number = forms.CharField(label=_("Số, ký hiệu quyết định"), max_length=60, help_text=_("Ví dụ 1234/QĐ-UBND."))
    date = DayField(label=_("Ngày quyết định"))
    decider = forms.CharField(label=_("Nơi quyết định"), max_length=300)
    scan = ScanField(label=_("Bản chụp quyết định"), required=False, help_text=_("PDF hoặc ảnh."))

    def __init__(self, *args: Any, waiting: Sequence[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = waiting
        choices = [(NONE, NOT_IN_IT), *DecisionEntry.Result.choices]
        for row in waiting:
            said = _("Kết quả")
            self.fields[f"result-{row.uid}"] = forms.ChoiceField(label=said, choices=choices, required=False)
            self.fields[f"form-{row.uid}"] = forms.CharField(
                label=_("Hình thức được tặng, nếu thấp hơn"), max_length=300, required=False
            )

            self.fields[f"reason-{row.uid}"] = forms.CharField(
                label=_("Lý do, nếu không tặng hoặc hạ hình thức"), max_length=500, required=False
            )

    def rows(self) -> list[tuple[Nomination, Any, Any, Any]]:
        """Each name with its three fields, as the page draws them."""
        return [
            (row, self[f"result-{row.uid}"], self[f"form-{row.uid}"], self[f"reason-{row.uid}"]) for row in self.waiting
        ]

    def answers(self) -> list[Answer]:
        given = self.cleaned_data
        return [
            Answer(row.uid, *(given[f"{name}-{row.uid}"] for name in ("result", "form", "reason")))
            for row in self.waiting
            if given[f"result-{row.uid}"]
        ]


class CorrectionForm(EditForm):
    """What an outside decision really says of one name, and why it was written down otherwise."""

    result = forms.ChoiceField(label=_("Kết quả đúng"), choices=DecisionEntry.Result.choices, widget=forms.RadioSelect)
    form = forms.CharField(label=_("Hình thức được tặng, nếu thấp hơn"), max_length=300, required=False)
    reason = forms.CharField(label=_("Lý do, nếu không tặng hoặc hạ hình thức"), max_length=500, required=False)
    why = forms.CharField(label=_("Vì sao sửa"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, entry: DecisionEntry, **kwargs: Any) -> None:
        self.entry = entry
        said = {"result": entry.result, "form": entry.given_form, "reason": entry.reason}
        super().__init__(*args, **{**kwargs, "initial": {**said, **kwargs.get("initial", {})}})

    def answer(self) -> Answer:
        given = self.cleaned_data
        return Answer(self.entry.source_uid, given["result"], given["form"], given["reason"])


class HandOverForm(OnceForm):
    """Who took the certificate of each name, on one day; a name left empty goes on waiting."""

    on = DayField(label=_("Ngày trao"))

    def __init__(self, *args: Any, names: Sequence[Name], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        for name in names:
            label = _("Người nhận")
            self.fields[f"to-{name.entry.uid}"] = forms.CharField(label=label, max_length=200, required=False)

    def rows(self) -> list[tuple[Name, Any]]:
        return [(name, self[f"to-{name.entry.uid}"]) for name in self.names]

    def takers(self) -> dict[uuid.UUID, str]:
        return {name.entry.uid: self.cleaned_data[f"to-{name.entry.uid}"] for name in self.names}


class RevokeForm(OnceForm):
    """By which decision an award is revoked, from what day, why."""

    by_decision = forms.CharField(label=_("Quyết định hủy"), max_length=300, help_text=_("Số, ký hiệu, nơi ban hành."))
    on = DayField(label=_("Ngày quyết định hủy"))
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
