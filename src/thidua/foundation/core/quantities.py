"""Counted quantities: whole numbers of a smallest unit inside, written the Vietnamese way outside (1.234,5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, npgettext_lazy
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.registry import Registry
from thidua.foundation.core.vietnamese import fold, nfc

# Far above any true figure and far below 64 bits, so that sums of millions of rows stay inside them.
LARGEST = 10**15
# Longer than whatever people write for a number, and much shorter than what Python refuses to read.
LONGEST = 100
PLAIN_DIGITS = re.compile(r"\d+")
GROUPED_DIGITS = re.compile(r"\d{1,3}(\.\d{3})+")
WRITTEN = re.compile(r"(?P<sign>[-−]?)(?P<figures>[\d.,]*\d[\d.,]*)(?P<words>.*)", re.DOTALL)
THOUSAND, MILLION, BILLION = 1_000, 1_000_000, 1_000_000_000
MONEY_WORDS = {
    "": 1, "d": 1, "dong": 1, "vnd": 1,
    "k": THOUSAND, "nghin": THOUSAND, "ngan": THOUSAND,
    "tr": MILLION, "trieu": MILLION,
    "ty": BILLION, "ti": BILLION,
}  # fmt: skip
THOUSANDS_AFTER_COMMA = re.compile(r"[1-9][\d.]*,\d{3}(?!\d)")
MONEY_TAILS = re.compile(r"\s*(?:viet nam )?(?:dong|vnd|d)?\.?$")


@dataclass(frozen=True, slots=True)
class QuantityUnit:
    """How a measure is stored and shown: `scale` smallest units make one shown unit (1 km is 1,000 m)."""

    key: str
    label: str | Promise
    # The unit behind a figure: one word, or (from `npgettext_lazy`) one that changes with the number in some languages.
    counted: str | Promise
    scale: int = 1
    # Other ways people write it, folded, each with how many smallest units it stands for.
    written: tuple[tuple[str, int], ...] = ()

    def format(self, value: int, *, with_unit: bool = False) -> str:
        """The quantity in the shown unit: 1234 metres are «1,234» or «1,234 km»."""
        figures, word = format_number(value, scale=self.scale), self.word(value) if with_unit else ""
        return f"{figures} {word}" if word else figures

    @property
    def short(self) -> str:
        """The unit's word with no figure beside it."""
        return self.word(2 * self.scale)

    def word(self, value: int) -> str:
        """The unit's word behind so many smallest units: one whole unit alone is singular."""
        if not isinstance(self.counted, Promise):
            return self.counted
        said = get_language() or "", self.key, value == self.scale
        if said not in _WORDS:
            _WORDS[said] = str(self.counted % (1 if value == self.scale else 2))
        return _WORDS[said]

    def parse(self, text: Any) -> int:
        """Smallest units of what was typed in the shown unit, or in a unit written behind it. Raises `Unreadable`."""
        return parse_quantity(text, self)


# The words of units by language, key and whether one alone is meant: a board says them hundreds of times.
_WORDS: dict[tuple[str, str, bool], str] = {}
UNITS: Registry[QuantityUnit] = Registry("quantity units")


def _unit(key: str, label: Any, short: Any, scale: int = 1, **written: int) -> QuantityUnit:
    return UNITS.register(key, QuantityUnit(key, label, short, scale, tuple(written.items())))


PLAIN = _unit("piece", gettext_lazy("số lượng"), "")
HOUSE = _unit("house", gettext_lazy("căn nhà"), npgettext_lazy("đơn vị đếm", "căn", "căn"), can=1, nha=1, ngoi=1)
METRE = _unit("metre", gettext_lazy("chiều dài"), "km", 1_000, km=1_000, m=1, met=1)
DONG = _unit("dong", gettext_lazy("số tiền"), npgettext_lazy("đơn vị đếm", "đồng", "đồng"))
PERSON = _unit("person", gettext_lazy("số người"), npgettext_lazy("đơn vị đếm", "người", "người"), nguoi=1)
HOUSEHOLD = _unit("household", gettext_lazy("số hộ"), npgettext_lazy("đơn vị đếm", "hộ", "hộ"), ho=1)
HALF_DAY = _unit(
    "half-day", gettext_lazy("ngày công"), npgettext_lazy("đơn vị đếm", "ngày công", "ngày công"), 2, ngay=2, cong=2
)
CRITERION = _unit("criterion", gettext_lazy("số tiêu chí"), npgettext_lazy("đơn vị đếm", "tiêu chí", "tiêu chí"))
SESSION = _unit("session", gettext_lazy("số buổi"), npgettext_lazy("đơn vị đếm", "buổi", "buổi"))
YEAR = _unit("year", gettext_lazy("số năm"), npgettext_lazy("đơn vị đếm", "năm", "năm"))
BOOK = _unit("book", gettext_lazy("số sách"), npgettext_lazy("đơn vị đếm", "quyển", "quyển"))
# A share in whole percent; the figures behind it keep both numbers.
PERCENT = _unit("percent", gettext_lazy("tỷ lệ"), "%")
SQUARE_METRE = _unit("square-metre", gettext_lazy("diện tích"), "m²", m2=1, ha=10_000)


def format_number(value: int, *, scale: int = 1) -> str:
    """Grouped by dots, a decimal comma: 12345 is «12.345»; 12345 at scale 1,000 is «12,345». Nothing is rounded.

    A scale is a power of ten or a divisor of one (2, 4, 5, …), so that every value has an end.
    """
    whole, rest = divmod(abs(value), scale)
    figures = f"{whole:,}".replace(",", ".")
    if rest:
        places = next(n for n in range(1, 19) if 10**n % scale == 0)
        figures += "," + str(rest * 10**places // scale).zfill(places).rstrip("0")
    return "-" + figures if value < 0 else figures


def format_money(value: int, *, short: bool = False) -> str:
    """đồng in full («1.234.500 đồng») or, `short`, in triệu or tỷ to at most two decimals («1,23 triệu đồng»).

    What is shown short is rounded: the page gives the full form beside it.
    """
    if short:
        in_millions = _hundredths(value, MILLION)
        if in_millions >= 1_000 * 100:
            return f"{_signed(_hundredths(value, BILLION), value)} {_('tỷ đồng')}"
        if in_millions >= 100:
            return f"{_signed(in_millions, value)} {_('triệu đồng')}"
    return f"{format_number(value)} {_('đồng')}"


def _hundredths(value: int, size: int) -> int:
    """How many hundredths of `size`, rounded half up, without the sign."""
    return (abs(value) * 200 + size) // (2 * size)


def _signed(hundredths: int, value: int) -> str:
    return format_number(hundredths if value >= 0 else -hundredths, scale=100)


def share_tenths(part: int, whole: int, asked: int = 100) -> int:
    """A share in tenths of a percent: the one rule of rounding for pages, papers, Excel and CSV.

    Half up to one decimal (7 of 9 is 77,8%), except that a share below the `asked` percentage, or below the whole, is
    never rounded up to it: 9,997 of 10,000 stays 99,9%, and 8,996 of 10,000 where 90% is asked stays 89,9%.
    """
    tenths = (2_000 * part + whole) // (2 * whole)
    for bound in (asked, 100):
        if 100 * part < bound * whole:
            tenths = min(tenths, 10 * bound - 1)
    return tenths


def format_percent(part: int, whole: int, asked: int = 100) -> str:
    """The percentage as offices write it, «77,8%», rounded as `share_tenths` says; of nothing «–»."""
    return f"{format_number(share_tenths(part, whole, asked), scale=10)}%" if whole else "–"


def format_share(part: int, whole: int, asked: int = 100) -> str:
    """Both numbers and their percentage: «45/60 (75%)»."""
    return f"{format_number(part)}/{format_number(whole)} ({format_percent(part, whole, asked)})"


def parse_whole(value: Any, *, smallest: int = 0, largest: int = LARGEST) -> int:
    """A whole number typed as 1234, 1.234 or 1 234, or a whole number from Excel. Raises `Unreadable`."""
    number, words = _read(value)
    if words:
        raise Unreadable(_("«%(text)s» có chữ lẫn trong số. Xin chỉ ghi số, ví dụ 1.234.") % {"text": value})
    return _within(_whole(number, value), smallest, largest)


def parse_money(value: Any, *, smallest: int = 0, largest: int = LARGEST) -> int:
    """Đồng, typed 1.234.500, «30,5 triệu», «1,2 tỷ», «500 nghìn», or a whole number from Excel. Raises `Unreadable`.

    Three figures after a comma, «1.500,000» or «1,500 triệu», may be thousands or decimals: that is asked, not guessed.
    """
    number, words = _read(value)
    if isinstance(value, str) and THOUSANDS_AFTER_COMMA.search(value):
        raise Unreadable(
            _("Không rõ «%(text)s» là bao nhiêu. Xin tách hàng nghìn bằng dấu chấm, như 1.500.000 hoặc 1,5 triệu.")
            % {"text": value.strip()}
        )
    size = MONEY_WORDS.get(MONEY_TAILS.sub("", words))
    if size is None:
        raise Unreadable(_("Không hiểu «%(text)s». Xin ghi số tiền như 1.234.500 hoặc 30,5 triệu.") % {"text": value})
    return _within(_whole(number * size, value), smallest, largest)


def parse_quantity(value: Any, unit: QuantityUnit, *, smallest: int = 0, largest: int = LARGEST) -> int:
    """Smallest units of a figure in the unit's shown form («1,2» or «1,2 km» or «1.200 m»). Raises `Unreadable`."""
    if unit is DONG:
        return parse_money(value, smallest=smallest, largest=largest)
    number, words = _read(value)
    sizes = {
        **dict(unit.written),
        "": unit.scale,
        fold(unit.short): unit.scale,
        fold(unit.word(unit.scale)): unit.scale,
        fold(str(unit.label)): unit.scale,
    }
    size = sizes.get(words)
    if size is None:
        shown = unit.format(12 * unit.scale, with_unit=True)
        raise Unreadable(_("Không hiểu «%(text)s». Xin ghi như %(example)s.") % {"text": value, "example": shown})
    return _within(_whole(number * size, value), smallest, largest)


def _read(value: Any) -> tuple[Fraction, str]:
    """The number in a typed or Excel value, exactly, and the folded words behind it."""
    if isinstance(value, bool) or value is None:
        raise Unreadable(_("Ô này phải là số."))
    if isinstance(value, int):
        return Fraction(value), ""
    if isinstance(value, float):
        # What Excel keeps as 30.1 is meant as 30,1 and not as its nearest binary neighbour.
        if value != value or value in (float("inf"), float("-inf")):
            raise Unreadable(_("Ô này phải là số."))
        return Fraction(repr(value)), ""
    text = nfc(str(value)).strip()
    if len(text) > LONGEST:
        raise Unreadable(_("«%(text)s» không phải là số.") % {"text": f"{text[:20]}…"})
    match = WRITTEN.fullmatch(re.sub(r"(?<=\d)\s+(?=\d{3}(?:\D|$))", "", text))
    if match is None:
        raise Unreadable(_("«%(text)s» không phải là số.") % {"text": text})
    number = _figures(match["figures"], text)
    return (-number if match["sign"] else number), fold(match["words"]).strip(" .")


def _figures(figures: str, text: str) -> Fraction:
    whole, comma, decimals = figures.partition(",")
    if not (PLAIN_DIGITS.fullmatch(whole) or GROUPED_DIGITS.fullmatch(whole)) or (comma and not decimals.isdigit()):
        raise Unreadable(
            _("Không rõ «%(text)s» là bao nhiêu. Xin dùng dấu chấm tách hàng nghìn, dấu phẩy cho phần lẻ: 1.234,5.")
            % {"text": text}
        )
    return Fraction(int(whole.replace(".", "") + decimals), 10 ** len(decimals))


def _whole(number: Fraction, value: Any) -> int:
    if number.denominator != 1:
        raise Unreadable(_("«%(text)s» lẻ quá mức ghi được. Xin làm tròn số.") % {"text": value})
    return number.numerator


def _within(number: int, smallest: int, largest: int) -> int:
    if number < smallest:
        if smallest == 0:
            raise Unreadable(_("Số này không được âm."))
        raise Unreadable(_("Số này phải từ %(smallest)s trở lên.") % {"smallest": format_number(smallest)})
    if number > largest:
        raise Unreadable(_("Số này quá lớn (trên %(largest)s). Xin xem lại.") % {"largest": format_number(largest)})
    return number
