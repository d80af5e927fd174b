"""Sending documents: to units of the site, which say that they have them, and to bodies outside by name."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import fold, tidy
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


@operation
def log_sending(
    *,
    by: Actor | System,
    now: datetime.datetime,
    document: IssuedDocument,
    recipient: str,
    way: str,
    sent_on: datetime.date,
    receipt_note: str = "",
    received_on: datetime.date | None = None,
) -> Dispatch:
    """Writes down how a document went to a body outside: by post, by hand, by e-mail, on which day, by which receipt.

    A line that is there already for that body is filled in. Refused with `NotAllowed` for who does not keep the book;
    `NotNow` before the document is issued; `Invalid`: no name (`recipient`), an unknown way (`way`), a day before the
    document's or still to come (`sent_on`), received before it was sent or still to come (`received_on`).
    """
    if why_not := rules.may_keep_the_book(by, document):
        raise NotAllowed(why_not)
    document = lock(document)
    if document.issued_at is None:
        raise NotNow(_("Văn bản chưa ban hành nên chưa ghi được việc gửi."))
    name = tidy(recipient)[:300]
    _require_logged(document, name, way, sent_on, received_on, clock.day_of(now))
    rows = Dispatch.objects.filter(document=document, unit__isnull=True)
    known = next((row for row in rows.order_by("id") if fold(row.recipient) == fold(name)), None)
    row = known or Dispatch(document=document, recipient=name)
    before = {"way": row.way, "receipt": row.receipt} if row.pk else {}
    row.way, row.receipt, row.logged_by = way, tidy(receipt_note)[:300], by.label[:100]
    row.sent_at = clock.local_midnight(sent_on)
    row.received_at = clock.local_midnight(received_on) if received_on else None
    row.save()
    told = {"recipient": name, "way": way, "sent_on": sent_on.isoformat(), "receipt": row.receipt}
    audit.record(by=by, act=gettext_noop("ghi việc gửi ra ngoài"), obj=document, before=before, after=told)
    return row


def _require_logged(
    document: IssuedDocument,
    name: str,
    way: str,
    sent_on: datetime.date,
    received_on: datetime.date | None,
    today: datetime.date,
) -> None:
    found: dict[str, str] = {}
    if not name:
        found["recipient"] = _("Xin ghi nơi nhận.")
    if way not in Dispatch.Way.values:
        found["way"] = _("Xin chọn cách gửi.")
    if document.date and sent_on < document.date:
        found["sent_on"] = _("Ngày gửi trước ngày văn bản (%(day)s).") % {"day": day_words(document.date)}
    elif sent_on > today:
        found["sent_on"] = _("Ngày gửi không được sau ngày hôm nay.")
    if received_on and (received_on < sent_on or received_on > today):
        found["received_on"] = _("Ngày nhận phải từ ngày gửi đến hôm nay.")
    if found:
        raise Invalid(found)
