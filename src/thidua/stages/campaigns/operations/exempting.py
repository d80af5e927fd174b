"""A document frees a unit from a target, and is taken back where it was written by mistake or no longer holds."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.allocations import require_covered
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.exemptions import OWNER
from thidua.stages.campaigns.models import Campaign, Exemption, Target
from thidua.stages.campaigns.operations.asking import hold, require_asked
from thidua.stages.campaigns.rules import require_runner


@operation
def exempt_unit(
    *,
    by: By,
    now: datetime.datetime,
    target: Target,
    unit: Unit,
    document: str,
    signed_on: datetime.date | None = None,
    reason: str = "",
    scan: File | None = None,
) -> Exemption:
    """Frees a unit from a target by a document; it is then counted nowhere.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Invalid` for a unit the target does not ask or
    that a document frees already, without a document, for a day still to come, a file that is not kept, or where a
    total that was shared out would no longer be covered.
    """
    require_runner(by, target.campaign)
    target = hold(target, None)
    require_asked(target, unit)
    if not document.strip():
        raise Invalid({"document": _("Xin ghi văn bản cho miễn.")})
    if signed_on is not None and signed_on > clock.day_of(now):
        raise Invalid({"signed_on": _("Ngày ký văn bản chưa đến.")})
    _require_not_freed(target, unit)
    said: dict[str, Any] = {"document": document.strip(), "signed_on": signed_on, "reason": reason.strip()}
    row = Exemption.objects.create(target=target, unit=unit, given_at=now, **said)
    require_covered(target, "unit")
    if scan is not None:
        files.store(upload=scan, owner_kind=OWNER, owner_uid=row.uid, by=by, now=now, field="scan")
    told = {"target": target.code, **{name: str(value) for name, value in said.items() if value}}
    audit.record(by=by, act=gettext_noop("miễn chỉ tiêu"), obj=unit, after=told, reason=document)
    _ask_anew(target, now)
    return row


@operation
def end_exemption(*, by: By, now: datetime.datetime, exemption: Exemption, reason: str) -> Unit:
    """Asks a unit again what a document had freed it from; that it was free until now, by what paper, stays.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Invalid` without a reason, with `NotNow` when it
    was ended already.
    """
    target = exemption.target
    require_runner(by, target.campaign)
    target = hold(target, None)
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi lý do bỏ miễn.")})
    row = lock(exemption)
    if row.ended_at is not None:
        raise NotNow(_("Đơn vị đã được bỏ miễn rồi."))
    row.ended_at, row.ended_by, row.end_reason = now, by.label[:200], reason.strip()
    row.save(update_fields=["ended_at", "ended_by", "end_reason"])
    before = {"target": target.code, "document": row.document}
    audit.record(by=by, act=gettext_noop("bỏ miễn chỉ tiêu"), obj=row.unit, before=before, after={}, reason=reason)
    _ask_anew(target, now)
    return row.unit


def _require_not_freed(target: Target, unit: Unit) -> None:
    """A second document beside the first, or over it, would leave in doubt which of them frees the unit."""
    standing = Exemption.objects.in_force().filter(target=target, unit=unit).first()
    if standing is not None:
        raise Invalid(
            {
                "unit": _(
                    "Đơn vị đang được miễn chỉ tiêu này theo %(document)s. Muốn ghi văn bản khác, xin bỏ miễn ấy trước."
                )
                % {"document": standing.document}
            }
        )


def _ask_anew(target: Target, now: datetime.datetime) -> None:
    """Counts the target anew, and what stands beside it in its cells: a companion asks whom its target asks."""
    targets = [target, *target.companions.order_by("id")]
    asked_anew.send(sender=Campaign, campaign=target.campaign, now=now, targets=targets)
