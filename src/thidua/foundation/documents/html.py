"""A document as HTML: a fragment for a page of the site, or a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from thidua.foundation.documents import writing
from thidua.foundation.documents.formats import Format, words
from thidua.foundation.documents.kinds import kind
from thidua.foundation.documents.layout import head_groups, heading_depths
from thidua.foundation.documents.model import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Letterhead,
    ListItem,
    OfficialDocument,
    Paragraph,
    ParagraphStyle,
    Run,
    Signature,
    SignatureTable,
    Table,
)

STYLESHEET = Path(__file__).with_name("static") / "documents" / "official.css"
NOTHING = SafeString("")
CELL = {Align.LEFT: "", Align.CENTER: "od-center", Align.RIGHT: "od-right"}


def draw_html(document: OfficialDocument, form: Format, *, heading: int = 2) -> SafeString:
    """The document as an element of class `od`; its title is a heading of the given level, all words escaped."""
    pieces = [
        _head(document, form),
        _title(document, heading),
        _addressees(document),
        _blocks(document.blocks, heading),
        _foot(document),
        *(_annex(annex, document, form, heading) for annex in document.annexes),
    ]
    return format_html('<div class="od" lang="vi">{}</div>', _together(pieces))


def draw_page(document: OfficialDocument, form: Format) -> str:
    """The document as a page of its own, with its style sheet inside."""
    title = f"{kind(document.kind).label.capitalize()} {document.subject}".strip()
    return str(
        format_html(
            '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1"><title>{}</title><style>{}{}</style>'
            "</head><body>{}</body></html>\n",
            title,
            mark_safe(STYLESHEET.read_text(encoding="utf-8")),  # noqa: S308 - our own file
            mark_safe("body { max-width: 165mm; margin: 20mm auto; padding: 0 4mm; font-size: 14pt; }"),
            draw_html(document, form, heading=1),
        )
    )


def _head(document: OfficialDocument, form: Format) -> SafeString:
    fixed, heads = form.words, [document.letterhead, *(partner.letterhead for partner in document.partners)]
    is_letter = "subject" in kind(document.kind).omits
    left = [
        *(line for head in heads for line in _body_head(head)),
        _line(fixed["issuer_mark"], "") if fixed["issuer_mark"] else SafeString('<hr class="od-rule">'),
    ]
    right = [
        _line(fixed["national_name"], "od-small od-strong"),
        _line(fixed["motto"], "od-strong") if fixed["motto"] else NOTHING,
        SafeString('<hr class="od-rule od-rule-long">'),
    ]
    number = [_line(line, "") for line in writing.number_lines(document, form)]
    if is_letter and (subject := writing.letter_subject(document)):
        number.append(_line(subject, "od-small"))
    date = [_line(writing.date_line(document, form), "od-date")]
    columns = [left, right, number, date]
    return format_html('<div class="od-head">{}</div>', _together(_div("", _together(each)) for each in columns))


def _body_head(head: Letterhead) -> list[SafeString]:
    parents = [_line(line, "od-small") for line in head.parent_lines]
    return parents + [_line(line, "od-small od-strong") for line in head.issuer_lines]


def _title(document: OfficialDocument, level: int) -> SafeString:
    what = kind(document.kind)
    if "kind" in what.omits:
        return NOTHING
    words_of_title = format_html("{}<br>{}", what.heading, document.subject) if document.subject else what.heading
    return format_html(
        '<div class="od-title">{}<hr class="od-rule"></div>', _heading(level, "od-centre od-strong", words_of_title)
    )


def _addressees(document: OfficialDocument) -> SafeString:
    if not document.addressees:
        return NOTHING
    names = _together(format_html("<p>{}</p>", name) for name in document.addressees)
    label = words()["addressee_label"]
    return format_html('<div class="od-addressees"><p>{}</p><div>{}</div></div>', label, names)


def _blocks(blocks: tuple[Block, ...], level: int) -> SafeString:
    depths = heading_depths(blocks)
    return _together(_block(block, level + depth - 1) for block, depth in zip(blocks, depths, strict=True))


def _block(block: Block, level: int) -> SafeString:
    match block:
        case Heading():
            return _heading(min(level, 6), f"od-{block.level.value}", block.text)
        case Paragraph():
            names = {ParagraphStyle.BASIS: "od-basis", ParagraphStyle.CENTRED: "od-centre"}
            return format_html('<p class="{}">{}</p>', names.get(block.style, "od-body"), _runs(block.runs))
        case ListItem():
            return format_html('<p class="od-body">{} {}</p>', block.mark, _runs(block.runs))
        case SignatureTable():
            return _div("od-signers", _together(_signature(each) for each in block.signatures))
        case Table():
            return _table(block)


def _runs(runs: tuple[Run, ...]) -> SafeString:
    return _together(_run(run) for run in runs)


def _run(run: Run) -> SafeString:
    text = format_html("{}", run.text)
    text = format_html("<em>{}</em>", text) if run.italic else text
    return format_html("<strong>{}</strong>", text) if run.bold else text


def _table(table: Table) -> SafeString:
    rows = _together(
        format_html("<tr>{}</tr>", _together(_cells(table, row, strong=number in table.strong_rows)))
        for number, row in enumerate(table.rows)
    )
    # A wide table is scrolled by itself, also with the keyboard.
    return format_html(
        '<div class="od-wide" tabindex="0"><table class="od-table"><thead>{}</thead><tbody>{}</tbody></table></div>',
        _table_head(table),
        rows,
    )


def _cells(table: Table, row: tuple[str, ...], *, strong: bool) -> Iterator[SafeString]:
    for column, text in zip(table.columns, row, strict=True):
        inner = format_html("<strong>{}</strong>", text) if strong else text
        name = CELL[column.align]
        yield format_html('<td class="{}">{}</td>', name, inner) if name else format_html("<td>{}</td>", inner)


def _table_head(table: Table) -> SafeString:
    groups, place = head_groups(table), 0
    two = any(group for group, _ in groups)
    upper: list[SafeString] = []
    lower: list[SafeString] = []
    for group, count in groups:
        columns: tuple[Column, ...] = table.columns[place : place + count]
        place += count
        if group:
            upper.append(format_html('<th scope="colgroup" colspan="{}">{}</th>', count, group))
            lower += [format_html('<th scope="col">{}</th>', column.title) for column in columns]
        else:
            span = SafeString(' rowspan="2"') if two else NOTHING
            upper.append(format_html('<th scope="col"{}>{}</th>', span, columns[0].title))
    rows = [upper, lower] if two else [upper]
    return _together(format_html("<tr>{}</tr>", _together(row)) for row in rows)


def _foot(document: OfficialDocument) -> SafeString:
    signatures = document.signatures
    if not (signatures or document.recipients):
        return NOTHING
    recipients = NOTHING
    if document.recipients:
        label = format_html('<p class="od-recipients-label">{}</p>', words()["recipients_label"])
        recipients = _together([label, *(format_html("<p>{}</p>", line) for line in document.recipients)])
    several = NOTHING
    if len(signatures) > 1:
        several, signatures = _block(SignatureTable(signatures), 0), ()
    signed = _signature(signatures[0]) if signatures else NOTHING
    foot = format_html('<div class="od-foot"><div class="od-recipients">{}</div>{}</div>', recipients, signed)
    return _together([several, foot])


def _signature(signature: Signature) -> SafeString:
    upper = [_line(line, "od-strong") for line in (*signature.capacity, signature.title)]
    room = _line(signature.note, "od-note") if signature.note else SafeString('<div class="od-sign-gap"></div>')
    return _div("od-sign", _together([*upper, room, _line(signature.name, "od-strong")]))


def _annex(annex: Annex, document: OfficialDocument, form: Format, level: int) -> SafeString:
    title = format_html("{}<br>{}", writing.annex_heading(annex.number), annex.title.upper())
    note = _line(writing.annex_note(annex, document, form), "od-centre od-date") if annex.note else NOTHING
    pieces = [_heading(level, "od-centre od-strong", title), note, _blocks(annex.blocks, level)]
    return format_html('<section class="od-annex">{}</section>', _together(pieces))


def _heading(level: int, name: str, text: str) -> SafeString:
    return format_html('<h{} class="{}">{}</h{}>', level, name, text, level)


def _line(text: str, name: str) -> SafeString:
    return format_html('<p class="{}">{}</p>', name, text) if name else format_html("<p>{}</p>", text)


def _div(name: str, inner: SafeString) -> SafeString:
    return format_html('<div class="{}">{}</div>', name, inner) if name else format_html("<div>{}</div>", inner)


def _together(pieces: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((piece,) for piece in pieces))
