"""Plans: what was ordered, by which document, on which dates it hangs; the way on to its targets."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.plans import own_page
from thidua.faces.desk.plans.amend_views import amendments_of, why_not
from thidua.faces.desk.plans.forms import EventDateForm
from thidua.faces.kit import figures
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.faces.kit.notices import done
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.foundation.documents.queries import as_printed
from thidua.foundation.documents.rules import may_write_for
from thidua.stages.campaigns import child_papers, papers, plan_queries, plan_rules, queries
from thidua.stages.campaigns.event_dates import set_event_date, why_not_date
from thidua.stages.campaigns.library import force_warning
from thidua.stages.campaigns.models import Plan
from thidua.stages.campaigns.rules import prepares_somewhere, runs, why_not_prepare
from thidua.stages.publications.rules import publishes_plan


@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """Whose question: an officer's, «which plans bind us and where is ours»."""
    return render(request, "desk/plans/list.html", {
        "plans": queries.plans_of(request.actor)[:100], "writes": request.actor.holds_anywhere(Permission.PLANS_WRITE),
        "prepares": prepares_somewhere(request.actor), "drafts": queries.drafts_at_work(request.actor)[:50],
    })  # fmt: skip


@require_GET
def plan_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The plan as signed, beside what it asks and the dates it hangs on."""
    plan = queries.plan_for(request.actor, uid)
    if plan.parent_id is not None and plan.versions.exists():
        return render(request, "desk/plans/own.html", own_page.page_of(request, plan))
    return render(request, "desk/plans/plan.html", _page(request, plan))


@require_GET
def plan_file(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """The plan as a Word file or PDF."""
    plan = queries.plan_for(request.actor, uid)
    if ending not in PAPERS:
        raise Missing(_("Kế hoạch tải được ở dạng Word hoặc PDF."))
    document, version = plan_queries.paper_for(request.actor, plan)
    if document is not None and version is not None:
        return download(papers.draw(as_printed(document), ending), file_name(plan.title, ending=ending))
    return download(papers.draw_plan(plan, ending), f"ke-hoach-{plan.campaign.key}.{ending}")


@require_GET
def plan_draft(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """The draft of the actor's own unit's plan under this one, with its own targets, dates and recipients (H.3)."""
    plan = queries.plan_for(request.actor, uid)
    place = queries.place_that_plans(request.actor, plan)
    if place is None or ending not in PAPERS:
        raise Missing(_("Đơn vị của bạn không ban hành kế hoạch riêng theo kế hoạch này."))
    content = papers.draw(child_papers.child_plan(plan, place, clock.today()), ending)
    return download(content, f"du-thao-ke-hoach-{plan.campaign.key}-{place.code}.{ending}")


@require_http_methods(["GET", "POST"])
def event_date(request: HttpRequest, uid: uuid.UUID, key: str) -> HttpResponse:
    """Dates an event of the plan's campaign; due dates that hang on it follow."""
    plan = queries.plan_for(request.actor, uid)
    event = get_object_or_404(plan.campaign.events, key=key)
    if why_not := why_not_date(request.actor, plan.campaign):
        raise NotAllowed(why_not)
    form = EventDateForm(request.POST or None, initial={"date": event.date, "source": event.source})
    if carried_out(request, form, set_event_date, "date", "source", event=event):
        done(request, _("Đã ghi ngày. Hạn của các chỉ tiêu gắn với sự kiện này đã theo ngày mới."))
        return redirect("desk:plan", uid=plan.uid)
    status = 422 if form.is_bound else 200
    return render(request, "desk/plans/event.html", {"plan": plan, "event": event, "form": form}, status=status)


def _page(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    document = plan.document
    facts = [(_("Đơn vị ban hành"), plan.unit.name), (_("Đợt thi đua"), plan.campaign.short_name)]
    if document is not None:
        facts += [
            (_("Số, ký hiệu"), document.notation or _("chưa cấp số")),
            (_("Ngày ký"), figures.day(document.date) if document.date else _("chưa ký")),
            (_("Người ký"), document.signer_name),
            (_("Tình trạng"), document.get_status_display()),
        ]
    return {
        "plan": plan,
        "facts": facts,
        "html": papers.plan_html(plan),
        **own_page.beneath(request, plan),
        "tasks": plan_queries.tasks_of(plan.campaign),
        "targets": queries.targets_of(plan.campaign),
        "events": plan.campaign.events.order_by("id"),
        "phases": plan.campaign.phases.order_by("number"),
        "runs": runs(request.actor, plan.campaign),
        "amends": document is not None and not all(why_not(request, plan)),
        "amending": plan_queries.amendment_of(plan) if plan_rules.acts_for(request.actor, plan.unit_id) else None,
        "amendments": amendments_of(plan),
        "copies": not why_not_prepare(request.actor, plan.campaign.owner),
        "why_not_date": why_not_date(request.actor, plan.campaign),
        "citations": _citations(plan),
        "cites": not may_write_for(request.actor, plan.unit),
        "recipients": plan.recipient_lines.order_by("position"),
        "publishes": publishes_plan(request.actor, plan),
    }


def _citations(plan: Plan) -> list[tuple[Any, str]]:
    """The documents it cites, each with what its writer should know: on the day of the plan, of a draft today."""
    on = plan.document.date if plan.document and plan.document.date else clock.today()
    return [(row, force_warning(row.document, on)) for row in queries.citations_of(plan)]
