"""The works an officer has in hand, each with the step it waits for: what one may want to tell from where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Prefetch, Window

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.stages.works.kinds import Step, last_step, next_step
from thidua.stages.works.models import Status, Work, WorkPaper
from thidua.stages.works.queries import entered_units

IN_HAND = (Status.NOTED, Status.REGISTERED)


@dataclass(frozen=True, slots=True)
class InHand:
    """A work that is not done yet, and the step it waits for."""

    work: Work
    step: Step

    @property
    def is_last(self) -> bool:
        return self.step == last_step(self.work.kind)


def works_in_hand(actor: Actor, most: int) -> tuple[list[InHand], int]:
    """The works of the units the actor enters for whose next step is told by a form, and how many further works are not
    looked at: at most so many, those planned to end first before the others, those without a day last. In three
    statements.
    """
    if not actor.posts_with(Permission.WORKS_ENTER):
        return [], 0
    units = entered_units(actor).order_by().values("pk")
    rows = Work.objects.filter(unit__in=units, status__in=IN_HAND).annotate(together=Window(Count("id")))
    standing = Prefetch("papers", WorkPaper.objects.filter(revoked_at=None).order_by("id"))
    rows = rows.select_related("kind", "unit__kind", "unit__parent").prefetch_related("steps", standing)
    found = list(rows.order_by(F("planned_finish").asc(nulls_last=True), "id")[:most])
    total: int = vars(found[0])["together"] if found else 0
    return list(_told_by_a_form(found)), total - len(found)


def _told_by_a_form(works: list[Work]) -> Iterator[InHand]:
    """Those that wait for a paper, drawn up and signed before the step, are left out."""
    for work in works:
        step = next_step(work.kind, {row.key for row in work.steps.all()})
        one = InHand(work, step)
        if one.is_last or not step.document or any(paper.step == step.key for paper in work.papers.all()):
            yield one
