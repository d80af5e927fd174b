"""Letters a paper can bear: one that cannot be printed is refused before it is signed, and never stops a drawing."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.documents.measure import unprintable
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.payload import from_payload, to_payload

# Stands for a letter that the printing face has not.
BOX = "□"
# How many words before and after a letter are told, so that it can be found.
AROUND = 3
# XML, and so Word, takes these of the control characters and no others.
KEPT_CONTROLS = "\t\n\r"


def require_printable(document: OfficialDocument) -> None:
    """Raises `Invalid` (`letters`) for a letter the printing face has not, naming it and where it stands."""
    require_printable_texts(*_texts(to_payload(document)))


def require_printable_texts(*texts: str) -> None:
    """As `require_printable`, for words that will stand on a paper."""
    for text in texts:
        if missing := unprintable(text):
            sentence = _("Chữ «%(letter)s» trong «%(around)s» không in được lên văn bản. Xin thay bằng chữ khác.")
            raise Invalid({"letters": sentence % {"letter": missing[0], "around": _around(text, missing[0])}})


def for_word(document: OfficialDocument) -> OfficialDocument:
    """The document without control characters, which a Word file cannot hold."""
    return from_payload(mapped(to_payload(document), _without_controls))


def boxed(text: str) -> str:
    """The text as the printing face can draw it: a box for what it lacks, nothing for marks nobody sees."""
    for letter in unprintable(text):
        text = text.replace(letter, BOX)
    # Of the marks nobody sees, the byte order mark is one an archived PDF may not hold.
    return text.replace("\ufeff", "")


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """Plain JSON with every text changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: mapped(each, change) for key, each in value.items()}
    return [mapped(each, change) for each in value] if isinstance(value, (list, tuple)) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _around(text: str, letter: str) -> str:
    words = text.split()
    place = next(number for number, word in enumerate(words) if letter in word)
    return " ".join(words[max(0, place - AROUND) : place + AROUND + 1])


def _without_controls(text: str) -> str:
    return "".join(letter for letter in text if letter in KEPT_CONTROLS or unicodedata.category(letter) != "Cc")
