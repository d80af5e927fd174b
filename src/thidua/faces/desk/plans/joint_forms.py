"""The forms of a plan of two bodies: which other one, and what number it gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import CountedField
from thidua.faces.kit.forms import EditForm
from thidua.foundation.documents.models import RegisterGap
from thidua.foundation.units.models import Unit


class PartnerForm(EditForm):
    """One of the units found, to issue the paper with."""

    partner = forms.ChoiceField(label=_("Ban hành liên tịch với"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {str(unit.uid): unit for unit in offered}
        self.fields["partner"].choices = [(uid, unit.name) for uid, unit in self.offered.items()]

    def chosen(self) -> Unit:
        return self.offered[self.cleaned_data["partner"]]


class KeptNumberForm(EditForm):
    """A number of the register, where some are kept back."""

    reserved = forms.TypedChoiceField(
        label=_("Số văn bản"), required=False, coerce=int, empty_value=None,
        help_text=_("Số đang giữ trong sổ thì dùng được cho văn bản này."),
    )  # fmt: skip

    def __init__(self, *args: Any, kept_back: Sequence[RegisterGap], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kept_back:
            choices = [(str(gap.number), f"{gap.number}: {gap.reason}") for gap in kept_back]
            self.fields["reserved"].choices = [("", _t("Số tiếp theo")), *choices]
        else:
            del self.fields["reserved"]

    @property
    def asked(self) -> tuple[str, ...]:
        """The fields that are there: without a number kept back there is nothing to choose."""
        return tuple(name for name in ("date", "reserved") if name in self.fields)


class LookForm(EditForm):
    """What an officer of the other body says to its leader of the paper."""

    note = CountedField(
        label=_("Ý kiến để lãnh đạo biết"), most=1_000, rows=3, required=False,
        help_text=_("Để trống nếu không có gì phải sửa."),
    )  # fmt: skip


class AnswerForm(EditForm):
    """Why the leading body keeps the paper."""

    answer = CountedField(label=_("Trả lời"), most=1_000, rows=3)


class AgreeForm(KeptNumberForm):
    """That the other body signs, with the number that its register has kept back for it."""
