"""Search over what one may see: units and works, without accents, case and signs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit
from thidua.stages.works.filters import Narrowing
from thidua.stages.works.models import Work
from thidua.stages.works.queries import list_works

MOST = 20


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit with the doors that lead to it; names repeat, so its superiors stand beside it."""

    unit: Unit

    @property
    def above(self) -> str:
        chain: list[str] = []
        parent = self.unit.parent
        while parent is not None and len(chain) < 2:
            chain.append(parent.short_name)
            parent = parent.parent if "parent" in parent._state.fields_cache else None
        return ", ".join(chain)

    @property
    def milestones_href(self) -> str:
        return reverse("desk:milestones-unit", args=[self.unit.uid])

    @property
    def works_href(self) -> str:
        return f"{reverse('desk:works')}?don-vi={self.unit.uid}"


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Whose question: everybody's, «where is that village, that house». Nothing of other branches is found."""
    text = request.GET.get("q", "").strip()[:100]
    units: list[Unit] = []
    works: list[Work] = []
    if fold(text):
        seen = Unit.objects.inside(request.actor.intervals).matching(text).select_related("parent__parent")
        units = list(seen.order_by("lft", "id")[: MOST + 1])
        works = list(list_works(request.actor, Narrowing(text=text))[: MOST + 1])
    context = {
        "text": text,
        "units": [FoundUnit(unit) for unit in units[:MOST]],
        "works": works[:MOST],
        "more_units": len(units) > MOST,
        "more_works": len(works) > MOST,
        "all_works": f"{reverse('desk:works')}?q={text}",
    }
    return render(request, "desk/search/search.html", context)
