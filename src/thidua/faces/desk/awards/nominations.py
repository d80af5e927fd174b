"""Nominations as read: the list, the page of one, its achievement report."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.awards.page import page_of
from thidua.faces.kit import vocabulary
from thidua.faces.kit.addresses import filters_of, list_address, page_number
from thidua.faces.kit.downloads import PAPERS, download
from thidua.faces.kit.parts import Chip
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import Missing
from thidua.stages.nominations import filters, papers, queries
from thidua.stages.nominations.filters import LATE, TO_CONFIRM, TO_MEND, WAITING, Narrowing
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.naming import subject_words
from thidua.stages.nominations.standing import STANDINGS, late_words
from thidua.stages.nominations.tables import NOMINATIONS


@require_GET
def nomination_list(request: HttpRequest, view: str = "") -> HttpResponse:
    """Whose question: «who is proposed for what, where does each stand, what waits for me»."""
    given = {**request.GET.dict(), **({"xem": view} if view else {})}
    chosen = filters.narrowing(request.actor, given)
    page = NOMINATIONS.page(request.actor, given, number=page_number(given))
    holds = set(request.actor.bodies_with(Permission.AWARDS_SELECT))
    context = {
        "page": page,
        "lines": [_line(row.record, holds) for row in page.rows],
        "chosen": chosen,
        "chips": [] if chosen.view else _chips(request.actor, chosen, given),
        "views": _views(request.actor, chosen, given),
        "given": given,
        "export": filters_of(given),
        "proposes": request.actor.holds_anywhere(Permission.AWARDS_PROPOSE),
        "title": _WORDS[chosen.view]() if chosen.view else _("Đề nghị khen thưởng"),
    }
    return render(request, "desk/awards/nominations.html", context)


@require_GET
def nomination_page(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Whose question: «may this one be honoured, where does it stand, what do I do now»."""
    nomination = queries.find_nomination(request.actor, uid)
    return render(request, "desk/awards/nomination.html", page_of(request.actor, nomination))


@require_GET
def report_file(request: HttpRequest, uid: uuid.UUID, ending: str) -> HttpResponse:
    """The achievement report as a Word file or PDF."""
    nomination = queries.find_nomination(request.actor, uid)
    if ending not in PAPERS:
        raise Missing(_("Báo cáo tải được ở dạng Word hoặc PDF."))
    return download(papers.draw(papers.achievement_report(nomination), ending), f"bao-cao-thanh-tich.{ending}")


def _line(row: Nomination, holds: set[int]) -> dict[str, Any]:
    superior = row.status == Nomination.Status.PROPOSED and row.holder_id in holds
    standing: str = row.standing
    return {
        "row": row,
        "standing": standing,
        "late": late_words(row),
        "words": subject_words(row),
        "audience": vocabulary.SUPERIOR if superior else vocabulary.UNIT,
        "seat": row.seat.number if hasattr(row, "seat") else None,
    }


def _chips(actor: Actor, chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    """The statuses that occur, each with its number; «Tất cả» first."""
    counts = queries.counts_by_status(actor, chosen)
    chips = [
        Chip(
            _("Tất cả"),
            list_address("desk:nominations", given, **{"trang-thai": ""}),
            not chosen.status,
            sum(counts.values()),
        )
    ]
    for status in STANDINGS:
        if counts.get(status.value) or chosen.status == status.value:
            look = vocabulary.look("nomination", status.value)
            label = str(status.label).capitalize()
            address = list_address("desk:nominations", given, **{"trang-thai": status.value})
            chips.append(
                Chip(label, address, chosen.status == status.value, counts.get(status.value, 0), look.tone, look.sign)
            )
    return chips


def _views(actor: Actor, chosen: Narrowing, given: dict[str, Any]) -> list[Chip]:
    """Lists with a name of their own, those the actor has use for."""
    uses = [
        (WAITING, Permission.AWARDS_SELECT), (TO_CONFIRM, Permission.AWARDS_CONFIRM), (TO_MEND, Permission.AWARDS_PROPOSE),
        (LATE, Permission.AWARDS_SELECT),
    ]  # fmt: skip
    return [
        Chip(
            _WORDS[name](),
            list_address("desk:nominations", given, xem="" if name == chosen.view else name),
            name == chosen.view,
        )
        for name, permission in uses
        if actor.holds_anywhere(permission)
    ]


_WORDS = {
    WAITING: lambda: _("Chờ tôi xem xét"),
    TO_CONFIRM: lambda: _("Chờ tôi xác nhận báo cáo"),
    TO_MEND: lambda: _("Cần tôi hoàn thiện"),
    LATE: lambda: _("Gửi sau hạn"),
}
