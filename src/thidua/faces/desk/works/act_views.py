"""Acts on a work: buttons that act at once, and pages that ask for a day, a reason, photos."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.works.act_forms import CompletionForm, StepForm
from thidua.faces.desk.works.page import page_of
from thidua.faces.kit import keeping
from thidua.faces.kit.acting import ActForm, Operation, ReasonForm, at_once, carried_out, with_form
from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.notices import done
from thidua.foundation.core import files
from thidua.foundation.core.errors import Missing, NotAllowed
from thidua.stages.works import operations, queries
from thidua.stages.works.evidence import OWNER, Lack, photos_missing, steps_done
from thidua.stages.works.house_papers import standing_paper
from thidua.stages.works.kinds import last_step, steps_of
from thidua.stages.works.models import Status, Work
from thidua.stages.works.states import WORK


@require_POST
def send_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Sends a draft or a returned work."""
    return _at_once(request, uid, operations.send_work, _("Đã gửi lên cấp trên."))


@require_POST
def note_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The level above takes note."""
    return _at_once(request, uid, operations.note_work, _("Đã ghi nhận công trình."))


@require_POST
def restore_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a withdrawn work back as a draft."""
    return _at_once(request, uid, operations.restore_work, _("Đã khôi phục thành bản nháp."))


@require_http_methods(["GET", "POST"])
def verify_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One look at what will count for whom, then the button."""
    work = _allowed(request, uid, "verify")
    if request.method == "POST":
        return _at_once(request, uid, operations.verify_work, _("Đã xác nhận. Số liệu chỉ tiêu đã cập nhật."))
    context = {**page_of(request.actor, work), "act_form": ActForm(initial={"version": work.version})}
    return render(request, "desk/works/verify.html", context)


@require_http_methods(["GET", "POST"])
def return_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Sends a work back with the reason."""
    words = {
        "title": _("Trả lại công trình"), "button": _("Trả lại"), "done": _("Đã trả lại cho đơn vị."),
        "lead": _("Đơn vị sẽ đọc lý do này, sửa rồi gửi lại. Công trình bị trả lại tạm thời không tính vào số đã đăng ký."),
    }  # fmt: skip
    return _with_reason(request, uid, "return", operations.return_work, words)


@require_http_methods(["GET", "POST"])
def unverify_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes a verification back."""
    words = {
        "title": _("Bỏ xác nhận"), "button": _("Bỏ xác nhận"), "done": _("Đã bỏ xác nhận. Số liệu chỉ tiêu đã giảm theo."),
        "lead": _("Công trình sẽ trở lại tình trạng chờ xác nhận và không còn tính vào chỉ tiêu."),
    }  # fmt: skip
    return _with_reason(request, uid, "unverify", operations.unverify_work, words)


@require_http_methods(["GET", "POST"])
def cancel_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Withdraws a work; the notice carries the way back."""
    work = queries.find_work(request.actor, uid)
    act = "discard" if work.status == Status.DRAFT else "cancel"
    words = {
        "title": _("Rút công trình"), "button": _("Rút công trình"), "done": _("Đã rút công trình."),
        "lead": _("Công trình rút không còn tính vào số đã đăng ký; khôi phục lại được."),
        "undo": reverse("desk:work-restore", args=(uid,)),
    }  # fmt: skip
    return _with_reason(request, uid, act, operations.cancel_work, words)


@keeping.kept
@require_http_methods(["GET", "POST"])
def complete_step(request: HttpRequest, uid: uuid.UUID, step: str) -> HttpResponse:
    """One step of the kind's way: its day, a note, photos or papers."""
    work = _allowed(request, uid, "complete")
    found = next((row for row in steps_of(work.kind) if row.key == step), None)
    if found is None:
        raise Missing(_("Loại công trình này không có bước đó."))
    # Done by its paper; of the last step the paper is one part.
    if found.document and step not in steps_done(work) and standing_paper(work, found) is None:
        return redirect("desk:work-paper", uid=uid, step=step)
    if step == last_step(work.kind).key:  # the last step makes the work done and asks for more than a day
        return redirect("desk:work-complete", uid=uid)
    recorded = steps_done(work).get(step)
    initial = {"version": work.version, "done_date": recorded.done_date if recorded else None}
    form = StepForm(request.POST or None, request.FILES or None, initial=initial)
    if carried_out(
        request, form, operations.complete_step, "done_date", "note", work=work, step=step,
        files=lambda: form.cleaned_data["photos"],
    ):  # fmt: skip
        done(request, _("Đã ghi bước «%(step)s».") % {"step": found.label})
        return redirect("desk:work", uid=uid)
    title = _("Ghi bước «%(step)s»") % {"step": found.label}
    lacks = [lack for lack in _lacks(work) if lack.step == step]
    paper = {"paper": found.paper, "paper_needed": found.paper_needed}
    return form_page(request, work, form, title, lacks=lacks, step=step, **paper)


@keeping.kept
@require_http_methods(["GET", "POST"])
def complete_work(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The last step: the work is done, with its photos and its money."""
    work = _allowed(request, uid, "complete")
    signed = standing_paper(work, last_step(work.kind))
    first = {"done_date": signed.signed_on} if signed else {}
    form = CompletionForm(request.POST or None, request.FILES or None, work=work, initial=first)
    if finished := carried_out(
        request, form, operations.complete_work, "done_date", "acceptance_note", work=work, money=form.money,
        files=lambda: form.cleaned_data["photos"], papers=lambda: form.cleaned_data.get("papers") or [],
        labour=lambda: form.cleaned_data["labour"], land=lambda: form.cleaned_data.get("land"),
    ):  # fmt: skip
        verified = finished.status == Status.VERIFIED
        done(
            request,
            _("Đã ghi hoàn thành và xác nhận.") if verified else _("Đã ghi hoàn thành, chờ cấp trên xác nhận."),
        )
        return redirect("desk:work", uid=uid)
    last = last_step(work.kind)
    # What was drawn up and signed here is there already.
    paper = {"paper": "" if signed else last.paper, "paper_needed": last.paper_needed or bool(last.document)}
    title = _("Ghi «%(step)s»") % {"step": last.label}
    return form_page(request, work, form, title, lacks=_lacks(work), step=last.key, **paper)


def _lacks(work: Work) -> list[Lack]:
    return photos_missing(work.kind, list(files.of_owner(OWNER, work.uid)))


def _allowed(request: HttpRequest, uid: uuid.UUID, act: str) -> Work:
    """The work, for who may carry out the act; raises `Missing` or `NotAllowed` before a form shows."""
    work = queries.find_work(request.actor, uid)
    if why_not := WORK.transitions[act].rule(request.actor, work):
        raise NotAllowed(why_not)
    return work


def _at_once(request: HttpRequest, uid: uuid.UUID, operation: Operation, sentence: str) -> HttpResponse:
    work = queries.find_work(request.actor, uid)
    return at_once(request, operation, sentence, reverse("desk:work", args=(uid,)), work=work)


def _with_reason(
    request: HttpRequest, uid: uuid.UUID, act: str, operation: Operation, words: dict[str, str]
) -> HttpResponse:
    work = _allowed(request, uid, act)
    form = (ReasonForm if WORK.transitions[act].needs_reason else ActForm)(
        request.POST or None, initial={"version": work.version}
    )
    words |= {"about": work.name, "beside": work.unit.name}
    return with_form(request, form, operation, words, reverse("desk:work", args=(uid,)), work=work)


def form_page(request: HttpRequest, work: Work, form: KitForm, title: str, **more: Any) -> HttpResponse:
    """A page with one form about a work, what is still needed beside it; 422 when something was refused.

    Photos of another step than this one are added elsewhere: the page leads there.
    """
    context = {
        "work": work,
        "form": form,
        "title": title,
        "paper": "",
        "paper_needed": False,
        "lacks": [],
        "step": "",
        **more,
    }
    return render(request, "desk/works/act.html", context, status=422 if form.errors else 200)
