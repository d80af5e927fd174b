"""Councils and their sessions before the vote: the decision, the list, who came, who steps out."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, START, SYSTEM, Cast
from tests.stages.councils.support import (
    ABSENT,
    CHAIR,
    CLERK,
    DAY,
    MEMBERS,
    VICE,
    WRITTEN,
    Room,
    agenda,
    nominate,
    opened,
    planned,
    presence_of,
    presences,
    says,
)
from thidua.foundation.accounts.models import Membership
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.models import AuditEntry
from thidua.stages.councils import queries
from thidua.stages.councils.models import Conflict, Council, Session
from thidua.stages.councils.operations import (
    cancel_session,
    change_session,
    declare_conflict,
    establish_council,
    open_session,
    plan_session,
    record_attendance,
    start_voting,
)
from thidua.stages.councils.operations.establishing import Seat

pytestmark = pytest.mark.django_db


def test_the_decision_gives_members_their_roles(people: Cast) -> None:
    council = establish_council(by=people.actor(CLERK), now=NOW, unit=people.province, says=says(people))

    assert list(council.members.order_by("position").values_list("duty", "votes")) == [
        ("chair", True), ("vice-chair", True), *[("member", True)] * 3, ("secretary", False),
    ]  # fmt: skip
    roles = Membership.objects.filter(unit=people.province, role__in=["council", "secretary"])
    assert sorted(roles.values_list("person__full_name", "role")) == sorted(
        [(people.people[name].full_name, "council") for name in (CHAIR, VICE, *MEMBERS)]
        + [(people.people[CLERK].full_name, "secretary")]
    )


def test_a_new_decision_ends_the_council_before_it(people: Cast) -> None:
    leader = people.actor(CHAIR)
    old = establish_council(by=leader, now=NOW, unit=people.province, says=says(people))
    seats = [seat for seat in says(people).seats if seat.person != people.people["women_officer"]]
    new = establish_council(
        by=leader, now=NOW, unit=people.province, says=says(people, valid_from=datetime.date(2024, 7, 1), seats=seats)
    )

    old.refresh_from_db()
    assert (old.valid_to, new.valid_to) == (datetime.date(2024, 7, 1), None)
    left = Membership.objects.get(person=people.people["women_officer"], role="council")
    assert left.valid_to == datetime.date(2024, 7, 1)
    stays = Membership.objects.filter(person=people.people[VICE], role="council")
    assert [row.valid_to for row in stays] == [None]


def test_a_new_decision_waits_for_the_old_councils_minutes(room: Room) -> None:
    planned(room)
    later = says(room.people, valid_from=datetime.date(2024, 7, 14))

    with pytest.raises(NotNow, match="12/7/2024"):
        establish_council(by=room.actor(CHAIR), now=NOW, unit=room.people.province, says=later)
    assert Council.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"decision": ""}, "decision"),
        ({"decision_date": datetime.date(2025, 1, 1)}, "decision_date"),
        ({"decision_date": datetime.date(1900, 1, 1)}, "decision_date"),
        ({"valid_from": datetime.date(2020, 1, 1)}, "valid_from"),
        ({"quorum": 0}, "quorum"),
        ({"threshold": 101}, "threshold"),
    ],
)
def test_a_wrong_decision_is_refused_by_field(people: Cast, more: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        establish_council(by=SYSTEM, now=NOW, unit=people.province, says=says(people, **more))

    assert list(refusal.value.fields) == [field]
    assert not Council.objects.exists()


def test_a_council_has_one_chair_and_a_secretary(people: Cast) -> None:
    seats = says(people).seats
    wrong = [
        seats[:-1],
        seats[1:],
        [*seats, Seat(people.people["commune_officer"], "chair")],
        [*seats, seats[2]],
        [seats[0], seats[1], seats[-1]],
        [Seat(people.people[CHAIR], "chair", votes=False), *seats[1:]],
    ]
    for chosen in wrong:
        with pytest.raises(Invalid) as refusal:
            establish_council(by=SYSTEM, now=NOW, unit=people.province, says=says(people, seats=chosen))
        assert list(refusal.value.fields) == ["seats"]


@pytest.mark.parametrize("name", ["district_officer", "women_officer", "administrator"])
def test_only_the_units_own_people_establish(people: Cast, name: str) -> None:
    with pytest.raises(NotAllowed, match="cán bộ, lãnh đạo"):
        establish_council(by=people.actor(name), now=NOW, unit=people.province, says=says(people))
    assert not Council.objects.exists()


def test_a_session_invites_everybody_and_finds_who_steps_out(room: Room) -> None:
    session = planned(room)

    assert session.attendances.filter(presence="invited").count() == 6
    found = Conflict.objects.filter(item__session=session).order_by("item__position", "member__position")
    assert list(found.values_list("item__position", "member__person__full_name", "origin")) == [
        (3, room.people.people["district_leader"].full_name, "found"),
        (4, room.people.people["far_district_officer"].full_name, "found"),
    ]


def test_a_member_of_the_nominees_branch_steps_out_too(room: Room) -> None:
    """Keyed by the person's role at the body or beneath it, never by a name."""
    nominate(room, "women", "women")
    session = planned(room, names=("women", "commune"))

    found = Conflict.objects.filter(item__session=session).order_by("member__position")
    assert list(found.values_list("member__person__full_name", flat=True)) == [
        room.people.people["women_leader"].full_name, room.people.people["women_officer"].full_name,
    ]  # fmt: skip


def test_a_list_is_the_councils_own_to_consider(room: Room) -> None:
    nomination = room.nominations["commune"]
    nomination.holder = room.people.district
    nomination.save()

    with pytest.raises(Invalid, match="chưa đến lượt"):
        planned(room)
    assert not Session.objects.exists()
    refused = AuditEntry.objects.get(refused=True)
    assert (refused.actor_label, refused.object_uid) == (room.people.people[CLERK].full_name, room.council.uid)


def test_a_nomination_stands_on_one_open_list(room: Room) -> None:
    first = planned(room)
    with pytest.raises(Invalid, match="phiên họp khác"):
        planned(room)

    cancel_session(by=room.actor(CHAIR), now=NOW, session=first, reason="Chủ tịch đi công tác")
    assert planned(room).items.count() == 4


@pytest.mark.parametrize(
    ("more", "field"),
    [({"place": ""}, "place"), ({"held_on": datetime.date(2020, 1, 1)}, "held_on"), ({"mode": "x"}, "mode")],
)
def test_a_wrong_agenda_is_refused_by_field(room: Room, more: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        plan_session(
            by=room.actor(CLERK), now=NOW, council=room.council, round=room.round, agenda=agenda(room, **more)
        )  # fmt: skip
    assert list(refusal.value.fields) == [field]


def test_an_empty_list_is_refused(room: Room) -> None:
    empty = agenda(room, names=("commune",))
    with pytest.raises(Invalid, match="ít nhất một"):
        plan_session(
            by=room.actor(CLERK), now=NOW, council=room.council, round=room.round,
            agenda=type(empty)(empty.mode, empty.held_on, empty.place, []),
        )  # fmt: skip


def test_changing_a_list_keeps_what_was_declared(room: Room) -> None:
    session = planned(room, names=("commune", "district"))
    item = room.item(session, "commune")
    declare_conflict(
        by=room.actor("women_officer"), now=NOW, session=session, item=item, reason="Người thân công tác tại xã"
    )
    session.refresh_from_db()
    change_session(by=room.actor(CLERK), now=NOW, session=session, agenda=agenda(room, names=("commune", "sister")))

    rows = Conflict.objects.filter(item__session=session)
    assert list(rows.values_list("item__nomination__subject__name", "origin")) == [
        (room.people.commune.name, "declared")
    ]
    assert list(session.items.order_by("position").values_list("nomination__subject__name", flat=True)) == [
        room.people.commune.name, room.people.sister_commune.name,
    ]  # fmt: skip


def test_the_quorum_is_of_the_whole_membership(room: Room) -> None:
    """60 % of five voting members are three; the secretary without a vote does not count."""
    session = planned(room)
    clerk = room.actor(CLERK)
    away = {"women_leader": ABSENT, "district_leader": ABSENT, "women_officer": WRITTEN}
    record_attendance(by=clerk, now=NOW, session=session, presences=presences(room, **away))
    with pytest.raises(NotNow, match=r"Có mặt 2/5 thành viên; cần ít nhất 3 \(60%\)"):
        open_session(by=clerk, now=NOW, session=session)
    assert Session.objects.get().status == "planned"

    del away["women_leader"]
    record_attendance(by=clerk, now=NOW, session=session, presences=presences(room, **away))
    assert open_session(by=clerk, now=NOW, session=session).status == "open"


def test_a_session_does_not_open_before_its_day(room: Room) -> None:
    session = planned(room)
    before = NOW.replace(day=11)

    with pytest.raises(NotNow, match="Chưa đến ngày họp"):
        open_session(by=room.actor(CLERK), now=before, session=session)


def test_attendance_of_an_open_session_keeps_its_quorum(room: Room) -> None:
    session = opened(room)
    leaving = presences(room, women_leader=ABSENT, district_leader=ABSENT, women_officer=ABSENT)

    with pytest.raises(NotNow, match="2/5"):
        record_attendance(by=room.actor(CLERK), now=NOW, session=session, presences=leaving)
    assert presence_of(session, room.member("women_leader")) == "present"


def test_an_opinion_in_writing_has_its_words(room: Room) -> None:
    session = planned(room)
    given = presences(room, women_officer=WRITTEN)
    given[room.member("women_officer").pk] = (WRITTEN, " ")

    with pytest.raises(Invalid, match="ý kiến bằng văn bản"):
        record_attendance(by=room.actor(CLERK), now=NOW, session=session, presences=given)


def test_attendance_stands_once_the_vote_has_begun(room: Room) -> None:
    session = start_voting(by=room.actor(CLERK), now=NOW, session=opened(room))

    with pytest.raises(NotNow, match="đang bỏ phiếu"):
        record_attendance(by=room.actor(CLERK), now=NOW, session=session, presences=presences(room))


def test_a_vote_in_the_room_is_not_opened_on_the_site(room: Room) -> None:
    with pytest.raises(NotNow, match="biểu quyết tại chỗ"):
        start_voting(by=room.actor(CLERK), now=NOW, session=opened(room, "paper"))


def test_a_conflict_is_declared_by_oneself_or_entered_by_the_secretary(room: Room) -> None:
    session = planned(room)
    item = room.item(session, "commune")
    with pytest.raises(NotAllowed, match="Thư ký"):
        declare_conflict(
            by=room.actor("women_officer"), now=NOW, session=session, item=item, reason="x", member=room.member(VICE)
        )
    with pytest.raises(Invalid):
        declare_conflict(by=room.actor(VICE), now=NOW, session=session, item=item, reason=" ")
    declare_conflict(
        by=room.actor(CLERK), now=NOW, session=session, item=item, reason="Quê tại xã", member=room.member(VICE)
    )

    assert list(Conflict.objects.filter(item=item).values_list("member__duty", "origin")) == [
        ("vice-chair", "declared")
    ]


def test_who_steps_out_does_not_find_the_item(room: Room) -> None:
    """Hidden with its row and its page; the others keep the numbers by which the chair calls them out."""
    session = planned(room)
    lines = queries.items_of(room.actor("district_leader"), session)

    assert [line.number for line in lines] == [1, 2, 4]
    assert "Huyện Cư Jút" not in [line.name for line in lines]
    with pytest.raises(Missing):
        queries.find_item(room.actor("district_leader"), session, room.item(session, "district").uid)
    others = queries.items_of(room.actor("women_officer"), session)
    assert [line.name for line in others][2] == "Huyện Cư Jút"


def test_a_foreign_unit_knows_of_no_council(room: Room) -> None:
    session = planned(room)
    for name in ("commune_officer", "district_officer", "sister_officer"):
        with pytest.raises(Missing):
            queries.find_session(room.actor(name), session.uid)
        with pytest.raises(Missing):
            open_session(by=room.actor(name), now=NOW, session=session)


def test_the_council_of_a_day_that_is_past_meets_no_more(room: Room) -> None:
    establish_council(
        by=room.actor(CHAIR), now=NOW, unit=room.people.province,
        says=says(room.people, valid_from=DAY, decision_date=START),
    )  # fmt: skip
    room.council.refresh_from_db()

    with pytest.raises(Invalid, match="không hoạt động"):
        planned(room)
