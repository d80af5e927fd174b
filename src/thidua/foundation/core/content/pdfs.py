"""PDF files: proved to open without a password being asked and to start nothing by themselves."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from thidua.foundation.core.errors import Unreadable

MOST_OBJECTS = 200_000
# Acts that run something or send something; a plain jump to a page (many programs write one) is harmless.
HARMFUL_ACTS = frozenset({"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/GoToE"})
HARMFUL_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA"})
HARMFUL_BYTES = re.compile(rb"/(?:JavaScript|RichMedia|Launch)\b")

# pypdf tells of each repaired flaw; what matters is answered by the refusals here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def check(path: Path) -> None:
    """Raises `Unreadable` for a damaged or locked PDF, and for one that carries scripts, launches or other files."""
    if HARMFUL_BYTES.search(path.read_bytes()):
        raise Unreadable(_harmful())
    try:
        with path.open("rb") as file:
            reader = PdfReader(file, strict=False)
            # One that is locked against changes only, as many offices send it, opens with the empty password.
            if reader.is_encrypted and not reader.decrypt(""):
                raise Unreadable(_("Tệp PDF có đặt mật khẩu. Xin bỏ mật khẩu rồi gửi lại."))
            if not len(reader.pages):
                raise Unreadable(_damaged())
            if any(_is_harmful(part) for part in _dictionaries(reader)):
                raise Unreadable(_harmful())
    except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(_damaged()) from error


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, those inside compressed object streams too."""
    numbers = {(number, generation) for generation, found in reader.xref.items() for number in found}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise Unreadable(_damaged())
    waiting: list[Any] = [reader.trailer]
    waiting.extend(IndirectObject(number, generation, reader).get_object() for number, generation in sorted(numbers))
    while waiting:
        part = waiting.pop()
        if isinstance(part, DictionaryObject):
            yield part
            waiting.extend(value for value in part.values() if not isinstance(value, IndirectObject))
        elif isinstance(part, ArrayObject):
            waiting.extend(value for value in part if not isinstance(value, IndirectObject))


def _is_harmful(part: DictionaryObject) -> bool:
    return part.get("/S") in HARMFUL_ACTS or not HARMFUL_KEYS.isdisjoint(part.keys())


def _harmful() -> str:
    return _(
        "Tệp PDF có chứa chương trình hoặc tệp đính kèm nên không nhận. Xin in ra PDF mới (Print to PDF) rồi gửi lại."
    )


def _damaged() -> str:
    return _("Tệp PDF bị hỏng hoặc gửi chưa hết, không mở được. Xin xuất lại PDF rồi gửi lại.")
