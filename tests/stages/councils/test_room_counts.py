"""Votes counted in the room: entered with their scan, never more than can have been cast."""

from __future__ import annotations

import uuid

import pytest

from tests.factories import NOW
from tests.foundation.core.uploads import pdf, upload
from tests.stages.councils.support import (
    CHAIR,
    CLERK,
    WRITTEN,
    Room,
    counts,
    nominate,
    opened,
)
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.stages.councils import queries
from thidua.stages.councils.models import Session
from thidua.stages.councils.operations import enter_counts
from thidua.stages.councils.operations.counting import Count

pytestmark = pytest.mark.django_db


def given(room: Room, session: Session, **numbers: tuple[int, int, int]) -> dict[uuid.UUID, Count]:
    return {room.item(session, key).uid: Count(*numbers.get(key, (3, 0, 0))) for key in room.nominations}


def test_counts_on_paper_are_entered_with_their_scan(room: Room) -> None:
    """Opinions in writing count among the votes that can have been cast, never more."""
    session = opened(room, "paper", women_officer=WRITTEN)
    numbers = given(room, session, commune=(4, 1, 0), sister=(2, 2, 1), district=(4, 0, 0), person=(3, 1, 0))
    with pytest.raises(Invalid) as refusal:
        enter_counts(by=room.actor(CLERK), now=NOW, session=session, counts=numbers)
    assert list(refusal.value.fields) == ["uploads"]

    scan = upload(pdf(), "bien-ban-kiem-phieu.pdf")
    enter_counts(by=room.actor(CLERK), now=NOW, session=session, counts=numbers, uploads=[scan])
    assert [row[0] for row in counts(session)] == [4, 2, 4, 3]
    assert [row[4] for row in counts(session)] == [True, False, True, True]
    assert [file.name for file in files.of_owner("session", session.uid)] == ["bien-ban-kiem-phieu.pdf"]


@pytest.mark.parametrize("numbers", [(5, 1, 0), (6, 0, 0), (0, 0, 7), (-1, 0, 0)])
def test_more_votes_than_voters_are_refused(room: Room, numbers: tuple[int, int, int]) -> None:
    session = opened(room, "hands")
    with pytest.raises(Invalid) as refusal:
        enter_counts(
            by=room.actor(CLERK), now=NOW, session=session, counts=given(room, session, commune=numbers)
        )  # fmt: skip

    assert list(refusal.value.fields) == [str(room.item(session, "commune").uid)]
    assert counts(session) == [(None, None, None, None, None)] * 4
    assert Session.objects.get().status == "open"


def test_who_stepped_out_is_not_among_the_voters_of_the_item(room: Room) -> None:
    session = opened(room, "hands")
    with pytest.raises(Invalid) as refusal:
        enter_counts(
            by=room.actor(CLERK), now=NOW, session=session, counts=given(room, session, district=(5, 0, 0))
        )  # fmt: skip
    assert list(refusal.value.fields.values()) == ["Tổng số phiếu không được quá 4."]


def test_every_item_has_its_numbers(room: Room) -> None:
    session = opened(room, "hands")
    numbers = given(room, session)
    numbers.popitem()

    with pytest.raises(Invalid, match="mọi trường hợp"):
        enter_counts(by=room.actor(CLERK), now=NOW, session=session, counts=numbers)


def test_a_secret_vote_is_never_entered_by_hand(room: Room) -> None:
    session = opened(room)
    with pytest.raises(NotNow, match="tự kiểm phiếu"):
        enter_counts(by=room.actor(CLERK), now=NOW, session=session, counts=given(room, session))


def test_a_concerned_secretary_enters_no_counts(room: Room) -> None:
    nominate(room, "office", "department")
    session = opened(room, "hands", agenda={"names": ("office",)})
    numbers = {item.uid: Count(3, 0) for item in session.items.all()}

    with pytest.raises(NotAllowed, match="có liên quan"):
        enter_counts(by=room.actor(CLERK), now=NOW, session=session, counts=numbers)
    assert enter_counts(by=room.actor(CHAIR), now=NOW, session=session, counts=numbers).status == "closed"


def test_a_tie_at_the_last_place_is_shown_and_not_decided(room: Room) -> None:
    session = opened(room, "hands")
    numbers = given(room, session, commune=(4, 1, 0), sister=(4, 1, 0), district=(3, 1, 0), person=(4, 0, 0))
    session = enter_counts(by=room.actor(CLERK), now=NOW, session=session, counts=numbers)
    ties = queries.ties_of(session, queries.items_of(room.actor(CLERK), session))

    assert [(tie.pool.name, tie.places, tie.yes, len(tie.names)) for tie in ties] == [("Các xã", 1, 4, 3)]
