"""What a council owes: members vote, the secretary keeps the session and its minutes, whoever presided signs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.councils.candidates import waiting_by_round
from thidua.stages.councils.models import Attendance, Council, CouncilMember, Session, SessionItem, Voted
from thidua.stages.councils.rules import keeps_minutes, presides
from thidua.stages.councils.states import CLOSED, FOR_SIGNATURE, OPEN, OVER, PLANNED, VOTING

MOST = 20
ONE_DAY = datetime.timedelta(days=1)


def duties(actor: Actor, on: datetime.date) -> Iterable[Duty]:
    """The actor's duties from councils; nothing is asked for whoever neither votes nor keeps."""
    if not actor.holds_anywhere(Permission.COUNCIL_VOTE) and not actor.holds_anywhere(Permission.COUNCIL_KEEP):
        return
    kept = actor.bodies_with(Permission.COUNCIL_KEEP)
    seats = CouncilMember.objects.filter(council=OuterRef("council"), person_id=actor.person_id or 0)
    voted = Voted.objects.filter(session=OuterRef("pk"), member__person_id=actor.person_id or 0)
    here = Attendance.objects.filter(
        session=OuterRef("pk"), member__person_id=actor.person_id or 0, member__votes=True,
        presence=Attendance.Presence.PRESENT,
    )  # fmt: skip
    items = SessionItem.objects.filter(session=OuterRef("pk")).exclude(
        conflicts__member__person_id=actor.person_id or 0
    )
    rows = (
        Session.objects.filter(Q(Exists(seats)) | Q(council__unit__in=kept)).exclude(status__in=OVER)
        .annotate(sits=Exists(seats.filter(votes=True)), waits_for_me=Exists(here) & Exists(items) & ~Exists(voted))
        .select_related("council__unit", "round__campaign").order_by("held_on", "id")
    )  # fmt: skip
    for session in rows[:MOST]:
        if session.sits:
            yield from _of_member(session)
        yield from _of_keeper(actor, session, keeps=session.council.unit_id in kept)
    if kept:
        yield from _to_invite(kept, on)


def _to_invite(units: list[int], on: datetime.date) -> Iterator[Duty]:
    """Cases in the hands of a council that stand on no list: a session is called for; one line a round."""
    councils = {row.unit_id: row for row in Council.objects.on(on).filter(unit__in=units).order_by("id")}
    for unit, round, campaign, number in waiting_by_round(list(councils)):
        yield Duty(
            kind="council-invite",
            unit_id=unit,
            what=_("Mời Hội đồng họp xét %(round)s") % {"round": f"{round}, {campaign}"},
            action=_("Mời họp"),
            address_name="desk:session-new",
            address_args=(councils[unit].uid,),
            detail=_("%(count)d trường hợp chờ Hội đồng xét") % {"count": number},
            count=number,
        )


def _of_member(session: Session) -> Iterator[Duty]:
    if session.status == VOTING:
        if session.waits_for_me:  # type: ignore[attr-defined]
            yield _duty(session, "council-vote", _("Bỏ phiếu kín: %(round)s"), _("Bỏ phiếu"), "desk:session-vote")
    elif session.status in {PLANNED, OPEN}:
        yield _duty(session, "council-invited", _("Họp Hội đồng xét %(round)s"), _("Đọc hồ sơ"), dated=True)


def _of_keeper(actor: Actor, session: Session, *, keeps: bool) -> Iterator[Duty]:
    if session.status == FOR_SIGNATURE:
        if not presides(actor, session):
            yield _duty(
                session,
                "council-sign",
                _("Ký biên bản họp Hội đồng xét %(round)s"),
                _("Xem và ký"),
                "desk:session-minutes",
            )
        return
    if not keeps:
        return
    if session.status == PLANNED:
        yield _duty(session, "council-open", _("Điểm danh, khai mạc họp xét %(round)s"), _("Điểm danh"), dated=True)
    elif session.status == OPEN:
        yield _duty(session, "council-count", _("Lấy biểu quyết xét %(round)s"), _("Mở phiên họp"))
    elif session.status == VOTING:
        yield _duty(session, "council-close", _("Theo dõi, khóa bỏ phiếu xét %(round)s"), _("Kiểm phiếu"))
    elif session.status == CLOSED and not keeps_minutes(actor, session):
        yield _duty(
            session, "council-minutes", _("Lập biên bản họp xét %(round)s"), _("Lập biên bản"), "desk:session-minutes"
        )


def _duty(
    session: Session, kind: str, what: str, action: str, route: str = "desk:session", *, dated: bool = False
) -> Duty:
    return Duty(
        kind=kind,
        unit_id=session.unit_id,
        what=what % {"round": f"{session.round}, {session.round.campaign.short_name}"},
        action=action,
        address_name=route,
        address_args=(session.uid,),
        since=clock.day_of(session.changed_at),
        # The day of the meeting itself is still in time.
        due_before=session.held_on + ONE_DAY if dated else None,
        # Two sessions of one round may stand open at once: the day tells them apart.
        detail=_("Phiên họp ngày %(day)s, %(council)s")
        % {
            "day": day_words(session.held_on),
            "council": session.council.name,
        },
    )


SOURCES.register("councils", duties)
