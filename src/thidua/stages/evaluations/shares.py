"""The share of a district's communes that carried out many works (V.1.2), with the steps that break a tie.

A commune carried out the verified works led by its committee or by a body beneath it in the campaign's frame. Each work
has one lead, so it counts for one commune and once; what others do on the commune's ground is theirs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum

from thidua.foundation.core.vietnamese import sort_key
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.works.models import Status, Work, WorkMoney

# «Nhiều công trình» where no guidance says how many.
DEFAULT_NEEDED = 3


@dataclass(frozen=True, slots=True)
class CommuneCount:
    """What one commune carried out: verified works, their value in đồng, the people they serve."""

    place: Participation
    works: int = 0
    value: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class DistrictShare:
    """One district: `reached` of its `communes` have as many works as needed. Equal ones bear the same `rank`.

    `decided_by` is the step by which it stands behind the one before it; empty for the first and for an equal one.
    """

    place: Participation
    communes: int
    reached: int
    works: int
    value: int
    people: int
    rank: int = 0
    decided_by: str = ""

    @property
    def share(self) -> Fraction:
        return Fraction(self.reached, self.communes) if self.communes else Fraction(-1)

    @property
    def works_a_commune(self) -> Fraction:
        return Fraction(self.works, self.communes) if self.communes else Fraction(-1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the order: the groups that were equal before it and, group by group, what it made of them."""

    key: str
    tied: tuple[tuple[DistrictShare, ...], ...] = ()
    parted: tuple[tuple[tuple[DistrictShare, ...], ...], ...] = field(default=())


ORDER: tuple[tuple[str, Callable[[DistrictShare], Any]], ...] = (
    ("share", lambda row: row.share),
    ("works", lambda row: row.works_a_commune),
    ("value", lambda row: row.value),
    ("people", lambda row: row.people),
)


def shares_of_communes(
    campaign: Campaign, needed: int = DEFAULT_NEEDED, *, under: Participation | None = None
) -> list[DistrictShare]:
    """The districts beside each other, the highest share first; `under` asks of one place alone. Two statements."""
    counted = counts_of_communes(campaign, under=under)
    return ranked(
        DistrictShare(
            place=district,
            communes=len(counts),
            reached=sum(count.works >= needed for count in counts),
            works=sum(count.works for count in counts),
            value=sum(count.value for count in counts),
            people=sum(count.people for count in counts),
        )
        for district, counts in counted
    )


def has_districts(campaign: Campaign) -> bool:
    """Whether there is anything to compare: committees directly beneath the campaign's own body."""
    rows = Participation.objects.standing().filter(campaign=campaign, kind__is_committee=True)
    return rows.filter(parent=campaign.owner_id).exists()


def counts_of_communes(
    campaign: Campaign, *, under: Participation | None = None
) -> list[tuple[Participation, list[CommuneCount]]]:
    """The committees directly beneath the campaign's own body, each with those directly beneath it; by name."""
    districts, communes = _places(campaign, under)
    works = _works_by_commune(campaign, communes, under)
    beneath: dict[int, list[CommuneCount]] = {district.unit_id: [] for district in districts}
    for commune in communes:
        beneath[commune.parent_id or 0].append(works.get(commune.pk, CommuneCount(commune)))
    return [(district, beneath[district.unit_id]) for district in districts]


def ranked(rows: Iterable[DistrictShare]) -> list[DistrictShare]:
    """In order: share, works a commune, value, people served; what is equal in all bears one rank, stands by name."""
    by_name = sorted(rows, key=lambda row: (sort_key(row.place.unit.short_name), row.place.unit_id))
    in_order = sorted(by_name, key=lambda row: tuple(value(row) for _key, value in ORDER), reverse=True)
    found: list[DistrictShare] = []
    for number, row in enumerate(in_order, start=1):
        before = found[-1] if found else None
        step = "" if before is None else next((key for key, value in ORDER if value(before) != value(row)), "")
        rank = number if before is None or step else before.rank
        found.append(DistrictShare(row.place, row.communes, row.reached, row.works, row.value, row.people, rank, step))
    return found


def steps_of(rows: Sequence[DistrictShare]) -> list[Step]:
    """What each step after the share did: which were equal before it and how it parted them."""
    groups, found = [tuple(rows)] if rows else [], []
    for key, value in ORDER:
        tied = tuple(group for group in groups if len(group) > 1)
        parted = tuple(tuple(tuple(part) for _same, part in groupby(group, key=value)) for group in tied)
        found.append(Step(key, tied, parted))
        groups = [part for split in parted for part in split]
    return found[1:]


def _places(campaign: Campaign, under: Participation | None) -> tuple[list[Participation], list[Participation]]:
    """Two levels of committees in one statement, each ordered by name."""
    rows = Participation.objects.standing().filter(campaign=campaign, kind__is_committee=True)
    rows = rows.beneath(under) if under is not None else rows
    found = list(rows.select_related("unit__kind", "kind").order_by("unit__sort_key", "id"))
    districts = [row for row in found if row.parent_id == campaign.owner_id]
    ids = {row.unit_id for row in districts}
    return districts, [row for row in found if row.parent_id in ids]


def _works_by_commune(
    campaign: Campaign, communes: Sequence[Participation], under: Participation | None
) -> dict[int, CommuneCount]:
    """One statement for all: works counted by their lead's place in the frame, then folded into the communes."""
    money = WorkMoney.objects.filter(work=OuterRef("pk")).order_by().values("work").annotate(sum=Sum("amount"))
    lead = "unit__participations__"
    rows = Work.objects.filter(
        campaigns=campaign, status=Status.VERIFIED,
        **{f"{lead}campaign": campaign, f"{lead}valid_to__isnull": True, **_inside(lead, under)},
    )  # fmt: skip
    counted = rows.order_by().annotate(dong=Subquery(money.values("sum"))).values_list(f"{lead}lft")
    counted = counted.annotate(works=Count("id"), value=Sum("dong"), people=Sum("people_served"))
    in_order = sorted(communes, key=lambda place: place.lft)
    starts = [place.lft for place in in_order]
    found: dict[int, CommuneCount] = {}
    for lft, works, value, people in counted:
        place = in_order[index] if (index := bisect_right(starts, lft) - 1) >= 0 else None
        if place is not None and lft <= place.rgt:
            sum_ = found.get(place.pk, CommuneCount(place))
            found[place.pk] = CommuneCount(
                place, sum_.works + works, sum_.value + (value or 0), sum_.people + (people or 0)
            )
    return found


def _inside(lead: str, under: Participation | None) -> dict[str, int]:
    return {} if under is None else {f"{lead}lft__gte": under.lft, f"{lead}lft__lte": under.rgt}
