"""The PDF of a document, drawn by typst from JSON with the carried face only: the same document, the same bytes."""

import json
import re
import threading
from functools import cache
from pathlib import Path
from typing import Any

import typst

from thidua.foundation.documents.formats import Format
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.layout import (
    Layout,
    Ruled,
    head_groups,
    heading_depths,
    held_together,
    lay_out,
    level_signatures,
    table_widths,
    text_width,
)
from thidua.foundation.documents.letters import boxed, mapped
from thidua.foundation.documents.measure import FACES, balanced_lines
from thidua.foundation.documents.model import (
    Annex,
    Block,
    Heading,
    ListItem,
    OfficialDocument,
    Paragraph,
    ParagraphStyle,
    Run,
    Signature,
    SignatureTable,
    Table,
)
from thidua.foundation.documents.writing import annex_heading, annex_note

FACE = "Tinos"
TEMPLATE = Path(__file__).with_name("official.typ")
# A term of years and a document's number stay on one line.
HELD = re.compile(r"(\b\d{4} - \d{4}\b|\b\d+/[A-ZĐ][^\W\d_]*(?:-[^\W\d_]+)*)")
_own = threading.local()
_ALIGN = {ParagraphStyle.BODY: "justify", ParagraphStyle.BASIS: "justify", ParagraphStyle.CENTRED: "center"}


def draw_pdf(document: OfficialDocument, form: Format) -> bytes:
    """The document as PDF, tagged, PDF/A-2a and PDF/UA-1, set by the format table; unknown letters as boxes."""
    text = json.dumps(mapped(_sheet(document, form), boxed), ensure_ascii=False, sort_keys=True)
    # Tagged for screen readers; fit for the archive too, which wants the date a draft has not.
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"document": text},
        timestamp=0,
        pdf_standards=["a-2a", "ua-1"] if document.date else ["ua-1"],
    )
    assert isinstance(made, bytes), "one document makes one PDF"
    return made


def _compiler() -> typst.Compiler:
    """This thread's own: it is made once, and two threads may not use one at a time."""
    if not hasattr(_own, "compiler"):
        _own.compiler = typst.Compiler(input=TEMPLATE, font_paths=carried_fonts())
    made: typst.Compiler = _own.compiler
    return made


@cache
def carried_fonts() -> typst.Fonts:
    """The carried face alone: what the machine has installed changes no document."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(str(FACES))])


def _sheet(document: OfficialDocument, form: Format) -> dict[str, Any]:
    page, head, on = form.page, lay_out(document, form), document.date
    top = 1 if head.kind else 0
    return {
        "title": _title(document, head),
        "author": " ".join(document.letterhead.parent_lines + document.letterhead.issuer_lines),
        "date": [on.year, on.month, on.day] if on else None,
        "font": FACE,
        "page": {
            "width": page.width_mm,
            "height": page.height_mm,
            "top": page.top_mm.use,
            "bottom": page.bottom_mm.use,
            "left": page.left_mm.use,
            "right": page.right_mm.use,
        },
        "components": _components(form),
        "line_spacing": form.text.line_spacing.use,
        "space_pt": form.text.space_pt.use,
        "first_line_mm": form.text.first_line_use_mm,
        "head": _head(head),
        "addressees": list(document.addressees),
        "landscape": document.landscape,
        "blocks": _kept_with_foot(_pages(document.blocks, form, document.landscape, top), document.landscape),
        "signatures": [_signature(each) for each in level_signatures(document.signatures)],
        "recipients": list(document.recipients),
        "annexes": [_annex(annex, document, form) for annex in document.annexes],
    }


def _title(document: OfficialDocument, head: Layout) -> str:
    name = kind(document.kind).label.capitalize()
    return " ".join(part for part in (name, document.subject) if part)


def _components(form: Format) -> dict[str, Any]:
    number = form.page_number
    found = {
        key: {"size": part.size.use, "bold": part.bold, "italic": part.italic} for key, part in form.components.items()
    }
    found["page_number"] = {"size": number.size.use, "bold": number.bold, "italic": number.italic}
    return found


def _head(head: Layout) -> dict[str, Any]:
    return {
        "left_mm": head.left_mm,
        "right_mm": head.right_mm,
        "foot_left_mm": head.foot_left_mm,
        "foot_right_mm": head.foot_right_mm,
        "bodies": [{"parent": body.parent, "issuer": _ruled(body.issuer)} for body in head.bodies],
        "issuer_mark": head.issuer_mark,
        "national_name": _ruled(head.national_name),
        "motto": _ruled(head.motto),
        "numbers": head.numbers,
        "date": head.date,
        "kind": head.kind,
        "subject": _ruled(head.subject),
        "letter_subject": head.letter_subject,
        "recipients_label": head.recipients_label,
        "addressee_label": head.addressee_label,
    }


def _ruled(title: Ruled) -> dict[str, Any]:
    return {"lines": title.lines, "rule_mm": title.rule_mm}


def _pages(blocks: tuple[Block, ...], form: Format, landscape: bool, top: int) -> list[dict[str, Any]]:
    """Group neighbours by the way their page lies. `top` is 1 where a title stands above their headings."""
    groups: list[dict[str, Any]] = []
    depths = heading_depths(blocks)
    for block, depth in zip(blocks, depths, strict=True):
        lying = landscape or (isinstance(block, Table) and block.landscape)
        if not groups or groups[-1]["landscape"] != lying:
            groups.append({"landscape": lying, "blocks": []})
        groups[-1]["blocks"].append({**_block(block, form, lying), "depth": depth - 1 + top})
    return groups


def _kept_with_foot(pages: list[dict[str, Any]], landscape: bool) -> list[dict[str, Any]]:
    """The last paragraph goes to the next page together with the signature: no page bears a signature alone."""
    if pages and pages[-1]["landscape"] == landscape and pages[-1]["blocks"][-1]["type"] == "paragraph":
        pages[-1]["blocks"][-1]["sticky"] = True
    return pages


def _block(block: Block, form: Format, landscape: bool) -> dict[str, Any]:
    match block:
        case Heading():
            return {"type": "heading", "level": block.level.value, "text": held_together(block.text)}
        case Paragraph():
            component = "basis" if block.style is ParagraphStyle.BASIS else "body"
            return _prose(block.runs, component, _ALIGN[block.style])
        case ListItem():
            return _prose((Run(f"{block.mark} "), *block.runs), "body", "justify")
        case SignatureTable():
            return {
                "type": "signatures",
                "signatures": [_signature(each) for each in level_signatures(block.signatures)],
            }
        case Table():
            return _table(block, form, landscape)


def _prose(runs: tuple[Run, ...], component: str, align: str) -> dict[str, Any]:
    rows = [
        {"text": piece, "bold": run.bold, "italic": run.italic, "held": bool(place % 2)}
        for run in runs
        for place, piece in enumerate(HELD.split(run.text))
        if piece
    ]
    return {"type": "paragraph", "component": component, "align": align, "runs": rows, "sticky": False}


def _table(table: Table, form: Format, landscape: bool) -> dict[str, Any]:
    widths = table_widths(table, text_width(form, landscape=landscape))
    columns = [
        {"title": column.title, "width": width, "align": column.align.value}
        for column, width in zip(table.columns, widths, strict=True)
    ]
    return {
        "type": "table",
        "size": table.size_pt or form.components["table"].size.use,
        "columns": columns,
        "groups": head_groups(table),
        "rows": table.rows,
        "strong": sorted(table.strong_rows),
    }


def _signature(signature: Signature) -> dict[str, Any]:
    return {
        "capacity": signature.capacity,
        "title": signature.title,
        "note": signature.note,
        "name": signature.name,
    }


def _annex(annex: Annex, document: OfficialDocument, form: Format) -> dict[str, Any]:
    part, width = form.components["annex_title"], text_width(form, landscape=annex.landscape)
    return {
        "label": annex_heading(annex.number),
        "title": balanced_lines(annex.title.upper(), part.size.use, width, bold=part.bold),
        "note": annex_note(annex, document, form),
        "landscape": annex.landscape,
        "blocks": _pages(annex.blocks, form, annex.landscape, 1),
    }
