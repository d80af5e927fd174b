"""Whether a report is complete and its figures explained: by slot, the sentence that says what is still to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.core.quantities import format_number
from thidua.stages.reports.form import Slot, slots_of
from thidua.stages.reports.models import Report, ReportPeriod, ReportValue
from thidua.stages.reports.schedules import ONCE

# A figure this many times the one of the period before is asked about.
FAR = 100
NOTE = "note:"
# About four pages of one part of a report, and a paragraph of why a figure is another.
LONGEST_TEXT, LONGEST_NOTE = 10_000, 1_000


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot with its value, and the figure of the period before."""

    slot: Slot
    value: ReportValue
    previous: ReportValue | None = None

    @property
    def is_empty(self) -> bool:
        return self.value.figure is None if self.slot.field.is_figure else not self.value.text.strip()

    @property
    def differs(self) -> bool:
        """Whether the figure is another than the site's own records say."""
        return self.value.figure is not None and self.value.known is not None and self.value.figure != self.value.known

    @property
    def is_far_off(self) -> bool:
        """Whether the figure is a hundred times that of the period before, or a hundredth."""
        before = self.previous.figure if self.previous else None
        now = self.value.figure
        return bool(before and now) and (now >= FAR * before or before >= FAR * now)  # type: ignore[operator]


def filled(report: Report) -> list[Filled]:
    """Every slot of the report with its value and the one before; three statements."""
    values = by_place(report)
    before = previous_report(report)
    past = by_place(before) if before else {}
    found = []
    for slot in slots_of(report):
        place = place_of(slot)
        value = values.get(place) or ReportValue(report=report, campaign_id=place[0], field=place[1])
        found.append(Filled(slot, value, past.get(place)))
    return found


def problems(report: Report) -> dict[str, str]:
    """What keeps the report from being sent, by slot; under `note:` what lacks its reason."""
    found: dict[str, str] = {}
    for row in filled(report):
        name = row.slot.name
        if excess := too_many(row.slot, row.value.figure, row.value.denominator):
            found[name] = excess
        elif row.slot.field.is_required and row.is_empty:
            found[name] = _("«%(label)s» chưa có. Xin ghi, kể cả khi là 0 hoặc “Không có”.") % {
                "label": row.slot.field.label
            }
        elif not row.value.note.strip() and (reason := question(row)):
            found[NOTE + name] = reason
    return found


def too_many(slot: Slot, figure: int | None, whole: int | None) -> str:
    """Why a share cannot stand: more units than there are; empty for one that can."""
    if not slot.field.is_share or figure is None or whole is None or figure <= whole:
        return ""
    return _("«%(label)s»: chỉ có %(whole)s đơn vị nên không thể ghi %(figure)s. Xin xem lại số này.") % {
        "label": slot.field.label, "whole": format_number(whole), "figure": format_number(figure),
    }  # fmt: skip


def question(row: Filled) -> str:
    """What is asked about a figure that looks odd; empty for one that does not."""
    words = row.slot.words
    if row.differs:
        return _("«%(label)s»: báo %(figure)s, sổ theo dõi ghi %(known)s. Xin sửa lại số, hoặc ghi lý do để gửi kèm.") % {
            "label": row.slot.field.label, "figure": words(row.value.figure), "known": words(row.value.known),
        }  # fmt: skip
    # A figure that the records bear out is no slip of the pen, however far it has come.
    if row.value.known is None and row.is_far_off and row.previous is not None:
        return _("«%(label)s»: báo %(figure)s, kỳ trước %(before)s, chênh nhau từ 100 lần. Xin xem lại, hoặc ghi lý do.") % {
            "label": row.slot.field.label, "figure": words(row.value.figure), "before": words(row.previous.figure),
        }  # fmt: skip
    return ""


Place = tuple[int | None, str]


def place_of(slot: Slot) -> Place:
    return (slot.campaign.pk if slot.campaign else None, slot.field.key)


def by_place(report: Report) -> Mapping[Place, ReportValue]:
    """The report's values by campaign and field."""
    return {(row.campaign_id, row.field): row for row in report.values.order_by("id")}


def previous_report(report: Report) -> Report | None:
    """The unit's report of the period before that was sent at least once; none of what is owed once."""
    if report.period.key == ONCE:
        return None
    earlier = ReportPeriod.objects.filter(schedule=report.period.schedule_id, starts_on__lt=report.period.starts_on)
    rows = Report.objects.filter(unit=report.unit_id, period__in=earlier, submitted_at__isnull=False)
    return rows.select_related("period__schedule").order_by("-period__starts_on", "-id").first()
