"""Papers of a decision as files, and its certificates."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit.downloads import PAPERS, download
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns.papers import draw
from thidua.stages.decisions import certificates as drawn
from thidua.stages.decisions import queries, rules
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.papers import hand_over_paper

DECISION, PROPOSAL, SHEET = "quyet-dinh", "to-trinh", "ky-nhan"


@require_GET
def paper(request: HttpRequest, uid: uuid.UUID, paper: str, ending: str) -> HttpResponse:
    """The decision, its tờ trình or the sheet for signatures at hand-over, as Word or PDF."""
    decision = queries.find_decision(request.actor, uid)
    if paper != DECISION:
        _require_printer(request, decision)
    document = _document(decision, paper)
    if document is None or ending not in PAPERS:
        raise Missing(_("Quyết định này chưa có văn bản đó. Tải được ở dạng Word hoặc PDF."))
    return download(draw(document, ending), f"{paper}.{ending}")


@require_GET
def certificate(request: HttpRequest, uid: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """One name's certificate, to be printed on the stock."""
    decision = queries.find_decision(request.actor, uid)
    _require_printer(request, decision)
    found = queries.find_entry(decision, entry)
    given = drawn.printable(queries.names([found]))
    return download(drawn.draw(decision, given), f"bang-khen-{found.position}.pdf")


@require_GET
def certificates(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """All certificates of the decision as one file."""
    decision = queries.find_decision(request.actor, uid)
    _require_printer(request, decision)
    given = drawn.printable(queries.names_of(decision))
    return download(drawn.draw(decision, given), "bang-khen.pdf")


def _require_printer(request: HttpRequest, decision: Decision) -> None:
    if why_not := rules.body_prints(request.actor, decision):
        raise NotAllowed(why_not)


def _document(decision: Decision, paper: str) -> OfficialDocument | None:
    if paper == DECISION and decision.document is not None:
        return as_printed(decision.document)
    if paper == PROPOSAL and decision.proposal is not None:
        return as_printed(decision.proposal)
    if paper == SHEET and decision.status == Decision.Status.ISSUED and decision.is_ours:
        return hand_over_paper(decision, queries.names_of(decision), on=clock.today())
    return None
