"""An office's list of works: read as it is, told cell by cell, taken over whole or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pytest

from tests.factories import NOW, TODAY, Cast, cast
from tests.foundation.core.uploads import picture, upload, workbook
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.tables import read, template
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.rebuild import prepare
from thidua.stages.works.models import Work
from thidua.stages.works.operations import import_works, keep_list
from thidua.stages.works.planning import Plan, plan_import
from thidua.stages.works.sheets import WORKS_SHEET

pytestmark = pytest.mark.django_db

# As an office has it: a title, its own headings, a group line, a total.
HEADING = ["STT", "Tên công trình, phần việc", "Loại công trình", "Đơn vị thực hiện", "Địa bàn", "Khối lượng", "Khởi công",
           "Hoàn thành", "Nhân dân đóng góp", "Phối hợp", "Chào mừng"]  # fmt: skip
ROAD = [1, "Bê tông hóa đường nội thôn", "Đường giao thông nông thôn", "Thôn 1", None, "1,2 km", "15/3/2024", "30/6/2024",
        "120 triệu", "Buôn Nui; Hội Phụ nữ Cư Jút", "toàn quốc"]  # fmt: skip
FLOWERS = [
    2,
    "Trồng hoa dọc đường",
    "Phần việc",
    None,
    "Buôn Nui; Thôn 1, xã Nam Dong",
    1,
    None,
    None,
    None,
    None,
    None,
]


@pytest.fixture
def people() -> Cast:
    return cast()


def office_list(*rows: list[Any], more: Sequence[str] = ()) -> Any:
    return upload(
        workbook([["DANH SÁCH CÔNG TRÌNH NĂM 2024"], [*HEADING, *more], *rows], names=("Xã Nam Dong",)),
        "danh-sach.xlsx",
    )


def dry_run(people: Cast, *rows: list[Any], by: str = "commune_officer", unit: str = "commune") -> Plan:
    return plan_import(
        upload=office_list(*rows), by=people.actor(by), unit=people.units[unit], campaign=people.campaign, on=TODAY
    )


def problems(plan: Plan) -> list[tuple[str, int, str, str]]:
    return [(problem.sheet, problem.row, problem.column, problem.reason) for problem in plan.draft.problems]


@pytest.mark.clause("II.5")
def test_list_is_understood_as_the_office_wrote_it(people: Cast) -> None:
    plan = dry_run(people, ROAD, FLOWERS)
    assert problems(plan) == []
    road, flowers = [content for _row, content in plan.contents]

    assert (road.unit, road.quantity, road.money) == (people.area, 1200, {"people": 120_000_000})
    assert (road.planned_start, road.planned_finish) == (datetime.date(2024, 3, 15), datetime.date(2024, 6, 30))
    assert set(road.partners) == {people.area_two, people.district_women}
    assert [occasion.key for occasion in road.occasions] == ["national-congress"]
    assert (flowers.unit, set(flowers.places)) == (people.commune, {people.area, people.area_two})
    assert Work.objects.count() == 0


@pytest.mark.parametrize(
    ("place", "value", "column", "reason"),
    [
        (1, None, "B", "Chưa ghi. Cột này phải có."),
        (2, "Cầu vượt", "C", None),
        (3, "Thôn 9", "D", "Không có nơi nào tên «Thôn 9» trong phạm vi của đơn vị. Xin xem lại tên."),
        (4, "Bon Pê Nao", "E", "Không có nơi nào tên «Bon Pê Nao» trong phạm vi của đơn vị. Xin xem lại tên."),
        (5, "nhiều", "F", "«nhiều» không phải là số."),
        (6, "30/2/2024", "G", "Không có ngày 30/2/2024. Xin ghi ngày trước, tháng sau: 15/7/2024."),
        (7, "1/3/2024", "H", "Ngày xong 1/3/2024 đứng trước ngày bắt đầu 15/3/2024. Xin sửa một trong hai."),
        (8, "1.23.4", "I", None),
        (9, "Thôn 1", "J", None),
        (10, "Tết", "K", None),
    ],
)
def test_wrong_cell_is_named_with_its_reason(
    people: Cast, place: int, value: Any, column: str, reason: str | None
) -> None:
    row = [*ROAD]
    row[place] = value
    plan = dry_run(people, FLOWERS, row)
    [(sheet, number, letter, told)] = problems(plan)

    assert (sheet, number, letter) == ("Xã Nam Dong", 4, column)
    assert reason is None or told == reason


def test_all_that_is_wrong_in_a_row_is_told_at_once(people: Cast) -> None:
    row = [*ROAD]
    row[2], row[3], row[6], row[8] = "Cầu vượt", "Thôn 9", "30/2/2024", "1,500,000"
    plan = dry_run(people, FLOWERS, row)

    assert [(number, letter) for _sheet, number, letter, _reason in problems(plan)] == [
        (4, "G"), (4, "I"), (4, "C"), (4, "D"),
    ]  # fmt: skip
    # Those found in reading the cell and those found after it name the column alike.
    assert [problem.heading for problem in plan.draft.problems] == [
        "Ngày bắt đầu", "Nhân dân đóng góp", "Loại", "Đơn vị dẫn đầu",
    ]  # fmt: skip


def test_kind_nobody_knows_is_told_with_every_kind_there_is(people: Cast) -> None:
    kind = people.work_kinds["model"]
    for number in range(9):
        kind.pk, kind.key, kind.label, kind.position = None, f"kind-{number}", f"Loại thứ {number}", 100 + number
        kind._state.adding = True
        kind.save()
    row = [*ROAD]
    row[2] = "Cầu vượt"
    [(_sheet, _number, _letter, told)] = problems(dry_run(people, FLOWERS, row))

    assert told.endswith("; ".join(kind.label for kind in WorkKind.objects.order_by("position", "id")) + ".")


def test_length_is_read_in_the_unit_of_its_heading(people: Cast) -> None:
    heading, row = [*HEADING], [*ROAD]
    heading[5], row[5] = "Khối lượng (m)", 1200
    listed = upload(workbook([heading, row]), "danh-sach.xlsx")
    plan = plan_import(
        upload=listed, by=people.actor("commune_officer"), unit=people.commune, campaign=people.campaign, on=TODAY
    )

    assert (problems(plan), [content.quantity for _row, content in plan.contents]) == ([], [1200])


def test_name_that_several_bear_asks_for_the_commune(people: Cast) -> None:
    row = [*FLOWERS]
    row[4] = "Thôn 1"
    plan = dry_run(people, row, by="district_officer", unit="district")

    assert problems(plan)[0][3] == (
        "Có nhiều nơi tên «Thôn 1»: Thôn 1, xã Nam Dong; Thôn 1, xã Trúc Sơn. Xin ghi kèm tên xã."
    )


def test_whole_list_is_registered_and_counted_once(people: Cast) -> None:
    prepare(campaign=people.campaign, now=NOW)
    officer = people.actor("commune_officer")
    taken = import_works(
        by=officer, now=NOW, unit=people.commune, campaign=people.campaign, upload=office_list(ROAD, FLOWERS)
    )

    assert [(row.page, row.row) for row in taken.rows.order_by("id")] == [("Xã Nam Dong", 3), ("Xã Nam Dong", 4)]
    assert [(work.name, work.status) for work in Work.objects.order_by("id")] == [
        ("Bê tông hóa đường nội thôn", "noted"), ("Trồng hoa dọc đường", "registered"),
    ]  # fmt: skip
    cell = UnitProgress.objects.get(target=people.targets["III.4-registered"], unit=people.commune)
    assert cell.own == 0
    Work.objects.filter(name="Trồng hoa dọc đường").get().refresh_from_db()


def test_one_wrong_row_takes_over_nothing(people: Cast) -> None:
    wrong = [*FLOWERS]
    wrong[1] = None
    with pytest.raises(Invalid) as refusal:
        import_works(
            by=people.actor("commune_officer"), now=NOW, unit=people.commune, campaign=people.campaign,
            upload=office_list(ROAD, wrong),
        )  # fmt: skip

    assert (
        str(refusal.value.fields["upload"]) == "Trang «Xã Nam Dong», ô B4 (Tên công trình): Chưa ghi. Cột này phải có."
    )
    assert Work.objects.count() == 0


def test_lists_of_foreign_units_are_refused(people: Cast) -> None:
    for name, refusal in (("far_district_officer", Missing), ("district_officer", NotAllowed)):
        with pytest.raises(refusal):
            import_works(
                by=people.actor(name), now=NOW, unit=people.commune, campaign=people.campaign, upload=office_list(ROAD)
            )


def test_row_led_by_another_commune_is_a_problem_of_its_cell(people: Cast) -> None:
    row = [*FLOWERS]
    row[3] = "Xã Nam Dong"
    plan = dry_run(people, row, by="district_officer", unit="district")

    assert problems(plan) == [
        ("Xã Nam Dong", 3, "D", "Chỉ cán bộ Ủy ban MTTQ Việt Nam xã Nam Dong nhập, sửa được việc này."),
    ]  # fmt: skip


def test_kept_list_is_its_senders_alone_and_gone_when_taken_over(people: Cast) -> None:
    officer = people.actor("commune_officer")
    stored = keep_list(by=officer, now=NOW, upload=office_list(ROAD))
    with pytest.raises(Missing):
        import_works(
            by=people.actor("sister_officer"),
            now=NOW,
            unit=people.sister_commune,
            campaign=people.campaign,
            stored_file=stored,
        )
    import_works(by=officer, now=NOW, unit=people.commune, campaign=people.campaign, stored_file=stored)

    assert StoredFile.objects.get().removed_at == NOW
    assert Work.objects.count() == 1


def test_a_second_list_takes_the_place_of_the_first(people: Cast) -> None:
    officer = people.actor("commune_officer")
    for row in (ROAD, FLOWERS):
        keep_list(by=officer, now=NOW, upload=office_list(row))

    assert StoredFile.objects.filter(removed_at=None).count() == 1


def test_picture_is_no_list(people: Cast) -> None:
    with pytest.raises(Invalid):
        keep_list(by=people.actor("commune_officer"), now=NOW, upload=upload(picture(40, 30), "danh-sach.xlsx"))

    assert StoredFile.objects.count() == 0


def test_template_is_read_back(people: Cast) -> None:
    filled = {"name": "Nhà văn hóa", "kind": "Mô hình", "quantity": 1}
    draft = read(WORKS_SHEET, upload(template(WORKS_SHEET, filled_rows=[filled]), "mau.xlsx"))

    assert draft.problems == []
    assert [row.values["name"] for row in draft.rows] == ["Nhà văn hóa"]
