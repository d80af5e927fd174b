"""The numbers of issued plans become the minimums of units: of each the strictest of all that is asked of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from thidua.foundation.core.locking import lock
from thidua.stages.campaigns.allocations import require_covered
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign, Participation, Plan, PlanTarget, Target, TargetMinimum
from thidua.stages.campaigns.plan_writing.content import Number
from thidua.stages.campaigns.plan_writing.numbers import Asked, is_weaker, plan_words, strictest


def put_numbers(plan: Plan, numbers: Iterable[Number], *, now: datetime.datetime) -> list[Target]:
    """Writes what a plan asks in the place of what it asked before; the boards of the targets follow.

    The caller has checked that nothing is weaker than the plans above. Returns the targets that changed.
    """
    wanted = {row.code: row for row in numbers if (row.own, row.beneath) != (None, None)}
    standing = {row.target.code: row for row in plan.numbers.select_related("target").order_by("id")}
    codes = sorted(wanted.keys() | standing.keys())
    changed = []
    for target in plan.campaign.targets.filter(code__in=codes).order_by("id"):
        held = lock(target)
        held.version += 1
        held.save(update_fields=["version"])
        _write(plan, held, wanted.get(target.code), standing.get(target.code))
        settle(held, _places(plan, held))
        require_covered(held, "numbers")
        changed.append(held)
    if changed:
        asked_anew.send(sender=Campaign, campaign=plan.campaign, now=now, targets=changed)
    return changed


def settle(target: Target, places: list[Participation]) -> None:
    """Brings the minimums of some units in line with all the plans that stand."""
    plans = list(PlanTarget.objects.filter(target=target).select_related("plan__document", "plan__unit").order_by("id"))
    spans = {
        row.unit_id: (row.lft, row.rgt)
        for row in Participation.objects.standing().filter(
            campaign=target.campaign_id, unit__in=[row.plan.unit_id for row in plans]
        )
    }
    rows = {
        row.unit_id: row
        for row in TargetMinimum.objects.filter(target=target, unit__in=[place.unit_id for place in places])
    }
    for place in places:
        asked = [*_own(plans, place), *_from_above(plans, spans, place)]
        _put(target, place, rows.get(place.unit_id), strictest(target, asked))


def write_base(row: TargetMinimum, minimum: int, source: str) -> None:
    """What the campaign's body writes of a unit whose plan asks a number of its own stands beneath that number."""
    row.base, row.base_source = minimum, source


def _write(plan: Plan, target: Target, wanted: Number | None, standing: PlanTarget | None) -> None:
    if wanted is None:
        if standing is not None:
            standing.delete()
        return
    row = standing or PlanTarget(plan=plan, target=target)
    row.own, row.beneath = wanted.own, wanted.beneath
    row.save()


def _places(plan: Plan, target: Target) -> list[Participation]:
    place = Participation.objects.standing().filter(campaign=plan.campaign_id, unit=plan.unit_id).first()
    if place is None:
        return []
    rows = Participation.objects.standing().beneath(place).filter(kind__in=target.unit_kinds)
    return list(rows.order_by("lft", "id"))


def _own(plans: list[PlanTarget], place: Participation) -> list[Asked]:
    return [
        Asked(row.own, plan_words(row.plan), row.plan_id)
        for row in plans
        if row.plan.unit_id == place.unit_id and row.own is not None
    ]


def _from_above(plans: list[PlanTarget], spans: dict[int, tuple[int, int]], place: Participation) -> list[Asked]:
    found = []
    for row in plans:
        low, high = spans.get(row.plan.unit_id, (1, 0))
        if row.beneath is not None and low < place.lft and place.rgt <= high:
            found.append(Asked(row.beneath, plan_words(row.plan), row.plan_id))
    return found


def _put(target: Target, place: Participation, row: TargetMinimum | None, asked: Asked | None) -> None:
    base: int | None = None
    if row is not None:
        base = row.base if row.plan_id else row.minimum
    least = base if base is not None else target.minimum
    counts = asked is not None and (
        least is None or (asked.value != least and not is_weaker(target, asked.value, least))
    )
    if counts and asked is not None:
        row = row or TargetMinimum(target=target, unit_id=place.unit_id)
        if row.plan_id is None:
            row.base, row.base_source = base, row.source
        row.minimum, row.source, row.plan_id = asked.value, asked.source, asked.plan_id
        row.save()
    elif row is not None and row.plan_id is not None:
        _restore(row)


def _restore(row: TargetMinimum) -> None:
    """The plan asks nothing more than what stood there before."""
    if row.base is None:
        row.delete()
        return
    row.minimum, row.source, row.plan_id = row.base, row.base_source, None
    row.base, row.base_source = None, ""
    row.save()
