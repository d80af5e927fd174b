"""The minutes: read, written, signed by the secretary and by the chair, taken away as a file."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.councils.forms import MinutesForm
from thidua.faces.desk.councils.page import minutes_buttons
from thidua.faces.desk.councils.sitting import at_once, named
from thidua.faces.kit.acting import with_form, with_reason
from thidua.faces.kit.downloads import PAPERS, download
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.foundation.documents.html import draw_html
from thidua.stages.campaigns.papers import form_of
from thidua.stages.councils import operations, papers, queries, rules
from thidua.stages.councils.models import Session
from thidua.stages.councils.states import CLOSED, FOR_SIGNATURE, MINUTED, WITH_RESULTS


@require_GET
def minutes_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the secretary's and the chair's, «is this what happened, may I sign it»."""
    session = _readable(request, uid)
    document = papers.minutes_document(session)
    context = {
        "session": session,
        "html": draw_html(document, form_of(document)),
        "buttons": minutes_buttons(request.actor, session),
    }
    return render(request, "desk/councils/minutes.html", context)


@require_GET
def minutes_download(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """The minutes as a Word file or PDF."""
    session = _readable(request, uid)
    if ending not in PAPERS:
        raise Missing(_("Biên bản tải được ở dạng Word hoặc PDF."))
    return download(papers.draw_minutes(session, ending), f"bien-ban-{session.held_on:%Y%m%d}.{ending}")


@require_http_methods(["GET", "POST"])
def write_minutes(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What was said and concluded; the rest is known."""
    session = queries.find_session(request.actor, uid)
    if why_not := rules.keeps_minutes(request.actor, session):
        raise NotAllowed(why_not)
    if session.status != CLOSED:
        return redirect("desk:session", uid=uid)
    initial = {
        "version": session.version, "discussion": session.discussion,
        "conclusion": session.conclusion or papers.conclusion_draft(session),
        "began": session.began or papers.began_at(session), "ended": session.ended or papers.ended_at(session),
    }  # fmt: skip
    form = MinutesForm(request.POST or None, initial=initial)
    words = {
        "title": _("Nội dung biên bản"), "button": _("Lưu, xem biên bản"), **named(session),
        "done": _("Đã lưu nội dung biên bản. Xin đọc lại rồi ký."),
        "lead": _("Thành phần, hồ sơ, người rời phòng và bảng kết quả biểu quyết đã có sẵn trong biên bản."),
    }  # fmt: skip
    back, to = reverse("desk:session", args=(uid,)), reverse("desk:session-minutes", args=(uid,))
    return with_form(request, form, operations.write_minutes, words, back, to=to, session=session)


@require_http_methods(["GET", "POST"])
def hand_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The chair gives the minutes back."""
    session = queries.find_session(request.actor, uid)
    if why_not := rules.presides(request.actor, session):
        raise NotAllowed(why_not)
    words = {
        "title": _("Trả lại biên bản"), "button": _("Trả lại"), "done": _("Đã trả biên bản cho Thư ký."), **named(session),
        "lead": _("Thư ký đọc lý do, sửa nội dung rồi ký lại. Kết quả biểu quyết không thay đổi."),
    }  # fmt: skip
    back = reverse("desk:session", args=(uid,))
    return with_reason(request, operations.hand_back_minutes, words, back, session, session=session)


@require_POST
def draw_up(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The secretary signs."""
    sentence = _("Đã ký với tư cách thư ký và trình Chủ tọa.")
    return at_once(request, uid, operations.draw_up_minutes, sentence, to="desk:session-minutes")


@require_POST
def sign(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The chair signs: a number is given."""
    sentence = _("Đã ký, vào sổ biên bản của Hội đồng.")
    return at_once(request, uid, operations.sign_minutes, sentence, to="desk:session-minutes")


@require_POST
def file_minutes(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Puts the signed minutes into the unit's dossiers begun since."""
    return at_once(request, uid, operations.file_minutes, _("Đã đưa biên bản vào hồ sơ trình."))


def _readable(request: HttpRequest, uid: uuid.UUID) -> Session:
    """Before they are signed the minutes are the secretary's and the chair's."""
    session = queries.find_session(request.actor, uid)
    if session.status == MINUTED:
        return session
    reads = not rules.keeps_minutes(request.actor, session)
    if session.status == FOR_SIGNATURE:
        reads = reads or not rules.presides(request.actor, session)
    if not reads:
        raise NotAllowed(
            _("Biên bản chưa ký chỉ dành cho Thư ký và lãnh đạo chủ tọa. Ký xong mọi thành viên xem được.")
        )
    if session.status not in WITH_RESULTS:
        raise NotNow(_("Chưa kiểm phiếu nên chưa có biên bản."))
    return session
