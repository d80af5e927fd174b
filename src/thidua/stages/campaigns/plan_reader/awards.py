"""Award forms: by whom, how many of which subjects, how many sets of papers."""

from __future__ import annotations

import re
from typing import Any

from thidua.stages.campaigns.plan_reader.marks import DASH, NONE, PLUS, STAR
from thidua.stages.campaigns.plan_reader.numbers import SPELT_PATTERN, value_of
from thidua.stages.campaigns.plan_reader.outline import Node, everything, label_of
from thidua.stages.campaigns.plan_reader.places import Said, words

FORM = re.compile(
    r"\b(?:bang khen|giay khen|thu khen|co thi dua|huan chuong(?: lao dong)?(?: hang (?:nhat"
    r"|nhi|ba))?|ky niem chuong|bang ghi nhan|giay chung nhan"
    r"|giai (?:nhat|nhi|ba|khuyen khich|dac biet|tap the|xuat sac)|bieu duong|cup|danh hieu [^,;.:]{3,50})\b"
)
GRANTOR = re.compile(
    r"\s*(?:cua\s+)?(?P<grantor>[^,;.:()]*?)(?=\s*(?:[,;.:()]|$)|\s+(?:cho|doi voi"
    r"|tai|nhan dip|de|gom|khong qua|toi da|so luong|kem)\b)"
)
NO_GRANTOR = re.compile(r"^(?:cho|doi voi|\d|tai|va|hoac|khong|toi da|theo|gui|den|de|duoc|la|nham)\b")
BEFORE = re.compile(
    r"(?P<grantor>(?:uy ban|ubnd|ban thuong vu|ban chap hanh|bch|btv|ubmttq|chu tich"
    r"|ban thuong truc|hoi|lien doan|so|phong|thuong truc|tinh doan|btt|truong|ban chap hanh"
    r"|cong doan)[^,;.:()]*?)\s+(?:xem xet(?:,)?\s*)?(?:quyet dinh\s+)?(?:tang(?: thuong)?"
    r"|khen thuong|trao(?: tang)?)\s+(?:\d+\s+)?$"
)
ASKED = re.compile(
    r"\b(?:de nghi|trinh|tham muu|de xuat)\s+(?P<grantor>[^,;.:()]{3,90}?)\s+(?:xem xet,?\s*)?(?:quyet"
    r" dinh\s+)?(?:tang(?: thuong)?|khen thuong|trao(?: tang)?|khen)\s+(?:\d+\s+)?$"
)
LATER = re.compile(
    r"thong bao[^.;]{0,40}so luong|so luong[^.;]{0,60}(?:thong bao|huong dan|\bsau\b"
    r"|quy dinh rieng)|(?:thong bao|huong dan)[^.;]{0,30}\bsau\b|so luong\s*:?\s*(?:se )?(?:co )?(?:thon"
    r"g bao|huong dan)"
)
QUOTA = re.compile(
    rf"(?<![\d/.,%])(?P<count>\d{{1,3}}|\b(?:{SPELT_PATTERN})\b)(?:\s*\([^)\d]{{2,20}}\))?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
NO_QUOTA = re.compile(r"(?:lan thu|khoa|quy|giai doan|ngay|thang|nam|so|dot|muc|dieu|khoan|thu|phu luc|-|/|mau)\s*$")
NO_SUBJECT = re.compile(
    r"(?:bộ|bản|năm|tháng|ngày|%|lần|đợt|trang|giai đoạn|hình thức|phần|triệu|nghìn"
    r"|đồng|tiêu chuẩn|tiêu chí|nội dung|quyển|tiền|bước|cấp|điểm|độ|mức|loại"
    r"|công trình|mô hình|sáng kiến|giờ|phút)\b",
    re.IGNORECASE,
)
SUBJECT_END = re.compile(r"[;.()]|:\s|\s(?:de|duoc|trong do)\s")
# «10 tập thể (gồm 04 xã, 06 thôn)», «10 tập thể (trong đó có 04 xã)»: parts of the number before the bracket.
PARTS = re.compile(r"\(\s*(?:(?P<all>(?:bao )?gom(?: co)?)|trong do(?: co)?)\b[^()]*\)")
SETS = re.compile(r"(?P<sets>\d{1,2}|\b(?:mot|hai|ba|bon)\b)\s*(?:\([^)\d]{2,12}\)\s*)?bo\b")
GUIDED = re.compile(r"huong dan rieng|huong dan sau|theo huong dan|theo quy dinh cua|thong bao sau")
PEOPLE = re.compile(
    r"\bca nhan\b|\bcan bo\b|\bhoi vien\b|\bdoan vien\b|\bnguoi\b|\bdang vien\b"
    r"|\bgiao vien\b|\bhoc sinh\b|\bcong chuc\b|\btac gia\b|\bthanh nien\b|\bong, ba\b"
    r"|\bho gia dinh\b(?!.)|\btruong ban\b"
)
SPELT_SETS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4}


def read_awards(tree: list[Node]) -> list[dict[str, Any]]:
    """The forms of the sections on commendation, each with its quotas and, from the dossier, its number of sets."""
    made: list[dict[str, Any]] = []
    nodes = [node for node in everything(tree) if "awards" in node.roles and "dossier" not in node.roles]
    taken: set[int] = set()
    for node in nodes:
        if node.line.number in taken or _is_under_form(node, nodes):
            continue
        made += _in_node(node, taken)
    _copies(tree, made)
    return made


def _is_under_form(node: Node, nodes: list[Node]) -> bool:
    """Whether a heading above already is a form whose details these are."""
    return any(above in nodes and _leads(above) and not _leads(node) for above in node.above())


def _leads(node: Node) -> re.Match[str] | None:
    """The form a paragraph begins with."""
    found = FORM.search(node.plain)
    return found if found and found.start() <= 30 and not re.search(r"[.;]", node.plain[: found.start()]) else None


def _in_node(node: Node, taken: set[int]) -> list[dict[str, Any]]:
    forms = [
        match
        for match in FORM.finditer(node.plain)
        if not re.search(r"(?:da duoc|tung duoc|duoc tang|tieu chuan)\s*$", node.plain[: match.start()])
    ]
    forms = [match for match in forms if match.group() != "bieu duong" or match.start() < 12]
    # «Giải tập thể: 01 giải nhất, 02 giải nhì»: what a number stands before is a quota of the form that leads.
    forms = [
        match for place, match in enumerate(forms) if not place or not re.search(r"\d\s*$", node.plain[: match.start()])
    ]
    if not forms or (node.sort == NONE and not _leads(node) and not BEFORE.search(node.plain[: forms[0].start()])):
        return []
    taken.add(node.line.number)
    made = []
    for place, form in enumerate(forms):
        end = forms[place + 1].start() if place + 1 < len(forms) else len(node.text)
        grantor, after = _grantor(node, form)
        start = after
        own = _quotas(node, start, end)
        beneath = [] if place + 1 < len(forms) else list(_beneath(node))
        taken.update(child.line.number for child in beneath)
        quotas = own + [quota for child in beneath for quota in _quotas(child, 0, len(child.text))]
        if place and grantor is None and not quotas:
            continue
        later = _later([(node, end)] + [(child, None) for child in beneath])
        made.append(
            {
                "no": node.line.said(0, len(node.line.text), label_of(node)) if label_of(node) and not place else None,
                "form": node.said(*form.span(), _capital(node.text[form.start() : form.end()])),
                "grantor": grantor,
                "quotas": quotas,
                "announced_later": later or False,
                "copies": None,
            }
        )
    return made


def _beneath(node: Node) -> list[Node]:
    return [child for child in node.beneath() if "dossier" not in child.roles and not _leads(child)]


def _grantor(node: Node, form: re.Match[str]) -> tuple[Said | None, int]:
    match = GRANTOR.match(node.plain, form.end())
    if match and match["grantor"] and not NO_GRANTOR.match(match["grantor"]):
        return node.said(*match.span("grantor")), match.end()
    before = BEFORE.search(node.plain[: form.start()]) or ASKED.search(node.plain[: form.start()])
    if before:
        start = before.start("grantor")
        lead = list(re.finditer(r"\b(?:de nghi|trinh)\s+", before["grantor"]))
        return node.said(start + (lead[-1].end() if lead else 0), before.end("grantor")), form.end()
    return None, form.end()


def _quotas(node: Node, start: int, end: int) -> list[dict[str, Any]]:
    found = []
    for match in QUOTA.finditer(node.text, start, end):
        before = node.plain[max(0, match.start() - 20) : match.start()]
        if NO_QUOTA.search(before) or NO_SUBJECT.match(node.text[match.end() :]) or value_of(match["count"]) is None:
            continue
        if not match["count"].isdigit() and NO_QUOTA.search(before):
            continue
        found.append(match)
    inside = [bracket.span() for bracket in PARTS.finditer(node.plain)]
    if found:
        found = [
            m for m in found if not any(left > found[0].start() and left < m.start() < right for left, right in inside)
        ]
    if node.sort == NONE and found and found[0].start() > 200:
        return []
    made = []
    for place, match in enumerate(found):
        stop = found[place + 1].start() if place + 1 < len(found) else end
        cut = SUBJECT_END.search(node.plain, match.end(), stop)
        subject = node.said(match.end(), _without_and(node.plain, match.end(), cut.start() if cut else stop))
        if subject:
            made.append(
                {
                    "count": node.said(*match.span("count"), value_of(match["count"])),
                    "subject": subject,
                    "kind": _kind(node, subject),
                }
            )
    return made


def parts_that_differ(node: Node) -> list[tuple[int, int]]:
    """The brackets whose parts are more than the number they explain, or said to be all of it and are not."""
    made = []
    for bracket in PARTS.finditer(node.plain):
        before = list(QUOTA.finditer(node.text, 0, bracket.start()))
        parts = [value_of(match["count"]) or 0 for match in QUOTA.finditer(node.text, *bracket.span())]
        if not before or not parts or re.search(r"[;.]\s", node.text[before[-1].end() : bracket.start()]):
            continue
        whole, total = value_of(before[-1]["count"]) or 0, sum(parts)
        if total > whole or (bracket["all"] and len(parts) > 1 and total < whole):
            made.append(bracket.span())
    return made


def _without_and(said: str, start: int, end: int) -> int:
    tail = re.search(r"[\s,;]*\b(?:va|cung)?\s*(?:khong qua|toi da)?\s*$", said[start:end])
    return start + tail.start() if tail else end


def _kind(node: Node, subject: Said) -> str:
    if words(str(subject.value)).startswith(("ho ", "gia dinh")) or words(str(subject.value)) == "ho":
        return "hộ"
    if PEOPLE.search(words(str(subject.value))):
        return "cá nhân"
    for above in node.above():
        if above.sort in (STAR, DASH, PLUS) or len(above.text) < 40:
            if re.search(r"\bca nhan\b", above.plain) and "tap the" not in above.plain:
                return "cá nhân"
            if "tap the" in above.plain:
                return "tập thể"
    return "tập thể"


def _later(parts: list[tuple[Node, int | None]]) -> Said | None:
    for node, end in parts:
        match = LATER.search(node.plain, 0, len(node.plain) if end is None else end)
        if match:
            return node.said(*match.span(), True)
    return None


def _copies(tree: list[Node], awards: list[dict[str, Any]]) -> None:
    """«Bằng khen của …: 02 bộ» beside its form; a number said for all holds for all that have none of their own."""
    for node in everything(tree):
        if not node.roles & {"dossier", "awards"}:
            continue
        sets, guided = SETS.search(node.plain), GUIDED.search(node.plain)
        if not sets and not (guided and FORM.match(node.plain)):
            continue
        said = _sets(node, sets) if sets else None
        form = FORM.search(node.plain[: sets.start() if sets else None])
        for award in [award for award in awards if _is_of(node, form, award)]:
            award["copies"] = award["copies"] or said


def _sets(node: Node, sets: re.Match[str]) -> Said | None:
    text = sets["sets"]
    return node.said(*sets.span("sets"), SPELT_SETS.get(text) or int(text))


def _is_of(node: Node, form: re.Match[str] | None, award: dict[str, Any]) -> bool:
    if form is None:
        return True
    grantor = award["grantor"]
    if words(form.group()) not in words(str(award["form"].value)):
        return False
    return grantor is None or same_body(node.plain[form.end() :].split(":")[0], str(grantor.value))


SHORT = (
    ("ubnd", "uy ban nhan dan"),
    ("mttq", "mat tran to quoc"),
    ("tw", "trung uong"),
    ("ubmttq", "uy ban mat tran to quoc"),
    ("ubtw", "uy ban trung uong"),
    ("vn", "viet nam"),
)


def same_body(one: str, two: str) -> bool:
    """Whether two writings name one body: «UBND tỉnh» and «Ủy ban nhân dân tỉnh»."""
    return _long(one) == _long(two) or (
        bool(_long(one))
        and (_long(one) in _long(two) or _long(two) in _long(one))
        and ("trung uong" in _long(one)) == ("trung uong" in _long(two))
    )


def _long(name: str) -> str:
    said = f" {words(name)} "
    for short, whole in SHORT:
        said = said.replace(f" {short} ", f" {whole} ")
    return " ".join(said.replace(" cua ", " ").split())


def _capital(form: str) -> str:
    return form[:1].upper() + form[1:]
