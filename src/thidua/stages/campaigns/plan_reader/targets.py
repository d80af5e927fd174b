"""Targets: who is to reach how many of what, by when; several in a sentence, one number for several levels."""

from __future__ import annotations

import re
from typing import Any

from thidua.stages.campaigns.plan_reader import dates, levels
from thidua.stages.campaigns.plan_reader.amounts import VERBS, Amount, amounts_in, verb_in
from thidua.stages.campaigns.plan_reader.marks import NONE
from thidua.stages.campaigns.plan_reader.outline import LETTERS, Node, everything, path_of
from thidua.stages.campaigns.plan_reader.places import Said, plain

SENTENCE = re.compile(r"[;.]\s+(?=\S)|\.$|;$")
# What may stand before a subject: a time, «Phấn đấu», «trong đó».
LEAD = re.compile(
    r"(?:(?:(?:moi nam|hang nam|hang quy|moi thang)|(?:(?:den|trong|het|truoc|tu)(?:\s+(?:het"
    r"|cuoi|dau|ngay))?\s+)?(?:(?:nam|quy|thang|giai doan|ngay)\s+)"
    r"(?:iv|iii|ii|i|\d)[\d/., -]*(?:\s*(?:nam|va|den)\s+\d{4})*)\s*,?\s*|(?:va"
    r"|phan dau|dong thoi|trong do|trong do co|ngoai ra)\s*,?\s+)*"
)
SHARE = re.compile(r"(?:ty le|thoi gian|so luong|so luot|luot|so vu|tong so|muc|ket qua|so tien|doanh thu|diem)\b")
NUMBER_OF = re.compile(r"\s*(?:tong\s+)?so\s+(?=[a-z])")
RATE = re.compile(r"\s*/\s*(?:1 )?[a-z]{2,}")
CHANGES = re.compile(r"(?:giam|tang(?: them)?|nang(?: ty le)?)\b")
EVERY = re.compile(r"\b(?:mỗi|từng|tất cả)\b", re.IGNORECASE)
TIME_TAIL = re.compile(
    r"\s*,?\s*(?:hoan thanh )?(?:(?:trong|truoc|den|den het|het|xong truoc)\s+)?(?:ngay"
    r"|nam|quy|thang|cuoi nam|giai doan)\s+(?:iv|iii|ii|i|\d)[\d/, va-]*(?:nam\s+\d{4})?\s*$"
)
UPWARDS = re.compile(r"\s+trở lên\s*$", re.IGNORECASE)
# «Cấp xã: mỗi Đoàn xã …»: the level stands before who is meant.
HEAD = re.compile(r"(?:doi voi )?cap (?:trung uong|tinh|huyen|xa|thon|co so)\s*:\s*")
EACH = re.compile(r"\s*(?:moi|tung)\s+")
STRETCH = re.compile(r"giai doan\s+(\d{4})\s*-\s*(\d{4})")
YEARS = re.compile(r"\bnam\s+(\d{4}(?:\s*(?:,|va|-)\s*(?:nam\s+)?\d{4})*)")
IN_TIME = re.compile(r"\b(?:trong|truoc|den het|het|cham nhat|den|xong|hoan thanh trong)\s+(?:ngay\s+|cuoi\s+|het\s+)?")


def read_targets(tree: list[Node], *, signed: str, two_tiers: bool) -> list[dict[str, Any]]:
    """The targets of the sections that set some; where none does, of the contents' sentences that name an amount."""
    nodes = [node for node in everything(tree) if "targets" in node.roles]
    found = _of(nodes, two_tiers=two_tiers, strict=False)
    if not found and not nodes:
        contents = [node for node in everything(tree) if "contents" in node.roles]
        found = _of(contents, two_tiers=two_tiers, strict=True)
    for target in found:
        if due := target["due"]:
            target["due"] = Said(dates.with_year(str(due.value), signed), due.place)
    return found


def _of(nodes: list[Node], *, two_tiers: bool, strict: bool) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    by_clause: dict[str, list[dict[str, Any]]] = {}
    for node in nodes:
        clause = _clause(node)
        for target in _in_node(node, two_tiers=two_tiers, strict=strict):
            by_clause.setdefault(clause, []).append(target)
            made.append(target)
    for clause, targets in by_clause.items():
        for place, target in enumerate(targets):
            target["id"] = _part_of(clause, place, len(targets))
    return made


def _part_of(clause: str, place: int, many: int) -> str:
    """«III.3a», «3.ba»; without clauses a plain count."""
    if not clause:
        return str(place + 1)
    if many == 1:
        return clause
    return f"{clause}{LETTERS[place]}" if many <= len(LETTERS) else f"{clause}.{place + 1}"


def _clause(node: Node) -> str:
    return path_of(node)


def _in_node(node: Node, *, two_tiers: bool, strict: bool) -> list[dict[str, Any]]:
    targets: list[dict[str, Any]] = []
    for start, end in _sentences(node.text):
        amounts = amounts_in(node.text, start, end, strict=strict)
        edge = start
        for place, amount in enumerate(amounts):
            stop = _stop(node.plain, amounts, place, end)
            target = _target(node, edge, stop, amount, two_tiers=two_tiers)
            if place and targets[-1]["what"] and target["what"] and verb_in(node.text, edge, stop) is None:
                _hold_deed(targets[-1]["what"], target)
            if place:
                _hold_time(node, start, amounts[0], target)
            targets.append(target)
            edge = stop
    _inherit(node, targets, two_tiers=two_tiers)
    return targets


def _hold_deed(before: Any, target: dict[str, Any]) -> None:
    """«xây dựng 01 khu dân cư và 01 tuyến đường»: what is done is said once."""
    first = VERBS.match(str(before.value))
    if first:
        target["what"] = Said(f"{first.group()} {target['what'].value}", target["what"].place)


def _hold_time(node: Node, start: int, first: Amount, target: dict[str, Any]) -> None:
    """A day or year before the first amount of a sentence holds for all of it."""
    if target["due"] is None:
        target["due"] = _due(node, start, first.start)
    if not target["years"]:
        target["years"] = _years(node, start, first.start)


def _stop(said: str, amounts: list[Amount], place: int, end: int) -> int:
    """Where what belongs to one amount ends: at the comma or «và» before the next one's subject."""
    if place + 1 == len(amounts):
        return end
    after, before = amounts[place + 1], amounts[place]
    cuts = [match.start() for match in re.finditer(r"[,;:]\s|\sva\s", said[before.end : after.start])]
    return before.end + cuts[-1] if cuts else after.start


def _sentences(text: str) -> list[tuple[int, int]]:
    edges, start = [], 0
    for match in SENTENCE.finditer(text):
        edges.append((start, match.start()))
        start = match.end()
    return [(a, b) for a, b in [*edges, (start, len(text))] if text[a:b].strip()]


def _target(node: Node, start: int, end: int, amount: Amount, *, two_tiers: bool) -> dict[str, Any]:
    said = node.plain
    subject_from, subject_to, what_from = _parts(node, start, end, amount)
    head = HEAD.match(said, subject_from, subject_to)
    if head and head.end() < subject_to:
        subject_from = head.end()
    each = EACH.match(said, subject_from, subject_to) or NUMBER_OF.match(said, subject_from, subject_to)
    subject = node.said(each.end() if each else subject_from, subject_to) if subject_to > subject_from else None
    reach = said[subject_from:subject_to]
    if subject and (upwards := UPWARDS.search(str(subject.value))):
        subject, amount.operator = Said(str(subject.value)[: upwards.start()], subject.place), ">="
    is_share = bool(subject and SHARE.match(plain(str(subject.value))))
    if subject and SHARE.match(plain(str(subject.value))):
        # «Tỷ lệ … đạt 98%»: the share is what is asked, nobody is named.
        subject, what_from, reach = None, subject_from, ""
    return {
        "id": "",
        "operator": node.said(amount.start, amount.end, amount.operator),
        "value": node.said(*amount.number, amount.value),
        "unit": node.said(*amount.unit_span, amount.unit),
        "subject": subject,
        "levels": levels.levels_of(reach, two_tiers=two_tiers)
        or levels.levels_of(head.group() if head else "", two_tiers=two_tiers),
        "per_unit": bool(EVERY.search(node.text, subject_from, subject_to))
        or bool(RATE.match(said, amount.end))
        or amount.leads >= 0,
        "what": _deed(node, what_from, end, amount),
        "due": _due(node, start, end),
        "years": _years(node, start, end),
        "is_share": is_share,
    }


def _deed(node: Node, start: int, end: int, amount: Amount) -> Said | None:
    """Act and thing without operator and number."""
    lead = re.match(r"\s*(?:phan dau|duoc)\s+", node.plain[start:end])
    start += lead.end() if lead and len(node.plain[start:end]) > lead.end() + 12 else 0
    tail = TIME_TAIL.search(node.plain, start, end)
    if tail and tail.start() > start + 8 and tail.start() > amount.unit_span[1]:
        end = tail.start()
    whole = node.said(start, end)
    if whole is None or not start <= amount.start < end:
        return whole
    after = (
        amount.unit_span[0]
        if amount.unit != "%" and amount.unit_span[0] > amount.number[1] and amount.unit != "đồng"
        else amount.end
    )
    start = whole.place.start - node.start
    words = f"{node.text[start : amount.start].strip()} {node.text[after:end].strip()}".strip(" ,;:.")
    return Said(words, whole.place) if words else whole


def _parts(node: Node, start: int, end: int, amount: Amount) -> tuple[int, int, int]:
    """Subject from, subject to, deed from. «100% SUBJECT does …»; «SUBJECT does ít nhất 01 …»."""
    said = node.plain
    start += len(said[start:]) - len(said[start:].lstrip(" ,;:-"))
    start += len(LEAD.match(said[start:end]).group())  # type: ignore[union-attr]
    leads = amount.unit == "%" and amount.start <= start + 3
    subject_from = amount.end if leads else max(start, amount.leads)
    verb = verb_in(node.text, subject_from, end if leads else amount.start)
    if verb is None:
        if leads:
            return subject_from, _short_subject(said, subject_from, end), subject_from
        return start, amount.start, amount.start
    if amount.unit == "%" and not leads:
        return _percent_inside(node.text, start, end, amount, verb)
    return subject_from, verb, verb


def _percent_inside(text: str, start: int, end: int, amount: Amount, verb: int) -> tuple[int, int, int]:
    """«Phấn đấu 80% hộ gia đình đạt …», «Vận động 100% cán bộ tham gia …»: who is counted follows the figure."""
    after = verb_in(text, amount.end, end)
    if CHANGES.match(plain(text[verb:end])):
        return start, verb, verb
    if verb <= start + 1 and after is not None:
        return amount.end, after, after
    return start, verb, verb


def _short_subject(said: str, start: int, end: int) -> int:
    cut = re.search(r"[,;:(]", said[start:end])
    return start + cut.start() if cut else end


def _inherit(node: Node, targets: list[dict[str, Any]], *, two_tiers: bool) -> None:
    """A subject said once holds for the sentence's later amounts; else the heading above may name it."""
    last: dict[str, Any] | None = None
    for target in targets:
        if target.pop("is_share"):
            continue
        if target["subject"] is None and last is not None:
            for name in ("subject", "levels", "per_unit"):
                target[name] = last[name]
        elif target["subject"] is None:
            _from_heading(node, target, two_tiers=two_tiers)
        last = target


def _from_heading(node: Node, target: dict[str, Any], *, two_tiers: bool) -> None:
    for above in [node.parent] if node.parent else []:
        if above.sort == NONE or len(above.text) > 160:
            continue
        match = re.match(r"(?:doi voi |cap )?", above.plain)
        found = levels.levels_of(above.plain, two_tiers=two_tiers)
        if found:
            start = match.end() if match and match.group().startswith("doi") else 0
            target["subject"] = above.said(start, len(above.text.split(":")[0]))
            target["levels"] = found
            target["per_unit"] = bool(re.search(r"\b(?:moi|tung)\b", above.plain))


def _due(node: Node, start: int, end: int) -> Said | None:
    for match in IN_TIME.finditer(node.plain, start, end):
        when = dates.find(node.plain, match.start(), end)
        if when is None or when.start > match.end() + 6:
            continue
        if len(when.iso) == 4 and match.group().startswith("trong"):
            continue
        # A quarter and a year are told by their last month.
        is_long = len(when.iso) == 4 or node.plain[when.start : when.end].startswith("quy")
        return node.said(when.start, when.end, when.last[:7] if is_long else when.last)
    return None


def _years(node: Node, start: int, end: int) -> list[Said]:
    found: list[Said] = []
    for match in STRETCH.finditer(node.plain, start, end):
        for year in range(int(match[1]), min(int(match[2]), int(match[1]) + 20) + 1):
            if said := node.said(*match.span(), year):
                found.append(said)
    for match in YEARS.finditer(node.plain, start, end):
        if re.search(
            r"(?:nhiem ky|ngay \d+ thang \d+|thang \d+|quy \w+|het|cuoi|den|truoc|hoc)\s*$", node.plain[: match.start()]
        ):
            continue
        for figure in re.finditer(r"\d{4}", match.group(1)):
            place = match.start(1) + figure.start()
            said = node.said(place, place + 4, int(figure.group()))
            if said:
                found.append(said)
    return found
