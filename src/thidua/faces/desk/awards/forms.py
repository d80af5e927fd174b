"""The forms of award rounds. They read what is typed; operations decide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, QuantityField, sometimes
from thidua.faces.kit.forms import EditForm, KitForm, OnceForm
from thidua.foundation.accounts.models import Person
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound
from thidua.stages.campaigns.operations import PoolWords
from thidua.stages.nominations.headings import headings
from thidua.stages.nominations.models import AwardGuidance
from thidua.stages.nominations.operations import Terms

LONGEST = 600
ANOTHER = "khac"
FEWEST_LINES = 4
MOST_ALLOTTED = 1000
# «Huyện Cư Jút: diện 4, nhiều nhất 2», whatever the words about the two numbers are.
ALLOTMENT = re.compile(r"(?P<unit>[^:]+):\D*(?P<pool>\d{1,4})\s*,\D*(?P<most>\d{1,6})\W*")
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


class GuidanceForm(EditForm):
    """What a guidance says. A day typed as «trước ngày 20/8/2024» is exclusive."""

    proposals_before = DayField(
        label=_("Cấp dưới gửi đề nghị trước ngày"), required=False,
        help_text=_("Ngày ghi ở đây không tính: trước 31/7 là hết ngày 30/7."),
    )  # fmt: skip
    dossiers_before = DayField(label=_("Hồ sơ gửi về trước ngày"), required=False)
    council_on = DayField(label=_("Hội đồng dự kiến họp ngày"), required=False)
    works_needed = QuantityField(label=_("Xã «có nhiều công trình» là có từ mấy công trình"), smallest=1, largest=100)
    comment_days = QuantityField(label=_("Số ngày làm việc lấy ý kiến công khai"), smallest=0, largest=60)
    contact = forms.CharField(label=_("Người, nơi liên hệ"), required=False, max_length=200)

    def __init__(
        self, *args: Any, round: AwardRound, guidance: AwardGuidance | None, units: list[Unit], **kwargs: Any
    ) -> None:
        self.award_forms = list(round.forms.order_by("clause", "id"))
        pools = AwardPool.objects.filter(form__in=self.award_forms).order_by("form__clause", "position", "id")
        self.pools = {str(pool.pk): pool for pool in pools}
        self.units = {str(unit.uid): unit for unit in units}
        self.kept = list(guidance.allotments.select_related("unit").order_by("id")) if guidance else []
        kwargs["initial"] = self._initial(guidance)
        super().__init__(*args, **kwargs)
        for form in self.award_forms:
            self.fields[f"sets-{form.pk}"] = QuantityField(
                label=_("Số bộ bản chính: %(form)s") % {"form": form.name}, required=False, smallest=1, largest=99,
                help_text=_("Để trống nếu theo hướng dẫn của nơi nhận."),
            )  # fmt: skip
        self.fields["allotments"] = forms.CharField(
            label=_("Phân bổ số lượng đề nghị"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
            help_text=self._example(),
        )  # fmt: skip

    def terms(self) -> Terms:
        """The guidance as the operation takes it."""
        given = self.cleaned_data
        return Terms(
            proposals_before=given["proposals_before"], dossiers_before=given["dossiers_before"],
            council_on=given["council_on"], works_needed=given["works_needed"], comment_days=given["comment_days"],
            contact=given["contact"], sets={form.pk: given[f"sets-{form.pk}"] for form in self.award_forms},
            allotments=given["allotments"],
        )  # fmt: skip

    def clean_allotments(self) -> dict[tuple[int, int], int]:
        """Lines «Huyện Cư Jút: diện 4, nhiều nhất 2»; every line that cannot be read is told, with what is wrong."""
        found: dict[tuple[int, int], int] = {}
        wrong = []
        lines = (row.strip() for row in self.cleaned_data["allotments"].splitlines())
        for number, line in enumerate(lines, 1):
            if not line:
                continue
            try:
                pool, unit, most = self._allotment(line)
            except ValueError as told:
                wrong.append(_("Dòng %(number)d: %(told)s") % {"number": number, "told": told})
            else:
                found[pool.pk, unit.pk] = most
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def _allotment(self, line: str) -> tuple[AwardPool, Unit, int]:
        """What one line says. Raises `ValueError` with the sentence that says what is wrong with it."""
        read = ALLOTMENT.fullmatch(nfc(line))
        if read is None:
            raise ValueError(_("không hiểu «%(line)s». %(example)s") % {"line": line, "example": self._example()})
        names = {name.casefold(): unit for unit in self.units.values() for name in (unit.name, unit.short_name)}
        unit, place, most = names.get(tidy(read["unit"]).casefold()), int(read["pool"]), int(read["most"])
        if unit is None:
            raise ValueError(_("«%(name)s» không phải cấp dưới trực tiếp.") % {"name": read["unit"].strip()})
        if not 0 < place <= len(self.pools):
            raise ValueError(_("không có diện %(place)d.") % {"place": place})
        if not 0 < most < MOST_ALLOTTED:
            raise ValueError(_("số lượng phải từ 1 đến 999."))
        return list(self.pools.values())[place - 1], unit, most

    def _example(self) -> str:
        unit = next((unit.short_name for unit in self.units.values()), _("Huyện A"))
        words = _(
            "Mỗi dòng một đơn vị, một diện, ví dụ: «%(unit)s: diện 1, nhiều nhất 2». Để trống nếu không giới hạn."
        )
        return words % {"unit": unit}

    def _initial(self, guidance: AwardGuidance | None) -> dict[str, Any]:
        if guidance is None:
            start: dict[str, Any] = {"works_needed": 3, "comment_days": 10, "version": 1}
            return start | {f"sets-{form.pk}": form.original_sets for form in self.award_forms}
        names = (
            "proposals_before",
            "dossiers_before",
            "council_on",
            "works_needed",
            "comment_days",
            "contact",
            "version",
        )
        numbers = {pool.pk: number for number, pool in enumerate(self.pools.values(), 1)}
        lines = [
            _("%(unit)s: diện %(pool)d, nhiều nhất %(most)d") % {
                "unit": row.unit.short_name, "pool": numbers[row.pool_id], "most": row.most,
            }
            for row in self.kept
        ]  # fmt: skip
        sets = {row.form_id: row.original_sets for row in guidance.forms.order_by("id")}
        return (
            {name: getattr(guidance, name) for name in names}
            | {f"sets-{form.pk}": sets.get(form.pk, form.original_sets) for form in self.award_forms}
            | {"allotments": "\n".join(lines)}
        )


class QuotaForm(OnceForm):
    """The notice of numbers, its classes one to a line: a line for each class the form has or may get."""

    document = forms.CharField(label=_("Số, ký hiệu thông báo"), max_length=300)
    date = DayField(label=_("Ngày thông báo"))

    def __init__(self, *args: Any, form: AwardForm, kinds: list[UnitKind], **kwargs: Any) -> None:
        # The numbers that stand are shown, so that a later notice is written over them.
        initial: dict[str, Any] = {}
        standing = list(form.pools.order_by("position", "id"))
        for number, pool in enumerate((row for row in standing if row.unit_kinds), start=1):
            initial[f"kind-{number}"] = f"nguoi:{pool.unit_kinds[0]}" if pool.for_people else pool.unit_kinds[0]
            initial[f"quota-{number}"] = pool.quota
        super().__init__(*args, **{"initial": initial, **kwargs})
        choices = [("", _("— không dùng dòng này —")), *((kind.key, kind.label) for kind in kinds)]
        people = [(f"nguoi:{kind.key}", _("Cá nhân thuộc %(kind)s") % {"kind": kind.label}) for kind in kinds]
        self.lines = max(FEWEST_LINES, len(kinds), len(standing))
        for number in range(1, self.lines + 1):
            label = _("Diện %(number)d") % {"number": number}
            self.fields[f"kind-{number}"] = forms.ChoiceField(
                label=label, required=number == 1, choices=[*choices, *people]
            )
            self.fields[f"quota-{number}"] = QuantityField(
                label=_("Số lượng của diện %(number)d") % {"number": number},
                required=number == 1,
                smallest=1,
                largest=9999,
            )
        self.named = dict([*choices, *people])

    def pools(self) -> list[PoolWords]:
        """The announced classes."""
        found = []
        for number in range(1, self.lines + 1):
            key, quota = self.cleaned_data.get(f"kind-{number}"), self.cleaned_data.get(f"quota-{number}")
            if key and quota:
                kind = key.removeprefix("nguoi:")
                words = PoolWords(str(self.named[key]), (kind,), for_people=key.startswith("nguoi:"), quota=quota)
                found.append(words)
        return found


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
