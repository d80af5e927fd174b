"""The months of funds as an Excel sheet: four figures to a row, of one unit or of all units of a branch."""

from __future__ import annotations

import datetime
import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.tables import SHEETS, Sheet, SheetColumn, values
from thidua.foundation.core.vietnamese import fold

SHEET_KEY = "fund-months"
# «5/2024», «Tháng 05 năm 2024», «2024-05».
SPOKEN = re.compile(r"(?:thang )?(\d{1,2})\s*(?:[/.-]|nam)\s*(\d{4})")
ISO = re.compile(r"(\d{4})-(\d{1,2})")
FIGURES = ("received", "transferred_in", "spent", "transferred_out", "closing")


def parse_month(value: Any) -> datetime.date:
    """The first day of the month a cell says; of a day, of its month."""
    typed = values.plain(value)
    if found := SPOKEN.fullmatch(fold(typed)):
        month, year = int(found[1]), int(found[2])
    elif found := ISO.fullmatch(typed):
        year, month = int(found[1]), int(found[2])
    else:
        return values.parse_day(value).replace(day=1)
    try:
        return datetime.date(year, month, 1)
    except ValueError:
        raise Unreadable(_("Không có tháng «%(text)s». Xin ghi như 5/2024.") % {"text": typed}) from None


def _amount(key: str, heading: Any, *aliases: str, **more: Any) -> SheetColumn:
    return SheetColumn(key, heading, aliases, parse=values.money(), kind="money", width=18, **more)


MONTHS_SHEET = SHEETS.register(
    SHEET_KEY,
    Sheet(
        key=SHEET_KEY,
        title=gettext_lazy("Số liệu tháng của Quỹ “Vì người nghèo”"),
        columns=(
            SheetColumn("unit", gettext_lazy("Đơn vị"), ("Quỹ của", "Tên đơn vị", "Xã, phường, thị trấn", "Xã", "Huyện"),
                        help=gettext_lazy("Bỏ trống là đơn vị của người nhập. Cấp trên ghi được đơn vị trong địa bàn của mình."),
                        example="Xã Nam Dong, huyện Cư Jút", width=36),
            SheetColumn("month", gettext_lazy("Tháng"), ("Kỳ", "Tháng, năm", "Tháng báo cáo"), required=True,
                        parse=parse_month, example="5/2024", width=12),
            _amount("opening", gettext_lazy("Đầu kỳ"), "Số dư đầu kỳ", "Tồn đầu kỳ", "Dư đầu kỳ",
                    help=gettext_lazy("Không bắt buộc. Nếu ghi thì phải khớp với sổ.")),
            _amount("received", gettext_lazy("Thu tại chỗ"), "Thu trong kỳ", "Thu", "Số thu", example="20.000.000"),
            _amount("transferred_in", gettext_lazy("Nhận điều chuyển"), "Cấp trên chuyển về", "Điều chuyển đến"),
            _amount("spent", gettext_lazy("Chi hỗ trợ"), "Chi trong kỳ", "Chi", "Số chi", example="4.000.000"),
            _amount("transferred_out", gettext_lazy("Điều chuyển đi"), "Nộp cấp trên", "Chuyển đi"),
            _amount("closing", gettext_lazy("Cuối kỳ"), "Số dư cuối kỳ", "Tồn cuối kỳ", "Dư cuối kỳ",
                    help=gettext_lazy("Đầu kỳ + thu − chi phải bằng số này."), example="21.000.000"),
        ),
        note=gettext_lazy("Cột có dấu * phải ghi. Mỗi dòng một đơn vị, một tháng; số tiền theo đồng."),
    ),
)  # fmt: skip


def month_words(day: datetime.date) -> str:
    """As the sheet writes a month."""
    return f"{day.month}/{day.year}"
