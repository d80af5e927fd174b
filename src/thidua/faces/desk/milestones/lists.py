"""Lists of milestones: how far each is, one by one, who has not, what waits, what is planned, one unit's own."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.milestones import addresses
from thidua.faces.kit.addresses import page_number
from thidua.faces.kit.parts import Chip, Link
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.accounts.terms import why_not_change_term
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Page
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, MilestoneKind
from thidua.stages.campaigns.queries import campaigns_of
from thidua.stages.milestones import filters, owing, queries
from thidua.stages.milestones.filters import Narrowing, narrowing
from thidua.stages.milestones.frame import place_of
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.owing import Standing
from thidua.stages.milestones.particulars import last_day, particulars, title
from thidua.stages.milestones.queries import Line
from thidua.stages.milestones.rules import may_enter_for
from thidua.stages.milestones.shown import reminder, shown_state

MOST_PLANNED = 100
MOST_REMINDED = 200


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Whose question: an officer's, «which milestone lags, and with whom». With a filter: the records themselves."""
    chosen = narrowing(request.actor, request.GET)
    if chosen.kind or chosen.status or chosen.unit or chosen.text:
        return _records(request, chosen)
    actor, campaign = request.actor, chosen.campaign
    enters = actor.holds_anywhere(Permission.MILESTONES_ENTER)
    standings = owing.standings(actor, campaign)
    below = queries.kinds_below(actor, campaign) if enters else {}
    context = {
        "campaign": campaign,
        "campaigns": _campaign_chips(request, campaign),
        "rows": [OverviewRow(standing) for standing in standings if standing.asked],
        "schedule": _schedule(standings, below),
        "waiting": queries.waiting_for(actor, campaign).count(),
        "enters": enters,
        "has_areas": any(below.values()),
    }
    return render(request, "desk/milestones/overview.html", context)


def _schedule(standings: list[Standing], below: Collection[str]) -> MilestoneKind | None:
    """What the actor assigns to the units directly below: whose schedule it keeps."""
    kinds = [standing.kind for standing in standings if particulars(standing.kind).is_assigned]
    return next((kind for kind in kinds if set(kind.unit_kinds) & set(below)), None)


@dataclass(frozen=True, slots=True)
class OverviewRow:
    """One milestone of the overview; every number of it is a door."""

    standing: Standing

    @property
    def title(self) -> str:
        return title(self.standing.kind, self.standing.year)

    @property
    def last_day(self) -> object:
        return last_day(self.standing.kind)

    @property
    def href(self) -> str:
        return addresses.listed(self.standing.kind.campaign, self.standing.kind, self.standing.year)

    @property
    def waiting_href(self) -> str:
        return f"{self.href}&{filters.STATUS}={Milestone.Status.DONE.value}"

    @property
    def missing_href(self) -> str:
        return addresses.missing(self.standing.kind, self.standing.year)

    @property
    def is_confirmed(self) -> bool:
        """Whether the level above confirms it: otherwise what was reported is all there is."""
        return particulars(self.standing.kind).is_verified_above


def _records(request: HttpRequest, chosen: Narrowing) -> HttpResponse:
    table = TABLES["milestones"]
    name = title(chosen.kind, chosen.year) if chosen.kind else str(table.title)
    context = {
        "chosen": chosen,
        "name": name,
        "page": with_columns(
            table.page(request.actor, request.GET.dict(), number=page_number(request.GET)), _columns(chosen)
        ),
        "chips": _status_chips(chosen),
        "crumbs": [Link(_("Mốc việc"), addresses.listed(chosen.campaign)), Link(name)],
        "missing_href": addresses.missing(chosen.kind, chosen.year) if chosen.kind else "",
        "assigns": bool(chosen.kind and particulars(chosen.kind).is_assigned)
        and request.actor.holds_anywhere(Permission.MILESTONES_ENTER),
        "query": request.GET.urlencode(),
    }
    return render(request, "desk/milestones/list.html", context)


def _columns(chosen: Narrowing) -> set[str]:
    """What a page of one milestone shows: only what its kind asks; an export holds every column."""
    if chosen.kind is None:
        return {"unit", "above", "kind", "status", "done"}
    asked = particulars(chosen.kind)
    shown = {"unit", "above", "status", "planned" if chosen.status == Milestone.Status.PLANNED else "done"}
    shown |= {"document", "document_date"} if "document" in (*asked.ways, asked.proof) else set()
    shown |= {"way"} if len(asked.ways) > 1 else set()
    shown |= {"answer"} if asked.answers else set()
    shown |= {"partners"} if asked.is_joint else set()
    return shown | ({"head", "phone"} if asked.asks_new_head else set())


def with_columns(page: Page, keys: set[str]) -> Page:
    """The page with some of its columns."""
    return page.only(lambda column: column.key in keys)


@require_GET
def missing(request: HttpRequest, campaign: str, kind: str, year: int) -> HttpResponse:
    """Whose question: the level above's, «who has not, and by which phone do I reach them»."""
    given = {
        filters.CAMPAIGN: campaign, filters.KIND: kind, filters.YEAR: str(year),
        filters.TEXT: request.GET.get(filters.TEXT, ""),
    }  # fmt: skip
    chosen = narrowing(request.actor, given)
    of = filters.chosen_kind(chosen)
    rows = owing.missing_for(request.actor, chosen)
    page = TABLES["milestones-missing"].page(request.actor, given, number=page_number(request.GET))
    name = title(of, chosen.year)
    context = {
        "name": name,
        "kind": of,
        "chosen": chosen,
        "last_day": last_day(of),
        "page": with_columns(page, {"unit", "above", "contact", "phone"}),
        "words": reminder(rows[:MOST_REMINDED], page.count, of, chosen.year, on=clock.today()),
        "crumbs": [
            Link(_("Mốc việc"), addresses.listed(of.campaign)),
            Link(name, addresses.listed(of.campaign, of, chosen.year)),
            Link(_("Ai chưa làm")),
        ],
        "query": "&".join(f"{key}={value}" for key, value in given.items()),
    }
    return render(request, "desk/milestones/missing.html", context)


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Whose question: the one's who confirms, «what was reported to me and waits»."""
    rows = queries.waiting_for(request.actor)
    return render(request, "desk/milestones/waiting.html", {"rows": rows[:200], "count": rows.count()})


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """What is planned, in order of day."""
    campaign = filters.campaign_of(request.actor, request.GET.get(filters.CAMPAIGN, ""))
    rows = queries.planned(request.actor, campaign, since=clock.today())
    return render(request, "desk/milestones/calendar.html", {"campaign": campaign, "rows": rows[:MOST_PLANNED]})


@require_GET
def own(request: HttpRequest) -> HttpResponse:
    """The milestones of the unit one works for."""
    units = queries.own_units(request.actor)
    if not units:
        raise Missing(_("Bạn chưa được giao làm việc cho đơn vị nào."))
    return _unit_page(request, units[0], units)


@require_GET
def of_unit(request: HttpRequest, unit: uuid.UUID) -> HttpResponse:
    """Everything the campaign asks of one unit, done or not."""
    return _unit_page(request, filters.unit_of(request.actor, unit), queries.own_units(request.actor))


def _unit_page(request: HttpRequest, unit: Unit, units: list[Unit]) -> HttpResponse:
    campaign = filters.campaign_of(request.actor, request.GET.get(filters.CAMPAIGN, ""))
    place = place_of(campaign.pk, unit.pk)
    lines = queries.lines_of(campaign, [place])[unit.pk] if place else []
    may_enter = may_enter_for(request.actor, unit, place.parent_id if place else unit.parent_id)
    context = {
        "unit": unit,
        "campaign": campaign,
        "changes_term": why_not_change_term(request.actor, unit) is None,
        "lines": [UnitLine(line, unit, may_enter, shown_state(line.kind, line.told, clock.today())) for line in lines],
        "others": [
            Chip(other.name, reverse("desk:milestones-unit", args=[other.uid]), other.pk == unit.pk)
            for other in units
            if len(units) > 1
        ],
        "crumbs": [Link(_("Mốc việc"), addresses.listed(campaign)), Link(unit.name)],
    }
    return render(request, "desk/milestones/unit.html", context)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One milestone of one unit with its next act."""

    line: Line
    unit: Unit
    may_enter: bool
    state: str

    @property
    def title(self) -> str:
        return title(self.line.kind, self.line.year)

    @property
    def last_day(self) -> object:
        row = self.line.milestone
        return row.prescribed_date if row and row.prescribed_date else last_day(self.line.kind)

    @property
    def href(self) -> str:
        told = self.line.told
        return reverse("desk:milestone", args=[told.uid]) if told else ""

    @property
    def is_open(self) -> bool:
        return self.line.shared is None and self.state in ("planned", "overdue", "returned")

    @property
    def may_plan(self) -> bool:
        """A day can still be planned: the window has not passed, and it is no rating that others give."""
        before = self.line.kind.window_before
        return not particulars(self.line.kind).answers and (before is None or clock.today() < before)

    @property
    def report_href(self) -> str:
        return addresses.report(self.line.kind, self.line.year, self.unit)

    @property
    def plan_href(self) -> str:
        return addresses.plan(self.line.kind, self.line.year, self.unit)


def _campaign_chips(request: HttpRequest, campaign: Campaign) -> list[Chip]:
    """Shown only where there is something to choose."""
    found = list(campaigns_of(request.actor))
    return [Chip(one.short_name, addresses.listed(one), one.pk == campaign.pk) for one in found if len(found) > 1]


def _status_chips(chosen: Narrowing) -> list[Chip]:
    words = {
        "": _("Tất cả"),
        "done": _("Chờ xác nhận"),
        "verified": _("Đã xác nhận"),
        "returned": _("Bị trả lại"),
        "planned": _("Chưa làm"),
    }
    return [
        Chip(
            label,
            addresses.listed(chosen.campaign, chosen.kind, chosen.year, **({filters.STATUS: status} if status else {})),
            status == chosen.status,
        )
        for status, label in words.items()
    ]
