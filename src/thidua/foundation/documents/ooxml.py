"""The pieces of a Word file that python-docx has no words for: rules, fields, borders, fixed bytes."""

import datetime
import io
import zipfile
from typing import Any

from docx.opc.package import OpcPackage
from docx.opc.pkgwriter import PackageWriter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

# A zip cannot say an earlier day; drafts carry it, so that they too have fixed bytes.
NO_DATE = datetime.date(1980, 1, 1)
CONTENT_TYPES = "[Content_Types].xml"
TABLE_ROOM_MM = 0.5
TEXT = qn("w:t")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BORDER_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def element(tag: str, **attributes: str | int) -> Any:
    """A new `w:` element with `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_font(style: ParagraphStyle, font: str) -> None:
    """One face for every script, in place of the theme's."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, element("rFonts", ascii=font, hAnsi=font, cs=font, eastAsia=font))


def set_outline(style: ParagraphStyle, level: int) -> None:
    """Show paragraphs of this style in Word's navigation pane at this depth (1 is the title)."""
    style.element.get_or_add_pPr().append(element("outlineLvl", val=level - 1))


def draw_rule(paragraph: Paragraph, length_mm: float, width_mm: float) -> None:
    """Make an empty paragraph a centred line of this length within this width."""
    side = Mm(max(0.0, (width_mm - length_mm) / 2))
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = side
    shape.first_line_indent = Mm(0)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(2), Pt(0), Pt(2)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=0, color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr"
    )


def page_field(paragraph: Paragraph) -> None:
    """Write the number of the page."""
    for kind in ("begin", "instr", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instr":
            text = element("instrText")
            text.text = " PAGE "
            run._r.append(text)
        elif kind == "text":
            run.text = "2"
        else:
            run._r.append(element("fldChar", fldCharType=kind))


def fix_table(table: Table, widths_mm: list[float], *, ruled: bool, padding_mm: float) -> None:
    """Give a table fixed columns, borders or none, and its inner side margins."""
    table.autofit = False
    properties = table._tbl.tblPr
    for tag in ("w:tblBorders", "w:tblCellMar", "w:tblInd"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    borders = element("tblBorders")
    for side in BORDER_SIDES:
        borders.append(element(side, val="single" if ruled else "nil", sz=4, space=0, color="000000"))
    margins = element("tblCellMar")
    # Schema order: top, left, bottom, right.
    for side in ("top", "left", "bottom", "right"):
        room = padding_mm if side in ("left", "right") else (TABLE_ROOM_MM if ruled else 0)
        margins.append(element(side, w=round(Mm(room).twips), type="dxa"))
    total = element("tblW", w=round(Mm(sum(widths_mm)).twips), type="dxa")
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    for made in (total, element("tblInd", w=0, type="dxa"), borders, margins):
        properties.insert_element_before(made, *_AFTER[made.tag])
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    # By rows: each column's cells would be picked out of all cells of the table.
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def set_text(text: Any, words: str) -> None:
    """Put words into a `w:t`; new lines and tabs become the elements Word wants for them."""
    if words.isprintable():
        text.text = words
        if words != words.strip():
            text.set(SPACE, "preserve")
    else:
        # The run takes its words apart by itself.
        text.getparent().text = words


def keep_row(row: _Row, *, head: bool = False) -> None:
    """Do not break a row over pages; repeat a head row on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))


def middle(cell: _Cell) -> None:
    """Centre a cell's text between its upper and lower edge."""
    cell._tc.get_or_add_tcPr().append(element("vAlign", val="center"))


def restart_numbers(section_properties: Any) -> None:
    """Count the pages of this section from 1."""
    for old in section_properties.findall(qn("w:pgNumType")):
        section_properties.remove(old)
    section_properties.insert_element_before(element("pgNumType", start=1), "w:cols", "w:titlePg", "w:docGrid")


def modern_mode(settings: Any) -> None:
    """Tell Word that the file is of today's format, not to be opened in compatibility mode."""
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def packed(package: OpcPackage, on: datetime.date | None) -> bytes:
    """The package as a file, each entry of the document's own day: the same package gives the same bytes."""
    day, parts = max(on or NO_DATE, NO_DATE), package.parts
    for part in parts:
        part.before_marshal()  # type: ignore[no-untyped-call]
    entries: dict[str, bytes] = {}
    writer = _Entries(entries)
    PackageWriter._write_content_types_stream(writer, parts)  # type: ignore[no-untyped-call]
    PackageWriter._write_pkg_rels(writer, package.rels)  # type: ignore[no-untyped-call]
    PackageWriter._write_parts(writer, parts)  # type: ignore[arg-type]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(entries, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, entries[name])
    return made.getvalue()


class _Entries:
    """Takes what python-docx would write into a zip of its own, with the clock's date."""

    def __init__(self, entries: dict[str, bytes]) -> None:
        self._entries = entries

    def write(self, address: Any, blob: bytes) -> None:
        self._entries[address.membername] = blob


# The order Word's schema wants inside a table's properties.
_ORDER = ("tblStyle", "tblpPr", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd", "tblLayout",
          "tblCellMar", "tblLook")  # fmt: skip
_AFTER = {qn(f"w:{tag}"): tuple(f"w:{later}" for later in _ORDER[place + 1 :]) for place, tag in enumerate(_ORDER)}
