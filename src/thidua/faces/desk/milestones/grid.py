"""«Nhập thay»: the commune enters for its areas on one grid, saved as it goes."""

from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.milestones import addresses
from thidua.faces.desk.milestones.grid_form import GridForm
from thidua.faces.desk.milestones.grid_works import GridWorks
from thidua.faces.kit import notices
from thidua.faces.kit.parts import Link
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.milestones import filters, operations, queries

AREA = "khu"


@require_http_methods(["GET", "POST"])
def grid(request: HttpRequest, campaign: str) -> HttpResponse:
    """Whose question: the commune's, «which of my areas is not complete, and what did they tell me»."""
    of = filters.campaign_of(request.actor, campaign)
    areas = _areas(request, of)
    units = [place.unit for place in areas]
    if request.method == "GET":
        return _page(request, of, GridForm(areas, queries.lines_of(of, areas)), GridWorks(units))
    form, works = GridForm(areas, queries.lines_of(of, areas), request.POST), GridWorks(units, request.POST)
    now, receipt = clock.now(), _receipt(request)
    result = operations.report_grid(by=request.actor, now=now, rows=form.rows(), receipt=receipt)
    registered = works.register(by=request.actor, now=now, campaign=of, receipt=receipt)
    saved = len(result.saved) if result else 0
    if result is not None:
        form.refuse(result.problems)
    if form.wrong or works.wrong:
        fresh = GridForm(areas, queries.lines_of(of, areas))
        return _page(request, of, form, works, version=fresh.version, saved=saved)
    notices.done(request, _told(saved, registered))
    wanted = request.POST.get(AREA, "")
    query = f"?{urlencode({AREA: wanted})}" if wanted else ""
    return redirect(reverse("desk:milestones-grid", args=[of.key]) + query)


@require_POST
def save(request: HttpRequest, campaign: str) -> HttpResponse:
    """The draft sent by itself a moment after a change: good cells are saved, wrong ones are named; a line of words."""
    of = filters.campaign_of(request.actor, campaign)
    areas = _areas(request, of)
    form = GridForm(areas, queries.lines_of(of, areas), request.POST)
    now = clock.now()
    form.refuse(operations.report_grid(by=request.actor, now=now, rows=form.rows()).problems)
    words = _("Đã lưu lúc %(time)s") % {"time": f"{now:%-H:%M}"}
    if form.wrong:
        words += ". " + _("Chưa lưu ô cần sửa của %(units)s") % {
            "units": ", ".join(line.unit.short_name for line in form.wrong)
        }
    fresh = GridForm(areas, queries.lines_of(of, areas))
    return HttpResponse(
        words, status=422 if form.wrong else 200, content_type="text/plain; charset=utf-8",
        headers={"X-Kit-Version": fresh.version},
    )  # fmt: skip


def _told(saved: int, registered: int) -> str:
    words = _("Đã ghi %(count)s mốc việc.") % {"count": saved}
    return words + (" " + _("Đã đăng ký %(count)s công trình.") % {"count": registered} if registered else "")


def _areas(request: HttpRequest, campaign: Campaign) -> list[Participation]:
    areas = queries.areas_of(request.actor, campaign)
    if not areas:
        raise NotAllowed(_("Trang này dành cho cán bộ xã nhập thay các thôn, buôn, bon, tổ dân phố của mình."))
    return areas


def _receipt(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("receipt", ""))
    except ValueError:
        return None


def _page(
    request: HttpRequest,
    campaign: Campaign,
    form: GridForm,
    works: GridWorks,
    *,
    version: str | None = None,
    saved: int = 0,
) -> HttpResponse:
    form.join(works)
    form.show(request.GET.get(AREA, "") or request.POST.get(AREA, ""))
    form.count_photos()
    states = [line.state[0] for line in form.lines]
    context = {
        "campaign": campaign,
        "form": form,
        "works": works,
        "version": form.version if version is None else version,
        "receipt": uuid.uuid4(),
        "saved": saved,
        "complete": states.count("ok"),
        "wrong": len(form.wrong),
        "total": len(form.lines),
        "commune": form.lines[0].unit.parent,
        "here": reverse("desk:milestones-grid", args=[campaign.key]),
        "crumbs": [Link(_("Mốc việc"), addresses.listed(campaign)), Link(_("Nhập thay"))],
    }
    return render(request, "desk/milestones/grid.html", context, status=422 if form.wrong else 200)
