"""The board and Biểu tổng hợp: where we stand, who is behind, the way down to each figure."""

from __future__ import annotations

import uuid
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.progress.address import Address, of_place, read_address
from thidua.faces.desk.progress.lines import figure_link
from thidua.faces.desk.progress.missing_views import unregistered
from thidua.faces.desk.progress.moment import moment_part
from thidua.faces.desk.progress.page import crumbs, drawn, missing_link
from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.quantities import format_percent
from thidua.stages.progress import tables
from thidua.stages.progress.papers import draw_summary
from thidua.stages.progress.queries.board import board
from thidua.stages.progress.queries.places import Standpoint, home, standpoint
from thidua.stages.progress.queries.summary import summary


@require_GET
def board_page(request: HttpRequest) -> HttpResponse:
    """Whose question: an officer's or leader's, «where do we stand, who is behind»; the way on is each cell."""
    address = read_address(request.GET)
    try:
        found = chosen(request.actor, address)
    except Missing:
        if request.GET:
            raise
        return render(request, "desk/progress/none.html")
    place, moment = found.place, address.moment
    seen = board(actor=request.actor, place=place, asking=address.asking, on=moment)
    address = replace(address, campaign=place.campaign.key, unit=str(place.unit.uid))
    context = drawn(seen, address, moment.on)
    context |= {"crumbs": crumbs(found, moment=moment), "when": moment_part(request, moment, seen.total.cells)}
    context |= {"unregistered": unregistered(seen, moment)}
    return render(request, "desk/progress/board.html", context)


@require_GET
def summary_page(request: HttpRequest) -> HttpResponse:
    """Whose question: a leader's before a meeting, «one page: where we stand»; printed on A4 landscape."""
    address = read_address(request.GET)
    stands = chosen(request.actor, address)
    place, moment = stands.place, address.moment
    found = summary(actor=request.actor, place=place, on=moment)
    lines = [
        {
            "line": line,
            "plan": tables.plan_words(line),
            "notes": tables.notes_of(line),
            "lacking": tables.lacking_words(line),
            "share": format_percent(*line.share) if line.share else "",
            "figure": figure_link(place, line.target, place.campaign.key, moment),
            "missing": missing_link(place, line.target, place.campaign.key, moment),
        }
        for line in found.lines
    ]
    context = {
        "place": place,
        "lines": lines,
        "on": found.on,
        "address": of_place(place, moment),
        "crumbs": crumbs(stands, _("Biểu tổng hợp"), moment),
        "when": moment_part(request, moment, [line.cell for line in found.lines]),
    }
    return render(request, "desk/progress/summary.html", context)


@require_GET
def summary_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The same as the paper that goes with a report: Word or PDF under the unit's letterhead."""
    if ending not in PAPERS:
        raise Missing(_("Biểu tổng hợp tải được ở dạng Word hoặc PDF."))
    address = read_address(request.GET)
    place = chosen(request.actor, address).place
    found = summary(actor=request.actor, place=place, on=address.moment)
    # Named like the lists in Excel: of which moment the figures are, where that is not now, and the day.
    with translation.override(settings.LANGUAGE_CODE):
        moment = address.moment.words
    name = file_name(
        "bieu-tong-hop", place.campaign.key, place.code or place.pk, moment, f"{clock.today():%Y%m%d}", ending=ending
    )
    return download(draw_summary(found, ending), name)


def chosen(actor: Actor, address: Address) -> Standpoint:
    """The place the address names, else the actor's own. Raises `Missing`."""
    if not address.unit:
        return home(actor, address.campaign)
    try:
        return standpoint(actor, address.campaign, uuid.UUID(address.unit))
    except ValueError:
        raise Missing(_("Địa chỉ đơn vị không đúng. Xin mở lại từ bảng chỉ tiêu.")) from None
