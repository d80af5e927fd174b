"""Reports in the browser of who asks for them: who has sent, what waits, what is late."""

from __future__ import annotations

import html
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.desk.reports.support import typed
from tests.factories import NOW, Cast
from tests.harness.pages import address, enter, text
from tests.stages.reports.support import begun, grow, handed, period, schedule, sent
from thidua.stages.reports.models import ReportPeriod
from thidua.stages.reports.operations import return_report

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/"


def test_a_closed_period_asks_the_leader_for_no_signature(people: Cast, quarter: ReportPeriod) -> None:
    report = handed(people, quarter)
    leader = enter(people, "commune_leader")
    where, sign = address("report", report.uid), address("report-sign", report.uid)
    assert (sign in leader.get(where).content.decode(), "Ký, gửi:" in text(leader.get(HOME))) == (True, True)
    ReportPeriod.objects.update(closed_on=NOW.date())

    page = leader.get(where)
    assert (sign in page.content.decode(), "đã đóng nên không nhận thêm" in text(page)) == (False, True)
    assert "Ký, gửi:" not in text(leader.get(HOME))


def test_two_screens_from_home_to_accepted(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    client = enter(people, "district_officer")
    review = address("report-review", report.uid)
    assert f'href="{review}"' in client.get(HOME).content.decode()
    assert "Buổi tuyên truyền" in text(client.get(review))

    done = client.post(review, {"viec": "nhan", "version": report.version, "receipt": str(uuid.uuid4())}, follow=True)
    assert done.redirect_chain == [(address("report", report.uid), 302)]
    assert "Đã nhận báo cáo." in text(done)


def test_while_it_is_mended_others_read_what_was_sent(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu")
    report.refresh_from_db()
    enter(people, "commune_officer").post(
        address("report-edit", report.uid), typed(report, "luu", **{"thu.sessions": "83"})
    )

    assert "83 buổi" in text(enter(people, "commune_leader").get(address("report", report.uid)))
    above = enter(people, "district_officer")
    assert "4 buổi" in text(above.get(address("report", report.uid)))
    assert "83 buổi" not in text(above.get(address("report", report.uid)))
    assert above.get(address("report-paper", report.uid, "docx")).status_code == 409


@pytest.mark.clause("VII.1")
def test_overview_counts_apart_by_kind_and_each_number_is_a_door(people: Cast, quarter: ReportPeriod) -> None:
    sent(people, quarter)
    page = enter(people, "province_officer").get(address("reports"))
    words = text(page)
    assert "0/2 huyện · 1/3 xã" in words
    assert "hạn hết ngày 10/7/2024" in words
    for door in (address("reports-missing", quarter.uid), f"{address('reports-list')}?ky={quarter.uid}"):
        assert door in page.content.decode()
    assert "ấn định ngày" in words
    assert "ấn định ngày" not in text(enter(people, "district_officer").get(address("reports")))


def test_overview_offers_what_the_own_unit_has_not_begun_due_or_not(people: Cast, quarter: ReportPeriod) -> None:
    third = period(people, quarter.schedule, quarter=3)
    client = enter(people, "commune_officer")
    page = client.get(address("reports"))
    for of in (quarter, third):
        assert f'href="{address("report-new", of.uid, people.commune.uid)}"' in page.content.decode()
    assert "chưa ấn định ngày gửi nên chưa có hạn" in text(page)
    report = begun(people, quarter)
    after = client.get(address("reports")).content.decode()
    assert address("report-new", quarter.uid, people.commune.uid) not in after
    assert address("report", report.uid) in after
    assert "/viet/" not in enter(people, "commune_leader").get(address("reports")).content.decode()


def test_every_number_of_the_overview_opens_its_own_list(people: Cast, quarter: ReportPeriod) -> None:
    sent(people, quarter)
    page = enter(people, "province_officer").get(address("reports")).content.decode()
    start = f'href="{address("reports-list")}?ky={quarter.uid}&amp;'
    for kind in ("front-district", "front-commune"):
        assert f'{start}cap={kind}&amp;gui=roi"' in page
        assert f'{start}cap={kind}&amp;gui=dung-han"' in page
    for rest in ("gui=dang-sua", "tinh-trang=submitted", "tinh-trang=accepted"):
        assert f'{start}{rest}"' in page
    listed = enter(people, "province_officer").get(
        f"{address('reports-list')}?ky={quarter.uid}&cap=front-commune&gui=roi"
    )
    assert "Chỉ báo cáo: xã, đã gửi" in text(listed)
    assert 'type="hidden" name="cap" value="front-commune"' in listed.content.decode()


def test_who_has_not_with_phone_and_ready_words(people: Cast, quarter: ReportPeriod) -> None:
    page = enter(people, "district_officer").get(address("reports-missing", quarter.uid))
    words = text(page)
    assert "0900 000 004" in words
    assert "Sao chép lời nhắc" in words
    assert "còn 3 đơn vị chưa gửi" in words
    searched = text(enter(people, "district_officer").get(address("reports-missing", quarter.uid) + "?q=truc+son"))
    assert "Xã Trúc Sơn" in searched
    assert "Xã Nam Dong" not in searched


def test_body_that_asks_sets_the_last_good_day(people: Cast, quarter: ReportPeriod) -> None:
    client, dates = enter(people, "province_officer"), address("reports-dates", quarter.uid)
    refused = client.post(dates, {"last_day": "12/7/2024", "due_source": "", "receipt": str(uuid.uuid4())})
    assert (refused.status_code, "Xin ghi văn bản ấn định hạn này." in text(refused)) == (422, True)
    client.post(dates, {"last_day": "12/7/2024", "due_source": "Công văn 12", "receipt": str(uuid.uuid4())})
    quarter.refresh_from_db()
    assert str(quarter.due_before) == "2024-07-13"
    assert enter(people, "district_officer").get(dates).status_code == 403


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("commune_officer", "Chỉ Ủy ban MTTQ Việt Nam huyện Cư Jút, là cấp trên trực tiếp"),
        ("province_officer", "Chỉ Ủy ban MTTQ Việt Nam huyện Cư Jút, là cấp trên trực tiếp"),
    ],
)
def test_button_that_is_somebody_elses_says_whose(people: Cast, quarter: ReportPeriod, name: str, shown: str) -> None:
    report = sent(people, quarter)
    page = enter(people, name).get(address("report", report.uid))
    assert shown in text(page)
    assert "disabled" in page.content.decode()


def test_late_report_says_so_of_the_report(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    page = text(enter(people, "district_officer").get(address("report", report.uid)))
    assert "gửi muộn 5 ngày" in page


def test_pages_without_anything_say_so(people: Cast) -> None:
    schedule(people)
    words = text(enter(people, "district_officer").get(address("reports-waiting")))
    assert "Không có báo cáo nào chờ bạn" in words
    assert "Không có kỳ báo cáo nào" in text(enter(people, "district_officer").get(address("reports")))


@pytest.mark.slow
def test_list_pages_ask_the_same_at_one_three_and_a_thousand_rows(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    client = enter(people, "district_officer")
    pages = [
        address("reports"), f"{address('reports-list')}?ky={quarter.uid}", address("reports-missing", quarter.uid),
        address("reports-waiting"), address("report", report.uid), address("report-review", report.uid),
    ]  # fmt: skip
    asked, sizes = [], []
    for total in (1, 3, 1000):
        grow(people, quarter, total)
        counts = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(page)
            counts.append(len([query for query in captured if "SAVEPOINT" not in query["sql"]]))
            sizes.append(len(answer.content))
        asked.append(counts)

    assert asked == [asked[0]] * 3
    lists, objects = asked[0][:4], asked[0][4:]
    assert max(lists) <= 12, lists
    assert max(objects) <= 14, objects
    assert max(sizes) < 150_000


def test_the_doors_of_the_overview_by_unit_open_for_a_commune_too(people: Cast, quarter: ReportPeriod) -> None:
    """The district above stands there by name; what opens is the commune's own part of it."""
    client = enter(people, "commune_officer")
    page = client.get(address("reports-timeliness")).content.decode()
    doors = [html.unescape(found) for found in re.findall(r'href="([^"]*cap=front-commune[^"]*)"', page)]
    assert len(doors) >= 3
    assert {client.get(door).status_code for door in doors if door.startswith("/")} == {200}
