"""The record of a nomination as operations hold it, and what every act on it keeps in step."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.locking import Rank, lock
from thidua.foundation.core.operations import touch
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound
from thidua.stages.campaigns.plan_queries import is_issued
from thidua.stages.nominations.models import AwardGuidance, Nomination, Seat, Submission
from thidua.stages.nominations.visibility import require_seen, require_submission_seen
from thidua.stages.nominations.wording import NO_GUIDANCE, ROUND_CLOSED


def held(nomination: Nomination, *, by: By) -> Nomination:
    """The nomination, locked, for an actor who may know of it; raises `Missing` otherwise."""
    require_seen(by, nomination)
    return lock(nomination)


def held_submission(submission: Submission, *, by: By) -> Submission:
    """The dossier, locked, for an actor who may know of it; raises `Missing` otherwise."""
    require_submission_seen(by, submission)
    return lock(submission)


def changed(row: Nomination | Submission | AwardGuidance, *, by: By, now: datetime.datetime) -> None:
    """Notes who changed the record and when; the caller saves."""
    row.changed_by_id = person_of(by)
    touch(row, now=now)


def put_words(nomination: Nomination) -> None:
    """What a search finds the nomination by, and where it stands in the alphabet."""
    person, subject = nomination.person, nomination.subject
    name = person.full_name if person else subject.name
    words = [name, subject.name, nomination.form.name, nomination.achievement]
    nomination.folded = fold(" ".join(words))
    nomination.sort_key = sort_key(name)


def open_guidance(form: AwardForm) -> AwardGuidance:
    """The issued guidance of the form's round. Raises `NotNow` before it is issued and once the round is closed."""
    guidance = AwardGuidance.objects.filter(round=form.round_id).order_by("id").first()
    if guidance is None or guidance.status == AwardGuidance.Status.DRAFT:
        raise NotNow(NO_GUIDANCE)
    if guidance.status == AwardGuidance.Status.CLOSED:
        raise NotNow(ROUND_CLOSED)
    return guidance


def require_plan_holds(round: AwardRound) -> None:
    """Raises `NotNow` where the lower unit's plan that gives the round's awards was withdrawn."""
    if round.plan is not None and not is_issued(round.plan):
        words = _("%(unit)s đã thu hồi kế hoạch có các hình thức này nên không nhận đề nghị mới.")
        raise NotNow(words % {"unit": round.unit.name})


def lock_pool(pool: AwardPool) -> AwardPool:
    """The pool, held: whoever takes, frees or adds seats of it at the same moment waits here."""
    return lock(pool, rank=Rank.POOL)


def free_seat(nomination: Nomination) -> None:
    """Gives back the seat of a locked nomination, if it holds one."""
    if nomination.pool is None or not Seat.objects.filter(nomination=nomination).exists():
        return
    lock_pool(nomination.pool)
    Seat.objects.filter(nomination=nomination).update(nomination=None, taken_at=None)
