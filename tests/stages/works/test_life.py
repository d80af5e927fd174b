"""The life of a work beyond its own steps: late, asked about, noted in time, offered; its papers."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.test import override_settings

from tests.factories import NOW, TODAY, Cast, cast
from tests.foundation.core.uploads import picture, upload
from tests.stages.works.support import (
    DAY,
    handed_over,
    photos,
    piece,
    registered,
    road,
    whole_house,
    with_catalogue,
)
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns.papers import draw
from thidua.stages.works import filters
from thidua.stages.works.filters import narrowing
from thidua.stages.works.history import history_of
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    answer_question,
    ask_about,
    asking,
    cancel_work,
    complete_step,
    complete_work,
    edit_work,
    note_work,
    offer_work,
    record_paper,
    revoke_paper,
    sign_paper,
    verify_work,
)
from thidua.stages.works.operations.asking import note_what_waited, noted_by_itself_on
from thidua.stages.works.queries import list_works

pytestmark = pytest.mark.django_db
ONE_DAY = datetime.timedelta(days=1)


@pytest.fixture
def people() -> Cast:
    return with_catalogue(cast())


def surveyed(people: Cast, **more: object) -> Work:
    officer = people.actor("district_officer")
    work = note_work(
        by=people.actor("province_officer"), now=NOW, work=registered(people, officer, whole_house(people, **more))
    )
    return complete_step(by=officer, now=NOW, work=work, step="survey", done_date=datetime.date(2024, 3, 1))


def test_registration_after_the_work_began_is_marked_and_listed(people: Cast) -> None:
    officer = people.actor("commune_officer")
    late = registered(people, officer, piece(people, planned_start=TODAY - ONE_DAY))
    in_time = registered(people, officer, piece(people, name="Việc sắp làm", planned_start=TODAY))

    assert (late.registered_late, in_time.registered_late) == (True, False)
    listed = list_works(officer, narrowing(officer, {"xem": filters.LATE}))
    assert [work.pk for work in listed] == [late.pk]


@pytest.mark.clause("II.5")
def test_registered_work_is_noted_after_the_working_days_unless_asked_about(people: Cast) -> None:
    """Registered on Monday 15/7/2024: five working days end on Monday 22/7, so it is noted on 23/7."""
    officer, above = people.actor("commune_officer"), people.actor("district_officer")
    waits = registered(people, officer, piece(people))
    asked = registered(people, officer, piece(people, name="Việc được hỏi"))
    ask_about(by=above, now=NOW, work=asked, question="Trồng ở đâu?")

    assert noted_by_itself_on(waits) == datetime.date(2024, 7, 23)
    assert note_what_waited(NOW + 7 * ONE_DAY) == 0
    assert note_what_waited(NOW + 8 * ONE_DAY) == 1
    waits.refresh_from_db()
    asked.refresh_from_db()
    assert (waits.status, waits.noted_by, asked.status) == ("noted", None, "registered")
    assert [line.act for line in history_of(waits)][:1] == ["ghi nhận"]

    answer_question(by=officer, now=NOW + 8 * ONE_DAY, work=asked, answer="Dọc đường liên thôn.")
    asked.refresh_from_db()
    assert noted_by_itself_on(asked) == datetime.date(2024, 7, 31)
    assert note_what_waited(NOW + 16 * ONE_DAY) == 1


def test_a_work_that_cannot_be_noted_keeps_no_other(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    officer, posted = people.actor("commune_officer"), asking.post_work
    first, second = (registered(people, officer, piece(people, name=name)) for name in ("Việc một", "Việc hai"))

    def refusing(work: Work, **more: Any) -> None:
        if work.pk == first.pk:
            raise NotNow("Chưa tính được.")
        posted(work, **more)

    monkeypatch.setattr(asking, "post_work", refusing)
    assert note_what_waited(NOW + 8 * ONE_DAY) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("registered", "noted")


def test_holidays_are_no_working_days(people: Cast) -> None:
    """Registered on Thursday 29/8/2024: 2 and 3 September are off, so the fifth working day is 9/9."""
    work = registered(people, people.actor("commune_officer"), piece(people))
    Work.objects.filter(pk=work.pk).update(waits_since=datetime.datetime(2024, 8, 29, 3, tzinfo=datetime.UTC))
    work.refresh_from_db()

    assert noted_by_itself_on(work) == datetime.date(2024, 9, 10)


def test_site_may_note_by_hand_only(people: Cast) -> None:
    work = registered(people, people.actor("commune_officer"), piece(people))
    with override_settings(WORKS_NOTE_DAYS=0):
        assert (noted_by_itself_on(work), note_what_waited(NOW + 90 * ONE_DAY)) == (None, 0)


def test_question_is_asked_by_the_level_above_once_and_answered_by_the_lead(people: Cast) -> None:
    work = registered(people, people.actor("commune_officer"), piece(people))
    with pytest.raises(NotAllowed):
        ask_about(by=people.actor("commune_officer"), now=NOW, work=work, question="?")
    above = people.actor("district_officer")
    with pytest.raises(Invalid) as refusal:
        ask_about(by=above, now=NOW, work=work, question=" ")
    assert refusal.value.fields == {"question": "Xin ghi điều cần hỏi."}
    ask_about(by=above, now=NOW, work=work, question="Ở đâu?")
    with pytest.raises(NotNow):
        ask_about(by=above, now=NOW, work=work, question="Khi nào?")
    with pytest.raises(NotAllowed):
        answer_question(by=above, now=NOW, work=work, answer="Ở xã.")


def test_verified_work_is_offered_by_lead_or_level_above(people: Cast) -> None:
    work = handed_over(people)
    with pytest.raises(NotNow, match="Công trình được xác nhận rồi mới đề nghị đăng cổng được"):
        offer_work(by=people.actor("district_officer"), now=NOW, work=work)
    work = verify_work(by=people.actor("province_officer"), now=NOW, work=work)
    with pytest.raises(NotAllowed):
        offer_work(by=people.actor("commune_officer"), now=NOW, work=work)
    offered = offer_work(by=people.actor("district_officer"), now=NOW, work=work, note="Nhà đẹp")
    above = people.actor("province_officer")
    assert [row.pk for row in list_works(above, narrowing(above, {"xem": filters.OFFERED}))] == [offered.pk]


def test_withdrawing_a_registered_work_needs_a_reason_that_is_shown(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, piece(people))
    with pytest.raises(Invalid):
        cancel_work(by=officer, now=NOW, work=work)
    work = cancel_work(by=officer, now=NOW, work=work, reason="Trùng với việc của thôn")

    assert (work.status, history_of(work)[0].reason) == ("cancelled", "Trùng với việc của thôn")


@pytest.mark.clause("II.5")
def test_house_is_approved_by_a_numbered_decision_that_freezes_its_estimate(people: Cast) -> None:
    work = surveyed(people)
    with pytest.raises(Invalid, match="ký trên hệ thống, hoặc ghi bản đã ký trên giấy"):
        complete_step(by=people.actor("district_officer"), now=NOW, work=work, step="approve", done_date=DAY)
    with pytest.raises(NotAllowed, match="Văn bản này do lãnh đạo Ủy ban MTTQ Việt Nam huyện Cư Jút ký"):
        sign_paper(by=people.actor("district_officer"), now=NOW, work=work, step="approve")
    paper = sign_paper(by=people.actor("district_leader"), now=NOW, work=work, step="approve")

    assert paper.document.notation == "01/QĐ-BVĐ"
    assert paper.document.status == IssuedDocument.Status.ISSUED
    assert dict(work.estimates.values_list("source", "amount")) == {"fund": 50_000_000, "people": 28_500_000}
    assert work.steps.get(key="approve").done_date == TODAY
    edit_work(
        by=people.actor("district_officer"), now=NOW, work=work, content=whole_house(people, money={"fund": 60_000_000})
    )
    assert dict(work.estimates.values_list("source", "amount"))["fund"] == 50_000_000
    with pytest.raises(NotNow, match="đã ký rồi"):
        sign_paper(by=people.actor("district_leader"), now=NOW, work=work, step="approve")


def test_decision_asks_for_money_and_whose_house_it_is(people: Cast) -> None:
    work = surveyed(people, money={}, household="", details={}, floor_area=None)
    with pytest.raises(Invalid) as refusal:
        sign_paper(by=people.actor("district_leader"), now=NOW, work=work, step="approve")

    assert set(refusal.value.fields) == {"money", "household", "detail-householder", "floor_area"}
    assert not work.papers.exists()


def test_amount_once_approved_cannot_be_emptied(people: Cast) -> None:
    work = surveyed(people)
    sign_paper(by=people.actor("district_leader"), now=NOW, work=work, step="approve")
    with pytest.raises(Invalid) as refusal:
        edit_work(by=people.actor("district_officer"), now=NOW, work=work, content=whole_house(people, money={}))

    assert refusal.value.fields == {
        "money": "Loại «Nhà đại đoàn kết (xây mới)» phải ghi kinh phí theo nguồn từ bước «Duyệt»."
    }
    assert work.money.count() == 2


def test_decision_signed_on_paper_is_entered_with_its_scan(people: Cast) -> None:
    work, officer = surveyed(people), people.actor("district_officer")
    signed = {"date": DAY, "name": "Hoàng Văn Em", "title": "Trưởng ban"}
    with pytest.raises(Invalid) as refusal:
        record_paper(by=officer, now=NOW, work=work, step="approve", number=7, scan=None, **signed)
    assert refusal.value.fields == {"scan": "Xin kèm bản chụp văn bản đã ký."}
    scan = upload(picture(40, 30), "quyet-dinh.jpg")
    paper = record_paper(by=officer, now=NOW, work=work, step="approve", number=7, scan=scan, **signed)

    assert (paper.document.notation, paper.is_scan, work.steps.get(key="approve").done_date) == ("07/QĐ-BVĐ", True, DAY)


def test_signed_paper_is_taken_back_with_a_reason_and_its_step_opens_again(people: Cast) -> None:
    work, leader = surveyed(people), people.actor("district_leader")
    sign_paper(by=leader, now=NOW, work=work, step="approve")
    revoke_paper(by=leader, now=NOW, work=work, step="approve", reason="Ghi sai tên hộ")

    assert not work.steps.filter(key="approve").exists()
    assert not work.estimates.exists()
    again = sign_paper(by=leader, now=NOW, work=work, step="approve")
    assert again.document.notation == "02/QĐ-BVĐ"


@pytest.mark.slow
def test_papers_of_a_house_are_drawn_and_keep_the_format(people: Cast) -> None:
    work = handed_over(people)
    decision, minutes = work.papers.select_related("document").order_by("id")

    assert (work.status, minutes.document.notation) == ("done", "02/BB-BVĐ")
    for paper, words in ((decision, "hỗ trợ hộ bà h'duyên (sinh năm 1961)"), (minutes, "bàn giao nhà đại đoàn kết")):
        document = as_printed(paper.document)
        assert words in draw(document, "html").decode().lower().replace("&#x27;", "'")
        assert draw(document, "docx")[:2] == b"PK"
        assert draw(document, "pdf")[:4] == b"%PDF"
        outcome = check_document(draw(document, "docx"), today=TODAY)
        assert [each for each in outcome.deviations if not each.notice] == []


def test_house_is_not_handed_over_without_signed_minutes(people: Cast) -> None:
    work, officer = surveyed(people), people.actor("district_officer")
    sign_paper(by=people.actor("district_leader"), now=NOW, work=work, step="approve")
    for step in ("start", "complete"):
        work = complete_step(by=officer, now=NOW, work=work, step=step, done_date=TODAY, files=photos(1))
    with pytest.raises(Invalid) as refusal:
        complete_work(by=officer, now=NOW, work=work, done_date=TODAY, files=photos())

    assert refusal.value.fields == {"papers": "Còn thiếu «Biên bản bàn giao». Xin lập, ký hoặc gửi bản chụp."}


def test_road_is_done_with_photos_acceptance_minutes_labour_and_land(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))
    with pytest.raises(Invalid) as refusal:
        complete_work(by=officer, now=NOW, work=work, done_date=DAY, files=photos())
    assert refusal.value.fields == {"papers": "Còn thiếu «Biên bản nghiệm thu». Xin lập, ký hoặc gửi bản chụp."}
    sheet = upload(picture(30, 40), "bien-ban.jpg")
    done = complete_work(
        by=officer, now=NOW, work=work, done_date=DAY, files=photos(), papers=[sheet], labour=61, land=450
    )

    assert (done.status, done.labour, done.land, done.registered_late) == ("done", 61, 450, True)


def test_money_told_anew_at_the_end_stands_in_the_history_with_what_it_was(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people, money={"people": 5_000_000, "budget": 1_000_000}))
    sheet = upload(picture(30, 40), "bien-ban.jpg")
    complete_work(
        by=officer, now=NOW, work=work, done_date=DAY, files=photos(), papers=[sheet], money={"people": 9_000_000}
    )

    told = next(line for line in history_of(work) if line.act == "ghi hoàn thành")
    assert [change for change in told.changes if change.startswith("kinh phí")] == [
        "kinh phí từ Ngân sách nhà nước 1.000.000 đồng; Nhân dân đóng góp 5.000.000 đồng thành Nhân dân đóng góp 9.000.000 đồng"
    ]


def test_work_is_not_done_before_it_began_nor_in_the_future(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, piece(people, unit=people.area, planned_start=DAY))
    told = {}
    for day in (DAY - ONE_DAY, TODAY + ONE_DAY):
        with pytest.raises(Invalid) as refusal:
            complete_work(by=officer, now=NOW, work=work, done_date=day, files=photos())
        told[day] = refusal.value.fields["done_date"]

    assert list(told.values()) == [
        "Ngày xong 27/6/2024 đứng trước ngày bắt đầu 28/6/2024. Xin sửa ngày này, hoặc sửa ngày bắt đầu trước.",
        "Ngày 16/7/2024 chưa đến. Chỉ ghi việc đã làm xong.",
    ]
