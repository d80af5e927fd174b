"""Documents that a text names: its legal bases before the first section, further ones after."""

from __future__ import annotations

import itertools
import re

from thidua.stages.campaigns.plan_reader.dates import full_day
from thidua.stages.campaigns.plan_reader.ends import NUMBER
from thidua.stages.campaigns.plan_reader.places import Line, Said, plain

TYPE = (
    r"(?:Chương trình phối hợp|Kế hoạch liên tịch|Nghị quyết liên tịch|Văn bản hợp nhất"
    r"|Thông tư liên tịch|Hiến pháp|Bộ luật|Luật"
    r"|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Thông tri|Chỉ thị|Kế hoạch|Quyết định"
    r"|Quy định|Quy chế|Quy ước|Kết luận|Hướng dẫn"
    r"|Công văn|Công điện|Chương trình|Thông báo|Biên bản|Đề án|Tờ trình|Báo cáo|Điều lệ|Lời kêu gọi|Văn bản|Giao ước)"
)
SYMBOL = r"[A-ZĐ][A-Za-zĐđƯưÂâ]*\d*(?:\s?[-–/&]\s?(?:[A-ZĐ][A-Za-zĐđƯưÂâ]*\d*|\d{1,2}(?=\b)))*"
NUMBERED = re.compile(
    rf"(?P<type>{TYPE})\s+(?:số\s*:?\s*)?(?P<number>\d{{1,5}}\s*(?:/\s*\d{{4}}\s*)?[-–/]\s*{SYMBOL}"
    rf"|(?:\d{{1,4}}(?=\s*(?:,|;|của|ngày|\.|và|\)|“|về|$))))",
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(
    rf"(?:(?P<type>{TYPE})\s+[^;:.\d]{{3,90}}?\s+)?(?:số\s*:?\s*)(?P<number>\d{{1,5}}\s*(?:/\s*\d{{4}}\s*"
    rf")?[-–/]\s*{SYMBOL})",
    re.IGNORECASE,
)
PLENUM = re.compile(
    r"(?P<type>Nghị quyết)\s+(?:Hội nghị\s+)?(?P<issuer>(?:lần thứ \w+ )?(?:Ban Chấp hành )?Trung"
    r" ương\s+\d{1,2}(?:\s*\(?\s*khóa\s+[IVX]+\)?)?)",
    re.IGNORECASE,
)
LAW = re.compile(
    r"(?:^\W*|Căn cứ\s+|Thực hiện\s+|Theo\s+|[;,]\s+|và\s+)(?P<type>Luật|Hiến pháp"
    r"|Pháp lệnh|Điều lệ)\s+(?P<name>(?:sửa đổi\b|[A-ZĐ])[^;.\d]{3,90}?)(?=\s*(?:\("
    r"|ngày\s+\d|năm\s+\d|số\s*:?\s*\d|;|\.|,\s*(?:ngày|năm)\s+\d|$))"
)
UNNUMBERED = re.compile(
    rf"^\W*(?:Căn cứ|Thực hiện|Theo|Trên cơ sở)\s+(?:nội dung\s+)?(?P<type>{TYPE})\b(?!\s+(?:số|\d))"
)
BEFORE = re.compile(r"\bcua\s+(?P<issuer>[^,;.]{3,80}?)\s+tai\s+(?:cac\s+)?$")
DAY = re.compile(r"\s*[,(]?\s*(?:ngay\s+|ngay)?(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})")
LONG_DAY = re.compile(r"\s*[,(]?\s*ngay\s+(?P<d>\d{1,2})\s+thang\s+(?P<m>\d{1,2})\s+nam\s+(?P<y>\d{4})")
ISSUER = re.compile(r"\s*[,)]?\s*cua\s+")
ISSUER_END = re.compile(
    r"\s+(?:ve|v/v|quy dinh|huong dan|ban hanh|phat dong|phe duyet|trien khai|sua doi"
    r"|gan voi|va (?:cac|ke hoach|chi thi|huong dan|quyet dinh|nghi quyet)"
    r"|to chuc thuc hien|thuc hien|ngay \d|nham|den (?:can bo|toan)|lanh dao|trong|giai doan)\b|[;,.:“\"]|\s+-\s+|\("
)


def read_citations(
    lines: list[Line], body_from: int
) -> tuple[list[dict[str, Said | None]], list[dict[str, Said | None]]]:
    """Bases (in lines before the first section, whose number is `body_from`) and what is named further, each once."""
    before = [line for line in lines if line.zone == "body" and line.number < body_from]
    after = [
        line
        for line in lines
        if line not in before and line.zone != "tail" and not (line.zone == "head" and NUMBER.match(line.plain))
    ]
    seen: set[str] = set()
    return _each_once(before, seen, is_base=True), _each_once(after, seen, is_base=False)


def _each_once(lines: list[Line], seen: set[str], *, is_base: bool) -> list[dict[str, Said | None]]:
    made = []
    for line in lines:
        for cited in _in_line(line, is_base=is_base):
            if (key := _key(cited)) not in seen:
                seen.add(key)
                made.append(cited)
    return made


def _key(cited: dict[str, Said | None]) -> str:
    said = [cited[name].value if cited[name] else "" for name in ("type", "number", "issuer")]  # type: ignore[union-attr]
    if "/" in str(said[1]) or "-" in str(said[1]):
        return plain(str(said[1]))
    place = cited["type"].place if cited["type"] and not said[1] and not said[2] else ""
    return plain("|".join(map(str, said))) + str(place)


def _in_line(line: Line, *, is_base: bool) -> list[dict[str, Said | None]]:
    found = {match.start("number"): _cited(line, match, match.start("type")) for match in NUMBERED.finditer(line.text)}
    for match in BARE_NUMBER.finditer(line.text):
        if match.start("number") not in found:
            kind = match.start("type")
            found[match.start("number")] = _cited(line, match, kind if kind >= 0 else None)
    for match in PLENUM.finditer(line.text):
        found[match.start()] = {
            "type": line.said(*match.span("type"), _capital(match["type"])),
            "number": None,
            "date": _date(line, match.end())[0],
            "issuer": None,
        }
    if is_base:
        found |= _unnumbered(line, found)
    cited = [found[place] for place in sorted(found)]
    _share_issuer(line, cited)
    for one in cited:
        one["issuer"] = one["issuer"] or _said_before(line, one)
    return cited


def _unnumbered(line: Line, found: dict[int, dict[str, Said | None]]) -> dict[int, dict[str, Said | None]]:
    more: dict[int, dict[str, Said | None]] = {}
    for match in LAW.finditer(line.text):
        date, end = _date(line, match.end())
        if not any(match.start() <= place <= match.end() + 40 for place in found):
            more[match.start()] = {
                "type": line.said(match.start("type"), match.end("name"), match["type"].lower()),
                "number": None,
                "date": date,
                "issuer": _issuer(line, end),
            }
    opening = UNNUMBERED.match(line.text)
    if opening and not found and not more:
        end = opening.end()
        day = LONG_DAY.search(line.plain, end) or DAY.search(line.plain, end)
        issuer = re.compile(r"\bcua\s+").search(line.plain, end)
        more[opening.start("type")] = {
            "type": line.said(*opening.span("type"), _capital(opening["type"])),
            "number": None,
            "date": line.said(*day.span(), full_day(day["d"], day["m"], day["y"])) if day else None,
            "issuer": _issuer_at(line, issuer.end()) if issuer else None,
        }
    return more


def _cited(line: Line, match: re.Match[str], type_start: int | None) -> dict[str, Said | None]:
    date, end = _date(line, match.end("number"))
    kind = None
    if type_start is not None:
        kind = line.said(type_start, match.end("type"), _capital(match["type"]))
    number = re.sub(r"\s+", "", match["number"]).replace("–", "-")
    return {
        "type": kind,
        "number": line.said(*match.span("number"), number),
        "date": date,
        "issuer": _issuer(line, end),
    }


def _date(line: Line, start: int) -> tuple[Said | None, int]:
    for pattern in (LONG_DAY, DAY):
        match = pattern.match(line.plain, start)
        iso = full_day(match["d"], match["m"], match["y"]) if match else ""
        if match and iso:
            return line.said(match.start("d"), match.end("y"), iso), match.end()
    return None, start


def _issuer(line: Line, start: int) -> Said | None:
    match = ISSUER.match(line.plain, start)
    return _issuer_at(line, match.end()) if match else None


def _issuer_at(line: Line, start: int) -> Said | None:
    end = ISSUER_END.search(line.plain, start)
    return line.said(start, end.start() if end else len(line.text))


def _share_issuer(line: Line, cited: list[dict[str, Said | None]]) -> None:
    """«Quyết định 217, Quyết định 218 của Bộ Chính trị»: one issuer said for both."""
    for one, after in itertools.pairwise(cited):
        number, kind = one["number"], after["type"] or after["number"]
        if one["issuer"] is None and after["issuer"] is not None and number and kind:
            between = line.plain[number.place.end : kind.place.start]
            if re.fullmatch(r"\s*(?:,|va|;)\s*(?:so\s*)?", between):
                one["issuer"] = after["issuer"]


def _said_before(line: Line, cited: dict[str, Said | None]) -> Said | None:
    """«Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số …»: the issuer stands before."""
    start = (cited["type"] or cited["number"]).place.start  # type: ignore[union-attr]
    match = BEFORE.search(line.plain[:start])
    return line.said(*match.span("issuer")) if match else None


def _capital(kind: str) -> str:
    return kind.lower()
