"""Reading TOML strictly: every value is asked for by name and type, and a key nobody asked for is an error.

Problems are gathered, so that one reading of a broken file names all that is wrong with it: file, key, reason.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Refused, Unreadable
from thidua.foundation.core.periods import Edge
from thidua.foundation.core.vietnamese import nfc

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file."""

    file: str
    key: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"


class CampaignFileError(Refused):
    """A campaign file cannot be taken; nothing of it was. `problems` names file, key and reason of each."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(slots=True)
class Reader:
    """One TOML table being read. `done` reports what was left over; children are made with `table` and `tables`."""

    file: str
    path: str
    data: dict[str, Any]
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def problem(self, key: str, reason: str) -> None:
        """Writes down that a key is wrong."""
        self.problems.append(Problem(self.file, f"{self.path}.{key}".strip("."), reason))

    def has(self, key: str) -> bool:
        """Whether the key is there at all."""
        return key in self.data

    def text(self, key: str, *, required: bool = True, choices: Collection[str] = ()) -> str:
        """A text in NFC, not empty; where there are choices, one of them."""
        value = self._value(key, str, _("phải là chữ trong dấu nháy"), required)
        if value is None:
            return ""
        text = nfc(value).strip()
        if not text:
            self.problem(key, _("không được để trống"))
        elif choices and text not in choices:
            self.problem(key, _unknown(text, choices))
        return text

    def key(self, name: str) -> str:
        """A short name used in addresses: unaccented small letters, digits, hyphens."""
        text = self.text(name)
        if text and not KEY.fullmatch(text):
            self.problem(
                name, _("«%(text)s» chỉ được gồm chữ thường không dấu, chữ số và dấu gạch nối") % {"text": text}
            )
        return text

    def number(self, key: str, *, required: bool = True, least: int = 0, most: int = 2**63 - 1) -> int | None:
        """A whole number within bounds."""
        value: int | None = self._value(key, int, _("phải là số nguyên, không có dấu chấm hay dấu nháy"), required)
        if isinstance(value, int) and not least <= value <= most:
            self.problem(
                key,
                _("phải từ %(least)d đến %(most)d, đang là %(value)d") % {"least": least, "most": most, "value": value},
            )
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when not given."""
        return bool(self._value(key, bool, _("phải là true hoặc false"), required=False))

    def day(self, key: str, *, required: bool = True) -> datetime.date | None:
        """A day such as 2023-10-26."""
        value: datetime.date | None = self._value(
            key, datetime.date, _("phải là một ngày, viết như 2023-10-26"), required
        )
        return value

    def edge(self, key: str, *, required: bool = True) -> Edge | None:
        """A day such as 2023-10-26, or a month such as "2023-10"."""
        value = self._value(key, (datetime.date, str), _('phải là ngày (2023-10-26) hoặc tháng ("2023-10")'), required)
        if value is None:
            return None
        try:
            return Edge.parse(value)
        except Unreadable as unreadable:
            self.problem(key, str(unreadable))
            return None

    def texts(self, key: str, *, required: bool = True, choices: Collection[str] = ()) -> tuple[str, ...]:
        """A list of texts without repeats."""
        value = self._value(key, list, _("phải là danh sách chữ trong ngoặc vuông"), required)
        if value is None:
            return ()
        found = [nfc(item).strip() for item in value if isinstance(item, str) and item.strip()]
        if len(found) != len(value):
            self.problem(key, _("mỗi mục phải là chữ trong dấu nháy, không để trống"))
        if len(set(found)) != len(found):
            self.problem(key, _("có mục ghi hai lần"))
        for item in found:
            if choices and item not in choices:
                self.problem(key, _unknown(item, choices))
        if required and not value:
            self.problem(key, _("không được để trống"))
        return tuple(found)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; empty when not given."""
        value = self._value(key, list, _("phải là danh sách số trong ngoặc vuông"), required=False) or []
        if not all(isinstance(item, int) and not isinstance(item, bool) for item in value):
            self.problem(key, _("mỗi mục phải là số nguyên"))
            return ()
        return tuple(value)

    def table(self, key: str, *, required: bool = True) -> Reader | None:
        """A table inside this one."""
        value = self._value(key, dict, _("phải là một bảng { … } hoặc [%(key)s]") % {"key": key}, required)
        return None if value is None else Reader(self.file, f"{self.path}.{key}".strip("."), value, self.problems)

    def tables(self, key: str, *, required: bool = False) -> Iterator[Reader]:
        """The tables [[key]], in order; each is closed (`done`) when the next is asked for."""
        value = self._value(key, list, _("phải là các bảng [[%(key)s]]") % {"key": key}, required) or []
        for place, data in enumerate(value, start=1):
            if not isinstance(data, dict):
                self.problem(key, _("phải là các bảng [[%(key)s]]") % {"key": key})
                continue
            name = data.get("code") or data.get("key") or place
            child = Reader(self.file, f"{self.path}.{key}[{name}]".strip("."), data, self.problems)
            yield child
            child.done()

    def done(self) -> None:
        """Reports every key that was there and that nobody asked for."""
        for key in sorted(self.data.keys() - self.asked):
            self.problem(key, _("không có khóa này; xin xem lại chính tả hoặc xóa đi"))

    def _value(self, key: str, kind: Any, reason: str, required: bool) -> Any:
        self.asked.add(key)
        if key not in self.data:
            if required:
                self.problem(key, _("còn thiếu"))
            return None
        value = self.data[key]
        mistaken = (isinstance(value, bool) and kind is int) or isinstance(value, datetime.datetime)
        if not isinstance(value, kind) or mistaken:
            self.problem(key, reason)
            return None
        return value


def open_toml(path: Path, problems: list[Problem]) -> Reader:
    """The whole file as a table; a file that is not there or not TOML is a problem and reads as empty."""
    name = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(Problem(name, "", _("không có tệp này")))
    except UnicodeDecodeError:
        problems.append(Problem(name, "", _("không phải chữ UTF-8")))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, "", _("không đọc được như TOML: %(error)s") % {"error": error}))
    else:
        return Reader(name, "", data, problems)
    raise CampaignFileError(problems)


def _unknown(text: str, choices: Collection[str]) -> str:
    return _("không có «%(text)s»; chỉ có: %(choices)s") % {"text": text, "choices": ", ".join(sorted(choices))}
