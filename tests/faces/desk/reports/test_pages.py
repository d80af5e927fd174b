"""The pages of reports as each role meets them: three screens to «đã gửi», two to «đã nhận», every refusal in words."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.faces.kit.test_components import drawn
from tests.factories import NOW, SYSTEM, Cast, cast_on_board
from tests.stages.reports.support import accepted, begun, grow, handed, period, schedule, sent
from thidua.faces.desk.reports.forms import DatesForm
from thidua.faces.kit.downloads import file_name
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import AuditEntry
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.operations import Given, return_report, save_report
from thidua.stages.reports.schedules import title_of

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/"


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


@pytest.fixture
def quarter(people: Cast) -> ReportPeriod:
    return period(people)


def enter(people: Cast, name: str) -> Client:
    client = Client()
    client.force_login(people.account(name), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())))


def address(name: str, *args: Any) -> str:
    return reverse(f"desk:{name}", args=args)


def typed(report: Report, act: str, **more: Any) -> dict[str, Any]:
    """The form as an officer sends it."""
    values = {
        "mood-words": "Nhân dân phấn khởi.", "thu.works": "0", "thu.sessions": "4", "thu.launched": "0", "viec": act,
        "version": report.version, "receipt": str(uuid.uuid4()),
    }  # fmt: skip
    return {**values, **more}


def test_a_closed_period_asks_the_leader_for_no_signature(people: Cast, quarter: ReportPeriod) -> None:
    report = handed(people, quarter)
    leader = enter(people, "commune_leader")
    where, sign = address("report", report.uid), address("report-sign", report.uid)
    assert (sign in leader.get(where).content.decode(), "Ký, gửi:" in text(leader.get(HOME))) == (True, True)
    ReportPeriod.objects.update(closed_on=NOW.date())

    page = leader.get(where)
    assert (sign in page.content.decode(), "đã đóng nên không nhận thêm" in text(page)) == (False, True)
    assert "Ký, gửi:" not in text(leader.get(HOME))


@pytest.mark.clause("VII.3b")
def test_three_screens_from_home_to_sent(people: Cast, quarter: ReportPeriod) -> None:
    client = enter(people, "sister_officer")
    new = address("report-new", quarter.uid, people.sister_commune.uid)
    assert f'href="{new}"' in client.get(HOME).content.decode()

    begin = client.get(new)
    assert "Viết: Báo cáo hằng quý (quý II/2024)" in text(begin)
    assert 'value="30/6/2024"' in begin.content.decode()
    written = client.post(new, {"data_date": "30/6/2024", "receipt": str(uuid.uuid4())}, follow=True)
    report = Report.objects.get()
    assert written.redirect_chain == [(address("report-edit", report.uid), 302)]

    done = client.post(address("report-edit", report.uid), typed(report, "gui"), follow=True)
    assert done.redirect_chain == [(address("report", report.uid), 302)]
    assert "Đã ký, gửi Ủy ban MTTQ Việt Nam huyện Cư Jút." in text(done)
    assert "Đã gửi, chờ cấp trên nhận" in text(done)


def test_two_screens_from_home_to_accepted(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    client = enter(people, "district_officer")
    review = address("report-review", report.uid)
    assert f'href="{review}"' in client.get(HOME).content.decode()
    assert "Buổi tuyên truyền" in text(client.get(review))

    done = client.post(review, {"viec": "nhan", "version": report.version, "receipt": str(uuid.uuid4())}, follow=True)
    assert done.redirect_chain == [(address("report", report.uid), 302)]
    assert "Đã nhận báo cáo." in text(done)


def test_begun_once_the_same_address_leads_to_the_report(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    response = enter(people, "commune_officer").get(address("report-new", quarter.uid, people.commune.uid))
    assert (response.status_code, response["Location"]) == (302, address("report", report.uid))


def test_saved_as_it_goes_and_an_old_page_is_told(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    client, save = enter(people, "commune_officer"), address("report-save", report.uid)
    first = client.post(save, typed(report, "", **{"thu.sessions": "7"}))
    assert (first.status_code, first["X-Kit-Version"]) == (200, "2")
    assert first.content.decode().startswith("Đã lưu lúc ")
    old = client.post(save, typed(report, "", **{"thu.sessions": "9"}))
    assert (old.status_code, "Người khác vừa sửa" in old.content.decode()) == (422, True)
    wrong = client.post(save, typed(report, "", **{"thu.sessions": "bảy"}))
    assert (wrong.status_code, wrong.content.decode()) == (422, "Chưa lưu: có ô ghi chưa đúng.")
    assert report.values.get(field="sessions").figure == 7


def test_what_is_missing_is_told_at_its_place_and_words_are_kept(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    client = enter(people, "commune_officer")
    page = client.post(
        address("report-edit", report.uid),
        typed(report, "trinh", **{"mood-words": "", "thu.works": "5", "thu.sessions": "6"}),
    )
    told = text(page)
    assert page.status_code == 422
    assert "«Tình hình Nhân dân» chưa có." in told
    assert "báo 5, sổ theo dõi ghi 0" in told
    assert 'name="note:thu.works"' in page.content.decode()
    assert 'value="6"' in page.content.decode()
    report.refresh_from_db()
    assert report.status == "draft"
    assert AuditEntry.objects.filter(refused=True, object_uid=report.uid).count() == 1


def test_leader_reads_the_paper_and_signs_it(people: Cast, quarter: ReportPeriod) -> None:
    report = handed(people, quarter)
    client, sign = enter(people, "commune_leader"), address("report-sign", report.uid)
    page = text(client.get(sign))
    assert "Buổi tuyên truyền: 4 buổi." in page
    assert "Y Hùng Êban" in page
    done = client.post(sign, {"version": report.version, "receipt": str(uuid.uuid4())}, follow=True)
    assert "Đã ký, gửi" in text(done)
    assert "01/BC-MTTQ-BTT" in text(done)
    # A second press finds nothing to sign.
    assert client.get(sign).status_code == 302


def test_returned_slot_shows_its_reason_to_the_unit(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    client = enter(people, "district_officer")
    review = address("report-review", report.uid)
    sheet = {"viec": "tra", "version": report.version, "receipt": str(uuid.uuid4()), "last_day": "18/7/2024"}
    refused = client.post(review, {**sheet, "tra:thu.sessions": "on"})
    assert (refused.status_code, "Xin ghi lý do để đơn vị biết" in text(refused)) == (422, True)
    nothing = client.post(review, {**sheet, "receipt": str(uuid.uuid4())})
    assert (nothing.status_code, "Xin ghi lý do, hoặc đánh dấu" in text(nothing)) == (422, True)
    client.post(
        review, {**sheet, "receipt": str(uuid.uuid4()), "tra:thu.sessions": "on", "thu.sessions": "Sổ họp ghi 6 buổi"}
    )

    page = text(enter(people, "commune_officer").get(address("report-edit", report.uid)))
    assert "Cấp trên trả lại, cần sửa" in page
    assert page.count("Sổ họp ghi 6 buổi") == 2
    assert "Trả lời đến hết 18/7/2024." in page


def test_unchanged_report_goes_up_again_once_that_is_said(people: Cast, quarter: ReportPeriod) -> None:
    report = sent(people, quarter)
    return_report(by=people.actor("district_officer"), now=NOW, report=report, reason="Thiếu")
    report.refresh_from_db()
    client, edit = enter(people, "commune_officer"), address("report-edit", report.uid)
    assert "Vẫn gửi nguyên" not in text(client.get(edit))
    asked = client.post(edit, typed(report, "trinh"))
    assert (asked.status_code, "Vẫn gửi nguyên như lần trước" in text(asked)) == (422, True)
    client.post(edit, typed(report, "trinh", unchanged="on"))
    report.refresh_from_db()
    assert report.status == "for_signature"


def test_empty_places_of_the_parts_make_up_what_is_not_filled_in(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    page = enter(people, "commune_officer").get(address("report-edit", report.uid))
    parts, context = page.context["parts"], page.context
    assert sum(part.empty for part in parts) == context["all"] - context["filled"]
    words = text(page)
    for part in parts:
        assert f"Còn {part.empty} chỗ" in words


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


@pytest.mark.slow
def test_paper_is_handed_out_as_word_and_pdf(people: Cast, quarter: ReportPeriod) -> None:
    report = accepted(people, quarter)
    client = enter(people, "district_officer")
    for ending, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        answer = client.get(address("report-paper", report.uid, ending))
        assert answer.content.startswith(start)
        name = file_name(title_of(report.period), report.unit.short_name, ending=ending)
        assert re.fullmatch(r"[a-z0-9-]+-xa-nam-dong\.(docx|pdf)", name)
        assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert client.get(address("report-paper", report.uid, "odt")).status_code == 404


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


def test_data_date_is_moved_until_the_first_sending(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    client, page = enter(people, "commune_officer"), address("report-data-date", report.uid)
    client.post(page, {"data_date": "10/7/2024", "version": 1, "receipt": str(uuid.uuid4())})
    report.refresh_from_db()
    assert str(report.data_date) == "2024-07-10"
    late = client.post(page, {"data_date": "16/7/2024", "version": 2, "receipt": str(uuid.uuid4())})
    assert (late.status_code, "không được sau ngày hôm nay" in text(late)) == (422, True)


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


def test_text_past_its_limit_is_refused_and_stays_with_a_count(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    client = enter(people, "commune_officer")
    page = client.get(address("report-edit", report.uid))
    name = next(row.slot.name for row in page.context["form"].rows if not row.slot.field.is_figure)
    assert "nhiều nhất 10.000 ký tự" in text(page)
    assert 'data-kit-most="10000"' in page.content.decode()

    typed = {name: "x" * 10_001, "version": report.version}
    answer = client.post(address("report-edit", report.uid), typed)
    assert answer.status_code == 422
    assert "Chỗ này ghi được nhiều nhất 10000 ký tự; đang có 10001. Xin viết gọn lại." in text(answer)
    assert "x" * 10_001 in answer.content.decode()
    with pytest.raises(Invalid, match="nhiều nhất 10000 ký tự"):
        save_report(by=SYSTEM, now=NOW, report=report, values={name: Given(text="x" * 10_001)})


def test_reason_of_a_difference_says_when_it_is_needed() -> None:
    assert str(DatesForm().fields["due_source"].needed) == "cần khi có hạn gửi"
    shown = drawn("{% field form.due_source %}", form=DatesForm())
    assert "(cần khi có hạn gửi)" in shown
    assert "(không bắt buộc)" not in shown
