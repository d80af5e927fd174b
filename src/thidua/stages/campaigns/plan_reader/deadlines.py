"""Deadlines: on which day, in which relation to it, who sends what to whom, through whom."""

from __future__ import annotations

import re

from thidua.stages.campaigns.plan_reader import dates
from thidua.stages.campaigns.plan_reader.marks import NONE
from thidua.stages.campaigns.plan_reader.outline import Node, everything
from thidua.stages.campaigns.plan_reader.places import Said

DUTY = re.compile(r"\bgui\b|\bnop\b|\bbao cao\b|\bdang ky\b|\bho so\b|\btrinh\b|\bhoan thanh\b|\bve ban\b|\bban hanh\b|\btong hop\b|\bphat dong\b|\btong ket\b|\bso ket\b|\bto chuc\b|\bbinh chon\b|\bbinh xet\b|\bdanh sach\b")
RELATIONS = (
    ("by", re.compile(r"(?:cham nhat|muon nhat|han cuoi|han chot|khong qua|thoi han(?: cuoi)?|truoc hoac trong)\s*(?:la\s+|vao\s+|den\s+|truoc\s+|nop\s+|gui\s+|nhan\s+|:\s*)*(?:het\s+)?(?=ngay|\d|thang|quy)")),
    ("by", re.compile(r"(?:den|truoc)?\s*het\s+(?=ngay|thang|quy|\d)")),
    ("before", re.compile(r"\btruoc\s+(?:\d{1,2}\s*(?:gio|h|g)\s*\d{0,2}\s*(?:phut)?,?\s*)?(?=ngay|thang|quy|\d)")),
    ("on", re.compile(r"\bvao\s+(?=ngay|\d)")),
    ("by", re.compile(r"\bden\s+(?=ngay)|\bthoi gian\s*:\s*(?=truoc)?")),
)  # fmt: skip
SENDS = re.compile(r"\bgui\b|\bnop\b|\bbao cao\b|\bdang ky\b")
RECURRING = re.compile(
    r"(?P<cue>truoc|cham nhat(?: la)?|vao|den)?\s*(?:ngay|thu)\s*(?P<day>\d{1,2})(?:\s*/\s*(?P<month>\d{1,2}))?(?!\s*/\s*\d)[^.;]{0,30}?(?P<each>hang|hằng|moi|cuoi)\s+(?P<what>thang|quy|nam|tuan)"
    r"|\b(?:bao cao|gui|dinh ky)[^.;]{0,60}\b(?P<each2>hang|moi)\s+(?P<what2>thang|quy|nam|tuan)|\b(?:6 thang|06 thang|quy, 6 thang)\b"
)
OPEN = re.compile(
    r"(?:thoi gian|thoi han|han|ngay)[^.;]{0,50}(?:co |se |theo )?(?:thong bao|huong dan|van ban)(?: cu the| rieng)*(?: sau)?|ngay sau khi|sau khi ket thuc|khi co yeu cau|thoi gian[^.;]{0,30}\bsau\b"
)
# With its marks: «kết quả» is no «qua».
VIA = re.compile(
    r"\(?\b(?:thông\s+)?qua\s+(?P<via>[^();,]*?)(?=\)|\s+(?:trước|chậm nhất|để|vào ngày|đến hết)\b|[;,.(]|$)", re.IGNORECASE
)
TO = re.compile(r"\b(?:gui|nop|bao cao|trinh|dang ky|chuyen)\b[^.;]*?\b(?:ve|cho|den|len|toi)\s+(?P<to>(?!ngay|het|cuoi|muc|truoc)[^();,.]*?)(?=\s*\(|\s+(?:truoc|cham nhat|de |vao ngay|den het|theo|han)\b|[;,.]|$)")
THING = re.compile(r"\b(?:gui|nop|bao cao|trinh|dang ky|xay dung|hoan thanh|ban hanh|lap|to chuc)\b")


def read_deadlines(tree: list[Node], signed: str) -> list[dict[str, object]]:
    """Every dated, recurring or open duty of the text outside targets, purposes and the frame of the period."""
    made: list[dict[str, object]] = []
    for node in everything(tree):
        if node.roles & {"targets", "purposes", "requirements"}:
            continue
        for start, end in _sentences(node.plain):
            found = _deadline(node, start, end, signed)
            if found:
                made.append(found)
    return made


def _sentences(said: str) -> list[tuple[int, int]]:
    edges, start = [], 0
    for match in re.finditer(r"[;.]\s+(?=\S)", said):
        edges.append((start, match.start()))
        start = match.end()
    return [*edges, (start, len(said))]


def _deadline(node: Node, start: int, end: int, signed: str) -> dict[str, object] | None:
    said = node.plain[start:end]
    if not DUTY.search(said) and not DUTY.search(node.parent.plain if node.parent else ""):
        return None
    dated = _dated(node, start, end, signed)
    if dated is None:
        return None
    date, relation = dated
    return {
        "date": date,
        "relation": relation,
        "who": _who(node, start),
        "what": _what(node, start, end),
        "to": _part(node, TO, "to", start, end),
        "via": _part(node, VIA, "via", start, end),
    }


def _dated(node: Node, start: int, end: int, signed: str) -> tuple[Said | None, Said | None] | None:
    recurring = RECURRING.search(node.plain, start, end)
    if recurring and re.search(r"gui|nop|bao cao", node.plain[start:end]):
        return _recurring(node, recurring)
    for relation, pattern in RELATIONS:
        for match in pattern.finditer(node.plain, start, end):
            when = dates.find(node.plain, match.end(), min(end, match.end() + 34))
            if when is None or when.start - match.end() > 6 or len(when.iso) == 4 or _in_period(node, match.start()):
                continue
            if relation == "on" and not SENDS.search(node.plain, start, end):
                continue
            return node.said(when.start, when.end, _dated_year(when, signed)), node.said(match.start(), match.end(), relation)
    opened = OPEN.search(node.plain, start, end)
    if opened and re.search(r"\bgui\b|\bnop\b|bao cao|ho so", node.plain[start:end]):
        return None, node.said(*opened.span(), "open")
    return None


def _recurring(node: Node, match: re.Match[str]) -> tuple[Said | None, Said | None]:
    """Monthly, quarterly, yearly: the day as it is printed."""
    each = match["what"] or match["what2"] or ""
    relation = {"thang": "monthly", "quy": "quarterly", "nam": "yearly"}.get(each, "monthly")
    if not match["day"]:
        return None, node.said(*match.span(), relation)
    month = f"{int(match['month']):02d}-" if match["month"] else ""
    day = f"{int(match['day']):02d}" if month else match["day"]
    return node.said(match.start("day"), match.end("month" if month else "day"), f"{month}{day}"), node.said(*match.span(), relation)


def _dated_year(when: dates.When, signed: str) -> str:
    """A day without a year is the first such day on or after the document's own; without that it stays as it is."""
    if when.has_year or not signed or len(when.iso) != 7 or len(signed) < 10:
        return when.iso
    year = int(signed[:4]) + (when.iso[2:] < signed[5:10])
    return f"{year}-{when.iso[2:]}"


def _in_period(node: Node, place: int) -> bool:
    """«từ … đến hết tháng 9/2024» is a stretch, no deadline."""
    return bool(re.search(r"\btu\s+(?:ngay|thang|nay|quy|\d)[^.;]*$", node.plain[:place]))


def _who(node: Node, start: int) -> Said | None:
    """The sentence's own subject, else the heading above."""
    own = re.match(r"(?P<who>(?:cac |uy ban |ban |so |phong |moi |hoi |lien doan |doan |don vi |co quan |to chuc thanh vien|ubnd |cum |khoi |truong |mat tran )[^,;.:()]{3,140}?)\s+"
                   r"(?:gui|nop|bao cao|dang ky|xay dung|lap|hoan thanh|tong hop|to chuc|ban hanh|co trach nhiem|chu dong|de nghi|can cu|tien hanh|hoan thien|trinh)\b", node.plain[start:])
    if own and not re.match(r"(?:to chuc|ban hanh|bao cao)\b", node.plain[start:]):
        return node.said(start, start + own.end("who"))
    for above in node.above():
        if above.sort != NONE and "doing" in above.roles and above.number and above.parent is not None:
            return above.said(0, len(above.text.split(":")[0]))
    return None


def _what(node: Node, start: int, end: int) -> Said | None:
    """The clause that names the thing to be done, up to whom it goes to."""
    said = node.plain[start:end]
    clauses = [(match.start(), match.end()) for match in re.finditer(r"[^;]+", said)]
    for left, right in clauses:
        verbs = list(THING.finditer(said, left, right))
        if not verbs:
            continue
        verb = next((one for one in verbs if one.group() in ("gui", "nop", "bao cao", "trinh")), verbs[0])
        stop = re.compile(r"\s+(?:ve|cho|den|len)\s+(?=[^,;]*)|\s+(?:truoc|cham nhat)\s").search(said, verb.end())
        return node.said(start + verb.start(), start + (stop.start() if stop else right))
    return None


def _part(node: Node, pattern: re.Pattern[str], name: str, start: int, end: int) -> Said | None:
    found = pattern.search(node.text if pattern is VIA else node.plain, start, end)
    return node.said(*found.span(name)) if found else None
