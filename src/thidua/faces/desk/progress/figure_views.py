"""One figure: what it is made of, whom it still lacks."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from thidua.faces.desk.progress.address import MOST_PAGES, board_link, of_place, read_address
from thidua.faces.desk.progress.page import crumbs, figure_link, notes_of
from thidua.faces.kit import figures
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.parts import Link, Shot
from thidua.foundation.core import clock
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.tables import Page
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import Explained
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.queries.cells import shown_quantity
from thidua.stages.progress.queries.explain import Figure, Line, Sources, figure
from thidua.stages.progress.queries.missing import reminder, whoever_lacks
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
# Pictures of one entry on this page; the record's own page has them all.
MOST_PICTURES = 4
# The page of the works in place stands in the address beside that of the figure's own.
IN_PLACE_PAGE = "trang-dia-ban"


@require_GET
def figure_page(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """Whose question: «why this figure»; from the number to the records behind it, and to their photos."""
    stands = standpoint(request.actor, key, unit)
    place = stands.place
    found = figure(
        actor=request.actor,
        place=place,
        code=code,
        on=clock.today(),
        number=read_address(request.GET).asking.page,
        number_in_place=page_number(request.GET, IN_PLACE_PAGE, most=MOST_PAGES),
    )
    target = found.target
    context = {
        "place": place,
        "target": target,
        "found": found,
        "cell": found.cell,
        "own": found.own,
        "notes": notes_of(found.cell) if found.cell else (),
        "facts": _facts(found.target, found),
        "lines": [_line(line, found.files, target) for line in found.sources.lines],
        "in_place": _in_place(found),
        "parts": [
            {
                "name": part.place.unit.short_name,
                "cell": part.cell,
                "href": figure_link(part.place, target, key),
                "notes": notes_of(part.cell),
            }
            for part in found.parts
        ],
        "page": _page(found.sources),
        "missing": figure_link(place, target, key) + "chua-dat/",
        "lacking": found.cell.row.units_required - found.cell.row.units_met if found.cell else 0,
        "board": board_link(place),
        "crumbs": crumbs(stands, target.code),
    }
    return render(request, "desk/progress/figure.html", context)


@require_GET
def missing_page(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """Whose question: «who has not yet, and whom do I call»; the way on is the reminder for the chat group."""
    stands = standpoint(request.actor, key, unit)
    place = stands.place
    found = whoever_lacks(
        actor=request.actor, place=place, code=code, on=clock.today(), number=read_address(request.GET).asking.page
    )
    context = {
        "place": place,
        "target": found.target,
        "rows": [_lacking(row, found.target, key) for row in found.rows],
        "page": Page(rows=[], columns=(), number=found.number, size=found.size, count=found.count),
        "reminder": reminder(found),
        "figure": figure_link(place, found.target, key),
        "query": of_place(place).query + f"&chi-tieu={found.target.code}",
        "crumbs": crumbs(stands, _("%(code)s: ai chưa làm") % {"code": found.target.code}),
    }
    return render(request, "desk/progress/missing.html", context)


def _lacking(row: UnitProgress, target: Target, key: str) -> dict[str, Any]:
    parent = row.participation.parent
    return {
        "cell": row,
        "href": reverse("desk:progress-figure", args=(key, row.unit.uid, target.code)),
        "parent": parent.short_name if parent else "",
        "dial": "".join(row.unit.phone.split()),
    }


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
        "lines": [_line(line, found.files, found.target) for line in found.in_place.lines],
        "page": _page(found.in_place),
        "page_name": IN_PLACE_PAGE,
    }


def _line(line: Line, files: dict[uuid.UUID, StoredFile], target: Target) -> dict[str, Any]:
    source = line.source
    pictures, papers = _proofs(source, files) if source else ([], [])
    return {
        "quantity": shown_quantity(line.entry.quantity, target),
        "effective": line.entry.effective_date,
        "units": ", ".join(line.units),
        "source": source,
        "href": _address(source) if source else "",
        "shots": pictures,
        "papers": papers,
    }


def _address(source: Explained) -> str:
    """The record's page, where its room has one."""
    try:
        return reverse(source.address_name, args=source.address_args) if source.address_name else ""
    except NoReverseMatch:
        return ""


def _proofs(source: Explained, files: dict[uuid.UUID, StoredFile]) -> tuple[list[Shot], list[Link]]:
    """The first pictures and the papers behind a record."""
    found = [files[uid] for uid in source.files if uid in files]
    pictures = [file for file in found if file.thumbnail_path][:MOST_PICTURES]
    shots = [
        Shot(
            _("Ảnh %(number)d") % {"number": number},
            "",
            reverse("desk:file-small", args=(file.uid,)),
            reverse("desk:file", args=(file.uid,)),
        )
        for number, file in enumerate(pictures, start=1)
    ]
    papers = [Link(file.name, reverse("desk:file", args=(file.uid,))) for file in found if not file.thumbnail_path]
    return shots, papers
