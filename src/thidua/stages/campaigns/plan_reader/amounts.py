"""Amounts in a sentence: how much of what, at least or at most; and the verb that parts who from what."""

from __future__ import annotations

import dataclasses
import itertools
import re
from dataclasses import dataclass

from thidua.stages.campaigns.plan_reader.numbers import NUMBER, value_of
from thidua.stages.campaigns.plan_reader.places import plain

LEAST = r"ít nhất(?: là)?|tối thiểu(?: là)?|không ít hơn|không dưới|trên|hơn|từ|đạt từ|không thấp hơn"
MOST = r"không quá|tối đa(?: là)?|nhiều nhất|không vượt quá|dưới|giảm còn dưới"
EXACT = r"đúng|đủ|bằng"
OPERATOR = rf"(?:(?P<least>{LEAST})|(?P<most>{MOST})|(?P<exact>{EXACT}))"
PERCENT = re.compile(rf"(?:{OPERATOR}\s+)?(?P<number>\d+(?:,\d+)?)\s*%(?P<more>\s*trở lên)?", re.IGNORECASE)
UNIT = (
    r"tỷ đồng|triệu đồng|nghìn đồng|ngàn đồng|đồng|nhà|mái ấm|công trình|dự án|phần việc|mô hình|sản phẩm|sáng kiến|cuộc|buổi"
    r"|hội nghị|km|m2|ha|hecta|mét|hộ|lượt người|người|lượt|ngày công|cây|suất quà"
    r"|suất|phần quà|học sinh|học bổng|tuyến đường|tuyến|đoạn đường"
    r"|tấm gương|gương|tập thể|cá nhân|điển hình|đơn vị|hoạt động|chương trình|phong trào"
    r"|bài viết|tin, bài|tin|bài|giải pháp|đề tài|lớp|nội dung"
    r"|câu lạc bộ|tổ|chi hội|hội viên|đoàn viên|đảng viên|thôn|xã|huyện|khu dân cư"
    r"|vụ việc|vụ|đợt|lần|giờ|phút|chuyên đề|kiến nghị|tiêu chí|cụm|điểm|bồn"
    r"|thùng|bộ|chiếc|con|giếng|cầu|kế hoạch|văn bản|báo cáo|tủ sách|cuốn sách|cuốn"
    r"|quyển|đầu sách|thư viện|việc|giám sát|đại hội|%"
)
MONEY = {"đồng": 1, "nghìn đồng": 1_000, "ngàn đồng": 1_000, "triệu đồng": 1_000_000, "tỷ đồng": 1_000_000_000}
CLASSIFIER = r"(?:căn|ngôi|cái|chiếc|loại|hạng)"
COUNT = re.compile(
    rf"(?:{OPERATOR}\s+)?(?P<number>{NUMBER})(?:\s*\([^)\d]{{2,20}}\))?(?:\s*(?:-"
    rf"|–|đến)\s*(?P<upto>\d+))?\s+(?:{CLASSIFIER}\s+)?(?P<unit>{UNIT})\b(?P<more>[^,;.]{{0,30}}?trở"
    rf" lên)?",
    re.IGNORECASE,
)
# Any other noun counts where the text says how it is compared, or what is done with it.
OTHER = re.compile(
    rf"(?:{OPERATOR}\s+|(?<=có )|(?<=xây dựng )|(?<=đăng ký )|(?<=thực hiện )|(?<=tổ chức )"
    rf"|(?<=thành lập )|(?<=giúp đỡ ))(?P<number>{NUMBER})(?:\s*\([^)\d]{{2,20}}\))?"
    rf"(?:\s*(?:-|–|đến)\s*(?P<upto>\d+))?\s+(?:{CLASSIFIER}\s+)?(?P<unit>(?!năm\b"
    rf"|tháng\b|ngày\b|quý\b|lần\b|giai\b|cấp\b|trong\b|số\b)[^\W\d_]+)(?P<more>[^,;.]{{0,30}}?trở"
    rf" lên)?",
    re.IGNORECASE,
)
NOT_COUNTED = re.compile(
    r"(?:lan thu|khoa|nhiem ky|quy|giai doan|ngay|thang|nam|so|dot|phu luc|muc|dieu"
    r"|khoan|thu|nghi quyet|nhom|cap|ky niem|/|cuoc van dong)\s*$"
)
# What an amount before it is made of («(gồm 12 xã)») or worth («trị giá 50 triệu đồng») is not asked beside it.
MADE_OF = re.compile(r"\((?:bao )?gồm\b[^)]*\)?", re.IGNORECASE)
WORTH = re.compile(r"\btri gia(?: [^\s,;.]+){0,3}\s*$")
ALTERNATIVE = re.compile(r"^\s*(?:[^\d,;.]{0,40})?\bhoac\s*$")
# With their marks: «Việt», «cư», «đợt» are no verbs.
VERBS = re.compile(
    r"(?<!\w)(?:tổ chức(?! (?:thành viên|chính trị|đảng|cơ sở|đoàn thể|hội quần"
    r"|đó|xã hội|kinh tế|tôn giáo|mình|liên quan|trực thuộc|phi|,))"
    r"|phấn đấu|hoàn thành|vận động|có(?! (?:liên quan|điều kiện|đông))|đăng ký"
    r"|xây dựng|thực hiện|đạt|tham gia|ban hành|triển khai|phát động|hỗ trợ"
    r"|giúp đỡ|giúp|sửa chữa|giới thiệu|được|trồng|thành lập|ký kết|ký|chỉ đạo|bảo đảm"
    r"|đảm bảo|đảm nhận|duy trì|treo|tặng|giảm|làm|thu|chăm sóc|phối hợp"
    r"|chủ trì|tuyên truyền|nhận|quyên góp|trao|ủng hộ|tiết kiệm|gửi|nộp|đọc|mượn"
    r"|khám|hiến|thu gom|dọn|trang bị|cử|lập|viết|mở|không(?! (?:dưới|quá|ít|vượt"
    r"|thấp))"
    r"|chấp hành|quán triệt|học tập|khai|xóa|lắp đặt|sản xuất|tiếp|giám sát|công nhận"
    r"|ra mắt|xây|huy động|công khai|áp dụng|khắc phục|tạo|kết nạp|hòa giải|đóng góp"
    r"|bổ sung|quản lý|tập huấn|sử dụng|cam kết|nâng cấp|kiên cố|góp|luyện tập|vi phạm"
    r"|thăm|nhân rộng|phát hiện|biểu dương|kết nghĩa|nhận đỡ đầu|đỡ đầu|hưởng ứng"
    r"|phát triển|giữ|xuất bản|phủ xanh|nói|biết|dạy|bồi dưỡng|phân loại|đầu tư"
    r"|di dời|lựa chọn|chọn)(?!\w)",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(
    r"(?:các|mỗi|những|của|từng|nhiều|hợp đồng|quỹ|nguồn|trực|cuộc|kế hoạch|chương trình|công tác|về|và các)\s+$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Amount:
    """An amount found in a sentence: where, how much, of what."""

    start: int
    end: int
    number: tuple[int, int]
    value: int | float
    operator: str
    unit: str
    unit_span: tuple[int, int]
    leads: int = -1  # where the subject begins, after a «100%» that says: each


def amounts_in(text: str, start: int, end: int, *, strict: bool) -> list[Amount]:
    found: list[Amount] = []
    for pattern in (PERCENT, COUNT, OTHER):
        for match in pattern.finditer(text, start, end):
            for amount in _both_ends(match, text):
                if (strict and not _is_asked(match)) or any(
                    a.start < amount.end and amount.start < a.end for a in found
                ):
                    continue
                found.append(amount)
    found.sort(key=lambda amount: amount.start)
    found = _without_details(text, found)
    _hold_operators(text, found)
    found = _without_wholes(text, found)
    return [
        amount
        for place, amount in enumerate(found)
        if not (place and ALTERNATIVE.match(plain(text[found[place - 1].end : amount.start])))
    ]


def _without_details(text: str, amounts: list[Amount]) -> list[Amount]:
    """Without the parts in brackets, and without the worth of what was counted before."""
    kept: list[Amount] = []
    for place, amount in enumerate(amounts):
        if any(match.start() < amount.start < match.end() for match in MADE_OF.finditer(text)):
            continue
        before = amounts[place - 1] if place else None
        is_upto = before is not None and before not in kept and before.unit_span == amount.unit_span
        if before and amount.unit == "đồng" and (is_upto or WORTH.search(plain(text[before.end : amount.start]))):
            continue
        kept.append(amount)
    return kept


def _hold_operators(text: str, amounts: list[Amount]) -> None:
    """«ít nhất 01 góc xanh và 01 sáng kiến»: the word holds for the list behind it, not beyond the next verb."""
    for before, after in itertools.pairwise(amounts):
        between = text[before.end : after.start]
        is_list = verb_in(between, 0, len(between)) is None and not re.search(r"[;.]", between)
        if after.operator == "=" and before.operator != "=" and is_list and "%" not in (before.unit, after.unit):
            after.operator = before.operator


def _without_wholes(text: str, amounts: list[Amount]) -> list[Amount]:
    """«100% chi đoàn có ít nhất 01 công trình» is one target: each of them one work."""
    kept: list[Amount] = []
    for place, amount in enumerate(amounts):
        after = amounts[place + 1] if place + 1 < len(amounts) else None
        if after and amount.unit == "%" and amount.value == 100 and after.unit != "%":
            between = text[amount.end : after.start]
            verb = verb_in(between, 0, len(between))
            if verb is not None and not re.search(r"[,;.%]", between[verb:]):
                after.leads = amount.end
                continue
        kept.append(amount)
    return kept


def _is_asked(match: re.Match[str]) -> bool:
    return bool(match["least"] or match["most"] or match["exact"] or "%" in match.group())


def _amount(match: re.Match[str], text: str) -> Amount | None:
    value = value_of(match["number"])
    before = plain(text[max(0, match.start("number") - 25) : match.start("number")])
    asked = _is_asked(match)
    if value is None or (NOT_COUNTED.search(before) and not asked):
        return None
    if (
        not match["number"][0].isdigit()
        and not asked
        and not re.search(r"(?:co|xay dung|van dong|dang ky|to chuc|thuc hien|duoc|them|lam)\s+$", before)
    ):
        return None
    operator = ">=" if match["least"] or match["more"] else "<=" if match["most"] else "="
    groups = match.groupdict()
    unit = groups.get("unit") or "%"
    value, unit = _in_dong(value, unit)
    span = match.span("unit") if groups.get("unit") else (match.end("number"), match.end())
    return Amount(match.start(), match.end(), match.span("number"), value, operator, unit, span)


def _both_ends(match: re.Match[str], text: str) -> list[Amount]:
    """«từ 05 đến 07 nhà»: at least the one, at most the other."""
    amount = _amount(match, text)
    if amount is None:
        return []
    upto = match.groupdict().get("upto")
    if not upto:
        return [amount]
    amount.operator, middle = ">=", match.end("number")
    most = dataclasses.replace(
        amount, operator="<=", value=int(upto), start=match.start("upto"), number=match.span("upto")
    )
    amount.end = middle
    return [amount, most]


def _in_dong(value: int | float, unit: str) -> tuple[int | float, str]:
    times = MONEY.get(unit.lower())
    return (round(value * times), "đồng") if times else (value, unit)


def verb_in(text: str, start: int, end: int) -> int | None:
    for match in VERBS.finditer(text, start, end):
        if not NOUN_BEFORE.search(text[max(start, match.start() - 12) : match.start()]):
            return match.start()
    return None
