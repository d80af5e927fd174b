"""The pages of the level above: every figure beside the period before and the records; accepted or returned."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.reports.forms import PICK, ReviewForm
from thidua.faces.desk.reports.parts import crumbs, day_after, named, rounds_of, told_rounds
from thidua.faces.kit import notices
from thidua.faces.kit.acting import carried_out, with_reason
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.reports import operations, queries, rules
from thidua.stages.reports.checking import Filled, filled
from thidua.stages.reports.form import blocks_of_report
from thidua.stages.reports.lateness import late_days
from thidua.stages.reports.models import Report, ReportRound
from thidua.stages.reports.schedules import ONE_DAY, due_words, title_of
from thidua.stages.reports.states import SUBMITTED
from thidua.stages.reports.tables import late_words

ACT, ACCEPT, RETURN = "viec", "nhan", "tra"
# How many working days a unit is given to answer, unless the level above says otherwise.
ANSWER_DAYS = 3
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """One slot as the level above weighs it."""

    row: Filled
    said: str
    before: str
    known: str
    old: str
    asked: bool
    pick: BoundField
    reason: BoundField

    @property
    def label(self) -> str:
        return self.row.slot.field.label

    @property
    def name(self) -> str:
        return self.row.slot.name


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the level above's, «can this stand, and if not, what exactly is to be mended»."""
    report = _decided(request, uid)
    if report.status != SUBMITTED:
        return redirect("desk:report", uid=uid)
    rows = filled(report)
    initial = {"version": report.version, "last_day": answer_day(clock.today())}
    form = ReviewForm(request.POST or None, rows=rows, initial=initial)
    accepts = request.POST.get(ACT, "") == ACCEPT
    if _decide(request, report, form, accepts=accepts):
        notices.done(request, _("Đã nhận báo cáo.") if accepts else _("Đã trả lại báo cáo cho đơn vị."))
        return redirect("desk:report", uid=uid)
    return render(request, "desk/reports/review.html", _page(report, rows, form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def unaccept(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Takes an acceptance back, with the reason."""
    report = _decided(request, uid)
    words = {
        "title": _("Bỏ nhận báo cáo"), "button": _("Bỏ nhận"), "done": _("Đã bỏ nhận; báo cáo lại chờ bạn xem."),
        **named(report),
    }  # fmt: skip
    back = reverse("desk:report", args=(uid,))
    return with_reason(request, operations.unaccept_report, words, back, report, report=report)


def answer_day(today: datetime.date) -> datetime.date:
    """The last day of the answer: so many working days from tomorrow on."""
    day, left = today, ANSWER_DAYS
    while left:
        day += ONE_DAY
        left -= day.weekday() < SATURDAY
    return day


def _decided(request: HttpRequest, uid: uuid.UUID) -> Report:
    """The report, for who may accept it; raises `Missing` or `NotAllowed` before a form shows."""
    report = queries.report_by_uid(request.actor, uid)
    if why_not := rules.may_accept(request.actor, report):
        raise NotAllowed(why_not)
    return report


def _decide(request: HttpRequest, report: Report, form: ReviewForm, *, accepts: bool) -> Any:
    if accepts:
        return carried_out(request, form, operations.accept_report, report=report)
    return carried_out(
        request, form, operations.return_report, "reason", report=report, wanted=form.wanted,
        answer_before=lambda: day_after(form.cleaned_data["last_day"]),
    )  # fmt: skip


def _page(report: Report, rows: list[Filled], form: ReviewForm) -> dict[str, Any]:
    rounds = rounds_of(report)
    earlier = rounds[1] if len(rounds) > 1 else None
    judged = {row.slot.name: _judged(row, form, earlier) for row in rows}
    blocks = [(block.title, [judged[slot.name] for slot in block.slots]) for block in blocks_of_report(report)]
    return {
        "report": report,
        "title": title_of(report.period),
        "late": late_words(late_days(report.period, report.submitted_at)),
        "due": due_words(report.period),
        "form": form,
        "blocks": blocks,
        "times": len(rounds),
        "earlier": earlier,
        "changed": sum(bool(row.old) for row in judged.values()),
        "asked": sum(bool(row.old) and row.asked for row in judged.values()),
        "rounds": told_rounds(rounds),
        "crumbs": crumbs(report),
        "has_previous": any(row.previous for row in rows),
        "works": sum(len(listed) for listed in report.frozen.get("works", {}).values()),
    }


def _judged(row: Filled, form: ReviewForm, earlier: ReportRound | None) -> Judged:
    slot, value, past = row.slot, row.value, row.previous
    old = earlier.content.get(slot.name, {}) if earlier else {}
    asked = earlier is not None and any(one["field"] == slot.name for one in earlier.wanted)
    if slot.field.is_figure:
        said, before = slot.words(value.figure, value.denominator), slot.words(past.figure) if past else ""
        was = slot.words(old.get("figure"), old.get("whole")) if old.get("figure") != value.figure else ""
    else:
        said, before, was = value.text, "", old.get("text", "") if old.get("text", "") != value.text else ""
    return Judged(
        row=row,
        said=said,
        before=before,
        known=slot.words(value.known, value.denominator) if value.known is not None else "",
        old=was,
        asked=asked,
        pick=form[PICK + slot.name],
        reason=form[slot.name],
    )
