"""Proves what is written: number and symbol, place and date, the basis, recipients, letters that print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from thidua.foundation.core.vietnamese import fold
from thidua.foundation.documents.checker.findings import Deviation
from thidua.foundation.documents.checker.recognise import Recognised
from thidua.foundation.documents.checker.seen import Seen
from thidua.foundation.documents.formats import Format, words
from thidua.foundation.documents.kinds import kinds
from thidua.foundation.documents.measure import unprintable
from thidua.foundation.documents.titles import is_role_word
from thidua.foundation.documents.writing import day_text, month_text, number_text

NUMBER = re.compile(r"^Số: (\d+)/(\S+)$")
DATE = re.compile(r"^(.+), ngày (\d+) tháng (\d+) năm (\d{4})$")
BLANK_DATE = re.compile(r"^(.+), ngày\s+tháng\s+năm\s*(\d{4})?$")
SYMBOL = re.compile(r"^[A-ZĐ][A-Za-zĐ]*(-[A-ZĐ&]+)+$|^[A-ZĐ]+(-[A-ZĐ&]+)*$")
PAIRS = {"(": ")", "“": "”", "[": "]", "«": "»"}


def writing_rules(seen: Seen, found: Recognised, form: Format) -> Iterator[Deviation]:
    """Every departure in what is written, then notices on slips in the words."""
    yield from _fixed_words(found)
    yield from _number(found, form)
    yield from _date(found, form)
    yield from _bases(found)
    yield from _recipients(found, form)
    yield from _title(found, form)
    yield from _letters(seen)
    yield from _slips(found)


def _fixed_words(found: Recognised) -> Iterator[Deviation]:
    """The national name in the spelling of the decree; the motto's words and hyphens."""
    for component, label in (("national_name", _("Quốc hiệu")), ("motto", _("Tiêu ngữ"))):
        part, wanted = found.first(component), words()[component]
        if part is not None and part.text != wanted:
            yield Deviation(f"words.{component}", label, wanted, part.text)


def _number(found: Recognised, form: Format) -> Iterator[Deviation]:
    part, place = found.first("number"), form.components["number"].label
    if part is None:
        return
    match = NUMBER.match(part.text)
    if match is None:
        blank = found.is_draft
        expected = _("Số: <số>/<ký hiệu>, không có dấu cách")
        yield Deviation("number.blank" if blank else "number.form", place, expected, part.text, notice=blank)
        return
    number, symbol = match.groups()
    if number != number_text(int(number), form.writing):
        yield Deviation("number.zero", place, number_text(int(number), form.writing), number)
    if not SYMBOL.match(symbol):
        yield Deviation("symbol.form", place, _("chữ in hoa, nối bằng dấu gạch nối không cách"), symbol)
    yield from _symbol_kind(symbol, found, place)


def _symbol_kind(symbol: str, found: Recognised, place: str) -> Iterator[Deviation]:
    first = symbol.split("-", 1)[0]
    abbreviations = {each.abbreviation: each for each in kinds().values() if each.abbreviation}
    if found.kind is None:
        # «-BTT» at the end names a body, at the start a kind: only the first piece is looked at.
        if first in abbreviations and found.first("letter_subject"):
            yield Deviation("symbol.kind", place, _("công văn không ghi tên loại trong ký hiệu"), symbol)
    elif first != found.kind.abbreviation:
        expected = f"{found.kind.abbreviation}-… ({found.kind.label})"
        yield Deviation("symbol.kind", place, expected, symbol)


def _date(found: Recognised, form: Format) -> Iterator[Deviation]:
    part, place = found.first("place_date"), form.components["place_date"].label
    if part is None:
        return
    match = DATE.match(part.text)
    if match is None:
        blank = BLANK_DATE.match(part.text) is not None
        expected = _("<địa danh>, ngày <dd> tháng <mm> năm <yyyy>")
        yield Deviation("date.blank" if blank else "date.form", place, expected, part.text, notice=blank)
        return
    _name, day, month, year = match.groups()
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        yield Deviation("date.real", place, _("ngày có thật"), part.text)
        return
    if day != day_text(int(day), form.writing):
        yield Deviation("date.day", place, day_text(int(day), form.writing), day)
    if month != month_text(int(month), form.writing):
        yield Deviation("date.month", place, month_text(int(month), form.writing), month)


def _bases(found: Recognised) -> Iterator[Deviation]:
    lines = [part for part in found.all("basis") if part.text.startswith("Căn cứ")]
    for part in lines:
        ends = (";", ".", ",") if part is lines[-1] else (";",)
        if not part.text.endswith(ends):
            yield Deviation("basis.end", f"«{part.text[:40]}»", " / ".join(ends), part.text[-1:])


def _recipients(found: Recognised, form: Format) -> Iterator[Deviation]:
    label, rule = found.first("recipients_label"), form.writing
    if label is not None and label.text != words()["recipients_label"]:
        yield Deviation("recipients.label", form.components["recipients_label"].label, "Nơi nhận:", label.text)
    lines = _joined([part.text for part in found.all("recipients")], rule.recipient_start)
    for place, line in enumerate(lines, start=1):
        where = _("Nơi nhận, dòng %(number)d") % {"number": place}
        if not line.startswith(rule.recipient_start):
            yield Deviation("recipients.start", where, f"«{rule.recipient_start}…»", line)
        end = rule.recipient_last_end if place == len(lines) else rule.recipient_end
        if not line.endswith(end):
            yield Deviation("recipients.end", where, f"… «{end}»", line)
    if lines and not re.search(rule.archive_line, lines[-1]):
        yield Deviation("recipients.archive", _("Nơi nhận, dòng cuối"), "- Lưu: VT, …", lines[-1])


def _joined(lines: list[str], start: str) -> list[str]:
    """A recipient may run over two lines; the second begins without the dash, after a line without an end."""
    whole: list[str] = []
    for line in lines:
        if whole and not line.startswith(start.strip()) and not whole[-1].endswith((";", ".")):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _title(found: Recognised, form: Format) -> Iterator[Deviation]:
    """Over the name stands an office held («CHỦ TỊCH»), no word of a role («LÃNH ĐẠO»)."""
    for part in found.all("capacity"):
        if is_role_word(part.text):
            yield Deviation("signer.title", form.components["capacity"].label, _("chức vụ người ký"), part.text)


def _letters(seen: Seen) -> Iterator[Deviation]:
    """Letters composed (Unicode by TCVN 6909:2001), and such as the face has."""
    for part in seen.parts:
        place = f"«{part.text[:40]}»"
        if part.raw != unicodedata.normalize("NFC", part.raw):
            yield Deviation("letters.composed", place, _("chữ Việt dựng sẵn (Unicode, TCVN 6909:2001)"), _("dấu rời"))
        if missing := unprintable(part.text):
            yield Deviation("letters.printable", place, _("chữ có trong mặt chữ in"), " ".join(missing))


def _slips(found: Recognised) -> Iterator[Deviation]:
    """Brackets and quotation marks that do not close: told, not failed, for signed words stay as signed."""
    for key, part in found.rows:
        for opening, closing in PAIRS.items():
            opened, closed = part.text.count(opening), part.text.count(closing)
            if opened != closed and key != "table":
                expected = f"{opening}…{closing}"
                yield Deviation("words.pairs", f"«{part.text[:40]}»", expected, f"{opened} / {closed}", notice=True)
                break
    title = found.first("kind")
    if title is not None and found.kind is not None and fold(title.text) != fold(found.kind.heading):
        yield Deviation("words.kind", title.text, found.kind.heading, title.text)
