"""The facts of a campaign as columns in memory, sorted by their place in the frame: what numpy counts for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection

from thidua.stages.campaigns.models import Campaign, Participation

CREDITS = """
SELECT place.lft, entry.target_id, entry.quantity, entry.id
FROM progress_entry entry JOIN progress_entrycredit credit ON credit.entry_id = entry.id
    JOIN campaigns_participation place ON place.unit_id = credit.unit_id
WHERE place.campaign_id = %s AND place.valid_to IS NULL AND entry.reversed_by_id IS NULL AND NOT entry.is_reversal
    AND entry.target_id IN (SELECT id FROM campaigns_target WHERE campaign_id = %s)
ORDER BY place.lft
"""
ASKED = """
SELECT place.lft, cell.target_id, cell.met
FROM progress_unitprogress cell JOIN campaigns_participation place ON place.id = cell.participation_id
WHERE place.campaign_id = %s AND place.valid_to IS NULL AND cell.applies
ORDER BY place.lft
"""


@dataclass(frozen=True, slots=True)
class Columns:
    """Credits and asked units by place. `before` is where the same entry was credited last, further to the left."""

    credit_at: Any
    credit_target: Any
    quantity: Any
    before: Any
    asked_at: Any
    asked_target: Any
    met: Any
    # The targets by the number that stands for each in the columns.
    targets: list[int]

    @classmethod
    def read(cls, campaign: Campaign) -> Columns:
        targets = list(campaign.targets.order_by("id").values_list("id", flat=True))
        credits = _table(CREDITS, [campaign.pk, campaign.pk], 4)
        asked = _table(ASKED, [campaign.pk], 3)
        number = np.vectorize({pk: place for place, pk in enumerate(targets)}.__getitem__, otypes=[np.int64])
        return cls(
            credits[0],
            number(credits[1]) if len(credits[1]) else credits[1],
            credits[2],
            _before(credits[3], credits[0]),
            asked[0],
            number(asked[1]) if len(asked[1]) else asked[1],
            asked[2],
            targets,
        )

    def in_one_slice(self, places: Sequence[Participation]) -> list[Any]:
        """Quantity, entries, units asked and units that have met, each by branch and target; branches by their place.

        One slice holds all branches, and each fact is looked up among them: the way the aim of the query was set.
        """
        lefts, rights = (np.array(sorted(ends)) for ends in zip(*((row.lft, row.rgt) for row in places), strict=True))
        many = len(self.targets)
        size = len(lefts) * many
        at, of, quantity, before = _within(
            lefts, rights, self.credit_at, self.credit_target, self.quantity, self.before
        )
        branch = np.searchsorted(lefts, at, "right") - 1
        # An entry credited twice within the branch counts at its first place.
        first = before < lefts[branch]
        if not first.all():
            branch, of, quantity = branch[first], of[first], quantity[first]
        key = branch * many + of
        asked_at, asked_of, met = _within(lefts, rights, self.asked_at, self.asked_target, self.met)
        asked_key = (np.searchsorted(lefts, asked_at, "right") - 1) * many + asked_of
        return [
            np.bincount(key, quantity, size), np.bincount(key, minlength=size),
            np.bincount(asked_key, minlength=size), np.bincount(asked_key, met, size),
        ]  # fmt: skip

    def by_branches(self, places: Sequence[Participation]) -> list[Any]:
        """The same, each branch cut out by itself: no fact is looked up."""
        parts = [self._branch(place.lft, place.rgt) for place in sorted(places, key=lambda place: place.lft)]
        return [np.concatenate(column) for column in zip(*parts, strict=True)]

    def _branch(self, lft: int, rgt: int) -> tuple[Any, ...]:
        many = len(self.targets)
        low, high = np.searchsorted(self.credit_at, [lft, rgt + 1])
        of, quantity = self.credit_target[low:high], self.quantity[low:high]
        first = self.before[low:high] < lft
        if not first.all():
            of, quantity = of[first], quantity[first]
        low, high = np.searchsorted(self.asked_at, [lft, rgt + 1])
        asked_of = self.asked_target[low:high]
        return (
            np.bincount(of, quantity, many), np.bincount(of, minlength=many),
            np.bincount(asked_of, minlength=many), np.bincount(asked_of, self.met[low:high], many),
        )  # fmt: skip

    def rows(self, counted: list[Any], places: Sequence[Participation]) -> list[tuple[int, ...]]:
        """What was counted, as the database tells it: unit, target, and the four numbers."""
        keys = [
            (place.unit_id, target) for place in sorted(places, key=lambda place: place.lft) for target in self.targets
        ]
        return [
            (*key, *(int(value) for value in row)) for key, row in zip(keys, zip(*counted, strict=True), strict=True)
        ]


def _within(lefts: Any, rights: Any, at: Any, *columns: Any) -> list[Any]:
    """The part of sorted columns that lies in the branches; those of a page may have others between them."""
    low, high = np.searchsorted(at, [lefts[0], rights[-1] + 1])
    found = [at[low:high], *(column[low:high] for column in columns)]
    if (lefts[1:] > rights[:-1] + 1).any():
        inside = found[0] <= rights[np.searchsorted(lefts, found[0], "right") - 1]
        found = [column[inside] for column in found]
    return found


def _table(statement: str, given: list[Any], columns: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found = np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, columns)
    return [np.ascontiguousarray(found[:, column]) for column in range(columns)]


def _before(entries: Any, places: Any) -> Any:
    """Where each credit's entry stood last, before it in the order of places; -1 for nowhere."""
    order = np.argsort(entries, kind="stable")
    found = np.full(len(entries), -1, dtype=np.int64)
    again = entries[order[1:]] == entries[order[:-1]] if len(entries) else np.zeros(0, dtype=bool)
    found[order[1:][again]] = places[order[:-1][again]]
    return found
