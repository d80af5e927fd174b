"""Voting in the browser: three screens to a ballot, nothing told before the end, counts from the room."""

from __future__ import annotations

import logging
import re
import uuid
from typing import Any

import pytest

from tests.faces.desk.councils.support import once
from tests.factories import NOW
from tests.foundation.core.uploads import pdf, upload
from tests.harness.pages import address, enter, text
from tests.stages.councils.support import (
    CHAIR,
    CLERK,
    VICE,
    VOTERS,
    Room,
    opened,
    voting,
)
from tests.stages.councils.test_voting import cast_by
from thidua.config.logs import WithoutBallots
from thidua.foundation.core.models import AuditEntry
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.councils import queries
from thidua.stages.councils.models import Ballot, Session, Voted
from thidua.stages.councils.operations import close_voting
from thidua.stages.nominations.models import Nomination, NomineeFile, Submission
from thidua.stages.nominations.naming import case_words

pytestmark = pytest.mark.django_db


def test_three_screens_from_home_to_a_vote(at_vote: tuple[Room, Session]) -> None:
    room, session = at_vote
    client = enter(room.people, VICE)
    home = client.get("/ban-lam-viec/").content.decode()
    vote = address("session-vote", session.uid)
    assert vote in home
    fields = re.findall(r'name="([0-9a-f-]{36})" value="yes"', client.get(vote).content.decode())
    answer = client.post(vote, once(**dict.fromkeys(fields, "no")))

    assert (len(fields), answer.status_code) == (4, 302)
    assert set(Ballot.objects.values_list("choice", flat=True)) == {"no"}
    assert "Đồng chí đã bỏ phiếu" in text(client.get(answer.headers["Location"]))


def test_a_ballot_half_filled_is_kept_and_told(at_vote: tuple[Room, Session]) -> None:
    room, session = at_vote
    item = room.item(session, "commune")
    answer = enter(room.people, VICE).post(address("session-vote", session.uid), once(**{str(item.uid): "no"}))

    assert answer.status_code == 422
    assert f'name="{item.uid}" value="no"' in re.sub(r' (required|id="[^"]*"|checked)', "", answer.content.decode())
    assert not Voted.objects.exists()


@pytest.mark.parametrize("state", ["voted", "closed"])
def test_a_late_or_second_vote_is_told_and_written_down(at_vote: tuple[Room, Session], state: str) -> None:
    room, session = at_vote
    items = {str(item.uid): "yes" for item in session.items.all()}
    cast_by(room, session, VICE)
    if state == "closed":
        close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hết giờ")
    who = VICE if state == "voted" else CHAIR
    answer = enter(room.people, who).post(address("session-vote", session.uid), once(**items))

    assert answer.status_code == 422
    told = "Đồng chí đã bỏ phiếu. Mỗi người" if state == "voted" else "đã khóa nên không bỏ phiếu"
    assert told in text(answer)
    assert AuditEntry.objects.filter(refused=True).count() == 1
    assert Voted.objects.count() == 1


def test_who_steps_out_meets_not_the_item_and_the_numbers_of_the_others(at_vote: tuple[Room, Session]) -> None:
    room, session = at_vote
    client = enter(room.people, "district_leader")
    page = text(client.get(address("session", session.uid)))
    ballot = text(client.get(address("session-vote", session.uid)))

    for words in (page, ballot):
        assert "Bùi Thị Lan" in words
        assert ("3." in words, "4. " in words) == (False, True)
    assert "không tham gia xét vì có liên quan" in page
    for item in (room.item(session, "district"),):
        assert client.get(address("session-candidate", session.uid, item.uid)).status_code == 404
        assert client.get(address("session-conflict", session.uid, item.uid)).status_code == 404
    listed = enter(room.people, VICE).get(address("session", session.uid))
    assert f"đồng chí {room.people.people['district_leader'].full_name} rời phòng, không bỏ phiếu" in text(listed)


def test_no_page_tells_a_result_before_the_end(at_vote: tuple[Room, Session]) -> None:
    room, session = at_vote
    for name in VOTERS:
        cast_by(room, session, name)
    for name in (CLERK, VICE, CHAIR):
        page = text(enter(room.people, name).get(address("session", session.uid)))
        assert "Đã bỏ phiếu: 5/5" in page
        assert "Đồng ý" not in page.replace("Được đề nghị đồng ý", "")
        assert enter(room.people, name).get(address("session-minutes", session.uid)).status_code in {403, 409}


def test_counts_on_paper_are_entered_on_one_grid(room: Room) -> None:
    session = opened(room, "paper")
    client, where = enter(room.people, CLERK), address("session-count", session.uid)
    typed = {}
    for item in session.items.all():
        typed |= {f"yes-{item.uid}": "4", f"no-{item.uid}": "0", f"invalid-{item.uid}": "0"}
    typed |= {"out": "5", "back": "5"}
    first = room.item(session, "commune").uid
    wrong = client.post(where, once(session, **{**typed, f"yes-{first}": "9"}, uploads=upload(pdf(), "bien-ban.pdf")))
    assert wrong.status_code == 422
    assert "Tổng số phiếu không được quá 5." in text(wrong)
    assert f'name="yes-{first}" value="9"' in wrong.content.decode()
    # On top, whose line it is: every line has an «Đồng ý».
    nominee = case_words(room.nominations["commune"])
    assert f"{nominee}, Đồng ý : Tổng số phiếu không được quá 5." in text(wrong)

    answer = client.post(where, once(session, **typed, uploads=upload(pdf(), "bien-ban.pdf")))
    assert answer.status_code == 302
    page = client.get(address("session", session.uid))
    assert "bien-ban.pdf" in text(page)
    assert "Bằng phiếu ở suất cuối" in text(page)


def test_counts_entered_wrong_are_put_right_before_the_minutes(room: Room) -> None:
    session = opened(room, "paper")
    client, where = enter(room.people, CLERK), address("session-count", session.uid)
    typed = {"out": "5", "back": "5"}
    for item in session.items.all():
        typed |= {f"yes-{item.uid}": "4", f"no-{item.uid}": "0", f"invalid-{item.uid}": "0"}
    assert "1. Xã Nam Dong; Bằng khen của Ủy ban MTTQ Việt Nam tỉnh (Các xã)" in text(client.get(where))
    few = client.post(where, once(session, **{**typed, "back": "3"}, uploads=upload(pdf(), "bien-ban.pdf")))
    assert (few.status_code, "Tổng số phiếu không được quá 3." in text(few)) == (422, True)
    client.post(where, once(session, **typed, uploads=upload(pdf(), "bien-ban.pdf")))

    page = client.get(address("session", session.uid))
    correct, first = address("session-count-correct", session.uid), room.item(session, "commune")
    assert correct in page.content.decode()
    form = client.get(correct).content.decode()
    assert f'name="yes-{first.uid}" value="4"' in form
    typed |= {f"yes-{first.uid}": "2", f"no-{first.uid}": "2"}
    assert client.post(correct, once(session, **typed, reason=" ")).status_code == 422
    assert client.post(correct, once(session, **typed, reason="Gõ nhầm dòng")).status_code == 302
    first.refresh_from_db()
    assert (first.yes, first.no, first.passed) == (2, 2, False)
    page = text(client.get(address("session", session.uid)))
    assert "sửa kết quả kiểm phiếu" in page
    assert "Số phiếu phát ra: 5; số phiếu thu về: 5." in page


def test_two_forms_of_one_commune_are_told_apart_wherever_they_are_asked_about(room: Room) -> None:
    """One body proposed for two forms stands twice on the list: every line says for what."""
    other = AwardForm.objects.create(
        round=room.round, key="giay-khen", clause="VI.4", name="Giấy khen của huyện", submitters="các xã",
        appraiser="Ban Thường trực", decider="Ban Thường trực", is_ours=True, original_sets=1,
    )  # fmt: skip
    twin = room.nominations["commune"]
    twin.pk, twin.uid, twin.form, twin.pool = None, uuid.uuid4(), other, None
    twin.save()
    room.nominations["twin"] = Nomination.objects.get(uid=twin.uid)
    room.nominations["commune"] = Nomination.objects.get(form=room.form, subject=room.people.commune)
    for name in ("commune", "twin"):
        NomineeFile.objects.get_or_create(
            submission=Submission.objects.get(unit=room.people.district), nomination=room.nominations[name],
            defaults={"position": 9},
        )  # fmt: skip
    offered = [case_words(room.nominations[name]) for name in ("commune", "twin")]
    client = enter(room.people, CLERK)
    invitation = text(client.get(f"{address('session-new', room.council.uid)}?dot={room.round.pk}"))
    session = voting(room)
    ballot = text(enter(room.people, VICE).get(address("session-vote", session.uid)))

    assert offered == [
        "Xã Nam Dong; Bằng khen của Ủy ban MTTQ Việt Nam tỉnh (Các xã)",
        "Xã Nam Dong; Giấy khen của huyện",
    ]
    assert offered[0] in invitation
    numbers = {line.name: line.number for line in queries.items_of(room.actor(VICE), session)}
    assert numbers
    for words in offered:
        assert words in ballot
    close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hết giờ")
    minutes = text(client.get(address("session-minutes", session.uid)))
    assert "Bằng khen của Ủy ban MTTQ Việt Nam tỉnh (Các xã)" in minutes
    assert "Giấy khen của huyện" in minutes


@pytest.mark.parametrize(
    ("message", "args", "kept"),
    [
        ("Forbidden: %s", ("/ban-lam-viec/hoi-dong/phien/x/bo-phieu/",), False),
        ("%s: %s", ("Not Found", "/ban-lam-viec/hoi-dong/phien/x/"), True),
        ("POST /ban-lam-viec/hoi-dong/phien/x/bo-phieu/ 302", None, False),
    ],
)
def test_ballots_stay_out_of_logs(message: str, args: Any, kept: bool) -> None:
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, None)

    assert WithoutBallots().filter(record) is kept
