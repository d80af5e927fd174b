"""A report in the browser of who writes and signs it."""

from __future__ import annotations

import re
import uuid

import pytest

from tests.faces.desk.reports.support import typed
from tests.faces.kit.test_components import drawn
from tests.factories import NOW, SYSTEM, Cast
from tests.harness.pages import address, enter, text
from tests.stages.reports.support import accepted, begun, handed, sent
from thidua.faces.desk.reports.forms import DatesForm
from thidua.faces.kit.downloads import file_name
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import AuditEntry
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.operations import Given, return_report, save_report
from thidua.stages.reports.schedules import title_of

pytestmark = pytest.mark.django_db
HOME = "/ban-lam-viec/"


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


def test_data_date_is_moved_until_the_first_sending(people: Cast, quarter: ReportPeriod) -> None:
    report = begun(people, quarter)
    client, page = enter(people, "commune_officer"), address("report-data-date", report.uid)
    client.post(page, {"data_date": "10/7/2024", "version": 1, "receipt": str(uuid.uuid4())})
    report.refresh_from_db()
    assert str(report.data_date) == "2024-07-10"
    late = client.post(page, {"data_date": "16/7/2024", "version": 2, "receipt": str(uuid.uuid4())})
    assert (late.status_code, "không được sau ngày hôm nay" in text(late)) == (422, True)
