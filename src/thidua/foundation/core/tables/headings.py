"""Finding the heading of a list that nobody made for us: title lines above it, one or two rows, other words, notes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.foundation.core.tables.sheets import Sheet, plain_heading
from thidua.foundation.core.tables.values import plain
from thidua.foundation.core.tables.workbooks import Grid

SEARCHED_ROWS = 40
LEAST_TEXTS = 3
# Columns of every office's lists that carry nothing.
IDLE_HEADINGS = frozenset({"stt", "tt", "so tt", "so thu tu"})


@dataclass
class Heading:
    """Where the heading stands and what it says: column key → place; rows and places from 0."""

    row: int
    last_row: int
    places: dict[str, int] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @functools.cached_property
    def known_places(self) -> frozenset[int]:
        """The places of all columns that are known."""
        return frozenset(self.places.values())


def find_heading(sheet: Sheet, grid: Grid, remembered: Mapping[str, str]) -> Heading | None:
    """The row (or two rows) that names most of the sheet's columns; None where too little is recognised.

    A single required column suffices for a sheet that has just one column or where nothing better stands.
    """
    best: Heading | None = None
    for row in range(min(SEARCHED_ROWS, len(grid.lines))):
        for last_row in (row, row + 1):
            if last_row < len(grid.lines):
                heading = _try(sheet, grid, row, last_row, remembered)
                if best is None or len(heading.places) > len(best.places):
                    best = heading
    enough = min(2, len(sheet.columns))
    return best if best is not None and len(best.places) >= enough else None


def likely_headings(grid: Grid) -> list[str]:
    """What seems to be the heading of a list of which too little is known: the first line of several texts alone."""
    for line in grid.lines[:SEARCHED_ROWS]:
        texts = [_text(line, place) for place, cell in enumerate(line) if cell not in (None, "")]
        if len(texts) >= LEAST_TEXTS and all(isinstance(cell, str) for cell in line if cell is not None):
            return [text for text in texts if text and plain_heading(text) not in IDLE_HEADINGS]
    return []


def _try(sheet: Sheet, grid: Grid, row: int, last_row: int, remembered: Mapping[str, str]) -> Heading:
    heading = Heading(row, last_row)
    upper, lower = grid.lines[row], grid.lines[last_row]
    for place in range(max(len(upper), len(lower))):
        above, below = _text(upper, place), _text(lower, place)
        column = sheet.column_of(below, remembered) if below else None
        if column is None and above and (last_row == row or not below):
            column = sheet.column_of(above, remembered)
        if column is not None and column.key not in heading.places:
            heading.places[column.key] = place
        elif (below or above) and plain_heading(below or above) not in IDLE_HEADINGS:
            heading.unknown.append(below or above)
    return heading


def _text(line: list[Any], place: int) -> str:
    return " ".join(plain(line[place]).split()) if place < len(line) else ""
