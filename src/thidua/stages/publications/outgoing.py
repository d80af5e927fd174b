"""What waits to go out: decisions whose honoured may be named, rounds whose candidates may be spoken of."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.stages.campaigns.models import AwardRound, Campaign
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import AwardGuidance, NomineeComment
from thidua.stages.publications.candidates import commentable
from thidua.stages.publications.models import PublicItem

MOST_DECISIONS = 100
MOST_REMARKS = 50


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision by which somebody was honoured: how many names, how many of them stand on the portal."""

    uid: uuid.UUID
    campaign: str
    number: str
    decided_on: datetime.date
    decider: str
    form: str
    names: int
    published: int


@dataclass(frozen=True, slots=True)
class RoundLine:
    """An award round with its guidance (or none), how many may be named and how many names stand on a day."""

    round: AwardRound
    guidance: AwardGuidance | None
    names: int
    standing: int


def decisions(*, actor: Actor) -> list[DecisionLine]:
    """The newest decisions in campaigns the actor publishes for; two statements."""
    rows = Honour.objects.standing().filter(campaign__owner__in=actor.bodies_with(Permission.PUBLISH))
    named = _live(PublicItem.Kind.HONOUR).values("source_uid")
    found = (
        rows.values("campaign__short_name", "decision_number", "decided_on", "decider")
        .annotate(first=Min("id"), form=Min("form_name"), names=Count("id"),
                  published=Count("id", filter=Q(uid__in=named)))
        .order_by("-decided_on", "-first")[:MOST_DECISIONS]
    )  # fmt: skip
    groups = list(found)
    uids = dict(Honour.objects.filter(pk__in=[row["first"] for row in groups]).values_list("pk", "uid"))
    return [
        DecisionLine(
            uids[row["first"]], row["campaign__short_name"], row["decision_number"], row["decided_on"], row["decider"],
            row["form"], row["names"], row["published"],
        )
        for row in groups
    ]  # fmt: skip


def honours_of_decision(*, actor: Actor, uid: uuid.UUID) -> tuple[Campaign, QuerySet[Honour]]:
    """The campaign and the standing honours of the decision in which an honour was given; unnamed ones first.

    Raises `Missing` for one of a campaign the actor does not publish for, or of none.
    """
    one = Honour.objects.filter(uid=uid, campaign__owner__in=actor.bodies_with(Permission.PUBLISH)).select_related(
        "campaign__owner"
    )
    found = the_one(one)
    if found is None or found.campaign is None:
        raise Missing(_("Không tìm thấy quyết định khen thưởng này trong phạm vi của bạn."))
    rows = Honour.objects.standing().filter(
        campaign=found.campaign,
        decision_number=found.decision_number,
        decided_on=found.decided_on,
        decider=found.decider,
    )
    return found.campaign, rows.select_related("unit").order_by("golden_number", "sort_key", "id")


def copies_of(kind: str, sources: Sequence[uuid.UUID]) -> dict[uuid.UUID, PublicItem]:
    """What stands on the portal of some things, by the thing."""
    return {item.source_uid: item for item in _live(kind).filter(source_uid__in=sources).defer("content")}


def rounds(*, actor: Actor, on: datetime.date) -> list[RoundLine]:
    """The award rounds that bodies the actor publishes for run; three statements a round, of which there are few."""
    rows = _rounds(actor).order_by("-campaign__starts_on", "campaign_id", "number")
    return [_round_line(row, on) for row in rows]


def round_of(*, actor: Actor, key: str, number: int, on: datetime.date) -> RoundLine:
    """One round. Raises `Missing` for one that another body runs."""
    found = the_one(_rounds(actor).filter(campaign__key=key, number=number))
    if found is None:
        raise Missing(_("Không tìm thấy đợt khen thưởng này trong phạm vi của bạn."))
    return _round_line(found, on)


def remarks(round: AwardRound) -> list[NomineeComment]:
    """What was said of the round's candidates and handed down, the newest first."""
    rows = NomineeComment.objects.filter(nomination__form__round=round)
    return list(
        rows.select_related("nomination__subject", "nomination__person").order_by("-made_at", "-id")[:MOST_REMARKS]
    )


def _rounds(actor: Actor) -> QuerySet[AwardRound]:
    """Of campaigns their own bodies', of a lower unit's own plan that unit's."""
    rows = AwardRound.objects.filter(unit__in=actor.bodies_with(Permission.PUBLISH))
    return rows.select_related("campaign__owner", "unit")


def _round_line(row: AwardRound, on: datetime.date) -> RoundLine:
    guidance = AwardGuidance.objects.filter(round=row, status=AwardGuidance.Status.ISSUED).first()
    names = commentable(row)
    standing = PublicItem.objects.open_on(on).filter(
        kind=PublicItem.Kind.CANDIDATE, source_uid__in=names.order_by().values("uid")
    )
    return RoundLine(row, guidance, names.count(), standing.count())


def _live(kind: str) -> QuerySet[PublicItem]:
    return PublicItem.objects.live().filter(kind=kind)
