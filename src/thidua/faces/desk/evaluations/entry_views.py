"""An evaluation begun, written and judged: the pages with a form for every statement."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.evaluations.forms import JudgeForm, OwnForm, StatementsForm, SubjectForm
from thidua.faces.desk.evaluations.page import statements_of
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.evaluations import operations, queries, rules
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.evaluations.offers import subjects_for
from thidua.stages.evaluations.operations.records import judgements_of
from thidua.stages.evaluations.states import OPEN_TO_WORDS, SENT

SEND = "send"


@require_http_methods(["GET", "POST"])
def new_evaluation(request: HttpRequest) -> HttpResponse:
    """Who is evaluated; then straight on to writing."""
    offered = subjects_for(request.actor)
    form = SubjectForm(
        request.POST or None, units=offered.units, people=offered.people, campaigns=offered.campaigns,
        initial={"subject": request.GET.get("don-vi", "")},
    )  # fmt: skip
    chosen = form.chosen() if form.is_valid() else {}
    if begun := carried_out(request, form, operations.begin_evaluation, **chosen):
        return redirect("desk:evaluation-edit", uid=begun.uid)
    return render(request, "desk/evaluations/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def write_evaluation(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Marks and words for each statement beside what the data knows; kept half done, sent when all is answered."""
    evaluation = queries.find_evaluation(request.actor, uid)
    if why_not := rules.unit_writes(request.actor, evaluation):
        raise NotAllowed(why_not)
    form = OwnForm(request.POST or None, rows=judgements_of(evaluation), evaluation=evaluation)
    send = request.POST.get("act") == SEND
    if carried_out(
        request, form, operations.save_evaluation, "summary", evaluation=evaluation, answers=form.answers, send=send
    ):
        done(request, _("Đã gửi cấp trên.") if send else _("Đã lưu. Bản này chưa gửi đi."))
        return redirect("desk:evaluation", uid=uid)
    return _page(request, evaluation, form, "desk/evaluations/write.html", is_open=evaluation.status in OPEN_TO_WORDS)


@require_http_methods(["GET", "POST"])
def judge_evaluation(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The level above judges statement by statement; the subject's own mark stands there until it says otherwise."""
    evaluation = queries.find_evaluation(request.actor, uid)
    if why_not := rules.superior_judges(request.actor, evaluation):
        raise NotAllowed(why_not)
    form = JudgeForm(request.POST or None, rows=judgements_of(evaluation), evaluation=evaluation)
    if carried_out(request, form, operations.judge_evaluation, "summary", evaluation=evaluation, answers=form.answers):
        done(request, _("Đã đánh giá. Đơn vị đọc được kết quả."))
        return redirect("desk:evaluation", uid=uid)
    return _page(request, evaluation, form, "desk/evaluations/judge.html", is_open=evaluation.status == SENT)


def _page(
    request: HttpRequest, evaluation: Evaluation, form: StatementsForm, template: str, *, is_open: bool
) -> HttpResponse:
    lines = zip(statements_of(evaluation, form.rows), form.lines(), strict=True)
    context = {"evaluation": evaluation, "form": form, "lines": list(lines), "is_open": is_open}
    return render(request, template, context, status=422 if form.errors else 200)
