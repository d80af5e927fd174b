"""Lines as an officer types them: «Tập thể: 3», «việc | nơi làm | hạn | minh chứng»; what is wrong is told by line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid, Unreadable
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.tables.values import day as day_parser
from thidua.stages.campaigns.plan_writing.content import AwardLine, TaskLine, kept

T = TypeVar("T")
BETWEEN = "|"
# No plan reaches further.
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)
COUNT = re.compile(r"(?P<subject>.+?)\s*:\s*(?P<count>\d{1,6})\D*")


def read_awards(text: str, form: str) -> tuple[AwardLine, ...]:
    """One line a kind of subject with how many: «Tập thể: 3». Raises `Invalid` (`awards`)."""

    def one(line: str) -> AwardLine:
        found = COUNT.fullmatch(line)
        if found is None or int(found["count"]) < 1:
            raise Unreadable(_("Xin ghi đối tượng, dấu hai chấm rồi số lượng, ví dụ «Tập thể: 3»."))
        return AwardLine(form, found["subject"], int(found["count"]))

    return _read(text, one, "awards")


def read_tasks(text: str) -> tuple[TaskLine, ...]:
    """One line a task: the words, who does it, the last day, the proof; what follows the words may be left out.

    Raises `Invalid` (`tasks`).
    """

    def one(line: str) -> TaskLine:
        parts = [part.strip() for part in line.split(BETWEEN)]
        if len(parts) > 4 or not parts[0]:
            raise Unreadable(_("Xin ghi «việc | nơi làm | hạn | minh chứng»."))
        words, owner, due, proof = (*parts, "", "", "")[:4]
        return TaskLine(words, owner, _after(due), proof)

    return _read(text, one, "tasks")


def award_lines(awards: Iterable[AwardLine]) -> str:
    """The lines as they are typed."""
    return "\n".join(f"{row.subject}: {row.count}" for row in awards)


def task_lines(tasks: Iterable[TaskLine]) -> str:
    """The lines as they are typed."""
    lines = []
    for row in tasks:
        parts = [row.text, row.owner, day_words(last_day(row.due_before)) if row.due_before else "", row.proof]
        while parts and not parts[-1]:
            parts.pop()
        lines.append(f" {BETWEEN} ".join(parts))
    return "\n".join(lines)


def next_day(day: datetime.date) -> datetime.date:
    """The due date of a last good day."""
    return day + datetime.timedelta(days=1)


def last_day(before: datetime.date) -> datetime.date:
    """The last good day of a due date."""
    return before - datetime.timedelta(days=1)


def _after(text: str) -> datetime.date | None:
    if not text:
        return None
    return next_day(day_parser(earliest=FIRST_DAY, latest=LAST_DAY)(text))


def _read(text: str, one: Callable[[str], T], field: str) -> tuple[T, ...]:
    found, wrong = [], []
    for number, line in enumerate(kept(text.splitlines()), 1):
        try:
            found.append(one(line))
        except Unreadable as why:
            wrong.append(_("Dòng %(number)s «%(line)s»: %(why)s") % {"number": number, "line": line[:60], "why": why})
    if wrong:
        raise Invalid({field: " ".join(wrong)})
    return tuple(found)
