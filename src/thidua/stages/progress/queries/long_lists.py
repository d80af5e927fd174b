"""Lists of many thousand units: what the roll-up above them already says is read there and not counted anew.

Of a level with nobody beneath it the cell of the place holds, kind by kind, how many are asked, known and met. That is
the tally of the whole list, if the reader sees all of it; where any of this does not hold, the rows are counted.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, F, OuterRef, Subquery

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.units.models import Unit, outside
from thidua.stages.campaigns.models import Campaign, Exemption, Participation, Target
from thidua.stages.progress.lateness import Dates, Late
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.places import Level
from thidua.stages.progress.standing import State, unmet_state

# Below this many units the rows are counted as quickly.
LONG = 2000


def says_all(
    actor: Actor, place: Participation, level: Level | None, targets: Collection[Target], on: Moment, late: Late
) -> bool:
    """Whether the place's own cells tell how its units of a level stand; one statement, and none for a short list.

    Not where somebody stands beneath a unit of the level, is hidden from the reader or freed of a target; where
    somebody came or left since the day that fixes a target's population; nor of another day, or where somebody is late.
    """
    if level is None or level.count <= LONG or level.key == place.kind_id or not on.is_standing:
        return False
    if late.touches(targets) or any(target.share == 0 for target in targets):
        return False
    listed = Participation.objects.standing().beneath(place).filter(kind=level.key)
    unseen = Unit.objects.filter(outside(actor.intervals)).filter(Exists(listed.filter(unit=OuterRef("pk"))))
    freed = Exemption.objects.in_force().filter(target__in=[target.pk for target in targets])
    # The first of them, in the order of its index: of any of them PostgreSQL expects so many that it looks everywhere.
    deep = Subquery(listed.filter(rgt__gt=F("lft")).order_by("lft").values("pk")[:1])
    against: dict[str, Any] = {"hides": Exists(unseen), "is_deep": deep, "frees": Exists(freed)}
    if days := [target.reference_date for target in targets if target.reference_date]:
        # Of the whole frame: few or none, found by their days; in the branch alone a nation's would all be looked at.
        of_level = Participation.objects.filter(campaign=place.campaign_id, kind=level.key)
        against["came"] = Exists(of_level.standing().filter(valid_from__gt=min(days)))
        against["left"] = Exists(of_level.filter(valid_to__isnull=False))
    found = Campaign.objects.filter(pk=place.campaign_id).annotate(**against)
    return not any(found.values_list(*against).get())


def tally_of(
    rows: dict[int, UnitProgress], level: Level, targets: Collection[Target], dates: Dates, on: datetime.date
) -> dict[State, int]:
    """How many cells of a level stand in each state, by the cells of the place above it."""
    tally: dict[State, int] = {state: 0 for state in State if state != State.NOT_ASSIGNED}
    for target in targets:
        if target.pk in rows:
            met, required, known = rows[target.pk].by_kind.get(level.key, (0, 0, 0))
            # Who has met is known, whatever it is that makes one known.
            tally[State.MET] += met
            tally[unmet_state(dates[target.pk], on, is_known=True)] += known - met
            tally[unmet_state(dates[target.pk], on, is_known=False)] += required - known
    return tally


def bounds(
    rows: dict[int, UnitProgress],
    level: Level,
    targets: Collection[Target],
    dates: Dates,
    on: datetime.date,
    state: str,
) -> tuple[int, int]:
    """In how many units of a level some cell stands in the state, at least and at most, by the place's own cells."""
    if state == State.NOT_ASSIGNED:
        asked = [rows[target.pk].by_kind.get(level.key, (0, 0, 0))[1] for target in targets if target.pk in rows]
        return 0, level.count * len(targets) - sum(asked)
    found = [tally_of(rows, level, [target], dates, on)[State(state)] for target in targets]
    return max(found, default=0), sum(found)
