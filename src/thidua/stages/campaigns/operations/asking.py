"""What one unit is asked in its own way: a stricter number, an exemption."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.events import asked_anew
from thidua.stages.campaigns.models import Campaign, Exemption, Participation, Target, TargetMinimum
from thidua.stages.campaigns.rules import require_runner


@operation
def set_minimum(
    *, by: By, now: datetime.datetime, target: Target, unit: Unit, minimum: int, source: str
) -> TargetMinimum:
    """Gives a unit its own number (in the measure's smallest unit) on a target, from a document; the board follows.

    Refused with `NotAllowed` unless the actor runs the campaign; with `Invalid`: a unit the target does not ask, no
    source, a number lower than everybody's (a target may be raised, never lowered: H.3).
    """
    require_runner(by, target.campaign)
    target = lock(target)
    _require_asked(target, unit)
    if not source.strip():
        raise Invalid({"source": _("Xin ghi văn bản quy định mức này.")})
    if minimum < (target.minimum or 0):
        raise Invalid(
            {"minimum": _("Mức riêng không được thấp hơn mức chung là %(minimum)d.") % {"minimum": target.minimum}}
        )
    row, _new = TargetMinimum.objects.update_or_create(
        target=target, unit=unit, defaults={"minimum": minimum, "source": source.strip()}
    )
    audit.record(
        by=by,
        act=gettext_noop("ghi mức riêng của chỉ tiêu"),
        obj=unit,
        after={"target": target.code, "minimum": minimum},
    )
    asked_anew.send(sender=Campaign, campaign=target.campaign, now=now, targets=[target])
    return row


@operation
def exempt_unit(*, by: By, now: datetime.datetime, target: Target, unit: Unit, document: str) -> Exemption:
    """Frees a unit from a target by a document; it is then counted nowhere.

    Refused with `NotAllowed` unless the actor runs the campaign, with `Invalid` for a unit the target does not ask or
    without a document.
    """
    require_runner(by, target.campaign)
    target = lock(target)
    _require_asked(target, unit)
    if not document.strip():
        raise Invalid({"document": _("Xin ghi văn bản cho miễn.")})
    row, _new = Exemption.objects.update_or_create(target=target, unit=unit, defaults={"document": document.strip()})
    audit.record(by=by, act=gettext_noop("miễn chỉ tiêu"), obj=unit, after={"target": target.code}, reason=document)
    asked_anew.send(sender=Campaign, campaign=target.campaign, now=now, targets=[target])
    return row


def _require_asked(target: Target, unit: Unit) -> None:
    places = Participation.objects.standing().filter(campaign=target.campaign, unit=unit, kind__in=target.unit_kinds)
    if not places.exists():
        raise Invalid({"unit": _("Chỉ tiêu %(code)s không giao cho đơn vị này.") % {"code": target.code}})
