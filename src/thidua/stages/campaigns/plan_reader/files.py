"""The text of a plan's file: Word, PDF with letters, plain text. What cannot be read is refused whole."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pypdf
from django.utils.translation import gettext as _
from docx.table import Table
from docx.text.paragraph import Paragraph

from thidua.foundation.core import content
from thidua.foundation.core.errors import Unreadable
from thidua.stages.campaigns.plan_reader.columns import COLUMN

MOST_BYTES = 20 * 1024 * 1024
MOST_PAGES = 60
MOST_LETTERS = 600_000
# Fewer letters a page than this are a stamp on a picture, no text.
LEAST_LETTERS = 40


def text_of(path: Path, *, name: str) -> str:
    """The text as it stands in the file, columns apart by tabs, pages by form feeds.

    Raises `Unreadable` with a sentence for a scan without letters, a locked, broken or too large file, one with macros.
    """
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise Unreadable(_("Tệp lớn hơn 20 MB. Kế hoạch chỉ cần phần chữ: xin bỏ bớt ảnh rồi gửi lại."))
    text = _plain_text(path, name)
    if text is None:
        readers = {content.DOCX: _word_text, content.PDF: _pdf_text}
        kind = content.inspect(path, name=name).kind.type if _may_be_read(path) else ""
        if kind not in readers:
            raise Unreadable(_("Loại tệp này không đọc được. Xin gửi Word (.docx), PDF có chữ hoặc tệp chữ (.txt)."))
        text = readers[kind](path)
    if not any(letter.isalpha() for letter in text):
        raise Unreadable(_("Tệp không có chữ nào để đọc."))
    if len(text) > MOST_LETTERS:
        raise Unreadable(_too_long())
    return text


def _may_be_read(path: Path) -> bool:
    """Whether the first bytes are Office's or a PDF's (or none at all); advice on pictures is for other pages."""
    with path.open("rb") as file:
        head = file.read(8)
    return not head or head.startswith((b"%PDF", content.ZIP, content.OLE))


def _plain_text(path: Path, name: str) -> str | None:
    """The text of a file that says it is text; None for any other."""
    raw = path.read_bytes()
    if Path(name).suffix.lower() not in {".txt", ".text", ".md"}:
        return None
    if not raw.strip():
        raise Unreadable(_("Tệp rỗng, không có nội dung. Xin chọn lại tệp."))
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("Tệp chữ không ở bảng mã Unicode (UTF-8). Xin lưu lại theo UTF-8 rồi gửi lại.")) from error


def _word_text(path: Path) -> str:
    try:
        document = docx.Document(str(path))
        return "\n".join(_word_lines(document))
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise Unreadable(_("Tệp Word bị hỏng, không mở được. Xin mở bằng Word, lưu lại rồi gửi lại.")) from error


def _word_lines(document: Any) -> Iterator[str]:
    """Paragraphs in their order; a paragraph that Word numbers gets a dash where its number is not in the text."""
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            yield from _paragraph_lines(part)
        elif isinstance(part, Table):
            yield from _table_lines(part)


def _paragraph_lines(paragraph: Paragraph) -> Iterator[str]:
    text = paragraph.text
    properties = paragraph._p.pPr  # the numbering of a paragraph has no public name
    if text.strip() and properties is not None and properties.numPr is not None:
        text = f"- {text.strip()}"
    yield text.replace("\t", " ") if not text.strip().startswith("\t") else text
    yield ""


def _table_lines(table: Table) -> Iterator[str]:
    """A table without lines is a lay-out: cell after cell; one with many rows is a list: row after row."""
    rows = [list(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in table.rows]
    if len(rows) <= 3:
        for row in rows:
            for cell in row:
                yield from (*cell.split("\n"), "")
        return
    for row in rows:
        yield COLUMN.join(cell.replace("\n", " ") for cell in row if cell)
        yield ""


def _pdf_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            reader = pypdf.PdfReader(io.BytesIO(file.read()), strict=False)
            if len(reader.pages) > MOST_PAGES:
                raise Unreadable(_too_long())
            pages = [
                page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False) for page in reader.pages
            ]
    except Unreadable:
        raise
    except Exception as error:  # a broken page raises whatever its parts raise
        raise Unreadable(_("Tệp PDF bị hỏng, không đọc được chữ. Xin xuất lại từ Word rồi gửi lại.")) from error
    letters = sum(letter.isalpha() for page in pages for letter in page)
    if letters < LEAST_LETTERS * len(pages):
        raise Unreadable(_("Tệp PDF này là bản chụp, không có chữ để đọc. Xin gửi bản Word, hoặc PDF xuất từ Word."))
    return "\n\f\n".join(pages)


def _too_long() -> str:
    return _("Văn bản dài hơn 60 trang, không phải một kế hoạch. Xin tách phần kế hoạch thành tệp riêng rồi gửi lại.")
