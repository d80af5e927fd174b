"""Reads a PDF: letters with their places, put together to lines, columns and paragraphs; ruled lines."""

from __future__ import annotations

import io
from typing import Any

import pdfplumber
from django.utils.translation import gettext as _
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from thidua.foundation.documents.checker.findings import NotADocument
from thidua.foundation.documents.checker.pdf_lines import MM, Line, join_paragraphs, lines_of, rules_of
from thidua.foundation.documents.checker.pdf_weight import Marks
from thidua.foundation.documents.checker.seen import Part, Seen, SeenNumber, SeenPage

TOLERANCE_MM = 1.0
# Within the margins; running text never comes so near to the edge.
NUMBER_ZONE_MM = 20.0
CENTRED_MM = 8.0


def read_pdf(content: bytes) -> Seen:
    """What the file shows; refuses what is not a PDF with text with NotADocument."""
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            marks = Marks(pdf.rsrcmgr)
            pages = [_read(page, number, marks) for number, page in enumerate(pdf.pages, start=1)]
            author = str((pdf.metadata or {}).get("Author", ""))
    except NotADocument:
        raise
    except (PDFException, PSException, PdfminerException, ValueError) as error:
        raise NotADocument(_("Không đọc được tệp PDF này. Xin xuất lại tệp từ văn bản gốc.")) from error
    if not any(page.lines for page in pages):
        raise NotADocument(_("Tệp PDF này chỉ có ảnh chụp, không có chữ để kiểm tra. Xin dùng bản xuất từ Word."))
    parts = tuple(part for page in pages for part in page.parts())
    numbers = tuple(page.number for page in pages if page.number)
    bare = tuple(page.index for page in pages if page.number is None)
    sizes = tuple(page.seen() for page in pages)
    return Seen("pdf", sizes, parts, numbers, TOLERANCE_MM, margins_exact=False, unnumbered=bare, author=author)


def _read(page: Any, number: int, marks: Marks) -> _Page:
    """One page; what it draws is counted before any of it is kept, and let go of after."""
    PDFPageInterpreter(marks.rsrcmgr, marks).process_page(page.page_obj)
    read = _Page(page, number)
    page.close()
    return read


class _Page:
    """One page, read once."""

    def __init__(self, page: Any, index: int) -> None:
        self.index, self.width, self.height = index, float(page.width) * MM, float(page.height) * MM
        tables = page.find_tables()
        boxes = [[value * MM for value in table.bbox] for table in tables]
        found = lines_of(page, boxes)
        self.rules = rules_of(page, boxes)
        self.lines = [line for line in found if not self._is_number(line)]
        edges = [(line.x0, line.top, line.x1, line.bottom) for line in self.lines] + [tuple(box) for box in boxes]
        # The text's own frame on the page: left, top, right, bottom.
        self.frame = tuple(round(edge, 1) for edge in _around(edges)) if edges else None
        self.number = self._page_number(found)

    def parts(self) -> list[Part]:
        left, right = (self.frame[0], self.frame[2]) if self.frame else (0.0, self.width)
        return join_paragraphs(self.lines, self.rules, self.index, left, right)

    def seen(self) -> SeenPage:
        width, height = round(self.width, 1), round(self.height, 1)
        if self.frame is None:
            return SeenPage(width, height, None, None, None, None)
        left, top, right, bottom = self.frame
        return SeenPage(width, height, left, round(width - right, 1), top, round(height - bottom, 1))

    def _is_number(self, line: Line) -> bool:
        near_edge = line.top < NUMBER_ZONE_MM or line.bottom > self.height - NUMBER_ZONE_MM
        return line.text.isdigit() and near_edge and not line.in_table

    def _page_number(self, lines: list[Line]) -> SeenNumber | None:
        for line in lines:
            if self._is_number(line):
                place = "top" if line.top < self.height / 2 else "bottom"
                return SeenNumber(self.index, line.text, place, self._side(line), line.spans[0], self.index == 1)
        return None

    def _side(self, line: Line) -> str:
        """Centred over the page or over its text; else left or right."""
        middles = [self.width / 2] + ([(self.frame[0] + self.frame[2]) / 2] if self.frame else [])
        if any(abs(line.middle - middle) < CENTRED_MM for middle in middles):
            return "center"
        return "left" if line.middle < self.width / 2 else "right"


def _around(edges: list[tuple[float, ...]]) -> tuple[float, float, float, float]:
    """The smallest frame that holds all of them."""
    left, top, right, bottom = zip(*edges, strict=True)
    return min(left), min(top), max(right), max(bottom)
