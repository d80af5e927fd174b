"""One figure: what it is made of, whom it still lacks."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thidua.faces.desk.progress.address import MOST_PAGES, board_link, of_place, read_address, with_moment
from thidua.faces.desk.progress.ended import on_its_last_day
from thidua.faces.desk.progress.lines import figure_link, notes_of
from thidua.faces.desk.progress.moment import moment_part
from thidua.faces.desk.progress.page import crumbs, missing_link
from thidua.faces.desk.progress.sources import drawn_line
from thidua.faces.kit import figures
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.parts import Chip
from thidua.foundation.core.tables import Page
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.amounts import unit_of
from thidua.stages.progress.queries.explain import Figure, Only, Sources, figure
from thidua.stages.progress.queries.places import standpoint
from thidua.stages.progress.wording import due_words

# Whom an entry is credited to, in words; the keys are those of a campaign file.
CREDITED = {
    "lead_mobiliser": gettext_lazy("đơn vị chủ trì vận động"),
    "lead": gettext_lazy("đơn vị dẫn đầu"),
    "place": gettext_lazy("nơi được phục vụ, ai làm cũng tính"),
    "owner": gettext_lazy("đơn vị thực hiện"),
    "own": gettext_lazy("đơn vị thực hiện"),
    "district_of": gettext_lazy("huyện quản lý"),
}
# The page of the works in place stands in the address beside that of the figure's own.
IN_PLACE_PAGE = "trang-dia-ban"
# Which of the records behind a figure are listed.
ONLY = "loc"


@require_GET
@on_its_last_day
def figure_page(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """Whose question: «why this figure»; from the number to the records behind it, and to their photos."""
    stands = standpoint(request.actor, key, unit)
    place, address, only = stands.place, read_address(request.GET), read_only(request.GET)
    moment = address.moment
    found = figure(
        actor=request.actor,
        place=place,
        code=code,
        on=moment,
        number=address.asking.page,
        number_in_place=page_number(request.GET, IN_PLACE_PAGE, most=MOST_PAGES),
        only=only,
    )
    target = found.target
    context = {
        "place": place,
        "target": target,
        "found": found,
        "cell": found.cell,
        "own": found.own,
        "notes": notes_of(found.cell) if found.cell else (),
        "once": [unit_of(target).format(value) for value in (found.once.together, found.once.once)]
        if found.once
        else [],
        "facts": _facts(found.target, found),
        "lines": [drawn_line(line, found.files, target) for line in found.sources.lines],
        "in_place": _in_place(found),
        "parts": [
            {
                "name": part.place.unit.short_name,
                "cell": part.cell,
                "href": figure_link(part.place, target, key, moment),
                "notes": notes_of(part.cell),
            }
            for part in found.parts
        ],
        "page": _page(found.sources),
        "burnup": with_moment(figure_link(place, target, key) + "tien-do/", moment),
        "missing": missing_link(place, target, key, moment),
        "uncounted": reverse("desk:progress-uncounted", args=(key, place.unit.uid, target.code)),
        "chips": _chips(found, only, figure_link(place, target, key), moment),
        "query": of_place(place, moment).query + "&" + urlencode({"chi-tieu": target.code, ONLY: only}),
        "when": moment_part(request, moment, [found.cell]),
        "lacking": found.cell.row.units_required - found.cell.row.units_met if found.cell else 0,
        "board": board_link(place, moment),
        "crumbs": crumbs(stands, target.code, moment),
    }
    return render(request, "desk/progress/figure.html", context)


def read_only(given: QueryDict) -> str:
    """Which of the records of a figure the address asks for; all for anything unknown."""
    only = given.get(ONLY, "")
    return only if only in set(Only) else ""


def _chips(found: Figure, only: str, address: str, moment: Moment) -> list[Chip]:
    """All records, those several units share, those done after the due date: where there can be such."""
    words: dict[str, Any] = {"": _("Tất cả")}
    if found.parts:
        words[Only.SHARED] = _("Tính chung cho nhiều đơn vị")
    if found.dates.due and found.dates.due <= moment.on and found.target.late == Target.Late.COUNTS_LATE:
        words[Only.LATE] = _("Làm sau hạn")
    if len(words) == 1:
        return []
    queries = {key: urlencode(moment.values | ({ONLY: str(key)} if key else {})) for key in words}
    return [
        Chip(str(label), f"{address}?{queries[key]}" if queries[key] else address, key == only)
        for key, label in words.items()
    ]


def _facts(target: Target, found: Figure) -> list[tuple[str, str]]:
    dates = found.dates
    credited = str(CREDITED.get(target.credited_to, target.credited_to))
    facts = [(_("Chỉ tiêu"), target.text), (_("Tính cho"), credited)]
    if dates.opens:
        facts.append((_("Tính từ"), figures.day(dates.opens)))
    return [*facts, (_("Hạn"), due_words(target, dates))]


def _page(sources: Sources) -> Page:
    return Page(rows=[], columns=(), number=sources.number, size=sources.size, count=sources.count)


def _in_place(found: Figure) -> dict[str, Any] | None:
    """What everybody did there, each down to its record, where the target shows it."""
    if found.in_place is None or found.cell is None or not found.cell.in_branch:
        return None
    return {
        "figure": found.cell.in_branch,
        "lines": [drawn_line(line, found.files, found.target) for line in found.in_place.lines],
        "page": _page(found.in_place),
        "page_name": IN_PLACE_PAGE,
    }
