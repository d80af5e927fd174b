"""The book of paper handed over: original sets that go out beside the dossier on the site (VI.4n)."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.nominations import rules
from thidua.stages.nominations.models import Submission
from thidua.stages.nominations.operations.records import changed, held_submission


@operation
def hand_over_sets(
    *,
    by: By,
    now: datetime.datetime,
    submission: Submission,
    sets: int,
    on: datetime.date,
    to: str,
    receipt: uuid.UUID | None = None,
) -> Submission:
    """Enters in the book of paper handed over: how many original sets, the day, who took them (VI.4n).

    Refused with `Missing`, `NotAllowed`, `NotNow` before the dossier is sent, `Invalid` for no set, a day to come
    or before the dossier was there, nobody named.
    """
    submission = held_submission(submission, by=by)
    if why_not := rules.submitter_sends(by, submission):
        raise NotAllowed(why_not)
    if submission.status in {Submission.Status.DRAFT, Submission.Status.RETURNED}:
        raise NotNow(_("Hồ sơ chưa gửi nên chưa ghi giao bản giấy được."))
    wrong: dict[str, str] = {}
    if not 1 <= sets <= 99:
        wrong["sets"] = _("Xin ghi số bộ bản chính từ 1 đến 99.")
    if on > clock.day_of(now):
        wrong["on"] = _("Ngày giao chưa đến.")
    elif on < (first := _first_day(submission)):
        wrong["on"] = _("Ngày giao không được trước ngày của hồ sơ (%(day)s).") % {"day": day_words(first)}
    if not to.strip():
        wrong["to"] = _("Xin ghi người nhận hồ sơ.")
    if wrong:
        raise Invalid(wrong)
    before = audit.snapshot(submission)
    submission.sets_handed_over, submission.handed_over_on, submission.handed_over_to = sets, on, to.strip()[:200]
    changed(submission, by=by, now=now)
    submission.save()
    audit.record(by=by, act=gettext_noop("ghi giao bản giấy"), obj=submission, before=before)
    return submission


def _first_day(submission: Submission) -> datetime.date:
    """The day of the signed letter, which goes with the sets; of an older dossier the day it was begun."""
    letter = submission.letter
    return letter.date if letter and letter.date else clock.day_of(submission.made_at)
