"""The portal itself: the ways to other sites at its foot, and how many come."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.publications.forms import LinkForm
from thidua.faces.desk.publications.rooms import rooms
from thidua.faces.kit.acting import carried_out, pressed
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.publications import keeping, operations, queries
from thidua.stages.publications.rules import link_bodies, why_not_keep_links
from thidua.stages.publications.tables import VISITS


@require_http_methods(["GET", "POST"])
def links(request: HttpRequest) -> HttpResponse:
    """Which sites the portal leads to; adding one."""
    bodies = link_bodies(request.actor)
    form = LinkForm(request.POST or None)
    if request.method == "POST":
        if not bodies:
            raise NotAllowed(
                _("Chỉ cán bộ hoặc lãnh đạo của đơn vị phát động đợt thi đua sửa được danh sách liên kết.")
            )
        if carried_out(request, form, operations.add_link, "title", "address", unit=bodies[0]):
            done(request, _("Đã thêm liên kết."))
            return redirect("desk:portal-links")
    page = {"rooms": rooms("portal-links"), "links": keeping.links_of_portal(), "form": form, "may": bool(bodies)}
    return render(request, "desk/publications/links.html", page, status=422 if form.errors else 200)


@require_POST
def remove_link(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes one off."""
    link = next((row for row in keeping.links_of_portal() if row.uid == uid), None)
    if link is None:
        raise Missing(_("Liên kết này đã bỏ rồi."))
    if why_not := why_not_keep_links(request.actor, link.unit):
        raise NotAllowed(why_not)
    pressed(request, operations.remove_link, _("Đã bỏ liên kết."), link=link)
    return redirect("desk:portal-links")


@require_GET
def visits(request: HttpRequest) -> HttpResponse:
    """How many come, day by day; what they read most stands in the list of contents."""
    page = {
        "rooms": rooms("visits"),
        "foot": queries.comings(at=clock.real_now()),
        "page": VISITS.page(request.actor, {}, number=page_number(request.GET)),
        "table": VISITS,
    }
    return render(request, "desk/publications/visits.html", page)
