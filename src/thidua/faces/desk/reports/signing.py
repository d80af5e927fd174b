"""The leader's pages: the paper as it will be sent, signed in one step; or back to the officer."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.reports.parts import crumbs, named
from thidua.faces.kit import notices
from thidua.faces.kit.acting import ActForm, carried_out, with_reason
from thidua.foundation.core import clock
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.documents.html import draw_html
from thidua.stages.campaigns.papers import form_of
from thidua.stages.reports import operations, papers, queries, rules
from thidua.stages.reports.models import Report
from thidua.stages.reports.schedules import due_words, title_of
from thidua.stages.reports.states import FOR_SIGNATURE


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the leader's, «what do I put my name to»; one button, and the way back to the officer."""
    report = _signed(request, uid)
    if report.status != FOR_SIGNATURE:
        return redirect("desk:report", uid=uid)
    form = ActForm(request.POST or None, initial={"version": report.version})
    above = rules.superior_of(report)
    if carried_out(request, form, operations.send_report, report=report):
        notices.done(request, _("Đã ký, gửi %(unit)s.") % {"unit": above.name if above else report.unit.name})
        return redirect("desk:report", uid=uid)
    paper = papers.report_document(report, on=clock.today(), signer=request.actor)
    context = {
        "report": report,
        "title": title_of(report.period),
        "due": due_words(report.period),
        "above": above.name if above else "",
        "form": form,
        "html": draw_html(paper, form_of(paper)),
        "crumbs": crumbs(report),
    }
    return render(request, "desk/reports/sign.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hand_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader gives the report back to the officer, with the reason."""
    report = _signed(request, uid)
    words = {
        "title": _("Chuyển lại cán bộ"), "button": _("Chuyển lại cán bộ"), "done": _("Đã chuyển lại cán bộ."),
        **named(report),
    }  # fmt: skip
    back = reverse("desk:report", args=(uid,))
    return with_reason(request, operations.hand_back_report, words, back, report, report=report)


def _signed(request: HttpRequest, uid: uuid.UUID) -> Report:
    """The report, for who may sign it; raises `Missing` or `NotAllowed` before a form shows."""
    report = queries.report_by_uid(request.actor, uid)
    if why_not := rules.may_sign(request.actor, report):
        raise NotAllowed(why_not)
    return report
