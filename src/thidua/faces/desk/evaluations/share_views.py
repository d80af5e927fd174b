"""The share of communes with many works: all districts beside each other, and the communes of one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit.figures import number
from thidua.faces.kit.parts import Link
from thidua.foundation.core.quantities import format_money, format_share
from thidua.stages.campaigns.models import Campaign
from thidua.stages.evaluations import rules
from thidua.stages.evaluations.shares import (
    CommuneCount,
    DistrictShare,
    Step,
    counts_of_communes,
    shares_of_communes,
    steps_of,
)
from thidua.stages.evaluations.tables import compared, needed_of
from thidua.stages.nominations.models import AwardGuidance
from thidua.stages.progress.queries.places import place_of

TENTHS = 10


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in words: what is compared, and what it parted."""

    label: str
    effects: tuple[str, ...]


@require_GET
def districts(request: HttpRequest, campaign: str) -> HttpResponse:
    """Whose question: the province's and its council's, «which district has the highest share of communes, and why»."""
    found = compared(request.actor, campaign)
    needed = needed_of(request.GET.dict(), by_guidance(found) or needed_of({}))
    rows = shares_of_communes(found, needed)
    context = {
        "campaign": found,
        "needed": needed,
        "guided": by_guidance(found) == needed,
        "rows": [(row, _share(row), a_commune(row), _step_words(row.decided_by)) for row in rows],
        "steps": [_step(step) for step in steps_of(rows)],
        "crumbs": [Link(_("Đánh giá"), reverse("desk:evaluations")), Link(_("Tỷ lệ xã"))],
    }
    return render(request, "desk/evaluations/districts.html", context)


@require_GET
def communes(request: HttpRequest, campaign: str, unit: uuid.UUID) -> HttpResponse:
    """Whose question: the district's, «which of our communes have enough works, which not, by how many»."""
    place = place_of(request.actor, campaign, unit)
    needed = needed_of(request.GET.dict(), by_guidance(place.campaign) or needed_of({}))
    counts = next((rows for at, rows in counts_of_communes(place.campaign, under=place) if at.pk == place.pk), [])
    enough = sum(row.works >= needed for row in counts)
    context = {
        "place": place,
        "campaign": place.campaign,
        "needed": needed,
        "rows": sorted(counts, key=_most_first),
        "enough": enough,
        "share": format_share(enough, len(counts)) if counts else "",
        "may_compare": not rules.may_compare(request.actor, place.campaign),
        "crumbs": [Link(_("Đánh giá"), reverse("desk:evaluations")), Link(_("Tỷ lệ xã")), Link(place.unit.short_name)],
    }
    return render(request, "desk/evaluations/communes.html", context)


def by_guidance(campaign: Campaign) -> int | None:
    """«Nhiều công trình» as the newest issued guidance of the campaign says; None before there is one."""
    issued = AwardGuidance.objects.filter(round__campaign=campaign, document__isnull=False)
    return issued.order_by("-round__number", "-id").values_list("works_needed", flat=True).first()


def a_commune(row: DistrictShare) -> str:
    """Works a commune with one decimal, rounded down, beside the two numbers it comes from."""
    if not row.communes:
        return ""
    tenths = row.works * TENTHS // row.communes
    return f"{number(tenths // TENTHS)},{tenths % TENTHS}" if tenths % TENTHS else number(tenths // TENTHS)


def _share(row: DistrictShare) -> str:
    return format_share(row.reached, row.communes) if row.communes else ""


def _most_first(row: CommuneCount) -> tuple[int, str, int]:
    return -row.works, row.place.unit.sort_key, row.place.pk


def _step(step: Step) -> StepLine:
    effects = [_effect(step.key, group, parts) for group, parts in zip(step.tied, step.parted, strict=True)]
    return StepLine(_step_words(step.key).capitalize(), tuple(effects))


def _effect(key: str, group: Iterable[DistrictShare], parts: tuple[tuple[DistrictShare, ...], ...]) -> str:
    """«Huyện A (2,5) > Huyện B = Huyện C (2,0)»."""
    if len(parts) == 1:
        names = ", ".join(row.place.unit.short_name for row in group)
        return _("%(names)s: vẫn bằng nhau (%(value)s)") % {"names": names, "value": _value(key, parts[0][0])}
    return " > ".join(
        f"{' = '.join(row.place.unit.short_name for row in part)} ({_value(key, part[0])})" for part in parts
    )


def _value(key: str, row: DistrictShare) -> str:
    if key == "works":
        return _("%(works)s công trình / %(communes)s xã") % {
            "works": number(row.works),
            "communes": number(row.communes),
        }
    return format_money(row.value) if key == "value" else number(row.people)


def _step_words(key: str) -> str:
    return {
        "": "", "share": _("tỷ lệ xã"), "works": _("số công trình mỗi xã"), "value": _("giá trị công trình"),
        "people": _("số người hưởng lợi"),
    }[key]  # fmt: skip
