"""Duties asked together: rooms say which of their rows ask something, and all of them are read in one statement."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    Count,
    DateField,
    Expression,
    F,
    IntegerField,
    QuerySet,
    Subquery,
    TextField,
    UUIDField,
    Value,
    Window,
)
from django.db.models.functions import Cast, RowNumber

from thidua.foundation.core import clock

if TYPE_CHECKING:
    from thidua.foundation.core.duties import Duty

Said = str | Expression | Subquery


class Line(NamedTuple):
    """One row that asks something; `total` counts the rows of its question, or of its group."""

    question: int
    place: int
    total: int
    unit_id: int
    uid: uuid.UUID
    at: datetime.datetime | None
    due: datetime.date | None
    name: str
    detail: str
    note: str
    key: str
    number: int

    @property
    def since(self) -> datetime.date | None:
        return clock.day_of(self.at) if self.at else None


@dataclass(frozen=True, slots=True)
class Question:
    """Rows that ask for one thing, and the duties made of the first `most` of them, in order of `at`.

    `group` is a column: then each group shows its first `most` rows and counts apart. The other names are columns
    or expressions of what the words need; `due` may be None.
    """

    rows: QuerySet[Any]
    told: Callable[[list[Line]], Iterable[Duty]]
    most: int = 5
    group: str = ""
    unit: str = "unit_id"
    at: str = "changed_at"
    due: Said = ""
    name: Said = ""
    detail: Said = ""
    note: Said = ""
    key: Said = ""
    number: Said = ""

    def lines(self, place: int) -> QuerySet[Any, tuple[Any, ...]]:
        """The question's rows, all of them: every question has the same columns of the same kinds."""
        group = [F(self.group)] if self.group else None
        shown = {
            "q_question": Value(place, IntegerField()),
            "q_place": Window(RowNumber(), partition_by=group, order_by=(F(self.at).asc(), F("id").asc())),
            "q_total": Window(Count("id"), partition_by=group),
            "q_unit_id": Cast(F(self.unit), IntegerField()),
            "q_uid": Cast(F("uid"), UUIDField()),
            "q_at": F(self.at),
            "q_due": _said(self.due) if self.due else Cast(Value(None), DateField()),
            "q_number": Cast(_said(self.number) if self.number else Value(0), IntegerField()),
        }
        shown |= {f"q_{name}": _words(getattr(self, name)) for name in ("name", "detail", "note", "key")}
        columns = [f"q_{name}" for name in Line._fields]
        found: QuerySet[Any, tuple[Any, ...]] = self.rows.order_by().annotate(**shown).values_list(*columns)
        return found


Questions = Callable[[Any, datetime.date], Iterable[Question]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A source of duties that can be asked together with others; called by itself it takes a statement of its own."""

    questions: Questions
    # What cannot be asked as rows, in statements of its own.
    further: Callable[[Any, datetime.date], Iterable[Duty]] | None = None

    def __call__(self, actor: Any, on: datetime.date) -> list[Duty]:
        return [*answered(self.questions(actor, on)), *self.more(actor, on)]

    def more(self, actor: Any, on: datetime.date) -> Iterable[Duty]:
        """The duties that are not asked as rows."""
        return self.further(actor, on) if self.further else ()


def answered(questions: Iterable[Question]) -> Iterator[Duty]:
    """The duties of every question, in one statement; in none where nobody asks."""
    asked = list(questions)
    if not asked:
        return
    found: list[list[Line]] = [[] for _question in asked]
    for row in _rows(asked):
        line = Line(*row)
        found[line.question].append(line)
    for question, lines in zip(asked, found, strict=True):
        if lines:
            yield from question.told(lines)


def _rows(asked: list[Question]) -> Iterable[Any]:
    """The first rows of every question, put together here: filtered by a window, Django composes each part twice."""
    columns = ", ".join(f"q_{name}" for name in Line._fields)
    parts: list[str] = []
    params: list[Any] = []
    converters: dict[int, Any] = {}
    for place, question in enumerate(asked):
        compiler = question.lines(place).query.get_compiler(connection=connection)
        try:
            sql, given = compiler.as_sql()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {columns} FROM ({sql}) part WHERE q_place <= %s")  # noqa: S608  # what the ORM wrote
        params += [*given, question.most]
        converters = converters or compiler.get_converters([column for column, *_rest in compiler.select])
    if not parts:
        return []
    union = " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(f"{union} ORDER BY q_question, q_at, q_place, q_uid", params)
        rows = cursor.fetchall()
    turned: Iterable[Any] = compiler.apply_converters(rows, converters)
    return turned


def _said(said: Said) -> Expression | Subquery | F:
    return F(said) if isinstance(said, str) else said


def _words(said: Said) -> Cast:
    return Cast(_said(said) if said else Value(""), TextField())
