"""Lists out and lists in: one description gives the page, the Excel file and the CSV; another reads an office's."""

from thidua.foundation.core.tables.exports import csv, excel
from thidua.foundation.core.tables.lists import TABLES, Cell, Column, Link, Page, Row, Table
from thidua.foundation.core.tables.reading import read
from thidua.foundation.core.tables.remembered import remember_heading, remembered_headings
from thidua.foundation.core.tables.sheets import SHEETS, Draft, DraftRow, Problem, Sheet, SheetColumn
from thidua.foundation.core.tables.template import template

__all__ = [
    "SHEETS",
    "TABLES",
    "Cell",
    "Column",
    "Draft",
    "DraftRow",
    "Link",
    "Page",
    "Problem",
    "Row",
    "Sheet",
    "SheetColumn",
    "Table",
    "csv",
    "excel",
    "read",
    "remember_heading",
    "remembered_headings",
    "template",
]
