"""Writing news for the public: looked at first, then put on the portal; written anew it keeps its address and views."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.publications.forms import NewsForm
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.publications import keeping, operations
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.rules import publishing_campaigns, why_not_publish


@require_http_methods(["GET", "POST"])
def new_news(request: HttpRequest) -> HttpResponse:
    """A piece of news for one of the campaigns the writer publishes for."""
    campaigns = publishing_campaigns(request.actor)
    if not campaigns:
        raise NotAllowed(_("Chỉ cán bộ hoặc lãnh đạo của đơn vị phát động đợt thi đua viết được tin trên cổng."))
    form = NewsForm(request.POST or None, campaigns=campaigns, initial={"author": request.actor.label})
    return _written(request, form, None)


@require_http_methods(["GET", "POST"])
def edit_news(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The same in new words, in place of the copy that stands."""
    item = keeping.publication(actor=request.actor, uid=uid)
    if item.kind != PublicItem.Kind.NEWS:
        raise Missing(_("Không tìm thấy tin này."))
    if why_not := why_not_publish(request.actor, item.campaign):
        raise NotAllowed(why_not)
    first = {
        "title": item.title, "text": item.text, "category": item.category, "author": item.author,
        "paper": item.content.get("paper", ""), "paper_date": item.thing_date,
    }  # fmt: skip
    form = NewsForm(request.POST or None, campaigns=[item.campaign], initial=first)
    return _written(request, form, item)


def _written(request: HttpRequest, form: NewsForm, item: PublicItem | None) -> HttpResponse:
    shown = None
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        if "xem-truoc" in request.POST:
            shown = chosen
        else:
            replaces = item.source_uid if item else None
            if made := carried_out(request, form, operations.publish_news, replaces=replaces, **chosen):
                done(request, _("Đã đăng tin lên cổng."))
                return redirect("desk:publication", uid=made.uid)
    page = {"form": form, "item": item, "shown": shown}
    return render(request, "desk/publications/news.html", page, status=422 if form.errors else 200)
