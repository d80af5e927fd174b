"""Councils and their sessions in the browser: established, invited, held, minuted, at any length."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.desk.councils.support import once
from tests.factories import NOW, Cast, make_person
from tests.harness.pages import address, enter, text
from tests.stages.councils.support import (
    CHAIR,
    CLERK,
    VICE,
    VOTERS,
    Room,
    make_round,
    nominate,
    planned,
    says,
)
from thidua.stages.councils.models import Conflict, Council, Session, SessionItem
from thidua.stages.councils.operations import close_voting

pytestmark = pytest.mark.django_db
ROOM = "/ban-lam-viec/hoi-dong/"


def test_a_decision_is_entered_on_one_form(people: Cast) -> None:
    make_round(people)
    client, where = enter(people, CLERK), address("council-new", people.province.uid)
    page = text(client.get(where))
    assert f"{people.people['women_leader'].full_name}" in page
    assert "Hội Liên hiệp Phụ nữ tỉnh Đắk Nông" in page

    seats = {seat.person.pk: (seat.duty if seat.votes else "clerk") for seat in says(people).seats}
    typed = {f"ghe-{person}": duty for person, duty in seats.items()}
    given = {
        "name": "Hội đồng Thi đua - Khen thưởng tỉnh", "decision": "Quyết định số 45/QĐ-MTTQ-BTT",
        "decision_date": "1/10/2023", "valid_from": "1/10/2023", "quorum": "67", "threshold": "51",
        "counting": "membership", **typed,
    }  # fmt: skip
    answer = client.post(where, once(**{**given, "quorum": "0"}))
    assert (answer.status_code, Council.objects.count()) == (422, 0)
    answer = client.post(where, once(**given))
    council = Council.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, address("council", council.uid))
    assert council.members.filter(votes=True).count() == 5


def test_a_decision_without_a_chair_is_told_above_the_form(people: Cast) -> None:
    where = address("council-new", people.province.uid)
    given = {
        "name": "Hội đồng", "decision": "QĐ 45", "decision_date": "1/10/2023", "valid_from": "1/10/2023", "quorum": "67",
        "threshold": "51", "counting": "membership",
    }  # fmt: skip
    answer = enter(people, CLERK).post(where, once(**given))

    assert answer.status_code == 422
    assert "Hội đồng có đúng một Chủ tịch" in text(answer)


def test_a_session_is_planned_from_what_waits(room: Room) -> None:
    client, where = enter(room.people, CLERK), address("session-new", room.council.uid)
    assert "4 trường hợp chờ Hội đồng xét" in text(client.get(where))
    with_round = f"{where}?dot={room.round.pk}"
    assert "Xã Trúc Sơn" in text(client.get(with_round))
    chosen = [str(room.nominations["commune"].uid), str(room.nominations["sister"].uid)]
    given = {"held_on": "12/7/2024", "place": "Phòng họp số 1", "mode": "secret"}

    wrong = client.post(with_round, once(**given, nominations=[]))
    assert (wrong.status_code, Session.objects.count()) == (422, 0)
    client.post(with_round, once(**given, nominations=chosen))
    assert Session.objects.get().items.count() == 2


def test_from_invitation_to_signed_minutes(room: Room) -> None:
    """The whole way through the pages: attendance, ballot, closing, minutes, two signatures."""
    session = planned(room, names=("commune", "sister"))
    clerk = enter(room.people, CLERK)
    present = {f"co-{row.member_id}": "present" for row in session.attendances.all()}
    assert clerk.post(address("session-attendance", session.uid), once(session, **present)).status_code == 302
    clerk.post(address("session-open", session.uid), once(session))
    clerk.post(address("session-start", session.uid), once(session))
    for name in VOTERS:
        items = SessionItem.objects.filter(session=session)
        answer = enter(room.people, name).post(
            address("session-vote", session.uid), once(**{str(item.uid): "yes" for item in items})
        )  # fmt: skip
        assert answer.status_code == 302
    clerk.post(address("session-close", session.uid), once(session))
    clerk.post(
        address("session-minutes-edit", session.uid),
        once(session, discussion="", conclusion="Đồng ý 2/2.", began="8:00", ended="8 giờ 45"),
    )
    clerk.post(address("session-minutes-draw-up", session.uid), once(session))
    enter(room.people, CHAIR).post(address("session-minutes-sign", session.uid), once(session))

    session.refresh_from_db()
    assert (session.status, session.minutes and session.minutes.notation) == ("minuted", "01/BB-HĐTĐKT")
    assert list(session.items.values_list("yes", "of")) == [(5, 5), (5, 5)]
    page = text(enter(room.people, VICE).get(address("session-minutes", session.uid)))
    assert "Biên bản họp Hội đồng 01/BB-HĐTĐKT" in page
    assert "Đồng ý 2/2." in page


def test_minutes_are_the_secretarys_and_the_chairs_until_signed(at_vote: tuple[Room, Session]) -> None:
    room, session = at_vote
    close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hết giờ")
    asked = {
        name: enter(room.people, name).get(address("session-minutes", session.uid)) for name in (CLERK, CHAIR, VICE)
    }

    assert {name: answer.status_code for name, answer in asked.items()} == {CLERK: 200, CHAIR: 403, VICE: 403}
    Session.objects.update(status="for_signature")
    for name, status in ((CLERK, 200), (CHAIR, 200), (VICE, 403)):
        assert enter(room.people, name).get(address("session-minutes", session.uid)).status_code == status


@pytest.mark.parametrize(("ending", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")], ids=["word", "pdf"])
def test_minutes_are_taken_away_as_a_file(at_vote: tuple[Room, Session], ending: str, begins: bytes) -> None:
    room, session = at_vote
    close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hết giờ")
    answer = enter(room.people, CLERK).get(address("session-minutes-download", session.uid, ending))

    assert answer.headers["Content-Disposition"] == f'attachment; filename="bien-ban-20240712.{ending}"'
    assert answer.content.startswith(begins)
    assert enter(room.people, CLERK).get(address("session-minutes-download", session.uid, "exe")).status_code == 404


def test_a_candidate_stands_on_one_page(at_vote: tuple[Room, Session]) -> None:
    room, session = at_vote
    answer = enter(room.people, VICE).get(address("session-candidate", session.uid, room.item(session, "commune").uid))
    page = text(answer)

    for words in (
        "Thành tích của Ủy ban MTTQ Việt Nam xã Nam Dong (minh họa)", "Chưa có đánh giá theo tiêu chuẩn", "Đến phiếu bầu",
        "Chưa có khen thưởng nào được ghi",
    ):  # fmt: skip
        assert words in page


def test_a_member_steps_out_from_the_candidates_page(room: Room) -> None:
    session = planned(room)
    item = room.item(session, "commune")
    answer = enter(room.people, VICE).post(
        address("session-conflict", session.uid, item.uid), once(reason="Quê tại xã Nam Dong")
    )  # fmt: skip

    assert answer.status_code == 302
    assert Conflict.objects.filter(item=item, member=room.member(VICE), origin="declared").count() == 1
    assert enter(room.people, VICE).get(address("session-candidate", session.uid, item.uid)).status_code == 404
    history = text(enter(room.people, VICE).get(address("session", session.uid)))
    assert "Quê tại xã Nam Dong" not in history


def test_a_session_put_off_says_why(room: Room) -> None:
    session = planned(room)
    client = enter(room.people, CLERK)
    assert client.post(address("session-cancel", session.uid), once(session, reason=" ")).status_code == 422
    client.post(address("session-cancel", session.uid), once(session, reason="Chưa đủ hồ sơ"))

    page = text(client.get(address("session", session.uid)))
    assert "Đã hoãn" in page
    assert "Chưa đủ hồ sơ" in page


def test_opening_without_the_quorum_is_told_on_the_page(room: Room) -> None:
    session = planned(room)
    answer = enter(room.people, CLERK).post(address("session-open", session.uid), once(session), follow=True)

    assert "Có mặt 0/5 thành viên; cần ít nhất 3 (60%)" in text(answer)
    assert Session.objects.get().status == "planned"


def test_a_stranger_meets_no_council(room: Room) -> None:
    session = planned(room)
    client = enter(room.people, "commune_officer")
    for where in (
        address("council", room.council.uid), address("session", session.uid), address("session-vote", session.uid),
        address("council-new", room.people.province.uid), address("session-minutes", session.uid),
    ):  # fmt: skip
        assert client.get(where).status_code == 404
    assert room.council.name not in text(client.get(ROOM))


@pytest.mark.slow
def test_pages_ask_as_much_at_any_number_of_items(at_vote: tuple[Room, Session]) -> None:
    room, session = at_vote
    client = enter(room.people, VICE)
    asked: dict[str, list[int]] = {"session": [], "session-vote": []}
    for number in (4, 100):
        rows = SessionItem.objects.filter(session=session).count()
        _fill(room, session, number - rows)
        for name, found in asked.items():
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(address(name, session.uid))
            assert answer.status_code == 200
            assert len(answer.content) < 150_000
            found.append(len(queries))

    assert asked["session"] == [asked["session"][0]] * 2
    assert asked["session-vote"] == [asked["session-vote"][0]] * 2


def _fill(room: Room, session: Session, number: int) -> None:
    """More people of one commune on the list."""
    people = room.people
    last = session.items.count()
    for place in range(number):
        key = f"x{place}"
        people.people[key] = _person(place)
        made = nominate(room, key, "commune", key)
        SessionItem.objects.create(session=session, nomination=made, position=last + place + 1)


def _person(place: int) -> Any:
    return make_person(f"Người thứ {place} (minh họa)")


def test_the_list_of_councils_asks_the_same(room: Room) -> None:
    planned(room)
    client = enter(room.people, CLERK)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ROOM).status_code == 200

    assert len(queries) <= 12
