"""Joint documents: two bodies number and sign one paper on one date; each enters it in its own register (NĐ 30).

The body of the letterhead leads: its entry is the document that is sent, replaced, withdrawn. The other's is a row of
its own register with its own number and symbol and the same frozen words, and goes wherever the leading one goes.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.locking import Rank, lock_rows
from thidua.foundation.documents import registers
from thidua.foundation.documents.cosigners import CoSigner
from thidua.foundation.documents.model import OfficialDocument, Partner
from thidua.foundation.documents.models import IssuedDocument, Register
from thidua.foundation.documents.payload import from_payload
from thidua.foundation.documents.states import MACHINE


def require_leading(row: IssuedDocument) -> None:
    """Raises `NotNow` for the other body's entry of a joint document: what becomes of it is the leading body's act."""
    if row.led_by is not None:
        told = {"unit": row.led_by.unit.name, "number": row.led_by.notation}
        raise NotNow(
            _("Văn bản liên tịch do %(unit)s chủ trì: chỉ thay thế, thu hồi cùng với văn bản số %(number)s.") % told
        )


def number_together(
    row: IssuedDocument, cosigners: Sequence[CoSigner], date: datetime.date, *, reserved: int | None, by: By,
    now: datetime.datetime,
) -> OfficialDocument:  # fmt: skip
    """The paper of a locked document with a number from each body's register and every other body's signature.

    A number that another body keeps back is taken where that year's register still does, else its next. Raises
    `Invalid` (`reserved`) for a number that the leading body no longer keeps back, (`date`) for a day before that of
    the register's newest paper.
    """
    paper = from_payload(row.payload)
    if len(paper.partners) != len(cosigners):
        raise ValueError(f"the paper names {len(paper.partners)} other bodies, {len(cosigners)} sign it")
    books = [(row.unit, row.body, row.series), *((each.unit, each.body, "") for each in cosigners)]
    # In one order whichever body leads: two papers that cross wait for each other, and never for ever.
    order = sorted(range(len(books)), key=lambda place: (books[place][0].pk, *books[place][1:]))
    held = {
        place: registers.held(unit=books[place][0], body=books[place][1], series=books[place][2], year=date.year)
        for place in order
    }
    if reserved is None:
        registers.require_in_order(held[0], date, today=clock.day_of(now))
    number = (
        registers.take_next(held[0]) if reserved is None else registers.take_reserved(held[0], reserved, by=by, now=now)
    )
    partners = [
        _numbered(partner, each, held[place], by=by, now=now)
        for place, (partner, each) in enumerate(zip(paper.partners, cosigners, strict=True), 1)
    ]
    return dataclasses.replace(paper, number=number, date=date, partners=tuple(partners))


def enter_for_partners(row: IssuedDocument, cosigners: Sequence[CoSigner], *, by: By, now: datetime.datetime) -> None:
    """Enters an issued joint document in the register of every other body, under that body's number and symbol."""
    partners, person = from_payload(row.payload).partners, person_of(by)
    for partner, each in zip(partners, cosigners, strict=True):
        entry = IssuedDocument(
            unit=each.unit, body=each.body, kind=row.kind, symbol=partner.symbol, number=partner.number, date=row.date,
            year=row.year, place=row.place, subject=row.subject, payload=row.payload, issued_at=row.issued_at,
            signer_capacity=" / ".join(each.signature.capacity), signer_title=each.signature.title,
            signer_name=each.signature.name, led_by=row, made_by_id=person, changed_by_id=person, made_at=now,
        )  # fmt: skip
        MACHINE.move(entry, "record", now=now)
        entry.save()
        audit.record(by=by, act=gettext_noop("vào sổ văn bản liên tịch"), obj=entry)


def follow(row: IssuedDocument, act: str, *, by: By, now: datetime.datetime, reason: str = "") -> None:
    """The other bodies' entries go where the leading document went: withdrawn with it, replaced by its successor's."""
    successors = {}
    if row.replaced_by is not None:
        entries = IssuedDocument.objects.filter(led_by=row.replaced_by).order_by("id")
        successors = {entry.unit_id: entry for entry in entries}
    for entry in lock_rows(IssuedDocument.objects.filter(led_by=row).order_by("id"), rank=Rank.RECORD):
        if entry.status not in MACHINE.transitions[act].sources:
            continue
        before = audit.snapshot(entry)
        changes = {"replaced_by": successors.get(entry.unit_id, row.replaced_by)} if act == "replace" else {}
        MACHINE.move(entry, act, now=now, changes=changes)
        entry.save()
        audit.record(by=by, act=MACHINE.transitions[act].word, obj=entry, before=before, reason=reason)


def _numbered(partner: Partner, each: CoSigner, register: Register, *, by: By, now: datetime.datetime) -> Partner:
    kept = registers.kept_numbers(unit=each.unit, body=each.body, series="", year=register.year)
    number = each.reserved
    if number is not None and kept.filter(number=number).exists():
        number = registers.take_reserved(register, number, by=by, now=now)
    else:
        number = registers.take_next(register)
    return dataclasses.replace(partner, number=number, signature=each.signature)
