"""What a member reads of a candidate on one page: achievement, statements judged, works, earlier honours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from thidua.foundation.units.models import within
from thidua.stages.councils.models import SessionItem
from thidua.stages.evaluations.models import Evaluation, Judgement
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination
from thidua.stages.works.models import Status, Work

MOST_WORKS, MOST_HONOURS = 10, 10


@dataclass(frozen=True, slots=True)
class Dossier:
    """The candidate's own facts. `works` are the newest verified of the body's branch, `works_number` all of them."""

    judgements: Sequence[Judgement]
    is_judged: bool
    works: Sequence[Work]
    works_number: int
    honours: Sequence[Honour]


def dossier_of(item: SessionItem) -> Dossier:
    """The facts of a nominee, in a fixed number of statements."""
    nomination = item.nomination
    evaluation = _evaluation(nomination)
    works = Work.objects.filter(
        within("unit", ((nomination.subject.lft, nomination.subject.rgt),)), status=Status.VERIFIED,
        campaigns=nomination.campaign_id,
    )  # fmt: skip
    return Dossier(
        judgements=list(evaluation.judgements.order_by("criterion__position", "id")) if evaluation else [],
        is_judged=evaluation is not None and evaluation.status == Evaluation.Status.JUDGED,
        works=list(
            works.select_related("kind", "unit__kind", "unit__parent").order_by("-verified_at", "-id")[:MOST_WORKS]
        ),
        works_number=works.count(),
        honours=_honours(nomination),
    )


def _evaluation(nomination: Nomination) -> Evaluation | None:
    rows = Evaluation.objects.filter(campaign=nomination.campaign_id).exclude(status=Evaluation.Status.DRAFT)
    if nomination.person_id is not None:
        return rows.filter(person=nomination.person_id).order_by("-id").first()
    return rows.filter(person__isnull=True, unit=nomination.subject_id).order_by("-id").first()


def _honours(nomination: Nomination) -> list[Honour]:
    own = (
        Q(person=nomination.person_id)
        if nomination.person_id is not None
        else Q(person__isnull=True, unit=nomination.subject_id)
    )
    return list(Honour.objects.standing().filter(own).order_by("-decided_on", "-id")[:MOST_HONOURS])
