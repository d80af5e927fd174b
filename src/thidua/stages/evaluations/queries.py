"""Evaluations read: lists as an actor may see and narrow them, one evaluation, what waits, who has not begun."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.accounts.roles import Leader, Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.models import Campaign, CriteriaSet, Participation
from thidua.stages.evaluations.filters import TO_MEND, WAITING, Narrowing
from thidua.stages.evaluations.models import Evaluation, EvaluationQuerySet, Judgement
from thidua.stages.honours.models import Honour

RELATED = ("campaign__owner", "criteria_set", "person", "unit__kind", "unit__parent__kind")
PEOPLE = ("made_by", "sent_by", "judged_by")


def readable(actor: Actor) -> EvaluationQuerySet:
    """The evaluations of units in the actor's branches; what is not sent yet only to the unit's own people."""
    own = set(actor.bodies_with(Permission.READ))
    writing = Unit.objects.filter(Q(pk__in=own) | Q(kind__is_area=True, parent__in=own)).order_by()
    unsent = Q(status=Evaluation.Status.DRAFT) & ~Q(unit__in=writing.values("pk"))
    rows: EvaluationQuerySet = Evaluation.objects.filter(within("unit", actor.intervals)).exclude(unsent)
    return rows


def require_seen(by: By, evaluation: Evaluation) -> None:
    """Raises `Missing` for an evaluation the actor may not know of, as if there were none."""
    if isinstance(by, Actor) and not readable(by).filter(pk=evaluation.pk).exists():
        raise Missing(_("Không tìm thấy bản đánh giá này, hoặc bản này thuộc đơn vị khác."))


def find_evaluation(actor: Actor, uid: uuid.UUID) -> Evaluation:
    """One evaluation with what its page shows; raises `Missing` for one the actor may not know of."""
    row = the_one(readable(actor).filter(uid=uid).select_related(*RELATED, *PEOPLE))
    if row is None:
        raise Missing(_("Không tìm thấy bản đánh giá này, hoặc bản này thuộc đơn vị khác."))
    return row


def evaluation_of(campaign: Campaign, unit: Unit, person: Person | None = None) -> Evaluation | None:
    """The evaluation of a body itself, or of a person, in a campaign."""
    rows = Evaluation.objects.filter(campaign=campaign)
    rows = rows.filter(person=person) if person is not None else rows.filter(unit=unit, person__isnull=True)
    return the_one(rows.select_related(*RELATED))


def statements_for(evaluation: Evaluation, form_key: str = "") -> list[Judgement]:
    """The statements in the plan's order that hold for a form of award: those of all forms, and its own."""
    rows = Judgement.objects.filter(evaluation=evaluation, criterion__only_for_form__in=["", form_key])
    return list(rows.select_related("criterion").order_by("criterion__position", "id"))


def list_evaluations(actor: Actor, chosen: Narrowing) -> EvaluationQuerySet:
    """The evaluations of a list, the last changed first."""
    rows = _narrowed(actor, chosen)
    rows = rows.filter(status=chosen.status) if chosen.status else rows
    return rows.order_by("-changed_at", "-id")


def counts_by_status(actor: Actor, chosen: Narrowing) -> dict[str, int]:
    """How many evaluations of the list stand in each status, for its chips."""
    rows = _narrowed(actor, chosen).order_by().values("status").annotate(number=Count("id"))
    return {row["status"]: row["number"] for row in rows}


def waiting_for(actor: Actor) -> EvaluationQuerySet:
    """What was sent and waits for this actor: of those directly beneath its bodies; of the top for its leader."""
    places = Participation.objects.standing().filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"))
    led = [post.unit_id for post in actor.posts if post.role == Leader.key]
    above = {*actor.bodies_with(Permission.EVALUATE), *led}
    wrote = Q(made_by=actor.person_id) | Q(sent_by=actor.person_id)
    department = Q(unit__kind__key__endswith="department")
    beneath = Exists(places.filter(parent__in=above)) & ~department & ~wrote
    as_leader = Exists(places.filter(parent__in=led)) & (~department | ~wrote)
    top = Q(unit__in=led) & Exists(places.filter(parent__isnull=True)) & ~wrote
    rows: EvaluationQuerySet = Evaluation.objects.filter(beneath | as_leader | top, status=Evaluation.Status.SENT)
    return rows


def written_units(actor: Actor) -> QuerySet[Unit]:
    """The units the actor evaluates for: its own, its department's committee, a commune's areas."""
    own = set(actor.bodies_with(Permission.EVALUATE))
    rows = Unit.objects.filter(Q(pk__in=own) | Q(kind__is_area=True, parent__in=own), valid_to__isnull=True)
    return rows.select_related("kind", "parent__kind").order_by("lft", "id")


def people_of(units: Iterable[Unit]) -> QuerySet[Person]:
    """The people of some bodies: who holds or held a role, was honoured or is evaluated as one of them; by name."""
    ids = [unit.pk for unit in units]
    found = [
        model.objects.filter(unit__in=ids, person__isnull=False).values("person")
        for model in (Membership, Honour, Evaluation)
    ]
    return Person.objects.filter(Q(pk__in=found[0]) | Q(pk__in=found[1]) | Q(pk__in=found[2])).order_by(
        "sort_key", "id"
    )


def not_begun(actor: Actor, campaign: Campaign) -> QuerySet[Participation]:
    """The bodies directly beneath the actor's that the plan has criteria for and that have sent nothing; by name."""
    above = set(actor.bodies_with(Permission.READ))
    kinds = {
        kind
        for row in CriteriaSet.objects.filter(campaign=campaign, for_people=False).order_by("id")
        for kind in row.unit_kinds
    }
    sent = Evaluation.objects.filter(campaign=campaign, unit=OuterRef("unit"), person__isnull=True)
    rows = Participation.objects.standing().filter(campaign=campaign, parent__in=above, kind__in=kinds)
    rows = rows.exclude(Exists(sent.filter(sent_at__isnull=False)))
    return rows.select_related("unit__kind", "unit__parent").order_by("unit__sort_key", "id")


def _narrowed(actor: Actor, chosen: Narrowing) -> EvaluationQuerySet:
    rows = waiting_for(actor) if chosen.view == WAITING else readable(actor)
    if chosen.view == TO_MEND:
        open_ones = [Evaluation.Status.DRAFT, Evaluation.Status.RETURNED]
        rows = rows.filter(status__in=open_ones, unit__in=written_units(actor).order_by().values("pk"))
    if chosen.campaign:
        rows = rows.filter(campaign=chosen.campaign)
    if chosen.unit:
        rows = rows.filter(within("unit", ((chosen.unit.lft, chosen.unit.rgt),)))
    if chosen.text:
        rows = rows.matching(chosen.text)
    return rows.select_related(*RELATED)
