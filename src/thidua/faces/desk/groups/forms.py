"""Forms of groups: their members, a head, a pact."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, ScanField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import UnitGroup

FILES = "application/pdf,image/*"


class MembersForm(EditForm):
    """Who belongs to the group from today on, by which document."""

    units = forms.MultipleChoiceField(label=_("Đơn vị thành viên"), widget=forms.CheckboxSelectMultiple)
    source = forms.CharField(
        label=_("Văn bản chia cụm, khối"), max_length=300, help_text=_("Ví dụ: Quyết định số 21/QĐ-MTTQ-BTT.")
    )

    def __init__(self, *args: Any, offered: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(unit.uid): unit for unit in offered}
        self.fields["units"].choices = [(uid, unit.short_name) for uid, unit in self.offered.items()]

    def chosen(self) -> list[Unit]:
        return [self.offered[uid] for uid in self.cleaned_data["units"]]


class GroupForm(MembersForm):
    """A new group."""

    name = forms.CharField(label=_("Tên cụm, khối"), max_length=200, help_text=_("Ví dụ: Cụm thi đua số 1."))
    kind = forms.ChoiceField(label=_("Loại"), choices=UnitGroup.Kind.choices)
    field_order = ("name", "kind", "source", "units")


class HeadForm(OnceForm):
    """Who heads the group in a year."""

    year = forms.IntegerField(label=_("Năm"), localize=False)
    unit = forms.ChoiceField(label=_("Đơn vị đứng đầu"))
    source = forms.CharField(label=_("Văn bản phân công"), max_length=300)

    def __init__(self, *args: Any, offered: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(unit.uid): unit for unit in offered}
        self.fields["unit"].choices = [(uid, unit.short_name) for uid, unit in self.offered.items()]

    def chosen(self) -> Unit:
        return self.offered[self.cleaned_data["unit"]]


class PactForm(OnceForm):
    """The words of the pact of a year, with the signed paper."""

    year = forms.IntegerField(label=_("Năm"), localize=False)
    signed_on = DayField(label=_("Ngày ký"))
    text = forms.CharField(label=_("Nội dung giao ước"), widget=forms.Textarea(attrs={"rows": 10}))
    scan = ScanField(
        label=_("Bản đã ký"), required=False, accept=FILES,
        help_text=_("Tệp PDF hoặc ảnh chụp. Để trống thì bản đang có vẫn giữ."),
    )  # fmt: skip
