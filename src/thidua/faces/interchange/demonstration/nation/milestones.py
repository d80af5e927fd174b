"""Invented milestones: every kind the campaign asks, done and confirmed by most who owe it."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from thidua.faces.interchange.demonstration.nation.records import Table, batches
from thidua.faces.interchange.demonstration.nation.world import Nation, Place
from thidua.foundation.core import bulk, steps
from thidua.stages.campaigns.models import MilestoneKind
from thidua.stages.milestones.models import Milestone, MilestonePartner
from thidua.stages.milestones.particulars import Particulars, particulars

USUAL = 0.9
ASSIGNED = 0.15
TOLD = (
    "campaign", "kind", "unit", "year", "status", "done_date", "prescribed_date", "way", "answer", "reported_at",
    "verified_at", "made_at", "changed_at",
)  # fmt: skip


def make_milestones(nation: Nation) -> None:
    """Writes what each unit of the kinds asked has done by today, and with whom."""
    kinds = list(MilestoneKind.objects.filter(campaign=nation.campaign).order_by("position", "id"))
    table = Table(Milestone, *TOLD)
    for done, kind in enumerate(kinds):
        steps.tell(_("Mốc việc minh họa"), done, len(kinds))
        for year in particulars(kind).occurrences:
            for found in batches(_found(nation, kind, year)):
                ids = table.write([row for row, _partner in found])
                shares = (
                    (pk, partner, kind.pk, year)
                    for pk, (_row, partner) in zip(ids, found, strict=True)
                    if partner is not None
                )
                bulk.insert(MilestonePartner, ("milestone", "unit", "kind", "year"), shares)
    steps.tell(_("Mốc việc minh họa"), len(kinds), len(kinds))


def _found(nation: Nation, kind: MilestoneKind, year: int | None) -> Iterator[tuple[tuple[Any, ...], int | None]]:
    """The rows of one kind, each with the unit that took part where two held it together."""
    asked, first = particulars(kind), kind.window_from or nation.campaign.starts_on
    if year:
        # A year is rated when it draws to its end.
        first = max(first, datetime.date(year, 12, 1))
    if first > nation.today:
        return
    together: Place | None = None
    places = nation.of_kinds(kind.unit_kinds)
    for place, following in itertools.zip_longest(places, places[1:]):
        if together is place:
            continue
        if asked.is_assigned and nation.chance.random() >= ASSIGNED:
            continue
        does = nation.does(place, USUAL)
        if not does and not asked.is_assigned:
            continue
        joint = asked.is_joint and following is not None and following.parent == place.parent
        together = following if joint and nation.chance.random() < 0.04 else None
        yield _row(nation, kind, asked, place, year, first, does=does), together.pk if together else None


def _row(
    nation: Nation, kind: MilestoneKind, asked: Particulars, place: Place, year: int | None, first: datetime.date,
    *, does: bool,
) -> tuple[Any, ...]:  # fmt: skip
    day = nation.day(first, kind.window_before)
    at, verified = nation.moment(day), does and nation.chance.random() < 0.92
    status = Milestone.Status.VERIFIED if verified else Milestone.Status.DONE if does else Milestone.Status.PLANNED
    # Most are in time for the day they were given.
    prescribed = day + datetime.timedelta(days=nation.chance.randrange(-3, 25)) if asked.is_assigned else None
    return (
        nation.campaign.pk, kind.pk, place.pk, year, str(status), day if does else None, prescribed,
        nation.chance.choice(asked.ways) if does and asked.ways else "",
        nation.chance.choice(asked.answers).key if does and asked.answers else "",
        at if does else None, at if verified else None, at, at,
    )  # fmt: skip
