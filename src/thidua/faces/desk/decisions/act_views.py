"""Acts on a decision: the list taken anew, brought before who decides, signed, given back, given up, from paper."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.decisions.forms import PaperForm
from thidua.faces.desk.decisions.page import address_of
from thidua.faces.kit.acting import Operation, ShortReasonForm, at_once, with_form, with_reason
from thidua.faces.kit.forms import EditForm
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.campaigns.signing import leaders_ever
from thidua.stages.decisions import operations, queries, rules
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.states import DECISION


@require_POST
def renew_names(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes the list of the selected anew."""
    return _at_once(request, uid, operations.renew_names, _("Đã lấy lại danh sách được xét chọn."))


@require_POST
def issue(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader signs."""
    return _at_once(request, uid, operations.issue_decision, _("Đã ký, ban hành. Kết quả đã ghi vào sổ vàng."))


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One more look, then off it goes; who is both officer and leader signs in the same press."""
    decision = _allowed(request, uid, "submit")
    both = not rules.leader_decides(request.actor, decision)
    act = operations.issue_at_once if both else operations.submit_decision
    form = EditForm(request.POST or None, initial={"version": decision.version})
    words = {
        "title": _("Ký, ban hành quyết định") if both else _("Trình người quyết định"),
        "button": _("Ký, ban hành") if both else _("Trình"),
        "done": _("Đã ký, ban hành.") if both else _("Đã trình. Lãnh đạo xem và ký trên trang này."),
        "about": decision.form.name,
        "lead": _(
            "Hệ thống lập Tờ trình (vào sổ ngay) và Quyết định kèm danh sách."
            " Cả hai mang tên, chức vụ của người bấm ký trên hệ thống."
        ),
    }
    return with_form(request, form, act, words, address_of(decision), fields=(), decision=decision)


@require_http_methods(["GET", "POST"])
def record_own(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Our decision as it was signed on paper."""
    decision = _allowed(request, uid, "record")
    leaders = leaders_ever(decision.unit)
    initial = {"version": decision.version, "signer": leaders[0].uid if leaders else ""}
    form = PaperForm(request.POST or None, request.FILES or None, leaders=leaders, initial=initial)
    words = {
        "title": _("Ghi quyết định đã ký trên giấy"), "button": _("Ghi vào sổ"), "about": decision.form.name,
        "done": _("Đã vào sổ. Kết quả đã ghi vào sổ vàng."),
        "lead": _(
            "Dùng khi quyết định đã ký bản giấy. Số, ngày, người ký ghi đúng bản giấy và kèm bản chụp;"
            " số đã có trong sổ thì không nhận."
        ),
    }  # fmt: skip
    return with_form(
        request, form, operations.record_own_decision, words, address_of(decision),
        fields=("number", "date", "scan", "title", "name"), decision=decision, signer=form.signer_chosen,
    )  # fmt: skip


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


def _at_once(request: HttpRequest, uid: uuid.UUID, operation: Operation, sentence: str) -> HttpResponse:
    decision = queries.find_decision(request.actor, uid)
    return at_once(request, operation, sentence, address_of(decision), decision=decision)


def _with_reason(
    request: HttpRequest, uid: uuid.UUID, act: str, operation: Operation, words: dict[str, str]
) -> HttpResponse:
    decision = _allowed(request, uid, act)
    words["about"], back = decision.form.name, address_of(decision)
    return with_reason(request, operation, words, back, decision, form_class=ShortReasonForm, decision=decision)


def _allowed(request: HttpRequest, uid: uuid.UUID, act: str) -> Decision:
    """The decision, for who may carry out the act; raises `Missing` or `NotAllowed` before a form shows."""
    decision = queries.find_decision(request.actor, uid)
    if why_not := DECISION.transitions[act].rule(request.actor, decision):
        raise NotAllowed(why_not)
    return decision
