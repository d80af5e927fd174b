"""An office's list of milestones: every wrong cell named, all rows taken over or none."""

from __future__ import annotations

import datetime
import io
import uuid
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import NOW, TODAY, Cast
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.tables import SHEETS, TABLES, Draft, excel, read, template
from thidua.stages.milestones.imports import Reading
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import import_milestones

HEADINGS = (
    "Tên đơn vị",
    "Thuộc xã",
    "Mốc việc",
    "Năm",
    "Ngày tổ chức",
    "Hình thức",
    "Liên khu",
    "Tốt",
    "Trưởng ban",
    "ĐT",
)
FESTIVAL, CONFERENCE = "Ngày hội Đại đoàn kết toàn dân tộc", "Hội nghị Ban công tác Mặt trận"


def workbook(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        page = book.add_worksheet("Mốc việc")
        for line, values in enumerate((HEADINGS, *rows)):
            for place, value in enumerate(values):
                page.write(line, place, value)
    return SimpleUploadedFile("moc-viec.xlsx", out.getvalue())


def dry_run(site: Cast, *rows: tuple[Any, ...], by: str = "commune_officer") -> list[str]:
    draft = read(SHEETS["milestones"], workbook(*rows))
    reading = Reading(site.actor(by), site.campaign, today=TODAY).read(draft.rows)
    return [str(problem) for problem in (*draft.problems, *reading.problems)]


def take_over(
    site: Cast, *rows: tuple[Any, ...], by: str = "commune_officer", receipt: uuid.UUID | None = None
) -> None:
    draft: Draft = read(SHEETS["milestones"], workbook(*rows))
    import_milestones(by=site.actor(by), now=NOW, campaign=site.campaign, rows=draft.require(), receipt=receipt)


def test_list_is_taken_over_with_partners_and_new_head(site: Cast) -> None:
    take_over(
        site,
        ("Thôn 1", "", FESTIVAL, None, "12/11/2023", "", "Buôn Nui", "x"),
        ("buon nui", "", "hội nghị ban công tác", None, "5/12/2023", "", "", "", "Điểu Srôn", "0900 111 222"),
    )
    found = Milestone.objects.order_by("id").values_list("unit__short_name", "kind__key", "status", "was_held_well")
    assert list(found) == [("Thôn 1", "festival", "verified", True), ("Buôn Nui", "conference", "verified", False)]
    assert [unit.short_name for unit in Milestone.objects.order_by("id")[0].partners.all()] == ["Buôn Nui"]


def test_dry_run_names_every_wrong_cell_and_writes_nothing(site: Cast) -> None:
    assert dry_run(
        site,
        ("Thôn 9", "", FESTIVAL, None, "12/11/2023"),
        ("Thôn 1", "", "Đi chơi", None, "12/11/2023"),
        ("Thôn 1", "", FESTIVAL, None, "12/11/2022"),
        ("Thôn 1", "", CONFERENCE, None, "32/12/2023"),
        ("Thôn 1", "", FESTIVAL, 2023, "12/11/2023"),
        ("Buôn Nui", "", FESTIVAL, None, "12/11/2023"),
        ("Buôn Nui", "", FESTIVAL, None, "13/11/2023"),
    ) == [
        "Trang «Mốc việc», ô E5 (Ngày làm): Không có ngày 32/12/2023. Xin ghi ngày trước, tháng sau: 15/7/2024.",
        "Trang «Mốc việc», ô A2 (Đơn vị): Không có đơn vị «Thôn 9» trong phạm vi của bạn.",
        "Trang «Mốc việc», ô C3 (Mốc việc): Không có mốc việc tên này. Xin chọn tên trong tệp mẫu.",
        "Trang «Mốc việc», ô E4 (Ngày làm): «Ngày hội Đại đoàn kết toàn dân tộc» chỉ tính từ 1/11/2023 đến 18/11/2023. "
        "Xin xem lại ngày, nhất là năm.",
        "Trang «Mốc việc», ô E5 (Ngày làm): Xin ghi ngày đã làm, ví dụ 12/11/2023.",
        "Trang «Mốc việc», ô D6 (Năm): Mốc việc này không theo năm.",
        "Trang «Mốc việc», ô A8 (Đơn vị): Đơn vị và mốc việc này đã có ở một dòng trên. Xin giữ một dòng.",
    ]
    assert Milestone.objects.count() == 0


def test_one_wrong_row_keeps_all_rows_out(site: Cast) -> None:
    rows = (("Thôn 1", "", FESTIVAL, None, "12/11/2023"), ("Buôn Nui", "", FESTIVAL, None, "12/11/2022"))
    with pytest.raises(Invalid) as refusal:
        take_over(site, *rows)
    assert list(refusal.value.fields) == ["upload"]
    assert Milestone.objects.count() == 0


def test_name_that_several_bear_is_asked_about(site: Cast) -> None:
    assert dry_run(site, ("Thôn 1", "", "Đại hội MTTQ", None, "1/3/2024"), by="district_officer") == [
        "Trang «Mốc việc», ô A2 (Đơn vị): Có 2 đơn vị tên «Thôn 1». Xin ghi thêm cột «Thuộc» hoặc «Mã đơn vị»."
    ]


def test_superior_tells_two_of_one_name_apart(site: Cast) -> None:
    assert dry_run(site, ("Thôn 1", "Trúc Sơn", FESTIVAL, None, "12/11/2023"), by="sister_officer") == []


@pytest.mark.parametrize("by", ["district_officer", "commune_leader"])
def test_units_of_others_are_refused(site: Cast, by: str) -> None:
    (told,) = dry_run(site, ("Buôn Nui", "", FESTIVAL, None, "12/11/2023"), by=by)
    assert told == (
        "Trang «Mốc việc», ô A2 (Đơn vị): Chỉ Trưởng ban của Buôn Nui hoặc cán bộ Mặt trận xã quản lý ghi được mốc việc này."
    )


def test_foreign_unit_is_not_even_found(site: Cast) -> None:
    (told,) = dry_run(site, ("Bon Pê Nao", "", FESTIVAL, None, "12/11/2023"))
    assert told == "Trang «Mốc việc», ô A2 (Đơn vị): Không có đơn vị «Bon Pê Nao» trong phạm vi của bạn."


def test_list_sent_twice_is_taken_over_once(site: Cast) -> None:
    receipt, row = uuid.uuid4(), ("Thôn 1", "", FESTIVAL, None, "12/11/2023")
    take_over(site, row, receipt=receipt)
    version = Milestone.objects.get().version
    take_over(site, row, receipt=receipt)
    take_over(site, row)
    assert Milestone.objects.get().version == version


def test_template_is_read_back(site: Cast) -> None:
    made = template(
        SHEETS["milestones"],
        choices={"kind": [FESTIVAL, CONFERENCE]},
        filled_rows=[{"code": "24649-01", "unit": "Thôn 1", "kind": FESTIVAL, "done_date": "12/11/2023"}],
    )
    draft = read(SHEETS["milestones"], SimpleUploadedFile("mau.xlsx", made))
    assert draft.problems == []
    reading = Reading(site.actor("commune_officer"), site.campaign, today=TODAY).read(draft.rows)
    assert [(ready.unit, ready.kind.key) for ready in reading.ready] == [(site.area, "festival")]


def test_unknown_code_is_refused(site: Cast) -> None:
    made = template(
        SHEETS["milestones"],
        filled_rows=[{"code": "999", "unit": "Thôn 1", "kind": FESTIVAL, "done_date": "12/11/2023"}],
    )
    draft = read(SHEETS["milestones"], SimpleUploadedFile("mau.xlsx", made))
    reading = Reading(site.actor("commune_officer"), site.campaign, today=TODAY).read(draft.rows)
    assert [problem.reason for problem in reading.problems] == ["Không có đơn vị mang mã này trong phạm vi của bạn."]


def test_exported_list_is_read_in_again_as_it_is(site: Cast) -> None:
    take_over(
        site,
        ("Thôn 1", "", FESTIVAL, None, "12/11/2023", "", "Buôn Nui"),
        ("Buôn Nui", "", CONFERENCE, None, "5/12/2023", "", "", "", "Điểu Srôn", "0900 111 222"),
    )
    officer = site.actor("commune_officer")
    data = excel(TABLES["milestones"], officer, {}, as_of=NOW)
    draft = read(SHEETS["milestones"], SimpleUploadedFile("moc-viec.xlsx", data))
    reading = Reading(officer, site.campaign, today=TODAY).read(draft.rows)

    assert (draft.problems, reading.problems) == ([], [])
    assert sorted((ready.unit.short_name, ready.kind.key, ready.report.done_date) for ready in reading.ready) == [
        ("Buôn Nui", "conference", datetime.date(2023, 12, 5)), ("Thôn 1", "festival", datetime.date(2023, 11, 12)),
    ]  # fmt: skip


def test_rows_of_the_template_that_say_nothing_yet_are_passed_over_and_told(site: Cast) -> None:
    draft = read(
        SHEETS["milestones"], workbook(("Thôn 1", "", FESTIVAL), ("Buôn Nui", "", FESTIVAL, None, "12/11/2023"))
    )
    reading = Reading(site.actor("commune_officer"), site.campaign, today=TODAY).read(draft.rows)

    assert ([ready.unit for ready in reading.ready], reading.problems) == ([site.area_two], [])
    assert [(row.row, row.reason) for row in reading.passed_over] == [(2, "Dòng chưa ghi gì đã làm")]
