"""The period and its phases: from, to, or up to an event that has no day."""

from __future__ import annotations

import itertools
import re
from typing import Any

from thidua.stages.campaigns.plan_reader import dates
from thidua.stages.campaigns.plan_reader.numbers import SPELT
from thidua.stages.campaigns.plan_reader.outline import Node, everything
from thidua.stages.campaigns.plan_reader.places import Said

FROM = re.compile(
    r"\btu\s+(?:ngay\s+ky|ngay\s+ban hanh|nay|khi)?\s*(?=ngay|thang|quy|nam|\d|den)"
    r"|\btu (?:ngay ky|ngay ban hanh|nay|khi .{3,40}?) (?=den)|bat dau\s+(?:tu\s+)?(?=ngay"
    r"|thang|quy|\d)"
)
TO = re.compile(
    r"\s*(?:,\s*)?(?:den|-|ket thuc)\s*(?P<edge>truoc |het |khi |cuoi |dip |khi ket thuc "
    r"|sau khi ket thuc |ngay ket thuc )*"
)
EVENT = re.compile(r"(?:(?:truoc|dip|khi|ngay|khi ket thuc|het|khi dien ra|khi khai mac)\s+)*")
EVENT_END = re.compile(r"[,.;)(:]|\s+(?:chia|va chia|duoc chia|gom|voi)\b|$")
PHASE = re.compile(r"^(?:giai doan|dot|buoc)\s+(?P<no>\d{1,2}|iv|iii|ii|i|mot|hai|ba|bon)\b")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
SPELT_PLAIN = {"mot": 1, "hai": 2, "ba": 3, "bon": 4}
NO_EVENT = re.compile(r"(?:nay|nguoi|tung|cac|moi|can bo|toan|ngay|thang|\d|cuoi|het|co so|cap|dong dao|khu)\b")


def edges(node: Node) -> dict[str, Said | None] | None:
    """From, to and the event a stretch of time runs up to; None where a text says no stretch."""
    said = node.plain
    for match in FROM.finditer(said):
        start = dates.find(said, match.start(), min(len(said), match.end() + 30))
        at = start.end if start and start.start - match.end() < 4 else match.end()
        to = TO.match(said, at)
        if to is None:
            if start is not None:
                continue
            continue
        end = dates.find(said, at, min(len(said), to.end() + 34))
        if end is not None and end.start - to.end() > 8:
            end = None
        start = start if at != match.end() else None
        start_iso = _with_year(start, end)
        return {
            "from": node.said(start.start, start.end, start_iso) if start else None,
            "to": node.said(end.start, end.end, end.last[:7] if len(end.iso) == 4 else end.iso) if end else None,
            "to_event": None if end else _event(node, to.end()),
        }
    return _until(node)


def _with_year(start: dates.When | None, end: dates.When | None) -> str | None:
    """«từ tháng 3 đến tháng 9/2025»: the year is said once, for both."""
    if start is None:
        return None
    if start.has_year or end is None or not end.has_year or not start.iso.startswith("--"):
        return start.iso
    return end.iso[:4] + start.iso[1:]


def _until(node: Node) -> dict[str, Said | None] | None:
    """«ngày 01/3/2024 - 30/9/2024» and «Kết thúc: …»."""
    found = dates.find_all(node.plain)
    for one, two in itertools.pairwise(found):
        if re.fullmatch(r"\s*(?:-|den|den het|den ngay|- ngay)\s*(?:ngay\s*|het\s*)?", node.plain[one.end : two.start]):
            return {
                "from": node.said(one.start, one.end, _with_year(one, two)),
                "to": node.said(two.start, two.end, two.iso),
                "to_event": None,
            }
    return None


def _event(node: Node, start: int) -> Said | None:
    lead = EVENT.match(node.plain, start)
    start = lead.end() if lead else start
    if NO_EVENT.match(node.plain[start:]):
        return None
    end = EVENT_END.search(node.plain, start)
    return node.said(start, end.start() if end else None)


def read_period(tree: list[Node]) -> dict[str, Said | None]:
    """The whole campaign's period: the first stretch of the schedule that is no phase's, else the first of the text."""
    empty: dict[str, Said | None] = {"from": None, "to": None, "to_event": None}
    in_schedule = [node for node in everything(tree) if "schedule" in node.roles]
    for node in in_schedule:
        if not _is_in_phase(node) and (found := edges(node)):
            return found
    for node in everything(tree):
        if (
            re.search(r"thoi gian(?: thuc hien| thi dua| to chuc)?\s*:|dot thi dua.{0,60}\btu\b", node.plain)
            and not _is_in_phase(node)
            and (found := edges(node))
        ):
            return found
    phases = read_phases(tree)
    return _around(phases) if phases else empty


def _around(phases: list[dict[str, Any]]) -> dict[str, Said | None]:
    """Where only the phases are dated: from the first one's beginning to the last one's end."""
    if not phases:
        return {"from": None, "to": None, "to_event": None}
    return {"from": phases[0]["from"], "to": phases[-1]["to"], "to_event": phases[-1]["to_event"]}


def _is_in_phase(node: Node) -> bool:
    return any(PHASE.match(one.plain) for one in (node, *node.above()))


def read_phases(tree: list[Node]) -> list[dict[str, Any]]:
    """Phases by the paragraphs that begin with «Giai đoạn 1», «Đợt 1»; each number once."""
    made: list[dict[str, Any]] = []
    for node in everything(tree):
        match = PHASE.match(node.plain)
        if match is None or node.roles & {"purposes", "criteria", "awards", "dossier"}:
            continue
        number = _number(match["no"])
        if number is None or any(phase["no"].value == str(number) for phase in made):
            continue
        found = edges(node) or next((part for child in node.children[:1] if (part := edges(child))), None)
        if found is None and "schedule" not in node.roles:
            continue
        stretch = found or {"from": None, "to": None, "to_event": None}
        made.append({"no": node.said(*match.span("no"), str(number)), **stretch})
    return made if len(made) > 1 else []


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return ROMAN.get(text) or SPELT_PLAIN.get(text) or SPELT.get(text)
