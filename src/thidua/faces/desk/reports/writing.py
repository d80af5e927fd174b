"""The officer's pages: a report begun, written, saved as it goes, handed to the leader or sent at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thidua.faces.desk.reports.forms import BeginForm, DataDateForm, ValuesForm
from thidua.faces.desk.reports.parts import crumbs, rounds_of
from thidua.faces.kit import notices
from thidua.faces.kit.acting import carried_out
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, Refused
from thidua.stages.reports import filters, operations, queries, rules
from thidua.stages.reports.checking import NOTE, Filled, filled, previous_report, question
from thidua.stages.reports.form import blocks_of_report
from thidua.stages.reports.models import Report
from thidua.stages.reports.readings import READINGS
from thidua.stages.reports.schedules import ONE_DAY, data_date_for, due_words, period_words, title_of
from thidua.stages.reports.states import OPEN_TO_EDITS, RETURNED

ACT, HAND, SEND = "viec", "trinh", "gui"


@dataclass(frozen=True, slots=True)
class Entry:
    """One slot on the page: what to type, what is known, what stood there before, what the level above wants."""

    row: Filled
    bound: BoundField
    note: BoundField | None
    question: str
    known: str
    source: str
    before: str
    wanted: str

    @property
    def name(self) -> str:
        return self.row.slot.name


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the page, with how many of its places are filled."""

    title: str
    entries: list[Entry]

    @property
    def empty(self) -> int:
        """Places without a value: over the parts they make up what the head says is not filled in yet."""
        return sum(entry.row.is_empty for entry in self.entries)

    @property
    def optional(self) -> int:
        """Of the empty ones those that may stay so."""
        return sum(entry.row.is_empty and not entry.row.slot.field.is_required for entry in self.entries)

    @property
    def asking(self) -> int:
        return sum(bool(entry.question or entry.wanted) for entry in self.entries)


@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, period: uuid.UUID, unit: uuid.UUID) -> HttpResponse:
    """Whose question: the officer's, «from which day are the figures»; then the report is there, half filled."""
    of, place = queries.period_by_uid(request.actor, period), filters.unit_of(request.actor, unit)
    if why_not := rules.why_not_write(request.actor, place):
        raise NotAllowed(why_not)
    begun = Report.objects.filter(period=of, unit=place).order_by("id").first()
    if begun is not None:
        return redirect("desk:report", uid=begun.uid)
    form = BeginForm(request.POST or None, initial={"data_date": data_date_for(of, clock.today())})
    if report := carried_out(request, form, operations.begin_report, "data_date", period=of, unit=place):
        return redirect("desk:report-edit", uid=report.uid)
    context = {"title": title_of(of), "unit": place, "form": form, "due": due_words(of)}
    return render(request, "desk/reports/begin.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the officer's, «what is still missing, and is it right»; then it goes to the leader or up."""
    report = _written(request, uid)
    if report.status not in OPEN_TO_EDITS:
        return redirect("desk:report", uid=uid)
    rows = filled(report)
    form = ValuesForm(request.POST or None, rows=rows, initial={"version": report.version})
    act = request.POST.get(ACT, "")
    operation = {HAND: operations.hand_report, SEND: operations.send_report}.get(act, operations.save_report)
    asked = () if operation is operations.save_report else ("unchanged",)
    if carried_out(request, form, operation, *asked, report=report, values=form.values):
        notices.done(request, _told(report, act))
        return redirect("desk:report" if act in (HAND, SEND) else "desk:report-edit", uid=uid)
    return render(
        request, "desk/reports/edit.html", _page(request, report, rows, form), status=422 if form.errors else 200
    )


@require_POST
def save(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The draft sent by itself a moment after a change; a line of words."""
    report = _written(request, uid)
    form = ValuesForm(request.POST, rows=filled(report))
    status, version = 422, report.version
    if form.is_valid():
        given = form.cleaned_data
        try:
            kept = operations.save_report(
                by=request.actor, now=clock.now(), report=report, values=form.values(), version=given["version"]
            )
        except (NotAllowed, Missing):
            raise
        except Refused as refusal:
            words = str(refusal.sentence)
        else:
            status, version = 200, kept.version
            words = _("Đã lưu lúc %(time)s") % {"time": f"{clock.now():%-H:%M}"}
    else:
        words = _("Chưa lưu: có ô ghi chưa đúng.")
    return HttpResponse(
        words, status=status, content_type="text/plain; charset=utf-8", headers={"X-Kit-Version": str(version)}
    )


@require_http_methods(["GET", "POST"])
def data_date(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Fixes the figures on another day, before the report is sent for the first time."""
    report = _written(request, uid)
    form = DataDateForm(request.POST or None, initial={"data_date": report.data_date, "version": report.version})
    if carried_out(request, form, operations.move_data_date, "data_date", report=report):
        notices.done(request, _("Đã tính lại số liệu theo ngày chốt mới."))
        return redirect("desk:report-edit", uid=uid)
    context = {"report": report, "title": title_of(report.period), "form": form, "crumbs": crumbs(report)}
    return render(request, "desk/reports/data_date.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, uid: uuid.UUID) -> Report:
    """The report, for who may write it; raises `Missing` or `NotAllowed` before a form shows."""
    report = queries.report_by_uid(request.actor, uid)
    if why_not := rules.may_write(request.actor, report):
        raise NotAllowed(why_not)
    return report


def _told(report: Report, act: str) -> str:
    if act == SEND:
        above = rules.superior_of(report)
        return _("Đã ký, gửi %(unit)s.") % {"unit": above.name if above else report.unit.name}
    return _("Đã trình lãnh đạo ký.") if act == HAND else _("Đã lưu báo cáo.")


def _page(request: HttpRequest, report: Report, rows: list[Filled], form: ValuesForm) -> dict[str, Any]:
    back = rounds_of(report)[0] if report.status == RETURNED else None
    wanted = {one["field"]: one["reason"] for one in back.wanted} if back else {}
    entries = {row.slot.name: _entry(row, form, wanted.get(row.slot.name, "")) for row in rows}
    parts = [Part(block.title, [entries[slot.name] for slot in block.slots]) for block in blocks_of_report(report)]
    before = previous_report(report)
    above = rules.superior_of(report)
    return {
        "report": report,
        "title": title_of(report.period),
        "due": due_words(report.period),
        "above": above.name if above else "",
        "form": form,
        "parts": parts,
        "filled": sum(not row.is_empty for row in rows),
        "all": len(rows),
        "back": back,
        "back_last": back.answer_before - ONE_DAY if back and back.answer_before else None,
        "wanted": [entry for entry in entries.values() if entry.wanted],
        "before": period_words(before.period) if before else "",
        "signs": not rules.may_sign(request.actor, report),
        "crumbs": crumbs(report),
    }


def _entry(row: Filled, form: ValuesForm, wanted: str) -> Entry:
    slot, name = row.slot, row.slot.name
    past = row.previous
    known = slot.words(row.value.known, row.value.denominator) if row.value.known is not None else ""
    source = str(READINGS[slot.field.known["key"]].label) if slot.field.known else ""
    return Entry(
        row=row,
        bound=form[name],
        note=form[NOTE + name] if form.asks(row) else None,
        question=question(row) if slot.field.is_figure and not row.value.note else "",
        known=known,
        source=source,
        before=slot.words(past.figure, past.denominator)
        if past and slot.field.is_figure
        else (past.text if past else ""),
        wanted=wanted,
    )
