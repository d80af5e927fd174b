"""Sending documents: to units of the site, which say that they have them, and to bodies outside by name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.documents import rules
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.foundation.units.models import Unit


def send(row: IssuedDocument, *, units: Iterable[Unit], outside: Iterable[str], now: datetime.datetime) -> None:
    """Note a sending to each unit once and to each body outside; the issuing operation has checked everything."""
    inside = {unit.pk: unit for unit in units}
    rows = [Dispatch(document=row, unit=unit, recipient=unit.name, sent_at=now) for unit in inside.values()]
    rows += [Dispatch(document=row, recipient=name, sent_at=now) for name in outside]
    Dispatch.objects.bulk_create(rows)


@operation
def acknowledge_dispatch(*, by: Actor | System, now: datetime.datetime, dispatch: Dispatch) -> Dispatch:
    """A recipient says that it has the document. A second time changes nothing."""
    row = lock(dispatch)
    why_not = rules.may_acknowledge(by, row)
    if why_not:
        raise NotAllowed(why_not)
    if row.acknowledged_at is None:
        row.received_at = row.received_at or now
        row.acknowledged_at, row.acknowledged_by = now, by.label[:100]
        row.save()
        audit.record(
            by=by, act=gettext_noop("xác nhận đã nhận văn bản"), obj=row.document, after={"recipient": row.recipient}
        )
    return row
