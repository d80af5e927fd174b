"""Proves what is written: number and symbol, place and date, the basis, recipients, letters that print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.foundation.documents.checker.findings import Deviation
from thidua.foundation.documents.checker.recognise import BLANK_NUMBER, Recognised
from thidua.foundation.documents.checker.seen import Seen
from thidua.foundation.documents.checker.signer_rules import signer_rules
from thidua.foundation.documents.formats import Format, words
from thidua.foundation.documents.kinds import kinds
from thidua.foundation.documents.measure import unprintable
from thidua.foundation.documents.writing import annex_heading, day_text, month_text, number_text, roman

DATE = re.compile(r"^(.+), ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})$")
BLANK_DATE = re.compile(r"^(.+), ngày\s+tháng\s+năm\s*(\d{4})?$")
# «KH-MTTQ-BTT» or, of a letter, «MTTQ-BTT»; the Party joins kind and body with a stroke: «KH/TU».
SYMBOLS = {
    "-": re.compile(r"^[A-ZĐ][A-Za-zĐ]*(-[A-ZĐ&]+)+$|^[A-ZĐ]+(-[A-ZĐ&]+)*$"),
    "/": re.compile(r"^[A-ZĐ][A-Za-zĐ]*/[A-ZĐ&]+(-[A-ZĐ&]+)*$"),
}
PAIRS = {"(": ")", "“": "”", "[": "]", "«": "»"}


def writing_rules(seen: Seen, found: Recognised, form: Format) -> Iterator[Deviation]:
    """Every departure in what is written, then notices on slips in the words."""
    yield from _fixed_words(found, form)
    yield from _number(found, form)
    yield from _date(found, form)
    yield from _bases(found)
    yield from _recipients(found, form)
    yield from signer_rules(found, form)
    yield from _annexes(found)
    yield from _letters(seen)
    yield from _slips(found)


def _fixed_words(found: Recognised, form: Format) -> Iterator[Deviation]:
    """The national name in the spelling of the table; the motto's words and hyphens."""
    for component in ("national_name", "motto"):
        part, wanted = found.first(component), form.words[component]
        if part is not None and part.text != wanted:
            label = form.components[component].label
            yield Deviation(f"words.{component}", label, wanted or _("không có"), part.text)


def _number(found: Recognised, form: Format) -> Iterator[Deviation]:
    """Each number of the head; a joint document has one for each body."""
    place, pattern = form.components["number"].label, form.words["number_line"]
    said = re.escape(pattern).replace(r"\{number\}", r"(\d{1,9})").replace(r"\{symbol\}", r"(\S+)")
    for part in found.all("number"):
        match = re.fullmatch(said, part.text)
        if match is not None:
            yield from _numbered(match.group(1), match.group(2), found, form)
            continue
        blank = BLANK_NUMBER.match(part.text) is not None
        expected = _("%(form)s, không có dấu cách trong ký hiệu") % {
            "form": pattern.format(number=_("‹số›"), symbol=_("‹ký hiệu›"))
        }
        yield Deviation("number.blank" if blank else "number.form", place, expected, part.text, notice=blank)


def _numbered(number: str, symbol: str, found: Recognised, form: Format) -> Iterator[Deviation]:
    place, join = form.components["number"].label, form.writing.symbol_join
    if number != number_text(int(number), form.writing):
        yield Deviation("number.zero", place, number_text(int(number), form.writing), number)
    if not SYMBOLS[join].match(symbol):
        yield Deviation("symbol.form", place, _("chữ in hoa, nối bằng «%(join)s» không cách") % {"join": join}, symbol)
    yield from _symbol_kind(symbol, found, form)


def _symbol_kind(symbol: str, found: Recognised, form: Format) -> Iterator[Deviation]:
    place, join = form.components["number"].label, form.writing.symbol_join
    first = symbol.split(join, 1)[0]
    known = {each.abbreviation for each in kinds().values() if each.abbreviation}
    if found.kind is None:
        if found.first("letter_subject") is None:
            if first not in known:
                yield Deviation("symbol.unknown", place, _("ký hiệu của một loại văn bản đã biết"), symbol)
        # «-BTT» at the end names a body, at the start a kind: only the first piece is looked at.
        elif first in known:
            yield Deviation("symbol.kind", place, _("công văn không ghi tên loại trong ký hiệu"), symbol)
    elif first != found.kind.abbreviation:
        expected = f"{found.kind.abbreviation}{join}… ({found.kind.label})"
        yield Deviation("symbol.kind" if first in known else "symbol.unknown", place, expected, symbol)


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


def _annexes(found: Recognised) -> Iterator[Deviation]:
    """Two annexes or more are numbered in Roman figures, in order."""
    labels = found.all("annex_label")
    for place, part in enumerate(labels if len(labels) > 1 else (), start=1):
        wanted = annex_heading(roman(place))
        if fold(part.text) != fold(wanted):
            yield Deviation("annex.number", part.text, wanted, part.text)


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
    # The mark of a tone may stand on either vowel («HOÀ», «HÒA»); the key of sorting does not tell them apart.
    if title is not None and found.kind is not None and sort_key(title.text) != sort_key(found.kind.heading):
        yield Deviation("words.kind", title.text, found.kind.heading, title.text)
