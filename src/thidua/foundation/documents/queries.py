"""Reading documents: the register as a book, what was sent to whom, a document as it is printed."""

from __future__ import annotations

import dataclasses

from django.db.models import Q, QuerySet

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.formats import words
from thidua.foundation.documents.model import OfficialDocument, Signature
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.foundation.documents.payload import from_payload
from thidua.foundation.documents.rules import receiving
from thidua.foundation.units.models import Unit, within

SIGNED = frozenset({IssuedDocument.Status.SIGNED, IssuedDocument.Status.ISSUED, IssuedDocument.Status.REPLACED})


def documents_for(actor: Actor) -> QuerySet[IssuedDocument]:
    """The documents an actor may read: of its branches, and those sent to its units."""
    sent = Dispatch.objects.filter(unit_id__in=receiving(actor)).values("document_id")
    return IssuedDocument.objects.filter(within("unit", actor.intervals) | Q(pk__in=sent)).select_related("unit")


def register_book(unit: Unit, *, body: str, year: int, series: str = "") -> QuerySet[IssuedDocument]:
    """The numbered documents of one register, in order of number."""
    rows = IssuedDocument.objects.filter(unit=unit, body=body, year=year, series=series, number__isnull=False)
    return rows.order_by("number", "id")


def unacknowledged(document: IssuedDocument) -> QuerySet[Dispatch]:
    """Units of the site that have not said they received the document, with their contact."""
    rows = Dispatch.objects.filter(document=document, unit__isnull=False, acknowledged_at__isnull=True)
    return rows.select_related("unit").order_by("unit__sort_key", "id")


def withdrawal_of(document: IssuedDocument) -> AuditEntry | None:
    """When and why a document was taken back; None while it holds."""
    withdrawn = IssuedDocument.Status.WITHDRAWN
    if document.status != withdrawn:
        return None
    return audit.history(document).filter(after__status=str(withdrawn)).first()


def as_printed(document: IssuedDocument) -> OfficialDocument:
    """The document as a copy shows it: the frozen words, and «(đã ký)» once it is signed."""
    paper = from_payload(document.payload)
    if document.status not in SIGNED:
        return paper
    partners = tuple(dataclasses.replace(each, signature=_noted(each.signature)) for each in paper.partners)
    return dataclasses.replace(paper, signature=_noted(paper.signature), partners=partners)


def _noted(signature: Signature | None) -> Signature | None:
    if signature is None or signature.note:
        return signature
    return dataclasses.replace(signature, note=words()["signed_note"])
