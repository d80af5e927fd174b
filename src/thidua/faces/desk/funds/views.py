"""Funds as read: all of them with their year, one with its months, its entries, its donors."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.funds import page as pages
from thidua.faces.kit.addresses import filters_of, list_address, page_number
from thidua.faces.kit.parts import Chip, Link
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.stages.funds import filters, queries, rules
from thidua.stages.funds.filters import Narrowing, narrowing
from thidua.stages.funds.models import Kind
from thidua.stages.funds.tables import DONORS, ENTRIES, FUNDS, is_answered
from thidua.stages.funds.visibility import donor_name, readable

YEARS_BACK = 4


@require_GET
def fund_list(request: HttpRequest) -> HttpResponse:
    """Whose question: «what do the funds of my places hold, who keeps none, whose months are open»."""
    given = request.GET.dict()
    chosen, today = narrowing(request.actor, given), clock.today()
    page = FUNDS.page(request.actor, given, number=page_number(given))
    context = {
        "page": page,
        "lines": [row.record for row in page.rows],
        "chosen": chosen,
        "chips": _views(given, chosen),
        "totals": queries.totals(readable(request.actor), chosen.first, chosen.before),
        "years": range(today.year, today.year - YEARS_BACK, -1),
        "may_open": queries.unopened_units(request.actor).exists(),
        "may_tell": rules.keeps_some(request.actor),
        "export": filters_of(given),
    }
    return render(request, "desk/funds/list.html", context)


@require_GET
def fund_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «what does the fund hold, which month is to be closed, what do I write now»."""
    fund = queries.find_fund(request.actor, uid)
    return render(request, "desk/funds/fund.html", pages.page_of(request.actor, fund))


@require_GET
def entry_list(request: HttpRequest) -> HttpResponse:
    """The book: every movement of the funds the reader sees, or of one fund, month, kind, donor."""
    given = request.GET.dict()
    chosen = narrowing(request.actor, given)
    page = ENTRIES.page(request.actor, given, number=page_number(given))
    context = {
        "page": page,
        "rows": [(row, is_answered(row.record)) for row in page.rows],
        "chosen": chosen,
        "chips": _kinds(given, chosen),
        "named": donor_name(chosen.donor, is_named=chosen.donor.is_named) if chosen.donor else "",
        "month": filters.month_words(chosen.month) if chosen.month else "",
        "crumbs": _crumbs(chosen, _("Sổ thu, chi")),
        "export": filters_of(given),
    }
    return render(request, "desk/funds/entries.html", context)


@require_GET
def donor_list(request: HttpRequest) -> HttpResponse:
    """Who gave, and how much in all; who asks not to be named is not."""
    given = request.GET.dict()
    chosen = narrowing(request.actor, given)
    page = DONORS.page(request.actor, given, number=page_number(given))
    context = {
        "page": page,
        "rows": page.rows,
        "chosen": chosen,
        "own": request.actor.bodies_with(Permission.FUNDS_ENTER),
        "crumbs": _crumbs(chosen, _("Người ủng hộ")),
        "export": filters_of(given),
    }
    return render(request, "desk/funds/donors.html", context)


@require_GET
def entry_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """One movement: what it says, its papers, what answers it."""
    entry = queries.find_entry(request.actor, uid)
    return render(request, "desk/funds/entry.html", pages.entry_page(request.actor, entry))


def _crumbs(chosen: Narrowing, here: str) -> list[Link]:
    if chosen.fund is not None:
        return pages.crumbs(chosen.fund, Link(here))
    return [Link(_("Quỹ “Vì người nghèo”"), list_address("desk:funds", {})), Link(here)]


def _views(given: dict[str, str], chosen: Narrowing) -> list[Chip]:
    everything = Chip(_("Tất cả"), list_address("desk:funds", given, xem=""), not chosen.view)
    return [
        everything,
        *(
            Chip(filters.view_words(view), list_address("desk:funds", given, xem=view), chosen.view == view)
            for view in filters.VIEWS
        ),
    ]


def _kinds(given: dict[str, str], chosen: Narrowing) -> list[Chip]:
    everything = Chip(_("Tất cả"), list_address("desk:fund-entries", given, loai=""), not chosen.kind)
    return [
        everything,
        *(Chip(kind.label, list_address("desk:fund-entries", given, loai=kind), chosen.kind == kind) for kind in Kind),
    ]
