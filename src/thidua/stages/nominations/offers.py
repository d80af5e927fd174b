"""Whom an actor may propose: the open forms, its bodies, what lies directly beneath them, their people."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import living
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.campaigns.plan_queries import is_issued
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.filters import rounds_open_to
from thidua.stages.nominations.levels import fits, takes_part
from thidua.stages.nominations.models import AwardGuidance, Nomination
from thidua.stages.nominations.queries import proposing_bodies
from thidua.stages.works.naming import full_name


@dataclass(slots=True)
class Offered:
    """What the page offers; `homes` says of each person by id in which body he or she works."""

    bodies: list[Unit]
    subjects: list[Unit]
    forms: list[AwardForm]
    closed: list[AwardForm]
    people: dict[str, Person] = field(default_factory=dict)
    homes: dict[int, Unit] = field(default_factory=dict)

    def subjects_for(self, form: AwardForm) -> list[Unit]:
        """The bodies that some class of the form is for, themselves or their people; all while classes are open."""
        pools = list(form.pools.all())
        kinds = {kind for pool in pools if pool.quota != 0 for kind in pool.unit_kinds}
        fitting = [unit for unit in self.subjects if not pools or unit.kind_id in kinds]
        return [unit for unit in fitting if takes_part(form.round, unit)]

    def people_for(self, form: AwardForm) -> list[tuple[str, str]]:
        """The people whom some class of the form is for, each with position and body: two may have one name."""
        pools = list(form.pools.all())
        found = []
        for uid, person in self.people.items():
            home = self.homes[person.pk]
            if not takes_part(form.round, home):
                continue
            if not pools or any(fits(pool, subject=home, is_person=True) for pool in pools):
                words = ", ".join(filter(None, (person.full_name, person.position, full_name(home))))
                found.append((uid, words))
        return found

    def person(self, uid: str) -> Person | None:
        """One of the people offered."""
        return self.people.get(uid)

    def body_of(self, person: Person) -> Unit | None:
        """The body a person offered works in."""
        return self.homes.get(person.pk)

    def body_for(self, subject: Unit) -> Unit:
        """Which of the actor's bodies proposes a subject: itself, else the nearest one above it."""
        fitting = [body for body in self.bodies if body.lft <= subject.lft and subject.rgt <= body.rgt]
        return max(fitting, key=lambda body: body.lft) if fitting else self.bodies[0]


def offered(actor: Actor, *, on: datetime.date) -> Offered:
    """Raises `NotAllowed` for who proposes for nobody, naming who does."""
    bodies = list(proposing_bodies(actor))
    if not bodies:
        raise NotAllowed(_("Người lập đề nghị khen thưởng: cán bộ của đơn vị."))
    ids = [body.pk for body in bodies]
    below = Unit.objects.filter(Q(pk__in=ids) | Q(parent__in=ids)).filter(living(on))
    subjects = list(below.select_related("kind", "parent__kind").order_by("lft", "id"))
    forms = AwardForm.objects.filter(round__in=rounds_open_to(actor))
    forms = forms.select_related("round__campaign__owner", "round__unit", "round__plan__document")
    forms = forms.prefetch_related("pools").order_by("-round__campaign__starts_on", "round_id", "clause", "id")
    is_open = set(
        AwardGuidance.objects.filter(status=AwardGuidance.Status.ISSUED).order_by("id").values_list("round", flat=True)
    )
    listed = [form for form in forms if _is_given(form)]
    found = Offered(
        bodies, subjects, [form for form in listed if form.round_id in is_open],
        [form for form in listed if form.round_id not in is_open],
    )  # fmt: skip
    _put_people(found, on)
    return found


def _is_given(form: AwardForm) -> bool:
    """Whether a form is given yet: a lower unit's plan may have been withdrawn, or say it no more."""
    plan, pools = form.round.plan, form.pools.all()
    return (plan is None or is_issued(plan)) and (not pools or any(pool.quota != 0 for pool in pools))


def _put_people(found: Offered, on: datetime.date) -> None:
    """Those who hold a role in one of the bodies today, and those evaluated, proposed or honoured as theirs before."""
    homes = {unit.pk: unit for unit in found.subjects}
    rows = Membership.objects.on(on).filter(unit__in=homes).select_related("person")
    pairs = [(row.person, row.unit_id) for row in rows.order_by("person__sort_key", "person_id", "id")]
    evaluated = Evaluation.objects.filter(unit__in=homes, person__isnull=False).select_related("person")
    proposed = Nomination.objects.filter(subject__in=homes, person__isnull=False).select_related("person")
    honoured = Honour.objects.filter(unit__in=homes, person__isnull=False).select_related("person")
    pairs += [(row.person, row.unit_id) for row in evaluated.order_by("id") if row.person]
    pairs += [(row.person, row.subject_id) for row in proposed.order_by("id") if row.person]
    pairs += [(row.person, row.unit_id) for row in honoured.order_by("sort_key", "id") if row.person]
    for person, unit_id in pairs:
        if person.pk not in found.homes:
            found.homes[person.pk] = homes[unit_id]
            found.people[str(person.uid)] = person
