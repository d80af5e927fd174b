"""A letter of this room on its way: drafted for the leader, numbered, signed and sent in the leader's one step."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.documents.letterheads import LetterheadMissing, letterhead_on
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.operations import (
    draft_document,
    issue_document,
    number_document,
    replace_document,
    revise_document,
    sign_document,
    submit_for_signature,
)
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.signing import signature_by


def put_before_leader(
    *, by: By, now: datetime.datetime, unit: Unit, document: OfficialDocument, draft: IssuedDocument | None = None
) -> IssuedDocument:
    """Makes the document, or writes the draft that came back anew, and puts it before the leader."""
    who = known(by)
    if draft is not None and draft.status == IssuedDocument.Status.DRAFT:
        issued = revise_document(by=who, now=now, issued=draft, document=document)
    else:
        issued = draft_document(by=who, now=now, unit=unit, body=body_of(unit, clock.day_of(now)), document=document)
    return submit_for_signature(by=who, now=now, issued=issued)


def sign(
    *,
    by: By,
    now: datetime.datetime,
    issued: IssuedDocument,
    date: datetime.date,
    units: Iterable[Unit] = (),
    outside: Iterable[str] = (),
    replaces: IssuedDocument | None = None,
) -> IssuedDocument:
    """Numbers, signs and sends a document that lies before the leader; it bears the name and title of who signs here.

    An earlier one is marked as replaced by it.
    """
    who = known(by)
    signature = signature_by(by, issued.unit, date, body=issued.body)
    issued = number_document(by=who, now=now, issued=issued, date=date)
    issued = sign_document(by=who, now=now, issued=issued, signature=signature)
    issued = issue_document(by=who, now=now, issued=issued, units=units, outside=outside)
    if replaces is not None and replaces.status == IssuedDocument.Status.ISSUED:
        replace_document(by=who, now=now, issued=replaces, successor=issued)
    return issued


def body_of(unit: Unit, on: datetime.date) -> str:
    """The body of a unit that signs its everyday documents («Ban Thường trực»)."""
    try:
        return letterhead_on("", unit.kind_id, on).body
    except LetterheadMissing:
        return unit.name[:40]


def known(by: By) -> Actor | System:
    """Who acts, as the documents room takes it: a person or the product itself."""
    if isinstance(by, (Actor, System)):
        return by
    raise NotAllowed(by.label)
