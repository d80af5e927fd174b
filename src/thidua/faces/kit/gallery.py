"""What the gallery shows: each component in its forms, with invented content (minh họa)."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.http import HttpRequest

from thidua.faces.kit import icons, vocabulary
from thidua.faces.kit.fields import DayField, FilesField, MoneyField, QuantityField
from thidua.faces.kit.forms import OnceForm
from thidua.faces.kit.gallery_words import PARTS, READERS, SHEET, WORDS
from thidua.faces.kit.parts import Chip, Event, Link, Shot, Step, Tile, TileGroup, Todo
from thidua.foundation.core.quantities import METRE
from thidua.foundation.core.tables import Column, Table
from thidua.foundation.core.tables.lists import Kind

DAY = datetime.date(2024, 7, 15)
# A plain picture, so that the gallery needs no stored photo.
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 90'%3E%3Cpath fill='%23d9d3ca' "
    "d='M0 0h120v90H0z'/%3E%3Cpath fill='%23877e74' d='m22 42 38-20 38 20v4H22zM28 46h64v27H28z'/%3E%3C/svg%3E"
)


class FilterForm(forms.Form):
    """A filter as lists have it."""

    district = forms.ChoiceField(label="Huyện", choices=[("", "Tất cả"), ("664", "Krông Nô")], required=False)
    until = DayField(label="Tính đến ngày", required=False)


class SampleForm(OnceForm):
    """One field of every kind; its data are wrong on purpose."""

    name = forms.CharField(label="Tên công trình", max_length=120, help_text="Gọn, như ghi trên biển tên.")
    started = DayField(label="Ngày khởi công", help_text="Ví dụ 5/4/2024.")
    length = QuantityField(label="Chiều dài", of=METRE)
    money = MoneyField(label="Kinh phí", required=False, help_text="Ghi 95.700.000 hoặc 95,7 triệu đều được.")
    kind = forms.ChoiceField(label="Loại", choices=[("road", "Đường giao thông nông thôn"), ("canal", "Kênh mương")])
    occasions = forms.MultipleChoiceField(
        label="Chào mừng",
        choices=[("national", "Đại hội toàn quốc lần thứ X"), ("provincial", "Đại hội tỉnh")],
        widget=forms.CheckboxSelectMultiple,
    )
    new = forms.ChoiceField(
        label="Hình thức", choices=[("new", "Xây mới"), ("repair", "Sửa chữa")], widget=forms.RadioSelect
    )
    photos = FilesField(label="Ảnh", required=False, help_text="Chụp tại nơi làm, thấy rõ công trình.")
    told = forms.BooleanField(label="Đã báo với thôn", required=False)
    words = forms.CharField(label="Ghi thêm", widget=forms.Textarea(attrs={"rows": 3}), required=False)


WRONG = {
    "receipt": str(uuid.UUID(int=1)), "name": "Đường hoa thôn 2", "started": "31/2/2024", "length": "1.5 km",
    "money": "95,7 triệu", "kind": "road", "new": "repair",
}  # fmt: skip


def _rows(actor: Any, filters: Any) -> list[dict[str, Any]]:
    rows = [
        {"unit": "Xã Đắk Wer", "works": 12, "money": 1_234_500_000, "share": (12, 12), "state": "verified", "day": DAY},
        {"unit": "Xã Nhân Cơ", "works": 9, "money": 811_100_000, "share": (7, 9), "state": "returned", "day": None},
        {"unit": "Xã Quảng Tín", "works": 1_007, "money": 950_000, "share": (0, 7), "state": "registered", "day": None},
    ]
    return rows * 50


SAMPLE_TABLE = Table(
    key="gallery",
    title="Công trình theo xã",
    columns=(
        Column("unit", "Đơn vị", lambda row: row["unit"]),
        Column("works", "Công trình", lambda row: row["works"], Kind.NUMBER),
        Column("money", "Kinh phí", lambda row: row["money"], Kind.MONEY),
        Column("share", "Đã xác nhận", lambda row: row["share"], Kind.SHARE),
        Column("day", "Ngày xong", lambda row: row["day"], Kind.DATE),
        Column("state", "Tình trạng", lambda row: row["state"], Kind.STATE),
    ),
    rows=_rows,
)


def _table() -> dict[str, Any]:
    page = SAMPLE_TABLE.page(None, number=2)
    few = type(page)(page.rows[:3], page.columns, 2, 50, 150)
    return {"page": few}


def _ways() -> dict[str, Any]:
    return {
        "crumbs": [
            Link("Công trình, phần việc", "#duong-dan"),
            Link("Huyện Cư Jút", "#duong-dan"),
            Link("Nhà đại đoàn kết"),
        ],
        "chips": [
            Chip("Tất cả", "?loc=", current=True, count=68),
            Chip("Không đạt (hết hạn)", "?loc=khong-dat", count=3, tone="fail", sign="fail"),
            Chip("Chưa báo cáo", "?loc=chua-bao-cao", count=4, tone="none", sign="none"),
        ],
        "steps": [
            Step("Khảo sát", "done", "4/3/2024"),
            Step("Duyệt", "done", "18/3/2024"),
            Step("Khởi công", "done", "5/4/2024"),
            Step("Hoàn thành", "now", "Bạn đang giữ, hạn 17/7"),
            Step("Bàn giao", "later"),
        ],
        "todo": [
            Todo(
                "Báo đã nhận hướng dẫn của huyện",
                "Đọc, báo đã nhận",
                "#viec",
                "12/7",
                "Quá hạn 3 ngày",
                True,
                "Chưa mở.",
            ),
            Todo("Xác nhận hoàn thành 2 công trình", "Xem và xác nhận", "#viec", "15/7", "Hôm nay", main=True),
            Todo("Bổ sung hồ sơ", "Bổ sung", "#viec", "25/7", "Còn 10 ngày", detail="Còn thiếu báo cáo có xác nhận."),
        ],
    }


def _things() -> dict[str, Any]:
    return {
        "bars": [
            ("met", 11, 11, None), ("met_late", 1, 1, None), ("met", 9, 5, None), ("open", 8, 9, 9), ("missed", 62, 64, None),
            ("not_due", 1, 2, None), ("unreported", None, 64, None), ("exempt", None, 0, None),
        ],
        "groups": [
            TileGroup("Đắk R'Lấp", "1/4 đạt", [
                Tile("ok", "ok", "5/5", "Xã Nghĩa Thắng", "đạt", "#o-ban-do"),
                Tile("run", "run", "4/5", "Xã Nhân Cơ", "chưa đạt (còn hạn)", "#o-ban-do"),
                Tile("fail", "fail", "4/5", "Xã Long Sơn", "không đạt (hết hạn)", "#o-ban-do"),
                Tile("none", "none", "4/5", "Xã Quảng Trực", "chưa báo cáo", "#o-ban-do"),
            ]),
        ],
        "events": [
            Event("16:05 ngày 10/7/2024", "Y Thịnh Niê ghi bàn giao, gửi biên bản và 1 ảnh.", tone="run"),
            Event("9:40 ngày 2/7/2024", "Y Thịnh Niê sửa kinh phí: từ 25.000.000 thành 28.500.000 đồng.", "gia đình làm thêm bếp"),
            Event("14:30 ngày 18/3/2024", "Ban Thường trực huyện duyệt danh sách hộ.", tone="ok"),
        ],
        "shots": [
            Shot("Trước khi làm", "5/4/2024, có vị trí", PICTURE, "#minh-chung"),
            Shot("Bàn giao", "10/7/2024, có vị trí", PICTURE, "#minh-chung"),
            Shot("Còn thiếu 1 ảnh bàn giao"),
        ],
        "facts": [("Loại", "Nhà đại đoàn kết, xây mới"), ("Quy mô", "1 căn"), ("Chủ trì vận động", "Ủy ban MTTQ huyện Cư Jút")],
        "reminder": "Kính nhờ các thôn 4, 7, 9 gửi đăng ký mô hình, công trình trước 17 giờ ngày 19/7/2024.\nGửi cho chị Vân, xã Nhân Cơ.",
    }  # fmt: skip


def samples(request: HttpRequest) -> dict[str, Any]:
    """Everything the gallery page draws."""
    return {
        **_table(), **_ways(), **_things(),
        "fresh": SampleForm(prefix="moi", initial={"started": DAY, "length": 1500, "money": 95_700_000}),
        "wrong": SampleForm(WRONG),
        "vocabulary": [(name, looks.items()) for name, looks in vocabulary.LOOKS.items()],
        "icons": sorted(icons.symbols()),
        "parts": PARTS,
        "readers": READERS,
        "words": WORDS,
        "sheet": SHEET,
        "filter": FilterForm(initial={"until": DAY}, label_suffix=""),
        "key": {"met": 32, "open": 23, "missed": 2, "unreported": 14},
        "day": DAY,
    }  # fmt: skip
