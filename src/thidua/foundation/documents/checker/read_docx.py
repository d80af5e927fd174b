"""Reads a Word file: sections, header, and every paragraph with the style Word will show it in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from docx import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.section import Section

from thidua.foundation.documents.checker.findings import NotADocument
from thidua.foundation.documents.checker.seen import Part, Seen, SeenNumber, SeenPage, Span, Zone
from thidua.foundation.documents.checker.word_styles import TWIPS_PER_MM, Styles, measure
from thidua.foundation.documents.measure import text_width_mm

EMU_PER_MM = 36000
BREAK = "\n"
TOLERANCE_MM = 0.3
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# A thousand pages of words; the tree that is built of them takes ten times as much.
MOST_XML = 20 * 1024 * 1024
# Paragraphs and runs: each is worked out by itself.
MOST_PIECES = 50_000
# How a part of XML begins, with or without a mark of its encoding.
XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Some offices draw the rules as a line of signs under the text.
DRAWN = frozenset("-_—–*")
# One star under the issuing body is the Party's own mark.
STAR = "*"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where paragraphs are read: the zone, the width a line can take, the row of a table."""

    zone: Zone
    width_mm: float
    row: int | None = None


def read_docx(content: bytes) -> Seen:
    """What the file says; refuses what is not a Word file, or is a book, with NotADocument."""
    try:
        _require_small(content)
        word = Document(io.BytesIO(content))
    except NotADocument:
        raise
    except (BadZipFile, OpcError, KeyError, ValueError) as error:
        raise NotADocument(_("Không đọc được tệp Word này. Xin mở bằng Word rồi lưu lại dạng .docx.")) from error
    _require_few_pieces(word.element.body)
    theme = next((part for part in word.part.package.iter_parts() if "theme" in part.partname), None)
    styles = Styles(word.styles.element, parse_xml(theme.blob) if theme is not None else None)
    pages = tuple(_page(section) for section in word.sections)
    width = (pages[0].width_mm - (pages[0].left_mm or 0) - (pages[0].right_mm or 0)) if pages else 0
    parts = tuple(_with_rules(_body(word.element.body, styles, width)))
    numbers = tuple(
        number for place, section in enumerate(word.sections) for number in _numbers(section, place, styles)
    )
    anew = (section._sectPr.find(f"{qn('w:pgNumType')}[@{qn('w:start')}]") for section in word.sections)
    restarts = frozenset(place for place, found in enumerate(anew) if found is not None)
    return Seen("docx", pages, parts, numbers, TOLERANCE_MM, margins_exact=True, restarts=restarts)


def _require_small(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as package:
        left = MOST_XML
        for entry in package.infolist():
            with package.open(entry) as part:
                is_xml = part.read(8).lstrip().startswith(XML_STARTS)
            left -= entry.file_size if is_xml else 0
    if left < 0:
        raise NotADocument(_too_long())


def _require_few_pieces(body: Any) -> None:
    pieces = body.iter(qn("w:p"), qn("w:r"))
    if next(islice(pieces, MOST_PIECES, None), None) is not None:
        raise NotADocument(_too_long())


def _too_long() -> str:
    return _("Văn bản dài quá để kiểm tra. Xin tách riêng từng văn bản rồi gửi lại.")


def _page(section: Section) -> SeenPage:
    values = (
        section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin,
        section.bottom_margin,
    )  # fmt: skip
    return SeenPage(*(round((value or 0) / EMU_PER_MM, 1) for value in values))


def _body(body: Any, styles: Styles, width_mm: float) -> Iterator[tuple[Part, float | None]]:
    """Each paragraph with the rule it draws itself, if any."""
    section, rows = 0, count()
    for child in body:
        found: Iterable[tuple[Part, float | None]] = ()
        if child.tag == qn("w:p"):
            found = [_part(child, styles, _Place(Zone.BODY, width_mm))]
        elif child.tag == qn("w:tbl"):
            found = _table(child, styles, rows)
        yield from ((replace(part, section=section), rule) for part, rule in found)
        # A section's settings stand in its last paragraph.
        section += child.tag == qn("w:p") and child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None


def _table(table: Any, styles: Styles, rows: Iterator[int]) -> Iterator[tuple[Part, float | None]]:
    ruled = styles.table_borders(table)
    side = table.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn('w:left')}")
    padding = measure(side.get(qn("w:w")) if side is not None else None, 108) / TWIPS_PER_MM
    for row in table.iter(qn("w:tr")):
        cells, level = list(row.findall(qn("w:tc"))), next(rows)
        for place, cell in enumerate(cells):
            told = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            width = measure(told.get(qn("w:w")) if told is not None else None) / TWIPS_PER_MM - 2 * padding
            zone = Zone.TABLE if ruled else (Zone.LEFT if place == 0 and len(cells) > 1 else Zone.RIGHT)
            for paragraph in cell.findall(qn("w:p")):
                part, rule = _part(paragraph, styles, _Place(zone, width, level))
                *above, last = [part] if zone is Zone.TABLE else _lines_of(part)
                yield from ((line, None) for line in above)
                yield last, rule


def _part(paragraph: Any, styles: Styles, place: _Place) -> tuple[Part, float | None]:
    shape = styles.paragraph(paragraph)
    spans = tuple(span for run in paragraph.iter(qn("w:r")) if (span := _span(run, paragraph, styles)) is not None)
    part = Part(
        spans=spans,
        zone=place.zone,
        align=shape["align"],
        width_mm=_width(spans),
        first_line_mm=round(shape["first_line_mm"], 2),
        left_mm=round(shape["left_mm"], 2),
        gap_pt=max(shape["after_pt"], shape["before_pt"]),
        line_spacing=shape["line_spacing"],
        row=place.row,
    )
    room = place.width_mm - shape["left_mm"] - shape["right_mm"]
    return part, _rule_of(paragraph, room)


def _lines_of(part: Part) -> list[Part]:
    """The lines of a paragraph of head or foot: many offices end them with a line break, not a paragraph."""
    lines: list[list[Span]] = [[]]
    for span in part.spans:
        first, *others = span.text.split(BREAK)
        lines[-1].append(replace(span, text=first))
        lines.extend([replace(span, text=text)] for text in others)
    kept = [tuple(span for span in line if span.text) for line in lines]
    kept = [line for line in kept if any(span.text.strip() for span in line)]
    if len(kept) < 2:
        return [part]
    return [replace(part, spans=line, width_mm=_width(line)) for line in kept]


def _width(spans: Iterable[Span]) -> float:
    return round(sum(text_width_mm(each.text, each.size, bold=each.bold, italic=each.italic) for each in spans), 1)


def _span(run: Any, paragraph: Any, styles: Styles) -> Span | None:
    pieces = []
    for child in run:
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in (qn("w:br"), qn("w:cr")):
            pieces.append(BREAK)
        elif child.tag == qn("w:tab"):
            pieces.append(" ")
    text = "".join(pieces)
    if not text:
        return None
    look = styles.run(run, paragraph)
    return Span(text.upper() if look["caps"] else text, look["font"], look["size"], look["bold"], look["italic"])


def _rule_of(paragraph: Any, room_mm: float) -> float | None:
    """The length of the line a paragraph draws: a border above or below it, or a drawn line."""
    borders = paragraph.find(f"{qn('w:pPr')}/{qn('w:pBdr')}")
    if borders is not None:
        for side in ("top", "bottom"):
            line = borders.find(qn(f"w:{side}"))
            if line is not None and line.get(qn("w:val")) not in ("nil", "none", None):
                return round(room_mm, 1)
    for anchor in (*paragraph.iter(f"{WP}anchor"), *paragraph.iter(f"{WP}inline")):
        shape = anchor.find(f".//{A}prstGeom")
        if shape is not None and shape.get("prst") in ("line", "straightConnector1"):
            return round(int(anchor.find(f"{WP}extent").get("cx")) / EMU_PER_MM, 1)
    return None


def _with_rules(rows: Iterator[tuple[Part, float | None]]) -> Iterator[Part]:
    """Give each rule to the text above it in the same column; drop empty paragraphs."""
    kept: list[Part] = []
    last: dict[Zone, int] = {}
    for part, rule in rows:
        if rule is None and part.text and part.text != STAR and set(part.text) <= DRAWN:
            rule = part.width_mm
        elif part.text:
            last[part.zone] = len(kept)
            kept.append(part)
        if rule is not None and part.zone in last:
            kept[last[part.zone]] = kept[last[part.zone]].ruled(rule)
    return iter(kept)


def _numbers(section: Section, number: int, styles: Styles) -> Iterator[SeenNumber]:
    """Page numbers in the header and footer of a section; a later one may have those of the section before."""
    first_hidden = section.different_first_page_header_footer
    for place, frame in (("top", section.header), ("bottom", section.footer)):
        if number and frame.is_linked_to_previous:
            continue
        for paragraph in frame._element.iter(qn("w:p")):
            codes = "".join(code.text or "" for code in paragraph.iter(qn("w:instrText")))
            simple = [field.get(qn("w:instr")) or "" for field in paragraph.iter(qn("w:fldSimple"))]
            if "PAGE" not in codes and not any("PAGE" in each for each in simple):
                continue
            # A field without a run looks as its paragraph does.
            run = next(paragraph.iter(qn("w:r")), paragraph)
            look = styles.run(run, paragraph)
            span = Span("2", look["font"], look["size"], look["bold"], look["italic"])
            align = styles.paragraph(paragraph)["align"]
            yield SeenNumber(None, "2", place, align, span, not first_hidden, section=number)
