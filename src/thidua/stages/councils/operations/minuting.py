"""The minutes: written by the secretary, signed by it, then by whoever presided; numbered in the council's own book."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.documents import registers
from thidua.foundation.documents.letters import require_printable
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.operations import record_issued
from thidua.stages.campaigns.models import DossierPart
from thidua.stages.councils import rules
from thidua.stages.councils.models import Session
from thidua.stages.councils.operations.records import allow, held, require_status, told
from thidua.stages.councils.papers import BODY, began_at, ended_at, minutes_document
from thidua.stages.councils.states import CLOSED, MINUTED, SESSION
from thidua.stages.nominations.models import Submission
from thidua.stages.nominations.operations import fill_paper

# The paper of a dossier that a council's minutes are.
PART = "council-minutes"


@operation
def write_minutes(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    discussion: str,
    conclusion: str,
    began: datetime.time | None = None,
    ended: datetime.time | None = None,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Keeps what was said and concluded and the hours; who came and how was voted is known already.

    Hours that are not given are those at which the session was opened and the vote ended here.
    Refused with `Missing`, `NotAllowed`, `NotNow` before the count and once the minutes are signed, `Stale`; with
    `Invalid` (`ended`) for an end before the beginning.
    """
    session = held(session, by=by)
    allow(rules.keeps_minutes, by, session)
    require_status(session, CLOSED)
    began, ended = began or began_at(session), ended or ended_at(session)
    if began is not None and ended is not None and ended < began:
        raise Invalid({"ended": _("Giờ kết thúc không được trước giờ khai mạc.")})
    before = audit.snapshot(session)
    session.began, session.ended = began, ended
    session.discussion, session.conclusion = discussion.strip(), conclusion.strip()
    told(session, by=by, now=now, act=gettext_noop("ghi biên bản"), before=before, version=version)
    return session


@operation
def draw_up_minutes(
    *, by: By, now: datetime.datetime, session: Session, version: int | None = None, receipt: uuid.UUID | None = None
) -> Session:
    """The secretary signs the minutes and sends them to whoever presided.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, `Invalid`: without a conclusion, `letters` for a letter
    that cannot be printed.
    """
    session = held(session, by=by)
    SESSION.check(session, "draw_up", by=by)
    if not session.conclusion:
        raise Invalid({"conclusion": _("Xin ghi kết luận của Hội đồng trước khi ký.")})
    require_printable(minutes_document(session))
    changes = {"drawn_up_at": now, "drawn_up_by_id": person_of(by)}
    SESSION.step(session, "draw_up", by=by, now=now, version=version, changes=changes)
    return session


@operation
def hand_back_minutes(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """The chair gives the minutes back to be put right; the votes stand.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    session = held(session, by=by)
    changes = {"drawn_up_at": None, "drawn_up_by_id": None}
    SESSION.step(session, "hand_back", by=by, now=now, version=version, reason=reason, changes=changes)
    return session


@operation
def sign_minutes(
    *, by: By, now: datetime.datetime, session: Session, version: int | None = None, receipt: uuid.UUID | None = None
) -> Session:
    """The chair signs: the minutes get the next number of the council's own book and fill their place in the dossiers
    that the unit is making up for the forms voted on.

    Refused with `Missing`, `NotAllowed` (also for the secretary who signed), `NotNow`, `Stale`.
    """
    session = held(session, by=by)
    SESSION.check(session, "sign", by=by)
    document = _issued(session, by=by, now=now)
    SESSION.step(session, "sign", by=by, now=now, version=version, changes={"minutes": document})
    _fill(session, by=by, now=now)
    return session


@operation
def file_minutes(
    *, by: By, now: datetime.datetime, session: Session, version: int | None = None, receipt: uuid.UUID | None = None
) -> Session:
    """Puts signed minutes into dossiers begun since.

    Refused with `Missing`, `NotAllowed`, `NotNow` unless signed, `Stale`.
    """
    session = held(session, by=by)
    allow(rules.keeps, by, session)
    require_status(session, MINUTED)
    check_version(session, version)
    _fill(session, by=by, now=now)
    return session


def open_dossiers(session: Session) -> list[Submission]:
    """The unit's own dossiers of the forms voted on that wait for these minutes."""
    forms = session.items.order_by("id").values("nomination__form")
    waiting = Submission.objects.filter(
        unit=session.council.unit_id, form__in=forms, status__in=[Submission.Status.DRAFT, Submission.Status.RETURNED]
    )
    return list(waiting.exclude(papers__document=session.minutes_id).order_by("id"))


def _issued(session: Session, *, by: By, now: datetime.datetime) -> IssuedDocument:
    """The council keeps its own book; its rules have let the chair in, so the documents room need not know them."""
    unit, clerk = session.council.unit, System(label=by.label, uid=by.uid)
    register = registers.held(unit=unit, body=BODY, series="", year=session.held_on.year)
    document = minutes_document(session, number=register.last_number + 1)
    require_printable(document)
    return record_issued(by=clerk, now=now, unit=unit, body=BODY, document=document)


def _fill(session: Session, *, by: By, now: datetime.datetime) -> None:
    if not DossierPart.objects.filter(campaign=session.round.campaign_id, key=PART).exists():
        return
    for submission in open_dossiers(session):
        fill_paper(by=by, now=now, submission=submission, part_key=PART, document=session.minutes)
