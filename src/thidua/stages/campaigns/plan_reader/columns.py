"""Two columns on one printed line: issuer beside motto, number beside day, recipients beside the signature."""

from __future__ import annotations

import re

from thidua.stages.campaigns.plan_reader.furniture import MOTTO, MOTTO_TAIL
from thidua.stages.campaigns.plan_reader.places import plain

COLUMN = "\t|\t"
WIDE = re.compile(r"\s{4,}|\t+|\s*\|\s*")
DAY = r"ng[àa]y\s*[\d.…_]*\s*th[áa]ng\s*[\d.…_]*\s*n[ăa]m\s*[\d.…_]+"
NUMBERED = re.compile(
    rf"^(\s*Số\s*[:.]?[\d.…_ ]*\s*[-/]\s*[A-ZĐ][\w]*(?:\s*[-/&]\s*[A-ZĐ][\w]*)*|\s*Số\s*:?[\s.…_]*?)"
    rf"\s+((?:[A-ZĐÀ-Ỹ][\w.'’-]*\s+){{0,5}}?[A-ZĐÀ-Ỹ][\w.'’-]*\s*,\s*{DAY}.*)$",
    re.IGNORECASE,
)
# A number or a day left blank for the hand that signs is no column.
BLANKS = re.compile(r"^\s*Số\s*:?\s+[-/]\s*[A-ZĐ]|ng[àa]y\s{3,}th[áa]ng", re.IGNORECASE)
CAPACITY = re.compile(r"(?<=\S)\s+(?=(?:TM|T/M|KT|K/T|TL|TUQ|Q)\s*\.?\s+[A-ZĐÀ-Ỹ]{2,})")
RECIPIENTS = re.compile(r"^\W*n[ơo]i nh[ậa]n\s*:?", re.IGNORECASE)
TITLE_AFTER = re.compile(r"(?<=[;.,:])\s+(?=[A-ZĐÀ-Ỹ]{2,}(?:\s+[A-ZĐÀ-Ỹ-]{2,})*$)")
NAME_AFTER = re.compile(r"(?<=[;.])\s+(?=(?:[A-ZĐÀ-Ỹ][a-zà-ỹđ]*\s+){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹđ]*$)")


def parted(line: str) -> list[str]:
    """The printed line as one line, or as the columns that stand on it."""
    said = plain(line)
    for pattern in (MOTTO, MOTTO_TAIL):
        found = pattern.search(said)
        if found and said.strip() != found.group().strip():
            around = (line[: found.start()], line[found.start() : found.end()], line[found.end() :])
            return [part.strip(" |\t") for part in around if part.strip(" |\t")]
    numbered = NUMBERED.match(line)
    if numbered:
        return [numbered.group(1).strip(" |"), numbered.group(2).strip(" |")]
    return _signature(line) or ([line] if BLANKS.search(line) else _wide(line))


def _signature(line: str) -> list[str]:
    for pattern in (CAPACITY, TITLE_AFTER) if len(line) < 160 else ():
        found = pattern.search(line)
        if found and (pattern is not TITLE_AFTER or line.lstrip()[:1] in "-–+*" or RECIPIENTS.match(line)):
            return [line[: found.start()].strip(), line[found.end() :].strip()]
    if line.lstrip()[:1] in "-–+" and len(line) < 120:
        found = NAME_AFTER.search(line)
        if found:
            return [line[: found.start()].strip(), line[found.end() :].strip()]
    return []


def _wide(line: str) -> list[str]:
    """Columns apart by a wide gap; in running text a gap is a space."""
    parts = [part for part in WIDE.split(line.strip()) if part.strip()]
    if len(parts) != 2 or len(line) > 200 or (parts[0][:1].isdigit() and len(parts[0]) < 4) or parts[0] in "-*+":
        return [line]
    return parts
