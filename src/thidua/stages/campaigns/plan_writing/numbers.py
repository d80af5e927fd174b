"""How far a plan may go on a target: raised as one likes, never weaker than what the plans above ask (H.3).

What stands above a unit is the common number of the target, what the campaign's body wrote for the unit itself, and
what the issued plan of each unit above it in the frame asks of the units beneath. The strictest of these counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.stages.campaigns.allocations import shown
from thidua.stages.campaigns.models import Participation, Plan, PlanTarget, Target, TargetMinimum
from thidua.stages.campaigns.out_of_reach import why_out_of_reach


@dataclass(frozen=True, slots=True)
class Asked:
    """A number and who asks it, in words: «Kế hoạch số 286/KH-MTTQ-BTT»."""

    value: int
    source: str
    plan_id: int | None = None


def plan_words(plan: Plan | None) -> str:
    """A plan as others cite it."""
    document = plan.document if plan else None
    if document is not None and document.number is not None:
        return _("Kế hoạch số %(number)s") % {"number": document.notation}
    return _("kế hoạch cấp trên")


def strictest(target: Target, asked: Iterable[Asked]) -> Asked | None:
    """The one that asks most: the highest, of «at most» the lowest; of equals the first."""
    rows = list(asked)
    if not rows:
        return None
    lowest = target.operator == Target.Operator.AT_MOST
    return min(rows, key=lambda row: row.value) if lowest else max(rows, key=lambda row: row.value)


def is_weaker(target: Target, value: int, least: int) -> bool:
    """Whether a number asks less than another; of «exactly» any other number does."""
    if target.operator == Target.Operator.AT_MOST:
        return value > least
    return value != least if target.operator == Target.Operator.EXACTLY else value < least


def above_own(target: Target, place: Participation, root: Plan | None) -> Asked | None:
    """What the plans above ask of a unit itself."""
    return strictest(target, [*_common(target, root), *_written(target, place), *_plans_above(target, place)])


def above_beneath(target: Target, place: Participation, root: Plan | None) -> Asked | None:
    """What the plans above ask of each unit beneath a place."""
    return strictest(target, [*_common(target, root), *_plans_above(target, place)])


def require_never_weaker(target: Target, place: Participation, value: int, field: str, *, beneath: bool) -> None:
    """Raises `Invalid` at a field for a number that no plan may set, naming the plan above and its number."""
    if why_not := why_out_of_reach(target, value, None if beneath else place):
        raise Invalid({field: why_not})
    find = above_beneath if beneath else above_own
    asked = find(target, place, root_of(target))
    if asked is None or not is_weaker(target, value, asked.value):
        return
    told = {
        "code": target.code,
        "given": shown(value, target),
        "operator": target.get_operator_display(),
        "least": shown(asked.value, target),
        "plan": asked.source,
    }
    raise Invalid(
        {
            field: _(
                "Chỉ tiêu %(code)s: %(given)s thấp hơn mức %(plan)s giao là %(operator)s %(least)s. "
                "Kế hoạch cấp dưới được nâng, không được hạ."
            )
            % told
        }
    )


def root_of(target: Target) -> Plan | None:
    """The plan that orders the target's campaign."""
    rows = Plan.objects.filter(campaign=target.campaign_id, parent=None).select_related("document")
    return rows.order_by("id").first()


def _common(target: Target, root: Plan | None) -> list[Asked]:
    return [] if target.minimum is None else [Asked(target.minimum, plan_words(root))]


def _written(target: Target, place: Participation) -> list[Asked]:
    """What the campaign's body wrote for the unit itself, by its own document."""
    row = TargetMinimum.objects.filter(target=target, unit=place.unit_id).first()
    if row is None:
        return []
    value, source = (row.base, row.base_source) if row.plan_id else (row.minimum, row.source)
    return [] if value is None else [Asked(value, source)]


def _plans_above(target: Target, place: Participation) -> list[Asked]:
    """What the issued plans of units above a place ask of the units beneath them."""
    above = Participation.objects.standing().filter(campaign=place.campaign_id, lft__lt=place.lft, rgt__gte=place.rgt)
    rows = PlanTarget.objects.filter(
        target=target, beneath__isnull=False, plan__unit__in=above.order_by().values("unit")
    ).select_related("plan__document")
    return [Asked(row.beneath or 0, plan_words(row.plan), row.plan_id) for row in rows.order_by("id")]
