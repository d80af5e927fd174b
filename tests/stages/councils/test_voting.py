"""The vote: once, by oneself, in secret; nobody reads a result before the end."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, transaction

from tests.factories import NOW, Cast
from tests.stages.councils.support import (
    ABSENT,
    CHAIR,
    CLERK,
    MEMBERS,
    VICE,
    VOTERS,
    WRITTEN,
    Room,
    cast_by,
    council_room,
    counts,
    opened,
    paper_of,
    planned,
    voting,
)
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.models import AuditEntry
from thidua.stages.councils import queries
from thidua.stages.councils.models import Ballot, Session, Voted
from thidua.stages.councils.operations import cast_ballots, close_voting, declare_conflict
from thidua.stages.nominations.models import Nomination

pytestmark = pytest.mark.django_db


@pytest.mark.clause("VI.4")
def test_a_secret_vote_is_counted_and_told_to_the_nominations(room: Room) -> None:
    """Held against the membership of five, also where somebody stepped out: 60 % are three."""
    session = voting(room)
    for name in VOTERS[:3]:
        cast_by(room, session, name)
    cast_by(room, session, "far_district_officer", "no", sister="yes")
    cast_by(room, session, "women_officer", "invalid", sister="no")
    session = close_voting(by=room.actor(CLERK), now=NOW, session=session)

    assert session.status == "closed"
    assert counts(session) == [
        (3, 1, 1, 5, True),
        (4, 1, 0, 5, True),
        (2, 1, 1, 5, False),
        (3, 0, 1, 5, True),
    ]
    told = Nomination.objects.order_by("pk").values_list("vote", "votes_for", "votes_of")
    assert list(told) == [("passed", 3, 5), ("passed", 4, 5), ("failed", 2, 5), ("passed", 3, 5)]


def test_a_council_may_count_only_those_who_stayed(people: Cast) -> None:
    room = council_room(people, counting="entitled")
    session = voting(room)
    for name in VOTERS:
        cast_by(room, session, name)
    close_voting(by=room.actor(CHAIR), now=NOW, session=session)

    assert [row[3] for row in counts(session)] == [5, 5, 4, 4]


def test_nobody_votes_twice(room: Room) -> None:
    session = voting(room)
    cast_by(room, session, VICE)

    with pytest.raises(NotNow, match="đã bỏ phiếu"):
        cast_by(room, session, VICE, "no")
    assert set(Ballot.objects.values_list("choice", flat=True)) == {"yes"}
    assert Voted.objects.count() == 1
    refused = AuditEntry.objects.get(refused=True)
    assert (refused.actor_label, refused.after) == (
        room.people.people[VICE].full_name, {"operation": "stages.councils.operations.voting.cast_ballots"},
    )  # fmt: skip


def test_the_database_refuses_a_second_vote_by_itself(room: Room) -> None:
    session = voting(room)
    cast_by(room, session, VICE)

    with pytest.raises(IntegrityError), transaction.atomic():
        Voted.objects.create(session=session, member=room.member(VICE))


def test_nobody_votes_before_the_ballot_opens_or_after_it_closed(room: Room) -> None:
    session = opened(room)
    with pytest.raises(NotNow, match="chưa mở"):
        cast_by(room, session, VICE)

    Session.objects.filter(pk=session.pk).update(status="voting")
    close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hết giờ")
    with pytest.raises(NotNow, match="đã khóa"):
        cast_by(room, session, VICE)
    assert not Ballot.objects.exists()
    assert AuditEntry.objects.filter(refused=True).count() == 2


@pytest.mark.parametrize("name", [CLERK, "administrator"])
def test_who_has_no_seat_has_no_vote(room: Room, name: str) -> None:
    session = voting(room)
    choices = {item.uid: "yes" for item in session.items.all()}

    with pytest.raises(NotAllowed, match="thành viên Hội đồng"):
        cast_ballots(by=room.actor(name), now=NOW, session=session, choices=choices)
    with pytest.raises(Missing):
        cast_ballots(by=room.actor("district_officer"), now=NOW, session=session, choices=choices)
    assert not Ballot.objects.exists()


def test_who_was_not_there_does_not_vote(room: Room) -> None:
    session = voting(room, women_officer=WRITTEN)

    with pytest.raises(NotAllowed, match="điểm danh"):
        cast_by(room, session, "women_officer")


def test_who_steps_out_cannot_vote_on_the_item(room: Room) -> None:
    session = voting(room)
    choices = {item.uid: "yes" for item in session.items.all()}

    with pytest.raises(Invalid, match="đủ mọi trường hợp"):
        cast_ballots(by=room.actor("district_leader"), now=NOW, session=session, choices=choices)
    cast_by(room, session, "district_leader")
    assert not Ballot.objects.filter(item=room.item(session, "district")).exists()


def test_a_ballot_answers_every_item_with_a_known_choice(room: Room) -> None:
    session = voting(room)
    whole = paper_of(room, session, VICE)

    for wrong in ({}, dict(list(whole.items())[1:]), {**whole, uuid.uuid4(): "yes"}, dict.fromkeys(whole, "maybe")):
        with pytest.raises(Invalid):
            cast_ballots(by=room.actor(VICE), now=NOW, session=session, choices=wrong)
    assert not Voted.objects.exists()


def test_sent_twice_with_one_receipt_is_one_vote(room: Room) -> None:
    session, receipt = voting(room), uuid.uuid4()
    choices = paper_of(room, session, VICE)
    for _time in range(2):
        cast_ballots(by=room.actor(VICE), now=NOW, session=session, choices=choices, receipt=receipt)

    assert (Voted.objects.count(), Ballot.objects.count()) == (1, 4)


def test_the_trail_says_that_a_member_voted_and_nothing_else(room: Room) -> None:
    session = voting(room)
    cast_by(room, session, VICE, "no")
    entry = AuditEntry.objects.get(act="đã bỏ phiếu kín")

    assert (entry.actor_label, entry.before, entry.after, entry.reason) == (
        room.people.people[VICE].full_name, {}, {}, "",
    )  # fmt: skip
    before = session.version
    session.refresh_from_db()
    assert session.version == before
    columns = {field.attname for field in Ballot._meta.concrete_fields}
    assert columns == {"key", "item_id", "choice"}


def test_closing_writes_the_ballots_again_with_other_keys(room: Room) -> None:
    session = voting(room)
    for name in VOTERS:
        cast_by(room, session, name)
    before = set(Ballot.objects.values_list("key", flat=True))
    close_voting(by=room.actor(CLERK), now=NOW, session=session)
    after = set(Ballot.objects.values_list("key", flat=True))

    assert len(before) == len(after) == 18
    assert not before & after


def test_no_result_is_known_before_the_end(room: Room) -> None:
    session = voting(room)
    cast_by(room, session, VICE)

    assert counts(session) == [(None, None, None, None, None)] * 4
    assert queries.ties_of(session, queries.items_of(room.actor(CLERK), session)) == []


def test_closing_early_names_who_is_missing_and_asks_for_a_reason(room: Room) -> None:
    session = voting(room, women_leader=ABSENT)
    cast_by(room, session, CHAIR)
    with pytest.raises(Invalid) as refusal:
        close_voting(by=room.actor(CLERK), now=NOW, session=session)
    names = [room.people.people[name].full_name for name in MEMBERS]
    assert refusal.value.fields == {"reason": f"Chưa bỏ phiếu: {', '.join(names)}. Xin chờ, hoặc ghi lý do khóa phiếu."}

    close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Các đồng chí có việc phải về")
    assert counts(session)[0] == (1, 0, 0, 5, False)


def test_who_steps_out_of_everything_is_not_waited_for(room: Room) -> None:
    session = planned(room, names=("district",))
    Session.objects.filter(pk=session.pk).update(status="voting")
    session.attendances.update(presence="present")
    session.refresh_from_db()
    for name in VOTERS:
        if name != "district_leader":
            cast_by(room, session, name)

    with pytest.raises(NotNow, match="không tham gia xét"):
        cast_ballots(by=room.actor("district_leader"), now=NOW, session=session, choices={})
    assert close_voting(by=room.actor(CLERK), now=NOW, session=session).status == "closed"


def test_a_member_who_voted_does_not_step_out_any_more(room: Room) -> None:
    session = voting(room)
    cast_by(room, session, VICE)

    with pytest.raises(NotNow, match="Đã bỏ phiếu"):
        declare_conflict(
            by=room.actor(VICE), now=NOW, session=session, item=room.item(session, "commune"), reason="Quê tại xã"
        )


def test_what_was_withdrawn_meanwhile_is_counted_and_not_told(room: Room) -> None:
    session = voting(room)
    for name in VOTERS:
        cast_by(room, session, name)
    Nomination.objects.filter(pk=room.nominations["sister"].pk).update(status="withdrawn")
    close_voting(by=room.actor(CLERK), now=NOW, session=session)

    assert counts(session)[1] == (5, 0, 0, 5, True)
    assert Nomination.objects.get(pk=room.nominations["sister"].pk).vote == ""
