"""What a record gives to the one it is merged into, written down so that exactly that is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from thidua.stages.works.models import Double, Work
from thidua.stages.works.operations.records import money_of, write_money

# Whose money the kept record tells: its own, the other's, or both together.
OWN, OTHERS, BOTH = "own", "others", "both"
LISTS = ("places", "partners", "campaigns", "occasions")


def _given(work: Work, kept: Work) -> dict[str, set[int]]:
    """What a record gives to the one it is merged into."""
    partners = {work.unit_id, *work.partners.values_list("unit_id", flat=True)} - {kept.unit_id}
    return {
        "places": set(work.places.values_list("unit_id", flat=True)),
        "partners": partners,
        "campaigns": set(work.campaigns.values_list("pk", flat=True)),
        "occasions": set(work.occasions.values_list("pk", flat=True)),
    }


def _has(work: Work) -> dict[str, set[int]]:
    return {
        "places": set(work.places.values_list("unit_id", flat=True)),
        "partners": set(work.partners.values_list("unit_id", flat=True)),
        "campaigns": set(work.campaigns.values_list("pk", flat=True)),
        "occasions": set(work.occasions.values_list("pk", flat=True)),
    }


def lend(kept: Work, other: Work, money: str) -> dict[str, Any]:
    """Adds to the kept record what the other has and it has not; says what that was."""
    given, has = _given(other, kept), _has(kept)
    lent: dict[str, Any] = {name: sorted(given[name] - has[name]) for name in LISTS}
    _add(kept, lent)
    own, others = money_of(kept), money_of(other)
    told = {OWN: own, OTHERS: others, BOTH: {key: own.get(key, 0) + others.get(key, 0) for key in own | others}}[money]
    lent["money"] = {
        key: told.get(key, 0) - own.get(key, 0) for key in own | told if told.get(key, 0) != own.get(key, 0)
    }
    write_money(kept, told)
    return lent


def take_back(kept: Work, pair: Double) -> None:
    """Takes off what was lent; what another merged record gives too passes to that one."""
    lent = {name: set(pair.lent.get(name, ())) for name in LISTS}
    for row in Double.objects.filter(kept=kept, status=Double.Status.MERGED).exclude(pk=pair.pk).order_by("id"):
        if row.given_up is None:
            continue
        given = _given(row.given_up, kept)
        shared = {name: lent[name] & given[name] for name in LISTS}
        if any(shared.values()):
            row.lent |= {name: sorted({*row.lent.get(name, ()), *shared[name]}) for name in LISTS}
            row.save(update_fields=["lent"])
            lent = {name: lent[name] - shared[name] for name in LISTS}
    kept.places.filter(unit__in=lent["places"]).delete()
    kept.partners.filter(unit__in=lent["partners"]).delete()
    kept.campaigns.remove(*lent["campaigns"])
    kept.occasions.remove(*lent["occasions"])
    money, delta = money_of(kept), pair.lent.get("money", {})
    left = {key: money.get(key, 0) - delta.get(key, 0) for key in money | delta}
    write_money(kept, {key: amount for key, amount in left.items() if amount > 0})


def _add(kept: Work, lent: dict[str, Iterable[int]]) -> None:
    for unit in lent["places"]:
        kept.places.create(unit_id=unit)
    for unit in lent["partners"]:
        kept.partners.create(unit_id=unit)
    kept.campaigns.add(*lent["campaigns"])
    kept.occasions.add(*lent["occasions"])
