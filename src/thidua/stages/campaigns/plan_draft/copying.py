"""A campaign copied from an earlier one with its dates moved by whole months: files to be finished by a person.

What the earlier campaign asks is kept. The number, day and publication of its plan are left out, as nothing is
invented: reading the copy back names them. Sentences of the plan that name a year are told; days of cited documents
stay as they are.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.stages.campaigns.campaign_file.reading import KEY

# A text in quotes, or a day outside of one.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])')
MONTH = re.compile(r'"(\d{4})-(\d{2})"')
YEARS = re.compile(r"(\byears\s*=\s*\[)([\d,\s]*)(\])")
HEADING = re.compile(r"\[+([\w.-]+)\]+")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# Of the plan's head what only its own paper can say.
OF_THE_PAPER = re.compile(r"(?:number|date|published_on)\s*=")
MOST_MONTHS = 240


@dataclass(frozen=True, slots=True)
class Copied:
    """The files of the copy by their names, and what a person has to write in them."""

    files: dict[str, str]
    to_write: tuple[str, ...]


def copy_campaign(folder: Path, key: str, months: int) -> Copied:
    """The files of a campaign's folder under another key, every day and month moved by so many months.

    Refused with `Invalid`: `key` for one that is no name of a folder or is the old one, `months` for none or too many.
    """
    if not KEY.fullmatch(key) or key == folder.name:
        raise Invalid({"key": _("Mã đợt gồm chữ thường không dấu, chữ số, gạch nối, và khác mã của đợt cũ.")})
    if months == 0 or abs(months) > MOST_MONTHS:
        raise Invalid({"months": _("Số tháng dời phải khác 0 và nhiều nhất %(most)s.") % {"most": MOST_MONTHS}})
    head = (folder / "campaign.toml").read_text(encoding="utf-8")
    words = (folder / "plan.toml").read_text(encoding="utf-8")
    files = {"campaign.toml": _head(head, key, months), "plan.toml": words}
    files |= {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.csv"))}
    dated = [line.strip() for line in words.splitlines() if YEAR.search(line) and not line.startswith("#")]
    told = (_("Số, ngày của kế hoạch mới; người ký nếu đã thay đổi."), *(_shortened(line) for line in dated))
    return Copied(files, told)


def moved(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; the month's last where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _head(text: str, key: str, months: int) -> str:
    section, kept = "", []
    for line in text.splitlines():
        if found := HEADING.match(line):
            section = found[1]
        if section == "plan" and OF_THE_PAPER.match(line):
            continue
        if section == "campaign" and re.match(r"key\s*=", line):
            line = f'key = "{key}"'
        kept.append(line if section.startswith("cited") or line.startswith("#") else _moved_line(line, months))
    return "\n".join(kept) + "\n"


def _moved_line(line: str, months: int) -> str:
    line = TOKEN.sub(_mover(months), line)
    return YEARS.sub(lambda found: found[1] + _years(found[2], months) + found[3], line)


def _mover(months: int) -> Callable[[re.Match[str]], str]:
    def one(found: re.Match[str]) -> str:
        token = found[0]
        if month := MONTH.fullmatch(token):
            return f'"{moved(datetime.date(int(month[1]), int(month[2]), 1), months):%Y-%m}"'
        return token if token.startswith('"') else moved(datetime.date.fromisoformat(token), months).isoformat()

    return one


def _years(text: str, months: int) -> str:
    """Years move by whole years: half a year and more counts as one."""
    by = round(months / 12)
    return ", ".join(str(int(part) + by) for part in text.split(",") if part.strip())


def _shortened(line: str) -> str:
    return line if len(line) <= 160 else line[:157] + "…"
