"""Nominations read: lists as the actor may see them, one with its page, how full the pools of a form are."""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound
from thidua.stages.nominations.filters import LATE, TO_CONFIRM, TO_MEND, WAITING, Narrowing, rounds_open_to
from thidua.stages.nominations.models import AwardGuidance, Nomination, NominationQuerySet, NomineeFile, Submission
from thidua.stages.nominations.rules import why_not_run
from thidua.stages.nominations.standing import LATE as OVERDUE
from thidua.stages.nominations.standing import SENT_LATE, STANDING, Standing, with_standing
from thidua.stages.nominations.visibility import readable, readable_submissions
from thidua.stages.nominations.waiting import SHOWN_WITH, selected_for, to_be_considered, to_be_filed, to_submit

N = Nomination.Status
PAGE_OF = (*SHOWN_WITH, "confirmed_by", "seat", "unit__kind", "unit__parent", "holder__kind", "campaign__owner__kind",
           "form__round__campaign__owner")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opening:
    """Nominees of one form that a body holds outside its dossier; `dossier` is the one it has, if it has one."""

    unit: Unit
    form_name: str
    form_key: str
    campaign_key: str
    round_number: int
    number: int
    dossier: uuid.UUID | None
    status: str | None

    @property
    def is_open(self) -> bool:
        """Whether the dossier still takes names."""
        return self.status in (Submission.Status.DRAFT, Submission.Status.RETURNED)


@dataclass(slots=True)
class Fill:
    """How full a pool is: its seats, and the nominations that ask for them by what became of them.

    `is_whole`: all of them are counted; else those alone that the reader may open.
    """

    pool: AwardPool
    is_whole: bool = True
    taken: int = 0
    seats: int = 0
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def free(self) -> int:
        return self.seats - self.taken

    @property
    def asked(self) -> int:
        return sum(self.statuses.values())

    @property
    def reserve(self) -> int:
        return self.statuses[N.RESERVE]

    @property
    def shown(self) -> list[tuple[int, bool]]:
        """Each seat by its number, taken or not."""
        return [(number, number <= self.taken) for number in range(1, self.seats + 1)]


def rounds_of(actor: Actor) -> QuerySet[AwardRound]:
    """The rounds the actor's units take part in, newest campaign first."""
    rows = rounds_open_to(actor).select_related("campaign__owner", "unit")
    forms = Prefetch("forms", AwardForm.objects.order_by("clause", "id"))
    return rows.prefetch_related(forms).order_by("-campaign__starts_on", "campaign_id", "number", "id")


def guidance_of(round: AwardRound) -> AwardGuidance | None:
    """The guidance of a round with its document, drafts too."""
    rows = AwardGuidance.objects.filter(round=round).select_related(
        "document__unit__kind", "unit__kind", "unit__parent"
    )
    return the_one(rows)


def guidances(rounds: list[AwardRound]) -> dict[int, AwardGuidance]:
    """The guidance of each round that has one."""
    rows = AwardGuidance.objects.filter(round__in=rounds).select_related("document").order_by("id")
    return {row.round_id: row for row in rows}


def list_nominations(actor: Actor, chosen: Narrowing) -> NominationQuerySet:
    """The nominations the actor may see under the filters, by name; withdrawn ones only when asked for."""
    rows = with_standing(readable(actor))
    if chosen.text:
        rows = rows.matching(chosen.text)
    if chosen.round:
        rows = rows.filter(form__round=chosen.round)
    if chosen.form:
        rows = rows.filter(form=chosen.form)
    if chosen.pool:
        rows = rows.filter(pool__position=chosen.pool)
    rows = rows.filter(Q((STANDING, chosen.status))) if chosen.status else rows.exclude(status=N.WITHDRAWN)
    if chosen.view:
        rows = rows.filter(_VIEWS[chosen.view](actor))
    return rows.select_related(*SHOWN_WITH, "seat").order_by("sort_key", "id")


def counts_by_status(actor: Actor, chosen: Narrowing) -> dict[str, int]:
    """How many stand at each point of their way under the other filters."""
    rows = list_nominations(actor, Narrowing(round=chosen.round, form=chosen.form, text=chosen.text, pool=chosen.pool))
    counted = rows.order_by().values_list(STANDING).annotate(number=Count("id")).order_by(STANDING)
    return dict(counted)


def list_submissions(actor: Actor, chosen: Narrowing) -> QuerySet[Submission]:
    """The dossiers the actor may see under the filters, the latest sent first."""
    rows = Submission.objects.filter(readable_submissions(actor))
    if chosen.round:
        rows = rows.filter(form__round=chosen.round)
    if chosen.form:
        rows = rows.filter(form=chosen.form)
    if chosen.status:
        rows = rows.filter(status=chosen.status)
    if chosen.text:
        rows = rows.filter(unit__in=Unit.objects.matching(chosen.text))
    if chosen.view == LATE:
        rows = rows.filter(SENT_LATE)
    rows = rows.select_related(
        "form__round__campaign", "form__round__guidance", "unit__kind", "unit__parent", "receiver", "letter"
    )
    return rows.annotate(nominee_count=Count("nominees")).order_by("form__clause", "unit__sort_key", "id")


def find_nomination(actor: Actor, uid: uuid.UUID) -> Nomination:
    """One nomination with what its page shows; raises `Missing` for one the actor may not know of."""
    row = the_one(readable(actor).filter(uid=uid).select_related(*PAGE_OF))
    if row is None:
        raise Missing(_("Không tìm thấy đề nghị khen thưởng này, hoặc đề nghị thuộc đơn vị khác."))
    return row


def find_submission(actor: Actor, uid: uuid.UUID) -> Submission:
    """One dossier; raises `Missing` for one the actor may not know of."""
    rows = Submission.objects.filter(readable_submissions(actor), uid=uid).select_related(
        "form__round__campaign__owner",
        "form__round__unit",
        "form__round__guidance",
        "unit__kind",
        "unit__parent",
        "receiver",
        "letter",
    )
    row = the_one(rows)
    if row is None:
        raise Missing(_("Không tìm thấy hồ sơ này, hoặc hồ sơ thuộc đơn vị khác."))
    return row


def fills(form: AwardForm, actor: Actor) -> list[Fill]:
    """The pools of a form with seats and askers: of all for who runs the round, else of those the actor may open."""
    is_whole = why_not_run(actor, form.round) is None
    known = Nomination.objects.all() if is_whole else readable(actor)
    taken = Q(seats__nomination__in=known.order_by().values("pk"))
    pools = form.pools.annotate(seat_count=Count("seats"), taken_count=Count("seats", filter=taken))
    found = {
        pool.pk: Fill(pool, is_whole, pool.taken_count, pool.seat_count) for pool in pools.order_by("position", "id")
    }
    counted = known.living().filter(form=form, pool__isnull=False).order_by().values_list("pool", "status")
    for pool, status, number in counted.annotate(number=Count("id")).order_by("pool", "status"):
        found[pool].statuses[status] = number
    # A class that the unit's plan gives no more is shown for who asked for it before.
    return [fill for fill in found.values() if fill.pool.quota != 0 or fill.asked]


def quotas_of(form: AwardForm) -> dict[str, int | None]:
    """The number of each class of a form as it stands."""
    return dict(form.pools.order_by("position", "id").values_list("name", "quota"))


def without_pool(form: AwardForm) -> int:
    """How many were proposed while the classes of the form are not announced."""
    return Nomination.objects.living().filter(form=form, pool__isnull=True).count()


def proposing_bodies(actor: Actor) -> QuerySet[Unit]:
    """The bodies the actor proposes for; areas propose through their commune."""
    ids = actor.bodies_with(Permission.AWARDS_PROPOSE)
    rows = Unit.objects.filter(pk__in=ids, kind__is_area=False).select_related("kind", "parent__kind")
    return rows.order_by("lft", "id")


def submittable(actor: Actor) -> list[Opening]:
    """The forms for which a body of the actor holds nominees outside its dossier, in two statements."""
    bodies = {unit.pk: unit for unit in proposing_bodies(actor)}
    filed = NomineeFile.objects.filter(
        nomination=OuterRef("pk"), submission__unit=OuterRef("holder"), submission__form=OuterRef("form")
    )
    own = Submission.objects.filter(unit=OuterRef("holder"), form=OuterRef("form")).order_by("id")
    waiting = to_be_filed().filter(~Exists(filed), holder__in=bodies, form__round__guidance__status="issued")
    groups = waiting.order_by().values_list(
        "holder", "form__name", "form__key", "form__round__campaign__key", "form__round__number"
    )
    counted = groups.annotate(
        number=Count("id"), dossier=Subquery(own.values("uid")[:1]), status=Subquery(own.values("status")[:1])
    )
    return [Opening(bodies[holder], *rest) for holder, *rest in counted.order_by("form__name", "holder")]


def _waiting(actor: Actor) -> Q:
    """What the actor's bodies hold and can act on: what waits for a council waits for nobody else."""
    return Q(standing__in=[N.PROPOSED, Standing.AGREED], holder__in=actor.bodies_with(Permission.AWARDS_SELECT))


def to_confirm(actor: Actor) -> Q:
    """Reports that one of the actor's bodies confirms, as far as the kinds of unit tell; the page asks the rule."""
    own = actor.bodies_with(Permission.AWARDS_CONFIRM)
    below = Q(subject__parent__in=own) & (Q(subject__kind__is_area=True) | Q(subject__kind__key__endswith="department"))
    itself = Q(subject__in=own, subject__kind__is_area=False) & ~Q(subject__kind__key__endswith="department")
    mine = Q(person__isnull=False) & Q(person=actor.person_id)
    return Q(confirmed_at__isnull=True, status__in=[N.DRAFT, N.PROPOSED, N.RETURNED]) & (below | itself) & ~mine


def _to_mend(actor: Actor) -> Q:
    return Q(status__in=[N.RETURNED, N.DRAFT], unit__in=actor.bodies_with(Permission.AWARDS_PROPOSE))


def _late(actor: Actor) -> Q:
    return OVERDUE


_VIEWS = {WAITING: _waiting, TO_CONFIRM: to_confirm, TO_MEND: _to_mend, LATE: _late}

__all__ = [
    "Fill", "Opening", "counts_by_status", "fills", "find_nomination", "find_submission", "guidance_of", "guidances",
    "list_nominations", "list_submissions", "proposing_bodies", "quotas_of", "rounds_of", "selected_for", "submittable",
    "to_be_considered", "to_confirm", "to_submit", "without_pool",
]  # fmt: skip
