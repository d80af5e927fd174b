"""Acts on a session: opened, put off, the ballot opened, somebody steps out."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.councils.carrying import at_once, carried_out
from thidua.faces.desk.councils.forms import ConflictForm, ReasonForm
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.councils import operations, queries, rules


@require_POST
def open_session(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Opens the session: the quorum is checked."""
    return at_once(request, uid, operations.open_session, _("Đã khai mạc phiên họp."))


@require_POST
def start_voting(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Opens the secret ballot."""
    return at_once(request, uid, operations.start_voting, _("Đã mở bỏ phiếu. Mỗi thành viên có mặt bỏ phiếu một lần."))


@require_http_methods(["GET", "POST"])
def cancel_session(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Puts a session off, with the reason."""
    session = queries.find_session(request.actor, uid)
    if why_not := rules.keeps(request.actor, session):
        raise NotAllowed(why_not)
    form = ReasonForm(request.POST or None, initial={"version": session.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = carried_out(
            form,
            lambda: operations.cancel_session(
                by=request.actor, now=clock.now(), session=session, reason=given["reason"], version=given["version"],
                receipt=given["receipt"],
            ),
        )  # fmt: skip
        if answer:
            done(request, _("Đã hoãn phiên họp. Các trường hợp có thể đưa vào phiên khác."))
            return redirect("desk:session", uid=uid)
    words = {
        "title": _("Hoãn phiên họp"), "button": _("Hoãn phiên họp"),
        "lead": _("Phiên họp đóng lại; các trường hợp trong danh sách có thể đưa vào phiên họp khác."),
    }  # fmt: skip
    context = {"session": session, "form": form, **words}
    return render(request, "desk/councils/reason.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def declare_conflict(request: HttpRequest, uid: uuid.UUID, item: uuid.UUID) -> HttpResponse:
    """A member steps out for one item, by itself or entered by who keeps the session."""
    session = queries.find_session(request.actor, uid)
    found = queries.find_item(request.actor, session, item)
    keeps = not rules.keeps(request.actor, session)
    if not keeps and (why_not := rules.sits(request.actor, session)):
        raise NotAllowed(why_not)
    members = queries.members_of(session.council) if keeps else []
    form = ConflictForm(request.POST or None, members=members)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = carried_out(
            form,
            lambda: operations.declare_conflict(
                by=request.actor, now=clock.now(), session=session, item=found, reason=given["reason"],
                member=form.member(), receipt=given["receipt"],
            ),
        )  # fmt: skip
        if answer:
            done(request, _("Đã ghi: thành viên này rời phòng, không bỏ phiếu trường hợp đó."))
            return redirect("desk:session", uid=uid)
    words = {
        "title": _("Khai báo có liên quan"), "button": _("Ghi"),
        "lead": _("Thành viên có liên quan rời phòng khi Hội đồng xét trường hợp này, không bỏ phiếu; biên bản ghi lại."),
    }  # fmt: skip
    context = {"session": session, "item": found, "form": form, **words}
    return render(request, "desk/councils/reason.html", context, status=422 if form.is_bound else 200)
