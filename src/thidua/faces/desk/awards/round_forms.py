"""The forms of who runs a round: its guidance, the notice of its numbers."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.faces.kit.fields import DayField, QuantityField
from thidua.faces.kit.forms import EditForm, OnceForm
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound
from thidua.stages.campaigns.operations import PoolWords
from thidua.stages.nominations.backward import days_of
from thidua.stages.nominations.models import AwardGuidance
from thidua.stages.nominations.operations import Terms

FEWEST_LINES = 4
COMMENT_DAYS = 10
MOST_ALLOTTED = 1000
# «Huyện Cư Jút: diện 4, nhiều nhất 2», whatever the words about the two numbers are.
ALLOTMENT = re.compile(r"(?P<unit>[^:]+):\D*(?P<pool>\d{1,4})\s*,\D*(?P<most>\d{1,6})\W*")


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
        self.suggested = days_of(round, COMMENT_DAYS) if guidance is None else None
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

    def _backward(self) -> dict[str, Any]:
        """The days counted back from the event at which the awards are presented, where it has its date."""
        if self.suggested is None:
            return {}
        names = ("proposals_before", "dossiers_before", "council_on")
        return {name: getattr(self.suggested, name) for name in names}

    def _initial(self, guidance: AwardGuidance | None) -> dict[str, Any]:
        if guidance is None:
            start: dict[str, Any] = {"works_needed": 3, "comment_days": COMMENT_DAYS, "version": 1, **self._backward()}
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
