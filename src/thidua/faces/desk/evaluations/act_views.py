"""Acts on an evaluation: sent with one button, given back or opened again with a reason, widened for a form."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.evaluations.forms import WidenForm
from thidua.faces.desk.evaluations.page import forms_to_add
from thidua.faces.desk.works.act_forms import ActForm, ReasonForm
from thidua.faces.desk.works.act_views import carried_out
from thidua.faces.kit.forms import EditForm
from thidua.faces.kit.notices import done, refused
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, Refused
from thidua.stages.evaluations import operations, queries, rules
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.evaluations.operations.records import judgements_of
from thidua.stages.evaluations.states import EVALUATION

Act = Callable[..., Any]


@require_POST
def send(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Sends what was saved; what is still missing is told where it can be filled in."""
    evaluation = queries.find_evaluation(request.actor, uid)
    form = ActForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            operations.send_evaluation(
                by=request.actor, now=clock.now(), evaluation=evaluation, version=given["version"],
                receipt=given["receipt"],
            )  # fmt: skip
        except (NotAllowed, Missing):
            raise
        except Refused as refusal:
            refused(request, refusal.sentence if not hasattr(refusal, "fields") else _unfinished(refusal))
        else:
            done(request, _("Đã gửi cấp trên."))
    return redirect("desk:evaluation", uid=uid)


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Gives an evaluation back with the reason."""
    words = {
        "title": _("Trả lại bản tự đánh giá"), "button": _("Trả lại"), "done": _("Đã trả lại cho đơn vị."),
        "lead": _("Đơn vị sẽ đọc lý do này, sửa rồi gửi lại."),
    }  # fmt: skip
    return _with_reason(request, uid, "return", operations.return_evaluation, words)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a judgement back to judge anew."""
    words = {
        "title": _("Mở lại để đánh giá lại"), "button": _("Mở lại"), "done": _("Đã mở lại, chờ đánh giá."),
        "lead": _("Kết quả đã đánh giá vẫn còn ghi, cho đến khi cấp trên đánh giá lại."),
    }  # fmt: skip
    return _with_reason(request, uid, "reopen", operations.reopen_evaluation, words)


@require_http_methods(["GET", "POST"])
def widen(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Adds the statements that one form of award asks for."""
    evaluation = queries.find_evaluation(request.actor, uid)
    if why_not := rules.unit_writes(request.actor, evaluation):
        raise NotAllowed(why_not)
    offered = forms_to_add(evaluation, judgements_of(evaluation))
    form = WidenForm(request.POST or None, forms_of_award=offered, initial={"version": evaluation.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        widened = carried_out(
            form,
            lambda: operations.add_form(
                by=request.actor, now=clock.now(), evaluation=evaluation, form_key=given["form"],
                version=given["version"], receipt=given["receipt"],
            ),
        )  # fmt: skip
        if widened:
            done(request, _("Đã thêm tiêu chuẩn. Xin viết tiếp rồi gửi."))
            return redirect("desk:evaluation-edit", uid=uid)
    words = {
        "title": _("Thêm tiêu chuẩn của hình thức khen thưởng"), "button": _("Thêm tiêu chuẩn"),
        "lead": _("Có hình thức đòi thêm tiêu chuẩn riêng. Bản đã đánh giá sẽ mở lại để viết thêm và gửi lại."),
    }  # fmt: skip
    return _form_page(request, evaluation, form, words)


def _with_reason(request: HttpRequest, uid: uuid.UUID, act: str, operation: Act, words: dict[str, str]) -> HttpResponse:
    evaluation = queries.find_evaluation(request.actor, uid)
    if why_not := EVALUATION.transitions[act].rule(request.actor, evaluation):
        raise NotAllowed(why_not)
    form = ReasonForm(request.POST or None, initial={"version": evaluation.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = carried_out(
            form,
            lambda: operation(
                by=request.actor, now=clock.now(), evaluation=evaluation, reason=given["reason"],
                version=given["version"], receipt=given["receipt"],
            ),
        )  # fmt: skip
        if answer:
            done(request, words["done"])
            return redirect("desk:evaluation", uid=uid)
    return _form_page(request, evaluation, form, words)


def _form_page(request: HttpRequest, evaluation: Evaluation, form: EditForm, words: dict[str, str]) -> HttpResponse:
    back = reverse("desk:evaluation", args=(evaluation.uid,))
    context = {"subject": str(evaluation), "back": back, "form": form, **words}
    return render(request, "desk/evaluations/act.html", context, status=422 if form.errors else 200)


def _unfinished(refusal: Refused) -> str:
    """How many statements lack something: the page of writing shows which."""
    count = len(getattr(refusal, "fields", {}))
    return _("Còn %(count)d chỗ chưa ghi nên chưa gửi được. Xin bấm «Viết tiếp» để ghi nốt.") % {"count": count}
