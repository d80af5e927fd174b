"""A registered work before it is noted: asked about, answered, and noted by itself when nobody asked in time."""

from __future__ import annotations

import datetime
import logging
import uuid

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow, Refused
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.core.working_days import after_working_days
from thidua.stages.works import rules
from thidua.stages.works.models import Work, WorkQuestion
from thidua.stages.works.operations.records import held, post_work, tell
from thidua.stages.works.states import REGISTERED, WORK

LOG = logging.getLogger(__name__)
LONGEST = 2000
# So many are noted in one round of the job; the next round takes the rest.
MOST_AT_ONCE = 500
ONE_DAY = datetime.timedelta(days=1)


@operation
def ask_about(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    question: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """The level above asks about a registered work: until it is answered the work is not noted by itself.

    Refused with `Missing`, `NotAllowed`, `NotNow` unless it is registered and nothing is asked yet, `Stale`, `Invalid`
    without words.
    """
    work = held(work, by=by)
    if why_not := rules.superior_notes(by, work):
        raise NotAllowed(why_not)
    if work.status != REGISTERED or work.is_questioned:
        raise NotNow(_("Chỉ hỏi lại công trình đang chờ ghi nhận, mỗi lần một câu. Xin tải lại trang."))
    check_version(work, version)
    text = _said("question", question, _("Xin ghi điều cần hỏi."))
    WorkQuestion.objects.create(work=work, text=text, asked_at=now, asked_by_id=person_of(by))
    work.is_questioned = True
    tell(work, by=by, now=now, act=gettext_noop("hỏi lại"), reason=text)
    return work


@operation
def answer_question(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    answer: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """The lead answers: the working days until the work is noted by itself begin anew.

    Refused with `Missing`, `NotAllowed`, `NotNow` where nothing is asked, `Stale`, `Invalid` without words.
    """
    work = held(work, by=by)
    if why_not := rules.lead_acts(by, work):
        raise NotAllowed(why_not)
    row = work.questions.filter(answered_at=None).order_by("id").first()
    if work.status != REGISTERED or row is None:
        raise NotNow(_("Không có câu hỏi nào đang chờ trả lời. Xin tải lại trang."))
    check_version(work, version)
    row.answer = _said("answer", answer, _("Xin ghi câu trả lời."))
    row.answered_at, row.answered_by_id = now, person_of(by)
    row.save()
    work.is_questioned, work.waits_since = False, now
    tell(work, by=by, now=now, act=gettext_noop("trả lời"), reason=row.answer)
    return work


def noted_by_itself_on(work: Work) -> datetime.date | None:
    """The day on which a registered work is noted by itself; None where it is asked about or the site notes by hand."""
    if work.status != REGISTERED or work.is_questioned or work.waits_since is None or not settings.WORKS_NOTE_DAYS:
        return None
    return after_working_days(clock.day_of(work.waits_since), settings.WORKS_NOTE_DAYS) + ONE_DAY


def note_what_waited(now: datetime.datetime) -> int:
    """Notes the registered works nobody asked about within the site's number of working days; returns how many.

    Each in a transaction of its own, so that one that cannot be noted keeps no other.
    """
    if not settings.WORKS_NOTE_DAYS:
        return 0
    day = clock.day_of(now)
    long_ago = clock.local_midnight(day - settings.WORKS_NOTE_DAYS * ONE_DAY)
    waiting = Work.objects.filter(status=REGISTERED, is_questioned=False, waits_since__lt=long_ago)
    noted = 0
    for work in waiting.order_by("waits_since", "id")[:MOST_AT_ONCE]:
        due = noted_by_itself_on(work)
        if due is None or due > day:
            continue
        try:
            noted += note_by_itself(by=System(), now=now, work=work)
        except Refused as refused:
            LOG.warning("work %s is not noted by itself: %s", work.uid, refused)
    return noted


@operation
def note_by_itself(*, by: By, now: datetime.datetime, work: Work) -> bool:
    """Notes one work in the name of the product; False where somebody was quicker."""
    work = lock(work)
    due = noted_by_itself_on(work)
    if due is None or clock.day_of(now) < due:
        return False
    WORK.step(work, "note", by=by, now=now, changes={"noted_at": now, "noted_by_id": None})
    post_work(work, now=now)
    return True


def _said(field: str, text: str, otherwise: str) -> str:
    text = text.strip()
    if not text:
        raise Invalid({field: otherwise})
    if len(text) > LONGEST:
        raise Invalid({field: _("Dài quá %(most)d chữ. Xin viết gọn.") % {"most": LONGEST}})
    return text
