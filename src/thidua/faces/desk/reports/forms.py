"""The forms of reports: the values of every slot, the review of every slot, days, reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import CountedField, DayField, QuantityField, sometimes
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.stages.reports.checking import LONGEST_NOTE, LONGEST_TEXT, NOTE, Filled, question
from thidua.stages.reports.operations import Given

PICK = "tra:"


class BeginForm(OnceForm):
    """On which day the figures are fixed."""

    data_date = DayField(label=_("Số liệu tính đến ngày"))


class DataDateForm(EditForm):
    """Another day on which the figures are fixed."""

    data_date = DayField(label=_("Số liệu tính đến ngày"))


class DatesForm(OnceForm):
    """Until when a period's reports are due, by which document, and from when it is closed."""

    last_day = DayField(label=_("Hạn gửi: hết ngày"), required=False)
    due_source = sometimes(
        forms.CharField(label=_("Văn bản ấn định hạn"), required=False, max_length=300), _("cần khi có hạn gửi")
    )
    closed_on = DayField(label=_("Đóng kỳ báo cáo từ ngày"), required=False)

    def refuse(self, refusal: Any) -> None:
        """An operation's refusal; the exclusive due date stands at the last good day."""
        if fields := getattr(refusal, "fields", None):
            refusal.fields = {"last_day" if name == "due_before" else name: text for name, text in fields.items()}
        super().refuse(refusal)


class ValuesForm(EditForm):
    """A figure or text for each slot; `note:` a reason beside a figure. What is empty may be saved, not sent.

    `unchanged` is shown only once it was asked for: that a returned report goes up as it was.
    """

    unchanged = forms.BooleanField(label=_("Vẫn gửi nguyên như lần trước"), required=False)

    def __init__(self, *args: Any, rows: list[Filled], **kwargs: Any) -> None:
        self.rows = rows
        initial = kwargs.setdefault("initial", {})
        for row in rows:
            value = row.value
            initial[row.slot.name] = value.figure if row.slot.field.is_figure else value.text
            initial[NOTE + row.slot.name] = value.note
        super().__init__(*args, **kwargs)
        for row in rows:
            self._add(row)

    def _add(self, row: Filled) -> None:
        given = row.slot.field
        attrs = {"aria-describedby": f"src-{row.slot.name}"}
        if given.is_figure:
            field: forms.Field = QuantityField(of=given.measure, label=given.label, required=False)
            field.widget.attrs |= attrs
        else:
            field = CountedField(label=given.label, required=False, most=LONGEST_TEXT)
        self.fields[row.slot.name] = field
        if given.is_figure:
            reason = CountedField(label=_("Lý do chênh lệch"), required=False, most=LONGEST_NOTE, rows=2)
            self.fields[NOTE + row.slot.name] = sometimes(
                reason, _("cần khi số ghi khác sổ theo dõi hoặc khác xa kỳ trước")
            )

    def values(self) -> dict[str, Given]:
        """What was typed, by slot."""
        found = {}
        for row in self.rows:
            name, typed = row.slot.name, self.cleaned_data
            if row.slot.field.is_figure:
                found[name] = Given(figure=typed.get(name), note=typed.get(NOTE + name) or "")
            else:
                found[name] = Given(text=typed.get(name) or "")
        return found

    def asks(self, row: Filled) -> bool:
        """Whether the reason of a figure stands open: it has one, needs one, or its lack was just refused."""
        name = NOTE + row.slot.name
        return row.slot.field.is_figure and bool(row.value.note or question(row) or name in self.errors)


class ReviewForm(EditForm):
    """Which slots come back, each with its reason; a reason for the whole; until when to answer."""

    reason = forms.CharField(
        label=_("Lý do chung"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Cần khi trả lại mà không đánh dấu chỗ nào."),
    )  # fmt: skip
    last_day = DayField(label=_("Đơn vị trả lời đến hết ngày"), required=False)

    def __init__(self, *args: Any, rows: list[Filled], **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[PICK + row.slot.name] = forms.BooleanField(required=False)
            self.fields[row.slot.name] = forms.CharField(
                label=row.slot.field.label, required=False, max_length=500,
                widget=forms.TextInput(attrs={"class": "full"}),
            )  # fmt: skip

    def wanted(self) -> dict[str, str]:
        """The slots that come back with their reasons; a typed reason picks its slot, also without a script."""
        typed = self.cleaned_data
        names = [row.slot.name for row in self.rows]
        return {name: typed.get(name) or "" for name in names if typed.get(PICK + name) or typed.get(name)}

    def refuse(self, refusal: Any) -> None:
        """An operation's refusal; the exclusive end of the answer stands at its last good day."""
        if fields := getattr(refusal, "fields", None):
            refusal.fields = {"last_day" if name == "answer_before" else name: text for name, text in fields.items()}
        super().refuse(refusal)
