"""Forms of the milestones' pages; a report asks only for what its kind asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, FilesField, QuantityField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.core.quantities import PLAIN
from thidua.stages.milestones.entries import Entry
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.reports import Report

FIGURE = "figure_"
DOCUMENT_FIELDS = ("document_number", "document_date", "document_subject")
PROOFS = "image/*,application/pdf,.docx,.xlsx"


class PlanForm(EditForm):
    """The day for which a milestone is planned."""

    planned_date = DayField(label=_("Ngày dự kiến"), help_text=_("Ví dụ 20/8/2024."))


class ReportForm(EditForm):
    """What a unit says of a milestone it did."""

    done_date = DayField(label=_("Ngày đã làm"), help_text=_("Gõ 12/11/2023 hoặc 12112023."))
    way = forms.ChoiceField(label=_("Cách làm"), widget=forms.RadioSelect)
    document_number = forms.CharField(label=_("Số, ký hiệu văn bản"), required=False, max_length=60)
    document_date = DayField(label=_("Ngày của văn bản"), required=False)
    document_subject = forms.CharField(label=_("Trích yếu"), required=False, max_length=500)
    answer = forms.ChoiceField(label=_("Mức xếp loại"), widget=forms.RadioSelect)
    answered_by = forms.CharField(label=_("Cơ quan xếp loại"), max_length=200)
    partners = forms.MultipleChoiceField(
        label=_("Làm chung với"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Đánh dấu những khu cùng tổ chức; mỗi khu đều được tính."),
    )  # fmt: skip
    new_head_name = forms.CharField(
        label=_("Trưởng ban sau hội nghị"), required=False, max_length=100, help_text=_("Họ và tên.")
    )
    new_head_phone = forms.CharField(
        label=_("Điện thoại Trưởng ban"), required=False, max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )  # fmt: skip
    was_held_well = forms.BooleanField(required=False)
    note = forms.CharField(
        label=_("Ghi chú"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    upload = FilesField(label=_("Ảnh, văn bản làm chứng"), required=False, accept=PROOFS)

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        self.entry = entry
        super().__init__(*args, **kwargs)
        self._keep_what_is_asked()
        self.order_fields([name for name in self.fields if name not in ("note", "upload")] + ["note", "upload"])

    def report(self) -> Report:
        """The cleaned form as the operation takes it."""
        given = self.cleaned_data
        chosen = set(given.get("partners", ()))
        plain = {
            name: given[name]
            for name in (
                "done_date",
                *DOCUMENT_FIELDS,
                "answer",
                "answered_by",
                "new_head_name",
                "new_head_phone",
                "note",
            )
            if name in given
        }
        ways = self.entry.asked.ways
        return Report(
            **plain,
            way=given.get("way", ways[0] if len(ways) == 1 else ""),
            figures={
                name.removeprefix(FIGURE): given[name]
                for name in self.fields
                if name.startswith(FIGURE) and given.get(name) is not None
            },
            partners=tuple(unit for unit in self.entry.siblings if str(unit.uid) in chosen),
            was_held_well=given.get("was_held_well"),
        )

    def _keep_what_is_asked(self) -> None:
        asked, entry = self.entry.asked, self.entry
        labels = dict(Milestone.Way.choices)
        self.fields["way"].choices = [(way, labels[way]) for way in asked.ways]
        self.fields["answer"].choices = [(row.key, row.label) for row in asked.answers]
        self.fields["partners"].choices = [(str(unit.uid), unit.short_name) for unit in entry.siblings]
        self.fields["was_held_well"].label = _("Đã %(quality)s") % {"quality": asked.quality}
        for figure in asked.figures:
            self.fields[FIGURE + figure.key] = QuantityField(of=PLAIN, label=figure.label, required=False)
        asks_document = "document" in asked.ways or asked.proof in ("document", "any")
        unasked = {
            "way": len(asked.ways) < 2,
            "answer": not asked.answers,
            "answered_by": not asked.answers,
            "partners": not entry.siblings,
            "new_head_name": not asked.asks_new_head,
            "new_head_phone": not asked.asks_new_head,
            "was_held_well": not (asked.quality and entry.is_confirmed_at_once),
            **dict.fromkeys(DOCUMENT_FIELDS, not asks_document),
        }
        for name in [name for name, away in unasked.items() if away]:
            del self.fields[name]
        if (asked.proof == "document" and not asked.ways) or asked.ways == (Milestone.Way.DOCUMENT,):
            self.fields["document_number"].required = self.fields["document_date"].required = True
        elif Milestone.Way.DOCUMENT in asked.ways:
            self.fields["document_number"].help_text = _("Phải ghi khi làm bằng văn bản.")


def known(entry: Entry) -> dict[str, Any]:
    """What is known of the milestone, to begin the form with."""
    row = entry.milestone
    if row is None:
        return {"new_head_name": entry.unit.contact_name, "new_head_phone": entry.unit.phone}
    figures = {FIGURE + key: number for key, number in row.figures.items()}
    return {
        **{name: getattr(row, name) for name in ReportForm.base_fields if hasattr(row, name) and name != "partners"},
        **figures,
        "partners": [str(unit.uid) for unit in row.partners.all()],
        "new_head_name": row.new_head_name or entry.unit.contact_name,
        "new_head_phone": row.new_head_phone or entry.unit.phone,
    }


class LinkReportForm(EditForm):
    """What an area's head sends from a phone: the day and two photos, the new head where the kind gives one."""

    done_date = DayField(label=_("Ngày đã làm"), picker=True)
    photo_1 = forms.FileField(label=_("Ảnh 1: nhìn toàn cảnh"), required=False)
    photo_2 = forms.FileField(label=_("Ảnh 2: bà con tham gia"), required=False)
    new_head_name = forms.CharField(label=_("Trưởng ban sau hội nghị"), required=False, max_length=100)
    new_head_phone = forms.CharField(
        label=_("Điện thoại Trưởng ban"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    note = forms.CharField(
        label=_("Nhắn xã"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        row = entry.milestone
        kwargs.setdefault(
            "initial", {"done_date": row.done_date, "note": row.note, "version": row.version} if row else {}
        )
        super().__init__(*args, **kwargs)
        for name in ("photo_1", "photo_2"):
            self.fields[name].widget.attrs |= {"accept": "image/*", "data-kit-preview": True}
        if not entry.asked.asks_new_head:
            del self.fields["new_head_name"], self.fields["new_head_phone"]

    def photos(self) -> list[Any]:
        """The photos that were chosen."""
        return [self.cleaned_data[name] for name in ("photo_1", "photo_2") if self.cleaned_data.get(name)]

    def report(self) -> Report:
        """The cleaned form as the operation takes it."""
        given = self.cleaned_data
        return Report(
            done_date=given["done_date"],
            new_head_name=given.get("new_head_name", ""),
            new_head_phone=given.get("new_head_phone", ""),
            note=given["note"],
        )


class ConfirmForm(EditForm):
    """The level above says that it has seen the proof, and whether the thing was done well."""

    was_held_well = forms.BooleanField(required=False)

    def __init__(self, *args: Any, quality: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["was_held_well"].label = _("Đã %(quality)s") % {"quality": quality}
        if not quality:
            del self.fields["was_held_well"]


class ReturnForm(EditForm):
    """Why a report goes back: the unit reads these words."""

    reason = forms.CharField(
        label=_("Lý do trả lại"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Đơn vị sẽ đọc đúng những chữ này. Ghi rõ cần sửa gì."),
    )  # fmt: skip


class ProofForm(OnceForm):
    """More photos or papers for a milestone."""

    upload = FilesField(label=_("Thêm ảnh, văn bản"), accept=PROOFS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "proof_%s", **kwargs})


class ListForm(OnceForm):
    """An office's list as a workbook."""

    upload = forms.FileField(
        label=_("Tệp danh sách"), help_text=_("Tệp Excel (.xlsx), mỗi dòng một mốc việc của một đơn vị."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )  # fmt: skip


class LinkForm(OnceForm):
    """To whom an area's personal link is given."""

    full_name = forms.CharField(label=_("Họ và tên Trưởng ban"), max_length=100)
    phone = forms.CharField(
        label=_("Điện thoại"), required=False, max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
