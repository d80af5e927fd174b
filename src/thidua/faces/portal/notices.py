"""News, who was honoured, who is proposed: lists and single pages."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit import figures
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.parts import Chip, Link
from thidua.faces.portal.open import draw, open_page, searched
from thidua.foundation.core import clock
from thidua.stages.publications import queries
from thidua.stages.publications.shown import PublicName


@open_page
def news_list(request: HttpRequest) -> HttpResponse:
    """What is new, under which heading; the plans stand among it with the day they were signed (W.1)."""
    asked = request.GET.get("muc", "")
    found = queries.news(category=asked, number=page_number(request.GET))
    here = reverse("portal-news")
    chips = [Chip(_("Tất cả"), here, current=not asked)]
    chips += [Chip(label, f"{here}?muc={key}", current=key == asked) for key, label in found.choices]
    page = {"found": found, "page": found.page, "chips": chips, "asked": asked}
    return draw(request, "portal/news.html", page)


@open_page
def one_news(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One piece of news with its author, its days, how often it was read and what was said of it."""
    shown = queries.one_news(uid=uid)
    if shown.uid != uid:
        return redirect("portal-one-news", uid=shown.uid)
    crumbs = [Link(_("Tin"), reverse("portal-news")), Link(shown.category)]
    said = queries.readers(uid=uid, number=page_number(request.GET))
    return draw(request, "portal/one_news.html", {"news": shown, "crumbs": crumbs, "said": said})


@open_page
def honour_list(request: HttpRequest) -> HttpResponse:
    """Who was honoured, and for what."""
    text = searched(request.GET.get("q", ""))
    found = queries.honours(text=text, number=page_number(request.GET))
    return draw(request, "portal/honours.html", {"found": found, "page": found.page, "text": text})


@open_page
def honour(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One who was honoured: what was done, by which decision."""
    shown = queries.honour(uid=uid)
    if shown.uid != uid:
        return redirect("portal-honour", uid=shown.uid)
    crumbs = [Link(_("Khen thưởng"), reverse("portal-honours")), Link(shown.form)]
    said = queries.readers(uid=uid, number=page_number(request.GET))
    page = {"shown": shown, "crumbs": crumbs, "facts": _facts(shown), "said": said}
    return draw(request, "portal/honour.html", page)


@open_page
def candidate_list(request: HttpRequest) -> HttpResponse:
    """Who is proposed for an award, so that people may speak before it is decided."""
    found = queries.candidates(on=clock.today(), number=page_number(request.GET))
    return draw(request, "portal/candidates.html", {"found": found, "page": found.page})


@open_page
def candidate(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One who is proposed; what people say of it goes to who runs the round and is not shown."""
    shown = queries.candidate(uid=uid, on=clock.today())
    if shown.uid != uid:
        return redirect("portal-candidate", uid=shown.uid)
    crumbs = [Link(_("Lấy ý kiến"), reverse("portal-candidates")), Link(shown.form)]
    return draw(request, "portal/candidate.html", {"shown": shown, "crumbs": crumbs, "facts": _facts(shown)})


def _facts(shown: PublicName) -> list[tuple[str, str]]:
    """What is known of an award, what is not known left out."""
    decided = {"number": shown.decision, "day": figures.day(shown.date)}
    pairs = [
        (_("Đơn vị, chức vụ"), shown.beside),
        (_("Hình thức đề nghị") if shown.shown_before else _("Hình thức"), shown.form),
        (_("Quyết định"), _("Số %(number)s ngày %(day)s") % decided if shown.decision else ""),
        (_("Cấp quyết định"), shown.decider),
        (_("Đợt thi đua"), shown.campaign),
    ]
    return [(name, value) for name, value in pairs if value]
