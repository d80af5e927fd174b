"""A plan joined to its document."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation, touch
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.operations import record_issued
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import by_code
from thidua.stages.campaigns.models import Participation, Plan, RecipientLine

# A paper entered after it was signed went out at the end of that day's office hours, as far as anybody knows.
SENT_AT = datetime.timedelta(hours=16)


def sent_on(day: datetime.date) -> datetime.datetime:
    """When a paper signed on that day went out."""
    return clock.local_midnight(day) + SENT_AT


@operation
def record_plan(
    *, by: System, now: datetime.datetime, plan: Plan, body: str, document: OfficialDocument, sent_at: datetime.datetime
) -> Plan:
    """Enters the plan as issued on paper with its own number and date, sent to the units its recipient lines mean.

    A plan that has its document is left as it is. Refused with `Invalid` when the document has no number or date or
    the register has given the number away. `sent_at` is when it went out.
    """
    plan = lock(plan)
    if plan.document_id is not None:
        return plan
    units, outside = recipients(plan)
    plan.document = record_issued(
        by=by, now=now, unit=plan.unit, body=body, document=document, units=units, outside=outside, sent_at=sent_at
    )
    touch(plan, now=now)
    plan.save()
    audit.record(by=by, act=gettext_noop("ghi văn bản của kế hoạch"), obj=plan)
    return plan


def recipients(plan: Plan) -> tuple[list[Unit], list[str]]:
    """Units of the site that the lines mean on the day of issue, each once, and the names of bodies outside."""
    inside: dict[int, Unit] = {}
    outside: list[str] = []
    places = Participation.objects.standing().filter(campaign=plan.campaign).exclude(unit=plan.unit)
    for line in plan.recipient_lines.order_by("position"):
        if line.kind == RecipientLine.Kind.ARCHIVE:
            continue
        if kinds := line.selector.get("unit_kinds"):
            rows = places.filter(kind__in=kinds).select_related("unit").order_by("lft", "id")
            inside |= {row.unit_id: row.unit for row in rows}
        elif code := line.selector.get("code"):
            unit = by_code(code, on=plan.campaign.starts_on)
            inside[unit.pk] = unit
        else:
            outside.append(line.text)
    return list(inside.values()), outside
