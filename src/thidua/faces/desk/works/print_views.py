"""The Bản đăng ký and the Danh sách công trình: chosen, looked at in sums, taken away as Word or PDF."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit.downloads import PAPERS, download, file_name
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.quantities import format_money
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Participation
from thidua.stages.campaigns.papers import draw
from thidua.stages.works.kinds import unit_of
from thidua.stages.works.list_papers import LIST, REGISTRATION, STATES, list_paper
from thidua.stages.works.listing import Listing, listing

# The papers' names in addresses.
PAPER_OF = {"ban-dang-ky": REGISTRATION, "danh-sach": LIST}
MOST_UNITS = 200


@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Whose question: the officer's, «which list do I bring for signature»; its sums are looked at before."""
    units = _units(request.actor)
    unit = _unit(request.actor, request.GET.get("don-vi", ""), units)
    campaigns = _campaigns(unit)
    asked = request.GET.get("dot", "")
    campaign = next((row for row in campaigns if row.key == asked), None if asked else next(iter(campaigns), None))
    if asked and campaign is None:
        raise Missing(_("Đơn vị này không tham gia đợt thi đua đã chọn."))
    name = request.GET.get("giay", "ban-dang-ky")
    if name not in PAPER_OF:
        raise Missing(_("Không có văn bản này. Xin chọn lại."))
    found = listing(request.actor, unit, campaign, STATES[PAPER_OF[name]]) if unit and campaign else None
    context = {
        "units": units if unit in units else [*units, unit] if unit else units, "unit": unit, "campaigns": campaigns,
        "campaign": campaign, "name": name, "papers": _labels(),
        "found": found, "groups": _groups(found), "kinds": _kinds(found),
    }  # fmt: skip
    return render(request, "desk/works/print.html", context)


@require_GET
def list_file(request: HttpRequest, paper: str, unit: uuid.UUID, campaign: str, ending: str) -> HttpResponse:
    """The paper as Word or PDF, for its signature."""
    if paper not in PAPER_OF or ending not in PAPERS:
        raise Missing(_("Không có văn bản này. Xin chọn lại."))
    body = Unit.objects.inside(request.actor.intervals).filter(uid=unit).select_related("kind", "parent").first()
    chosen = Campaign.objects.filter(key=campaign).first()
    if body is None or chosen is None:
        raise Missing(_("Đơn vị này không tham gia đợt thi đua, hoặc không thuộc phạm vi của bạn."))
    found = listing(request.actor, body, chosen, STATES[PAPER_OF[paper]])
    document = list_paper(PAPER_OF[paper], found, on=clock.today())
    return download(draw(document, ending), file_name(paper, body.short_name, ending=ending))


def _labels() -> list[tuple[str, str]]:
    return [("ban-dang-ky", _("Bản đăng ký")), ("danh-sach", _("Danh sách công trình đã xác nhận"))]


def _units(actor: Actor) -> list[Unit]:
    """The bodies the actor works for."""
    bodies = {*actor.bodies_with(Permission.WORKS_ENTER), *actor.bodies_with(Permission.WORKS_NOTE)}
    rows = Unit.objects.inside(actor.intervals).filter(pk__in=bodies).select_related("kind", "parent__kind")
    return list(rows.order_by("lft", "id")[:MOST_UNITS])


def _unit(actor: Actor, asked: str, units: list[Unit]) -> Unit | None:
    if not asked:
        return next(iter(units), None)
    try:
        uid = uuid.UUID(asked)
    except ValueError:
        raise Missing(_("Không tìm thấy đơn vị này.")) from None
    found = Unit.objects.inside(actor.intervals).filter(uid=uid).select_related("kind", "parent__kind").first()
    if found is None:
        raise Missing(_("Không tìm thấy đơn vị này."))
    return found


def _campaigns(unit: Unit | None) -> list[Campaign]:
    if unit is None:
        return []
    places = Participation.objects.standing().filter(unit=unit)
    return list(Campaign.objects.filter(pk__in=places.values("campaign")).order_by("-starts_on", "id"))


def _groups(found: Listing | None) -> list[tuple[str, int, str]]:
    return [(group.unit.name, len(group.lines), format_money(group.money)) for group in found.groups] if found else []


def _kinds(found: Listing | None) -> list[dict[str, Any]]:
    if found is None:
        return []
    return [
        {
            "label": row.kind.label, "works": row.works, "quantity": unit_of(row.kind).format(row.quantity, with_unit=True),
            "money": format_money(sum(row.money.values())) if row.money else "",
        }
        for row in found.kinds
    ]  # fmt: skip
