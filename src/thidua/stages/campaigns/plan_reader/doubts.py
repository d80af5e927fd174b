"""Doubts: what a text leaves open, contradicts, or what a reader should look at. Said, never settled."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from thidua.stages.campaigns.plan_reader.outline import Node, everything
from thidua.stages.campaigns.plan_reader.paper import Paper
from thidua.stages.campaigns.plan_reader.places import Line, Place, Said

PLANS = frozenset({"Kế hoạch", "Hướng dẫn", "Chương trình", "Thể lệ", "Phương án", "Đề án", "Chỉ thị", "Thông tri"})
PAIRS = {"(": ")", "“": "”", "«": "»", "[": "]"}
TOTAL = re.compile(r"\btong (?:so|cong)?\s*(?:la\s*)?:?\s*(?P<total>\d{1,4})\s+(?P<what>tap the|ca nhan|bang khen|giay khen|suat|don vi)|\b(?:gom|chia (?:lam|thanh))\s+(?P<phases>\d{1,2})\s+(?:giai doan|dot)")


def read_doubts(paper: Paper, tree: list[Node], reading: dict[str, Any]) -> list[Said | str]:
    """One sentence a doubt; with a place where it has one."""
    found: list[Said | str] = []
    if paper.has_second:
        found.append(_("Tệp có vẻ chứa nhiều văn bản: chỉ đọc văn bản thứ nhất. Xin tách riêng văn bản sau nếu cần đọc."))
    for line in paper.lines:
        found += _unclosed(line)
    found += [_sign(paper, sign) for sign in paper.strange]
    found += _missing(reading)
    found += _genre(reading)
    found += _totals(tree, reading)
    found += _time(reading)
    found += _papers(reading)
    return found


def _unclosed(line: Line) -> list[Said | str]:
    made: list[Said | str] = []
    for opening, closing in PAIRS.items():
        depth, last = 0, 0
        for place, letter in enumerate(line.text):
            if letter == opening:
                depth, last = depth + 1, place
            elif letter == closing and depth:
                depth -= 1
        if depth:
            words = line.text[last : last + 60]
            told = _("Dấu «%(sign)s» mở mà không đóng ở «%(words)s…»: xin xem chỗ này kết thúc ở đâu.") % {
                "sign": opening,
                "words": words,
            }
            made.append(Said(told, Place(line.number, last, min(len(line.text), last + 60))))
    return made


def _sign(paper: Paper, sign: str) -> Said | str:
    told = _("Có ký hiệu lạ «%(sign)s» (U+%(code)04X) không đọc được thành chữ.") % {"sign": sign, "code": ord(sign)}
    for line in paper.lines:
        if (place := line.text.find(sign)) >= 0:
            return Said(told, Place(line.number, place, place + 1))
    return told


def _genre(reading: dict[str, Any]) -> list[Said | str]:
    kind = reading["document"]["type"]
    if kind is None or kind.value in PLANS:
        return []
    told = _("Văn bản là %(kind)s, không phải kế hoạch: chỉ đọc phần đầu, căn cứ, nơi nhận, người ký và thời hạn.")
    return [Said(told % {"kind": kind.value.lower()}, kind.place)]


def _missing(reading: dict[str, Any]) -> list[Said | str]:
    names = {
        "type": _("loại văn bản"), "number": _("số, ký hiệu"), "date": _("ngày ký"), "place": _("địa danh"), "title": _("trích yếu"),
        "issuer": _("cơ quan ban hành"),
    }  # fmt: skip
    lacking = [words for key, words in names.items() if reading["document"][key] is None]
    made: list[Said | str] = []
    if lacking:
        made.append(_("Không tìm thấy ở phần đầu: %(what)s.") % {"what": ", ".join(lacking)})
    if reading["signer"]["name"] is None:
        made.append(_("Không tìm thấy tên người ký."))
    return made


def _totals(tree: list[Node], reading: dict[str, Any]) -> list[Said | str]:
    """A number of phases or a total of quotas that the listed parts do not add up to."""
    made: list[Said | str] = []
    for node in everything(tree):
        for match in TOTAL.finditer(node.plain):
            if match["phases"]:
                told, counted = int(match["phases"]), len(reading["phases"])
                what = _("giai đoạn")
                if "schedule" not in node.roles or not counted:
                    continue
            else:
                told, what = int(match["total"]), node.text[match.start("what") : match.end("what")]
                counted = _sum(node, reading, match["what"])
            if counted and told != counted:
                words = _("Văn bản ghi tổng %(told)d %(what)s nhưng các phần liệt kê cộng lại là %(counted)d.")
                place = node.said(*match.span())
                filled = words % {"told": told, "what": what, "counted": counted}
                made.append(Said(filled, place.place) if place else filled)
    return made


def _sum(node: Node, reading: dict[str, Any], what: str) -> int:
    kinds = {"tap the": ("collective",), "don vi": ("collective",), "ca nhan": ("individual",)}.get(what, ("collective", "individual"))
    lines = {node.line.number, *(child.line.number for child in node.beneath())}
    if node.parent is not None:
        lines |= {child.line.number for child in node.parent.beneath()}
    return sum(
        quota["count"].value for award in reading["awards"] for quota in award["quotas"]
        if quota["kind"] in kinds and quota["count"].place.line in lines and not _is_total(node, quota["count"])
    )  # fmt: skip


def _is_total(node: Node, count: Said) -> bool:
    said = node.plain[: max(0, count.place.start - node.start)]
    return node.line.number == count.place.line and bool(re.search(r"tong (?:so|cong)?\s*(?:la\s*)?:?\s*$", said))


def _time(reading: dict[str, Any]) -> list[Said | str]:
    made: list[Said | str] = []
    for phase in (reading["period"], *reading["phases"]):
        start, end = phase["from"], phase["to"]
        if start and end and _is_after(str(start.value), str(end.value)):
            made.append(Said(_("Thời gian kết thúc trước khi bắt đầu: %(from)s – %(to)s.") % {"from": start.value, "to": end.value}, end.place))
    for one, two in zip(reading["phases"], reading["phases"][1:], strict=False):
        if one["to"] and two["from"] and _is_after(str(one["to"].value)[:7], str(two["from"].value)[:7]):
            made.append(Said(_("Hai giai đoạn gối lên nhau quá một tháng."), two["from"].place))
    signed = reading["document"]["date"]
    for deadline in reading["deadlines"]:
        date = deadline["date"]
        if date and str(date.value).startswith("--"):
            made.append(Said(_("Hạn «%(date)s» không ghi năm.") % {"date": str(date.value)[2:]}, date.place))
        elif date and signed and str(date.value) < str(signed.value)[: len(str(date.value))]:
            made.append(Said(_("Hạn %(date)s sớm hơn ngày ký văn bản.") % {"date": date.value}, date.place))
    return made


def _is_after(one: str, two: str) -> bool:
    width = min(len(one), len(two))
    return not one.startswith("--") and not two.startswith("--") and one[:width] > two[:width]


def _papers(reading: dict[str, Any]) -> list[Said | str]:
    """A document cited that is younger than the one that cites it."""
    signed = reading["document"]["date"]
    return [
        Said(_("Văn bản được dẫn có ngày %(date)s, sau ngày ký.") % {"date": cited["date"].value}, cited["date"].place)
        for cited in (*reading["legal_bases"], *reading["references"])
        if signed and cited["date"] and cited["date"].value > signed.value
    ]
