"""The Word file of a document: named styles, borderless head, rules, page numbers; same document, same bytes."""

import datetime

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from thidua.foundation.documents import ooxml
from thidua.foundation.documents.docx_blocks import BlockWriter
from thidua.foundation.documents.docx_skeleton import blank
from thidua.foundation.documents.docx_styles import ALIGN
from thidua.foundation.documents.formats import Format
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.layout import CELL_PADDING_MM, Ruled, lay_out, text_width
from thidua.foundation.documents.letters import for_word
from thidua.foundation.documents.measure import balanced_lines
from thidua.foundation.documents.model import Annex, Block, OfficialDocument, SignatureTable, Table
from thidua.foundation.documents.writing import annex_heading, annex_note

HEADER_DISTANCE_MM = 10


def draw_docx(document: OfficialDocument, form: Format) -> bytes:
    """The document as a Word file set by the format table."""
    return _Drawing(for_word(document), form).made()


class _Drawing:
    """One Word file in the making."""

    def __init__(self, document: OfficialDocument, form: Format) -> None:
        self.document, self.form, self.layout = document, form, lay_out(document, form)
        self.word: WordDocument = blank(form)
        self.blocks = BlockWriter(self.word, form)

    def made(self) -> bytes:
        self._describe()
        self._page(self.word.sections[0], landscape=self.document.landscape)
        self._head()
        self._title()
        self._addressees()
        self._body(self.document.blocks, landscape=self.document.landscape)
        self._foot()
        for annex in self.document.annexes:
            self._annex(annex)
        return ooxml.packed(self.word.part.package, self.document.date)

    def _describe(self) -> None:
        document, facts = self.document, self.word.core_properties
        day = max(document.date or ooxml.NO_DATE, ooxml.NO_DATE)
        moment = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
        facts.title = f"{kind(document.kind).label.capitalize()} {document.subject}".strip()[:255]
        facts.author = facts.last_modified_by = " ".join(
            document.letterhead.parent_lines + document.letterhead.issuer_lines
        )[:255]
        facts.comments, facts.language, facts.revision = "", "vi-VN", 1
        facts.created = facts.modified = moment

    def _page(self, section: Section, *, landscape: bool) -> None:
        page = self.form.page
        width, height = Mm(page.width_mm), Mm(page.height_mm)
        section.page_width, section.page_height = (height, width) if landscape else (width, height)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.top_margin, section.bottom_margin = Mm(page.top_mm.use), Mm(page.bottom_mm.use)
        section.left_margin, section.right_margin = Mm(page.left_mm.use), Mm(page.right_mm.use)
        section.header_distance = section.footer_distance = Mm(HEADER_DISTANCE_MM)

    def _head(self) -> None:
        layout, words = self.layout, self.blocks
        table = self.word.add_table(rows=2, cols=2)
        widths = [layout.left_mm, layout.right_mm]
        ooxml.fix_table(table, widths, ruled=False, padding_mm=CELL_PADDING_MM)
        (left, right), (number, date) = (row.cells for row in table.rows)
        for place, body in enumerate(layout.bodies):
            start = len(left.paragraphs)
            words.lines(left, "parent", body.parent)
            self._ruled(left, "issuer", body.issuer, layout.left_mm)
            if place:
                left.paragraphs[start].paragraph_format.space_before = Pt(4)
        if layout.issuer_mark:
            words.lines(left, "issuer_mark", (layout.issuer_mark,))
        self._ruled(right, "national_name", layout.national_name, layout.right_mm)
        self._ruled(right, "motto", layout.motto, layout.right_mm)
        words.lines(number, "number", layout.numbers)
        words.lines(number, "letter_subject", layout.letter_subject, before_pt=6)
        words.lines(date, "place_date", (layout.date,))
        for cell in (number, date):
            cell.paragraphs[0].paragraph_format.space_before = Pt(7)

    def _ruled(self, cell: _Cell, component: str, title: Ruled, width_mm: float) -> None:
        self.blocks.lines(cell, component, title.lines)
        if title.rule_mm:
            ooxml.draw_rule(cell.add_paragraph(), title.rule_mm, width_mm - 2 * CELL_PADDING_MM)

    def _title(self) -> None:
        layout = self.layout
        if not layout.kind:
            return
        self._paragraph("kind", layout.kind).paragraph_format.space_before = Pt(10)
        for line in layout.subject.lines:
            self._paragraph("subject", line)
        end = self.word.add_paragraph()
        if layout.subject.rule_mm:
            ooxml.draw_rule(end, layout.subject.rule_mm, text_width(self.form, landscape=self.document.landscape))
        end.paragraph_format.space_after = Pt(10)

    def _addressees(self) -> None:
        document, label = self.document, self.layout.addressee_label
        for place, name in enumerate(document.addressees):
            text = f"{label} {name}" if place == 0 else name
            paragraph = self._paragraph("addressee", text)
            shape = paragraph.paragraph_format
            if len(document.addressees) == 1:
                paragraph.alignment = ALIGN["center"]
            else:
                shape.left_indent = Mm(30 if place == 0 else 52)
            shape.space_before = Pt(12) if place == 0 else Pt(0)
            shape.space_after = Pt(12) if place == len(document.addressees) - 1 else Pt(3)

    def _body(self, blocks: tuple[Block, ...], *, landscape: bool) -> None:
        """Write blocks; a landscape table gets pages of its own and the text goes on after it."""
        lying = landscape
        for block in blocks:
            wanted = landscape or (isinstance(block, Table) and block.landscape)
            if wanted != lying:
                self._new_section(landscape=wanted)
                lying = wanted
            self.blocks.write(block, landscape=lying)
        if lying != landscape:
            self._new_section(landscape=landscape)

    def _new_section(self, *, landscape: bool) -> Section:
        section: Section = self.word.add_section(WD_SECTION.NEW_PAGE)
        self.blocks.shrink(self.word.paragraphs[-1])
        self._page(section, landscape=landscape)
        section.different_first_page_header_footer = False
        return section

    def _foot(self) -> None:
        document, layout, words = self.document, self.layout, self.blocks
        signatures = document.signatures
        if not (signatures or document.recipients):
            return
        words.keep_last()
        if len(signatures) > 1:
            words.write(SignatureTable(signatures), landscape=document.landscape)
            signatures = ()
        table = self.word.add_table(rows=1, cols=2)
        widths = [layout.foot_left_mm, layout.foot_right_mm]
        ooxml.fix_table(table, widths, ruled=False, padding_mm=0)
        ooxml.keep_row(table.rows[0])
        left, right = table.rows[0].cells
        if document.recipients:
            words.lines(left, "recipients_label", (layout.recipients_label,), before_pt=12)
            words.lines(left, "recipients", document.recipients)
        if signatures:
            words.sign(right, signatures[0], before_pt=12)
        # Word wants a paragraph after a table; this one takes no room.
        words.shrink(self.word.add_paragraph())

    def _annex(self, annex: Annex) -> None:
        section = self._new_section(landscape=annex.landscape)
        section.different_first_page_header_footer = not self.form.page_number.first_page
        ooxml.restart_numbers(section._sectPr)
        part, width = self.form.components["annex_title"], text_width(self.form, landscape=annex.landscape)
        self._paragraph("annex_label", annex_heading(annex.number))
        for line in balanced_lines(annex.title.upper(), part.size.use, width, bold=part.bold):
            self._paragraph("annex_title", line)
        if annex.note:
            self._paragraph("annex_note", annex_note(annex, self.document, self.form))
        self.word.paragraphs[-1].paragraph_format.space_after = Pt(10)
        self._body(annex.blocks, landscape=annex.landscape)

    def _paragraph(self, component: str, text: str) -> Paragraph:
        return self.blocks.paragraph(component, text)
