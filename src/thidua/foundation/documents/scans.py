"""The signed paper of a document, kept beside the file it was printed from; the figures of both are compared."""

from __future__ import annotations

import datetime
from typing import BinaryIO

import docx
import pypdf
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, content, files
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import NotAllowed, NotNow, Unreadable
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.operations import operation
from thidua.foundation.documents import rules
from thidua.foundation.documents.comparing import Difference, differing, text_of
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.payload import from_payload

ROLE = "signed"
MOST_PAGES = 100
# Fewer letters a page than this are a stamp on a picture, no text.
LEAST_LETTERS = 40


@operation
def keep_scan(*, by: Actor | System, now: datetime.datetime, document: IssuedDocument, scan: File) -> StoredFile:
    """Keeps the signed paper of a document as a file beside it; an earlier one stays.

    Refused with `NotAllowed` for who does not keep the book; `NotNow` while the document has no number; `Invalid`
    (`scan`) for a file that cannot be kept.
    """
    if why_not := rules.may_keep_the_book(by, document):
        raise NotAllowed(why_not)
    if document.number is None:
        raise NotNow(_("Văn bản chưa có số nên chưa có bản ký. Xin cấp số trước."))
    stored = files.store(
        upload=scan, owner_kind=rules.FILES_OF, owner_uid=document.uid, by=by, now=now, role=ROLE, field="scan"
    )
    audit.record(by=by, act=gettext_noop("lưu bản đã ký"), obj=document, after={"file": stored.name})
    return stored


def scans_of(document: IssuedDocument) -> list[StoredFile]:
    """The signed papers kept, the latest last."""
    return list(files.of_owner(rules.FILES_OF, document.uid).filter(role=ROLE))


def differences(document: IssuedDocument, scan: StoredFile) -> list[Difference]:
    """The figures that a signed paper says otherwise than the document's own words.

    Raises `Unreadable` with a sentence for a picture, a photographed PDF without letters, a broken file.
    """
    return differing(text_of(from_payload(document.payload)), _text(scan))


def _text(scan: StoredFile) -> str:
    readers = {content.PDF: _pdf_text, content.DOCX: _word_text}
    if scan.type not in readers:
        raise Unreadable(_without_letters())
    with files.open_file(scan) as file:
        return readers[scan.type](file)


def _pdf_text(file: BinaryIO) -> str:
    try:
        reader = pypdf.PdfReader(file, strict=False)
        pages = [page.extract_text() for page in reader.pages[:MOST_PAGES]]
    except Exception as error:  # a broken page raises whatever its parts raise
        raise Unreadable(_("Tệp PDF này không đọc được chữ. Xin tự đối chiếu con số với bản gốc.")) from error
    if sum(letter.isalpha() for page in pages for letter in page) < LEAST_LETTERS * len(pages):
        raise Unreadable(_without_letters())
    return "\n".join(pages)


def _word_text(file: BinaryIO) -> str:
    try:
        document = docx.Document(file)
        lines = [part.text for part in document.paragraphs]
        lines[:0] = [cell.text for table in document.tables[:1] for row in table.rows for cell in row.cells]
    except Exception as error:  # as of a PDF
        raise Unreadable(_("Tệp Word này không đọc được. Xin tự đối chiếu con số với bản gốc.")) from error
    return "\n".join(lines)


def _without_letters() -> str:
    return _("Bản ký là ảnh chụp, không có chữ để máy đọc. Xin tự đối chiếu con số với bản gốc.")
