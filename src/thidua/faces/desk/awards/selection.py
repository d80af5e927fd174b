"""The choice of one form: pool by pool the seats, who holds them, who waits in which order, where there is a tie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.awards.rounds import crumbs, form_of
from thidua.faces.kit.parts import Link
from thidua.foundation.core.errors import NotAllowed
from thidua.stages.nominations import choice, queries, rules
from thidua.stages.nominations.filters import round_of
from thidua.stages.nominations.naming import subject_words
from thidua.stages.nominations.queries import Fill

# Of each group of a pool; the rest stand on the list.
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Bench:
    """One pool as the page shows it."""

    fill: Fill
    seated: list[Any]
    waiting: list[Any]
    reserve: list[Any]
    failed: list[Any]
    unvoted: int
    ties: list[Any]
    # More of those who wait or were not agreed to than the page shows.
    more: int


@require_GET
def selection_page(request: HttpRequest, campaign: str, number: int, form: str) -> HttpResponse:
    """Whose question: «who takes which place, by what right, and who comes after»."""
    round = round_of(request.actor, campaign, number)
    award = form_of(round, form)
    if why_not := rules.why_not_run(request.actor, round):
        raise NotAllowed(why_not)
    rows = choice.benches(award)
    benches = [_bench(fill, rows.get(fill.pool.pk, [])) for fill in queries.fills(award, request.actor)]
    context = {
        "round": round,
        "award": award,
        "benches": benches,
        "crumbs": crumbs(round, Link(_("Xét chọn"))),
        "dossier": reverse("desk:submissions") if not award.is_ours else "",
        "without_pool": 0 if benches else queries.without_pool(award),
    }
    return render(request, "desk/awards/selection.html", context)


def _bench(fill: Fill, rows: list[Any]) -> Bench:
    named = [(row, subject_words(row)) for row in rows]
    by_kind = choice.sorted_out(rows)
    words = {row.pk: told for row, told in named}
    shown = {key: [(row, words[row.pk]) for row in group[:SHOWN]] for key, group in by_kind.items()}
    more = sum(max(0, len(by_kind[key]) - SHOWN) for key in ("waiting", "reserve", "failed"))
    return Bench(
        fill=fill, seated=shown["seated"], waiting=shown["waiting"], reserve=shown["reserve"], failed=shown["failed"],
        unvoted=len(by_kind["unvoted"]), ties=choice.tie_break(by_kind["waiting"], fill.free), more=more,
    )  # fmt: skip
