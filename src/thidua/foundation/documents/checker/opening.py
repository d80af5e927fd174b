"""Opens a file to be checked, or says in a sentence why not: broken, locked, with programs, without letters."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pypdf
from django.utils.translation import gettext as _

from thidua.foundation.core import content
from thidua.foundation.core.errors import Unreadable
from thidua.foundation.documents.checker.findings import NotADocument
from thidua.foundation.documents.checker.pdf_weight import require_light
from thidua.foundation.documents.checker.read_docx import read_docx
from thidua.foundation.documents.checker.read_pdf import read_pdf
from thidua.foundation.documents.checker.seen import Seen

LOG = logging.getLogger("thidua.documents")
MOST_BYTES = 20 * 1024 * 1024
# A page takes a few hundredths of a second; nobody waits for a book.
MOST_PAGES = 100
MOST_PARTS = 100_000
# Fewer letters a page than this are a stamp on a picture, no text.
LEAST_LETTERS = 40


def open_file(data: bytes, name: str = "") -> Seen:
    """What the file shows. Refused with `NotADocument` and a sentence; `name` is used for advice alone."""
    if len(data) > MOST_BYTES:
        raise NotADocument(_("Tệp lớn hơn 20 MB. Kiểm tra thể thức chỉ cần phần chữ: xin bỏ bớt ảnh rồi gửi lại."))
    if not data.startswith((b"%PDF", content.ZIP, content.OLE)) and data:
        raise NotADocument(_("Chỉ kiểm tra được tệp Word (.docx) và PDF."))
    kind = _kind(data, name)
    if kind not in (content.PDF, content.DOCX):
        raise NotADocument(_("Chỉ kiểm tra được tệp Word (.docx) và PDF."))
    try:
        seen = _read(data, kind)
    except NotADocument:
        raise
    except Exception as error:
        # Offices and their programs write what no reader foresees; the trace shows what to learn to read.
        LOG.warning("a file to be checked could not be read", exc_info=True)
        raise NotADocument(
            _("Tệp bị hỏng hoặc gửi chưa hết, không mở được. Xin mở trên máy, lưu lại rồi gửi lại.")
        ) from error
    _require_text(seen)
    return seen


def _read(data: bytes, kind: str) -> Seen:
    if kind == content.DOCX:
        return read_docx(data)
    _require_small(data)
    return read_pdf(data)


def _kind(data: bytes, name: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        try:
            return content.inspect(path, name=name).kind.type
        except Unreadable as unreadable:
            raise NotADocument(str(unreadable)) from unreadable


def _require_small(data: bytes) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        reader = pypdf.PdfReader(file, strict=False)
        count = len(reader.pages)
        if count > MOST_PAGES:
            sentence = _(
                "Tệp có %(count)d trang, dài quá để kiểm tra (nhiều nhất %(most)d). Xin tách riêng từng văn bản."
            )
            raise NotADocument(sentence % {"count": count, "most": MOST_PAGES})
        require_light(reader)


def _require_text(seen: Seen) -> None:
    letters = sum(letter.isalpha() for part in seen.parts for letter in part.raw)
    if not letters:
        raise NotADocument(_("Tệp không có chữ nào để kiểm tra. Xin dùng bản soạn trên máy, không phải bản chụp."))
    if seen.kind == "pdf" and letters < LEAST_LETTERS * len(seen.pages):
        raise NotADocument(_("Tệp PDF này chỉ có ảnh chụp, không có chữ để kiểm tra. Xin dùng bản xuất từ Word."))
    if len(seen.parts) > MOST_PARTS:
        raise NotADocument(_("Văn bản dài quá để kiểm tra. Xin tách riêng từng văn bản rồi gửi lại."))
