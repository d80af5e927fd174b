"""Doubts: what a text leaves open, contradicts, or what a reader should look at. Said, never settled."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from thidua.stages.campaigns.plan_reader.awards import parts_that_differ
from thidua.stages.campaigns.plan_reader.outline import Node, everything
from thidua.stages.campaigns.plan_reader.paper import Paper
from thidua.stages.campaigns.plan_reader.places import Line, Place, Said

TOTAL = re.compile(
    r"\btong (?:so|cong)?\s*(?:la\s*)?:?\s*(?P<total>\d{1,4})\s+(?P<what>tap the"
    r"|ca nhan|bang khen|giay khen|suat|don vi)|\b(?P<phases>\d{1,2})\s+(?:giai doan"
    r"|dot|buoc)\b"
)
LABEL = re.compile(r"(?:^|[\s;:(])[a-zđ0-9]{1,2}\)")


def sentences() -> dict[str, str]:
    """What each code means, for a person."""
    return {
        "unclosed_bracket": _("Có dấu ngoặc mở mà không đóng: xin xem chỗ ấy kết thúc ở đâu."),
        "unbalanced_quotes": _("Số dấu “ và ” không bằng nhau: xin xem tên, trích dẫn kết thúc ở đâu."),
        "total_mismatch": _("Một con số tổng không bằng các phần được liệt kê cộng lại."),
        "two_documents": _(
            "Tệp có vẻ chứa nhiều văn bản: chỉ đọc văn bản thứ nhất. Xin tách riêng văn bản sau nếu cần đọc."
        ),
        "date_without_year": _("Có hạn không ghi năm: năm được tính từ ngày của văn bản."),
        "two_dates_for_deadline": _("Cùng một việc mà văn bản ghi hai hạn khác nhau."),
        "open_deadline": _("Có việc phải làm mà văn bản chưa ấn định ngày."),
        "awards_announced_later": _("Có hình thức khen mà số lượng sẽ thông báo sau."),
        "missing_type": _("Không có dòng tên loại văn bản."),
        "missing_title": _("Không có trích yếu."),
        "missing_number": _("Không có số của văn bản."),
        "missing_date": _("Không có ngày của văn bản."),
        "missing_place": _("Không có địa danh."),
        "missing_issuer": _("Không có tên cơ quan ban hành."),
        "missing_recipients": _("Không có nơi nhận."),
        "missing_signer": _("Không có tên người ký."),
        "no_targets": _("Không thấy chỉ tiêu nào có số."),
        "no_awards": _("Không thấy hình thức khen thưởng nào."),
        "strange_signs": _("Có ký hiệu lạ không đọc được thành chữ."),
        "ends_before_it_begins": _("Có khoảng thời gian kết thúc trước khi bắt đầu."),
    }


def read_doubts(paper: Paper, tree: list[Node], reading: dict[str, Any], *, is_plan: bool) -> list[Said | str]:
    """The codes of all doubts, each once, with the place of the first where it has one."""
    found: list[Said | str] = []
    if paper.has_second:
        found.append("two_documents")
    found += filter(None, (_unclosed(paper.lines), _unbalanced(paper.lines), _strange(paper)))
    found += _missing(reading)
    if is_plan:
        found += _of_plan(tree, reading)
    once: dict[str, Said | str] = {}
    for doubt in found:
        once.setdefault(doubt.value if isinstance(doubt, Said) else doubt, doubt)
    return list(once.values())


def _unclosed(lines: list[Line]) -> Said | None:
    for line in lines:
        text = LABEL.sub(
            lambda match: match.group().replace(")", " ") if "(" not in match.group() else match.group(), line.text
        )
        opened: list[int] = []
        for place, letter in enumerate(text):
            if letter == "(":
                opened.append(place)
            elif letter == ")" and opened:
                opened.pop()
        if opened:
            return Said("unclosed_bracket", Place(line.number, opened[0], min(len(text), opened[0] + 60)))
    return None


def _unbalanced(lines: list[Line]) -> Said | str | None:
    text = "\n".join(line.text for line in lines)
    if text.count("“") == text.count("”"):
        return None
    line = next(line for line in lines if line.text.count("“") != line.text.count("”"))
    place = next(place for place, letter in enumerate(line.text) if letter in "“”")
    return Said("unbalanced_quotes", Place(line.number, place, min(len(line.text), place + 60)))


def _strange(paper: Paper) -> Said | None:
    for sign in paper.strange:
        for line in paper.lines:
            if (place := line.text.find(sign)) >= 0:
                return Said("strange_signs", Place(line.number, place, place + 1))
    return None


def _missing(reading: dict[str, Any]) -> list[Said | str]:
    head = reading["document"]
    made: list[Said | str] = [
        f"missing_{key}" for key in ("title", "number", "date", "place", "issuer") if head[key] is None
    ]
    if head["type"] is None or (
        head["type"]
        and head["number"]
        and head["type"].place == head["number"].place
        and head["type"].value != "công văn"
    ):
        made.append("missing_type")
    if not reading["recipients"]:
        made.append("missing_recipients")
    if reading["signer"]["name"] is None:
        made.append("missing_signer")
    return made


def _of_plan(tree: list[Node], reading: dict[str, Any]) -> list[Said | str]:
    made: list[Said | str] = [
        code for code, key in (("no_targets", "targets"), ("no_awards", "awards")) if not reading[key]
    ]
    later = next((award["announced_later"] for award in reading["awards"] if award["announced_later"]), None)
    if later:
        made.append(Said("awards_announced_later", later.place))
    return made + _deadlines(reading) + _totals(tree, reading) + _time(reading)


def _deadlines(reading: dict[str, Any]) -> list[Said | str]:
    made: list[Said | str] = []
    seen: dict[str, set[str]] = {}
    for due in (target["due"] for target in reading["targets"]):
        # «quý IV», «năm 2025» are told by their last month and always with their year.
        if due and len(str(due.value)) == len("2026-03-26") and not _has_year(due, reading):
            made.append(Said("date_without_year", due.place))
    for deadline in reading["deadlines"]:
        date, relation, what = deadline["date"], deadline["relation"], deadline["what"]
        if relation and relation.value == "open":
            made.append(Said("open_deadline", relation.place))
        if date and relation.value in ("before", "by", "on") and not _has_year(date, reading):
            made.append(Said("date_without_year", date.place))
        if date and what and relation.value in ("before", "by", "on"):
            dates = seen.setdefault(" ".join(str(what.value).lower().split()), set())
            dates.add(date.value)
            if len(dates) > 1:
                made.append(Said("two_dates_for_deadline", date.place))
    return made


def _has_year(date: Said, reading: dict[str, Any]) -> bool:
    line = reading["lines"][date.place.line - 1]
    return str(date.value)[:4] in line.text[date.place.start : date.place.end]


def _totals(tree: list[Node], reading: dict[str, Any]) -> list[Said | str]:
    """A number of phases or a total of quotas that the listed parts do not add up to."""
    made: list[Said | str] = []
    for node in everything(tree):
        for span in parts_that_differ(node) if "awards" in node.roles else []:
            place = node.said(*span)
            made.append(Said("total_mismatch", place.place) if place else "total_mismatch")
        for match in TOTAL.finditer(node.plain):
            if match["phases"]:
                told, counted = int(match["phases"]), len(reading["phases"])
                if "schedule" not in node.roles or not counted:
                    continue
            else:
                told = int(match["total"])
                counted = _sum(node, reading, match["what"])
            if counted and told != counted:
                place = node.said(*match.span())
                made.append(Said("total_mismatch", place.place) if place else "total_mismatch")
    return made


def _sum(node: Node, reading: dict[str, Any], what: str) -> int:
    kinds = {"tap the": ("tập thể",), "don vi": ("tập thể",), "ca nhan": ("cá nhân",)}.get(
        what, ("tập thể", "cá nhân", "hộ")
    )
    lines = {node.line.number, *(child.line.number for child in node.beneath())}
    if node.parent is not None:
        lines |= {child.line.number for child in node.parent.beneath()}
    return sum(
        quota["count"].value
        for award in reading["awards"]
        for quota in award["quotas"]
        if quota["kind"] in kinds and quota["count"].place.line in lines and not _is_total(node, quota["count"])
    )


def _is_total(node: Node, count: Said) -> bool:
    said = node.plain[: max(0, count.place.start - node.start)]
    return node.line.number == count.place.line and bool(re.search(r"tong (?:so|cong)?\s*(?:la\s*)?:?\s*$", said))


def _time(reading: dict[str, Any]) -> list[Said | str]:
    made: list[Said | str] = []
    for phase in (reading["period"], *reading["phases"]):
        start, end = phase["from"], phase["to"]
        if start and end and _is_after(str(start.value), str(end.value)):
            made.append(Said("ends_before_it_begins", end.place))
    return made


def _is_after(one: str, two: str) -> bool:
    width = min(len(one), len(two))
    return not one.startswith("--") and not two.startswith("--") and one[:width] > two[:width]
