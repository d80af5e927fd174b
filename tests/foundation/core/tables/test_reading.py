"""Reading the Excel lists that offices already have, and saying which cell is wrong."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.foundation.core.papers import NOW, OFFICER
from tests.foundation.core.uploads import failed_formula, merged_down, picture, upload, word, workbook
from thidua.foundation.core import content
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.core.quantities import METRE
from thidua.foundation.core.tables import (
    SHEETS,
    Draft,
    Sheet,
    SheetColumn,
    csv,
    read,
    reading,
    remember_heading,
    remembered_headings,
    template,
    workbooks,
)
from thidua.foundation.core.tables.lists import Column, Table
from thidua.foundation.core.tables.values import choice, day, money, quantity, text

WORKS = Sheet(
    "tests.works",
    "Công trình, phần việc",
    (
        SheetColumn("name", "Tên công trình", ("Tên CT, phần việc", "Nội dung"), required=True, example="Nhà bà Hoa"),
        SheetColumn("place", "Thôn", ("Khu dân cư", "Thôn/buôn/bon"), parse=choice({"Thôn 1": 1, "Buôn Nui": 2})),
        SheetColumn("length", "Chiều dài", parse=quantity(METRE), kind="number"),
        SheetColumn("money", "Kinh phí", ("Số tiền", "Tổng kinh phí"), parse=money(), kind="money"),
        SheetColumn("day", "Ngày hoàn thành", parse=day(earliest=datetime.date(2023, 10, 1)), kind="date"),
        SheetColumn("note", "Ghi chú", parse=text(longest=20)),
    ),
    check=lambda values: {"money": "Có tiền thì ghi ngày."} if values["money"] and not values["day"] else {},
)
HEADING = ["Tên công trình", "Thôn", "Chiều dài", "Kinh phí", "Ngày hoàn thành", "Ghi chú"]
FULL = ["Nhà bà Hoa", "Thôn 1", 1.2, "80 triệu", "15/7/2024", "tốt"]
DAY = datetime.date(2024, 7, 15)


def of(*rows: list[Any], **options: Any) -> SimpleUploadedFile:
    return upload(workbook(list(rows), **options), "danh-sach.xlsx")


def names(draft: Draft) -> list[str]:
    return [row.values["name"] for row in draft.rows]


def told(draft: Draft) -> list[str]:
    return [str(problem) for problem in draft.problems]


def test_plain_list_is_read() -> None:
    draft = read(WORKS, of(HEADING, FULL, ["Cổng chào", None, None, None, None, None]))

    assert told(draft) == []
    assert [row.values for row in draft.rows] == [
        {"name": "Nhà bà Hoa", "place": 1, "length": 1_200, "money": 80_000_000, "day": DAY, "note": "tốt"},
        {"name": "Cổng chào", "place": None, "length": None, "money": None, "day": None, "note": None},
    ]
    assert ([row.row for row in draft.rows], draft.rows[0].sheet, draft.is_sound) == ([2, 3], "Trang 1", True)
    assert draft.require() == draft.rows


def test_office_list_is_read_under_its_titles_with_other_words() -> None:
    draft = read(
        WORKS,
        of(
            ["ỦY BAN MTTQ VIỆT NAM", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            [],
            ["DANH SÁCH CÔNG TRÌNH", None, None, None],
            ["STT", "TÊN CT, PHẦN VIỆC *", "Khu  dân cư", "Số tiền (đồng)", "Ngày hoàn thành", "Người phụ trách"],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
            ["I", "Xã Nam Dong"],
            [1, "Nhà bà Hoa", "THÔN 1", "80.000.000", DAY, "An"],
            [],
            [2, "Cổng chào", "buon nui", 5_000_000, 45488, "Bình"],
            [None, "Tổng cộng", None, 85_000_000],
        ),
    )

    assert told(draft) == []
    assert [(row.row, row.values["name"], row.values["place"], row.values["money"]) for row in draft.rows] == [
        (7, "Nhà bà Hoa", 1, 80_000_000), (9, "Cổng chào", 2, 5_000_000),
    ]  # fmt: skip
    assert [row.values["day"] for row in draft.rows] == [DAY, DAY]
    assert draft.unknown_headings == ["Người phụ trách"]
    assert [(passed.row, passed.reason) for passed in draft.passed_over] == [
        (5, "Dòng đánh số cột"), (6, "Dòng tiêu đề nhóm: Xã Nam Dong"), (10, "Dòng cộng"),
    ]  # fmt: skip


def test_heading_of_two_rows_is_read() -> None:
    def over(page: Any, row: int, column: int, _book: Any) -> None:
        page.merge_range(row, column, row, column + 1, "Thực hiện")

    draft = read(
        WORKS,
        of(
            [merged_down("Tên công trình", 2), merged_down("Thôn", 2), over, None],
            [None, None, "Kinh phí", "Ngày hoàn thành"],
            ["Nhà bà Hoa", "Thôn 1", 80_000_000, "15/7/2024"],
        ),
    )

    assert (told(draft), [row.values["money"] for row in draft.rows]) == ([], [80_000_000])


def test_cell_merged_downwards_stands_for_each_row() -> None:
    draft = read(
        WORKS,
        of(HEADING[:2] + ["Ghi chú"], ["Nhà bà Hoa", merged_down("Thôn 1", 2), "a"], ["Cổng chào", None, "b"],
           ["Đường", None, "c"]),
    )  # fmt: skip

    assert [(row.values["name"], row.values["place"]) for row in draft.rows] == [
        ("Nhà bà Hoa", 1), ("Cổng chào", 1), ("Đường", None),
    ]  # fmt: skip


def test_every_visible_sheet_with_the_heading_is_read() -> None:
    data = workbook(
        [HEADING, FULL], [["Ghi chép riêng"], ["không phải danh sách"]], [["x"], HEADING, FULL, FULL],
        names=("Nam Dong", "Nháp", "Trúc Sơn"),
    )  # fmt: skip
    draft = read(WORKS, upload(data, "a.xlsx"))

    assert [(row.sheet, row.row) for row in draft.rows] == [("Nam Dong", 2), ("Trúc Sơn", 3), ("Trúc Sơn", 4)]


def test_every_problem_names_sheet_cell_column_and_reason() -> None:
    draft = read(
        WORKS,
        of(
            HEADING,
            [None, "Thôn 9", "1.23", "1,234.5", "31/2/2024", "x" * 21],
            ["Nhà", None, None, 5, None, None],
            ["Cổng", None, None, None, "15/7/24", None],
            ["Đường", None, None, None, "1/1/2020", None],
            FULL,
        ),
    )

    assert [(problem.row, problem.column, problem.heading) for problem in draft.problems] == [
        (2, "A", "Tên công trình"), (2, "B", "Thôn"), (2, "C", "Chiều dài"), (2, "D", "Kinh phí"),
        (2, "E", "Ngày hoàn thành"), (2, "F", "Ghi chú"), (3, "D", "Kinh phí"), (4, "E", "Ngày hoàn thành"),
        (5, "E", "Ngày hoàn thành"),
    ]  # fmt: skip
    assert told(draft)[:2] == [
        "Trang «Trang 1», ô A2 (Tên công trình): Chưa ghi. Cột này phải có.",
        "Trang «Trang 1», ô B2 (Thôn): «Thôn 9» không có trong danh mục. Xin chọn: Thôn 1; Buôn Nui.",
    ]
    assert [problem.reason for problem in draft.problems[6:]] == [
        "Có tiền thì ghi ngày.",
        "«15/7/24»: xin ghi năm đủ bốn chữ số, ví dụ 15/7/2024.",
        "Ngày phải trong khoảng 1/10/2023 – ….",
    ]
    assert (len(draft.rows), draft.is_sound) == (5, False)
    with pytest.raises(Invalid) as refusal:
        draft.require()
    assert refusal.value.fields["upload"].endswith("Và 6 lỗi khác.")


def test_failed_formula_is_told_and_not_read_as_blank() -> None:
    draft = read(WORKS, of(["Tên công trình", "Ghi chú"], ["Nhà", failed_formula], ["Cổng", "tốt"]))

    assert [(problem.column, problem.row) for problem in draft.problems] == [("B", 2)]
    assert "Công thức trong ô này bị lỗi" in draft.problems[0].reason


def test_missing_required_column_is_told_once() -> None:
    draft = read(WORKS, of(["Thôn", "Kinh phí", "Ngày hoàn thành"], ["Thôn 1", 5, DAY]))

    assert told(draft) == ["Trang «Trang 1», dòng 1: Thiếu cột «Tên công trình». Xin thêm cột này."]


def test_list_without_heading_is_told_which_columns_are_wanted() -> None:
    draft = read(WORKS, of(["a", "b"], ["c", "d"]))

    assert (draft.rows, told(draft)) == (
        [], ["Không tìm thấy dòng tiêu đề có các cột «Tên công trình». Xin dùng tệp mẫu hoặc thêm dòng tiêu đề."],
    )  # fmt: skip


def test_heading_of_which_nothing_is_known_is_asked_about() -> None:
    rows = of(["DANH MỤC"], ["TT", "Hạng mục", "Ở đâu", "Bao nhiêu tiền"], [1, "Nhà", "Thôn 1", 5])
    assert read(WORKS, rows).unknown_headings == ["Hạng mục", "Ở đâu", "Bao nhiêu tiền"]

    known = read(WORKS, rows, remembered={"hang muc": "name", "o dau": "place", "bao nhieu tien": "money"})
    assert (names(known), known.problems[0].reason) == (["Nhà"], "Có tiền thì ghi ngày.")


def test_heading_without_rows_is_told() -> None:
    assert [problem.reason for problem in read(WORKS, of(HEADING)).problems] == [
        "Không có dòng nào dưới tiêu đề. Xin ghi ít nhất một dòng."
    ]


def with_macros(data: bytes) -> bytes:
    """A workbook that carries a program."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return out.getvalue()


UNREADABLE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "old excel": (lambda: content.OLE + b"\0" * 600, "a.xls", "Excel kiểu cũ (.xls)"),
    "renamed old": (lambda: content.OLE + b"\0" * 600, "a.xlsx", "Excel kiểu cũ (.xls)"),
    "locked": (lambda: content.OLE + b"\0" * 600 + content.LOCKED, "a.xlsx", "mật khẩu"),
    "word": (word, "a.docx", "không phải bảng tính"),
    "picture": (picture, "a.jpg", "không phải bảng tính"),
    "nonsense": (lambda: b"abc", "a.xlsx", "không nhận được"),
    "csv renamed": (lambda: "Tên công trình,Thôn\nNhà,Thôn 1\n".encode(), "a.xlsx", "CSV mang đuôi .xlsx"),
    "macros": (lambda: with_macros(workbook([HEADING])), "a.xlsx", "macro"),
    "16,384 columns": (lambda: workbook([["x"] * 16_384]), "a.xlsx", "quá rộng"),
    "empty": (lambda: b"", "a.xlsx", "rỗng"),
    "cut": (lambda: workbook([HEADING])[:400], "a.xlsx", "hỏng"),
    "not utf-8": (lambda: "Tên công trình,Thôn\nNhà,Đường".encode("cp1258", "replace"), "a.csv", "không phải UTF-8"),
    "old csv": (lambda: b"\xff\xfe\xd8", "a.csv", "không phải UTF-8"),
    "far cell": (
        lambda: workbook([HEADING, [lambda p, r, c, b: p.write(1_048_575, 16_383, "x")]]),
        "a.xlsx",
        "quá dài",
    ),
    "wide": (lambda: workbook([HEADING, [lambda p, r, c, b: p.write(1, 300, "x")]]), "a.xlsx", "quá rộng"),
    "many sheets": (lambda: workbook(*[[["a"]]] * 61), "a.xlsx", "quá nhiều trang"),
}


SLOW = {"far cell"}


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=pytest.mark.slow) if case in SLOW else case for case in UNREADABLE]
)
def test_file_that_cannot_be_read_is_one_problem_with_advice(case: str) -> None:
    made, name, words = UNREADABLE[case]
    draft = read(WORKS, upload(made(), name))

    assert (len(draft.problems), draft.rows) == (1, [])
    assert words in str(draft.problems[0])


def test_file_past_the_limit_is_refused(settings: Any) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    draft = read(WORKS, upload(b"a," * 600_000, "a.csv"))

    assert told(draft) == ["Tệp lớn hơn 1 MB. Xin bỏ ảnh, trang thừa rồi gửi lại."]


def test_more_rows_than_one_file_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    draft = read(WORKS, of(HEADING[:1] + HEADING[5:], *[[f"Nhà {n}", "a"] for n in range(4)]))

    assert told(draft) == ["Trang «Trang 1», dòng 5: Quá 3 dòng. Xin chia thành nhiều tệp."]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_with_any_sign_between(sign: str, encoding: str) -> None:
    lines = [sign.join(HEADING), sign.join(["Nhà bà Hoa", "Thôn 1", '"1,2"', "80 triệu", "15/7/2024", "'=a"])]
    draft = read(WORKS, upload("\r\n".join(lines).encode(encoding), "a.csv"))

    assert told(draft) == []
    assert draft.rows[0].values == {
        "name": "Nhà bà Hoa", "place": 1, "length": 1_200, "money": 80_000_000, "day": DAY, "note": "=a",
    }  # fmt: skip


def test_exported_csv_is_read_back() -> None:
    table = Table(
        "t", "T", (Column("name", "Tên công trình", lambda n: n), Column("note", "Ghi chú", lambda n: "+84")),
        rows=lambda actor, filters: ["=Nhà", "Cổng"],
    )  # fmt: skip
    draft = read(WORKS, upload("".join(csv(table, "an")).encode(), "a.csv"))

    assert [(row.values["name"], row.values["note"]) for row in draft.rows] == [("=Nhà", "+84"), ("Cổng", "+84")]


def test_two_people_of_one_name_are_two_rows() -> None:
    assert names(read(WORKS, of(HEADING, FULL, FULL))) == ["Nhà bà Hoa", "Nhà bà Hoa"]


def test_row_that_starts_like_a_total_is_a_record_when_it_says_more() -> None:
    draft = read(WORKS, of(HEADING, ["Tổng vệ sinh đường làng", "Thôn 1", None, None, None, None]))

    assert names(draft) == ["Tổng vệ sinh đường làng"]


def test_text_alone_is_a_title_where_a_record_needs_more() -> None:
    sheet = Sheet(
        "t", "T", tuple(replace(column, required=column.key in {"name", "place"}) for column in WORKS.columns)
    )
    draft = read(sheet, of(HEADING, ["Xã Nam Dong"], FULL, ["A.", "Thôn 1"], [None, "Thôn 1", 3]))

    assert [passed.reason for passed in draft.passed_over] == [
        "Dòng tiêu đề nhóm: Xã Nam Dong",
    ]  # fmt: skip
    assert [(problem.row, problem.column) for problem in draft.problems] == [(5, "A")]


def test_list_of_only_two_columns_keeps_rows_with_one_value() -> None:
    assert names(read(WORKS, of(["Tên công trình", "Ghi chú"], ["Nhà", None], ["Cổng", None]))) == ["Nhà", "Cổng"]


@pytest.fixture
def registered() -> Iterator[None]:
    SHEETS.register(WORKS.key, WORKS)
    yield
    del SHEETS._entries[WORKS.key]


@pytest.mark.usefixtures("registered")
@pytest.mark.django_db
def test_heading_told_once_is_known_from_then_on() -> None:
    rows = of(["Hạng mục", "Thôn"], ["Nhà", "Thôn 1"])
    assert read(WORKS, rows, remembered=remembered_headings(WORKS.key)).rows == []

    remember_heading(sheet=WORKS.key, heading="HẠNG MỤC (1)", column="note", by=OFFICER, now=NOW)
    remember_heading(sheet=WORKS.key, heading="Hạng mục", column="name", by=OFFICER, now=NOW)
    draft = read(WORKS, rows, remembered=remembered_headings(WORKS.key))

    assert (remembered_headings(WORKS.key), names(draft)) == ({"hang muc": "name"}, ["Nhà"])
    assert list(AuditEntry.objects.order_by("id").values_list("before", "after")) == [
        ({}, {"sheet": WORKS.key, "column": "note"}), ({"column": "note"}, {"column": "name"}),
    ]  # fmt: skip


@pytest.mark.usefixtures("registered")
@pytest.mark.django_db
@pytest.mark.parametrize(("heading", "column", "field"), [(" * ", "name", "heading"), ("a", "nothing", "column")])
def test_heading_that_says_nothing_is_refused(heading: str, column: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        remember_heading(sheet=WORKS.key, heading=heading, column=column, by=OFFICER, now=NOW)
    assert list(refusal.value.fields) == [field]


FILLED = [
    {"name": "Nhà bà Hoa", "place": "Thôn 1", "length": 2, "money": 80_000_000, "day": DAY, "note": "=1+1"},
    {"name": "Cổng", "place": "Buôn Nui"},
]


def test_filled_template_is_read_back() -> None:
    data = template(WORKS, choices={"place": ["Thôn 1", "Buôn Nui"]}, filled_rows=FILLED)
    draft = read(WORKS, upload(data, "mau.xlsx"))

    assert (told(draft), draft.unknown_headings, draft.passed_over) == ([], [], [])
    assert [row.values for row in draft.rows] == [
        {"name": "Nhà bà Hoa", "place": 1, "length": 2_000, "money": 80_000_000, "day": DAY, "note": "=1+1"},
        {"name": "Cổng", "place": 2, "length": None, "money": None, "day": None, "note": None},
    ]
    assert [row.row for row in draft.rows] == [4, 5]


def test_empty_template_has_no_rows_and_is_told_so() -> None:
    draft = read(WORKS, upload(template(WORKS), "mau.xlsx"))

    assert [problem.reason for problem in draft.problems] == [
        "Không có dòng nào dưới tiêu đề. Xin ghi ít nhất một dòng."
    ]


def test_template_is_the_same_every_time() -> None:
    assert template(WORKS, filled_rows=FILLED) == template(WORKS, filled_rows=FILLED)


def test_tags_written_in_an_unusual_manner_are_measured_as_the_usual_ones() -> None:
    """Other programs write other spaces and names: what cannot be told at once is looked at tag by tag."""
    usual = b'<row r="3"><c r="A3"><v>1</v></c><c r="AB3" t="s"><v>2</v></c></row>'
    for unusual in (
        usual.replace(b"<c ", b"<x:c ").replace(b"<row ", b"<x:row "), usual.replace(b'r="', b"r = '").replace(b'"', b"'"),
        usual.replace(b"<c ", b"<c\n"),
    ):  # fmt: skip
        assert workbooks._extent(unusual) is None
        assert workbooks._extent_by_tag(unusual) == workbooks._extent(usual) == (3, 28, 2, frozenset())


def test_formula_that_failed_is_found_in_a_usual_part() -> None:
    part = b'<row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'

    assert workbooks._extent(part) is None
    assert workbooks._extent_by_tag(part)[3] == {(1, 1)}


def test_cell_that_is_told_in_another_row_than_its_own_is_measured_where_it_says() -> None:
    assert workbooks._extent(b'<row r="1"><c r="A999999"><v>1</v></c></row>') == (999_999, 1, 1, frozenset())
