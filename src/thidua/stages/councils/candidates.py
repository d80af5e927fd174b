"""Whom a council may consider: what the round's body has in hand, or what its own unit has."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from thidua.stages.campaigns.models import AwardRound
from thidua.stages.councils.models import Council, SessionItem
from thidua.stages.councils.states import OVER
from thidua.stages.nominations import queries
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.waiting import BODY, in_councils_hands

_LISTED = SessionItem.objects.filter(nomination=OuterRef("pk")).exclude(session__status__in=OVER)


def to_be_considered(council: Council, round: AwardRound) -> QuerySet[Nomination]:
    """The nominations of a round that wait for this council.

    For the council of the round's own body those of accepted dossiers; for another unit's those it holds itself.
    """
    if council.unit_id == round.unit_id:
        return queries.to_be_considered(round)
    held = Nomination.objects.filter(form__round=round, holder=council.unit_id, status=Nomination.Status.PROPOSED)
    return held.select_related("subject__kind", "subject__parent", "person", "form", "pool").order_by("sort_key", "id")


def to_be_offered(council: Council, round: AwardRound) -> QuerySet[Nomination]:
    """Those that may be put on a new list: whoever stands on the list of a session under way is not asked about twice.

    Who was voted on before stays among them, for a council may vote again; `waiting` is who has had no vote.
    """
    return to_be_considered(council, round).filter(~Exists(_LISTED))


def waiting(council: Council, round: AwardRound) -> QuerySet[Nomination]:
    """Those the council has not voted on and is not about to."""
    return to_be_offered(council, round).filter(vote=Nomination.Vote.NONE)


def waiting_by_round(units: Sequence[int]) -> list[tuple[int, str, str, int]]:
    """Unit, round, campaign and how many wait for the unit's council as `waiting` says, in one statement."""
    held = Nomination.objects.filter(status=Nomination.Status.PROPOSED).exclude(holder=F(BODY))
    rows = (in_councils_hands() | held).filter(~Exists(_LISTED), holder__in=units, vote=Nomination.Vote.NONE)
    groups = rows.order_by().values_list(
        "holder", "form__round__number", "form__round__name", "campaign__short_name", "form__round"
    )
    counted = groups.annotate(waiting=Count("pk", distinct=True)).order_by("holder", "form__round")
    return [
        (holder, str(AwardRound(number=number, name=name)), campaign, count)
        for holder, number, name, campaign, _round, count in counted
    ]
