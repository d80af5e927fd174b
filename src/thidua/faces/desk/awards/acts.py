"""Acts on a nomination: buttons that act at once, and pages that ask for a reason or one more look."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.awards.forms import SelectForm
from thidua.faces.desk.awards.page import page_of
from thidua.faces.kit.acting import ActForm, Operation, at_once, carried_out, with_reason
from thidua.faces.kit.notices import done
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.documents.html import draw_html
from thidua.stages.campaigns.papers import form_of as format_of
from thidua.stages.nominations import operations, papers, queries, rules
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.ranking import standing_before
from thidua.stages.nominations.states import NOMINATION


@require_POST
def propose(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Hands it to the level above."""
    return _at_once(request, uid, operations.propose_nomination, _("Đã đề nghị lên cấp trên."))


@require_POST
def reserve(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Puts it on the reserve list, last."""
    return _at_once(request, uid, operations.reserve_nominee, _("Đã đưa vào danh sách dự bị."))


@require_POST
def unreserve(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes it off the reserve list."""
    return _at_once(request, uid, operations.unreserve_nominee, _("Đã bỏ khỏi danh sách dự bị."))


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader reads the report as it will be printed, then confirms it."""
    row = queries.find_nomination(request.actor, uid)
    if why_not := rules.confirmer_acts(request.actor, row):
        raise NotAllowed(why_not)
    if request.method == "POST":
        return _at_once(request, uid, operations.confirm_report, _("Đã xác nhận báo cáo thành tích."))
    paper = papers.achievement_report(row)
    context = {
        **page_of(request.actor, row), "act_form": ActForm(initial={"version": row.version}),
        "html": draw_html(paper, format_of(paper)),
    }  # fmt: skip
    return render(request, "desk/awards/confirm.html", context)


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes the confirmation back."""
    row = queries.find_nomination(request.actor, uid)
    if why_not := rules.confirmer_acts(request.actor, row):
        raise NotAllowed(why_not)
    words = {
        "title": _("Rút xác nhận báo cáo thành tích"), "button": _("Rút xác nhận"), "done": _("Đã rút xác nhận."),
        "lead": _("Hồ sơ có người, tập thể này sẽ thiếu báo cáo cho đến khi được xác nhận lại."),
    }  # fmt: skip
    return _with_reason(request, row, operations.take_back_confirmation, words)


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The level that has it gives it back."""
    row = _allowed(request, uid, "return")
    words = {
        "title": _("Trả lại đề nghị"), "button": _("Trả lại"), "done": _("Đã trả lại cho đơn vị đề nghị."),
        "lead": _("Đơn vị sẽ đọc lý do này, sửa rồi đề nghị lại."),
    }  # fmt: skip
    return _with_reason(request, row, operations.return_nomination, words)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a selected one off its seat."""
    row = _allowed(request, uid, "release")
    words = {
        "title": _("Rút khỏi suất"), "button": _("Rút khỏi suất"), "done": _("Đã rút. Suất này đang trống."),
        "lead": _("Suất sẽ trống; không ai tự động được chọn thay, cần bấm chọn từ danh sách dự bị."),
    }  # fmt: skip
    return _with_reason(request, row, operations.release_seat, words)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes it out of the round; a draft without a word."""
    row = queries.find_nomination(request.actor, uid)
    is_draft = row.status == Nomination.Status.DRAFT
    if why_not := NOMINATION.transitions["discard" if is_draft else "withdraw"].rule(request.actor, row):
        raise NotAllowed(why_not)
    if is_draft and request.method == "POST" and not request.POST.get("reason"):
        return _at_once(request, uid, operations.withdraw_nomination, _("Đã bỏ bản nháp."))
    words = {
        "title": _("Rút đề nghị"), "button": _("Rút đề nghị"), "done": _("Đã rút đề nghị."),
        "lead": _("Đề nghị rút sẽ ra khỏi mọi danh sách của đợt này, kể cả suất và dự bị. Đề nghị lại được bằng một đề nghị mới."),
    }  # fmt: skip
    return _with_reason(request, row, operations.withdraw_nomination, words)


@require_http_methods(["GET", "POST"])
def select(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One look at the seats and at who stands beside it, then the seat is taken."""
    row = _allowed(request, uid, "select")
    form = SelectForm(request.POST or None, initial={"version": row.version})
    if made := carried_out(request, form, operations.select_nominee, "reason", nomination=row):
        done(request, _("Đã chọn %(name)s.") % {"name": made})
        return redirect(_selection(row))
    context = {
        "nomination": row, "form": form, "back": _selection(row), "others": standing_before(row)[:10],
        "fill": next((found for found in queries.fills(row.form, request.actor) if found.pool == row.pool), None),
    }  # fmt: skip
    return render(request, "desk/awards/select.html", context, status=422 if form.errors else 200)


def _selection(row: Nomination) -> str:
    round = row.form.round
    return reverse("desk:selection", args=(round.campaign.key, round.number, row.form.key))


def _allowed(request: HttpRequest, uid: uuid.UUID, act: str) -> Nomination:
    """The nomination, for who may carry out the act; raises `Missing` or `NotAllowed` before a form shows."""
    row = queries.find_nomination(request.actor, uid)
    if why_not := NOMINATION.transitions[act].rule(request.actor, row):
        raise NotAllowed(why_not)
    return row


def _at_once(request: HttpRequest, uid: uuid.UUID, operation: Operation, sentence: str) -> HttpResponse:
    row = queries.find_nomination(request.actor, uid)
    return at_once(request, operation, sentence, reverse("desk:nomination", args=(uid,)), nomination=row)


def _with_reason(request: HttpRequest, row: Nomination, operation: Operation, words: dict[str, Any]) -> HttpResponse:
    back = reverse("desk:nomination", args=(row.uid,))
    return with_reason(request, operation, {**words, "beside": str(row)}, back, row, nomination=row)
