"""A document frees a unit from a target, and is taken back where it was written by mistake or no longer holds."""

from __future__ import annotations

import datetime

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
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
    """Frees a unit from a target by a document; it is then counted nowhere. Said again, it replaces what was said.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Invalid` for a unit the target does not ask,
    without a document, for a day still to come, a file that is not kept, or where a total that was shared out would no
    longer be covered.
    """
    require_runner(by, target.campaign)
    target = hold(target, None)
    require_asked(target, unit)
    if not document.strip():
        raise Invalid({"document": _("Xin ghi văn bản cho miễn.")})
    if signed_on is not None and signed_on > clock.day_of(now):
        raise Invalid({"signed_on": _("Ngày ký văn bản chưa đến.")})
    said = {"document": document.strip(), "signed_on": signed_on, "reason": reason.strip()}
    row, _new = Exemption.objects.update_or_create(target=target, unit=unit, defaults=said)
    require_covered(target, "unit")
    if scan is not None:
        _replace_scan(row, scan, by=by, now=now)
    told = {"target": target.code, **{name: str(value) for name, value in said.items() if value}}
    audit.record(by=by, act=gettext_noop("miễn chỉ tiêu"), obj=unit, after=told, reason=document)
    asked_anew.send(sender=Campaign, campaign=target.campaign, now=now, targets=[target])
    return row


@operation
def end_exemption(*, by: By, now: datetime.datetime, exemption: Exemption, reason: str) -> Unit:
    """Asks a unit again what a document had freed it from; the trail keeps the document, the file stays as proof.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Invalid` without a reason.
    """
    target = exemption.target
    require_runner(by, target.campaign)
    target = hold(target, None)
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi lý do bỏ miễn.")})
    unit, before = exemption.unit, {"target": target.code, "document": exemption.document}
    for paper in files.of_owner(OWNER, exemption.uid):
        files.remove(stored_file=paper, by=by, now=now)
    exemption.delete()
    audit.record(by=by, act=gettext_noop("bỏ miễn chỉ tiêu"), obj=unit, before=before, reason=reason)
    asked_anew.send(sender=Campaign, campaign=target.campaign, now=now, targets=[target])
    return unit


def _replace_scan(row: Exemption, scan: File, *, by: By, now: datetime.datetime) -> None:
    stored = files.store(upload=scan, owner_kind=OWNER, owner_uid=row.uid, by=by, now=now, field="scan")
    for old in files.of_owner(OWNER, row.uid).exclude(pk=stored.pk):
        files.remove(stored_file=old, by=by, now=now)
