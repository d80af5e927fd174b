"""One name of a decision: added, left out, its certificate handed over, its award revoked."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.decisions.forms import CorrectionForm, HandOverForm, NameForm, RevokeForm
from thidua.faces.desk.decisions.page import address_of
from thidua.faces.kit.acting import at_once, carried_out, with_form
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed, NotNow, Unreadable
from thidua.foundation.units.models import Unit
from thidua.stages.decisions import operations, queries, rules
from thidua.stages.decisions.models import Decision
from thidua.stages.works.naming import Names

# So many names on one page of the hand-over; what is left follows once these are handed over.
AT_ONCE = 50


@require_http_methods(["GET", "POST"])
def add_name(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A body or a person for a commendation at once."""
    decision = _written(request, uid)
    if not decision.is_prompt:
        raise NotNow(_("Danh sách của quyết định này lấy từ kết quả xét chọn, không thêm tên ở đây."))
    form = NameForm(request.POST or None, initial={"version": decision.version})
    unit = _unit(request, form) if form.is_valid() else None
    words = {
        "title": _("Thêm tên"), "button": _("Thêm tên"), "done": _("Đã thêm tên vào quyết định."),
        "about": decision.form.name,
        "lead": _("Khen thưởng kịp thời: thành tích rõ, cụ thể; không tính vào số lượng của đợt."),
    }  # fmt: skip
    return with_form(request, form, operations.add_name, words, address_of(decision), decision=decision, unit=unit)


@require_POST
def drop_name(request: HttpRequest, uid: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Leaves one name out of a draft."""
    decision = queries.find_decision(request.actor, uid)
    sentence = _("Đã bỏ tên khỏi quyết định.")
    return at_once(request, operations.drop_name, sentence, address_of(decision), decision=decision, entry=entry)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who took which certificate, all names on one page."""
    decision = _written(request, uid)
    if decision.status != Decision.Status.ISSUED:
        raise NotNow(_("Quyết định chưa ban hành nên chưa có bằng để trao."))
    waiting = [name for name in queries.names_of(decision) if name.waits_for_hand_over]
    form = HandOverForm(request.POST or None, names=waiting[:AT_ONCE], initial={"on": clock.today()})
    if carried_out(request, form, operations.hand_over, "on", decision=decision, takers=form.takers):
        done(request, _("Đã ghi người nhận."))
        return redirect("desk:decision", uid=uid)
    context = {"decision": decision, "form": form, "left": max(0, len(waiting) - AT_ONCE), "waiting": len(waiting)}
    return render(request, "desk/decisions/hand_over.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, uid: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """By which decision the award of one name is revoked."""
    decision = queries.find_decision(request.actor, uid)
    named = queries.find_entry(decision, entry)
    if why_not := rules.leader_decides(request.actor, decision):
        raise NotAllowed(why_not)
    form = RevokeForm(request.POST or None)
    words = {
        "title": _("Hủy khen thưởng: %(name)s") % {"name": named.name}, "button": _("Ghi quyết định hủy"),
        "done": _("Đã ghi quyết định hủy. Tên vẫn còn trong sổ vàng, kèm quyết định hủy."), "about": decision.form.name,
        "lead": _("Khen thưởng bị hủy vẫn còn trong sổ vàng và ghi rõ hủy theo quyết định nào; cần thu hồi bằng và tiền thưởng."),
    }  # fmt: skip
    back = address_of(decision)
    return with_form(request, form, operations.revoke_award, words, back, decision=decision, entry=entry)


@require_http_methods(["GET", "POST"])
def correct_answer(request: HttpRequest, uid: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """What was written down wrongly of one name of an outside decision."""
    decision = _written(request, uid)
    named = queries.find_entry(decision, entry)
    if decision.is_ours:
        raise NotNow(_("Chỉ sửa được kết quả đã ghi theo quyết định của cấp trên."))
    form = CorrectionForm(request.POST or None, entry=named, initial={"version": decision.version})
    words = {
        "title": _("Sửa kết quả đã ghi: %(name)s") % {"name": named.name}, "button": _("Sửa kết quả"),
        "done": _("Đã sửa kết quả; sổ vàng và đề nghị đã theo."), "about": decision.form.name,
        "lead": _("Dùng khi ghi nhầm so với bản giấy. Việc hủy khen thưởng theo một quyết định khác thì ghi ở «Hủy khen thưởng»."),
    }  # fmt: skip
    return with_form(
        request, form, operations.correct_outside_answer, words, address_of(decision), fields=("why",),
        decision=decision, entry=entry, answer=form.answer,
    )  # fmt: skip


def _written(request: HttpRequest, uid: uuid.UUID) -> Decision:
    """The decision, for who writes it; raises `Missing` or `NotAllowed` before a form shows."""
    decision = queries.find_decision(request.actor, uid)
    if why_not := rules.officer_writes(request.actor, decision):
        raise NotAllowed(why_not)
    return decision


def _unit(request: HttpRequest, form: NameForm) -> Unit | None:
    try:
        return Names(request.actor.intervals, on=clock.today()).find(form.cleaned_data["unit"])
    except Unreadable as error:
        form.add_error("unit", str(error))
        return None
