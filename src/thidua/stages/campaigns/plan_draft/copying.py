"""A campaign copied from an earlier one with its dates moved by whole months: files to be finished by a person.

What the earlier campaign asks is kept. The number, day and publication of its plan are left out, as nothing is
invented: reading the copy back names them. Sentences of the plan that name a year are told; days of cited documents
stay as they are.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.stages.campaigns.campaign_file.reading import KEY
from thidua.stages.campaigns.plan_draft.places import DAY, MONTH, YEARS, Place, places
from thidua.stages.campaigns.plan_draft.toml_text import written

# A text in quotes, or a day outside of one.
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])')
MONTH_TEXT = re.compile(r'"(\d{4})-(\d{2})"')
YEARS_LIST = re.compile(r"(\byears\s*=\s*\[)([\d,\s]*)(\])")
HEADING = re.compile(r"\[+([\w.-]+)\]+")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# Of the plan's head what only its own paper can say.
OF_THE_PAPER = re.compile(r"(?:number|date|published_on)\s*=")
REPORT_KEY = re.compile(r'(?m)^(key = )"([^"]*)"')
# What was given to single units.
OF_SINGLE_UNITS = ("target.allocation", "target.exempt")
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
    _require(folder.name, key, months)
    files = files_of(folder)
    words = files["plan.toml"]
    files["campaign.toml"] = _head(files["campaign.toml"], key, months)
    dated = [line.strip() for line in words.splitlines() if YEAR.search(line) and not line.startswith("#")]
    told = (_("Số, ngày của kế hoạch mới; người ký nếu đã thay đổi."), *(_shortened(line) for line in dated))
    return Copied(files, told)


def files_of(folder: Path) -> dict[str, str]:
    """The files of a campaign's folder by their names."""
    named = [folder / "campaign.toml", folder / "plan.toml", *sorted(folder.glob("*.csv"))]
    return {path.name: path.read_text(encoding="utf-8") for path in named}


def anew(files: Mapping[str, str], *, old: str, key: str, months: int, short_name: str) -> dict[str, str]:
    """The next campaign as one begins to write it: days moved, under its own key and name.

    Left out is what was given to single units (shares of a total, exemptions) and the days its events had, as all
    these stand on documents of the earlier campaign. A report that is owed once is another report, so it is renamed.
    Refused with `Invalid`: `key`, `months`.
    """
    _require(old, key, months)
    return _anew(files, old, key, months, short_name)


def moved_days(files: Mapping[str, str], *, old: str, key: str, months: int) -> list[tuple[Place, Place]]:
    """Every day, month and year of the campaign that moves, as it was and as it would be, in the file's order."""
    were, will = (places(_anew(files, old, key, by, "-")) for by in (0, months))
    timed = (DAY, MONTH, YEARS)
    return [(was, be) for was, be in zip(were, will, strict=True) if was.kind in timed and was.value]


def _anew(files: Mapping[str, str], old: str, key: str, months: int, short_name: str) -> dict[str, str]:
    head = _own_reports(_without_shares(_head(files["campaign.toml"], key, months)), old, key)
    named = f"short_name = {written(short_name)}"
    made = {**files, "campaign.toml": re.sub(r"(?m)^short_name = .*$", lambda _found: named, head, count=1)}
    return {name: text for name, text in made.items() if not name.endswith(".csv") or written(name) in head}


def moved(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later; the month's last where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_moved(text: str, months: int) -> str:
    """A name with the years in it moved: what is proposed for the next campaign."""
    return YEAR.sub(lambda found: str(int(found[0]) + round(months / 12)), text)


def _require(old: str, key: str, months: int) -> None:
    if not KEY.fullmatch(key) or key == old:
        raise Invalid({"key": _("Mã đợt gồm chữ thường không dấu, chữ số, gạch nối, và khác mã của đợt cũ.")})
    if months == 0 or abs(months) > MOST_MONTHS:
        raise Invalid({"months": _("Số tháng dời phải khác 0 và nhiều nhất %(most)s.") % {"most": MOST_MONTHS}})


def _without_shares(head: str) -> str:
    kept, section = [], ""
    for line in head.split("\n"):
        if found := HEADING.match(line):
            section = found[1]
        of_event = section == "event" and re.match(r"(?:date|source)\s*=", line)
        if section not in OF_SINGLE_UNITS and not of_event:
            kept.append(line)
    return "\n".join(kept)


def _own_reports(head: str, old: str, key: str) -> str:
    """The reports that are owed once, each under a key that names the new campaign."""
    parts = re.split(r"(?m)^(?=\[\[)", head)
    return "".join(
        REPORT_KEY.sub(lambda found: found[1] + written(_renamed(found[2], old, key)), part)
        if part.startswith("[[report]]") and re.search(r'(?m)^rhythm = "once"', part)
        else part
        for part in parts
    )


def _renamed(report: str, old: str, key: str) -> str:
    return report.replace(old, key) if old in report else f"{report}-{key}"


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
    return YEARS_LIST.sub(lambda found: found[1] + _years(found[2], months) + found[3], line)


def _mover(months: int) -> Callable[[re.Match[str]], str]:
    def one(found: re.Match[str]) -> str:
        token = found[0]
        if month := MONTH_TEXT.fullmatch(token):
            return f'"{moved(datetime.date(int(month[1]), int(month[2]), 1), months):%Y-%m}"'
        return token if token.startswith('"') else moved(datetime.date.fromisoformat(token), months).isoformat()

    return one


def _years(text: str, months: int) -> str:
    """Years move by whole years: half a year and more counts as one."""
    by = round(months / 12)
    return ", ".join(str(int(part) + by) for part in text.split(",") if part.strip())


def _shortened(line: str) -> str:
    return line if len(line) <= 160 else line[:157] + "…"
