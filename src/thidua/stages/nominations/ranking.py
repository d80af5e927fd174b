"""The order of those who wait for a seat: by the council's votes, as exact shares; a tie stays a tie."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from thidua.stages.nominations.models import Nomination

WAITING = (Nomination.Status.PROPOSED, Nomination.Status.RESERVE)


def share(nomination: Nomination) -> Fraction:
    """The yes among those it was held against."""
    return Fraction(nomination.votes_for or 0, nomination.votes_of or 1)


def by_votes(rows: Iterable[Nomination]) -> list[Nomination]:
    """Most yes first; where they are equal, by name."""
    return sorted(rows, key=lambda row: (-share(row), row.sort_key, row.pk))


def standing_before(nomination: Nomination) -> list[Nomination]:
    """The others of the pool who wait with as many votes or more."""
    others = Nomination.objects.filter(pool=nomination.pool, vote=Nomination.Vote.PASSED, status__in=WAITING)
    others = others.exclude(pk=nomination.pk).select_related("person", "subject").order_by("id")
    own = share(nomination)
    return by_votes(row for row in others if share(row) >= own)
