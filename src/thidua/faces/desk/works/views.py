"""Works as read: the list and the page of one."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.works.lines import drawn, heads
from thidua.faces.desk.works.page import page_of
from thidua.faces.kit import keeping, vocabulary
from thidua.faces.kit.addresses import filters_of, list_address, page_number
from thidua.faces.kit.parts import Chip
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works import filters, queries
from thidua.stages.works.filters import Narrowing
from thidua.stages.works.models import Status
from thidua.stages.works.tables import WORKS
from thidua.stages.works.visibility import is_narrow
from thidua.stages.works.wide import MOST, WideList, wide_list

STATUSES = [status.value for status in Status]


@require_GET
def work_list(request: HttpRequest, view: str = "") -> HttpResponse:
    """Whose question: «which works do we have, where does each stand, what waits for me»; the way on is each work."""
    given = {**request.GET.dict(), **({"xem": view} if view else {})}
    chosen = filters.narrowing(request.actor, given)
    # Of a list with chips the numbers on them tell how long it is.
    with_chips = not chosen.view or chosen.view in filters.COUNTED
    wide = wide_list(request.actor, chosen)
    if wide:
        counts = wide.by_status
        found: dict[str, Any] = {"found": wide.rows, "count": wide.count, "is_more": wide.is_more}
    else:
        counts = queries.counts_by_status(request.actor, chosen) if with_chips else {}
        count = _shown(counts, chosen.status) if with_chips else None
        found = {"found": queries.list_works(request.actor, chosen), "count": count}
    page = WORKS.page(request.actor, given, number=page_number(given), **found)
    decided = queries.decided_units(request.actor, Permission.WORKS_NOTE)
    context = {
        "page": page,
        "heads": heads(),
        "lines": drawn(request, (row.record for row in page.rows), decided),
        "chosen": chosen,
        "is_unnamed": bool(wide and wide.is_unnamed),
        "chips": _chips(counts, chosen, given, wide) if with_chips else [],
        "views": _views(request.actor, chosen, given),
        "kinds": WorkKind.objects.order_by("position", "id").values_list("key", "label", named=True),
        "given": given,
        "export": filters_of(given),
        "may_enter": bool(request.actor.posts_with(Permission.WORKS_ENTER)),
        "title": filters.view_words(chosen.view) if chosen.view else _("Công trình, phần việc"),
    }
    return render(request, "desk/works/list.html", context)


@keeping.kept
@require_GET
def work_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «where does this work stand and what do I do now»."""
    work = queries.find_work(request.actor, uid)
    return render(request, "desk/works/work.html", page_of(request.actor, work))


def _shown(counts: dict[str, int], status: str) -> int:
    """How many works of a status are listed, or of all that were not withdrawn."""
    return counts.get(status, 0) if status else sum(counts.values()) - counts.get(Status.CANCELLED, 0)


def _chips(
    counts: dict[str, int], chosen: Narrowing, given: dict[str, Any], wide: WideList | None = None
) -> list[Chip]:
    """The statuses that occur, each with its number; «Tất cả» first. Of a wide list up to a limit, or without one."""
    uncounted = wide is not None and not counts
    everything = list_address("desk:works", given, **{"trang-thai": ""})
    chips = [Chip(_("Tất cả"), everything, not chosen.status, **_counted(_shown(counts, ""), wide))]
    for status in STATUSES:
        if uncounted or counts.get(status) or chosen.status == status:
            look = vocabulary.look("work", status)
            label = str(Status(status).label).capitalize()
            address = list_address("desk:works", given, **{"trang-thai": status})
            number = _counted(counts.get(status, 0), wide)
            chips.append(Chip(label, address, chosen.status == status, tone=look.tone, sign=look.sign, **number))
    return chips


def _counted(number: int, wide: WideList | None) -> dict[str, Any]:
    """A chip's number; of a wide list more than the limit is not told, and nothing where nothing was counted."""
    if wide is None:
        return {"count": number}
    if not wide.by_status:
        return {"count": None if wide.count else 0}
    return {"count": min(number, MOST), "is_more": number > MOST}


def _views(actor: Actor, chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    """Lists with a name of their own, those the actor has use for."""
    # Who sees a whole province sees the works of its places anyway.
    names = [
        filters.LATE,
        filters.ASKED,
        filters.OFFERED,
        filters.NO_PHOTOS,
        filters.UNUSUAL,
        *([filters.HOSTED] if is_narrow(actor.intervals) else []),
    ]
    if actor.posts_with(Permission.WORKS_NOTE):
        names = [filters.WAITING_NOTE, filters.WAITING_VERIFY, *names]
    if actor.posts_with(Permission.WORKS_ENTER):
        names = [filters.TO_MEND, filters.TO_REPORT, *names]
    return [
        Chip(
            filters.view_words(name),
            list_address("desk:works", given, xem="" if name == chosen.view else name, **{"trang-thai": ""}),
            name == chosen.view,
        )
        for name in names
    ]
