"""Whom a figure still lacks: by name and phone, at which step, and the words to remind them."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.progress.address import of_place, read_address, with_moment
from thidua.faces.desk.progress.ended import on_its_last_day
from thidua.faces.desk.progress.lines import figure_link
from thidua.faces.desk.progress.moment import moment_part
from thidua.faces.desk.progress.page import crumbs
from thidua.faces.kit.parts import Chip
from thidua.foundation.core.tables import Page
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.board import Board
from thidua.stages.progress.queries.missing import Lacking, Step, reminder, whoever_lacks
from thidua.stages.progress.queries.places import standpoint

KIND, STEP = "cap", "buoc"


@require_GET
@on_its_last_day
def missing_page(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """Whose question: «who has not yet, and whom do I call»; the way on is the reminder for the chat group."""
    stands = standpoint(request.actor, key, unit)
    place, address = stands.place, read_address(request.GET)
    moment, step = address.moment, request.GET.get(STEP, "")
    found = whoever_lacks(
        actor=request.actor, place=place, code=code, on=moment, number=address.asking.page,
        kind=address.asking.level, step=step if step in set(Step) else "",
    )  # fmt: skip
    narrowing = {name: value for name, value in ((KIND, found.kind), (STEP, found.step)) if value}
    context = {
        "place": place,
        "target": found.target,
        "found": found,
        "is_narrowed": bool(narrowing),
        "chips": _chips(found, request.path, moment),
        "rows": [_lacking(row, found.target, key, moment) for row in found.rows],
        "page": Page(rows=[], columns=(), number=found.number, size=found.size, count=found.count),
        "reminder": reminder(found),
        "figure": figure_link(place, found.target, key, moment),
        "when": moment_part(request, moment),
        "query": of_place(place, moment).query + "&" + urlencode({"chi-tieu": found.target.code} | narrowing),
        "crumbs": crumbs(stands, _("%(code)s: ai chưa làm") % {"code": found.target.code}, moment),
    }
    return render(request, "desk/progress/missing.html", context)


def unregistered(board: Board, moment: Moment) -> list[dict[str, Any]]:
    """Of each target that shows the number registered: how many of each kind have not even registered, as doors."""
    place, found = board.place, []
    for cell in board.total.cells:
        if cell is None or cell.beside is None or cell.row.units_required < 2:
            continue
        counts = {kind: required - met for kind, (met, required, _known) in cell.beside.by_kind.items()}
        doors = [
            {
                "number": counts[level.key],
                "word": level.short_label,
                "href": _door(reverse("desk:progress-missing", args=(place.campaign.key, place.unit.uid, cell.target.code)),
                              moment, {KIND: level.key, STEP: Step.UNREGISTERED.value}),
            }
            for level in board.levels
            if counts.get(level.key)
        ]  # fmt: skip
        if doors:
            found.append({"target": cell.target, "doors": doors})
    return found


def _door(path: str, moment: Moment, given: dict[str, str]) -> str:
    values = {name: value for name, value in (moment.values | given).items() if value}
    return f"{path}?{urlencode(values)}" if values else path


def _chips(found: Lacking, path: str, moment: Moment) -> list[Chip]:
    """All who lack, then each kind at each step with how many; none where there is but one."""
    steps = {Step.UNREGISTERED: _("chưa đăng ký"), Step.REGISTERED: _("đã đăng ký, chưa xong")}
    if len(found.numbers) < 2:
        return []
    chips = [Chip(_("Tất cả"), _door(path, moment, {}), not (found.kind or found.step), sum(found.numbers.values()))]
    for (kind, word, step), number in found.numbers.items():
        label = f"{word} {steps[Step(step)]}" if step else word
        current = (found.kind, found.step) == (kind, step)
        chips.append(
            Chip(label[:1].upper() + label[1:], _door(path, moment, {KIND: kind, STEP: step}), current, number)
        )
    return chips


def _lacking(row: UnitProgress, target: Target, key: str, moment: Moment) -> dict[str, Any]:
    parent = row.participation.parent
    return {
        "cell": row,
        "href": with_moment(reverse("desk:progress-figure", args=(key, row.unit.uid, target.code)), moment),
        "parent": parent.short_name if parent else "",
        "dial": "".join(row.unit.phone.split()),
    }
