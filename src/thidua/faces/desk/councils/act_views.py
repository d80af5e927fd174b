"""Acts on a session: opened, put off, the ballot opened, somebody steps out."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.councils.forms import ConflictForm
from thidua.faces.desk.councils.sitting import at_once, kept, named
from thidua.faces.kit.acting import with_form, with_reason
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
    session = kept(request, uid)
    words = {
        "title": _("Hoãn phiên họp"), "button": _("Hoãn phiên họp"), **named(session),
        "done": _("Đã hoãn phiên họp. Các trường hợp có thể đưa vào phiên khác."),
        "lead": _("Phiên họp đóng lại; các trường hợp trong danh sách có thể đưa vào phiên họp khác."),
    }  # fmt: skip
    back = reverse("desk:session", args=(uid,))
    return with_reason(request, operations.cancel_session, words, back, session, session=session)


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
    words = {
        "title": _("Khai báo có liên quan"), "button": _("Ghi"), **named(session),
        "done": _("Đã ghi: thành viên này rời phòng, không bỏ phiếu trường hợp đó."),
        "lead": _("Thành viên có liên quan rời phòng khi Hội đồng xét trường hợp này, không bỏ phiếu; biên bản ghi lại."),
    }  # fmt: skip
    back = reverse("desk:session", args=(uid,))
    return with_form(
        request, form, operations.declare_conflict, words, back, session=session, item=found, member=form.member
    )
