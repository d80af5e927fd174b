"""What a person may correct in a campaign's files, each value at its place in the text: days, numbers, words.

The text is changed where the value stands, so all else stays as it was written, comments too.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.stages.campaigns.plan_draft.toml_text import written

HEAD, WORDS = "campaign.toml", "plan.toml"
DAY, MONTH, YEARS, NUMBER, TEXT = "day", "month", "years", "number", "text"
HEADING = re.compile(r"(\[\[?)([\w.-]+)\]\]?\s*$")
LINE = re.compile(r"([\w-]+)\s*=\s*")
INNER = re.compile(r"([\w-]+)\s*=\s*$")
# A text in quotes, a day outside of one, years in a list, a whole number that ends the line.
TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])|(?<=\[)\s*\d{4}(?:\s*,\s*\d{4})*\s*(?=\])|(?<== )\d+$'
)
WHOLE_DAY, WHOLE_MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# What a campaign's head must say; asked for where the files leave it out.
OF_HEAD = {
    "campaign": {"key": TEXT, "name": TEXT, "short_name": TEXT},
    "plan": {"number": NUMBER, "symbol": TEXT, "date": DAY, "published_on": DAY, "place": TEXT, "title": TEXT},
    "plan.signer": {"capacity": TEXT, "title": TEXT, "name": TEXT, "note": TEXT},
}
ASKED = frozenset(f"{section}.{key}" for section, keys in OF_HEAD.items() for key in keys)
NUMBERS = {("target", "minimum")}
ALWAYS = {("target", "text")}
# Names of things and of sources, no words of the plan.
UNTOUCHED = {
    "key", "code", "clause", "table", "column", "source", "document", "form", "symbol", "unit_set", "owner", "focal",
    "type", "milestone",
}  # fmt: skip
PASSED_OVER = ("cited", "target.allocation", "target.exempt", "target.minimums", "group")


@dataclass(frozen=True, slots=True)
class Place:
    """One value: its address in the file as problems name it, of which kind, where it stands.

    `line` counts from 0; `start` = `end` = -1 for a value that is not there yet and would stand after that line.
    """

    name: str
    path: str
    kind: str
    value: str
    file: str
    line: int
    start: int
    end: int
    section: str
    key: str
    called: str


def places(files: Mapping[str, str]) -> list[Place]:
    """Every place of the files, in their order; those of the head first, whether they are there or not."""
    found = [*_of_head_file(files.get(HEAD, "")), *_of_words(files.get(WORDS, ""))]
    return [_named(place, number) for number, place in enumerate(found)]


def corrected(files: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """The files with other values at their places, by the names of the places; an emptied optional line goes."""
    made = dict(files)
    changed = [place for place in places(files) if place.name in values and values[place.name] != place.value]
    # From the end, so that what stands before keeps its place.
    for place in sorted(changed, key=lambda one: (one.file, one.line, one.start), reverse=True):
        lines = made[place.file].split("\n")
        token = _token(place.kind, values[place.name])
        if place.start < 0:
            if values[place.name]:
                lines.insert(place.line + 1, f"{place.key} = {token}")
        elif not values[place.name] and place.path in ASKED:
            del lines[place.line]
        else:
            line = lines[place.line]
            lines[place.line] = line[: place.start] + token + line[place.end :]
        made[place.file] = "\n".join(lines)
    return made


def _token(kind: str, value: str) -> str:
    return written(value) if kind in (TEXT, MONTH) else value


def _named(place: Place, number: int) -> Place:
    own = place.path if place.section in OF_HEAD else f"{place.file[:4]}-{number}"
    named = {name: getattr(place, name) for name in place.__slots__} | {"name": own}
    return Place(**named)


def _of_head_file(text: str) -> Iterator[Place]:
    lines = text.split("\n")
    sections = list(_sections(lines))
    inside: list[Place] = []
    for section in sections:
        if not section.name.startswith(PASSED_OVER):
            for number in range(section.first + 1, section.last):
                inside += _of_line(lines[number], number, section)
    standing = {one.path: one for one in inside}
    asked = [(name, key, kind) for name, keys in OF_HEAD.items() for key, kind in keys.items()]
    for name, key, kind in asked:
        starts = [section.first for section in sections if section.name == name]
        if found := standing.get(f"{name}.{key}"):
            yield found
        elif starts:
            yield Place("", f"{name}.{key}", kind, "", HEAD, starts[0], -1, -1, name, key, "")
    yield from (one for one in inside if one.path not in ASKED)


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the file: its line, the line past it, its name, how problems and how people name its entry."""

    first: int
    last: int
    name: str
    ident: str
    called: str


def _sections(lines: list[str]) -> Iterator[Section]:
    heads = [(number, found) for number, line in enumerate(lines) if (found := HEADING.match(line))]
    ends = [number for number, _found in heads[1:]] + [len(lines)]
    counts: Counter[str] = Counter()
    ident = called = ""
    for (number, found), end in zip(heads, ends, strict=True):
        if "." not in found[2]:
            counts[found[2]] += 1
            given = _given(lines[number + 1 : end]) if found[1] == "[[" else {}
            ident = given.get("code") or given.get("key") or str(counts[found[2]]) if found[1] == "[[" else ""
            called = given.get("code") or given.get("name") or given.get("text") or ident
        yield Section(number, end, found[2], ident, called)


def _given(lines: list[str]) -> dict[str, str]:
    return {found[1]: line[found.end() :].strip().strip('"') for line in lines if (found := LINE.match(line))}


def _of_line(line: str, number: int, section: Section) -> Iterator[Place]:
    lead = LINE.match(line)
    if lead is None or line.startswith("#"):
        return
    for token in TOKEN.finditer(line):
        inner = INNER.search(line, 0, token.start())
        key = inner[1] if inner else lead[1]
        kind, value = _kind_of(token[0], section.name, key)
        if not kind:
            continue
        top, *below = section.name.split(".")
        parts = [
            f"{top}[{section.ident}]" if section.ident else top,
            *below,
            lead[1],
            *([key] if key != lead[1] else []),
        ]
        yield Place("", ".".join(parts), kind, value, HEAD, number, *token.span(), section.name, key, section.called)


def _kind_of(token: str, section: str, key: str) -> tuple[str, str]:
    """What a token is, with its value; an empty kind for what nobody corrects here."""
    asked = OF_HEAD.get(section, {}).get(key, "")
    if not token.startswith('"'):
        if WHOLE_DAY.fullmatch(token):
            return DAY, token
        if key == "years":
            return YEARS, token
        return (NUMBER, token) if asked == NUMBER or (section, key) in NUMBERS else ("", "")
    value = str(_read(token))
    if WHOLE_MONTH.fullmatch(value):
        return MONTH, value
    if asked == TEXT or (section, key) in ALWAYS or (key not in UNTOUCHED and YEAR.search(value)):
        return TEXT, value
    return "", ""


def _of_words(text: str) -> Iterator[Place]:
    """The sentences of the plan that name a year."""
    for number, line in enumerate(text.split("\n")):
        if line.startswith("#"):
            continue
        for token in TOKEN.finditer(line):
            if token[0].startswith('"') and YEAR.search(value := str(_read(token[0]))):
                yield Place("", f"block.{number + 1}", TEXT, value, WORDS, number, *token.span(), "words", "text", "")


def _read(token: str) -> Any:
    return tomllib.loads(f"value = {token}")["value"]


LONGEST_CALLED = 80
# How the page calls a table and a key of it.
SECTIONS: dict[str, str | Promise] = {
    "campaign": _("Đợt thi đua"), "plan": _("Văn bản"), "plan.signer": _("Người ký"), "event": _("Sự kiện"),
    "occasion": _("Dịp chào mừng"), "phase": _("Giai đoạn"), "milestone": _("Mốc việc"), "target": _("Chỉ tiêu"),
    "task": _("Việc"), "report": _("Báo cáo"), "round": _("Đợt khen"), "award": _("Hình thức khen"),
    "criteria": _("Tiêu chuẩn"), "dossier": _("Giấy tờ hồ sơ"), "recipient": _("Nơi nhận"),
    "words": _("Câu của kế hoạch có ghi năm"),
}  # fmt: skip
KEYS: dict[str, str | Promise] = {
    "key": _("Mã đợt thi đua"), "name": _("Tên"), "short_name": _("Tên gọn"), "number": _("Số"), "symbol": _("Ký hiệu"),
    "date": _("Ngày"), "published_on": _("Ngày đăng"), "place": _("Địa danh"), "title": _("Trích yếu"),
    "capacity": _("Thể thức ký"), "note": _("Ghi chú"), "from": _("Từ"), "to": _("Đến hết"), "before": _("Trước ngày"),
    "judged_from": _("Chưa xét trước ngày"), "reference_date": _("Đơn vị tính theo ngày"), "years": _("Các năm"),
    "minimum": _("Số phải đạt"), "text": _("Câu chữ"), "due_before": _("Trước ngày"), "label": _("Tên gọn trên bảng"),
}  # fmt: skip


def section_of(place: Place) -> str:
    """What the place belongs to, in words."""
    top = place.section if place.section in SECTIONS else place.section.split(".")[0]
    sort, called = str(SECTIONS.get(top, top)), place.called[:LONGEST_CALLED]
    return called if called.startswith(sort) else f"{sort} {called}".strip()


def label_of(place: Place) -> str:
    """What the value is, in words."""
    if place.section == "plan.signer" and place.key in ("title", "name"):
        return str(_("Chức vụ") if place.key == "title" else _("Họ tên"))
    if (place.section, place.key) == ("plan", "title"):
        return str(_("Trích yếu"))
    return str(KEYS.get(place.key, place.key))
