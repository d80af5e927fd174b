"""Recipients and signer."""

from __future__ import annotations

import re

from thidua.stages.campaigns.plan_reader import ends
from thidua.stages.campaigns.plan_reader.marks import DASH, NONE, PLUS, mark_of
from thidua.stages.campaigns.plan_reader.paper import Paper
from thidua.stages.campaigns.plan_reader.places import Line, Said, plain

SIGNED = re.compile(r"^\W*(?:da ky|ky ten|ky, ghi|chu ky)")
LABEL = re.compile(r"^\W*n[ơo]i nh[ậa]n\s*:?\s*", re.IGNORECASE)


def read_recipients(paper: Paper) -> list[Said]:
    """The lines under «Nơi nhận», in their order; of a letter without any, those it is addressed to."""
    made: list[Said] = []
    listing = False
    for line in paper.zone("tail"):
        label = LABEL.match(line.text)
        mark = mark_of(line.text)
        if label:
            listing = True
            made += _several(line, label.end())
        elif listing and mark.sort in (DASH, PLUS):
            made += _several(line, mark.end)
        elif listing and mark.sort == NONE and not _is_signature(line) and line.text.rstrip().endswith((";", ".")):
            made += _several(line, 0)
    return made


def _several(line: Line, start: int) -> list[Said]:
    """«- Như trên; - Lưu: VT» on one line are two."""
    made = []
    cuts = [(match.start(), match.end()) for match in re.finditer(r";\s*[-–+]\s+", line.text[start:])]
    edge = start
    for cut in [*cuts, (len(line.text) - start, 0)]:
        said = line.said(edge, start + cut[0])
        if said:
            made.append(said)
        edge = start + cut[1]
    return made


def _is_signature(line: Line) -> bool:
    return bool(ends.CAPACITY.match(line.text) or ends.is_capitals(line.text) or SIGNED.match(line.plain))


def read_signer(paper: Paper) -> dict[str, Said | None]:
    """In what capacity, with what title, who; each None where the text does not say it."""
    capacity: list[Line] = []
    title: list[Line] = []
    names: list[Line] = []
    for line in paper.zone("tail"):
        if LABEL.match(line.text) or mark_of(line.text).sort in (DASH, PLUS) or SIGNED.match(line.plain):
            continue
        if ends.CAPACITY.match(line.text):
            if not names:
                capacity.append(line)
        elif ends.is_capitals(line.text) and not (title and _is_name(line)):
            if (not names or ends.OFFICES.match(line.plain)) and (title or capacity or ends.OFFICES.match(line.plain)):
                title.append(line)
        elif (capacity or title) and ends.NAME.match(line.text.strip()):
            names.append(line)
    if len(names) > 1 and len(names) <= len(title):
        title, names = title[-1:], names[-1:]  # of two who sign side by side the right one leads
    return {"capacity": _joined(capacity), "title": _joined(title), "name": _joined(names[:1])}


def _is_name(line: Line) -> bool:
    return bool(ends.NAME.match(line.text.strip())) and not ends.OFFICES.match(plain(line.text))


def _joined(lines: list[Line]) -> Said | None:
    if not lines:
        return None
    said = lines[0].said(0, len(lines[0].text))
    return Said(" ".join(line.text for line in lines), said.place) if said else None
