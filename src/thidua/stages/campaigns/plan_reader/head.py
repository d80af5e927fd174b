"""The head of a document: type, number, place, day, issuer, title. What is not there is None."""

from __future__ import annotations

import re

from thidua.stages.campaigns.plan_reader import ends
from thidua.stages.campaigns.plan_reader.dates import full_day
from thidua.stages.campaigns.plan_reader.furniture import MOTTO, MOTTO_TAIL, PARTY
from thidua.stages.campaigns.plan_reader.letters import TYPES
from thidua.stages.campaigns.plan_reader.paper import Paper
from thidua.stages.campaigns.plan_reader.places import Line, Said, plain

NUMBER = re.compile(
    r"S[ốo]\s*[:.]?\s*(?P<number>\d(?:\s?\d){0,4})?\s*(?P<sign>[-/])\s*(?P<symbol>(?:\d{4}\s*/\s*)?[A-ZĐ"
    r"][A-Za-zĐđ0-9]*(?:\s*[-/&.]\s*[A-ZĐ][A-Za-zĐđ0-9]*)*)"
)
BARE = re.compile(r"^\W*S[ốo]\s*:\s*(?P<number>\d{1,5})\s*$")
DAY = re.compile(
    r"(?P<place>[^,;:()\d]{2,40}),\s*ngay\s*(?P<day>\d{1,2})?[\s.…_]*thang\s*(?P<month>\d{1,2})?[\s.…_]*"
    r"nam\s*(?P<year>\d{4})?"
)
ABBREVIATIONS = {
    "KH": "kế hoạch",
    "TTR": "tờ trình",
    "BB": "biên bản",
    "QĐ": "quyết định",
    "HD": "hướng dẫn",
    "CT": "chỉ thị",
    "TB": "thông báo",
    "NQ": "nghị quyết",
    "BC": "báo cáo",
    "CTR": "chương trình",
    "CTRPH": "chương trình phối hợp",
    "TT": "thông tri",
    "CV": "công văn",
}
ABOUT = re.compile(r"^\W*v\s*/\s*v\s*:?\s*|^\W*(?:ve viec|ve)\s*:\s*")
DRAFT = re.compile(r"^(?:du thao|ban sao|hoa toc|khan|thuong khan|mat|toi mat)\b")
LEAD = re.compile(r"^V/v\b\s*:?\s*", re.IGNORECASE)


def read_head(paper: Paper) -> dict[str, Said | None]:
    """The document's own facts, from its head alone."""
    lines = paper.zone("head")
    number = _number(lines)
    return {
        "type": _type(lines) or _type_by_symbol(number, lines),
        "number": number,
        "place": _day(lines, "place"),
        "date": _day(lines, "date"),
        "issuer": _issuer(lines),
        "title": _title(lines),
    }


def _type(lines: list[Line]) -> Said | None:
    for line in lines:
        if line.text in TYPES:
            return line.said(0, len(line.text), line.text.lower())
    return None


def _type_by_symbol(number: Said | None, lines: list[Line]) -> Said | None:
    """Where the line of the type is missing, the number's symbol still says it; a letter has neither."""
    if number is None:
        return None
    letters = [part.upper() for part in re.split(r"[-/&]", str(number.value)) if not part.isdigit()]
    known = next((ABBREVIATIONS[part] for part in letters if part in ABBREVIATIONS), "")
    is_letter = any(ABOUT.match(line.plain) or line.plain.lstrip().startswith("kinh gui") for line in lines)
    name = known or ("công văn" if is_letter else "")
    return Said(name, number.place) if name else None


def _number(lines: list[Line]) -> Said | None:
    for line in lines:
        if line.text in TYPES:
            break
        if not ends.NUMBER.match(line.plain):
            continue
        found = NUMBER.search(line.text)
        if found and found["number"]:
            text = found["number"].replace(" ", "") + found["sign"] + re.sub(r"\s+", "", found["symbol"])
            return line.said(found.start("number"), found.end("symbol"), text)
        bare = BARE.match(line.text)
        if bare:
            return line.said(bare.start("number"), bare.end("number"))
    return None


def _day(lines: list[Line], what: str) -> Said | None:
    for line in lines:
        found = DAY.search(line.plain)
        if found is None:
            continue
        if what == "place":
            return line.said(found.start("place"), found.end("place"))
        date = full_day(found["day"], found["month"], found["year"])
        if not date and found["month"] and found["year"] and not found["day"]:
            date = f"{found['year']}-{int(found['month']):02d}"
        return line.said(found.start() + len(found["place"]) + 1, found.end(), date) if date else None
    return None


def _issuer(lines: list[Line]) -> Said | None:
    """The capitals above the number that are neither motto nor type: one body, or the body above and the body."""
    found = []
    for line in lines:
        said = line.plain
        if line.text in TYPES:
            break
        if MOTTO.search(said) or MOTTO_TAIL.search(said) or PARTY.match(said):
            continue
        if ends.NUMBER.match(said) or DAY.search(said):
            continue
        if ABOUT.match(said):
            break
        if DRAFT.match(said) or not line.text[:1].isalpha():
            continue
        if ends.is_capitals(line.text) and len(line.text) < 100:
            found.append(line)
    if not found:
        return None
    first = found[0].said(0, len(found[0].text))
    name = " ".join(line.text.strip(" -*") for line in found)
    return Said(name, first.place) if first else None


def _title(lines: list[Line]) -> Said | None:
    """What stands under the type; of a letter its «V/v»; without a type line, what follows the head's facts."""
    for place, line in enumerate(lines):
        if line.text in TYPES and place + 1 < len(lines):
            return None if lines[place + 1].plain.startswith("can cu ") else _without_lead(lines[place + 1])
    for line in lines:
        if ABOUT.match(line.plain):
            return _without_lead(line)
    facts = [place for place, line in enumerate(lines) if ends.NUMBER.match(line.plain) or DAY.search(line.plain)]
    after = lines[facts[-1] + 1 :] if facts else []
    left = [line for line in after if not MOTTO.search(line.plain) and not MOTTO_TAIL.search(line.plain)]
    return _without_lead(left[0]) if left and not plain(left[0].text).startswith("kinh gui") else None


def _without_lead(line: Line) -> Said | None:
    if ends.NUMBER.match(line.plain) or DAY.search(line.plain[:80]) or MOTTO.search(line.plain):
        return None
    found = LEAD.match(line.text)
    return line.said(found.end() if found else 0, len(line.text))
