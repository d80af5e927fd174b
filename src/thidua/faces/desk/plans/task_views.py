"""Tasks of «Tổ chức thực hiện»: whose, by when, done with which proof; given out, looked at, sent back."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.plans.own_forms import TaskForm
from thidua.faces.kit.acting import at_once, carried_out, with_reason
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.fields import sometimes
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Button, Chip
from thidua.foundation.core import clock, files
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.campaigns import operations, plan_queries, plan_rules, queries, task_tables
from thidua.stages.campaigns.models import TaskReport
from thidua.stages.campaigns.rules import require_runner
from thidua.stages.campaigns.states import TASK


@require_GET
def task_list(request: HttpRequest) -> HttpResponse:
    """Whose question: an officer's, «which tasks are ours, which did we give out, what is still open»."""
    given = request.GET.dict()
    chosen = task_tables.view_of(given)
    address = reverse("desk:tasks")
    labels = {
        "": _("Tất cả"), task_tables.OWN: _("Việc của đơn vị"), task_tables.GIVEN: _("Việc đã giao"), task_tables.OPEN: _("Chưa xong"),
    }  # fmt: skip
    chips = [Chip(label, f"{address}?xem={key}" if key else address, key == chosen) for key, label in labels.items()]
    context = {
        "page": task_tables.TASKS.page(request.actor, given, number=page_number(request.GET)),
        "table": task_tables.TASKS,
        "chips": chips,
        "query": f"xem={chosen}" if chosen else "",
    }
    return render(request, "desk/plans/tasks.html", context)


@require_http_methods(["GET", "POST"])
def task_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One unit's task: what, by when, with which proof; the form for who owes it, the look for who gave it out."""
    report = plan_queries.task_for(request.actor, uid)
    form = TaskForm(
        request.POST or None, request.FILES or None, initial={"version": report.version, "done_on": clock.today()}
    )
    if report.task.proof:
        sometimes(form.fields["uploads"], report.task.proof)
    if carried_out(request, form, operations.report_task, "done_on", "note", "uploads", report=report):
        done(request, _("Đã báo xong. Nơi giao việc sẽ xem."))
        return redirect("desk:task", uid=uid)
    context = {
        "report": report,
        "form": form,
        "standing": task_tables.standing(report),
        "due": task_tables.due(report),
        "giver": plan_rules.giver_of(report.task),
        "proofs": files.of_owner(plan_rules.PROOFS_OF, report.uid),
        "owes": _open(request, report, "report"),
        "buttons": _buttons(request, report),
    }
    return render(request, "desk/plans/task.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The unit takes back that it is done."""
    report = plan_queries.task_for(request.actor, uid)
    back = reverse("desk:task", args=[uid])
    return at_once(request, operations.take_back_task, _("Đã rút lại. Việc này lại chưa xong."), back, report=report)


@require_POST
def see(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who gave the task out has looked."""
    report = plan_queries.task_for(request.actor, uid)
    back = reverse("desk:task", args=[uid])
    return at_once(request, operations.see_task, _("Đã ghi là đã xem."), back, report=report)


@require_http_methods(["GET", "POST"])
def hand_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who gave the task out sends it back, with the reason."""
    report = plan_queries.task_for(request.actor, uid)
    if why_not := plan_rules.sees_to(request.actor, report):
        raise NotAllowed(why_not)
    words = {
        "title": _("Trả lại việc"), "button": _("Trả lại"), "done": _("Đã trả lại, đơn vị sẽ làm tiếp."),
        "about": report.task.text, "beside": report.unit.name,
    }  # fmt: skip
    back = reverse("desk:task", args=[uid])
    return with_reason(request, operations.return_task, words, back, report, report=report)


@require_POST
def hand_out(request: HttpRequest, uid: uuid.UUID, key: str) -> HttpResponse:
    """The campaign's body gives a task of its plan out to every unit it asks."""
    plan = queries.plan_for(request.actor, uid)
    require_runner(request.actor, plan.campaign)
    task = get_object_or_404(plan.campaign.tasks, key=key, plan=None)
    back = reverse("desk:plan", args=[uid])
    return at_once(request, _hand_out, _("Đã giao việc cho các đơn vị."), back, task=task)


def _hand_out(*, version: int | None = None, **given: object) -> object:
    """A task of a campaign's file has no version: who has it already keeps it."""
    return operations.hand_out_task(**given)


def _open(request: HttpRequest, report: TaskReport, act: str) -> bool:
    return any(offer.name == act and offer.allowed for offer in TASK.offers(report, by=request.actor))


def _buttons(request: HttpRequest, report: TaskReport) -> list[Button]:
    found = []
    if _open(request, report, "see"):
        found.append(Button.on(report, _("Đã xem"), "desk:task-see", posts=True, main=True))
    if _open(request, report, "return"):
        found.append(Button.on(report, _("Trả lại"), "desk:task-return"))
    if _open(request, report, "take_back"):
        found.append(Button.on(report, _("Rút lại"), "desk:task-take-back", posts=True))
    return found
