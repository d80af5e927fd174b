"""A total shared out: what each unit was given, what it took, whether that covers; the numbers typed or pasted."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.allocations.forms import AllocationForm, OwnNumberForm, unit_of
from thidua.faces.desk.progress.address import of_place
from thidua.faces.desk.progress.page import crumbs, figure_link
from thidua.faces.kit.acting import carried_out, with_form
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Chip
from thidua.foundation.core.tables import Page
from thidua.stages.campaigns import operations
from thidua.stages.campaigns.allocations import shown, why_not_shared
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.campaigns.rules import require_runner, why_not_run
from thidua.stages.campaigns.sharing import Sharer, Sharing, asked_beneath, sharing
from thidua.stages.progress.queries.places import Standpoint, asked_by, standpoint

# More units than this are not typed in one table: their numbers are pasted, and the page lists them by pages.
MOST_TYPED = 200
PAGE = 50
KIND = "cap"
FILL = "dien"


@require_http_methods(["GET", "POST"])
def allocation_page(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """Whose question: of who has a total, «is all of it taken, by whom»; the way on is the table of shares."""
    stands, target = _named(request, key, unit, code)
    place, why_not = stands.place, why_not_shared(target)
    found, number = _sharing(request, target, place)
    if request.method == "POST":
        require_runner(request.actor, place.campaign)
    can_write = not why_not and not why_not_run(request.actor, place.campaign)
    form = _form(request, found) if can_write else None
    if form is not None and request.method == "POST":
        if FILL in request.POST:
            form = _filled(form, found)
        elif carried_out(
            request, form, operations.allocate, "total", "source",
            target=target, unit=place.unit, shares=form.shares,
        ):  # fmt: skip
            done(request, _("Đã ghi phân bổ. Bảng chỉ tiêu đã theo số mới."))
            return HttpResponseRedirect(request.get_full_path())
    context = _context(request, stands, found, form, number) | {"why_not": why_not}
    return render(request, "desk/allocations/allocation.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "POST"])
def own_number(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """A unit takes a number of its own: more than everybody's and than it was given, never less."""
    stands, target = _named(request, key, unit, code)
    place = stands.place
    require_runner(request.actor, place.campaign)
    row = target.minimums.filter(unit=place.unit).first()
    initial = {"version": target.version} | ({"minimum": row.minimum, "source": row.source} if row else {})
    form = OwnNumberForm(request.POST or None, of=target, initial=initial)
    notes = (
        [_("Mức chung: %(minimum)s.") % {"minimum": shown(target.minimum, target)}]
        if target.minimum is not None
        else []
    )
    if row and row.share is not None and row.allocated_by:
        notes.append(_("%(by)s đã phân bổ %(share)s; đơn vị được nhận cao hơn, không được thấp hơn.") % {
            "by": row.allocated_by.name, "share": shown(row.share, target)})  # fmt: skip
    words = {
        "title": _("%(code)s: mức riêng của %(unit)s") % {"code": code, "unit": place.unit.short_name},
        "lead": target.text, "notes": notes, "button": _("Ghi mức riêng"), "done": _("Đã ghi mức riêng."),
        "crumbs": crumbs(stands, _("Mức riêng")),
    }  # fmt: skip
    back = figure_link(place, target, key)
    return with_form(request, form, operations.set_minimum, words, back, target=target, unit=place.unit)


def _named(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> tuple[Standpoint, Target]:
    stands = standpoint(request.actor, key, unit)
    return stands, asked_by(stands.place.campaign).target(code)


def _sharing(request: HttpRequest, target: Target, place: Participation) -> tuple[Sharing, int]:
    """The units to be typed all at once; of too many one page."""
    kind, number = request.GET.get(KIND, ""), page_number(request.GET)
    found = sharing(request.actor, target, place, kind=kind, most=MOST_TYPED)
    if found.count <= MOST_TYPED:
        return found, 1
    number = min(number, -(-found.count // PAGE))
    return sharing(request.actor, target, place, kind=kind, most=PAGE, first=(number - 1) * PAGE), number


def _form(request: HttpRequest, found: Sharing) -> AllocationForm:
    given: dict[str, Any] = {"of": found.target, "rows": found.rows if found.count <= MOST_TYPED else ()}
    initial = {
        "total": found.total,
        "source": found.source if found.shared else "",
        "version": found.target.version,
    }
    places = asked_beneath(request.actor, found.target, found.place)
    return AllocationForm(request.POST or None, initial=initial, places=lambda: list(places), **given)


def _filled(form: AllocationForm, found: Sharing) -> AllocationForm:
    """The pasted lines in the table, to be looked over; nothing is written yet."""
    values = form.filled()
    fresh = AllocationForm(initial=values, of=found.target, rows=form.rows and found.rows, places=form.places)
    fresh.read = form.read
    return fresh


def _context(
    request: HttpRequest, stands: Standpoint, found: Sharing, form: AllocationForm | None, number: int
) -> dict[str, Any]:
    place, target = found.place, found.target
    key = place.campaign.key
    query = {"dot": key, "don-vi": str(place.unit.uid), "chi-tieu": target.code}
    fields = {row.unit.pk: field for row, field in form.lines()} if form else {}
    return {
        "place": place,
        "target": target,
        "found": found,
        "form": form,
        "unit": unit_of(target).short,
        "lines": [_Line(row, fields.get(row.unit.pk), target, key) for row in found.rows],
        "figures": {name: shown(getattr(found, name) or 0, target) for name in ("total", "given", "taken", "lack")},
        "is_typed": found.count <= MOST_TYPED,
        "page": Page(rows=[], columns=(), number=number, size=PAGE, count=found.count),
        "why_not_run": why_not_run(request.actor, place.campaign),
        "chips": _chips(found, request.path),
        "here": request.get_full_path(),
        "figure": figure_link(place, target, key),
        "exemptions": reverse("desk:exemptions", args=(key, place.unit.uid, target.code)),
        "board": of_place(place).link(),
        "query": urlencode(query | ({KIND: found.kind.key} if found.kind else {})),
        "crumbs": crumbs(stands, _("%(code)s: phân bổ") % {"code": target.code}),
    }


class _Line:
    """A unit of the table as the page draws it: its field where it can be typed, its figures as people write them."""

    def __init__(self, sharer: Sharer, field: BoundField | None, target: Target, key: str) -> None:
        self.sharer, self.field = sharer, field
        unit = unit_of(target)
        self.share = unit.format(sharer.share) if sharer.share is not None else ""
        self.taken = unit.format(sharer.taken) if sharer.taken is not None and not sharer.exemption else ""
        self.more = shown(sharer.more, target)
        self.href = reverse("desk:own-number", args=(key, sharer.unit.uid, target.code))


def _chips(found: Sharing, path: str) -> list[Chip]:
    """The kinds of unit a target asks beneath the place, where it asks several."""
    if len(found.kinds) < 2:
        return []
    return [
        Chip(kind.label, f"{path}?{urlencode({KIND: kind.key})}", bool(found.kind and kind.key == found.kind.key))
        for kind in found.kinds
    ]
