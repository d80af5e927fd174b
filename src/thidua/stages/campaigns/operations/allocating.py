"""A total shared out among the units beneath the one that has it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.allocations import require_covered, shown, why_not_shared
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign, Exemption, Participation, Target, TargetMinimum
from thidua.stages.campaigns.operations.asking import hold, require_asked
from thidua.stages.campaigns.out_of_reach import why_out_of_reach
from thidua.stages.campaigns.plan_writing.applying import settle, write_base
from thidua.stages.campaigns.rules import require_runner

Shares = Mapping[Unit, int]


@operation
def allocate(
    *,
    by: By,
    now: datetime.datetime,
    target: Target,
    unit: Unit,
    total: int,
    shares: Shares,
    source: str,
    version: int | None = None,
) -> list[TargetMinimum]:
    """Shares out a unit's total among units beneath it, by a document, instead of what it shared out before.

    Who had taken more than its new share keeps what it took, and a unit's plan that asks more of it stands; who is
    named no more is freed of its share and keeps its number. Refused with `NotAllowed` unless the actor runs the
    campaign; with `Stale` when the target changed since it was read; with `Invalid`: a target that is no «at least» of
    a quantity (`target`), no source, a total below one or below what the unit was itself given; of `shares`: none, a
    unit that is not asked, is exempt, is not beneath or is above another that shares, a share below zero or below
    everybody's minimum, too little in all.
    """
    require_runner(by, target.campaign)
    target = hold(target, version)
    if why_not := why_not_shared(target):
        raise Invalid({"target": why_not})
    if not source.strip():
        raise Invalid({"source": _("Xin ghi văn bản phân bổ.")})
    _require_total(target, unit, total)
    _require_sharing(target, unit, shares)
    _put_total(target, unit, total, source.strip())
    gone = TargetMinimum.objects.filter(target=target, allocated_by=unit)
    gone.exclude(unit__in=[given.pk for given in shares]).update(share=None, allocated_by=None)
    for given, share in shares.items():
        _give(target, unit, given, share, source.strip())
    settle(target, list(Participation.objects.standing().filter(campaign=target.campaign, unit__in=[unit, *shares])))
    rows = list(TargetMinimum.objects.filter(target=target, allocated_by=unit).order_by("id"))
    require_covered(target, "shares")
    told = {"target": target.code, "total": total, "shares": {given.name: share for given, share in shares.items()}}
    audit.record(by=by, act=gettext_noop("phân bổ chỉ tiêu"), obj=unit, after=told, reason=source)
    asked_anew.send(sender=Campaign, campaign=target.campaign, now=now, targets=[target])
    return rows


def _put_total(target: Target, unit: Unit, total: int, source: str) -> None:
    row = TargetMinimum.objects.filter(target=target, unit=unit).first() or TargetMinimum(target=target, unit=unit)
    _write(row, total, source)
    row.save()


def _give(target: Target, by: Unit, unit: Unit, share: int, source: str) -> None:
    row = TargetMinimum.objects.filter(target=target, unit=unit).first() or TargetMinimum(target=target, unit=unit)
    held = row.base if row.plan_id else row.minimum if row.pk else None
    # Who had taken no more than it was given takes what it is given now.
    _write(row, share if held is None or held == row.share else max(share, held), source)
    row.share, row.allocated_by = share, by
    row.save()


def _write(row: TargetMinimum, number: int, source: str) -> None:
    """What the campaign's body gives; a number that a plan asks stands above it, and `settle` says which counts."""
    if row.plan_id is None:
        row.minimum, row.source = number, source
    else:
        write_base(row, number, source)
        row.minimum = max(row.minimum, number)


def _require_total(target: Target, unit: Unit, total: int) -> None:
    if total < 1:
        raise Invalid({"total": _("Tổng phân bổ phải lớn hơn 0.")})
    own = TargetMinimum.objects.filter(target=target, unit=unit).first()
    if own is not None and own.share is not None and total < own.share:
        raise Invalid(
            {
                "total": _("%(unit)s đã được phân bổ %(share)s nên tổng chia lại không được thấp hơn.")
                % {"unit": unit.name, "share": shown(own.share, target)}
            }
        )


def _require_sharing(target: Target, unit: Unit, shares: Shares) -> None:
    if not shares:
        raise Invalid({"shares": _("Xin ghi phần của ít nhất một đơn vị.")})
    places = Participation.objects.standing().filter(campaign=target.campaign)
    found = {
        row.unit_id: row for row in places.filter(unit__in=[unit.pk, *(given.pk for given in shares)]).order_by("id")
    }
    top = found.get(unit.pk)
    if top is None:
        raise Invalid({"unit": _("%(unit)s không tham gia đợt thi đua này.") % {"unit": unit.name}})
    exempt = set(Exemption.objects.in_force().filter(target=target).order_by("id").values_list("unit_id", flat=True))
    reached = 0
    for given in sorted(shares, key=lambda row: found[row.pk].lft if row.pk in found else 0):
        require_asked(target, given)
        place = found[given.pk]
        if not top.lft < place.lft <= top.rgt:
            raise Invalid({"shares": _("%(unit)s không thuộc %(by)s.") % {"unit": given.name, "by": unit.name}})
        if place.lft <= reached:
            raise Invalid(
                {"shares": _("%(unit)s và cấp trên của nó cùng được phân bổ nên tính hai lần.") % {"unit": given.name}}
            )
        reached = place.rgt
        _require_share(target, given, shares[given], exempt)


def _require_share(target: Target, given: Unit, share: int, exempt: set[int]) -> None:
    if given.pk in exempt:
        raise Invalid({"shares": _("%(unit)s được miễn chỉ tiêu này nên không nhận phân bổ.") % {"unit": given.name}})
    if share < 0:
        raise Invalid({"shares": _("Phần của %(unit)s không được nhỏ hơn 0.") % {"unit": given.name}})
    if why_not := why_out_of_reach(target, share):
        raise Invalid({"shares": why_not})
    if share < (target.minimum or 0):
        raise Invalid(
            {
                "shares": _("Phần của %(unit)s thấp hơn mức chung là %(minimum)s.")
                % {"unit": given.name, "minimum": shown(target.minimum or 0, target)}
            }
        )
