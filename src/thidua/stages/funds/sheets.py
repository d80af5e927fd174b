"""Sheets of the accountant: those that stand beside a month, and the office's own book as a list to be read in."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.files.base import File
from django.utils.translation import gettext_lazy

from thidua.foundation.core import files
from thidua.foundation.core.actors import By
from thidua.foundation.core.tables import SHEETS, Sheet, SheetColumn, values
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
