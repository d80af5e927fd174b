"""Criteria by subject, and the papers of a dossier."""

from __future__ import annotations

import re
from typing import Any

from thidua.stages.campaigns.plan_reader.awards import FORM, SETS
from thidua.stages.campaigns.plan_reader.marks import ARABIC, DASH, DECIMAL, NONE, PLUS, SMALL, STAR
from thidua.stages.campaigns.plan_reader.outline import Node, everything, label_of
from thidua.stages.campaigns.plan_reader.places import Said

ABOUT = re.compile(r"(?:tieu chuan|tieu chi|dieu kien)?\s*(?:xet khen thuong\s*)?(?:doi voi|cho|cua|danh cho)\s+")
SUBJECT = re.compile(
    r"(?:tap the|ca nhan|uy ban|cac |ho gia dinh|don vi|khu dan cu|to chuc|ban cong tac|doi voi|tieu chuan)"
)
PAPER = re.compile(
    r"\b(?:to trinh|bien ban|bao cao|bang trich|danh sach|ban tom tat|quyet dinh"
    r"|giay|y kien|xac nhan|van ban|ho so|phieu|hinh anh|ban sao|bang tong hop|trich ngang"
    r"|tom tat|anh|video|ban|tai lieu|dia)\b"
)
NO_PAPER = re.compile(
    r"so luong|thoi (?:gian|han)|noi nhan ho so|dia chi|\btruoc ngay\b|\bcham nhat\b"
    r"|^gui (?:ve|ho so)|^ho so (?:gui|de nghi[^:]*gui)|khong xet|khong tiep nhan"
    r"|moi loai|lap thanh"
)
GATHERS = re.compile(r"ho so[^.;:]{0,90}?\b(?:gom(?: co)?|bao gom)\s*(?:\([^()]*\)\s*)?:?\s*|ho so[^.;:]{0,60}:\s*")


def read_criteria(tree: list[Node]) -> list[dict[str, Any]]:
    """Whom the criteria judge and by how many statements."""
    made = []
    nodes = [node for node in everything(tree) if "criteria" in node.roles]
    for node in nodes:
        if not is_group(node):
            continue
        count = len(statements_of(node)) or len(_said_beside(node))
        if not count:
            continue
        match = ABOUT.match(node.plain)
        end = len(node.text.split(":")[0])
        made.append(
            {
                "no": node.line.said(0, len(node.line.text), label_of(node)) if label_of(node) else None,
                "subject": node.said(match.end() if match else 0, end),
                "count": node.said(0, None, count),
            }
        )
    return made


def is_group(node: Node) -> bool:
    if (
        node.sort not in (ARABIC, DECIMAL, SMALL, STAR, DASH)
        or len(node.text) > 200
        or (node.roles & {"dossier"} and "criteria" not in node.roles)
    ):
        return False
    if FORM.match(node.plain):
        return False
    if any(is_group(child) for child in node.children):
        return False
    return bool(ABOUT.match(node.plain) or SUBJECT.match(node.plain)) and bool(node.children or ":" in node.text)


def _said_beside(node: Node) -> list[str]:
    """«a) Tập thể: hoàn thành chỉ tiêu; có sản phẩm.»: the statements after the colon."""
    return [part for part in node.text.partition(":")[2].split(";") if len(part.strip()) > 8]


def statements_of(node: Node) -> list[Node]:
    listed = [child for child in node.children if child.sort != NONE]
    return listed or [child for child in node.children if child.sort == NONE and len(child.text) > 20]


def read_dossier(tree: list[Node]) -> list[Said]:
    """The papers of a dossier, as they are listed or said after «gồm»."""
    made: list[Said] = []
    for node in everything(tree):
        if "dossier" not in node.roles and not (
            node.roles & {"awards", "doing"} and GATHERS.search(node.plain) and "gom" in node.plain
        ):
            continue
        if (
            node.sort in (DASH, PLUS, SMALL, ARABIC, DECIMAL)
            and all(child.sort == NONE for child in node.children)
            and _is_paper(node)
        ):
            said = node.said()
            if said and not GATHERS.match(node.plain):
                made.append(said)
                continue
        made += _gathered(node)
    return made


def _is_paper(node: Node) -> bool:
    inside = any(
        "so luong" in above.plain[:40] or re.match(r"\s*(?:thoi|noi) ", above.plain)
        for above in node.above()
        if "dossier" in above.roles
    )
    said = node.plain
    lead = PAPER.search(said[:45])
    return bool(lead) and not inside and not NO_PAPER.search(said) and not SETS.search(said) and not FORM.match(said)


def _gathered(node: Node) -> list[Said]:
    match = GATHERS.search(node.plain)
    if match is None or match.end() >= len(node.text.rstrip()) or "gom" not in match.group():
        return []
    stop = re.compile(r"\.\s|\.$|$").search(node.plain, match.end())
    end = stop.start() if stop else len(node.text)
    said, start = [], match.end()
    separator = re.compile(r";" if ";" in node.text[start:end] else r",\s(?=\S)|\sva\s(?=ban|bao|to|danh|bien)")
    for cut in [*[(m.start(), m.end()) for m in separator.finditer(node.plain, start, end)], (end, end)]:
        part = node.said(start, cut[0])
        if part and PAPER.search(node.plain[start : cut[0]]):
            lead = re.match(r"(?:\s*(?:và|\(?\d\)|\d\.)\s+)", node.text[start : cut[0]])
            said.append(node.said(start + (lead.end() if lead else 0), cut[0]) or part)
        start = cut[1]
    return said
