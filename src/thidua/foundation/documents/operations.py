"""What is done with documents: drafted, sent for signature, numbered, signed, issued, recorded, replaced, withdrawn."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.documents import joint, registers, rules
from thidua.foundation.documents.cosigners import CoSigner
from thidua.foundation.documents.events import numbered
from thidua.foundation.documents.kinds import KindMissing, kind
from thidua.foundation.documents.letters import require_printable
from thidua.foundation.documents.model import OfficialDocument, Signature
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.payload import from_payload, to_payload
from thidua.foundation.documents.sending import send
from thidua.foundation.documents.states import MACHINE
from thidua.foundation.units.models import Unit


@operation
def draft_document(
    *, by: Actor | System, now: datetime.datetime, unit: Unit, body: str, document: OfficialDocument, series: str = ""
) -> IssuedDocument:
    """Starts a document of one body of a unit; its number and date are given later.

    Refused with `NotAllowed` unless the actor writes for the unit, with `Invalid`: `kind` for a kind not registered,
    `letters` for a letter that cannot be printed.
    """
    _may(rules.may_write_for(by, unit))
    require_printable(document)
    made = _new(by=by, now=now, unit=unit, body=body, document=document, series=series)
    audit.record(by=by, act=gettext_noop("soạn văn bản"), obj=made)
    return made


@operation
def revise_document(
    *,
    by: Actor | System,
    now: datetime.datetime,
    issued: IssuedDocument,
    document: OfficialDocument,
    version: int | None = None,
) -> IssuedDocument:
    """Puts new words in a draft.

    Refused with `NotNow` once it went to the signer, with `Stale` for an old version, with `Invalid` (`letters`) for a
    letter that cannot be printed.
    """
    row = lock(issued)
    _may(rules.may_write(by, row))
    if row.status != IssuedDocument.Status.DRAFT:
        raise NotNow(_("Văn bản đã trình ký nên không sửa được. Xin đề nghị lãnh đạo trả lại trước khi sửa."))
    check_version(row, version)
    require_printable(document)
    before = audit.snapshot(row)
    for name, value in _facts(document).items():
        setattr(row, name, value)
    row.changed_by_id = person_of(by)
    touch(row, now=now)
    row.save()
    audit.record(by=by, act=gettext_noop("sửa văn bản"), obj=row, before=before)
    return row


@operation
def submit_for_signature(
    *, by: Actor | System, now: datetime.datetime, issued: IssuedDocument, version: int | None = None
) -> IssuedDocument:
    """Sends a draft to the leader. Refused with `Invalid` (`signer_name`) while nobody is named to sign it."""
    row = lock(issued)
    MACHINE.check(row, "submit", by=by)
    if not row.signer_name:
        raise Invalid({"signer_name": _("Xin ghi họ tên người ký trước khi trình.")})
    MACHINE.step(row, "submit", by=by, now=now, version=version)
    return row


@operation
def return_document(
    *, by: Actor | System, now: datetime.datetime, issued: IssuedDocument, reason: str, version: int | None = None
) -> IssuedDocument:
    """The leader gives a document back to be changed, with the reason."""
    row = lock(issued)
    MACHINE.step(row, "return", by=by, now=now, version=version, reason=reason)
    return row


@operation
def number_document(
    *,
    by: Actor | System,
    now: datetime.datetime,
    issued: IssuedDocument,
    date: datetime.date,
    reserved: int | None = None,
    cosigners: Sequence[CoSigner] = (),
    version: int | None = None,
) -> IssuedDocument:
    """Gives the next number of the body's register of that year, and the date; freezes the words as they are printed.

    `reserved` takes a number that was kept back instead. A number is given once, whoever asks at the same moment.
    `cosigners` are the other bodies of a joint document, in the order of the paper: each gives a number of its own.
    Refused with `Invalid`: `date` for a day still to come, `reserved` for a number that is no longer kept back.
    """
    row = lock(issued)
    MACHINE.check(row, "number", by=by)
    _not_later(date, now)
    paper = joint.number_together(row, cosigners, date, reserved=reserved, by=by, now=now)
    assert paper.number is not None
    changes = _numbered(paper, paper.number, date)
    MACHINE.step(row, "number", by=by, now=now, version=version, changes=changes)
    numbered.send(sender=IssuedDocument, document=row)
    return row


@operation
def sign_document(
    *,
    by: Actor | System,
    now: datetime.datetime,
    issued: IssuedDocument,
    signature: Signature | None = None,
    version: int | None = None,
) -> IssuedDocument:
    """The leader signs the numbered document; `signature` puts whoever signs in the place of the draft's signer."""
    row = lock(issued)
    changes = {}
    if signature is not None:
        document = dataclasses.replace(from_payload(row.payload), signature=signature)
        changes = {"payload": to_payload(document), **_signer(signature)}
    MACHINE.step(row, "sign", by=by, now=now, version=version, changes=changes)
    return row


@operation
def issue_document(
    *,
    by: Actor | System,
    now: datetime.datetime,
    issued: IssuedDocument,
    units: Iterable[Unit] = (),
    outside: Iterable[str] = (),
    cosigners: Sequence[CoSigner] = (),
    version: int | None = None,
) -> IssuedDocument:
    """Sends a signed document to units of the site (each once) and notes where it went outside.

    A joint one is entered in the register of each of its `cosigners` too.
    """
    row = lock(issued)
    MACHINE.step(row, "issue", by=by, now=now, version=version, changes={"issued_at": now})
    joint.enter_for_partners(row, cosigners, by=by, now=now)
    send(row, units=units, outside=outside, now=now)
    return row


@operation
def record_issued(
    *,
    by: By,
    now: datetime.datetime,
    unit: Unit,
    body: str,
    document: OfficialDocument,
    series: str = "",
    units: Iterable[Unit] = (),
    outside: Iterable[str] = (),
    sent_at: datetime.datetime | None = None,
    settled: bool = False,
) -> IssuedDocument:
    """Enters a document that was numbered, signed and issued on paper, with its own number and date.

    The register goes on after it. `settled`: the calling room has settled that the actor may, by a rule of its own.
    Refused with `Invalid`: `number` when the register has given this number already, `date` for a day still to come,
    either when the document does not say it.
    """
    if not settled:
        _may(rules.may_write_for(by, unit))
    if document.number is None or document.date is None:
        raise Invalid({"number": _("Xin ghi số và ngày của văn bản đã ban hành.")})
    _not_later(document.date, now)
    row = _new(by=by, now=now, unit=unit, body=body, document=document, series=series)
    register = registers.held(unit=unit, body=body, series=series, year=document.date.year, first=document.number)
    registers.take_given(register, document.number, by=by, now=now)
    changes = _numbered(document, document.number, document.date) | {"issued_at": sent_at or now}
    before = audit.snapshot(row)
    MACHINE.move(row, "record", now=now, changes=changes)
    row.save()
    audit.record(by=by, act=MACHINE.transitions["record"].word, obj=row, before=before)
    send(row, units=units, outside=outside, now=sent_at or now)
    numbered.send(sender=IssuedDocument, document=row)
    return row


@operation
def replace_document(
    *,
    by: Actor | System,
    now: datetime.datetime,
    issued: IssuedDocument,
    successor: IssuedDocument,
    version: int | None = None,
) -> IssuedDocument:
    """Marks a document as replaced by another of the same kind and unit, already issued (NĐ 30: same kind corrects).

    The entries of a joint document follow it. Refused with `Invalid` (`successor`) for any other document.
    """
    row = lock(issued)
    joint.require_leading(row)
    fitting = (successor.unit_id, successor.kind, successor.status) == (
        row.unit_id,
        row.kind,
        IssuedDocument.Status.ISSUED,
    )
    if not fitting or successor.pk == row.pk:
        sentence = _("Văn bản thay thế phải cùng loại, cùng đơn vị và đã ban hành.")
        raise Invalid({"successor": sentence})
    MACHINE.step(row, "replace", by=by, now=now, version=version, changes={"replaced_by": successor})
    joint.follow(row, "replace", by=by, now=now)
    return row


@operation
def withdraw_document(
    *, by: Actor | System, now: datetime.datetime, issued: IssuedDocument, reason: str, version: int | None = None
) -> IssuedDocument:
    """Takes a numbered or issued document back, with the reason; its number stays used.

    A joint one is taken back for all its bodies: refused with `NotNow` for the entry of one that does not lead.
    """
    row = lock(issued)
    joint.require_leading(row)
    MACHINE.step(row, "withdraw", by=by, now=now, version=version, reason=reason)
    joint.follow(row, "withdraw", by=by, now=now, reason=reason)
    return row


def _new(
    *, by: By, now: datetime.datetime, unit: Unit, body: str, document: OfficialDocument, series: str
) -> IssuedDocument:
    person = person_of(by)
    return IssuedDocument.objects.create(
        unit=unit, body=body, series=series, made_by_id=person, changed_by_id=person, made_at=now, changed_at=now,
        **_facts(document),
    )  # fmt: skip


def _facts(document: OfficialDocument) -> dict[str, Any]:
    try:
        if not kind(document.kind).official:
            raise KindMissing(document.kind)
    except KindMissing:
        raise Invalid({"kind": _("Loại giấy tờ này không vào sổ văn bản. Xin chọn loại khác.")}) from None
    return {
        "kind": document.kind,
        "symbol": document.symbol,
        "subject": document.subject,
        "place": document.letterhead.place,
        **_signer(document.signature),
        "payload": to_payload(document),
    }


def _signer(signature: Signature | None) -> dict[str, str]:
    return {
        "signer_capacity": " / ".join(signature.capacity) if signature else "",
        "signer_title": signature.title if signature else "",
        "signer_name": signature.name if signature else "",
    }


def _numbered(document: OfficialDocument, number: int, date: datetime.date) -> dict[str, Any]:
    payload = to_payload(document) | {"number": number, "date": date.isoformat()}
    return {"number": number, "date": date, "year": date.year, "payload": payload}


def _not_later(date: datetime.date, now: datetime.datetime) -> None:
    if date > now.date():
        raise Invalid({"date": _("Ngày văn bản không được sau ngày hôm nay.")})


def _may(why_not: str | None) -> None:
    if why_not:
        raise NotAllowed(why_not)
