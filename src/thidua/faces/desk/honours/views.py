"""The register as read: the list, and one honour with everything its subject received over the years."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit import figures
from thidua.faces.kit.addresses import filters_of, page_number
from thidua.faces.kit.parts import Button, Event, Link
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import audit
from thidua.stages.honours import filters, queries, rules
from thidua.stages.honours.models import Honour
from thidua.stages.honours.tables import HONOURS

MOST_EVENTS = 30


@require_GET
def honour_list(request: HttpRequest) -> HttpResponse:
    """Whose question: «who received what, when, for what»; from a name to all its years."""
    given = request.GET.dict()
    chosen = filters.narrowing(request.actor, given)
    page = HONOURS.page(request.actor, given, number=page_number(given))
    context = {
        "page": page,
        "rows": [(row.record, state_of(row.record)) for row in page.rows],
        "chosen": chosen,
        "forms": queries.forms_given(request.actor),
        "export": filters_of(given),
        "may_record": bool(request.actor.posts_with(Permission.AWARDS_PROPOSE)),
    }
    return render(request, "desk/honours/list.html", context)


@require_GET
def honour_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «what is this award, is it handed over, what else did the same person or body receive»."""
    honour = queries.find_honour(request.actor, uid)
    others = [(row, state_of(row)) for row in queries.same_subject(request.actor, honour)]
    context = {
        "honour": honour,
        "state": state_of(honour),
        "others": others,
        "facts": _facts(honour),
        "buttons": _buttons(request.actor, honour),
        "revoking": not honour.revoked_on and not rules.may_revoke(request.actor, honour),
        "events": _events(honour),
        "crumbs": [Link(_("Sổ vàng"), reverse("desk:honours")), Link(honour.form_name)],
    }
    return render(request, "desk/honours/honour.html", context)


def state_of(honour: Honour) -> str:
    """The key of its look: revoked, handed over, or given and still to be handed over."""
    if honour.revoked_on:
        return "revoked"
    return "handed_over" if honour.handed_over_on else "given"


def _buttons(actor: Actor, honour: Honour) -> list[Button]:
    """The one thing an award that was given waits for."""
    if state_of(honour) != "given":
        return []
    why_not = rules.may_hand_over(actor, honour)
    return [Button.on(honour, _("Ghi đã trao"), "desk:honour-hand-over", why_not, main=True)]


def _facts(honour: Honour) -> list[tuple[str, Any]]:
    handed = _("%(day)s, %(to)s nhận") % {"day": figures.day(honour.handed_over_on), "to": honour.handed_over_to}
    pairs = [
        (_("Quyết định"), f"{honour.decision_number}, {figures.day(honour.decided_on)}"),
        (_("Cấp quyết định"), honour.decider),
        (_("Nguồn"), honour.source_words),
        (_("Số sổ vàng"), honour.golden_number or ""),
        (_("Đợt thi đua"), honour.campaign.short_name if honour.campaign else _("ngoài các đợt thi đua trên hệ thống")),
        (_("Trao"), handed if honour.handed_over_on else ""),
        (_("Hủy theo"), honour.revoked_by),
        (_("Xét bậc cao"), _("dùng được") if honour.counts_for_merit else _("không dùng")),
    ]
    return [(name, value) for name, value in pairs if value]


def _events(honour: Honour) -> list[Event]:
    return [
        Event(figures.day(entry.site_date), f"{entry.actor_label} {_(entry.act)}.", entry.reason)
        for entry in audit.history(honour)[:MOST_EVENTS]
    ]
