"""The minutes: read, written, signed by the secretary and by the chair, taken away as a file."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.councils.carrying import at_once, carried_out
from thidua.faces.desk.councils.forms import ActForm, MinutesForm, ReasonForm
from thidua.faces.desk.councils.page import minutes_buttons
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.foundation.documents.html import draw_html
from thidua.stages.campaigns.papers import form_of
from thidua.stages.councils import operations, papers, queries, rules
from thidua.stages.councils.models import Session
from thidua.stages.councils.states import CLOSED, FOR_SIGNATURE, MINUTED, WITH_RESULTS

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_GET
def minutes_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the secretary's and the chair's, «is this what happened, may I sign it»."""
    session = _readable(request, uid)
    document = papers.minutes_document(session)
    context = {
        "session": session,
        "html": draw_html(document, form_of(document)),
        "buttons": minutes_buttons(request.actor, session),
        "act_form": ActForm(initial={"version": session.version}),
    }
    return render(request, "desk/councils/minutes.html", context)


@require_GET
def minutes_download(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """The minutes as a Word file or PDF."""
    session = _readable(request, uid)
    if ending not in TYPES:
        raise Missing(_("Biên bản tải được ở dạng Word hoặc PDF."))
    content = papers.draw_minutes(session, ending)
    name = f"bien-ban-{session.held_on:%Y%m%d}.{ending}"
    return HttpResponse(
        content, content_type=TYPES[ending], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


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
    }  # fmt: skip
    form = MinutesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = carried_out(
            form,
            lambda: operations.write_minutes(
                by=request.actor, now=clock.now(), session=session, discussion=given["discussion"],
                conclusion=given["conclusion"], version=given["version"], receipt=given["receipt"],
            ),
        )  # fmt: skip
        if answer:
            done(request, _("Đã lưu nội dung biên bản. Xin đọc lại rồi ký."))
            return redirect("desk:session-minutes", uid=uid)
    words = {
        "title": _("Nội dung biên bản"), "button": _("Lưu, xem biên bản"),
        "lead": _("Thành phần, hồ sơ, người rời phòng và bảng kết quả biểu quyết đã có sẵn trong biên bản."),
    }  # fmt: skip
    context = {"session": session, "form": form, **words}
    return render(request, "desk/councils/reason.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def hand_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The chair gives the minutes back."""
    session = queries.find_session(request.actor, uid)
    if why_not := rules.presides(request.actor, session):
        raise NotAllowed(why_not)
    form = ReasonForm(request.POST or None, initial={"version": session.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        answer = carried_out(
            form,
            lambda: operations.hand_back_minutes(
                by=request.actor, now=clock.now(), session=session, reason=given["reason"], version=given["version"],
                receipt=given["receipt"],
            ),
        )  # fmt: skip
        if answer:
            done(request, _("Đã trả biên bản cho Thư ký."))
            return redirect("desk:session", uid=uid)
    words = {
        "title": _("Trả lại biên bản"), "button": _("Trả lại"),
        "lead": _("Thư ký đọc lý do, sửa nội dung rồi ký lại. Kết quả biểu quyết không thay đổi."),
    }  # fmt: skip
    context = {"session": session, "form": form, **words}
    return render(request, "desk/councils/reason.html", context, status=422 if form.is_bound else 200)


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
