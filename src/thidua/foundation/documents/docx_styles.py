"""The named styles of a Word file, one for each component of the format table."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from thidua.foundation.documents.formats import Component, Format
from thidua.foundation.documents.ooxml import element, set_font, set_outline

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# Set as running text: indented first line, gap between paragraphs, wider lines.
PROSE = ("basis", "body", "section", "item", "subitem")
OUTLINE = {"kind": 1, "annex_title": 1, "part": 2, "section": 3, "item": 4, "subitem": 5}


def style_id(component: str) -> str:
    """`place_date` → «TdPlaceDate», the style's name inside the file."""
    return "Td" + "".join(word.capitalize() for word in component.split("_"))


def make_styles(word: Document, form: Format) -> None:
    """Set the file's defaults and add a style per component, named in Vietnamese."""
    _set_defaults(word, form)
    normal = word.styles["Normal"]
    for part in form.components.values():
        style = ParagraphStyle(new_style(word, style_id(part.key), WD_STYLE_TYPE.PARAGRAPH))
        style.base_style = normal
        style.name = part.label
        style.quick_style = True
        _set_style(style, part, form)


def new_style(word: Document, name: str, of: WD_STYLE_TYPE) -> Any:
    """The element of a new style; `styles.add_style` would read the names of all others each time."""
    return word.styles.element.add_style_of_type(name, of, False)


def _set_defaults(word: Document, form: Format) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    letters = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in list(letters):
        letters.remove(old)
    face, size = form.page.font, round(form.components["body"].size.use * 2)
    letters.append(element("rFonts", ascii=face, hAnsi=face, cs=face, eastAsia=face))
    letters.append(element("sz", val=size))
    letters.append(element("szCs", val=size))
    letters.append(element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")
    header = word.styles["Header"]
    assert isinstance(header, ParagraphStyle)
    set_font(header, face)


def _set_style(style: ParagraphStyle, part: Component, form: Format) -> None:
    style.font.size = Pt(part.size.use)
    style.font.bold = part.bold
    style.font.italic = part.italic
    set_font(style, form.page.font)
    shape = style.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control = True
    if part.align:
        shape.alignment = ALIGN[part.align[0]]
    if part.key in PROSE:
        shape.first_line_indent = Mm(form.text.first_line_use_mm)
        shape.space_after = Pt(form.text.space_pt.use)
        shape.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
        shape.line_spacing = form.text.line_spacing.use
    else:
        shape.line_spacing = 1.0
    if part.key in OUTLINE:
        shape.keep_with_next = True
        set_outline(style, OUTLINE[part.key])
