"""A list described once: its rows as the actor may see them and its columns; pages and exports are drawn from it."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import F, QuerySet
from django.utils.timezone import localtime

from thidua.foundation.core.finding import FoundFirst
from thidua.foundation.core.quantities import PLAIN, QuantityUnit, format_money, format_number, format_share
from thidua.foundation.core.registry import Registry

PAGE_SIZES = (50, 100)
CHUNK = 1_000

Filters = Mapping[str, Any]


class Kind(StrEnum):
    """What stands in a column; decides alignment, format and how an export writes it."""

    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    STATE = "state"


class Link(NamedTuple):
    """A page by the name of its route; the face makes the address."""

    name: str
    args: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` takes a row's record; `text` words that value where the kind's own format does not do.

    Values by kind: text and state a string (a state's key, worded by `text`), number an int in `unit`'s smallest unit,
    money an int of đồng, share (part, whole) or (part, whole, asked percentage), date a date or an aware
    datetime; None is an empty cell anywhere.
    """

    key: str
    heading: Any
    value: Callable[[Any], Any]
    kind: Kind | str = Kind.TEXT
    unit: QuantityUnit = PLAIN
    text: Callable[[Any], Any] | None = None
    link: Callable[[Any], Link | None] | None = None
    width: int = 0

    def cell(self, record: Any) -> Cell:
        return Cell(self, record, self.value(record))

    def words(self, value: Any) -> str:
        """The value as read on the page."""
        if value is None or value == "":
            return ""
        if self.text is not None:
            return str(self.text(value))
        return _WORDS.get(Kind(self.kind), str)(value) if self.kind != Kind.NUMBER else self.unit.format(value)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one row, with its words and, where there is one, the page behind it."""

    column: Column
    record: Any
    value: Any

    @property
    def text(self) -> str:
        """The value as read on the page."""
        return self.column.words(self.value)

    @property
    def link(self) -> Link | None:
        return self.column.link(self.record) if self.column.link else None

    @property
    def exact(self) -> str:
        """Money in full where the words are rounded; empty otherwise."""
        full = format_money(self.value) if self.column.kind == Kind.MONEY and isinstance(self.value, int) else ""
        return full if full != self.text else ""


@dataclass(frozen=True)
class Row:
    """A record with its cells; a page that reads the record itself works out none of them."""

    record: Any
    columns: tuple[Column, ...]

    @functools.cached_property
    def cells(self) -> tuple[Cell, ...]:
        """One for each column, in their order."""
        return tuple(column.cell(self.record) for column in self.columns)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list."""

    rows: list[Row]
    columns: tuple[Column, ...]
    number: int
    size: int
    count: int
    # There are more than were counted; `goes_on`: and a page after what was counted can be asked for.
    is_more: bool = False
    goes_on: bool = False

    def only(self, shows: Callable[[Column], bool]) -> Page:
        """The page with some of its columns."""
        columns = tuple(column for column in self.columns if shows(column))
        return replace(self, columns=columns, rows=[Row(row.record, columns) for row in self.rows])

    @property
    def pages(self) -> int:
        return max(1, math.ceil(self.count / self.size)) + self.goes_on

    @property
    def first(self) -> int:
        """The place of the page's first row in the whole list, from 1; 0 for an empty list."""
        return (self.number - 1) * self.size + 1 if self.count else 0

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.count)

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def has_previous(self) -> bool:
        return self.number > 1


@dataclass(frozen=True, slots=True)
class Table:
    """A list found by its `key`; page, export and the scope test take it from `TABLES`.

    `rows(actor, filters)` answers only what the actor may see, in an order that ends with a unique column.
    `prepare(records)` loads in a fixed number of statements what the values of these records need (a page or 1,000 at
    a time) and gives the records that the columns are asked for; `prepare_file` does so where a file tells more than a
    page. `filter_words` says above a workbook's rows what was asked for; `as_of` of which moment the figures are, where
    that is not now: in the workbook, in the name of each file
    and, as CSV has nothing above its rows, in a last column of it.
    """

    key: str
    title: Any
    columns: tuple[Column, ...]
    rows: Callable[[Any, Filters], QuerySet[Any] | Sequence[Any]]
    prepare: Callable[[Sequence[Any]], Sequence[Any]] | None = None
    prepare_file: Callable[[Sequence[Any]], Sequence[Any]] | None = None
    note: Any = ""
    filter_words: Callable[[Filters], str] | None = field(default=None)
    as_of: Callable[[Filters], str] | None = field(default=None)

    def page(
        self,
        actor: Any,
        filters: Filters | None = None,
        *,
        number: int = 1,
        size: int = PAGE_SIZES[0],
        found: QuerySet[Any] | None = None,
        count: int | None = None,
        is_more: bool = False,
    ) -> Page:
        """One page; a number past the end gives the last page. Two statements and those of `prepare`, however long.

        `found` and `count` are the list's rows and how many they are, where the caller has them already, `is_more`: or
        more.
        """
        rows = self.rows(actor, filters or {}) if found is None else found
        size = size if size in PAGE_SIZES else PAGE_SIZES[0]
        if count is None:
            count = rows.count() if isinstance(rows, QuerySet) else len(rows)
        number = min(max(1, number), max(1, math.ceil(count / size)))
        records = list(_part(rows, (number - 1) * size, number * size))
        return Page(self._drawn(records, self.prepare), self.columns, number, size, count, is_more)

    def every_row(self, actor: Any, filters: Filters | None = None) -> Iterator[Row]:
        """All rows the actor may see, 1,000 at a time: what exports write."""
        found = self.rows(actor, filters or {})
        source = found.iterator(chunk_size=CHUNK) if isinstance(found, QuerySet) else iter(found)
        prepare = self.prepare_file or self.prepare
        waiting: list[Any] = []
        for record in source:
            waiting.append(record)
            if len(waiting) == CHUNK:
                yield from self._drawn(waiting, prepare)
                waiting = []
        yield from self._drawn(waiting, prepare)

    def _drawn(self, records: Sequence[Any], prepare: Callable[[Sequence[Any]], Sequence[Any]] | None) -> list[Row]:
        prepared = prepare(records) if prepare and records else records
        return [Row(record, self.columns) for record in prepared]


def _part(found: QuerySet[Any] | Sequence[Any], first: int, last: int) -> QuerySet[Any] | Sequence[Any]:
    """The records from one place of the list to another; what stands beside them is joined to these alone.

    Joined before it is sorted, a list of ten thousand would be sorted with all its columns for fifty of them; what the
    list is narrowed by is asked inside alone.
    """
    if not isinstance(found, QuerySet) or not found.query.select_related:
        return found[first:last]
    keys = found.select_related(None).values("pk")[first:last]
    if found.query.annotations:
        return found.filter(FoundFirst(F("pk"), keys))
    rows: QuerySet[Any] = found.model._default_manager.filter(FoundFirst(F("pk"), keys)).order_by(*found.query.order_by)
    rows.query.select_related, rows.query.deferred_loading = found.query.select_related, found.query.deferred_loading
    return rows


TABLES: Registry[Table] = Registry("tables")


def day_words(value: datetime.date) -> str:
    """20/8/2024; a moment with its time, in the site's zone."""
    if isinstance(value, datetime.datetime):
        local = localtime(value)
        return f"{local:%H:%M} {local.day}/{local.month}/{local.year}"
    return f"{value.day}/{value.month}/{value.year}"


_WORDS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: str,
    Kind.STATE: str,
    Kind.NUMBER: format_number,
    Kind.MONEY: lambda value: format_money(value, short=True),
    Kind.SHARE: lambda pair: format_share(*pair),
    Kind.DATE: day_words,
}
