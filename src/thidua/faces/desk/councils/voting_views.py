"""The ballot of a member, its closing, and the count entered from the room."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.councils.forms import BallotForm, CloseForm, CountForm
from thidua.faces.desk.councils.sitting import kept
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.notices import done, refused
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.councils import ballots, operations, queries, rules
from thidua.stages.councils.models import Session
from thidua.stages.councils.states import CLOSED, OPEN, VOTING


@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One ballot paper: every item the member does not step out for; cast once, never shown again."""
    session = queries.find_session(request.actor, uid)
    if why_not := rules.votes(request.actor, session):
        raise NotAllowed(why_not)
    member = queries.seat_of(request.actor, session.council)
    if request.method == "GET" and (session.status != VOTING or ballots.has_voted(session, request.actor.person_id)):
        return redirect("desk:session", uid=uid)
    form = BallotForm(
        request.POST or None, items=ballots.items_to_vote(session, member), numbers=ballots.numbers_of(session)
    )
    if carried_out(request, form, operations.cast_ballots, session=session, choices=form.choices):
        done(request, _("Đồng chí đã bỏ phiếu. Kết quả có sau khi khóa phiếu."))
        return redirect("desk:session", uid=uid)
    context = {"session": session, "form": form, "stepped_out": queries.steps_out_somewhere(request.actor, session)}
    return render(request, "desk/councils/vote.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def close_voting(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who has not voted yet, then the key is turned."""
    session = kept(request, uid)
    form = CloseForm(request.POST or None, initial={"version": session.version})
    if carried_out(request, form, operations.close_voting, "reason", session=session):
        done(request, _("Đã khóa phiếu và kiểm phiếu."))
        return redirect("desk:session", uid=uid)
    if session.status != VOTING and not form.is_bound:
        return redirect("desk:session", uid=uid)
    waiting = ballots.not_yet_voted(session)
    context = {"session": session, "form": form, "waiting": waiting, "voted": ballots.voted_number(session)}
    return render(request, "desk/councils/close.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def enter_counts(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What was counted in the room, on one grid, with the scan of the counting minutes."""
    session = kept(request, uid)
    if request.method == "GET" and (session.status != OPEN or session.mode == Session.Mode.SECRET):
        refused(request, _("Phiên họp này chưa đến lúc ghi kết quả kiểm phiếu, hoặc đã ghi rồi."))
        return redirect("desk:session", uid=uid)
    form = _count_form(request, session, out=ballots.voices_of(session), back=ballots.voices_of(session))
    if carried_out(
        request, form, operations.enter_counts, "uploads", session=session, counts=form.counts, ballots=form.ballots
    ):
        done(request, _("Đã ghi kết quả kiểm phiếu."))
        return redirect("desk:session", uid=uid)
    return _count_page(request, session, form, title=_("Ghi kết quả kiểm phiếu"), button=_("Ghi kết quả"))


@require_http_methods(["GET", "POST"])
def correct_counts(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Mistyped numbers put right before the minutes go to the chair, with the reason."""
    session = kept(request, uid)
    if request.method == "GET" and (session.status != CLOSED or session.mode == Session.Mode.SECRET):
        refused(
            request,
            _("Kết quả phiên họp này không sửa được nữa: biên bản đã trình hoặc đã ký, hoặc phiếu do hệ thống kiểm."),
        )
        return redirect("desk:session", uid=uid)
    form = _count_form(request, session, corrects=True, out=session.ballots_out, back=session.ballots_back)
    if carried_out(
        request, form, operations.correct_counts, "uploads", "reason",
        session=session, counts=form.counts, ballots=form.ballots,
    ):  # fmt: skip
        done(request, _("Đã sửa kết quả kiểm phiếu; số cũ còn trong lịch sử."))
        return redirect("desk:session", uid=uid)
    return _count_page(request, session, form, title=_("Sửa kết quả kiểm phiếu"), button=_("Lưu số đã sửa"))


def _count_form(request: HttpRequest, session: Session, *, corrects: bool = False, **initial: int | None) -> CountForm:
    items = [line.item for line in queries.items_of(request.actor, session)]
    return CountForm(
        request.POST or None, request.FILES or None, items=items, numbers=ballots.numbers_of(session), corrects=corrects,
        paper=session.mode == Session.Mode.PAPER, initial={"version": session.version, **initial},
    )  # fmt: skip


def _count_page(request: HttpRequest, session: Session, form: CountForm, **words: str) -> HttpResponse:
    most = max(ballots.possible_votes(session).values(), default=0)
    context = {"session": session, "form": form, "most": most, **words}
    return render(request, "desk/councils/count.html", context, status=422 if form.is_bound else 200)
