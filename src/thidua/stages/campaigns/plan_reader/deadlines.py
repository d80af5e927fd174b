"""Deadlines: on which day, in which relation to it, who sends what to whom, through whom."""

from __future__ import annotations

import re
from typing import Any

from thidua.stages.campaigns.plan_reader import dates
from thidua.stages.campaigns.plan_reader.marks import NONE
from thidua.stages.campaigns.plan_reader.outline import Node, everything
from thidua.stages.campaigns.plan_reader.places import Said

DUTY = re.compile(
    r"\bgui\b|\bnop\b|\bbao cao\b|\bdang ky\b|\bho so\b|\btrinh\b|\bhoan thanh\b"
    r"|\bve ban\b|\bban hanh\b|\btong hop\b|\bphat dong\b|\btong ket\b|\bso ket\b"
    r"|\bto chuc\b|\bbinh chon\b|\bbinh xet\b|\bdanh sach\b"
)
RELATIONS = (
    (
        "by",
        re.compile(
            r"(?:cham nhat|muon nhat|han cuoi|han chot|khong qua|thoi han(?: cuoi)?|truoc hoac trong)\s*(?:la\s+"
            r"|vao\s+|den\s+|truoc\s+|nop\s+|gui\s+|nhan\s+|:\s*)*(?:het\s+)?(?=ngay|\d"
            r"|thang|quy)"
        ),
    ),
    ("by", re.compile(r"(?:den|truoc)?\s*het\s+(?=ngay|thang|quy|\d)")),
    ("before", re.compile(r"\btruoc\s+(?:\d{1,2}\s*(?:gio|h|g)\s*\d{0,2}\s*(?:phut)?,?\s*)?(?=ngay|thang|quy|\d)")),
    ("on", re.compile(r"\bvao\s+(?=ngay|\d)")),
    ("by", re.compile(r"\bden\s+(?=ngay)|\bthoi gian\s*:\s*(?=truoc)?")),
)
SENDS = re.compile(r"\bgui\b|\bnop\b|\bbao cao\b|\bdang ky\b")
RECURRING = re.compile(
    r"(?:truoc|cham nhat(?: la)?|vao|den)?\s*(?:ngay|mung)\s*(?P<day>\d{1,2})(?:\s*(?:/"
    r"|thang)\s*(?P<month>\d{1,2}))?(?!\s*/\s*\d)"
    r"(?:\s+(?:cua|thang|cuoi|dau|vao|cac|moi|trong))*\s+(?P<each>hang|hằng|moi"
    r"|cua|cuoi)\s+(?P<what>thang|quy|nam|tuan)"
)
EVERY = re.compile(r"\b(?:bao cao|gui|dinh ky)[^.;]{0,60}\b(?:hang|moi)\s+(?P<what>thang|quy|nam|tuan)\b")
EACH = {"thang": "monthly", "quy": "quarterly", "nam": "yearly", "tuan": "weekly"}
BARE = re.compile(
    r"\b(?:to chuc|phat dong|ra quan|ky|hop|hoi nghi|le|khai mac|cong bo|tong ket|so ket|binh xet)\b[^.;]*?\b(?:vao\s+"
    r"|trong\s+)?(?=(?:ngay\s+\d|thang\s+\d))"
)
OPEN = re.compile(
    r"(?:thoi gian|thoi han|han|ngay)[^.;]{0,50}(?:co |se |theo )?(?:thong bao|huong dan"
    r"|van ban)(?: cu the| rieng)*(?: sau)?|ngay sau khi|sau khi (?:ket thuc|co"
    r"|tong ket)"
    r"|khi (?:co|ket thuc|duoc)\b|khi [^.;,]{3,40} co (?:huong dan|thong bao|yeu cau)"
    r"|theo (?:huong dan|thong bao) (?:rieng|sau)|thoi gian[^.;]{0,30}\bsau\b"
)
# With its marks: «kết quả» is no «qua».
VIA = re.compile(
    r"\(?\b(?:thông\s+)?qua\s+(?P<via>[^();,]*?)(?=\)|\s+(?:trước|chậm nhất|để|vào ngày|đến hết)\b|[;,.(]|$)",
    re.IGNORECASE,
)
BODY = (
    r"(?:ban|uy ban|ubnd|ubmttq|so|phong|bo|tong cong ty|cong ty|trung uong|tinh"
    r"|huyen|hoi|lien doan|cac|cum|hoi dong|van phong|thuong truc|truong|doan|cong doan"
    r"|btt|mat tran|giam doc|mttq|to)"
)
STOP = (
    r"(?=\s*\(|\s+(?:truoc|cham nhat|muon nhat|de|vao|den het|theo|han|qua|thong qua"
    r"|trong|khi|sau|hang|ngay|dinh ky|xem xet)\b|[;,.]|$)"
)
TO = re.compile(
    rf"\b(?:gui|nop|bao cao|trinh|dang ky|chuyen)\b[^.;]*?\b(?:ve|cho|den|len|toi"
    rf"|voi)\s+(?P<to>(?!ngay|het|cuoi|muc|truoc|viec|cong tac)[^();,.]*?){STOP}"
)
STRAIGHT = re.compile(rf"\b(?:gui|nop|bao cao|trinh)\s+(?:len\s+)?(?P<to>{BODY}\b[^();,.]*?){STOP}")
NAMED = re.compile(
    r"\b(?:don doc|de nghi|yeu cau|nhac)\s+(?P<who>(?:cac|uy ban|hoi|ban|don vi"
    r"|phong|truong|xa)\b[^,;.]{2,90}?(?:, [^,;.]{2,40}?)?)\s+(?:gui|nop|bao cao"
    r"|dang ky|hoan thanh)\b"
)
THING = re.compile(
    r"\b(?:gui|nop|bao cao|trinh(?!,)|dang ky|xay dung(?! (?:nong|nha))|hoan thanh"
    r"|ban hanh|lap|to chuc(?! (?:thanh vien|chinh tri|dang|doan|co so|-))|tong hop"
    r"|tham muu|ky ket|(?<!dinh )ky|cham diem"
    r"|ho so de nghi|phat dong|tong ket|so ket|to chuc le|ra quan|danh gia|thong ke|binh xet)\b"
)
WHAT_END = re.compile(
    r"\s*\(|\s+(?:ve|cho|len|voi)\s+(?!viec)|\s+(?:den)\s+(?=ban|uy|hoi|so|phong)"
    r"|,?\s+(?:truoc|cham nhat|muon nhat|vao ngay|den het|khi co|sau khi|xong truoc"
    r"|trong thang|trong quy|hang thang|ngay \d)\b|\s+kem\b|\s+tai\s"
)


def read_deadlines(tree: list[Node], signed: str) -> list[dict[str, Any]]:
    """Every dated, recurring or open duty of the text outside targets, purposes and the frame of the period."""
    made: list[dict[str, Any]] = []
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


def _deadline(node: Node, start: int, end: int, signed: str) -> dict[str, Any] | None:
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
        "to": _part(node, TO, "to", start, end) or _part(node, STRAIGHT, "to", start, end),
        "via": _part(node, VIA, "via", start, end),
    }


def _dated(node: Node, start: int, end: int, signed: str) -> tuple[Said | None, Said | None] | None:
    if recurring := RECURRING.search(node.plain, start, end):
        return _recurring(node, recurring)
    if (every := EVERY.search(node.plain, start, end)) and not dates.find(node.plain, start, end):
        return None, node.said(*every.span(), EACH[every["what"]])
    for relation, pattern in RELATIONS:
        for match in pattern.finditer(node.plain, start, end):
            when = dates.find(node.plain, match.end(), min(end, match.end() + 34))
            if when is None or when.start - match.end() > 6 or len(when.iso) == 4 or _in_period(node, match.start()):
                continue
            if relation == "on" and not SENDS.search(node.plain, start, end) and "doing" not in node.roles:
                continue
            return node.said(when.start, when.end, dates.with_year(when.iso, signed)), node.said(
                match.start(), match.end(), relation
            )
    bare = BARE.search(node.plain, start, end) if "doing" in node.roles else None
    when = dates.find(node.plain, bare.end(), min(end, bare.end() + 30)) if bare else None
    if bare and when and when.start <= bare.end() + 1 and len(when.iso) > 4 and not _in_period(node, bare.start()):
        return node.said(when.start, when.end, dates.with_year(when.iso, signed)), node.said(
            bare.start(), when.end, "on"
        )
    opened = OPEN.search(node.plain, start, end)
    if opened and re.search(r"\bgui\b|\bnop\b|bao cao|ho so", node.plain[start:end]):
        return None, node.said(*opened.span(), "open")
    return None


def _recurring(node: Node, match: re.Match[str]) -> tuple[Said | None, Said | None]:
    """Monthly, quarterly, yearly: the day as it is printed."""
    relation = EACH[match["what"]]
    month = f"{int(match['month']):02d}-" if match["month"] else ""
    day = f"{int(match['day']):02d}" if month else match["day"]
    return node.said(match.start("day"), match.end("month" if month else "day"), f"{month}{day}"), node.said(
        *match.span(), relation
    )


def _in_period(node: Node, place: int) -> bool:
    """«từ … đến hết tháng 9/2024» is a stretch, no deadline."""
    return bool(re.search(r"\btu\s+(?:ngay|thang|nay|quy|\d)[^.;]*$", node.plain[:place]))


def _who(node: Node, start: int) -> Said | None:
    """The sentence's own subject, else the heading above."""
    named = NAMED.search(node.plain, start)
    if named:
        return node.said(*named.span("who"))
    own = re.match(
        r"(?P<who>(?:cac |uy ban |ban |so |phong |moi |hoi |lien doan |doan |don vi "
        r"|co quan |to chuc thanh vien|ubnd |cum |khoi |truong |mat tran )"
        r"(?:[^,;.:()]|, (?=xa\b|phuong\b|thi tran\b|thi xa\b|thanh pho\b|dac khu\b|to dan pho\b)){3,140}?)\s*:?\s+(?:dinh ky\s+)?"
        r"(?:gui|nop|bao cao|dang ky|xay dung|lap|hoan thanh|tong hop|to chuc|ban hanh"
        r"|co trach nhiem|chu dong|de nghi|can cu|tien hanh|hoan thien|trinh)\b",
        node.plain[start:],
    )
    if own and not re.match(r"(?:to chuc|ban hanh|bao cao)\b", node.plain[start:]):
        return node.said(start, start + own.end("who"))
    for above in node.above():
        if above.sort != NONE and "doing" in above.roles and above.number and above.parent is not None:
            return above.said(0, len(above.text.split(":")[0]))
    return None


def _what(node: Node, start: int, end: int) -> Said | None:
    """The act with its thing, up to whom it goes to and by when; of acts joined by «và» the one that is sent."""
    said = node.plain[start:end]
    for clause in re.finditer(r"[^;]+", said):
        left, right = clause.span()
        sent = re.search(r"\b(?:va|dong thoi)\s+(?=gui|nop|bao cao|trinh)", said[left:right])
        verb = THING.search(said, left + (sent.end() if sent else 0), right)
        if verb is None:
            continue
        stop = WHAT_END.search(said, verb.end(), right) or re.compile("$").search(said, right)
        straight = STRAIGHT.search(said, verb.start(), right)
        edge = min(stop.start() if stop else right, straight.start("to") if straight else right, right)
        return node.said(start + verb.start(), start + edge)
    return None


def _part(node: Node, pattern: re.Pattern[str], name: str, start: int, end: int) -> Said | None:
    found = pattern.search(node.text if pattern is VIA else node.plain, start, end)
    return node.said(*found.span(name)) if found else None
