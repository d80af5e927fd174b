"""The facts of a campaign as columns in memory, sorted by their place in the frame: what numpy counts for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

    def count(self, places: Iterable[Participation], targets: Sequence[int]) -> list[tuple[int, ...]]:
        """Of each branch and target: quantity, entries, units asked, units that have met."""
        rows, many = [], len(self.targets)
        for place in places:
            low, high = np.searchsorted(self.credit_at, [place.lft, place.rgt + 1])
            of, quantity = self.credit_target[low:high], self.quantity[low:high]
            # An entry credited twice within the branch counts at its first place.
            first = self.before[low:high] < place.lft
            if not first.all():
                of, quantity = of[first], quantity[first]
            entries = np.bincount(of, minlength=many)
            sums = np.bincount(of, weights=quantity, minlength=many)
            low, high = np.searchsorted(self.asked_at, [place.lft, place.rgt + 1])
            of = self.asked_target[low:high]
            asked = np.bincount(of, minlength=many)
            met = np.bincount(of, weights=self.met[low:high], minlength=many)
            rows += [
                (place.unit_id, target, int(sums[at]), int(entries[at]), int(asked[at]), int(met[at]))
                for at, target in enumerate(self.targets)
            ]
        return [row for row in rows if row[1] in set(targets)] if set(targets) != set(self.targets) else rows


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
