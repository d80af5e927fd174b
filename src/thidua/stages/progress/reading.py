"""The cells of a moment, and who of a branch is late by them: every page, file and list of progress reads these."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import by_date, cells
from thidua.stages.progress.derived import cells_from
from thidua.stages.progress.lateness import Dates, Late, late_units
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Day, Moment, Reckoning, moment_of

# Each cell with what it showed at the end of the last day, up to the one asked for, on which it changed. One that had
# not said anything by then says nothing.
SHOWN = """
SELECT cell.id, cell.target_id, cell.unit_id, cell.participation_id, {kept}
FROM progress_unitprogress cell LEFT JOIN progress_unitprogressday shown
    ON shown.target_id = cell.target_id AND shown.unit_id = cell.unit_id AND shown.day = (
        SELECT MAX(earlier.day) FROM progress_unitprogressday earlier
        WHERE earlier.target_id = cell.target_id AND earlier.unit_id = cell.unit_id AND earlier.day <= %s
    )
"""
NOTHING = {"minimum": "NULL", "by_kind": "'{}'"} | dict.fromkeys(("applies", "known", "met"), "FALSE")
KEPT = ", ".join(f"COALESCE(shown.{name}, {NOTHING.get(name, '0')}) AS {name}" for name in cells.KEPT)


def cells_at(
    targets: Collection[Target], dates: Dates, *, place: Participation, on: Day
) -> tuple[QuerySet[UnitProgress], Late]:
    """The cells of the targets, and who of the place's branch is late; at most one statement.

    By the day things were done only the place's branch is reckoned; other cells stand as they do now.
    """
    moment = moment_of(on)
    if moment.reckoning == Reckoning.DONE:
        rows, late = by_date.cells_by_date(targets, dates, place=place, on=moment.on)
    else:
        own = [target for target in targets if target.companion_of_id is None]
        rows, late = rows_at(moment), late_units(own, dates, place=place, on=moment)
    return rows.filter(target__in=[target.pk for target in targets]), late


def rows_at(moment: Moment) -> QuerySet[UnitProgress]:
    """The cells as they stand, or as the board showed them that evening."""
    return UnitProgress.objects.all() if moment.is_standing else cells_from(SHOWN.format(kept=KEPT), (moment.on,))
