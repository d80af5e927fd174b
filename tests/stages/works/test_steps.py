"""The steps of a work until it is done: their order, days, photos and money."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast, cast
from tests.foundation.core.uploads import pdf, upload
from tests.stages.works.support import DAY, done, house, photos, piece, registered, road, verified
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.models import StoredFile
from thidua.stages.works.content import Content
from thidua.stages.works.history import history_of
from thidua.stages.works.models import Work
from thidua.stages.works.operations import (
    complete_step,
    complete_work,
    note_work,
    register_work,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def refused(content: Content, people: Cast, by: str = "district_officer") -> dict[str, str]:
    """The sentences by field; nothing is written."""
    with pytest.raises(Invalid) as refusal:
        register_work(by=people.actor(by), now=NOW, content=content)
    assert Work.objects.count() == 0
    return {name: str(sentence) for name, sentence in refusal.value.fields.items()}


def noted(people: Cast, content: Content | None = None) -> Work:
    work = registered(people, people.actor("district_officer"), content)
    return note_work(by=people.actor("province_officer"), now=NOW, work=work)


@pytest.mark.clause("III.3a")
def test_house_goes_five_steps_and_is_verified(people: Cast) -> None:
    work = verified(people)

    assert (work.status, work.done_date) == ("verified", DAY)
    assert work.verified_by_id == people.actor("province_officer").person_id
    assert list(work.steps.order_by("id").values_list("key", flat=True)) == [
        "survey", "approve", "start", "complete", "hand-over",
    ]  # fmt: skip


def test_small_kind_goes_two_steps(people: Cast) -> None:
    work = done(people, content=piece(people), by="commune_officer", above="district_officer")

    assert (work.status, list(work.steps.values_list("key", flat=True))) == ("done", ["done"])


def test_step_saved_again_as_it_stands_is_told_once(people: Cast) -> None:
    officer, day = people.actor("district_officer"), datetime.date(2024, 3, 4)
    how = {"by": officer, "now": NOW, "step": "survey", "done_date": day}
    work = complete_step(work=noted(people), **how)
    again = complete_step(work=work, **how)

    told = [line.changes for line in history_of(work) if line.act == "ghi bước"]
    assert (told, again.version) == ([("bước: Khảo sát", "ngày hoàn thành: 4/3/2024")], work.version)

    complete_step(work=work, note="Hộ chưa có nước sạch", **how)
    complete_step(work=work, **how, files=photos(1))
    assert [line.act for line in history_of(work)][:4] == ["ghi bước", "thêm ảnh, tệp", "ghi bước", "ghi bước"]


def test_step_in_the_future_is_refused(people: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        complete_step(
            by=people.actor("district_officer"), now=NOW, work=noted(people), step="survey",
            done_date=datetime.date(2024, 7, 16),
        )  # fmt: skip

    assert refusal.value.fields == {"done_date": "Ngày 16/7/2024 chưa đến. Chỉ ghi việc đã làm xong."}


def test_step_before_an_earlier_one_is_refused(people: Cast) -> None:
    officer = people.actor("district_officer")
    work = complete_step(by=officer, now=NOW, work=noted(people), step="survey", done_date=datetime.date(2024, 3, 4))

    with pytest.raises(Invalid) as refusal:
        complete_step(by=officer, now=NOW, work=work, step="approve", done_date=datetime.date(2024, 3, 1))

    assert refusal.value.fields == {
        "done_date": "Ngày 1/3/2024 không khớp với bước «Khảo sát» ngày 4/3/2024. Xin xem lại thứ tự các bước."
    }


@pytest.mark.parametrize("step", ["hand-over", "roof"])
def test_step_the_kind_does_not_have_between_is_refused(people: Cast, step: str) -> None:
    with pytest.raises(Invalid) as refusal:
        complete_step(by=people.actor("district_officer"), now=NOW, work=noted(people), step=step, done_date=DAY)

    assert list(refusal.value.fields) == ["step"]


def test_step_before_noting_is_not_open(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))

    with pytest.raises(NotNow):
        complete_step(by=people.actor("district_officer"), now=NOW, work=work, step="survey", done_date=DAY)


def test_house_is_not_done_without_steps_photos_and_money(people: Cast) -> None:
    work = noted(people, house(people, money={}))
    with pytest.raises(Invalid) as refusal:
        complete_work(by=people.actor("district_officer"), now=NOW, work=work, done_date=DAY, files=photos(1))

    assert refusal.value.fields == {
        "step": "Chưa ghi các bước: Khảo sát, Duyệt, Khởi công, Hoàn thành. Xin ghi ngày của từng bước trước.",
        "photos": "Còn thiếu 1 ảnh «Bàn giao». Xin gửi thêm ảnh.",
        "money": "Loại «Nhà đại đoàn kết (xây mới)» phải ghi kinh phí theo nguồn từ bước «Bàn giao».",
    }
    # Nothing half-written: the photo of the refused call is gone with it.
    assert files.of_owner("work", work.uid).count() == 0


def test_money_and_photos_may_come_with_the_completion(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people, money={}))
    finished = complete_work(
        by=officer, now=NOW, work=work, done_date=DAY, files=photos(), money={"people": 7_000, "fund": 0}
    )

    assert (finished.status, dict(finished.money.values_list("source", "amount"))) == ("done", {"people": 7_000})


def test_done_in_the_future_and_outside_the_campaign_are_refused(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))
    for day in (datetime.date(2024, 7, 16), datetime.date(2023, 9, 30)):
        with pytest.raises(Invalid) as refusal:
            complete_work(by=officer, now=NOW, work=work, done_date=day, files=photos())
        assert list(refusal.value.fields) == ["done_date"]


def test_photo_that_is_no_picture_is_refused_by_name(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))
    with pytest.raises(Invalid) as refusal:
        complete_work(by=officer, now=NOW, work=work, done_date=DAY, files=[upload(b"MZ\x90\x00 program", "anh.jpg")])

    assert str(refusal.value.fields["photos"]).startswith("«anh.jpg»: ")
    assert StoredFile.objects.count() == 0


def test_paper_does_not_stand_for_a_photo(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people))
    with pytest.raises(Invalid) as refusal:
        complete_work(
            by=officer, now=NOW, work=work, done_date=DAY, files=[upload(pdf(), "a.pdf"), upload(pdf(), "b.pdf")]
        )

    assert list(refusal.value.fields) == ["photos"]
