"""The office's list of works as an Excel sheet: its columns, under the headings offices use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from thidua.foundation.core import files
from thidua.foundation.core.quantities import HALF_DAY, SQUARE_METRE
from thidua.foundation.core.tables import SHEETS, Sheet, SheetColumn, values
from thidua.stages.works.kinds import sources
from thidua.stages.works.models import Household

SHEET_KEY = "works"
# A list between its dry run and its taking over belongs to the person who sent it.
LIST_OWNER = "work-list"
files.OWNERS.register(
    LIST_OWNER, files.OwnerKind(gettext_lazy("Danh sách chờ nhập"), lambda actor, uid: actor.uid == uid)
)
HOUSEHOLDS = {str(label): key for key, label in Household.choices}


def _money_columns() -> tuple[SheetColumn, ...]:
    return tuple(
        SheetColumn(f"money-{key}", source.label, parse=values.money(), kind="money", width=18)
        for key, source in sources().items()
    )


WORKS_SHEET = SHEETS.register(
    SHEET_KEY,
    Sheet(
        key=SHEET_KEY,
        title=gettext_lazy("Danh sách công trình"),
        columns=(
            SheetColumn("name", gettext_lazy("Tên công trình"), ("Tên công trình, phần việc", "Công trình", "Phần việc",
                        "Tên công trình, dự án, phần việc", "Nội dung", "Tên mô hình"), required=True,
                        parse=values.text(longest=300), example="Bê tông hóa đường nội buôn Nui", width=44),
            SheetColumn("kind", gettext_lazy("Loại"), ("Loại công trình", "Loại hình", "Nhóm"), required=True,
                        example="Đường giao thông nông thôn", width=30),
            SheetColumn("quantity", gettext_lazy("Số lượng"), ("Quy mô", "Khối lượng", "SL", "Số lượng, quy mô"), required=True,
                        parse=lambda value: value, adds_up=True, written=("m", "km"),
                        help=gettext_lazy("Theo đơn vị của loại: căn, km. Ví dụ 1,2 km hay 1.200 m."),
                        example="1,2 km", width=14),
            SheetColumn("unit", gettext_lazy("Đơn vị dẫn đầu"), ("Đơn vị thực hiện", "Đơn vị", "Đơn vị đăng ký", "Đơn vị chủ trì"),
                        help=gettext_lazy("Bỏ trống là đơn vị của người nhập. Xã ghi được thôn, buôn của mình."), example="Buôn Nui"),
            SheetColumn("places", gettext_lazy("Địa điểm"), ("Địa bàn", "Nơi hưởng lợi", "Nơi thực hiện", "Địa chỉ"),
                        parse=values.text(longest=2000, lines=True),
                        help=gettext_lazy("Nhiều nơi thì cách nhau bằng dấu chấm phẩy."), example="Buôn Nui; Thôn 2", width=30),
            SheetColumn("mobiliser", gettext_lazy("Chủ trì vận động"), ("Đơn vị chủ trì vận động", "Đơn vị vận động")),
            SheetColumn("partners", gettext_lazy("Đơn vị cùng làm"), ("Đơn vị phối hợp", "Phối hợp"),
                        parse=values.text(longest=2000, lines=True)),
            SheetColumn("occasion", gettext_lazy("Chào mừng"), ("Dịp chào mừng", "Chào mừng sự kiện"), width=30),
            SheetColumn("household", gettext_lazy("Diện hộ"), ("Đối tượng", "Diện"), parse=values.choice(HOUSEHOLDS)),
            SheetColumn("floor_area", gettext_lazy("Diện tích (m²)"), ("Diện tích xây dựng",),
                        parse=values.quantity(SQUARE_METRE, smallest=1), kind="number", adds_up=True, width=14),
            SheetColumn("planned_start", gettext_lazy("Ngày bắt đầu"), ("Khởi công", "Bắt đầu", "Thời gian bắt đầu"),
                        parse=values.day(), kind="date", width=14, example="15/3/2024"),
            SheetColumn("planned_finish", gettext_lazy("Dự kiến xong"), ("Dự kiến hoàn thành", "Thời gian hoàn thành",
                        "Hoàn thành", "Ngày xong"), parse=values.day(), kind="date", width=14, example="30/6/2024"),
            SheetColumn("people_served", gettext_lazy("Số người hưởng lợi"), ("Người hưởng lợi",), parse=values.whole(),
                        kind="number", adds_up=True, width=14),
            SheetColumn("labour", gettext_lazy("Ngày công"), ("Số ngày công", "Công lao động"), parse=values.quantity(HALF_DAY),
                        kind="number", adds_up=True, width=12),
            SheetColumn("land", gettext_lazy("Đất hiến (m²)"), ("Diện tích đất hiến", "Hiến đất"),
                        parse=values.quantity(SQUARE_METRE), kind="number", adds_up=True, width=12),
            SheetColumn("details", gettext_lazy("Mục riêng của loại"), ("Mục riêng", "Thông tin riêng"),
                        parse=values.text(longest=2000, lines=True), width=30,
                        help=gettext_lazy("Những mục mà loại công trình hỏi thêm, cách nhau bằng dấu chấm phẩy."),
                        example="Chiều rộng mặt đường: 3,5 m"),
            *_money_columns(),
            SheetColumn("description", gettext_lazy("Mô tả"), ("Ghi chú", "Diễn giải"), parse=values.text(longest=2000, lines=True),
                        width=40),
        ),
        note=gettext_lazy("Cột có dấu * phải ghi. Mỗi dòng một công trình. Kinh phí ghi theo đồng, mỗi nguồn một cột."),
    ),
)  # fmt: skip
