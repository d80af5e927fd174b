"""Acts on an evaluation: sent with one button, given back or opened again with a reason, widened for a form."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.evaluations.forms import WidenForm
from thidua.faces.desk.evaluations.page import forms_to_add
from thidua.faces.kit.acting import Operation, at_once, with_form, with_reason
from thidua.foundation.core.errors import Invalid, NotAllowed, Refused
from thidua.stages.evaluations import operations, queries, rules
from thidua.stages.evaluations.operations.records import judgements_of
from thidua.stages.evaluations.states import EVALUATION


@require_POST
def send(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Sends what was saved; what is still missing is told where it can be filled in."""
    evaluation = queries.find_evaluation(request.actor, uid)
    back = reverse("desk:evaluation", args=(uid,))
    return at_once(
        request, operations.send_evaluation, _("Đã gửi cấp trên."), back, told=_unfinished, evaluation=evaluation
    )


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
    words = {
        "title": _("Thêm tiêu chuẩn của hình thức khen thưởng"), "button": _("Thêm tiêu chuẩn"), "about": str(evaluation),
        "done": _("Đã thêm tiêu chuẩn. Xin viết tiếp rồi gửi."),
        "lead": _("Có hình thức đòi thêm tiêu chuẩn riêng. Bản đã đánh giá sẽ mở lại để viết thêm và gửi lại."),
    }  # fmt: skip
    back, to = reverse("desk:evaluation", args=(uid,)), reverse("desk:evaluation-edit", args=(uid,))
    return with_form(
        request, form, operations.add_form, words, back, to=to, fields=(), evaluation=evaluation,
        form_key=lambda: form.cleaned_data["form"],
    )  # fmt: skip


def _with_reason(
    request: HttpRequest, uid: uuid.UUID, act: str, operation: Operation, words: dict[str, str]
) -> HttpResponse:
    evaluation = queries.find_evaluation(request.actor, uid)
    if why_not := EVALUATION.transitions[act].rule(request.actor, evaluation):
        raise NotAllowed(why_not)
    back = reverse("desk:evaluation", args=(uid,))
    return with_reason(request, operation, {**words, "about": str(evaluation)}, back, evaluation, evaluation=evaluation)


def _unfinished(refusal: Refused) -> Any:
    """How many statements lack something: the page of writing shows which."""
    if not isinstance(refusal, Invalid):
        return refusal.sentence
    count = len(refusal.fields)
    return _("Còn %(count)d chỗ chưa ghi nên chưa gửi được. Xin bấm «Viết tiếp» để ghi nốt.") % {"count": count}
