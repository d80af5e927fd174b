"""Letters that came, documents that went out, and the page of one: to whom it went, who has said that it is there."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit import figures
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.faces.kit.parts import Link
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.documents import letter_tables, rules, scans, sent
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.queries import as_printed, unacknowledged, withdrawal_of
from thidua.stages.campaigns.papers import draw, form_of
from thidua.stages.campaigns.queries import plans_of

# More names than this make no reminder a group would read.
MOST_NAMES = 60


@require_GET
def letters_in(request: HttpRequest) -> HttpResponse:
    """Whose question: a unit's officer, «what was sent to us, and what have we not said we have»."""
    return _listed(request, letter_tables.LETTERS_IN, "desk/documents/in.html", waiting=False)


@require_GET
def letters_waiting(request: HttpRequest) -> HttpResponse:
    """Only the letters nobody of the unit has acknowledged."""
    return _listed(request, letter_tables.LETTERS_IN, "desk/documents/in.html", waiting=True)


@require_GET
def letters_out(request: HttpRequest) -> HttpResponse:
    """Whose question: the issuing body's officer, «what did we send, and who has not said they have it»."""
    return _listed(request, letter_tables.LETTERS_OUT, "desk/documents/out.html", waiting=False)


@require_GET
def document_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One document as it was signed; for its own branch where it went, for a recipient the word that it is there."""
    document = sent.document_for(request.actor, uid)
    context = {
        "document": document,
        "facts": _facts(document),
        "html": draw_html(paper := as_printed(document), form_of(paper)),
        "own": sent.own_dispatch(request.actor, document),
        "plan": plans_of(request.actor).filter(document=document.led_by_id or document.pk).first(),
        "crumbs": [Link(_("Văn bản đến"), reverse("desk:documents-in")), Link(document.notation)],
        "scans": scans.scans_of(document),
    }
    return render(request, "desk/documents/document.html", {**context, **_sending(request, document)})


@require_GET
def document_file(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """The document as a Word file or PDF."""
    document = sent.document_for(request.actor, uid)
    if ending not in PAPERS:
        raise Missing(_("Văn bản tải được ở dạng Word hoặc PDF."))
    return download(draw(as_printed(document), ending), file_name(document.notation, document.subject, ending=ending))


def _listed(request: HttpRequest, table: Any, template: str, *, waiting: bool) -> HttpResponse:
    given = {"xem": letter_tables.WAITING} if waiting else {}
    page = table.page(request.actor, given, number=page_number(request.GET))
    query = f"xem={letter_tables.WAITING}" if waiting else ""
    return render(request, template, {"page": page, "table": table, "waiting": waiting, "query": query})


def _sending(request: HttpRequest, document: IssuedDocument) -> dict[str, Any]:
    """To whom it went, for who sees the issuing unit; nothing for who only received it."""
    if not request.actor.sees(document.unit):
        return {"sending": None, "silent": [], "reminder": "", "keeps": False}
    given = {"van-ban": str(document.uid)}
    # Nobody is reminded of a letter that was taken back.
    owed = unacknowledged(document) if document.status != IssuedDocument.Status.WITHDRAWN else ()
    silent = [row.unit for row in owed[:MOST_NAMES] if row.unit]
    return {
        "sending": letter_tables.RECIPIENTS.page(request.actor, given, number=page_number(request.GET)),
        "silent": silent,
        "reminder": sent.reminder(document, silent) if silent else "",
        "keeps": rules.may_keep_the_book(request.actor, document) is None,
    }


def _facts(document: IssuedDocument) -> list[tuple[str, Any]]:
    facts = [
        (_("Đơn vị ban hành"), document.unit.name),
        (_("Số, ký hiệu"), document.notation),
        (_("Ngày ký"), figures.day(document.date) if document.date else figures.NOTHING),
        (_("Người ký"), document.signer_name or figures.NOTHING),
        (_("Tình trạng"), document.get_status_display()),
    ]
    if document.led_by:
        facts.append((_("Ban hành liên tịch với"), f"{document.led_by.unit.name} ({document.led_by.notation})"))
    facts += [
        (_("Ban hành liên tịch với"), f"{entry.unit.name} ({entry.notation})")
        for entry in document.entries.select_related("unit").order_by("id")
    ]
    if document.issued_at:
        facts.append((_("Ngày ban hành"), figures.day(clock.day_of(document.issued_at))))
    if taken_back := withdrawal_of(document):
        facts.append((_("Ngày, lý do thu hồi"), f"{figures.day(taken_back.site_date)}: {taken_back.reason}"))
    if document.replaced_by:
        facts.append((_("Thay bằng"), document.replaced_by.notation))
    return facts
