"""Evaluations as read: the list and the page of one."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.evaluations.page import page_of
from thidua.faces.kit import vocabulary
from thidua.faces.kit.addresses import filters_of, list_address, page_number
from thidua.faces.kit.parts import Chip, Link
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.stages.evaluations import filters, queries
from thidua.stages.evaluations.filters import Narrowing
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.evaluations.owing import reminder
from thidua.stages.evaluations.tables import EVALUATIONS, MISSING


@require_GET
def evaluation_list(request: HttpRequest, view: str = "") -> HttpResponse:
    """Whose question: the unit's, «is ours sent»; the level above's, «who has sent, who waits for me, who has not»."""
    given = {**request.GET.dict(), **({"xem": view} if view else {})}
    chosen = filters.narrowing(request.actor, given)
    page = EVALUATIONS.page(request.actor, given, number=page_number(given))
    context = {
        "page": page,
        "lines": [row.record for row in page.rows],
        # What waits for the reader is told so; elsewhere all is told as the unit reads it.
        "audience": vocabulary.SUPERIOR if chosen.view == filters.WAITING else vocabulary.UNIT,
        "chosen": chosen,
        "chips": [] if chosen.view else _chips(request.actor, chosen, given),
        "views": _views(request.actor, chosen, given),
        "export": filters_of(given),
        "may_write": bool(request.actor.posts_with(Permission.EVALUATE)),
        "title": filters.view_words(chosen.view) if chosen.view else _("Đánh giá theo tiêu chuẩn"),
    }
    return render(request, "desk/evaluations/list.html", context)


@require_GET
def evaluation_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «where does it stand, what was said of each statement, what do I do now»."""
    evaluation = queries.find_evaluation(request.actor, uid)
    return render(request, "desk/evaluations/evaluation.html", page_of(request.actor, evaluation))


@require_GET
def missing(request: HttpRequest) -> HttpResponse:
    """Whose question: the level above's, «who has sent nothing, and by which phone do I reach them»."""
    given = request.GET.dict()
    page = MISSING.page(request.actor, given, number=page_number(given))
    context = {
        "page": page,
        "words": reminder([row.record for row in page.rows], page.count, clock.today()),
        "export": filters_of(given),
        "crumbs": [Link(_("Đánh giá"), reverse("desk:evaluations")), Link(_("Chưa gửi"))],
    }
    return render(request, "desk/evaluations/missing.html", context)


def _chips(actor: Actor, chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    """The statuses that occur, each with its number; «Tất cả» first."""
    counts = queries.counts_by_status(actor, chosen)
    chips = [
        Chip(
            _("Tất cả"),
            list_address("desk:evaluations", given, **{"trang-thai": ""}),
            not chosen.status,
            sum(counts.values()),
        )
    ]
    for status in Evaluation.Status:
        if counts.get(status) or chosen.status == status:
            look = vocabulary.look("evaluation", status.value)
            address = list_address("desk:evaluations", given, **{"trang-thai": status.value})
            label = str(status.label).capitalize()
            chips.append(Chip(label, address, chosen.status == status, counts.get(status, 0), look.tone, look.sign))
    return chips


def _views(actor: Actor, chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    """Lists with a name of their own, those the actor has use for."""
    names = [filters.TO_MEND] if actor.posts_with(Permission.EVALUATE) else []
    chips = [
        Chip(
            filters.view_words(name),
            list_address("desk:evaluations", given, xem="" if name == chosen.view else name, **{"trang-thai": ""}),
            name == chosen.view,
        )
        for name in [filters.WAITING, *names]
    ]
    chips.append(Chip(_("Chưa gửi"), reverse("desk:evaluations-missing")))
    if any(post.parent_id is None or post.is_department for post in actor.posts):
        chips.append(Chip(_("So sánh tỷ lệ xã"), reverse("desk:communes-shares")))
    return chips
