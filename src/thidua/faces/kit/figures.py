"""Numbers, money and days as people of the office write them: 1.234,5 · 20/8/2024 · 1,2 tỷ đồng."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MILLION, BILLION = 1_000_000, 1_000_000_000
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


def number(value: int | float | Decimal | None, places: int | None = None) -> str:
    """1234.5 → «1.234,5»; None → «–», because a zero that was reported is not nothing."""
    if value is None or value == "":
        return NOTHING
    return formats.number_format(value, places, force_grouping=True)


def scaled(value: int, unit: int, places: int) -> str:
    """A whole number in a larger unit, rounded half up, without trailing zeros: 1234500000 in billions → «1,23»."""
    rounded = (Decimal(value) / unit).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number(rounded.normalize() if rounded % 1 else rounded.quantize(Decimal(1)))


def money_words(dong: int) -> str:
    """An amount in đồng as it is spoken: «950.000 đồng», «477,7 triệu đồng», «1,23 tỷ đồng»."""
    size = abs(dong)
    if size >= BILLION:
        return _("%(amount)s tỷ đồng") % {"amount": scaled(dong, BILLION, 2)}
    if size >= MILLION:
        return _("%(amount)s triệu đồng") % {"amount": scaled(dong, MILLION, 1)}
    return money_exact(dong)


def money_exact(dong: int) -> str:
    """An amount to the last đồng."""
    return _("%(amount)s đồng") % {"amount": number(dong)}


def money(dong: int | None) -> SafeString:
    """The spoken amount with the exact one on hover; two figures never share one cell unlabelled."""
    if dong is None:
        return format_html('<span class="n">{}</span>', NOTHING)
    return format_html('<span class="n" title="{}">{}</span>', money_exact(dong), money_words(dong))


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
    """«8/2024», for periods kept to the month."""
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
    """How far a due date lies off, said of the thing: «Hôm nay», «Còn 3 ngày», «Quá hạn 2 ngày». The date is exclusive."""
    if due_before is None:
        return ""
    left = (due_before - today).days - 1
    if left < 0:
        return _("Quá hạn %(days)s ngày") % {"days": number(-left)}
    return _("Hôm nay") if left == 0 else _("Còn %(days)s ngày") % {"days": number(left)}
