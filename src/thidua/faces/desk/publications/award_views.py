"""Naming those who were honoured, and those who are proposed while people may still speak."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.publications.forms import Name, NamesForm
from thidua.faces.desk.publications.rooms import rooms
from thidua.faces.kit import figures
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Link
from thidua.foundation.core import clock
from thidua.foundation.core.tables.lists import Page
from thidua.stages.publications import operations, outgoing
from thidua.stages.publications.candidates import commentable, last_day_before
from thidua.stages.publications.models import PublicItem

AT_ONCE = 30
MOST_CANDIDATES = 100


@require_GET
def decision_list(request: HttpRequest) -> HttpResponse:
    """Which decisions have names the public has not read; the way on is each decision's list."""
    page = {"rooms": rooms("publish-honours"), "lines": outgoing.decisions(actor=request.actor)}
    return render(request, "desk/publications/decisions.html", page)


@require_http_methods(["GET", "POST"])
def publish_honours(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The names of one decision, each to be chosen and told in a few words."""
    campaign, rows = outgoing.honours_of_decision(actor=request.actor, uid=uid)
    count = rows.count()
    number = page_number(request.GET, most=max(1, -(-count // AT_ONCE)))
    honours = list(rows[(number - 1) * AT_ONCE : number * AT_ONCE])
    copies = outgoing.copies_of(PublicItem.Kind.HONOUR, [row.uid for row in honours])
    names = [Name(row.uid, row.subject_name, row.subject_words, row.achievement) for row in honours]
    form = NamesForm(request.POST or None, names=names, copies=copies)
    if carried_out(request, form, operations.publish_honours, campaign=campaign, achievements=form.chosen):
        named = len(form.chosen())
        done(request, ngettext("Đã đăng %(number)d tên.", "Đã đăng %(number)d tên.", named) % {"number": named})
        return redirect("desk:publish-honours")
    page = {
        "form": form,
        "honour": honours[0] if honours else None,
        "campaign": campaign,
        "page": Page([], (), number, AT_ONCE, count),
        "crumbs": [Link(_("Khen thưởng"), reverse("desk:publish-honours")), Link(_("Quyết định"))],
    }
    return render(request, "desk/publications/publish_honours.html", page, status=422 if form.errors else 200)


@require_GET
def candidate_rounds(request: HttpRequest) -> HttpResponse:
    """Which award rounds may ask the public, and which do."""
    page = {"rooms": rooms("candidates"), "lines": outgoing.rounds(actor=request.actor, on=clock.today())}
    return render(request, "desk/publications/candidate_rounds.html", page)


@require_http_methods(["GET", "POST"])
def publish_candidates(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The names of one round, put before the public for the guidance's days; what was said of them stands beneath."""
    line = outgoing.round_of(actor=request.actor, key=key, number=number, on=clock.today())
    rows = list(commentable(line.round)[:MOST_CANDIDATES])
    copies = outgoing.copies_of(PublicItem.Kind.CANDIDATE, [row.uid for row in rows])
    names = [Name(row.uid, str(row), row.form.name, row.achievement) for row in rows]
    form = NamesForm(request.POST or None, names=names, copies=copies)
    if carried_out(request, form, operations.publish_candidates, round=line.round, achievements=form.chosen):
        done(request, _("Đã đăng danh sách lấy ý kiến."))
        return redirect("desk:publish-candidates", key=key, number=number)
    before = last_day_before(clock.today(), line.guidance.comment_days) if line.guidance else None
    council = line.guidance.council_on if line.guidance else None
    page = {
        "line": line,
        "form": form,
        "before": before,
        "is_too_late": bool(before and council and council < before),
        "council_on": figures.day(council),
        "remarks": outgoing.remarks(line.round),
        "crumbs": [Link(_("Lấy ý kiến"), reverse("desk:candidates")), Link(str(line.round))],
    }
    return render(request, "desk/publications/publish_candidates.html", page, status=422 if form.errors else 200)
