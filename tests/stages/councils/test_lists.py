"""Lists and duties of councils: scope, counts that tell nothing, the same number of statements at any size."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, TODAY
from tests.stages.councils.support import CHAIR, CLERK, DAY, VICE, Room, nominate, opened, planned, voting
from tests.stages.councils.test_voting import cast_by
from thidua.foundation.core import duties
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, csv
from thidua.stages.councils.candidates import to_be_offered, waiting, waiting_by_round
from thidua.stages.councils.models import Session, SessionItem
from thidua.stages.councils.operations import close_voting
from thidua.stages.nominations.models import Nomination

pytestmark = pytest.mark.django_db


def owed(room: Room, name: str) -> list[str]:
    return [duty.kind for duty in duties.owed(room.actor(name), TODAY) if duty.kind.startswith("council-")]


def sessions(room: Room, name: str) -> list[tuple[str, int]]:
    page = TABLES["council-sessions"].page(room.actor(name), {})
    return [(str(row.record.held_on), row.record.names) for row in page.rows]


def results(room: Room, name: str) -> list[str]:
    page = TABLES["council-results"].page(room.actor(name), {})
    return [row.cells[1].text for row in page.rows]


def grow(room: Room, number: int) -> None:
    """So many closed sessions with one item each, however they came to be."""
    nominations = list(room.nominations.values())
    made = Session.objects.bulk_create(
        Session(
            unit=room.people.province, council=room.council, round=room.round, status="closed", mode="hands", held_on=DAY,
            place="Phòng họp", made_at=NOW, changed_at=NOW, closed_at=NOW,
        )
        for _number in range(number)
    )  # fmt: skip
    SessionItem.objects.bulk_create(
        SessionItem(session=row, nomination=nominations[0], position=1, yes=3, no=1, invalid=0, of=5, passed=True)
        for row in made
    )


def test_lists_are_of_who_sits_and_of_the_units_own(room: Room) -> None:
    planned(room)

    assert sessions(room, CLERK) == sessions(room, "women_officer") == [("2024-07-12", 4)]
    assert sessions(room, "district_officer") == sessions(room, "commune_officer") == []


def test_the_number_of_items_leaves_out_what_one_steps_out_for(room: Room) -> None:
    planned(room)

    assert sessions(room, "district_leader") == [("2024-07-12", 3)]


def test_results_are_listed_once_counted_and_without_ones_own(room: Room) -> None:
    session = voting(room)
    cast_by(room, session, VICE)
    assert results(room, CLERK) == []

    close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hết giờ")
    assert len(results(room, CLERK)) == 4
    assert len(results(room, "district_leader")) == 3
    assert room.people.district.name not in "".join(csv(TABLES["council-results"], room.actor("district_leader"), {}))


@pytest.mark.parametrize(
    ("table", "filters"), [("council-sessions", {"hoi-dong": "x"}), ("council-results", {"phien": "x"})]
)
def test_a_filter_that_names_nothing_is_missing(room: Room, table: str, filters: dict[str, str]) -> None:
    with pytest.raises(Missing):
        TABLES[table].page(room.actor(CLERK), filters)


def test_a_foreign_council_is_missing_in_a_filter(room: Room) -> None:
    with pytest.raises(Missing):
        TABLES["council-sessions"].page(room.actor("commune_officer"), {"hoi-dong": str(room.council.uid)})


@pytest.mark.slow
@pytest.mark.parametrize(("key", "statements"), [("council-sessions", 2), ("council-results", 2)])
def test_a_list_asks_as_much_at_any_length(room: Room, key: str, statements: int) -> None:
    asked, actor = [], room.actor(CLERK)
    for number in (1, 2, 997):
        grow(room, number)
        with CaptureQueriesContext(connection) as queries:
            TABLES[key].page(actor, {})
        asked.append(len(queries))

    assert asked == [statements] * 3


def test_the_secretary_keeps_and_members_are_invited(room: Room) -> None:
    planned(room)

    assert owed(room, CLERK) == ["council-open"]
    assert owed(room, VICE) == owed(room, CHAIR) == ["council-invited"]
    assert owed(room, "administrator") == owed(room, "district_officer") == []


def test_who_has_voted_owes_no_vote(room: Room) -> None:
    session = voting(room, women_officer="absent")
    cast_by(room, session, VICE)

    assert owed(room, VICE) == owed(room, "women_officer") == []
    assert owed(room, "district_leader") == ["council-vote"]
    assert owed(room, CLERK) == ["council-close"]


def test_who_steps_out_of_everything_owes_no_vote(room: Room) -> None:
    session = opened(room, agenda={"names": ("district",)})
    Session.objects.filter(pk=session.pk).update(status="voting")

    assert owed(room, "district_leader") == []
    assert owed(room, VICE) == ["council-vote"]


def test_minutes_are_owed_by_the_secretary_then_by_the_chair(room: Room) -> None:
    session = voting(room)
    close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hết giờ")
    assert (owed(room, CLERK), owed(room, CHAIR)) == (["council-minutes"], [])

    Session.objects.update(status="for_signature")
    assert (owed(room, CLERK), owed(room, CHAIR)) == ([], ["council-sign"])


# Who keeps a council is also asked to call it: its councils, and who waits for them.
@pytest.mark.parametrize(("name", "statements"), [(CLERK, 3), (VICE, 1)])
def test_duties_ask_as_much_at_any_number_of_items(room: Room, name: str, statements: int) -> None:
    voting(room)
    actor, asked = room.actor(name), []
    for _round in range(2):
        with CaptureQueriesContext(connection) as queries:
            list(duties.SOURCES["councils"](actor, TODAY))
        asked.append(len(queries))
        nominate(room, f"area{_round}", "area" if _round else "area_two")

    assert asked == [statements] * 2


def offered(room: Room) -> set[str]:
    return {str(row.subject) if row.person is None else str(row) for row in to_be_offered(room.council, room.round)}


def test_whoever_stands_on_a_list_is_not_asked_about_twice(room: Room) -> None:
    names = {str(row.person or row.subject) for row in room.nominations.values()}
    assert offered(room) == names
    assert owed(room, CLERK) == ["council-invite"]
    commune = room.nominations["commune"]
    session = planned(room, names=["commune"])
    assert offered(room) == names - {str(commune.subject)}

    Session.objects.filter(pk=session.pk).update(status="cancelled")
    Nomination.objects.filter(pk=commune.pk).update(vote="passed", votes_for=4, votes_of=5)
    # A council may vote again; nobody waits for that.
    assert (offered(room), commune in waiting(room.council, room.round)) == (names, False)
    duty = next(duty for duty in duties.owed(room.actor(CLERK), TODAY) if duty.kind == "council-invite")
    assert (duty.count, duty.address_args) == (len(names) - 1, (room.council.uid,))
    assert [row[3] for row in waiting_by_round([room.people.province.pk])] == [len(names) - 1]


def test_nobody_is_called_for_whom_the_council_has_seen(room: Room) -> None:
    Nomination.objects.update(vote="failed", votes_for=1, votes_of=5)
    assert owed(room, CLERK) == []
