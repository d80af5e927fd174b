"""The pages of the portal: each reads published copies only and answers everybody alike."""

from __future__ import annotations

import uuid

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.downloads import download
from thidua.faces.kit.parts import Chip, Link
from thidua.faces.portal import pictures
from thidua.faces.portal.open import draw, open_page, searched
from thidua.foundation.core import clock, files
from thidua.foundation.core.content.pictures import THUMBNAIL_TYPE
from thidua.foundation.core.tables import Page
from thidua.foundation.documents.formats import Format, format_near
from thidua.foundation.documents.html import draw_html
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.payload import from_payload
from thidua.foundation.documents.pdf import draw_pdf
from thidua.stages.publications import queries
from thidua.stages.publications.wording import facts_of, story_of

A_DAY = 24 * 3600


@open_page
def front(request: HttpRequest) -> HttpResponse:
    """A citizen's question: what was ordered, how far is it, what was done lately and where."""
    shown = queries.front(key=request.GET.get("dot", ""), on=clock.today())
    if shown.campaign is None:
        return draw(request, "portal/nothing.html", {})
    key, figures = shown.campaign.key, shown.figures
    page = {
        "shown": shown,
        "span": pictures.span(shown.campaign),
        "campaigns": pictures.other_campaigns(shown.campaign, shown.others),
        "hour": pictures.hour(figures) if figures else "",
        "gathers": figures.gathers if figures else (),
        "districts": pictures.districts(figures, request.GET.get("chi-tieu", ""), key) if figures else None,
    }
    return draw(request, "portal/front.html", page)


@open_page
def plans(request: HttpRequest) -> HttpResponse:
    """The plans that were published, the newest first."""
    return draw(request, "portal/plans.html", {"plans": queries.plans()})


@open_page
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """A plan word for word, as it was signed."""
    shown, payload = queries.plan(key=key)
    document, form = _paper(payload)
    said = queries.readers(uid=shown.uid, number=page_number(request.GET))
    return draw(request, "portal/plan.html", {"plan": shown, "html": draw_html(document, form), "said": said})


@open_page
def plan_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The same as a file; drawn once, since a published copy never changes."""
    shown, payload = queries.plan(key=key)
    content = cache.get_or_set(f"portal-plan-{shown.uid}", lambda: draw_pdf(*_paper(payload)), A_DAY)
    return download(content, f"ke-hoach-{key}.pdf")


@open_page
def works(request: HttpRequest) -> HttpResponse:
    """What was done, near me or by words I remember."""
    asked = {name: request.GET.get(name, "") for name in ("q", "noi", "dot", "guong")}
    text = searched(asked["q"])
    exemplars, number = bool(asked["guong"]), page_number(request.GET)
    found = queries.works(key=asked["dot"], text=text, district=asked["noi"], exemplars=exemplars, number=number)
    page = Page([], (), found.number, found.size, found.count)
    here = reverse("portal-works")
    chips = [
        Chip(_("Tất cả"), here, current=not exemplars),
        Chip(_("Gương điển hình"), f"{here}?guong=1", current=exemplars),
    ]
    shown = {"found": found, "page": page, "asked": asked | {"q": text}, "chips": chips}
    return draw(request, "portal/works.html", shown)


@open_page
def work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One work: what it is, where, how much, who did it, when, its photos."""
    shown = queries.work(uid=uid)
    if shown.uid != uid:
        return redirect("portal-work", uid=shown.uid)
    photos = [
        (photo_uid, _("Ảnh %(number)d: %(title)s") % {"number": number, "title": shown.title})
        for number, photo_uid in enumerate(shown.photos, start=1)
    ]
    crumbs = [Link(_("Công trình"), reverse("portal-works")), Link(shown.kind)]
    said = queries.readers(uid=uid, number=page_number(request.GET))
    page = {
        "work": shown, "crumbs": crumbs, "facts": facts_of(shown), "told": story_of(shown), "photos": photos, "said": said,
    }  # fmt: skip
    return draw(request, "portal/work.html", page)


@open_page
def photo(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The small copy of a published photo: it carries neither place nor camera; the original stays inside."""
    with files.open_file(queries.photo(uid=uid), thumbnail=True) as small:
        content = small.read()
    policy = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(content, content_type=THUMBNAIL_TYPE, headers=policy)


def _paper(payload: dict[str, object]) -> tuple[OfficialDocument, Format]:
    document = from_payload(payload)
    return document, format_near(document.family, document.date or clock.today())
