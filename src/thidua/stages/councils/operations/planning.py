"""Before a session: what it is about, whom it invites, who steps out."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import tidy
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.councils import rules
from thidua.stages.councils.candidates import to_be_considered
from thidua.stages.councils.conflicts import found_conflicts
from thidua.stages.councils.models import Attendance, Conflict, Council, CouncilMember, Session, SessionItem, Voted
from thidua.stages.councils.operations.records import allow, held, require_status, told
from thidua.stages.councils.states import BEFORE_RESULTS, OVER, PLANNED, SESSION
from thidua.stages.councils.visibility import require_council
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.naming import nominee_words

# A ballot is one page; more than this many names are two sessions.
MOST_ITEMS = 120
STEPPED_OUT = gettext_noop("khai báo có liên quan")


@dataclass(frozen=True, slots=True)
class Agenda:
    """When and where the council meets, how it votes, on whom."""

    mode: str
    held_on: datetime.date
    place: str
    nominations: Sequence[Nomination]


@operation
def plan_session(
    *,
    by: By,
    now: datetime.datetime,
    council: Council,
    round: AwardRound,
    agenda: Agenda,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Invites every member to a session on an award round, with its list; finds who steps out for whom.

    Refused with `Missing`, `NotAllowed`; `Invalid` naming the field: no place, nobody to consider, a nomination that is
    not this council's to consider or stands on another session's list, a day on which the council does not stand.
    """
    require_council(by, council)
    allow(rules.keeps_council, by, council)
    _check(council, round, agenda, apart_from=None)
    person = person_of(by)
    session = Session.objects.create(
        unit=council.unit, council=council, round=round, mode=agenda.mode, held_on=agenda.held_on,
        place=tidy(agenda.place), made_by_id=person, changed_by_id=person, made_at=now, changed_at=now,
    )  # fmt: skip
    Attendance.objects.bulk_create(
        Attendance(session=session, member=member) for member in council.members.order_by("position", "id")
    )
    _put_on_list(session, agenda.nominations)
    audit.record(by=by, act=gettext_noop("mời họp Hội đồng"), obj=session)
    return session


@operation
def change_session(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    agenda: Agenda,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Changes day, place, mode and list of a session that has not begun.

    Refused with `Missing`, `NotAllowed`, `NotNow` once it is open, `Invalid` as in planning, `Stale`.
    """
    session = held(session, by=by)
    allow(rules.keeps, by, session)
    require_status(session, PLANNED)
    _check(session.council, session.round, agenda, apart_from=session)
    before = audit.snapshot(session)
    session.mode, session.held_on, session.place = agenda.mode, agenda.held_on, tidy(agenda.place)
    told(session, by=by, now=now, act=gettext_noop("sửa phiên họp"), before=before, version=version)
    kept = {nomination.pk for nomination in agenda.nominations}
    present = set(session.items.order_by("id").values_list("nomination_id", flat=True))
    # What was declared of a name that stays is kept; what was found is looked for again.
    Conflict.objects.filter(item__session=session, origin=Conflict.Origin.FOUND).delete()
    dropped = session.items.exclude(nomination__in=kept)
    Conflict.objects.filter(item__in=dropped.values("pk")).delete()
    dropped.delete()
    _put_on_list(session, [row for row in agenda.nominations if row.pk not in present])
    return session


@operation
def cancel_session(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """Puts a session off before anybody has voted, with the reason; its names may stand on another list.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    session = held(session, by=by)
    SESSION.step(session, "cancel", by=by, now=now, version=version, reason=reason)
    return session


@operation
def declare_conflict(
    *,
    by: By,
    now: datetime.datetime,
    session: Session,
    item: SessionItem,
    reason: str,
    member: CouncilMember | None = None,
    receipt: uuid.UUID | None = None,
) -> Session:
    """A member says that it steps out for an item; the secretary may enter it for a member who said so in the room.

    Refused with `Missing`; `NotAllowed` for whoever is neither; `NotNow` once that member has voted or the count is
    told; `Invalid` without a reason.
    """
    session = held(session, by=by)
    if item.session_id != session.pk:
        raise Missing(_("Không tìm thấy trường hợp này trong phiên họp."))
    seat = _declared_of(by, session, member)
    if session.status not in BEFORE_RESULTS or Voted.objects.filter(session=session, member=seat).exists():
        raise NotNow(_("Đã bỏ phiếu hoặc đã kiểm phiếu nên không khai báo được nữa. Xin báo Thư ký ghi vào biên bản."))
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi vì sao không tham gia xét trường hợp này.")})
    _row, new = Conflict.objects.get_or_create(
        item=item, member=seat, defaults={"origin": Conflict.Origin.DECLARED, "reason": tidy(reason)}
    )
    if new:
        after = {"member": seat.person.full_name, "nominee": str(item.nomination)}
        audit.record(by=by, act=STEPPED_OUT, obj=session, before={}, after=after, reason=reason)
    return session


def _declared_of(by: By, session: Session, member: CouncilMember | None) -> CouncilMember:
    """Whose conflict it is: one's own, or another's for who keeps the session."""
    person = person_of(by)
    rows = CouncilMember.objects.filter(council_id=session.council_id).select_related("person")
    if member is None or (isinstance(by, Actor) and member.person_id == person):
        own = rows.filter(person_id=person or 0).order_by("id").first()
        if own is None:
            raise NotAllowed(_("Chỉ thành viên Hội đồng khai báo cho mình, hoặc Thư ký Hội đồng ghi theo lời khai."))
        return own
    allow(rules.keeps, by, session)
    if member.council_id != session.council_id:
        raise Missing(_("Người này không thuộc Hội đồng."))
    return member


def _put_on_list(session: Session, nominations: Sequence[Nomination]) -> None:
    last = session.items.order_by("-position").values_list("position", flat=True).first() or 0
    SessionItem.objects.bulk_create(
        SessionItem(session=session, nomination=nomination, position=place)
        for place, nomination in enumerate(nominations, start=last + 1)
    )
    # What was found or declared before stays.
    Conflict.objects.bulk_create(found_conflicts(session), ignore_conflicts=True)


def _check(council: Council, round: AwardRound, agenda: Agenda, *, apart_from: Session | None) -> None:
    wrong: dict[str, str] = {}
    if agenda.mode not in Session.Mode.values:
        wrong["mode"] = _("Xin chọn cách biểu quyết.")
    if not tidy(agenda.place):
        wrong["place"] = _("Xin ghi nơi họp.")
    if agenda.held_on < council.valid_from or (council.valid_to and agenda.held_on >= council.valid_to):
        wrong["held_on"] = _("Ngày này Hội đồng theo quyết định %(decision)s không hoạt động.") % {
            "decision": council.decision
        }
    if nominations := _wrong_list(council, round, agenda.nominations, apart_from):
        wrong["nominations"] = nominations
    if wrong:
        raise Invalid(wrong)


def _wrong_list(
    council: Council, round: AwardRound, nominations: Sequence[Nomination], apart_from: Session | None
) -> str:
    ids = [nomination.pk for nomination in nominations]
    if not ids:
        return _("Xin chọn ít nhất một trường hợp để Hội đồng xét.")
    if len(ids) > MOST_ITEMS or len(set(ids)) != len(ids):
        return _("Một phiên họp xét nhiều nhất %(most)d trường hợp, mỗi trường hợp một lần.") % {"most": MOST_ITEMS}
    known = set(to_be_considered(council, round).filter(pk__in=ids).values_list("pk", flat=True))
    if apart_from is not None:
        known |= set(apart_from.items.order_by("id").values_list("nomination_id", flat=True))
    for nomination in nominations:
        if nomination.pk not in known:
            return _("«%(name)s» chưa đến lượt Hội đồng này xét.") % {"name": nominee_words(nomination)}
    elsewhere = SessionItem.objects.filter(nomination__in=ids).exclude(session__status__in=OVER)
    if apart_from is not None:
        elsewhere = elsewhere.exclude(session=apart_from)
    taken = (
        elsewhere.select_related("nomination__subject__kind", "nomination__subject__parent", "nomination__person")
        .order_by("id")
        .first()
    )
    if taken is not None:
        return _("«%(name)s» đang nằm trong danh sách của một phiên họp khác.") % {
            "name": nominee_words(taken.nomination)
        }
    return ""
