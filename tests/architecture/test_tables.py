"""What holds for every list and every import sheet of the product."""

from __future__ import annotations

from collections import Counter

from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.foundation.core.tables import SHEETS, TABLES, read, template
from thidua.foundation.core.tables.lists import Kind
from thidua.foundation.core.tables.sheets import plain_heading


def doubled(names: list[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def test_tables_are_known_by_their_own_key_and_have_distinct_columns() -> None:
    for key, table in TABLES.items():
        assert (table.key, bool(str(table.title))) == (key, True)
        assert doubled([column.key for column in table.columns]) == [], key
        assert doubled([str(column.heading) for column in table.columns]) == [], key
        assert {str(column.kind) for column in table.columns} <= set(Kind), key


def test_sheets_are_known_by_their_own_key_and_no_heading_means_two_columns() -> None:
    for key, sheet in SHEETS.items():
        assert (sheet.key, bool(str(sheet.title))) == (key, True)
        assert any(column.required for column in sheet.columns), key
        assert doubled([column.key for column in sheet.columns]) == [], key
        meanings = [{plain_heading(str(name)) for name in (c.heading, *c.aliases)} for c in sheet.columns]
        assert doubled([name for names in meanings for name in names]) == [], key


def test_sheets_read_their_own_empty_template() -> None:
    for key, sheet in SHEETS.items():
        draft = read(sheet, SimpleUploadedFile("mau.xlsx", template(sheet)))
        assert [problem.row for problem in draft.problems] == [0], key
        assert (draft.unknown_headings, draft.passed_over) == ([], []), key
