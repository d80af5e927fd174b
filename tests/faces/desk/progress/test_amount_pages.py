"""Percentages, ceilings and money on the pages and in the files; what the files hold of what the page counts."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.faces.desk.progress.test_pages import BOARD, figure_of, page, words
from tests.factories import COMMUNE, DISTRICT, NOW, SYSTEM, Cast
from tests.stages.progress.conftest import Stage, ask
from thidua.stages.campaigns.models import Target
from thidua.stages.campaigns.operations import exempt_unit
from thidua.stages.progress.measures import ALL_OF
from thidua.stages.progress.standing import State

MILLION = 1_000_000


@pytest.fixture
def percentage(site: Cast, stage: Stage) -> Target:
    """80% of the households are asked; one commune reported 60 of 120, the others nothing."""
    stage.counts_records = False
    target = ask(site, "2", unit_kinds=[COMMUNE], measure_unit="percent", minimum=80, share=90)
    stage.does(site.commune, quantity=60, whole=120)
    return target


def file(client: Client, site: Cast, key: str, **given: str) -> list[dict[str, str]]:
    response = page(client, site, "province_officer", reverse("desk:export-csv", args=(key,)), **given)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def at(unit: Any) -> dict[str, str]:
    return {"dot": "thu", "don-vi": str(unit.uid)}


def test_board_says_the_percentages_and_both_numbers(client: Client, site: Cast, percentage: Target) -> None:
    board = page(client, site, "province_officer", cap=COMMUNE).content.decode()
    assert "<b>50%</b>/80%</span><em>Chưa đạt (còn hạn)</em><small>60/120</small>" in board
    assert board.count("<b>–</b>/80%</span><em>Chưa báo cáo</em></a>") == 2
    assert "0/0" not in board


def test_figure_and_its_way_say_them_too(client: Client, site: Cast, percentage: Target) -> None:
    address = figure_of(site, percentage, site.commune)
    seen = words(page(client, site, "province_officer", address))
    assert "Con số 50%/80% (60/120) Chưa đạt (còn hạn)" in seen
    assert "Tính 60/120 (50%) cho Xã Nam Dong, ngày 8/3/2024." in seen
    ahead = page(client, site, "province_officer", address + "tien-do/")
    assert "phải đạt 80% của 120, là 96" in words(ahead)
    assert "Kết quả của đơn vị: 60/120 (50%), phải đạt 80% của 120, là 96" in ahead.content.decode()
    assert "15/7/2024 60/120 (50%) +60" in words(ahead)
    untold = words(
        page(client, site, "province_officer", figure_of(site, percentage, site.sister_commune) + "tien-do/")
    )
    assert "phải đạt 80% " in untold
    assert "15/7/2024 – " in untold
    assert [row["Số lượng"] for row in file(client, site, "progress-sources", **{"chi-tieu": "2"})] == ["60/120 (50%)"]


def test_summary_and_files_say_them_too(client: Client, site: Cast, percentage: Target) -> None:
    seen = words(page(client, site, "province_officer", BOARD + "bieu-tong-hop/", **at(site.commune)))
    assert "80% 50%/80% (60/120) 50% Xã Nam Dong" in seen
    (row,) = file(client, site, "progress-summary", **at(site.commune))
    assert (row["Kế hoạch"], row["Kết quả"], row["Tỷ lệ"]) == ("80%", "50%/80% (60/120)", "50%")
    rows = file(client, site, "progress-cells", cap=COMMUNE)
    columns = ("Của chính đơn vị", "Tổng số để tính tỷ lệ", "Tỷ lệ đạt được", "Mức phải đạt", "Đơn vị tính")
    assert sorted(tuple(row[name] for name in columns) for row in rows) == [
        ("", "", "", "80", "phần trăm của tổng số"),
        ("", "", "", "80", "phần trăm của tổng số"),
        ("60", "120", "60/120 (50%)", "80", "phần trăm của tổng số"),
    ]


def test_ceiling_and_money_are_said_as_such(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "4", unit_kinds=[COMMUNE], measure_unit="dong", minimum=200 * MILLION, operator="at_most")
    stage.does(site.commune, quantity=300 * MILLION)
    board = page(client, site, "province_officer", cap=COMMUNE).content.decode()
    assert '<b title="300.000.000/tối đa 200.000.000 đồng">300</b>/<wbr>tối đa 200 triệu đồng</span>' in board
    seen = words(page(client, site, "province_officer", figure_of(site, target, site.commune)))
    assert "Con số 300.000.000/tối đa 200.000.000 đồng Chưa đạt (còn hạn)" in seen
    seen = words(page(client, site, "province_officer", figure_of(site, target, site.commune) + "tien-do/"))
    assert "Kết quả của đơn vị tối đa 200.000.000 đồng" in seen
    assert "Đã đạt đủ." not in seen


def test_quantities_in_a_file_stand_in_the_unit_of_the_page(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "1", unit_kinds=[DISTRICT], measure_unit="metre", minimum=12_500)
    stage.does(site.district, quantity=12_000)
    row, other = file(client, site, "progress-cells", cap=DISTRICT)
    columns = ("Của chính đơn vị", "Trên địa bàn", "Mức phải đạt", "Đơn vị tính", "Tổng số để tính tỷ lệ")
    assert tuple(row[name] for name in columns) == ("12", "12", "12.5", "km", "")
    assert other["Của chính đơn vị"] == "0"


def test_every_state_has_the_rows_in_the_file_that_the_page_counts(client: Client, site: Cast, stage: Stage) -> None:
    first = ask(site, "A", unit_kinds=[COMMUNE], share=100)
    ask(site, "B", unit_kinds=[COMMUNE], share=100, minimum=2, due_before=NOW.date())
    for unit in (site.far_commune, site.sister_commune):
        exempt_unit(by=SYSTEM, now=NOW, target=first, unit=unit, document="Công văn 1")
    stage.does(site.commune)
    board = page(client, site, "province_officer", cap=COMMUNE).content.decode()
    links = re.findall(r'tinh-trang=(\w+)"[^>]*>(?:<svg.*?</svg>)?[^<>]+ <span class="n">(\d+)</span>', board)
    counted = {state: int(number) for state, number in links}
    assert counted == {"met": 1, "missed": 3, "exempt": 2}
    found = {
        state.value: len(file(client, site, "progress-cells", cap=COMMUNE, **{"tinh-trang": state})) for state in State
    }
    assert {state: number for state, number in found.items() if number} == counted
    assert len(file(client, site, "progress-cells", cap=COMMUNE)) == sum(counted.values())


def test_paper_names_the_day_of_its_figures(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[DISTRICT])
    address = BOARD + "bieu-tong-hop/docx/"
    now = page(client, site, "province_officer", address)["Content-Disposition"]
    then = page(client, site, "province_officer", address, ngay="2024-06-30")["Content-Disposition"]
    assert now == 'attachment; filename="bieu-tong-hop-thu-67-20240715.docx"'
    assert then == 'attachment; filename="bieu-tong-hop-thu-67-so-lieu-nhu-bang-da-hien-toi-30-6-2024-20240715.docx"'


def test_parts_of_a_compound_stand_in_the_order_of_the_plan(client: Client, site: Cast, stage: Stage) -> None:
    for code in ("1", "2", "4"):
        ask(site, code, unit_kinds=[COMMUNE], minimum=2 if code == "2" else 1)
    params = {"measure": ALL_OF, "measure_params": {"targets": ["4", "1", "2"]}, "minimum": None}
    target = ask(site, "6", unit_kinds=[COMMUNE], **params)
    stage.does(site.commune)
    seen = words(page(client, site, "province_officer", figure_of(site, target, site.commune)))
    said = re.findall(r"(\d) Chỉ tiêu \d (Xã Nam Dong: phần này \w+ đạt\.)", seen)
    assert said == [
        ("1", "Xã Nam Dong: phần này đã đạt."),
        ("2", "Xã Nam Dong: phần này chưa đạt."),
        ("4", "Xã Nam Dong: phần này đã đạt."),
    ]
    assert "Tính 1 cho" not in seen
