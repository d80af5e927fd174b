"""What one unit is asked in its own way: a stricter number."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.allocations import require_covered, shown
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign, Participation, Target, TargetMinimum
from thidua.stages.campaigns.out_of_reach import why_out_of_reach
from thidua.stages.campaigns.plan_writing.applying import settle, write_base
from thidua.stages.campaigns.rules import require_runner


@operation
def set_minimum(
    *,
    by: By,
    now: datetime.datetime,
    target: Target,
    unit: Unit,
    minimum: int,
    source: str,
    version: int | None = None,
) -> TargetMinimum:
    """Gives a unit its own number (in the measure's smallest unit) on a target, from a document; the board follows.

    Refused with `NotAllowed` unless the actor runs the campaign; with `Stale` when the target changed
    since it was read; with `Invalid`: a unit the target does not ask, no source, a number out of reach or weaker than
    everybody's (lower; of «at most» higher: H.3), less than the share of a total the unit was given, or a change after
    which a total that was shared out is no longer covered. Where the plan of the unit, or one above it, asks more, that
    stands and this beneath it.
    """
    require_runner(by, target.campaign)
    target = hold(target, version)
    require_asked(target, unit)
    if not source.strip():
        raise Invalid({"source": _("Xin ghi văn bản quy định mức này.")})
    _require_strict(target, minimum)
    row = TargetMinimum.objects.filter(target=target, unit=unit).first() or TargetMinimum(target=target, unit=unit)
    if row.share is not None and minimum < row.share:
        raise Invalid(
            {
                "minimum": _("Mức riêng không được thấp hơn phần được phân bổ là %(share)s.")
                % {"share": shown(row.share, target)}
            }
        )
    if row.plan_id is None:
        row.minimum, row.source = minimum, source.strip()
    else:
        write_base(row, minimum, source.strip())
    row.save()
    settle(target, list(Participation.objects.standing().filter(campaign=target.campaign, unit=unit)))
    row = TargetMinimum.objects.get(target=target, unit=unit)
    require_covered(target, "minimum")
    audit.record(
        by=by,
        act=gettext_noop("ghi mức riêng của chỉ tiêu"),
        obj=unit,
        after={"target": target.code, "minimum": minimum},
    )
    asked_anew.send(sender=Campaign, campaign=target.campaign, now=now, targets=[target])
    return row


def hold(target: Target, version: int | None) -> Target:
    """The target, held until the transaction ends and one version on; `Stale` if it is no more as it was read."""
    target = lock(target)
    check_version(target, version)
    target.version += 1
    target.save(update_fields=["version"])
    return target


def require_asked(target: Target, unit: Unit) -> None:
    """Raises `Invalid` (`unit`) for a unit the target does not ask."""
    places = Participation.objects.standing().filter(campaign=target.campaign, unit=unit, kind__in=target.unit_kinds)
    if not places.exists():
        raise Invalid({"unit": _("Chỉ tiêu %(code)s không giao cho đơn vị này.") % {"code": target.code}})


def _require_strict(target: Target, minimum: int) -> None:
    """A unit's own number may only ask more of it than everybody's does."""
    common = target.minimum or 0
    told = {"minimum": shown(common, target)}
    if why_not := why_out_of_reach(target, minimum):
        raise Invalid({"minimum": why_not})
    if target.operator == Target.Operator.AT_LEAST and minimum < common:
        raise Invalid({"minimum": _("Mức riêng không được thấp hơn mức chung là %(minimum)s.") % told})
    if target.operator == Target.Operator.AT_MOST and minimum > common:
        raise Invalid({"minimum": _("Mức riêng không được cao hơn mức chung là %(minimum)s.") % told})
