"""Parsers of cells: each takes what stands in a cell of Excel or CSV and gives a value, or says what is wrong."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.quantities import LARGEST, QuantityUnit, parse_money, parse_quantity, parse_whole
from thidua.foundation.core.tables.spoken import in_every_language
from thidua.foundation.core.vietnamese import fold, nfc, tidy

Parse = Callable[[Any], Any]

TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d+)")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00:00)?")
# A number in a cell that lost its date format: days since Excel's first day, taken only between 2000 and 2099.
EXCEL_ZERO = datetime.date(1899, 12, 30)
EXCEL_DAYS = range(36526, 73051)
GUARDED = re.compile(r"'(?=[=+\-@\t\r\n])")


def plain(value: Any) -> str:
    """The cell as text: whole numbers without «.0», dates as 20/8/2024, the apostrophe of guarded CSV taken off."""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    found = nfc(str(value)).strip()
    return GUARDED.sub("", found, count=1) if "'" in found else found


def text(*, longest: int = 200, lines: bool = False) -> Parse:
    """Text of at most `longest` letters, one line unless `lines`."""

    def parse(value: Any) -> str:
        found = plain(value) if lines else tidy(plain(value))
        if len(found) > longest:
            raise Unreadable(_("Dài quá %(longest)d chữ. Xin viết gọn lại.") % {"longest": longest})
        return found

    return parse


def whole(*, smallest: int = 0, largest: int = LARGEST) -> Parse:
    """A whole number."""
    return lambda value: parse_whole(value, smallest=smallest, largest=largest)


def money(*, smallest: int = 0, largest: int = LARGEST) -> Parse:
    """đồng."""
    return lambda value: parse_money(value, smallest=smallest, largest=largest)


def quantity(unit: QuantityUnit, *, smallest: int = 0, largest: int = LARGEST) -> Parse:
    """A quantity in the unit's smallest units."""
    return lambda value: parse_quantity(value, unit, smallest=smallest, largest=largest)


def day(*, earliest: datetime.date | None = None, latest: datetime.date | None = None) -> Parse:
    """A day: an Excel date, 15/7/2024, 15-7-2024, 15.7.2024 or 2024-07-15."""

    def parse(value: Any) -> datetime.date:
        found = parse_day(value)
        if (earliest and found < earliest) or (latest and found > latest):
            raise Unreadable(
                _("Ngày phải trong khoảng %(from)s – %(to)s.")
                % {"from": plain(earliest) if earliest else "…", "to": plain(latest) if latest else "…"}
            )
        return found

    return parse


def parse_day(value: Any) -> datetime.date:
    """See `day`. Raises `Unreadable` for a two-figure year and for a day that the calendar does not have."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool) and int(value) in EXCEL_DAYS:
        return EXCEL_ZERO + datetime.timedelta(days=int(value))
    typed = plain(value)
    if match := TYPED_DAY.fullmatch(typed):
        date, month, year = (int(part) for part in match.groups())
        if len(match[3]) != 4:
            raise Unreadable(_("«%(text)s»: xin ghi năm đủ bốn chữ số, ví dụ 15/7/2024.") % {"text": typed})
    elif match := ISO_DAY.fullmatch(typed):
        year, month, date = (int(part) for part in match.groups())
    else:
        raise Unreadable(_("«%(text)s» không phải là ngày. Xin ghi như 15/7/2024.") % {"text": typed})
    try:
        return datetime.date(year, month, date)
    except ValueError:
        raise Unreadable(
            _("Không có ngày %(text)s. Xin ghi ngày trước, tháng sau: 15/7/2024.") % {"text": typed}
        ) from None


def choice(choices: Mapping[str, Any]) -> Parse:
    """One of a few words in any language of the site, accents and capitals apart; gives what the word stands for."""

    def parse(value: Any) -> Any:
        folded = fold(plain(value))
        by_fold = {fold(word): meant for label, meant in choices.items() for word in in_every_language(label)}
        if folded not in by_fold:
            shown = "; ".join(_(label) for label in list(choices)[:12]) + ("; …" if len(choices) > 12 else "")
            raise Unreadable(
                _("«%(text)s» không có trong danh mục. Xin chọn: %(choices)s.")
                % {"text": plain(value), "choices": shown}
            )
        return by_fold[folded]

    return parse
