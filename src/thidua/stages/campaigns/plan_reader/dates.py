"""Days, months, quarters and events in Vietnamese words, as ISO; a year that is not said is not filled in."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

MONTH_END = {3: 31, 6: 30, 9: 30, 12: 31}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
DAY = r"(?:ngay\s+)?(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})(?!\d)"
LONG = r"ngay\s+(?P<ld>\d{1,2})\s+thang\s+(?P<lm>\d{1,2})(?:\s*(?:,\s*)?nam\s+(?P<ly>\d{4})|\s*/\s*(?P<ly2>\d{4}))?"
# Without «ngày» only behind «trước» and «hết»: elsewhere 1/3 is a share.
SHORT = r"(?:ngay\s+|(?<=truoc )|(?<=het ))(?P<sd>\d{1,2})\s*/\s*(?P<sm>\d{1,2})(?![\d/]|\s+so\b)"
MONTH = (
    r"(?:thang\s+)?(?P<mm>\d{1,2})\s*[/.-]\s*(?P<my>\d{4})(?!\d)|thang\s+(?P<nm>\d{1,2})(?:\s*,?\s*nam\s"
    r"+(?P<ny>\d{4}))?"
)
QUARTER = r"quy\s+(?P<q>iv|iii|ii|i|[1-4])\s*(?:/|nam|,\s*nam|-)?\s*(?P<qy>\d{4})"
YEAR = r"nam\s+(?P<yy>\d{4})"
WHEN = re.compile("|".join(f"(?:{part})" for part in (DAY, LONG, SHORT, QUARTER, MONTH, YEAR)))


@dataclass(frozen=True, slots=True)
class When:
    """A point in time that was said: ISO to its own precision, and where in the plain text."""

    iso: str
    start: int
    end: int
    last: str
    has_year: bool = True


def full_day(day: str | None, month: str | None, year: str | None) -> str:
    """An ISO day; empty where a part is missing or there is no such day."""
    if not (day and month and year):
        return ""
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def find_all(plain: str, start: int = 0, end: int | None = None) -> list[When]:
    """Every point in time in a plain text."""
    found = (_when(match) for match in WHEN.finditer(plain, start, len(plain) if end is None else end))
    return [when for when in found if when]


def find(plain: str, start: int = 0, end: int | None = None) -> When | None:
    """The first point in time."""
    return next(iter(find_all(plain, start, end)), None)


def _when(match: re.Match[str]) -> When | None:
    part = match.groupdict()
    start, end = match.span()
    if part["d"]:
        iso = full_day(part["d"], part["m"], part["y"])
        return When(iso, start, end, iso) if iso else None
    if part["ld"] or part["sd"]:
        return _named_day(part, start, end)
    if part["q"]:
        return _quarter(part, start, end)
    if part["mm"] or part["nm"]:
        return _month(part, start, end)
    return When(part["yy"], start, end, f"{part['yy']}-12-31")


def _named_day(part: dict[str, str | None], start: int, end: int) -> When | None:
    day, month = part["ld"] or part["sd"], part["lm"] or part["sm"]
    year = part["ly"] or part["ly2"]
    if year:
        iso = full_day(day, month, year)
        return When(iso, start, end, iso) if iso else None
    if not full_day(day, month, "2024"):
        return None
    iso = f"--{int(month or 0):02d}-{int(day or 0):02d}"
    return When(iso, start, end, iso, has_year=False)


def _quarter(part: dict[str, str | None], start: int, end: int) -> When:
    number = ROMAN.get(part["q"] or "") or int(part["q"] or 0)
    last = number * 3
    return When(f"{part['qy']}-{last - 2:02d}", start, end, f"{part['qy']}-{last:02d}-{MONTH_END[last]}")


def _month(part: dict[str, str | None], start: int, end: int) -> When | None:
    month, year = int(part["mm"] or part["nm"] or 0), part["my"] or part["ny"]
    if not 1 <= month <= 12:
        return None
    if year is None:
        return When(f"--{month:02d}", start, end, f"--{month:02d}", has_year=False)
    return When(f"{year}-{month:02d}", start, end, f"{year}-{month:02d}")


def with_year(iso: str, signed: str) -> str:
    """A day without a year is the first such day on or after the document's own; without that it stays as it is."""
    if not iso.startswith("--") or len(iso) != len("--03-26") or len(signed) < len("2026-03-01"):
        return iso
    return f"{int(signed[:4]) + (iso[2:] < signed[5:10])}-{iso[2:]}"
