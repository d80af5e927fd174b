"""Evaluations as read: the list and the page of one."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.evaluations.page import page_of
from thidua.faces.desk.works.act_forms import ActForm
from thidua.faces.kit import vocabulary
from thidua.faces.kit.parts import Chip
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.queries import campaigns_of
from thidua.stages.evaluations import filters, queries, rules
from thidua.stages.evaluations.filters import Narrowing
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.evaluations.shares import has_districts
from thidua.stages.evaluations.tables import EVALUATIONS

# Names of those who have not sent anything; the rest is a number.
NAMED = 12


@require_GET
def evaluation_list(request: HttpRequest, view: str = "") -> HttpResponse:
    """Whose question: the unit's, «is ours sent»; the level above's, «who has sent, who waits for me, who has not»."""
    given = {**request.GET.dict(), **({"xem": view} if view else {})}
    chosen = filters.narrowing(request.actor, given)
    number = str(given.get("trang", "1"))
    page = EVALUATIONS.page(request.actor, given, number=int(number) if number.isdecimal() and len(number) < 9 else 1)
    campaigns = list(campaigns_of(request.actor))
    campaign = chosen.campaign or next(iter(campaigns), None)
    missing = list(queries.not_begun(request.actor, campaign)[: NAMED + 1]) if campaign and not chosen.view else []
    context = {
        "page": page,
        "chosen": chosen,
        "given": given,
        "chips": [] if chosen.view else _chips(request.actor, chosen, given),
        "views": _views(request.actor, chosen, given),
        "campaign": campaign,
        "missing": missing[:NAMED],
        "more_missing": len(missing) > NAMED,
        "comparing": [row for row in campaigns if _compares(request.actor, row)],
        "export": urlencode({name: value for name, value in given.items() if name != "trang" and value}),
        "may_write": bool(request.actor.posts_with(Permission.EVALUATE)),
        "title": filters.view_words(chosen.view) if chosen.view else _("Đánh giá theo tiêu chuẩn"),
    }
    return render(request, "desk/evaluations/list.html", context)


@require_GET
def evaluation_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «where does it stand, what was said of each statement, what do I do now»."""
    evaluation = queries.find_evaluation(request.actor, uid)
    context = {
        **page_of(request.actor, evaluation),
        "act_form": ActForm(initial={"version": evaluation.version}),
    }
    return render(request, "desk/evaluations/evaluation.html", context)


def _compares(actor: Actor, campaign: Campaign) -> bool:
    return not rules.may_compare(actor, campaign) and has_districts(campaign)


def _chips(actor: Actor, chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    """The statuses that occur, each with its number; «Tất cả» first."""
    counts = queries.counts_by_status(actor, chosen)
    chips = [Chip(_("Tất cả"), _address(given, **{"trang-thai": ""}), not chosen.status, sum(counts.values()))]
    for status in Evaluation.Status:
        if counts.get(status) or chosen.status == status:
            look = vocabulary.look("evaluation", status.value)
            address = _address(given, **{"trang-thai": status.value})
            label = str(status.label).capitalize()
            chips.append(Chip(label, address, chosen.status == status, counts.get(status, 0), look.tone, look.sign))
    return chips


def _views(actor: Actor, chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    """Lists with a name of their own, those the actor has use for."""
    names = [filters.TO_MEND] if actor.posts_with(Permission.EVALUATE) else []
    return [
        Chip(
            filters.view_words(name),
            _address(given, xem="" if name == chosen.view else name, **{"trang-thai": ""}),
            name == chosen.view,
        )
        for name in [filters.WAITING, *names]
    ]


def _address(given: dict[str, Any], **change: str) -> str:
    """The list's address with other filters; the page number starts anew."""
    values = {name: value for name, value in {**given, **change}.items() if value and name != "trang"}
    return reverse("desk:evaluations") + ("?" + urlencode(values) if values else "")
