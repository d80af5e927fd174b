"""Sheets of the accountant: those beside a month; the office's own book and its months as lists to be read in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.core import files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.tables import SHEETS, Sheet, SheetColumn, values
from thidua.foundation.core.vietnamese import fold
from thidua.stages.funds.models import FundMonth, Kind
from thidua.stages.funds.purposes import purposes
from thidua.stages.funds.visibility import may_read_sheet

OWNER, ROLE = "fund-month", "sheet"

files.OWNERS.register(OWNER, files.OwnerKind(gettext_lazy("Sổ quỹ tháng"), may_read_sheet, "desk:fund-month"))


def keep_sheets(month: FundMonth, uploads: Sequence[File], *, by: By, now: datetime.datetime) -> None:
    """Keeps uploads as sheets of a month. Raises `Invalid` (field `sheets`) naming one that cannot be kept."""
    for upload in uploads:
        files.store(upload=upload, owner_kind=OWNER, owner_uid=month.uid, role=ROLE, field="sheets", by=by, now=now)


SHEET_KEY = "fund-entries"
# A list between its dry run and its taking over belongs to the person who sent it.
LIST_OWNER = "fund-list"
files.OWNERS.register(LIST_OWNER, files.OwnerKind(gettext_lazy("Sổ quỹ chờ nhập"), lambda actor, uid: actor.uid == uid))
KINDS = {
    **{str(kind.label): kind.value for kind in Kind},
    "Thu": Kind.DONATION.value, "Ủng hộ": Kind.DONATION.value, "Thu khác": Kind.OTHER.value,
    "Lãi tiền gửi": Kind.OTHER.value, "Chi": Kind.SPENDING.value,
}  # fmt: skip
IN_GOODS = {"Hiện vật": True, "Tiền": False, "Tiền mặt": False, "Chuyển khoản": False}
PURPOSES = {purpose.label: key for key, purpose in purposes().items()}

FUND_SHEET = SHEETS.register(
    SHEET_KEY,
    Sheet(
        key=SHEET_KEY,
        title=gettext_lazy("Sổ thu, chi Quỹ “Vì người nghèo”"),
        columns=(
            SheetColumn("day", gettext_lazy("Ngày"), ("Ngày tháng", "Ngày thu", "Ngày chi", "Ngày ghi sổ", "Ngày chứng từ"),
                        required=True, parse=values.day(), kind="date", width=14, example="15/3/2024"),
            SheetColumn("kind", gettext_lazy("Loại"), ("Thu, chi", "Thu/chi", "Loại khoản"), parse=values.choice(KINDS),
                        help=gettext_lazy("Bỏ trống thì số ở cột thu là thu ủng hộ, số ở cột chi là chi hỗ trợ."),
                        example="Thu ủng hộ", width=24),
            SheetColumn("who", gettext_lazy("Ai ủng hộ, ai nhận"), ("Người ủng hộ", "Đơn vị ủng hộ", "Tên đơn vị, cá nhân",
                        "Họ và tên", "Người nhận", "Đơn vị, cá nhân ủng hộ"), help=gettext_lazy("Của khoản chi: hộ được giúp."),
                        example="Công ty Minh Tâm", width=36),
            SheetColumn("address", gettext_lazy("Địa chỉ"), ("Nơi ở",), parse=values.text(longest=300), width=30),
            SheetColumn("income", gettext_lazy("Số thu"), ("Thu", "Số tiền thu", "Số tiền ủng hộ", "Số tiền thu (đồng)"),
                        parse=values.money(smallest=1), kind="money", example="5.000.000", width=18),
            SheetColumn("outgo", gettext_lazy("Số chi"), ("Chi", "Số tiền chi"), parse=values.money(smallest=1), kind="money",
                        width=18),
            SheetColumn("is_goods", gettext_lazy("Tiền hay hiện vật"), ("Hình thức",), parse=values.choice(IN_GOODS),
                        help=gettext_lazy("Hiện vật ghi trị giá ở cột thu hoặc chi, và ghi là gì ở nội dung."), width=16),
            SheetColumn("purpose", gettext_lazy("Chi vào việc"), ("Mục chi", "Mục đích chi"), parse=values.choice(PURPOSES), width=30),
            SheetColumn("what", gettext_lazy("Nội dung"), ("Diễn giải", "Ghi chú"), parse=values.text(longest=300), width=44),
        ),
        note=gettext_lazy("Cột có dấu * phải ghi. Mỗi dòng một khoản, số tiền theo đồng, ghi vào một trong hai cột thu, chi."),
    ),
)  # fmt: skip


MONTHS_KEY = "fund-months"
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
    MONTHS_KEY,
    Sheet(
        key=MONTHS_KEY,
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
