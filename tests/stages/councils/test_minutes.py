"""The minutes: what they say, who signs, the number of the council's own book, the dossiers they go into."""

from __future__ import annotations

import datetime
import io

import pytest
from docx import Document
from pypdf import PdfReader

from tests.factories import NOW, TODAY
from tests.foundation.core.uploads import pdf, upload
from tests.stages.councils.support import CHAIR, CLERK, VICE, VOTERS, WRITTEN, Room, cast_in_council, opened, voting
from tests.stages.councils.test_voting import cast_by
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.model import paragraph
from thidua.foundation.documents.models import IssuedDocument, Register
from thidua.foundation.documents.rewording import save_wording
from thidua.stages.councils import papers
from thidua.stages.councils.models import Session
from thidua.stages.councils.operations import (
    close_voting,
    correct_counts,
    draw_up_minutes,
    enter_counts,
    file_minutes,
    hand_back_minutes,
    sign_minutes,
    start_voting,
    write_minutes,
)
from thidua.stages.councils.operations.counting import Ballots, Count
from thidua.stages.nominations.models import Nomination, Submission, SubmissionPaper

pytestmark = pytest.mark.django_db
CONCLUSION = "Hội đồng thống nhất đề nghị khen thưởng 3/4 trường hợp."


@pytest.fixture
def room() -> Room:
    return cast_in_council()


def counted(room: Room, **away: str) -> Session:
    session = opened(room, "hands", **away)
    numbers = {item.uid: Count(3, 0, 0) for item in session.items.all()}
    numbers[room.item(session, "sister").uid] = Count(2, 2, 0)
    return enter_counts(by=room.actor(CLERK), now=NOW, session=session, counts=numbers)


def drawn_up(room: Room, **away: str) -> Session:
    session, clerk = counted(room, **away), room.actor(CLERK)
    session = write_minutes(
        by=clerk, now=NOW, session=session, discussion="Thảo luận kỹ.", conclusion=CONCLUSION,
        began=datetime.time(8), ended=datetime.time(9, 5),
    )  # fmt: skip
    return draw_up_minutes(by=clerk, now=NOW, session=session)


def dossier(room: Room) -> Submission:
    """What the province itself is putting together."""
    people = room.people
    return Submission.objects.create(
        unit=people.province, form=room.form, receiver=people.province, receiver_name=people.province.name,
        made_at=NOW, changed_at=NOW,
    )  # fmt: skip


def text_of(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())
    word = Document(io.BytesIO(content))
    nodes = (node for node in word.element.iter() if node.tag.endswith("}p"))
    lines = ("".join(part.text or "" for part in node.iter() if part.tag.endswith("}t")) for node in nodes)
    return " ".join(" ".join(lines).replace("\u00a0", " ").split())


@pytest.mark.slow
@pytest.mark.clause("VI.4")
def test_signed_minutes_are_printed_as_the_rules_ask(room: Room) -> None:
    session = sign_minutes(by=room.actor(CHAIR), now=NOW, session=drawn_up(room, women_officer=WRITTEN))

    for ending in ("docx", "pdf"):
        content = papers.draw_minutes(session, ending)
        found = [each for each in check_document(content, today=TODAY).deviations if not each.notice]
        assert [(each.rule, each.place) for each in found] == []
        text = text_of(content)
        people = room.people.people
        assert [words for words in (
            "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", "BIÊN BẢN", "Số: 01/BB-HĐTĐKT", "Ngày 12 tháng 7 năm 2024",
            "Có mặt: 4/5 thành viên", "khai mạc lúc 8 giờ, kết thúc lúc 9 giờ 05", "có ý kiến bằng văn bản: Đồng ý cả danh sách",
            f"{people['district_leader'].full_name} không tham gia xét", "Thảo luận kỹ.", CONCLUSION,
            people[CLERK].full_name, people[CHAIR].full_name, "40%", "THƯ KÝ", "CHỦ TỌA",
        ) if words not in text] == []  # fmt: skip


def test_the_chair_signs_after_the_secretary_and_never_for_it(room: Room) -> None:
    session = counted(room)
    with pytest.raises(NotAllowed, match="Thư ký"):
        write_minutes(by=room.actor(CHAIR), now=NOW, session=session, discussion="", conclusion=CONCLUSION)
    with pytest.raises(Invalid) as refusal:
        draw_up_minutes(by=room.actor(CLERK), now=NOW, session=session)
    assert list(refusal.value.fields) == ["conclusion"]
    with pytest.raises(NotNow):
        sign_minutes(by=room.actor(CHAIR), now=NOW, session=session)

    write_minutes(by=room.actor(CLERK), now=NOW, session=session, discussion="", conclusion=CONCLUSION)
    session = draw_up_minutes(by=room.actor(CLERK), now=NOW, session=session)
    for name in (CLERK, VICE):
        with pytest.raises(NotAllowed, match="chủ tọa"):
            sign_minutes(by=room.actor(name), now=NOW, session=session)
    session = sign_minutes(by=room.actor(CHAIR), now=NOW, session=session)
    assert session.status == "minuted"


def test_minutes_take_the_next_number_of_the_councils_own_book(room: Room) -> None:
    session = sign_minutes(by=room.actor(CHAIR), now=NOW, session=drawn_up(room))
    document = session.minutes
    assert document is not None

    assert (document.notation, document.status, document.kind, document.date) == (
        "01/BB-HĐTĐKT", IssuedDocument.Status.ISSUED, "minutes", session.held_on,
    )  # fmt: skip
    register = Register.objects.get()
    assert (register.body, register.last_number, register.year) == ("Hội đồng Thi đua - Khen thưởng", 1, 2024)


def test_a_vice_chair_presides_where_the_chair_is_away(room: Room) -> None:
    session = drawn_up(room, province_leader="absent")
    with pytest.raises(NotAllowed, match=room.people.people[VICE].full_name):
        sign_minutes(by=room.actor(CHAIR), now=NOW, session=session)

    assert sign_minutes(by=room.actor(VICE), now=NOW, session=session).status == "minuted"


def test_minutes_given_back_are_written_again(room: Room) -> None:
    session = drawn_up(room)
    with pytest.raises(Invalid):
        hand_back_minutes(by=room.actor(CHAIR), now=NOW, session=session, reason=" ")
    session = hand_back_minutes(by=room.actor(CHAIR), now=NOW, session=session, reason="Thiếu ý kiến đồng chí Dung")

    assert (session.status, session.drawn_up_at, session.drawn_up_by) == ("closed", None, None)
    assert not Register.objects.exists()
    with pytest.raises(NotNow):
        sign_minutes(by=room.actor(CHAIR), now=NOW, session=session)


def test_signed_minutes_are_not_written_again(room: Room) -> None:
    session = sign_minutes(by=room.actor(CHAIR), now=NOW, session=drawn_up(room))
    printed = papers.minutes_document(session)

    with pytest.raises(NotNow):
        write_minutes(by=room.actor(CLERK), now=NOW, session=session, discussion="Khác", conclusion="Khác")
    Session.objects.update(conclusion="Khác")
    session.refresh_from_db()
    assert papers.minutes_document(session) == printed


def test_signed_minutes_fill_their_place_in_the_units_dossiers(room: Room) -> None:
    own = dossier(room)
    session = sign_minutes(by=room.actor(CHAIR), now=NOW, session=drawn_up(room))

    paper = SubmissionPaper.objects.get()
    assert (paper.submission, paper.part.key, paper.document) == (own, "council-minutes", session.minutes)


def test_minutes_go_into_a_dossier_begun_later(room: Room) -> None:
    session = drawn_up(room)
    own = dossier(room)
    own.status, own.sent_at = Submission.Status.SENT, NOW
    own.save()
    with pytest.raises(NotNow):
        file_minutes(by=room.actor(CLERK), now=NOW, session=session)
    session = sign_minutes(by=room.actor(CHAIR), now=NOW, session=session)
    assert not SubmissionPaper.objects.exists()

    Submission.objects.filter(pk=own.pk).update(status="returned")
    for _time in range(2):
        file_minutes(by=room.actor(CLERK), now=NOW, session=session)
    assert list(SubmissionPaper.objects.values_list("submission", "document")) == [(own.pk, session.minutes_id)]


def said(session: Session) -> str:
    return text_of(papers.draw_minutes(session, "docx"))


def test_minutes_say_for_nobody_what_nobody_said(room: Room) -> None:
    session = counted(room)
    session = write_minutes(by=room.actor(CLERK), now=NOW, session=session, discussion="", conclusion=CONCLUSION)

    words = said(session)
    assert "Không có ý kiến thảo luận được ghi vào biên bản." in words
    assert [
        claim for claim in ("thống nhất với hồ sơ", "không có ý kiến khác", "nhất trí với nội dung") if claim in words
    ] == []
    with pytest.raises(Invalid) as refusal:
        write_minutes(
            by=room.actor(CLERK), now=NOW, session=session, discussion="", conclusion=CONCLUSION,
            began=datetime.time(9), ended=datetime.time(8),
        )  # fmt: skip
    assert list(refusal.value.fields) == ["ended"]


def test_minutes_tell_of_ballots_that_did_not_come_back_and_why_it_was_closed(room: Room) -> None:
    session = voting(room)
    for name in VOTERS[:3]:
        cast_by(room, session, name)
    session = close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hai đồng chí phải về trước.")

    words = said(session)
    assert "Số phiếu phát ra: 5; số phiếu thu về: 3." in words
    assert "Có 2 thành viên có mặt không bỏ phiếu; phiếu được khóa với lý do: Hai đồng chí phải về trước." in words
    assert "Phiếu trắng, không hợp lệ" in words


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("paper", "tính cả ý kiến bằng văn bản của 1 thành viên vắng mặt"),
        ("secret", "không tính vào kết quả bỏ phiếu kín"),
    ],
)
def test_minutes_tell_whether_an_opinion_in_writing_was_counted(room: Room, mode: str, told: str) -> None:
    session = opened(room, mode, women_officer=WRITTEN)
    if mode == "paper":
        numbers = {item.uid: Count(3, 0) for item in session.items.all()}
        scan = [upload(pdf(), "bien-ban.pdf")]
        session = enter_counts(
            by=room.actor(CLERK), now=NOW, session=session, counts=numbers, uploads=scan, ballots=Ballots(5, 4)
        )
        assert "Số phiếu phát ra: 5; số phiếu thu về: 4." in said(session)
    else:
        session = start_voting(by=room.actor(CLERK), now=NOW, session=session)
        session = close_voting(by=room.actor(CLERK), now=NOW, session=session, reason="Hết giờ")

    assert told in said(session)


def test_counts_are_put_right_with_a_reason_and_the_old_ones_stay_in_the_trail(room: Room) -> None:
    session = counted(room)
    item = room.item(session, "commune")
    numbers = {each.uid: Count(each.yes or 0, each.no or 0) for each in session.items.all()}
    numbers[item.uid] = Count(1, 3)
    how = {"by": room.actor(CLERK), "now": NOW, "session": session, "counts": numbers}
    with pytest.raises(Invalid) as refusal:
        correct_counts(**how, reason=" ")
    assert list(refusal.value.fields) == ["reason"]
    correct_counts(**how, reason="Đọc nhầm phiếu")

    item.refresh_from_db()
    nomination = room.nominations["commune"]
    nomination.refresh_from_db()
    assert (item.yes, item.no, item.passed, nomination.votes_for, nomination.vote) == (1, 3, False, 1, "failed")
    entry = AuditEntry.objects.filter(act="ghi số phiếu").latest("id")
    key = str(nomination.pk)
    assert (entry.before, entry.after, entry.reason) == ({key: "3-0-0/5"}, {key: "1-3-0/5"}, "Đọc nhầm phiếu")

    write_minutes(by=room.actor(CLERK), now=NOW, session=session, discussion="", conclusion=CONCLUSION)
    draw_up_minutes(by=room.actor(CLERK), now=NOW, session=session)
    with pytest.raises(NotNow):
        correct_counts(**how, reason="Quá muộn")


def test_counts_are_not_put_right_under_somebody_who_was_chosen_by_them(room: Room) -> None:
    session = counted(room)
    Nomination.objects.filter(pk=room.nominations["commune"].pk).update(status="selected")
    numbers = {each.uid: Count(each.yes or 0, each.no or 0) for each in session.items.all()}
    numbers[room.item(session, "commune").uid] = Count(1, 3)

    with pytest.raises(NotNow, match="đã được xét chọn theo số phiếu cũ"):
        correct_counts(by=room.actor(CLERK), now=NOW, session=session, counts=numbers, reason="Đọc nhầm")


def test_signed_minutes_keep_their_words_whatever_the_office_writes_afterwards(room: Room) -> None:
    session = sign_minutes(by=room.actor(CHAIR), now=NOW, session=drawn_up(room))
    before = papers.minutes_document(session)
    save_wording(
        by=room.actor(CLERK), now=NOW, unit=session.council.unit, name="minutes/council",
        sentences={"closing": "Lời mới của biên bản./."},
    )  # fmt: skip
    assert papers.minutes_document(session) == before
    assert paragraph("Lời mới của biên bản./.") in papers.minutes_draft(session).blocks
    assert paragraph("Lời mới của biên bản./.") not in before.blocks
