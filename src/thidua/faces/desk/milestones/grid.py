"""«Nhập thay»: the commune enters for its areas on one grid, saved as it goes."""

from __future__ import annotations

import datetime
import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.milestones import addresses
from thidua.faces.desk.milestones.grid_form import GridForm
from thidua.faces.desk.milestones.grid_works import GridWorks, works_named
from thidua.faces.kit import notices
from thidua.faces.kit.errors import soon_again
from thidua.faces.kit.parts import Link
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Busy, Missing, NotAllowed, Refused
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.milestones import filters, operations, queries
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import title

AREA = "khu"
# Of what a draft could not save, so many sentences stand in the line below the grid.
MOST_TOLD = 3


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
    try:
        result = operations.report_grid(by=request.actor, now=now, rows=form.rows())
        registered = works.register(by=request.actor, now=now, campaign=of, receipt=receipt)
    except Busy as busy:
        fresh = GridForm(areas, queries.lines_of(of, areas))
        return soon_again(_page(request, of, form, works, version=fresh.version, unsaved=str(busy)))
    told = _told(form, result.saved, registered)
    form.refuse(result.problems)
    if form.wrong or works.wrong or form.strangers:
        fresh = GridForm(areas, queries.lines_of(of, areas))
        return _page(request, of, form, works, version=fresh.version, saved=told)
    notices.done(request, told or _("Các ngày trên bảng đã lưu từ trước, không có gì mới."))
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
    result = operations.report_grid(by=request.actor, now=now, rows=form.rows())
    form.refuse(result.problems)
    is_wrong = bool(form.wrong or form.strangers)
    version = GridForm(areas, queries.lines_of(of, areas)).version_after(form, result.stale)
    wrong = (f"ngay-{cell.name}" for line in form.wrong for cell in line.cells if cell.errors)
    named = works_named(request.POST, [place.unit for place in areas])
    headers = {"X-Kit-Version": version, "X-Kit-Wrong": " ".join(wrong)}
    return HttpResponse(
        _kept(form, named, result.saved, now), status=422 if is_wrong else 200, content_type="text/plain; charset=utf-8",
        headers=headers | ({"X-Kit-Unsent": "1"} if named else {}),
    )  # fmt: skip


@require_POST
def photos(request: HttpRequest, campaign: str) -> HttpResponse:
    """Photos dropped on an area's row, added to the milestone whose cell was meant; answers in a line of words."""
    of = filters.campaign_of(request.actor, campaign)
    areas = _areas(request, of)
    form = GridForm(areas, queries.lines_of(of, areas))
    line = next((line for line in form.lines if line.anchor == request.POST.get(AREA)), None)
    if line is None:
        raise Missing(_("Khu dân cư này không thuộc xã của bạn."))
    row = line.proved_at(request.POST.get("o", ""))
    if row is None or row.done_date is None:
        return _line(_("%(unit)s: xin ghi ngày trước, rồi thả ảnh.") % {"unit": line.unit.short_name}, 422)
    uploads = request.FILES.getlist("upload")
    try:
        operations.add_proof(
            by=request.actor, now=clock.now(), milestone=row, uploads=uploads, receipt=_receipt(request)
        )
    except (Missing, NotAllowed):
        raise
    except Refused as refusal:
        return _line(f"{line.unit.short_name}: {refusal}", 422)
    form.count_photos()
    words = _("%(unit)s: đã thêm %(count)s ảnh, tệp vào «%(name)s».")
    told = words % {"unit": line.unit.short_name, "count": len(uploads), "name": title(row.kind, row.year)}
    return _line(told, 200, **{"X-Kit-Count": str(line.photos)})


def _line(words: str, status: int, **headers: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8", headers=headers)


def _kept(form: GridForm, named: list[Unit], saved: list[Milestone], now: datetime.datetime) -> str:
    """When it was saved, which days went, and what was not: the first sentences in full, the other areas by name."""
    parts = [_("Đã lưu lúc %(time)s") % {"time": f"{now:%-H:%M}"}]
    if cleared := form.cleared(saved):
        parts.append(_cleared(cleared))
    if named:
        units = ", ".join(unit.short_name for unit in named)
        parts.append(_("Chưa đăng ký công trình của %(units)s: bấm Ghi để đăng ký") % {"units": units})
    if form.wrong:
        names = ", ".join(line.unit.short_name for line in form.wrong)
        parts.append(_("Chưa lưu ô cần sửa của %(units)s") % {"units": names})
    told = [f"{line.unit.short_name}: {cell.error}" for line in form.wrong for cell in line.cells if cell.errors]
    parts += told[:MOST_TOLD]
    if form.strangers:
        parts.append(_strange(form))
    return ". ".join(part.rstrip(".") for part in parts)


def _strange(form: GridForm) -> str:
    days = ", ".join(f"«{day}»" for day in form.strangers[:MOST_TOLD])
    return _("Có khu không (hoặc không còn) thuộc xã của bạn, chưa lưu: %(days)s. Xin tải lại trang.") % {"days": days}


def _told(form: GridForm, saved: list[Milestone], registered: int) -> str:
    """What a sending did: days written and days taken away are two things; empty where it did nothing."""
    cleared = form.cleared(saved)
    parts = []
    if written := len(saved) - cleared:
        parts.append(_("Đã ghi %(count)s mốc việc.") % {"count": written})
    if cleared:
        parts.append(_cleared(cleared))
    if registered:
        parts.append(_("Đã đăng ký %(count)s công trình.") % {"count": registered})
    return " ".join(parts)


def _cleared(count: int) -> str:
    return _("Đã xóa ngày của %(count)s mốc việc.") % {"count": count}


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
    saved: str = "",
    unsaved: str = "",
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
        "unsaved": _strange(form) if form.strangers else unsaved,
        "complete": states.count("ok"),
        "wrong": len(form.wrong),
        "total": len(form.lines),
        "commune": form.lines[0].unit.parent,
        "here": reverse("desk:milestones-grid", args=[campaign.key]),
        "crumbs": [Link(_("Mốc việc"), addresses.listed(campaign)), Link(_("Nhập thay"))],
    }
    return render(request, "desk/milestones/grid.html", context, status=422 if form.wrong or form.strangers else 200)
