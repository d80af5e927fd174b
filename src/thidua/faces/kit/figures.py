"""Numbers, money and days on a page: 1.234,5 · 1,2 tỷ đồng with the exact figure on hover · 20/8/2024."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.core.quantities import UNITS, format_money, format_number

NOTHING = "–"
WEEKDAYS = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def number(value: int | None) -> str:
    """1234500 → «1.234.500»; None → «–», because a zero that was reported is not nothing."""
    return NOTHING if value is None else format_number(value)


def figure(value: int | None) -> SafeString:
    """A number in figures of one width, for columns."""
    return format_html('<span class="n">{}</span>', number(value))


def quantity(value: int | None, unit: str) -> SafeString:
    """A quantity of a measure's unit: 1500 of `metre` → «1,5 km»."""
    shown = NOTHING if value is None else UNITS[unit].format(value, with_unit=True)
    return format_html('<span class="n">{}</span>', shown)


def money(dong: int | None) -> SafeString:
    """«477,7 triệu đồng», with the exact amount on hover where the words are rounded."""
    if dong is None:
        return figure(None)
    words, exact = format_money(dong, short=True), format_money(dong)
    if words == exact:
        return format_html('<span class="n">{}</span>', exact)
    return format_html('<span class="n" title="{}">{}</span>', exact, words)


def money_exact(dong: int | None) -> SafeString:
    """An amount to the last đồng, for columns that are added up on paper."""
    return format_html('<span class="n">{}</span>', NOTHING if dong is None else format_money(dong))


def local(moment: datetime.date) -> datetime.date:
    """A moment in the site's time zone; a day stays as it is."""
    if isinstance(moment, datetime.datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def day(value: datetime.date | None) -> str:
    """«20/8/2024», no leading zeros on screen (printed documents have their own rule)."""
    return NOTHING if value is None else f"{(there := local(value)).day}/{there.month}/{there.year}"


def day_month(value: datetime.date | None) -> str:
    """«20/8», where the year is plain from the page."""
    return NOTHING if value is None else f"{(there := local(value)).day}/{there.month}"


def month(value: datetime.date | None) -> str:
    """«8/2024», for what is kept to the month."""
    return NOTHING if value is None else f"{(there := local(value)).month}/{there.year}"


def moment(value: datetime.datetime | None) -> str:
    """«16:05 ngày 10/7/2024», in the site's time zone."""
    if value is None:
        return NOTHING
    there = timezone.localtime(value) if timezone.is_aware(value) else value
    return _("%(time)s ngày %(day)s") % {"time": f"{there.hour}:{there.minute:02}", "day": day(there)}


def weekday(value: datetime.date) -> str:
    """«Thứ Hai, 15/7/2024»."""
    return _("%(weekday)s, %(day)s") % {"weekday": WEEKDAYS[local(value).weekday()], "day": day(value)}


def days_left(due_before: datetime.date | None, today: datetime.date) -> str:
    """How far an exclusive due date lies off, said of the thing: «Hôm nay», «Còn 3 ngày», «Quá hạn 2 ngày»."""
    if due_before is None:
        return ""
    left = (due_before - today).days - 1
    if left < 0:
        return _("Quá hạn %(days)s ngày") % {"days": number(-left)}
    return _("Hôm nay") if left == 0 else _("Còn %(days)s ngày") % {"days": number(left)}
