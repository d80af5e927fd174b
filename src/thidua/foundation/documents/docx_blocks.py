"""Writes the blocks of a document's text into a Word file."""

import copy
from typing import Any

from docx.document import Document
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from thidua.foundation.documents import ooxml
from thidua.foundation.documents.docx_styles import ALIGN, style_id
from thidua.foundation.documents.formats import Format
from thidua.foundation.documents.layout import (
    CELL_PADDING_MM,
    head_groups,
    held_together,
    level_signatures,
    table_widths,
    text_width,
)
from thidua.foundation.documents.model import (
    Align,
    Block,
    Heading,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Run,
    Signature,
    SignatureTable,
    Table,
)

# Room for the hand-written signature and the seal.
SIGN_ROOM_PT = 74
NOTE_ROOM_PT = 26
TABLE_PADDING_MM = 1.5


class BlockWriter:
    """Adds blocks at the end of one Word file."""

    def __init__(self, word: Document, form: Format) -> None:
        self.word, self.form = word, form
        self._styles = {key: style_id(key) for key in form.components}

    def write(self, block: Block, *, landscape: bool) -> None:
        match block:
            case Heading():
                self.paragraph(block.level.value, held_together(block.text))
            case Paragraph():
                self._prose(block)
            case ListItem():
                self._runs(self.paragraph("body"), (Run(f"{block.mark} "), *block.runs))
            case SignatureTable():
                self._signatures(block, landscape=landscape)
            case Table():
                self._table(block, landscape=landscape)

    def paragraph(self, component: str, text: str = "") -> WordParagraph:
        made = self.word.add_paragraph(text)
        self._dress(made, component)
        return made

    def lines(self, cell: _Cell, component: str, lines: tuple[str, ...], before_pt: float = 0) -> None:
        """Add lines to a cell; its own first, empty paragraph is used up first."""
        for place, line in enumerate(lines):
            first = cell.paragraphs[0]
            unused = len(cell.paragraphs) == 1 and not first.text and first._p.style is None
            paragraph = first if unused else cell.add_paragraph()
            self._dress(paragraph, component)
            paragraph.add_run(line)
            if place == 0 and before_pt:
                paragraph.paragraph_format.space_before = Pt(before_pt)

    def sign(self, cell: _Cell, signature: Signature, before_pt: float = 0) -> None:
        """Capacity, title, room to sign or the note, name."""
        self.lines(cell, "capacity", (*signature.capacity, signature.title), before_pt)
        room = SIGN_ROOM_PT
        if signature.note:
            note = cell.add_paragraph()
            self._dress(note, "body")
            note.add_run(signature.note).italic = True
            note.alignment, note.paragraph_format.first_line_indent = ALIGN["center"], Mm(0)
            note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(NOTE_ROOM_PT), Pt(0)
            note.paragraph_format.line_spacing = 1.0
            room = NOTE_ROOM_PT
        self.lines(cell, "signer", (signature.name,), before_pt=room)

    def keep_last(self) -> None:
        """Let the last paragraph of the text go to the next page together with the signature."""
        last = self.word.element.body[-2] if len(self.word.element.body) > 1 else None
        if last is not None and self.word.paragraphs and self.word.paragraphs[-1]._p is last:
            self.word.paragraphs[-1].paragraph_format.keep_with_next = True

    def shrink(self, paragraph: WordParagraph) -> None:
        """Make a paragraph that Word needs but nobody should see."""
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing = Pt(1)
        paragraph.paragraph_format.first_line_indent = Mm(0)
        mark = ooxml.element("rPr")
        mark.append(ooxml.element("sz", val=2))
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(mark, "w:sectPr", "w:pPrChange")

    def _prose(self, block: Paragraph) -> None:
        paragraph = self.paragraph("basis" if block.style is ParagraphStyle.BASIS else "body")
        if block.style is ParagraphStyle.CENTRED:
            paragraph.alignment, paragraph.paragraph_format.first_line_indent = ALIGN["center"], Mm(0)
        self._runs(paragraph, block.runs)

    def _runs(self, paragraph: WordParagraph, runs: tuple[Run, ...]) -> None:
        for run in runs:
            made = paragraph.add_run(held_together(run.text))
            # None leaves the style's own setting in force.
            made.bold, made.italic = run.bold or None, run.italic or None

    def _signatures(self, block: SignatureTable, *, landscape: bool) -> None:
        count = len(block.signatures)
        table = self.word.add_table(rows=1, cols=count)
        widths = [text_width(self.form, landscape=landscape) / count] * count
        ooxml.fix_table(table, widths, ruled=False, padding_mm=CELL_PADDING_MM)
        ooxml.keep_row(table.rows[0])
        for cell, signature in zip(table.rows[0].cells, level_signatures(block.signatures), strict=True):
            self.sign(cell, signature, before_pt=12)
        self.shrink(self.word.add_paragraph())

    def _table(self, block: Table, *, landscape: bool) -> None:
        groups = head_groups(block)
        widths = table_widths(block, text_width(self.form, landscape=landscape))
        heads = 2 if any(group for group, _ in groups) else 1
        table = self.word.add_table(rows=heads, cols=len(widths))
        ooxml.fix_table(table, widths, ruled=True, padding_mm=TABLE_PADDING_MM)
        for row in table.rows:
            ooxml.keep_row(row, head=True)
        self._table_head(block, [list(row.cells) for row in table.rows], groups)
        self._table_rows(table, block, widths)
        self.shrink(self.word.add_paragraph())

    def _table_rows(self, table: WordTable, block: Table, widths: list[float]) -> None:
        """Rows as copies of a first one with other words: a list of thousands is not put together cell by cell."""
        looks: dict[bool, Any] = {}
        for number, texts in enumerate(block.rows):
            strong = number in block.strong_rows
            if strong not in looks:
                looks[strong] = self._look_of_row(table, block, widths, bold=strong)
            row = copy.deepcopy(looks[strong])
            for place, text in enumerate(list(row.iter(ooxml.TEXT))):
                ooxml.set_text(text, texts[place])
            table._tbl.append(row)

    def _look_of_row(self, table: WordTable, block: Table, widths: list[float], *, bold: bool) -> Any:
        """A row of the table without words, taken out of it again."""
        row = table.add_row()  # type: ignore[no-untyped-call]
        ooxml.keep_row(row)
        for column, cell, width in zip(block.columns, row.cells, widths, strict=True):
            cell.width = Mm(width)
            self._cell(cell, "x", column.align, block, bold=bold)
        table._tbl.remove(row._tr)
        return row._tr

    def _table_head(self, block: Table, cells: list[list[_Cell]], groups: list[tuple[str, int]]) -> None:
        start, heads = 0, len(cells)
        for group, count in groups:
            if group:
                cell = cells[0][start].merge(cells[0][start + count - 1])
                self._cell(cell, group, Align.CENTER, block, bold=True)
            for place in range(start, start + count):
                upper, lower = cells[0][place], cells[heads - 1][place]
                cell = lower if group or heads == 1 else upper.merge(lower)
                self._cell(cell, block.columns[place].title, Align.CENTER, block, bold=True)
                ooxml.middle(cell)
            start += count

    def _cell(self, cell: _Cell, text: str, align: Align, block: Table, *, bold: bool) -> None:
        paragraph = cell.paragraphs[0]
        self._dress(paragraph, "table")
        paragraph.alignment = ALIGN[align.value]
        run = paragraph.add_run(text)
        run.bold = bold or None
        if block.size_pt:
            run.font.size = Pt(block.size_pt)

    def _dress(self, paragraph: WordParagraph, component: str) -> None:
        """Give a paragraph its style by the id it was made under; by its object, every style of the file is read."""
        paragraph._p.style = self._styles[component]
