"""«Nhập thay» in the browser's own words: a form that works without scripts, saved as it goes where there are some."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.faces.desk.milestones.conftest import Desk, text_of
from tests.factories import NOW, Cast
from tests.stages.milestones.conftest import FESTIVAL_DAY
from tests.stages.milestones.test_duties import add_areas
from thidua.foundation.core import files
from thidua.foundation.core.errors import Busy
from thidua.stages.milestones import operations
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import report_milestone, withdraw_milestone
from thidua.stages.milestones.reports import Report
from thidua.stages.works.models import Work

GRID = "/ban-lam-viec/moc-viec/nhap-thay/thu/"
SAVE = GRID + "luu/"
PHOTOS = GRID + "anh/"


def cell(site: Cast, unit: str, kind: str) -> str:
    return f"{site.units[unit].pk}-{site.milestone_kinds[kind].pk}-0"


def version_of(page: str) -> str:
    found = re.search(r'name="version" value="([^"]*)"', page)
    assert found
    return found[1]


def row(page: str, site: Cast, unit: str) -> str:
    """The row of one area."""
    found = re.search(rf'<tr id="khu-{site.units[unit].pk}".*?</tr>', page, re.DOTALL)
    assert found
    return found[0]


def test_grid_is_of_the_commune_s_own_areas(site: Cast, desk: Desk) -> None:
    page = text_of(desk("commune_officer").get(GRID))
    assert [str(site.units[key].uid) in page for key in ("area", "area_two", "sister_area")] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "status"),
    [("commune_leader", 403), ("district_officer", 403), ("province_officer", 403), ("administrator", 403)],
)
def test_grid_is_for_who_enters_for_areas(site: Cast, desk: Desk, name: str, status: int) -> None:
    answer = desk(name).get(GRID)
    assert (answer.status_code, "cán bộ xã nhập thay" in text_of(answer)) == (status, True)


@pytest.mark.clause("III.5b")
@pytest.mark.clause("III.6a")
def test_rows_are_saved_and_the_wrong_one_is_told_beside_its_cell(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    answer = client.post(GRID, {
        f"ngay-{cell(site, 'area', 'festival')}": "12/11", f"tot-{cell(site, 'area', 'festival')}": "1",
        f"ngay-{cell(site, 'area_two', 'conference')}": "3/1/2024", "receipt": str(uuid.uuid4()),
    })  # fmt: skip
    page = text_of(answer)
    assert answer.status_code == 422
    found = Milestone.objects.values_list("unit", "status", "done_date", "was_held_well")
    assert [(unit, status, str(day), well) for unit, status, day, well in found] == [
        (site.area.pk, "verified", "2023-11-12", True)
    ]
    wrong = row(page, site, "area_two")
    assert "chỉ tính từ 1/10/2023 đến 31/12/2023" in wrong
    assert ('value="3/1/2024"' in wrong, 'aria-invalid="true"' in wrong) == (True, True)
    assert 'class="on"' in wrong  # On a phone the wrong area opens first.
    assert 'value="12/11"' in row(page, site, "area")


def test_sent_again_after_mending_only_the_mended_row_changes(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    fields = {
        f"ngay-{cell(site, 'area', 'festival')}": "12/11",
        f"ngay-{cell(site, 'area_two', 'conference')}": "3/1/2024",
    }
    page = text_of(client.post(GRID, fields))
    version = Milestone.objects.get().version
    fields[f"ngay-{cell(site, 'area_two', 'conference')}"] = "3/12/2023"
    answer = client.post(GRID, {**fields, "version": version_of(page)})
    assert answer.status_code == 302
    assert Milestone.objects.get(unit=site.area).version == version
    assert Milestone.objects.get(unit=site.area_two).status == "verified"


def test_grid_comes_back_as_typed_from_a_database_that_is_held(
    site: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(**_given: Any) -> None:
        raise Busy("Hệ thống đang bận.")

    client, fields = desk("commune_officer"), {f"ngay-{cell(site, 'area', 'festival')}": "12/11"}
    with monkeypatch.context() as held:
        held.setattr(operations, "report_grid", busy)
        answer = client.post(GRID, fields)
    page = text_of(answer)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert ("Hệ thống đang bận." in page, 'value="12/11"' in row(page, site, "area")) == (True, True)
    assert client.post(GRID, {**fields, "version": version_of(page)}).status_code == 302
    assert Milestone.objects.get().status == "verified"


def test_same_receipt_twice_saves_once(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    fields = {f"ngay-{cell(site, 'area', 'festival')}": "12/11/2023", "receipt": str(uuid.uuid4())}
    assert [client.post(GRID, fields).status_code for _time in range(2)] == [302, 302]
    assert Milestone.objects.count() == 1


@pytest.mark.clause("III.5b")
def test_areas_that_held_it_together_stand_once(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    fields = {
        f"ngay-{cell(site, 'area', 'festival')}": "12/11/2023",
        f"chung-{cell(site, 'area_two', 'festival')}": str(site.area.pk),
    }
    assert client.post(GRID, fields).status_code == 302
    joint = Milestone.objects.get()
    assert (joint.unit_id, joint.partners.get()) == (site.area.pk, site.area_two)
    page = text_of(client.get(GRID))
    assert f'<option value="{site.area.pk}" selected>Chung với Thôn 1</option>' in row(page, site, "area_two")
    # Sent as it stands, nothing changes.
    version = joint.version
    assert client.post(GRID, {**fields, "version": version_of(page)}).status_code == 302
    joint.refresh_from_db()
    assert joint.version == version


def test_area_moves_from_its_own_report_to_another_s(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    own, host = cell(site, "area_two", "festival"), cell(site, "area", "festival")
    client.post(GRID, {f"ngay-{own}": "13/11/2023", f"ngay-{host}": "12/11/2023"})
    page = text_of(client.get(GRID))
    answer = client.post(
        GRID, {f"chung-{own}": str(site.area.pk), f"ngay-{host}": "12/11/2023", "version": version_of(page)}
    )
    assert answer.status_code == 302
    assert Milestone.objects.get(unit=site.area_two).status == "planned"
    assert Milestone.objects.get(unit=site.area).partners.get() == site.area_two


def test_together_with_an_area_without_a_day_is_told(site: Cast, desk: Desk) -> None:
    fields = {f"chung-{cell(site, 'area_two', 'festival')}": str(site.area.pk)}
    page = text_of(desk("commune_officer").post(GRID, fields))
    assert "Khu được chọn chưa ghi ngày" in row(page, site, "area_two")
    assert Milestone.objects.count() == 0


def test_new_head_is_written_with_the_conference(site: Cast, desk: Desk) -> None:
    place = cell(site, "area", "conference")
    desk("commune_officer").post(
        GRID, {f"ngay-{place}": "5/12", f"ten-{place}": "Điểu Srôn", f"dt-{place}": "0900 111 222"}
    )
    site.area.refresh_from_db()
    assert (str(Milestone.objects.get().done_date), site.area.contact_name) == ("2023-12-05", "Điểu Srôn")


def test_emptied_day_is_taken_back(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    client.post(GRID, {f"ngay-{cell(site, 'area', 'festival')}": "12/11/2023"})
    page = text_of(client.get(GRID))
    client.post(GRID, {f"ngay-{cell(site, 'area', 'festival')}": "", "version": version_of(page)})
    assert Milestone.objects.get().status == "planned"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("", "14/11/2023"), "Đã ghi 1 mốc việc. Đã xóa ngày của 1 mốc việc."),
        (("", ""), "Đã xóa ngày của 1 mốc việc."),
        (("12/11/2023", ""), "Các ngày trên bảng đã lưu từ trước, không có gì mới."),
    ],
)
def test_days_taken_away_are_told_apart_from_days_written(
    site: Cast, desk: Desk, typed: tuple[str, str], told: str
) -> None:
    client = desk("commune_officer")
    first, second = cell(site, "area", "festival"), cell(site, "area_two", "festival")
    client.post(GRID, {f"ngay-{first}": "12/11/2023"})
    page = text_of(client.get(GRID))
    fields = {f"ngay-{first}": typed[0], f"ngay-{second}": typed[1], "version": version_of(page)}
    said = text_of(client.post(GRID, fields, follow=True))
    assert told in said
    assert ("Đã ghi" in said) == ("Đã ghi" in told)


def test_area_that_took_part_in_another_s_lost_no_day(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    own, host = cell(site, "area_two", "festival"), cell(site, "area", "festival")
    client.post(GRID, {f"ngay-{own}": "13/11/2023", f"ngay-{host}": "12/11/2023"})
    page = text_of(client.get(GRID))
    joint = {f"chung-{own}": str(site.area.pk), f"ngay-{host}": "12/11/2023", "version": version_of(page)}
    assert "Đã xóa ngày" not in text_of(client.post(GRID, joint, follow=True))


def test_draft_tells_a_day_taken_away_and_a_refused_grid_too(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    first, second = cell(site, "area", "festival"), cell(site, "area_two", "festival")
    client.post(GRID, {f"ngay-{first}": "12/11/2023", f"ngay-{second}": "13/11/2023"})
    page = text_of(client.get(GRID))
    version = client.post(SAVE, {f"ngay-{first}": "", f"ngay-{second}": "13/11/2023", "version": version_of(page)})
    assert "Đã xóa ngày của 1 mốc việc" in text_of(version)
    wrong = {f"ngay-{first}": "hôm qua", f"ngay-{second}": "", "version": version["X-Kit-Version"]}
    answer = client.post(GRID, wrong)
    assert (answer.status_code, "Đã xóa ngày của 1 mốc việc." in text_of(answer)) == (422, True)


def test_second_of_two_editors_is_told_and_overwrites_nothing(site: Cast, desk: Desk, reported: Milestone) -> None:
    client = desk("commune_officer")
    page = text_of(client.get(GRID))
    withdraw_milestone(by=site.area_head(), now=reported.changed_at, milestone=reported)
    answer = client.post(GRID, {f"ngay-{cell(site, 'area', 'festival')}": "14/11/2023", "version": version_of(page)})
    assert "vừa sửa ô này thành «chưa làm»; bạn gõ «14/11/2023»" in row(text_of(answer), site, "area")
    reported.refresh_from_db()
    assert reported.status == "planned"


def test_what_the_head_reported_leads_to_confirming(site: Cast, desk: Desk, reported: Milestone) -> None:
    line = row(text_of(desk("commune_officer").get(GRID)), site, "area")
    assert ("Chờ xác nhận" in line, reverse("desk:milestone", args=[reported.uid]) in line) == (True, True)


def test_phone_opens_the_area_asked_for(site: Cast, desk: Desk) -> None:
    page = text_of(desk("commune_officer").get(f"{GRID}?khu={site.area_two.uid}"))
    assert ('class="on"' in row(page, site, "area_two"), 'class="on"' in row(page, site, "area")) == (True, False)
    assert f"{GRID}?khu={site.area.uid}" in row(page, site, "area_two")


def test_draft_is_saved_by_itself_and_answers_in_words(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    place = cell(site, "area", "festival")
    answer = client.post(SAVE, {f"ngay-{place}": "12/11/2023", "version": ""}, headers={"X-Kit-Draft": "1"})
    assert (answer.status_code, text_of(answer)[:11]) == (200, "Đã lưu lúc ")
    again = client.post(SAVE, {f"ngay-{place}": "13/11/2023", "version": answer["X-Kit-Version"]})
    assert again.status_code == 200
    assert str(Milestone.objects.get().done_date) == "2023-11-13"


def test_draft_with_a_wrong_cell_names_the_area_and_saves_the_rest(site: Cast, desk: Desk) -> None:
    fields = {
        f"ngay-{cell(site, 'area', 'festival')}": "12/11/2023",
        f"ngay-{cell(site, 'area_two', 'festival')}": "hôm qua",
    }
    answer = desk("commune_officer").post(SAVE, fields)
    assert (answer.status_code, "Chưa lưu ô cần sửa của Buôn Nui" in text_of(answer)) == (422, True)
    assert Milestone.objects.count() == 1


def test_grid_writes_nothing_when_read(site: Cast, desk: Desk) -> None:
    assert desk("commune_officer").get(SAVE).status_code == 405


@pytest.mark.slow
def test_grid_takes_the_same_statements_however_many_areas(
    site: Cast, desk: Desk, django_assert_max_num_queries: Any
) -> None:
    client = desk("commune_officer")
    counts = set()
    for more in (0, 2, 30):
        add_areas(site, more, start=1000 + more * 100) if more else None
        client.get(GRID)
        with django_assert_max_num_queries(20) as made:
            answer = client.get(GRID)
        counts.add(len(made))
        assert len(answer.content) < 150 * 1024
    assert len(counts) == 1


@pytest.mark.clause("III.5a")
def test_work_of_an_area_is_registered_by_its_name(site: Cast, desk: Desk) -> None:
    client, receipt = desk("commune_officer"), str(uuid.uuid4())
    fields = {f"viec-{site.area.pk}": "Đường hoa thôn 1", f"loai-{site.area.pk}": "model", "receipt": receipt}
    assert [client.post(GRID, fields).status_code for _time in range(2)] == [302, 302]
    work = Work.objects.get()
    assert (work.name, work.unit_id, work.kind.key, work.entered_by_id) == (
        "Đường hoa thôn 1", site.area.pk, "model", site.people["commune_officer"].pk,
    )  # fmt: skip
    assert "Đã có 1" in row(text_of(client.get(GRID)), site, "area")


def test_work_that_stands_registered_is_told_in_its_row_and_goes_on_when_it_is_another(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    fields = {f"viec-{site.area.pk}": "Đường hoa thôn 1", f"loai-{site.area.pk}": "model"}
    two = {f"viec-{site.area_two.pk}": "Vườn mẫu", f"loai-{site.area_two.pk}": "model"}
    client.post(GRID, {**fields, "receipt": str(uuid.uuid4())})
    answer = client.post(GRID, {**fields, **two, "receipt": str(uuid.uuid4())})
    line = row(text_of(answer), site, "area")
    assert answer.status_code == 422
    assert "«Đường hoa thôn 1» của Thôn 1 đã đăng ký ngày 15/7/2024, người nhập: Vũ Thị Giang." in line
    assert ('value="Đường hoa thôn 1"' in line, f'name="khac-{site.area.pk}"' in line) == (True, True)
    assert reverse("desk:work", args=[Work.objects.get(unit=site.area).uid]) in line
    assert "Vườn mẫu" not in row(text_of(answer), site, "area_two")  # That row was taken.

    assert client.post(GRID, {**fields, f"khac-{site.area.pk}": "1"}).status_code == 302
    assert list(Work.objects.order_by("id").values_list("name", flat=True)) == [
        "Đường hoa thôn 1", "Vườn mẫu", "Đường hoa thôn 1",
    ]  # fmt: skip


def test_work_without_a_kind_is_told_and_keeps_its_name(site: Cast, desk: Desk) -> None:
    answer = desk("commune_officer").post(GRID, {f"viec-{site.area.pk}": "Đường hoa thôn 1"})
    line = row(text_of(answer), site, "area")
    assert (answer.status_code, "Xin chọn loại." in line, 'value="Đường hoa thôn 1"' in line) == (422, True, True)
    assert Work.objects.count() == 0


def test_draft_registers_no_work(site: Cast, desk: Desk) -> None:
    desk("commune_officer").post(SAVE, {f"viec-{site.area.pk}": "Đường", f"loai-{site.area.pk}": "model"})
    assert Work.objects.count() == 0


def test_what_the_head_reported_meanwhile_is_not_overwritten(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    page = text_of(client.get(GRID))
    report_milestone(
        by=site.area_head(), now=NOW, kind=site.milestone_kinds["festival"], unit=site.area, report=Report(FESTIVAL_DAY)
    )
    fields = {f"ngay-{cell(site, 'area', 'festival')}": "14/11/2023", "version": version_of(page)}
    told = row(text_of(client.post(GRID, fields)), site, "area")
    assert "vừa sửa ô này thành «12/11/2023»; bạn gõ «14/11/2023»" in told
    assert 'value="14/11/2023"' in told
    assert Milestone.objects.get().done_date == FESTIVAL_DAY
    # Pressed again on purpose, knowing both, the officer's own is taken.
    page = text_of(client.post(GRID, fields))
    assert client.post(GRID, {**fields, "version": version_of(page)}).status_code == 302
    assert str(Milestone.objects.get().done_date) == "2023-11-14"


def test_draft_never_overwrites_what_somebody_else_saved(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    version = version_of(text_of(client.get(GRID)))
    report_milestone(
        by=site.area_head(), now=NOW, kind=site.milestone_kinds["festival"], unit=site.area, report=Report(FESTIVAL_DAY)
    )
    place = cell(site, "area", "festival")
    for _time in range(2):
        answer = client.post(SAVE, {f"ngay-{place}": "14/11/2023", "version": version})
        assert (answer.status_code, answer["X-Kit-Wrong"]) == (422, f"ngay-{place}")
        assert "thành «12/11/2023»; bạn gõ «14/11/2023»" in text_of(answer)
        version = answer["X-Kit-Version"]
    assert Milestone.objects.get().done_date == FESTIVAL_DAY


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/11", "Không có ngày 31/11/2023."),
        ("Điểu Srôn", "«Điểu Srôn» không phải là ngày."),
        ("12/8/2024", "Ngày 12/8/2024 chưa tới."),
        ("20/11", "chỉ tính từ 1/11/2023 đến 18/11/2023"),
        ("12/11/23", "xin ghi năm đủ bốn chữ số"),
    ],
)
def test_day_that_cannot_be_is_told_and_stays_typed(site: Cast, desk: Desk, typed: str, sentence: str) -> None:
    answer = desk("commune_officer").post(GRID, {f"ngay-{cell(site, 'area', 'festival')}": typed})
    line = row(text_of(answer), site, "area")
    assert (answer.status_code, sentence in line, f'value="{typed}"' in line) == (422, True, True)
    assert Milestone.objects.count() == 0


@pytest.mark.parametrize("typed", ["12/11", "12-11", "12.11", "12 11", "12 / 11", "1211", "12/11/ 2023"])
def test_short_day_is_of_the_year_of_the_window(site: Cast, desk: Desk, typed: str) -> None:
    answer = desk("commune_officer").post(GRID, {f"ngay-{cell(site, 'area', 'festival')}": typed})
    assert (answer.status_code, Milestone.objects.get().done_date) == (302, FESTIVAL_DAY)


def test_draft_says_which_works_it_did_not_register(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    answer = client.post(SAVE, {f"viec-{site.area.pk}": "Đường hoa", f"loai-{site.area.pk}": "model"})
    told = f"Chưa đăng ký công trình của {site.area.short_name}: bấm Ghi để đăng ký"
    assert (answer.status_code, told in text_of(answer), answer["X-Kit-Unsent"]) == (200, True, "1")
    again = client.post(SAVE, {f"viec-{site.area.pk}": " "})
    assert ("Chưa đăng ký" in text_of(again), "X-Kit-Unsent" in again.headers) == (False, False)


def test_same_form_twice_tells_the_wrong_cell_twice(site: Cast, desk: Desk) -> None:
    client = desk("commune_officer")
    fields = {
        f"ngay-{cell(site, 'area', 'festival')}": "12/11", f"ngay-{cell(site, 'area_two', 'festival')}": "20/11",
        "receipt": str(uuid.uuid4()), "version": "",
    }  # fmt: skip
    pages = [client.post(GRID, fields) for _time in range(2)]
    assert [page.status_code for page in pages] == [422, 422]
    assert ['value="20/11"' in row(text_of(page), site, "area_two") for page in pages] == [True, True]
    known = Milestone.objects.get()
    assert (known.version, known.unit_id) == (3, site.area.pk)


def test_area_of_another_commune_is_told_and_saves_nothing(site: Cast, desk: Desk) -> None:
    fields = {
        f"ngay-{cell(site, 'sister_area', 'festival')}": "13/11/2023",
        f"ngay-{cell(site, 'area', 'festival')}": "12/11/2023",
    }
    answer = desk("commune_officer").post(GRID, fields)
    assert (answer.status_code, "thuộc xã của bạn, chưa lưu: «13/11/2023»" in text_of(answer)) == (422, True)
    assert [found.unit_id for found in Milestone.objects.all()] == [site.area.pk]


def drop(site: Cast, desk: Desk, unit: str, *files: bytes, **more: str) -> Any:
    uploads = [SimpleUploadedFile(f"anh-{number}.png", content) for number, content in enumerate(files)]
    return desk("commune_officer").post(PHOTOS, {"khu": f"khu-{site.units[unit].pk}", "upload": uploads, **more})


def test_photos_dropped_on_a_row_prove_its_milestone(
    site: Cast, desk: Desk, reported: Milestone, picture: bytes
) -> None:
    answer = drop(site, desk, "area", picture, picture)
    assert (answer.status_code, answer["X-Kit-Count"]) == (200, "2")
    assert text_of(answer) == "Thôn 1: đã thêm 2 ảnh, tệp vào «Ngày hội Đại đoàn kết toàn dân tộc»."
    assert files.of_owner("milestone", reported.uid).count() == 2


def test_photos_without_a_day_wait_for_one(site: Cast, desk: Desk, picture: bytes) -> None:
    answer = drop(site, desk, "area", picture)
    assert (answer.status_code, text_of(answer)) == (422, "Thôn 1: xin ghi ngày trước, rồi thả ảnh.")


def test_photos_that_are_none_are_told(site: Cast, desk: Desk, reported: Milestone) -> None:
    answer = drop(site, desk, "area", b"#!/bin/sh")
    assert (answer.status_code, text_of(answer).startswith("Thôn 1: ")) == (422, True)
    assert files.of_owner("milestone", reported.uid).count() == 0


def test_photos_go_to_no_area_of_another_commune(site: Cast, desk: Desk, picture: bytes) -> None:
    assert drop(site, desk, "sister_area", picture).status_code == 404
