"""The district's schedule on one page: planned day, pilot or not, prescribed day with its document; typed or pasted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.milestones import addresses
from thidua.faces.desk.milestones.schedule_form import ScheduleForm
from thidua.faces.kit import notices
from thidua.faces.kit.parts import Link
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns.models import MilestoneKind
from thidua.stages.milestones import filters, operations
from thidua.stages.milestones.particulars import particulars, title
from thidua.stages.milestones.schedules import general_of, places_below, schedule_of

MOST_TOLD = 3


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, campaign: str, kind: str) -> HttpResponse:
    """Whose question: the district's, «when does each of my communes hold it, who is the pilot, by which day»."""
    of = _kind(request, campaign, kind)
    if request.method == "GET":
        return _page(request, of, _form(request, of))
    form = _form(request, of, sent=True)
    result = operations.set_schedule(by=request.actor, now=clock.now(), kind=of, rows=form.rows())
    form.refuse(result.problems)
    if form.wrong or form.strangers:
        return _page(request, of, form, version=_form(request, of).version, saved=result.saved)
    notices.done(request, _("Đã ghi lịch của %(count)s đơn vị.") % {"count": result.saved})
    return redirect("desk:milestones-assign", campaign=campaign, kind=kind)


@require_POST
def save(request: HttpRequest, campaign: str, kind: str) -> HttpResponse:
    """The draft sent by itself a moment after a change: good rows are saved, wrong ones are named; a line of words."""
    of = _kind(request, campaign, kind)
    form, now = _form(request, of, sent=True), clock.now()
    result = operations.set_schedule(by=request.actor, now=now, kind=of, rows=form.rows())
    form.refuse(result.problems)
    parts = [_("Đã lưu lúc %(time)s") % {"time": f"{now:%-H:%M}"}]
    if form.wrong:
        names = ", ".join(line.unit.short_name for line in form.wrong)
        parts.append(_("Chưa lưu dòng cần sửa của %(units)s") % {"units": names})
    parts += [f"{line.unit.short_name}: {line.error}" for line in form.wrong[:MOST_TOLD]]
    parts += [_strange(form)] if form.strangers else []
    wrong = " ".join(f"ngay-{line.key}" for line in form.wrong)
    version = _form(request, of).version_after(form, result.stale)
    return HttpResponse(
        ". ".join(part.rstrip(".") for part in parts), status=422 if form.wrong or form.strangers else 200,
        content_type="text/plain; charset=utf-8", headers={"X-Kit-Version": version, "X-Kit-Wrong": wrong},
    )  # fmt: skip


def _kind(request: HttpRequest, campaign: str, kind: str) -> MilestoneKind:
    of = filters.kind_of(filters.campaign_of(request.actor, campaign), kind)
    if not particulars(of).is_assigned:
        raise Missing(_("Mốc việc này giao chung cho mọi đơn vị, không có lịch giao riêng."))
    return of


def _form(request: HttpRequest, kind: MilestoneKind, *, sent: bool = False) -> ScheduleForm:
    places, general = list(places_below(request.actor, kind)), general_of(kind)
    lines = schedule_of(places, kind, general)
    name = title(general or kind, None)
    return ScheduleForm(name, lines, request.POST if sent else None, today=clock.today())


def _strange(form: ScheduleForm) -> str:
    told = ", ".join(f"«{value}»" for value in form.strangers[:MOST_TOLD])
    return _("Có đơn vị không (hoặc không còn) trực thuộc, chưa lưu: %(told)s. Xin tải lại trang.") % {"told": told}


def _page(
    request: HttpRequest, kind: MilestoneKind, form: ScheduleForm, *, version: str | None = None, saved: int = 0
) -> HttpResponse:
    pilots = [line for line in form.lines if line.known.pilot]
    context = {
        "kind": kind,
        "name": form.name,
        "form": form,
        "version": form.version if version is None else version,
        "saved": saved,
        "strange": _strange(form) if form.strangers else "",
        "pilots": len(pilots),
        "planned": sum(1 for line in form.lines if line.known.general and line.known.general.planned_date),
        "held": sum(1 for line in form.lines if line.done),
        "here": reverse("desk:milestones-assign", args=[kind.campaign.key, kind.key]),
        "crumbs": [Link(_("Mốc việc"), addresses.listed(kind.campaign)), Link(_("Lịch đại hội"))],
    }
    return render(
        request, "desk/milestones/schedule.html", context, status=422 if form.wrong or form.strangers else 200
    )
