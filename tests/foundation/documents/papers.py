"""Documents for tests: a short plan and its variations, invented but for the letterhead's form."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from thidua.foundation.documents.model import (
    Align,
    Annex,
    Column,
    Heading,
    HeadingLevel,
    Letterhead,
    OfficialDocument,
    ParagraphStyle,
    Partner,
    Signature,
    SignatureTable,
    Table,
    item,
    paragraph,
)

DAY = datetime.date(2024, 2, 5)
LONG = (
    "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam các cấp tổ chức đăng ký xây dựng công trình, phần việc cụ thể; "
    "vận động Quỹ “Vì người nghèo”, hỗ trợ xây dựng nhà đại đoàn kết cho hộ nghèo, làm đường giao thông nông thôn, "
    "kiên cố hóa kênh mương nội đồng trong nhiệm kỳ 2024 - 2029."
)

COLUMNS = (
    Column("TT", 10, Align.CENTER),
    Column("Đơn vị", 60),
    Column("Đăng ký", 25, Align.RIGHT, "Số công trình"),
    Column("Đã xác nhận", 25, Align.RIGHT, "Số công trình"),
    Column("Ghi chú", 40),
)
ROWS = tuple((str(n), f"Xã minh họa số {n}", "3", "1", "") for n in range(1, 41))

SIGNERS = (Signature("THƯ KÝ", "Người Ghi Minh Họa"), Signature("CHỦ TRÌ", "Người Chủ Trì Minh Họa"))


def plan(**changes: Any) -> OfficialDocument:
    """A plan with every ordinary component; two pages."""
    blocks = (
        paragraph("Căn cứ Kế hoạch phát động của cấp trên;", ParagraphStyle.BASIS),
        paragraph("Thực hiện chương trình công tác năm 2024.", ParagraphStyle.BASIS),
        paragraph(LONG),
        Heading(HeadingLevel.SECTION, "I.", "MỤC ĐÍCH, YÊU CẦU"),
        item("-", LONG),
        item("-", LONG),
        Heading(HeadingLevel.SECTION, "II.", "NỘI DUNG"),
        Heading(HeadingLevel.ITEM, "1.", "Công trình, phần việc"),
        *(item("-", LONG) for _ in range(6)),
        Heading(HeadingLevel.ITEM, "2.", "Tiêu chuẩn"),
        Heading(HeadingLevel.SUBITEM, "2.1.", "Đối với tập thể"),
        paragraph(LONG + "/."),
    )
    made = OfficialDocument(
        kind="plan",
        letterhead=Letterhead(("ỦY BAN MTTQ VIỆT NAM", "HUYỆN CƯ JÚT"), ("BAN THƯỜNG TRỰC",), "Cư Jút"),
        symbol="KH-MTTQ-BTT",
        number=5,
        date=DAY,
        subject="Hưởng ứng đợt thi đua đặc biệt chào mừng Đại hội Mặt trận Tổ quốc Việt Nam các cấp (minh họa)",
        blocks=blocks,
        signature=Signature("CHỦ TỊCH", "Nguyễn Văn Minh Họa", ("TM. BAN THƯỜNG TRỰC",), "(đã ký)"),
        recipients=("- BTT Ủy ban MTTQ tỉnh;", "- Ủy ban MTTQ các xã, thị trấn;", "- Lưu: VT."),
    )
    return dataclasses.replace(made, **changes)


def page(**changes: Any) -> OfficialDocument:
    """The same plan with one item only: one page."""
    long = plan()
    first = long.blocks.index(item("-", LONG))
    blocks = tuple(block for place, block in enumerate(long.blocks) if place <= first or block != item("-", LONG))
    return dataclasses.replace(long, blocks=blocks, **changes)


def letter(**changes: Any) -> OfficialDocument:
    """An official letter: no title, subject under the number, addressees."""
    values: dict[str, Any] = {
        "kind": "letter",
        "symbol": "MTTQ-BTT",
        "number": 12,
        "subject": "đăng ký công trình, phần việc chào mừng Đại hội",
        "addressees": ("Ủy ban MTTQ các xã, thị trấn;", "Các tổ chức thành viên huyện."),
        "blocks": (paragraph(LONG), paragraph(LONG + "/.")),
    }
    return plan(**(values | changes))


def report(**changes: Any) -> OfficialDocument:
    """A report with an upright table, a table on lying pages, two annexes."""
    table = Table(COLUMNS, ROWS, strong_rows=frozenset({0}))
    lying = dataclasses.replace(table, landscape=True)
    values: dict[str, Any] = {
        "kind": "report",
        "symbol": "BC-MTTQ-BTT",
        "blocks": (paragraph(LONG), table, paragraph(LONG), lying, paragraph(LONG + "/.")),
        "annexes": (
            Annex("Danh sách công trình", (table,), "I", "(Kèm theo Báo cáo số 05/BC-MTTQ-BTT ngày 05/02/2024)"),
            Annex("Danh sách phần việc", (paragraph(LONG), lying), "II", landscape=True),
        ),
    }
    return plan(**(values | changes))


def minutes(**changes: Any) -> OfficialDocument:
    """Minutes with two signers side by side."""
    values: dict[str, Any] = {
        "kind": "minutes",
        "symbol": "BB-MTTQ-BTT",
        "blocks": (paragraph(LONG), SignatureTable(SIGNERS)),
        "signature": None,
    }
    return plan(**(values | changes))


def joint(**changes: Any) -> OfficialDocument:
    """A programme of two bodies: the committee leads, the people's committee has its own number and signer."""
    partner = Partner(
        Letterhead(("ỦY BAN NHÂN DÂN",), ("HUYỆN CƯ JÚT",), "Cư Jút"),
        "CTr-UBND",
        12,
        Signature("PHÓ CHỦ TỊCH", "Trần Thị Minh Họa", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "(đã ký)"),
    )
    return plan(**({"kind": "programme", "symbol": "CTr-MTTQ-BTT", "partners": (partner,)} | changes))


def led_by_an_organization() -> OfficialDocument:
    """A plan of two bodies: a union that has none above it leads, the committee of its level signs too."""
    partner = Partner(
        Letterhead(("ỦY BAN MTTQ VIỆT NAM", "HUYỆN CƯ JÚT"), ("BAN THƯỜNG TRỰC",), "Cư Jút"),
        "KH-MTTQ-BTT",
        12,
        Signature("CHỦ TỊCH", "Trần Thị Minh Họa", ("TM. BAN THƯỜNG TRỰC",)),
    )
    head = Letterhead((), ("HỘI LIÊN HIỆP PHỤ NỮ HUYỆN CƯ JÚT", "BAN THƯỜNG VỤ"), "Cư Jút")
    return plan(letterhead=head, symbol="KH-BTV", partners=(partner,))


def party(**changes: Any) -> OfficialDocument:
    """A plan in the Party's style."""
    values: dict[str, Any] = {
        "family": "party",
        "letterhead": Letterhead(("TỈNH ỦY MINH HỌA",), ("BAN TUYÊN GIÁO",), "Minh Họa"),
        "symbol": "KH/BTGTU",
        "signature": Signature("PHÓ TRƯỞNG BAN", "Trần Thị Minh Họa", ("K/T TRƯỞNG BAN",)),
    }
    return plan(**(values | changes))
