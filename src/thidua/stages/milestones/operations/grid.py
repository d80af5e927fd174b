"""The commune enters for its areas: many rows in one operation, each taken or refused by itself («nhập thay»)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, Refused, Stale
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import MilestoneKind
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.deciding import give_back
from thidua.stages.milestones.operations.opening import enter
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.operations.reporting import take, take_back
from thidua.stages.milestones.particulars import day_words
from thidua.stages.milestones.reports import Report
from thidua.stages.milestones.states import DONE, PLANNED, RETURNED, VERIFIED

# Area, kind, year (0 of what comes once).
Cell = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One milestone of one area as the grid has it; without a day it was not done, or what was said is taken back."""

    unit: Unit
    kind: MilestoneKind
    report: Report
    year: int | None = None
    # The version that was on the page; 0 when there was no record yet, None when nobody looked.
    version: int | None = None

    @property
    def cell(self) -> Cell:
        """The row's place: area, kind and year."""
        return self.unit.pk, self.kind.pk, self.year or 0


@dataclass(slots=True)
class GridResult:
    """What was saved, and what was not: cell → field → sentence; `stale` are the cells somebody else saved first."""

    saved: list[Milestone] = field(default_factory=list)
    problems: dict[Cell, dict[str, str]] = field(default_factory=dict)
    stale: set[Cell] = field(default_factory=set)


@operation
def report_grid(*, by: By, now: datetime.datetime, rows: Sequence[GridRow]) -> GridResult:
    """Saves every row that can be taken, confirmed at once where the actor may; a refused row changes nothing itself.

    Recorded as entered by the commune. A row that says what is known already changes nothing, so that the same grid
    sent twice needs no receipt. Refused as a whole only by `NotAllowed` or `Missing`: somebody else's area has no place
    in the grid.
    """
    result = GridResult()
    for row in rows:
        try:
            with transaction.atomic():
                changed = _enter(row, by=by, now=now)
        except (NotAllowed, Missing):
            raise
        except Stale:
            result.stale.add(row.cell)
            result.problems[row.cell] = {"done_date": _both(row)}
        except Invalid as refused:
            result.problems[row.cell] = {name: str(sentence) for name, sentence in refused.fields.items()}
        except Refused as refused:
            result.problems[row.cell] = {refused.field or "done_date": str(refused)}
        else:
            result.saved += [changed] if changed else []
    post_milestones(result.saved, now=now)
    return result


def _enter(row: GridRow, *, by: By, now: datetime.datetime) -> Milestone | None:
    """Takes one row; None when it changes nothing."""
    known = the_one(Milestone.objects.filter(kind=row.kind, unit=row.unit, year=row.year))
    if row.report.done_date is None and (known is None or known.status in (PLANNED, RETURNED)):
        return None
    if known and _is_told(known, row.report):
        return None
    milestone = enter(by=by, now=now, kind=row.kind, unit=row.unit, year=row.year)
    # Held now: somebody may have said the same, or something else, since it was looked at.
    if _is_told(milestone, row.report):
        return None
    check_version(milestone, row.version if known or row.version or milestone.done_date else None)
    if milestone.status == VERIFIED:
        give_back(milestone, by=by, now=now, reason=_("Xã sửa trên bảng nhập thay."))
    if row.report.done_date is None:
        take_back(milestone, by=by, now=now)
    else:
        take(milestone, row.report, by=by, now=now)
    return milestone


def _is_told(milestone: Milestone, report: Report) -> bool:
    """Whether the record stands as reported and the row says nothing else."""
    return milestone.status in (DONE, VERIFIED) and says_same(milestone, report)


def _both(row: GridRow) -> str:
    """What somebody else saved in the cell meanwhile, beside what was typed here."""
    rows = Milestone.objects.filter(kind=row.kind, unit=row.unit, year=row.year).select_related("changed_by")
    known = rows.first() or Milestone()
    return _("%(who)s vừa sửa ô này thành «%(theirs)s»; bạn gõ «%(yours)s». Chưa ghi đè: %(next)s") % {
        "who": known.changed_by.full_name if known.changed_by else _("Người khác"),
        "theirs": _as_typed(known.done_date, known.new_head_name),
        "yours": _as_typed(row.report.done_date, row.report.new_head_name),
        "next": _("bấm «Ghi» để lấy của bạn, hoặc gõ lại như người kia."),
    }


def _as_typed(day: datetime.date | None, head: str) -> str:
    words = [day_words(day) if day else _("chưa làm"), head]
    return ", ".join(word for word in words if word)


def says_same(milestone: Milestone, report: Report) -> bool:
    """Whether the grid's row holds nothing new. What the grid does not show is not compared."""
    partners = set(milestone.shares.values_list("unit_id", flat=True))
    return (
        milestone.done_date == report.done_date
        and partners == {unit.pk for unit in report.partners}
        and report.was_held_well in (None, milestone.was_held_well)
        and report.new_head_name in ("", milestone.new_head_name)
        and report.new_head_phone in ("", milestone.new_head_phone)
        and report.way in ("", milestone.way)
    )
