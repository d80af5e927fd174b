"""A list described once: its pages, its Excel and its CSV."""

from __future__ import annotations

import csv as delimited
import datetime
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import python_calamine

from tests.foundation.core.papers import NOW, Paper, make
from thidua.foundation.core import tables
from thidua.foundation.core.quantities import METRE
from thidua.foundation.core.tables import Column, Link, Table
from thidua.foundation.core.tables.lists import Kind

NINE = datetime.datetime.fromisoformat("2024-07-15T09:00")
STATES = {"draft": "nháp", "done": "đã duyệt"}


@dataclass(frozen=True)
class Road:
    """A row of no database."""

    name: str
    length: int | None = 1_234
    money: int | None = 30_500_000
    share: tuple[int, int] | None = (45, 60)
    day: datetime.date | None = datetime.date(2024, 8, 20)
    at: datetime.datetime | None = NOW
    state: str = "draft"


ROADS = Table(
    "tests.roads",
    "Đường làng",
    (
        Column("name", "Tên đường", lambda road: road.name, link=lambda road: Link("road", (road.name,))),
        Column("length", "Chiều dài", lambda road: road.length, Kind.NUMBER, unit=METRE),
        Column("money", "Kinh phí", lambda road: road.money, "money"),
        Column("share", "Tỷ lệ", lambda road: road.share, "share"),
        Column("day", "Ngày", lambda road: road.day, "date"),
        Column("at", "Lúc", lambda road: road.at, "date"),
        Column("state", "Tình trạng", lambda road: road.state, "state", text=STATES.__getitem__),
    ),
    rows=lambda actor, filters: [Road(name) for name in filters.get("names", ["Đường 1"]) if actor],
    note="Minh họa",
    filter_words=lambda filters: f"Lọc: {len(filters)}" if filters else "",
)
PAPERS = Table(
    "tests.papers",
    "Giấy",
    (Column("title", "Tên", lambda paper: paper.title), Column("other", "Bạn", lambda paper: paper.other)),
    rows=lambda actor, filters: Paper.objects.filter(folded__in=["", "a"]).order_by("id"),
    prepare=lambda papers: with_others(papers),
)


def with_others(papers: Sequence[Any]) -> Sequence[Any]:
    """Each paper with the title of the one before it, in one statement for all."""
    titles = dict(Paper.objects.filter(pk__in=[paper.pk - 1 for paper in papers]).values_list("pk", "title"))
    for paper in papers:
        paper.other = titles.get(paper.pk - 1)
    return papers


def named(*names: str) -> dict[str, Any]:
    return {"names": list(names)}


def test_cells_are_worded_by_their_kind() -> None:
    page = ROADS.page("an")
    cells = {cell.column.key: cell for cell in page.rows[0].cells}

    assert {key: cell.text for key, cell in cells.items()} == {
        "name": "Đường 1", "length": "1,234", "money": "30,5 triệu đồng", "share": "45/60 (75%)", "day": "20/8/2024",
        "at": "09:00 15/7/2024", "state": "nháp",
    }  # fmt: skip
    assert cells["name"].link == Link("road", ("Đường 1",))
    assert (cells["state"].value, cells["money"].exact, cells["length"].exact) == ("draft", "30.500.000 đồng", "")


def test_missing_values_are_empty_cells() -> None:
    table = Table(
        "t", "T", ROADS.columns, rows=lambda actor, filters: [Road("", None, None, None, None, None, "draft")]
    )

    assert [cell.text for cell in table.page("an").rows[0].cells] == ["", "", "", "", "", "", "nháp"]
    assert sheet_of(tables.excel(table, "an", as_of=NOW))[4:] == [["", "", "", "", "", "", "nháp"]]


@pytest.mark.parametrize(
    ("count", "number", "shown", "pages", "first", "last", "next_", "previous"),
    [(0, 1, 1, 1, 0, 0, False, False), (50, 1, 1, 1, 1, 50, False, False), (51, 1, 1, 2, 1, 50, True, False),
     (51, 2, 2, 2, 51, 51, False, True), (51, 99, 2, 2, 51, 51, False, True), (51, -3, 1, 2, 1, 50, True, False)],
)  # fmt: skip
def test_pages_are_cut(
    count: int, number: int, shown: int, pages: int, first: int, last: int, next_: bool, previous: bool
) -> None:
    page = ROADS.page("an", named(*map(str, range(count))), number=number)

    assert (page.number, page.pages, page.first, page.last, page.has_next, page.has_previous, page.count) == (
        shown, pages, first, last, next_, previous, count,
    )  # fmt: skip
    assert len(page.rows) == (last - first + 1 if count else 0)


def test_page_has_one_of_the_sizes() -> None:
    names = named(*map(str, range(120)))

    assert [len(ROADS.page("an", names, size=size).rows) for size in (50, 100, 7, 1_000_000)] == [50, 100, 50, 50]


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3, pytest.param(1_000, marks=pytest.mark.slow)])
def test_page_takes_three_statements_however_long_the_list(
    count: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    Paper.objects.bulk_create(Paper(title=f"Giấy {n}", made_at=NOW, changed_at=NOW) for n in range(count))
    with django_assert_num_queries(3):
        page = PAPERS.page("an")

    assert (len(page.rows), page.count) == (min(count, 50), count)
    assert page.rows[0].cells[0].text == "Giấy 0"


@pytest.mark.slow
@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_export_has_every_row_in_order_and_two_statements_a_thousand(
    django_assert_max_num_queries: Callable[[int], Any],
) -> None:
    Paper.objects.bulk_create(Paper(title=f"Giấy {n}", made_at=NOW, changed_at=NOW) for n in range(2_300))
    with django_assert_max_num_queries(8):
        lines = list(tables.csv(PAPERS, "an"))

    assert len(lines) == 2_301
    assert lines[2_300] == "Giấy 2299,Giấy 2298\r\n"


def sheet_of(data: bytes) -> list[list[Any]]:
    return python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_excel_has_title_moment_heading_and_real_values() -> None:
    rows = sheet_of(tables.excel(ROADS, "an", named("Đường 1", "Đường 2"), as_of=NOW))

    assert [row[0] for row in rows[:3]] == ["Đường làng", "Số liệu đến 09:00 15/7/2024", "Minh họa · Lọc: 1"]
    assert rows[3] == [
        "Tên đường", "Chiều dài (km)", "Kinh phí (đồng)", "Tỷ lệ", "Ngày", "Lúc", "Tình trạng",
    ]  # fmt: skip
    assert rows[4] == [
        "Đường 1", 1.234, 30_500_000, 0.75, datetime.date(2024, 8, 20), NINE, "nháp",
    ]  # fmt: skip
    assert [row[0] for row in rows[4:]] == ["Đường 1", "Đường 2"]


def test_excel_heading_is_frozen_and_filters() -> None:
    data = tables.excel(ROADS, "an", named("Đường 1", "Đường 2"), as_of=NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()

    assert '<pane xSplit="1" ySplit="4" topLeftCell="B5"' in page
    assert '<autoFilter ref="A4:G6"/>' in page


def test_same_list_gives_the_same_bytes() -> None:
    one, two = (tables.excel(ROADS, "an", as_of=NOW) for _ in range(2))
    assert one == two


DANGEROUS = ["=1+1", "+84900", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://a.b")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    data = tables.excel(ROADS, "an", named(text, "http://a.b/c", "007"), as_of=NOW)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        page = package.read("xl/worksheets/sheet1.xml").decode()
    lines = list(delimited.reader(io.StringIO("".join(tables.csv(ROADS, "an", named(text))), newline="")))

    assert ("<f>" in page, "<hyperlink" in page) == (False, False)
    assert sheet_of(data)[5][0:1] + sheet_of(data)[6][0:1] == ["http://a.b/c", "007"]
    assert lines[1][0] == "'" + text


def test_csv_is_for_machines_with_a_mark_for_excel() -> None:
    text = "".join(tables.csv(ROADS, "an"))

    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.removeprefix("\ufeff").splitlines() == [
        "Tên đường,Chiều dài,Kinh phí,Tỷ lệ,Ngày,Lúc,Tình trạng",
        "Đường 1,1234,30500000,45/60 (75%),2024-08-20,2024-07-15T09:00:00+07:00,nháp",
    ]


def test_share_reads_the_same_on_page_and_in_exports() -> None:
    shares = [(7, 9), (9_997, 10_000), (8_996, 10_000, 90)]
    column = Column("share", "Tỷ lệ", lambda share: share, Kind.SHARE)
    table = Table("t", "T", (column,), rows=lambda actor, filters: shares)
    words = ["7/9 (77,8%)", "9.997/10.000 (99,9%)", "8.996/10.000 (89,9%)"]
    assert [row.cells[0].text for row in table.page("an").rows] == words
    assert [line[0] for line in delimited.reader(list(tables.csv(table, "an"))[1:])] == words
    assert [row[0] for row in sheet_of(tables.excel(table, "an", as_of=NOW))[4:]] == [0.778, 0.999, 0.899]


def test_negative_numbers_stay_numbers_in_csv() -> None:
    table = Table("t", "T", (Column("n", "N", lambda n: n, "number"),), rows=lambda actor, filters: [-5])

    assert "".join(tables.csv(table, "an")).splitlines()[1] == "-5"


def test_export_shows_what_the_actor_may_see() -> None:
    assert (len(sheet_of(tables.excel(ROADS, None, as_of=NOW))), list(tables.csv(ROADS, None))[1:]) == (4, [])


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_export_of_a_query_is_the_whole_query() -> None:
    for n in range(3):
        make(f"Giấy {n}")
    make("Khác", folded="b")

    assert [row[0] for row in sheet_of(tables.excel(PAPERS, "an", as_of=NOW))[4:]] == ["Giấy 0", "Giấy 1", "Giấy 2"]
