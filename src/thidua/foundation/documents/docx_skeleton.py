"""The empty Word file that a document is written into: our styles and page number, nothing of the library's look."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import CharacterStyle

from thidua.foundation.documents import ooxml
from thidua.foundation.documents.docx_styles import ALIGN, make_styles, new_style
from thidua.foundation.documents.formats import Format, PageNumber

# Of the library's 164 styles those that Word itself wants; all others would be ten times the letter.
KEPT_STYLES = frozenset(
    {"Normal", "Header", "HeaderChar", "Footer", "FooterChar", "DefaultParagraphFont", "TableNormal", "NoList"}
)
KEPT_PARTS = frozenset(
    {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE,
     RELATIONSHIP_TYPE.HEADER}
)  # fmt: skip
# The file made for each table of the catalogue; a table that was changed since is another one.
_made: dict[str, tuple[Format, bytes]] = {}


def blank(form: Format) -> WordDocument:
    """A new Word file set by the format table, without a word in it."""
    known = _made.get(form.key)
    if known is None or known[0] is not form:
        known = _made[form.key] = (form, _skeleton(form))
    return Document(io.BytesIO(known[1]))


def _skeleton(form: Format) -> bytes:
    word = Document()
    _leave_out(word.part.package.rels, lambda link: link.reltype.endswith("/thumbnail"))
    _leave_out(word.part.rels, lambda link: link.reltype not in KEPT_PARTS)
    styles = word.styles.element
    for style in list(styles.iter(qn("w:style"))):
        if style.get(qn("w:styleId")) not in KEPT_STYLES:
            styles.remove(style)
    make_styles(word, form)
    _number_pages(word, form.page_number)
    ooxml.modern_mode(word.settings.element)
    file = io.BytesIO()
    word.save(file)
    return _unpacked(file.getvalue())


def _leave_out(links: Any, unwanted: Any) -> None:
    for key, link in list(links.items()):
        if unwanted(link):
            del links[key]


def _number_pages(word: WordDocument, number: PageNumber) -> None:
    style = CharacterStyle(new_style(word, "TdPageNumber", WD_STYLE_TYPE.CHARACTER))
    style.font.size, style.font.bold, style.font.italic = Pt(number.size.use), number.bold, number.italic
    section = word.sections[0]
    section.different_first_page_header_footer = not number.first_page
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN[number.align]
    ooxml.page_field(paragraph)
    for run in paragraph.runs:
        run._r.style = style.style_id


def _unpacked(content: bytes) -> bytes:
    """The same package without compression: it is opened once for every document."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info.filename))
    return made.getvalue()
