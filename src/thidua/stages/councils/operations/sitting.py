"""A session as it sits: who came, whether they are enough, the vote opened."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.councils import rules
from thidua.stages.councils.conflicts import found_conflicts
from thidua.stages.councils.counting import has_quorum, present_needed
from thidua.stages.councils.models import Attendance, Conflict, Session
from thidua.stages.councils.operations.records import allow, held, require_status, told, voters_of
from thidua.stages.councils.states import OPEN, PLANNED, SESSION

Presence = Attendance.Presence
CAME = gettext_noop("ghi người dự họp")


@operation
def record_attendance(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    presences: Mapping[int, tuple[str, str]],
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Takes the attendance: for each member (by id) there, away, or away with an opinion in writing, and a note.

    Refused with `Missing`, `NotAllowed`, `NotNow` once the vote has begun, `Stale`; `Invalid` for an opinion in writing
    without its words, for somebody who is not a member, and, in an open session, when the quorum would be lost.
    """
    session = held(session, by=by)
    allow(rules.keeps, by, session)
    require_status(session, PLANNED, OPEN)
    rows = {row.member_id: row for row in session.attendances.order_by("id")}
    wrong = _wrong(rows, presences)
    if wrong:
        raise Invalid({"presences": wrong})
    before = _told(session)
    for member, (presence, note) in presences.items():
        rows[member].presence, rows[member].note = presence, note.strip()
    Attendance.objects.bulk_update(rows.values(), ["presence", "note"])
    if session.status == OPEN:
        require_quorum(session)
    told(session, by=by, now=now, act=gettext_noop("điểm danh"), before=audit.snapshot(session), version=version)
    audit.record(by=by, act=CAME, obj=session, before=before, after=_told(session))
    return session


@operation
def open_session(
    *, by: By, now: datetime.datetime, session: Session, version: int | None = None, receipt: uuid.UUID | None = None
) -> Session:
    """Opens the session once enough of the membership are there; looks again for who steps out.

    Refused with `Missing`, `NotAllowed`, `NotNow` before its day or without the quorum (the sentence counts), `Stale`.
    """
    session = held(session, by=by)
    SESSION.check(session, "open", by=by)
    if now.date() < session.held_on:
        raise NotNow(_("Chưa đến ngày họp nên chưa khai mạc được. Nếu họp sớm, xin sửa ngày họp trước."))
    require_quorum(session)
    # What was found or declared before stays.
    Conflict.objects.bulk_create(found_conflicts(session), ignore_conflicts=True)
    SESSION.step(session, "open", by=by, now=now, version=version, changes={"opened_at": now})
    return session


@operation
def start_voting(
    *, by: By, now: datetime.datetime, session: Session, version: int | None = None, receipt: uuid.UUID | None = None
) -> Session:
    """Opens the secret ballot; from now on the attendance stands.

    Refused with `Missing`, `NotAllowed`, `NotNow` in a session that votes by hands or on paper or has lost its quorum,
    `Stale`.
    """
    session = held(session, by=by)
    SESSION.check(session, "vote", by=by)
    if session.mode != Session.Mode.SECRET:
        raise NotNow(_("Phiên họp này biểu quyết tại chỗ. Xin ghi kết quả kiểm phiếu."))
    require_quorum(session)
    # What was found or declared before stays.
    Conflict.objects.bulk_create(found_conflicts(session), ignore_conflicts=True)
    SESSION.step(session, "vote", by=by, now=now, version=version)
    return session


def require_quorum(session: Session) -> None:
    """Raises `NotNow` saying how many are there, of how many, and how many are needed."""
    membership = voters_of(session)
    there = session.attendances.filter(presence=Presence.PRESENT, member__votes=True).count()
    council = session.council
    if not has_quorum(there, len(membership), council.quorum):
        raise NotNow(
            _("Có mặt %(there)d/%(all)d thành viên; cần ít nhất %(needed)d (%(quorum)d%%). Xin điểm danh lại hoặc hoãn họp.")
            % {
                "there": there, "all": len(membership), "quorum": council.quorum,
                "needed": present_needed(len(membership), council.quorum),
            }
        )  # fmt: skip


def _wrong(rows: Mapping[int, Attendance], presences: Mapping[int, tuple[str, str]]) -> str:
    if presences.keys() - rows.keys():
        return _("Có người không thuộc Hội đồng của phiên họp này. Xin tải lại trang.")
    for presence, note in presences.values():
        if presence not in Presence.values:
            return _("Xin chọn có mặt, vắng mặt hoặc có ý kiến bằng văn bản.")
        if presence == Presence.WRITTEN and not note.strip():
            return _("Xin ghi ý kiến bằng văn bản của thành viên vắng mặt để đưa vào biên bản.")
    return ""


def _told(session: Session) -> dict[str, str]:
    rows = session.attendances.select_related("member__person").order_by("member__position", "id")
    return {f"{row.member.position}. {row.member.person.full_name}": row.get_presence_display() for row in rows}
