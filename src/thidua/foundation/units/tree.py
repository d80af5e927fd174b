"""The preorder interval of today's tree: kept by these operations, read by permissions, search and exports only."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from thidua.foundation.core import bulk
from thidua.foundation.core.errors import Invalid
from thidua.foundation.units.models import Unit


def number_tree() -> int:
    """Writes `lft` and `rgt` of every unit anew from `parent`. Refuses a cycle with `Invalid`. Returns rows changed.

    Children are numbered in the order of their names, so a branch read by `lft` is already in the order people expect.
    """
    children: dict[int | None, list[int]] = defaultdict(list)
    present: dict[int, tuple[int, int]] = {}
    for pk, parent, low, high in Unit.objects.order_by("sort_key", "id").values_list("id", "parent_id", "lft", "rgt"):
        children[parent].append(pk)
        present[pk] = (low, high)
    numbered = _intervals(children)
    if len(numbered) != len(present):
        raise Invalid({"parent": _("Cây đơn vị có vòng: một đơn vị đang là cấp trên của chính nó.")})
    changed = [(low, high, pk) for pk, (low, high) in numbered.items() if present[pk] != (low, high)]
    # Not as one statement: a CASE over a hundred thousand rows takes minutes.
    bulk.update(Unit, ("lft", "rgt"), changed)
    return len(changed)


def _intervals(children: dict[int | None, list[int]]) -> dict[int, tuple[int, int]]:
    """`lft` is the unit's place in preorder, `rgt` the place of the last unit beneath it (its own for a leaf)."""
    low: dict[int, int] = {}
    order: list[int] = []
    stack = list(reversed(children[None]))
    while stack:
        pk = stack.pop()
        order.append(pk)
        low[pk] = len(order)
        stack.extend(reversed(children[pk]))
    high = dict(low)
    for pk in reversed(order):
        if children[pk]:
            high[pk] = max(high[child] for child in children[pk])
    return {pk: (low[pk], high[pk]) for pk in order}
