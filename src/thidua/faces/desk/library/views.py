"""The library of cited documents: what there is, and one of them with its file and everywhere it is cited."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit import figures
from thidua.faces.kit.addresses import filters_of, page_number
from thidua.faces.kit.parts import Chip, Link
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock, files
from thidua.foundation.documents.books import registers_holding
from thidua.stages.campaigns import library as shelf
from thidua.stages.campaigns.models import CitedDocument
from thidua.stages.campaigns.operations.citing import why_not_change
from thidua.stages.campaigns.tables import LIBRARY, force_words


@require_GET
def library(request: HttpRequest) -> HttpResponse:
    """Whose question: who writes a paper, «what is its number and date, is it still in force»."""
    given = request.GET.dict()
    context = {
        "page": LIBRARY.page(request.actor, given, number=page_number(given)),
        "table": LIBRARY,
        "q": given.get("q", ""),
        "force": given.get("hieu-luc", ""),
        "export": filters_of(given),
        "chips": _chips(given),
        "may_enter": request.actor.holds_anywhere(Permission.PLANS_WRITE),
    }
    return render(request, "desk/library/list.html", context)


@require_GET
def cited_page(request: HttpRequest, key: str) -> HttpResponse:
    """Whose question: «may I still cite it, where is it cited, what does it say»."""
    document = shelf.find_document(request.actor, key)
    papers = [row.paper for row in shelf.papers_citing(request.actor, document)]
    books = registers_holding(request.actor, papers)
    context = {
        "document": document,
        "warning": shelf.force_warning(document, clock.today()),
        "facts": _facts(document),
        "plans": shelf.plans_citing(request.actor, document),
        "papers": [(paper, books.get(paper.pk)) for paper in papers],
        "files": files.of_owner(shelf.OWNER, document.uid),
        "replaces": list(document.replaces.order_by("id")),
        "may_change": not why_not_change(request.actor, document),
        "crumbs": [Link(_("Văn bản viện dẫn"), reverse("desk:library")), Link(str(document))],
    }
    return render(request, "desk/library/cited.html", context)


def _chips(given: dict[str, Any]) -> list[Chip]:
    asked = given.get("hieu-luc", "")
    words = (("", _("Tất cả")), (shelf.IN_FORCE, _("Còn hiệu lực")), (shelf.OVER, _("Hết hiệu lực")))
    rest = {"q": given["q"]} if given.get("q") else {}
    return [Chip(label, _address(rest | ({"hieu-luc": key} if key else {})), key == asked) for key, label in words]


def _address(query: dict[str, Any]) -> str:
    plain = reverse("desk:library")
    return f"{plain}?{urlencode(query)}" if query else plain


def _facts(document: CitedDocument) -> list[tuple[str, Any]]:
    unknown = _("không ghi trong văn bản viện dẫn")
    pairs: list[tuple[str, Any]] = [
        (_("Số, ký hiệu"), document.number or unknown),
        (_("Ngày ban hành"), figures.day(document.date) if document.date else unknown),
        (_("Cơ quan ban hành"), document.issuer),
        (_("Hiệu lực"), force_words(document)),
    ]
    if document.valid_from:
        pairs.append((_("Có hiệu lực từ"), figures.day(document.valid_from)))
    if document.valid_to:
        pairs.append((_("Hiệu lực đến hết"), figures.day(document.valid_to)))
    pairs += [(_("Nguồn"), document.source)] if document.source else []
    pairs += [(_("Điều chưa rõ"), document.doubt)] if document.doubt else []
    pairs += [(_("Đơn vị thêm"), document.unit.name if document.unit else _("danh mục chung"))]
    return pairs
