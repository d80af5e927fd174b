"""A month of a fund: brought to the leader in either manner, given back, closed."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.faces.desk.funds import page as pages
from thidua.faces.desk.funds.forms import BringForm, ToldForm
from thidua.faces.desk.funds.page import address_of, crumbs
from thidua.faces.kit.acting import at_once, carried_out, form_page, with_reason
from thidua.faces.kit.notices import done
from thidua.faces.kit.parts import Link
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.quantities import format_money
from thidua.stages.funds import operations, queries, rules
from thidua.stages.funds.balances import figures_of
from thidua.stages.funds.models import Fund, FundMonth, next_month


@require_GET
def month_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: the leader's, «do these figures stand, may I close the month»."""
    month = queries.find_month(request.actor, uid)
    return render(request, "desk/funds/month.html", pages.month_page(request.actor, month))


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The next month is brought: from the ledger as it is, or with its figures typed."""
    fund = queries.find_fund(request.actor, uid)
    if why_not := rules.may_enter_for(request.actor, fund.unit):
        raise NotAllowed(why_not)
    starts_on = fund.closed_before
    known = queries.month_of_fund(fund, starts_on)
    initial = {"version": known.version if known else None, **(_told(known) if known else {})}
    words = {
        "title": _("Trình chốt sổ tháng %(month)s") % {"month": f"{starts_on.month}/{starts_on.year}"},
        "button": _("Trình lãnh đạo chốt"),
    }
    if fund.keeps_ledger:
        form: BringForm | ToldForm = BringForm(request.POST or None, request.FILES or None, initial=initial)
        brought = carried_out(request, form, operations.submit_month, "sheets", fund=fund, starts_on=starts_on)
    else:
        form = told = ToldForm(request.POST or None, request.FILES or None, initial=initial)
        brought = carried_out(
            request, form, operations.report_month, "sheets", fund=fund, starts_on=starts_on, given=told.told
        )
    if brought:
        done(request, _("Đã trình lãnh đạo chốt sổ."))
        return redirect("desk:fund-month", uid=brought.uid)
    return form_page(
        request,
        form,
        address_of(fund),
        crumbs=crumbs(fund, Link(words["title"])),
        lead=_lead(fund),
        notes=_back(known),
        **words,
    )


@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader gives a month back, with the reason."""
    month = queries.find_month(request.actor, uid)
    if why_not := rules.leader_closes(request.actor, month):
        raise NotAllowed(why_not)
    words = {
        "title": _("Trả lại sổ tháng"), "button": _("Trả lại"), "done": _("Đã trả lại."), "about": str(month),
    }  # fmt: skip
    back = reverse("desk:fund-month", args=(month.uid,))
    return with_reason(request, operations.return_month, words, back, month, month=month)


@require_POST
def close(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """The leader closes a month for good."""
    month = queries.find_month(request.actor, uid)
    back = reverse("desk:fund-month", args=(month.uid,))
    return at_once(request, operations.close_month, _("Đã chốt sổ tháng."), back, month=month)


def _told(month: FundMonth) -> dict[str, int]:
    return {
        name: getattr(month, name) for name in ("received", "transferred_in", "spent", "transferred_out", "closing")
    }


def _back(month: FundMonth | None) -> list[str]:
    return (
        [_("Lãnh đạo trả lại: %(reason)s") % {"reason": month.return_reason}] if month and month.return_reason else []
    )


def _lead(fund: Fund) -> str:
    found = figures_of(fund, fund.closed_before, next_month(fund.closed_before))
    said = {name: format_money(getattr(found, name)) for name in ("opening", "income", "outgo", "closing")}
    if fund.keeps_ledger:
        return (
            _(
                "Theo sổ: đầu kỳ %(opening)s, thu %(income)s, chi %(outgo)s, cuối kỳ %(closing)s. Trình rồi thì tháng này không ghi thêm."
            )
            % said
        )
    return _("Đầu kỳ %(opening)s. Đầu kỳ + thu − chi phải bằng cuối kỳ.") % said
