"""How numbers, symbols and dates are written on a document."""

import datetime

from thidua.foundation.documents.formats import Format, Writing, words
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.model import Annex, OfficialDocument


def number_text(number: int, writing: Writing) -> str:
    """5 → «05», 12 → «12»."""
    return _padded(number, writing.number_zero_below)


def day_text(day: int, writing: Writing) -> str:
    """5 → «05», 12 → «12»."""
    return _padded(day, writing.day_zero_below)


def month_text(month: int, writing: Writing) -> str:
    """Only January and February carry a zero: 2 → «02», 3 → «3»."""
    return _padded(month, writing.month_zero_below)


def build_symbol(kind_key: str, body_symbol: str) -> str:
    """`plan`, «MTTQ-BTT» → «KH-MTTQ-BTT»; an official letter has no abbreviation: «MTTQ-BTT»."""
    abbreviation = kind(kind_key).abbreviation
    return f"{abbreviation}-{body_symbol}" if abbreviation else body_symbol


def full_number(number: int, symbol: str, writing: Writing) -> str:
    """286, «KH-MTTQ-BTT» → «286/KH-MTTQ-BTT»."""
    return f"{number_text(number, writing)}/{symbol}"


def number_line(document: OfficialDocument, form: Format) -> str:
    """«Số: 286/KH-MTTQ-BTT»; in a draft the number is blank. Empty where the kind carries no number."""
    if "number" in kind(document.kind).omits:
        return ""
    number = words()["number_blank"] if document.number is None else number_text(document.number, form.writing)
    return words()["number_line"].format(number=number, symbol=document.symbol)


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


def subject_text(document: OfficialDocument) -> str:
    """The subject as printed: an official letter's begins with «V/v»."""
    if "subject" in kind(document.kind).omits and document.subject:
        return words()["letter_subject"].format(subject=document.subject)
    return document.subject


def annex_heading(number: str) -> str:
    """«Phụ lục II», or «Phụ lục» where there is one."""
    return f"{words()['annex_label']} {number}".strip()


def annex_note(annex: Annex, document: OfficialDocument, form: Format) -> str:
    """What stands under an annex's title. «{number}» and «{date}» in it are its document's, blank in a draft."""
    number = words()["number_blank"] if document.number is None else number_text(document.number, form.writing)
    on = document.date
    date = short_date(on, form.writing) if on else words()["date_blank"]
    return annex.note.replace("{number}", f"{number}/{document.symbol}").replace("{date}", date)


def _padded(value: int, below: int) -> str:
    return f"0{value}" if value < below and value < 10 else str(value)
