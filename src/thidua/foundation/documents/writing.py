"""How numbers, symbols and dates are written on a document."""

import datetime
from enum import StrEnum

from thidua.foundation.documents.formats import Format, Writing, words
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.model import Annex, OfficialDocument


class Capacity(StrEnum):
    """In what capacity somebody signs; the format table says how each is written."""

    COLLECTIVE = "collective"
    DEPUTY = "deputy"
    BY_ORDER = "by-order"
    AUTHORISED = "authorised"
    ACTING = "acting"


def number_text(number: int, writing: Writing) -> str:
    """5 → «05», 12 → «12»."""
    return _padded(number, writing.number_zero_below)


def day_text(day: int, writing: Writing) -> str:
    """5 → «05», 12 → «12»."""
    return _padded(day, writing.day_zero_below)


def month_text(month: int, writing: Writing) -> str:
    """Only January and February carry a zero: 2 → «02», 3 → «3»."""
    return _padded(month, writing.month_zero_below)


def build_symbol(kind_key: str, body_symbol: str, form: Format | None = None) -> str:
    """`plan`, «MTTQ-BTT» → «KH-MTTQ-BTT»; an official letter has no abbreviation: «MTTQ-BTT».

    By the Party's table the same are «KH/TU» and «CV/TU».
    """
    abbreviation, join = kind(kind_key).abbreviation, form.writing.symbol_join if form else "-"
    if kind_key == "letter" and form:
        abbreviation = form.writing.letter_symbol
    return f"{abbreviation}{join}{body_symbol}" if abbreviation else body_symbol


def full_number(number: int, symbol: str, writing: Writing) -> str:
    """286, «KH-MTTQ-BTT» → «286/KH-MTTQ-BTT»."""
    return f"{number_text(number, writing)}/{symbol}"


def number_lines(document: OfficialDocument, form: Format) -> tuple[str, ...]:
    """«Số: 286/KH-MTTQ-BTT», one line for each body of a joint document; in a draft the number is blank.

    Empty where the kind carries no number.
    """
    if "number" in kind(document.kind).omits:
        return ("",)
    bodies = [(document.number, document.symbol), *((each.number, each.symbol) for each in document.partners)]
    return tuple(_numbered(number, symbol, form, form.words["number_line"]) for number, symbol in bodies)


def capacity_line(capacity: Capacity, of: str, form: Format) -> str:
    """The line over a signer's title: «KT. CHỦ TỊCH», «TL. BAN THƯỜNG TRỰC»; with «Q.» it is the title itself.

    Raises `KeyError` where the table has no such capacity.
    """
    return f"{dict(form.writing.capacities)[capacity]} {of.upper()}"


def date_line(document: OfficialDocument, form: Format) -> str:
    """«Đắk Nông, ngày 26 tháng 10 năm 2023»; in a draft day, month and year are blank."""
    if "place_date" in kind(document.kind).omits:
        return ""
    blank, on = words()["day_blank"], document.date
    return words()["place_date"].format(
        place=document.letterhead.place,
        day=day_text(on.day, form.writing) if on else blank,
        month=month_text(on.month, form.writing) if on else blank,
        year=on.year if on else blank,
    )


def short_date(on: datetime.date, writing: Writing) -> str:
    """«05/3/2020», the form documents are cited in."""
    return f"{day_text(on.day, writing)}/{month_text(on.month, writing)}/{on.year}"


def in_sentence(text: str) -> str:
    """A text that begins a line, in the middle of a sentence: «Đợt thi đua …» → «đợt thi đua …»; a name stays as it is.

    What a capital word follows is taken for a name («Đắk Nông», «Y Thái»), and so is what begins with two capitals.
    """
    first, _space, rest = text.partition(" ")
    name = not first[1:].islower() or not first.isalpha() or rest[:1].isupper()
    return text if name else f"{first[:1].lower()}{text[1:]}"


def letter_subject(document: OfficialDocument) -> str:
    """«V/v …», which stands under an official letter's number; a public letter has neither."""
    return "" if "number" in kind(document.kind).omits else subject_text(document)


def subject_text(document: OfficialDocument) -> str:
    """The subject as printed: an official letter's begins with «V/v»."""
    if "subject" in kind(document.kind).omits and document.subject:
        return words()["letter_subject"].format(subject=document.subject)
    return document.subject


def roman(number: int) -> str:
    """4 → «IV»: how annexes and parts are numbered. Numbers from 1 to 89."""
    tens, ones = divmod(number, 10)
    ten = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")[tens]
    return ten + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def annex_heading(number: str) -> str:
    """«Phụ lục II», or «Phụ lục» where there is one."""
    return f"{words()['annex_label']} {number}".strip()


def annex_note(annex: Annex, document: OfficialDocument, form: Format) -> str:
    """What stands under an annex's title. «{number}» and «{date}» in it are its document's, blank in a draft."""
    pattern = form.words["number_line"]
    number = _numbered(document.number, document.symbol, form, pattern[pattern.index("{") :])
    on = document.date
    date = short_date(on, form.writing) if on else words()["date_blank"]
    return annex.note.replace("{number}", number).replace("{date}", date)


def _numbered(number: int | None, symbol: str, form: Format, pattern: str) -> str:
    said = words()["number_blank"] if number is None else number_text(number, form.writing)
    return pattern.format(number=said, symbol=symbol)


def _padded(value: int, below: int) -> str:
    return f"0{value}" if value < below and value < 10 else str(value)
