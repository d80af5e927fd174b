"""Acts on a decision: the list taken anew, brought before who decides, signed, given back, given up, from paper."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.decisions.carrying import at_once, carried_out
from thidua.faces.desk.decisions.forms import PaperForm, ReasonForm, SignersForm
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.decisions import operations, queries, rules
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.signing import usual_signers
from thidua.stages.decisions.states import DECISION


@require_POST
def renew_names(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes the list of the selected anew."""
    decision = queries.find_decision(request.actor, uid)
    return at_once(request, decision, operations.renew_names, _("Đã lấy lại danh sách được xét chọn."))


@require_POST
def issue(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader signs."""
    decision = queries.find_decision(request.actor, uid)
    return at_once(request, decision, operations.issue_decision, _("Đã ký, ban hành. Kết quả đã ghi vào sổ vàng."))


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who signs, then off it goes; who is both officer and leader signs in the same press."""
    decision = _allowed(request, uid, "submit")
    both = not rules.leader_decides(request.actor, decision)
    act = operations.issue_at_once if both else operations.submit_decision
    form = SignersForm(request.POST or None, initial=_initial(decision))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = carried_out(
            form,
            lambda: act(
                by=request.actor, now=clock.now(), decision=decision, signers=form.signers(), version=given["version"],
                receipt=given["receipt"],
            ),
        )  # fmt: skip
        if made:
            done(request, _("Đã ký, ban hành.") if both else _("Đã trình. Lãnh đạo xem và ký trên trang này."))
            return redirect("desk:decision", uid=uid)
    words = {
        "title": _("Ký, ban hành quyết định") if both else _("Trình người quyết định"),
        "button": _("Ký, ban hành") if both else _("Trình"),
        "lead": _("Hệ thống lập Tờ trình (vào sổ ngay) và dự thảo Quyết định kèm danh sách; cả hai chờ lãnh đạo ký."),
    }
    return _page(request, decision, form, words)


@require_http_methods(["GET", "POST"])
def record_own(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Our decision as it was signed on paper."""
    decision = _allowed(request, uid, "record")
    form = PaperForm(request.POST or None, initial=_initial(decision))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = carried_out(
            form,
            lambda: operations.record_own_decision(
                by=request.actor, now=clock.now(), decision=decision, number=given["number"], date=given["date"],
                signers=form.signers(), version=given["version"], receipt=given["receipt"],
            ),
        )  # fmt: skip
        if made:
            done(request, _("Đã vào sổ. Kết quả đã ghi vào sổ vàng."))
            return redirect("desk:decision", uid=uid)
    words = {
        "title": _("Ghi quyết định đã ký trên giấy"), "button": _("Ghi vào sổ"),
        "lead": _("Dùng khi quyết định đã ký bản giấy. Số lấy theo bản giấy; số đã có trong sổ thì không nhận."),
    }  # fmt: skip
    return _page(request, decision, form, words)


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader gives it back with the reason."""
    words = {
        "title": _("Trả lại để sửa"), "button": _("Trả lại"), "done": _("Đã trả lại cho người soạn."),
        "lead": _("Người soạn đọc lý do này, sửa rồi trình lại. Số của Tờ trình đã cấp không dùng lại."),
    }  # fmt: skip
    return _with_reason(request, uid, "return", operations.return_decision, words)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Gives a draft up."""
    words = {
        "title": _("Bỏ bản nháp quyết định"), "button": _("Bỏ bản nháp"), "done": _("Đã bỏ bản nháp."),
        "lead": _("Các tên trong bản nháp trở lại chờ quyết định khác."),
    }  # fmt: skip
    return _with_reason(request, uid, "discard", operations.discard_decision, words)


def _with_reason(
    request: HttpRequest, uid: uuid.UUID, act: str, operation: Callable[..., Any], words: dict[str, str]
) -> HttpResponse:
    decision = _allowed(request, uid, act)
    form = ReasonForm(request.POST or None, initial={"version": decision.version})
    if request.method == "POST" and form.is_valid():
        given, by, now = form.cleaned_data, request.actor, clock.now()
        if carried_out(form, lambda: operation(by=by, now=now, decision=decision, **given)):
            done(request, words["done"])
            return redirect("desk:decision", uid=uid)
    return _page(request, decision, form, words)


def _allowed(request: HttpRequest, uid: uuid.UUID, act: str) -> Decision:
    """The decision, for who may carry out the act; raises `Missing` or `NotAllowed` before a form shows."""
    decision = queries.find_decision(request.actor, uid)
    if why_not := DECISION.transitions[act].rule(request.actor, decision):
        raise NotAllowed(why_not)
    return decision


def _initial(decision: Decision) -> dict[str, Any]:
    usual = usual_signers(decision.unit, clock.today())
    return {
        "version": decision.version, "title": usual.title, "name": usual.name, "proposal_title": usual.proposal_title,
        "proposal_name": usual.proposal_name,
    }  # fmt: skip


def _page(request: HttpRequest, decision: Decision, form: Any, words: dict[str, str]) -> HttpResponse:
    context = {"decision": decision, "form": form, **words}
    return render(request, "desk/decisions/act.html", context, status=422 if form.errors else 200)
