"""Which body stands where on the way of a nomination: whom it goes to, who submits, who confirms its report."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.foundation.accounts.models import Membership
from thidua.foundation.accounts.roles import Leader
from thidua.foundation.core import clock
from thidua.foundation.units.models import Unit, is_department
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound, Campaign
from thidua.stages.milestones.frame import superior_id
from thidua.stages.nominations.models import Nomination


@dataclass(frozen=True, slots=True)
class Confirmer:
    """The body whose leader confirms an achievement report, and whether it is the nominee's own."""

    unit: Unit
    is_own: bool


def superior(campaign: Campaign, unit: Unit) -> Unit | None:
    """The unit above in the campaign's frame."""
    above = superior_id(campaign.pk, unit)
    return Unit.objects.select_related("kind", "parent").filter(pk=above).first() if above else None


def first_holder(round: AwardRound, unit: Unit) -> Unit:
    """Who has a nomination once `unit` has proposed it.

    The level above; but a body directly under the one that runs the round submits for itself and keeps it until its
    dossier is sent, and a department's goes to the office of its body.
    """
    if unit.pk == round.unit_id or is_department(unit.kind_id):
        return round.unit
    above = superior(round.campaign, unit)
    return unit if above is None or not is_between(round, above) else above


def receiver_of(form: AwardForm, unit: Unit) -> Unit | None:
    """Whom a body submits to: the level above it; the round's body itself for a form of its own; else outside."""
    round = form.round
    if unit.pk == round.unit_id:
        return round.unit if form.is_ours else None
    above = superior(round.campaign, unit)
    if round.plan_id is not None and (above is None or not is_between(round, above)):
        return round.unit
    return above


def is_between(round: AwardRound, above: Unit) -> bool:
    """Whether a level stands between those who propose and the body that runs the round."""
    if above.pk == round.unit_id:
        return False
    return round.plan_id is None or proposes_for(round.unit, above)


def takes_part(round: AwardRound, unit: Unit) -> bool:
    """Whether a unit may be proposed in a round: of a lower unit's plan those of its own branch alone."""
    return round.plan_id is None or proposes_for(round.unit, unit)


def proposes_for(unit: Unit, subject: Unit) -> bool:
    """Whether a body may propose another: itself, or what lies beneath it."""
    return unit.pk == subject.pk or (unit.lft <= subject.lft and subject.rgt <= unit.rgt)


def fits(pool: AwardPool, *, subject: Unit, is_person: bool) -> bool:
    """Whether a pool is for this kind of subject; one of no places is given to nobody any more."""
    return pool.quota != 0 and pool.for_people == is_person and subject.kind_id in pool.unit_kinds


def pool_for(form: AwardForm, *, subject: Unit, is_person: bool) -> AwardPool | None:
    """The first pool of the form that is for this kind of subject."""
    pools = form.pools.order_by("position", "id")
    return next((pool for pool in pools if fits(pool, subject=subject, is_person=is_person)), None)


def confirmer_of(nomination: Nomination) -> Confirmer:
    """Whose leader confirms the achievement report (VI.4): the nominee's own head; the level above for a working board,
    a department and for the head itself.
    """
    subject = nomination.subject
    above = subject.parent if is_department(subject.kind_id) else superior(nomination.campaign, subject)
    if above is not None and (_has_no_seal(subject) or _is_head(nomination)):
        return Confirmer(above, is_own=False)
    return Confirmer(subject, is_own=True)


def _has_no_seal(subject: Unit) -> bool:
    return subject.kind.is_area or is_department(subject.kind_id)


def _is_head(nomination: Nomination) -> bool:
    if nomination.person_id is None:
        return False
    posts = Membership.objects.on(clock.today()).filter(person=nomination.person_id, unit=nomination.subject_id)
    return posts.filter(role=Leader.key).exists()
