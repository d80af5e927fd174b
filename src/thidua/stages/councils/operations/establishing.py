"""A council as a decision establishes it; a new decision ends the old one."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.accounts.models import Membership, Person
from thidua.foundation.accounts.operations import end_role, give_role
from thidua.foundation.accounts.roles import CouncilMember as MemberRole
from thidua.foundation.accounts.roles import CouncilSecretary
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation, touch
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.documents.formats import first_day
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers
from thidua.stages.councils import rules
from thidua.stages.councils.models import Council, CouncilMember, Session
from thidua.stages.councils.operations.records import allow
from thidua.stages.councils.states import OVER

Duty = CouncilMember.Duty
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the decision: who, with which duty; a secretary may sit without a vote."""

    person: Person
    duty: str = Duty.MEMBER.value
    votes: bool = True


@dataclass(frozen=True, slots=True)
class Establishment:
    """What the decision says, as it was read from the form."""

    name: str
    decision: str
    decision_date: datetime.date
    valid_from: datetime.date
    seats: Sequence[Seat]
    quorum: int = 67
    threshold: int = 51
    counting: str = Council.Counting.MEMBERSHIP.value


@operation
def establish_council(
    *, by: By, now: datetime.datetime, unit: Unit, says: Establishment, receipt: uuid.UUID | None = None
) -> Council:
    """Enters the establishing decision: members, their duties, the council's own ratios; gives them their roles.

    The council before it ends on the new one's first day, with the roles of those who no longer sit. Refused with
    `NotAllowed`; `Invalid` naming the field; `NotNow` while a session of the old council is not over.
    """
    allow(rules.establishes, by, unit)
    _check(says, unit, now)
    old = Council.objects.filter(unit=unit, valid_to__isnull=True).order_by("id").first()
    if old is not None:
        _end(lock(old), says, by=by, now=now)
    person = person_of(by)
    council = Council.objects.create(
        unit=unit, name=tidy(says.name), decision=tidy(says.decision), decision_date=says.decision_date,
        valid_from=says.valid_from, quorum=says.quorum, threshold=says.threshold, counting=says.counting,
        made_by_id=person, changed_by_id=person, made_at=now, changed_at=now,
    )  # fmt: skip
    CouncilMember.objects.bulk_create(
        CouncilMember(council=council, person=seat.person, duty=seat.duty, position=place, votes=seat.votes)
        for place, seat in enumerate(says.seats, start=1)
    )
    _give_roles(council, says, old, by=by, now=now)
    members = [f"{seat.person.full_name}: {seat.duty}" for seat in says.seats]
    audit.record(
        by=by,
        act=gettext_noop("ghi quyết định thành lập Hội đồng"),
        obj=council,
        after={**audit.snapshot(council), "members": members},
    )
    return council


def _check(says: Establishment, unit: Unit, now: datetime.datetime) -> None:
    wrong: dict[str, str] = {}
    if not tidy(says.name):
        wrong["name"] = _("Xin ghi tên Hội đồng.")
    if not tidy(says.decision):
        wrong["decision"] = _("Xin ghi số, ký hiệu của quyết định thành lập.")
    if says.decision_date > now.date():
        wrong["decision_date"] = _("Ngày quyết định không được sau ngày hôm nay.")
    elif says.decision_date < (earliest := first_day(papers.family_of(unit))):
        sentence = _("Ngày quyết định không được trước %(day)s, ngày đầu tiên có quy định thể thức văn bản.")
        wrong["decision_date"] = sentence % {"day": day_words(earliest)}
    elif says.valid_from < says.decision_date:
        wrong["valid_from"] = _("Hội đồng không thể hoạt động trước ngày quyết định.")
    for field in ("quorum", "threshold"):
        if not 1 <= getattr(says, field) <= 100:
            wrong[field] = _("Tỷ lệ phải từ 1 đến 100 phần trăm.")
    if members := _wrong_members(says.seats):
        wrong["seats"] = members
    if wrong:
        raise Invalid(wrong)


def _wrong_members(seats: Sequence[Seat]) -> str:
    duties = Counter(seat.duty for seat in seats)
    voting = sum(seat.votes for seat in seats)
    if len({seat.person.pk for seat in seats}) != len(seats):
        return _("Một người chỉ có một chỗ trong Hội đồng.")
    if duties[Duty.CHAIR] != 1 or not all(seat.votes for seat in seats if seat.duty != Duty.SECRETARY):
        return _("Hội đồng có đúng một Chủ tịch; chỉ thư ký mới có thể không tham gia bỏ phiếu.")
    if not duties[Duty.SECRETARY]:
        return _("Hội đồng phải có ít nhất một thư ký để lập biên bản.")
    if voting < FEWEST:
        return _("Hội đồng phải có ít nhất %(fewest)d thành viên bỏ phiếu.") % {"fewest": FEWEST}
    return ""


def _end(old: Council, says: Establishment, *, by: By, now: datetime.datetime) -> None:
    running = Session.objects.filter(council=old).exclude(status__in=OVER).order_by("held_on", "id").first()
    if running is not None:
        raise NotNow(
            _("Phiên họp ngày %(day)s của Hội đồng hiện nay chưa xong biên bản. Xin hoàn tất hoặc hoãn phiên đó trước.")
            % {"day": f"{running.held_on.day}/{running.held_on.month}/{running.held_on.year}"}
        )
    if says.valid_from <= old.valid_from:
        raise Invalid({"valid_from": _("Hội đồng mới phải bắt đầu sau ngày bắt đầu của Hội đồng hiện nay.")})
    before = audit.snapshot(old)
    old.valid_to = says.valid_from
    old.changed_by_id = person_of(by)
    touch(old, now=now)
    old.save()
    audit.record(by=by, act=gettext_noop("kết thúc nhiệm kỳ Hội đồng"), obj=old, before=before)


def _give_roles(council: Council, says: Establishment, old: Council | None, *, by: By, now: datetime.datetime) -> None:
    """Roles at the unit follow the decision: named, one may vote or keep; no longer named, one may not."""
    wanted = {(seat.person.pk, MemberRole.key) for seat in says.seats if seat.votes}
    wanted |= {(seat.person.pk, CouncilSecretary.key) for seat in says.seats if seat.duty == Duty.SECRETARY}
    roles = [MemberRole.key, CouncilSecretary.key]
    standing = Membership.objects.filter(unit=council.unit, role__in=roles, valid_to__isnull=True)
    have = {(row.person_id, row.role): row for row in standing.order_by("id")}
    former = set(old.members.order_by("id").values_list("person_id", flat=True)) if old else set()
    for key, row in have.items():
        if key not in wanted and row.person_id in former:
            end_role(by=by, now=now, membership=row, on=says.valid_from)
    people = {seat.person.pk: seat.person for seat in says.seats}
    for person, role in sorted(wanted - have.keys()):
        give_role(by=by, now=now, person=people[person], unit=council.unit, role=role, on=says.valid_from)
