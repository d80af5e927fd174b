"""The forms of nominations and dossiers. They read what is typed; operations decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, QuantityField, sometimes
from thidua.faces.kit.forms import EditForm, KitForm, OnceForm
from thidua.foundation.accounts.models import Person
from thidua.foundation.units.models import Unit
from thidua.stages.nominations.headings import headings

LONGEST = 600
ANOTHER = "khac"
NEW, BODY = "moi", "tap-the"


class OpeningForm(OnceForm):
    """A dossier begun with one press: of which body, for which form of which round."""

    round = forms.CharField(widget=forms.HiddenInput)
    form = forms.SlugField(widget=forms.HiddenInput)
    unit = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # The page has one of these a dossier, each with a receipt of its own.
        super().__init__(*args, **{"auto_id": False, **kwargs})


class SelectForm(EditForm):
    """A seat given; the reason is asked for where somebody is passed over or stands level."""

    reason = sometimes(
        forms.CharField(label=_("Lý do chọn"), required=False, widget=forms.Textarea(attrs={"rows": 3})),
        _("cần khi người, tập thể khác có số phiếu bằng hoặc cao hơn mà không còn suất"),
    )


class NomineeForm(KitForm):
    """Who is proposed: a body of the proposing unit, or a person of it. Sent by GET, so the choice has an address."""

    doi_tuong = forms.ChoiceField(label=_("Đơn vị, khu dân cư"))
    nguoi = forms.ChoiceField(
        label=_("Đề nghị ai"), help_text=_("Hai người có thể trùng họ tên: xin xem chức vụ, đơn vị ghi kèm.")
    )

    def __init__(self, *args: Any, subjects: list[Unit], people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doi_tuong"].choices = [(str(unit.uid), unit.name) for unit in subjects]
        chosen = [(BODY, _("Cả tập thể")), (NEW, _("Một người chưa có trong danh sách"))]
        self.fields["nguoi"].choices = [*chosen, *people]


class NominationForm(EditForm):
    """The achievement in short, and the achievement report heading by heading."""

    achievement = sometimes(
        forms.CharField(
            label=_("Tóm tắt thành tích"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Không quá 600 ký tự; in trên bằng khen, bảng trích ngang và cổng thông tin."),
        ),
        _("cần khi đề nghị, bản nháp để trống được"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, is_person: bool, is_new: bool = False, asks_reason: str = "", likely: Sequence[Person] = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.likely = {str(person.uid): person for person in likely}
        if is_new:
            self.fields["full_name"] = forms.CharField(label=_("Họ và tên"), max_length=100)
            self.fields["position"] = forms.CharField(label=_("Chức vụ"), max_length=120, required=False)
            if likely:
                known = [
                    (uid, _("là %(name)s đã có") % {"name": ", ".join(filter(None, (row.full_name, row.position)))})
                    for uid, row in self.likely.items()
                ]
                self.fields["same"] = forms.ChoiceField(
                    label=_("Đơn vị đã có người trùng họ tên"), required=False, widget=forms.RadioSelect,
                    choices=[*known, (ANOTHER, _("là người khác, trùng họ tên"))],
                )  # fmt: skip
            self.order_fields(["full_name", "position", "same", "achievement"])
        self.parts = headings(is_person=is_person)
        for part in self.parts:
            self.fields[f"report-{part.key}"] = forms.CharField(
                label=f"{part.number} {part.title}", required=False, help_text=part.hint,
                widget=forms.Textarea(attrs={"rows": 8 if part.key == "results" else 4}),
            )  # fmt: skip
        if asks_reason:
            reason = forms.CharField(
                label=_("Lý do vẫn đề nghị"), required=False, help_text=asks_reason,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.fields["earlier_award_reason"] = sometimes(reason, _("cần khi đề nghị, bản nháp để trống được"))

    def same(self) -> Person | None:
        """The known person somebody written as new turned out to be."""
        return self.likely.get(self.cleaned_data.get("same", ""))

    def is_another(self) -> bool:
        """Whether it was said that this is somebody else of the same name."""
        return bool(self.cleaned_data.get("same") == ANOTHER)

    def report(self) -> dict[str, str]:
        """The report's words by heading."""
        return {part.key: self.cleaned_data.get(f"report-{part.key}", "") for part in self.parts}


class PaperForm(OnceForm):
    """The scan of a paper made elsewhere."""

    title = forms.CharField(
        label=_("Tên, số, ngày của giấy tờ"), max_length=300,
        help_text=_("Ví dụ: Biên bản số 03/BB-HĐTĐKT ngày 02/7/2024."),
    )  # fmt: skip
    upload = forms.FileField(
        label=_("Bản chụp (PDF hoặc ảnh)"), widget=forms.FileInput(attrs={"accept": "image/*,.pdf"})
    )


class NomineesForm(EditForm):
    """Which nominees a dossier holds."""

    nominations = forms.MultipleChoiceField(
        label=_("Danh sách trình"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nominations"].choices = choices


class SetsForm(OnceForm):
    """The book of paper handed over."""

    sets = QuantityField(label=_("Số bộ bản chính đã giao"), smallest=1, largest=99)
    on = DayField(label=_("Ngày giao"))
    to = forms.CharField(label=_("Người nhận hồ sơ"), max_length=200)
