"""Search over what one may see: units, works, people, nominees, decisions; without accents, case and signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Membership
from thidua.foundation.accounts.roles import ROLES
from thidua.foundation.core import clock
from thidua.foundation.core.search import match
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit, within
from thidua.stages.decisions.queries import numbered
from thidua.stages.decisions.tables import title_of
from thidua.stages.nominations.filters import Narrowing as Narrowed
from thidua.stages.nominations.queries import list_nominations
from thidua.stages.works.filters import Narrowing
from thidua.stages.works.models import Work
from thidua.stages.works.wide import found_works

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


def _named(actor: Actor, text: str) -> dict[str, Any]:
    """Who works in the branch, who is put forward, and the decisions of that number; one statement each."""
    held = Membership.objects.on(clock.today()).filter(within("unit", actor.intervals)).select_related("person", "unit")
    posts = match(held, text, column="person__folded").order_by("person__sort_key", "id")[:MOST]
    return {
        "posts": [(post.person.full_name, ROLES[post.role].label, post.unit.name) for post in posts],
        "nominations": list(list_nominations(actor, Narrowed(text=text))[:MOST]),
        "decisions": [(row, title_of(row)) for row in numbered(actor, text)[:MOST]],
    }


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Whose question: everybody's, «where is that village, that decision». Nothing of other branches is found."""
    text = request.GET.get("q", "").strip()[:100]
    units: list[Unit] = []
    works: list[Work] = []
    more: dict[str, Any] = {}
    if fold(text):
        seen = Unit.objects.inside(request.actor.intervals).matching(text).select_related("parent__parent")
        units = list(seen.order_by("lft", "id")[: MOST + 1])
        works = list(found_works(request.actor, Narrowing(text=text)).select_related("unit")[: MOST + 1])
        more = _named(request.actor, text)
    context = {
        **more,
        "text": text,
        "units": [FoundUnit(unit) for unit in units[:MOST]],
        "works": works[:MOST],
        "more_units": len(units) > MOST,
        "more_works": len(works) > MOST,
        "all_works": f"{reverse('desk:works')}?q={text}",
    }
    return render(request, "desk/search/search.html", context)
