"""Who sees a nomination and a dossier: the bodies over the proposing unit and over the nominee; drafts only those who
write or confirm them. A seat in a council alone opens nothing here: its candidates are shown by the session.
"""

from __future__ import annotations

import uuid

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, disjoint
from thidua.foundation.accounts.roles import ROLES, Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Interval, Unit, within
from thidua.stages.nominations.models import Nomination, NominationQuerySet, NomineeFile, Submission

READERS = frozenset(
    {
        Permission.AWARDS_PROPOSE, Permission.AWARDS_CONFIRM, Permission.AWARDS_SELECT, Permission.COUNCIL_KEEP,
        Permission.SITE,
    }
)  # fmt: skip


def branches(actor: Actor) -> tuple[Interval, ...]:
    """The branches whose nominations the actor reads: those it reads by a post that has to do with awards."""
    reading = [post for post in actor.posts if ROLES[post.role].permissions & READERS]
    if len(reading) == len(actor.posts):
        return actor.intervals
    above = [post.parent_id for post in reading if post.is_department and post.parent_id]
    houses = Unit.objects.filter(pk__in=above).order_by("id").values_list("lft", "rgt") if above else []
    return disjoint([*((post.lft, post.rgt) for post in reading), *houses])


def readable(actor: Actor) -> NominationQuerySet:
    """Every nomination the actor may open."""
    own = [*actor.bodies_with(Permission.AWARDS_PROPOSE), *actor.bodies_with(Permission.AWARDS_CONFIRM)]
    seen = branches(actor)
    drafts = ~Q(status=Nomination.Status.DRAFT) | Q(unit__in=own)
    return Nomination.objects.filter(within("unit", seen) | within("subject", seen)).filter(drafts)


def readable_submissions(actor: Actor) -> Q:
    """The filter of the dossiers the actor may open; drafts are their own body's."""
    own = [*actor.bodies_with(Permission.AWARDS_PROPOSE), *actor.bodies_with(Permission.AWARDS_CONFIRM)]
    sent = ~Q(status=Submission.Status.DRAFT) | Q(unit__in=own)
    return within("unit", branches(actor)) & sent


def readable_among(actor: Actor, dossiers: list[int]) -> set[int]:
    """Of these dossiers, those the actor may open."""
    rows = Submission.objects.filter(readable_submissions(actor), pk__in=dossiers)
    return set(rows.values_list("pk", flat=True))


def require_seen(by: By, nomination: Nomination) -> None:
    """Raises `Missing` for a nomination the actor may not know of, as if there were none."""
    if isinstance(by, Actor) and not readable(by).filter(pk=nomination.pk).exists():
        raise Missing(_("Không tìm thấy đề nghị khen thưởng này, hoặc đề nghị thuộc đơn vị khác."))


def require_submission_seen(by: By, submission: Submission) -> None:
    """Raises `Missing` for a dossier the actor may not know of."""
    if isinstance(by, Actor) and not Submission.objects.filter(readable_submissions(by), pk=submission.pk).exists():
        raise Missing(_("Không tìm thấy hồ sơ này, hoặc hồ sơ thuộc đơn vị khác."))


def may_read_files(actor: Actor, uid: uuid.UUID) -> bool:
    """A dossier's scans are read by those who read the dossier."""
    return Submission.objects.filter(readable_submissions(actor), uid=uid).exists()


def in_sent_file(nomination: Nomination) -> bool:
    """Whether the nomination stands in a dossier that was sent up and not returned."""
    sent = [Submission.Status.SENT, Submission.Status.ACCEPTED]
    return NomineeFile.objects.filter(nomination=nomination, submission__status__in=sent).exists()
