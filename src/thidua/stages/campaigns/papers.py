"""Plans as official documents: the issued plan, a draft, the copy on screen and as a file."""

from __future__ import annotations

import datetime
import re

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import Format, format_near, words
from thidua.foundation.documents.html import draw_html, draw_page
from thidua.foundation.documents.letterheads import LetterheadForm, LetterheadMissing, letterhead_on
from thidua.foundation.documents.model import (
    Block,
    Heading,
    HeadingLevel,
    Letterhead,
    ListItem,
    OfficialDocument,
    Paragraph,
    Run,
    Signature,
    paragraph,
)
from thidua.foundation.documents.pdf import draw_pdf
from thidua.foundation.documents.queries import as_printed
from thidua.foundation.documents.writing import build_symbol, in_sentence
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.campaign_file.shapes import PlanPart
from thidua.stages.campaigns.models import Campaign, Plan, PlanBlock, RecipientLine

KIND = "plan"
SUBITEM = re.compile(r"^\d+\.\d+")
# Families of format by the system a unit belongs to; other public bodies follow the state's.
FAMILIES = {"front": "front"}


def plan_document(plan: Plan) -> OfficialDocument:
    """The plan as it is printed today: the frozen words of its document, or a draft without number and date."""
    if plan.document is not None:
        return as_printed(plan.document)
    unit, on = plan.unit, clock.today()
    form = letterhead_form(unit, on)
    return OfficialDocument(
        kind=KIND,
        family=family_of(unit),
        letterhead=letterhead(unit, on),
        symbol=build_symbol(KIND, form.symbol if form else initials(unit)),
        subject=plan.title,
        blocks=plan_blocks(plan),
        signature=form.sign(title=form.head, name="") if form else None,
        recipients=recipient_lines(plan),
    )


def issued_plan(plan: Plan, head: PlanPart, body: str = "") -> OfficialDocument:
    """The plan as it was issued on paper: words from the plan, number, date, place and signer from its file."""
    capacity = (head.capacity,) if head.capacity else ()
    known = letterhead(plan.unit, head.date, body)
    return OfficialDocument(
        kind=head.kind,
        family=family_of(plan.unit),
        letterhead=Letterhead(known.parent_lines, known.issuer_lines, head.place or known.place),
        symbol=head.symbol,
        number=head.number,
        date=head.date,
        subject=plan.title,
        blocks=plan_blocks(plan),
        signature=Signature(head.signer_title, head.signer, capacity, head.signed_note),
        recipients=recipient_lines(plan),
    )


def plan_blocks(plan: Plan) -> tuple[Block, ...]:
    """Preamble, structured sections, closing, each block one printed paragraph."""
    preamble = [paragraph(text) for text in plan.preamble.split("\n") if text]
    closing = [paragraph(plan.closing)] if plan.closing else []
    return (*preamble, *(_block(row) for row in plan.blocks.order_by("position")), *closing)


def recipient_lines(plan: Plan) -> tuple[str, ...]:
    """«Nơi nhận» as printed, the archive last."""
    rows = list(plan.recipient_lines.order_by("position"))
    rows.sort(key=lambda row: row.kind == RecipientLine.Kind.ARCHIVE)
    return tuple(f"- {row.text}{'.' if row is rows[-1] else ';'}" for row in rows)


def plan_html(plan: Plan) -> SafeString:
    """The whole plan for a page of the site."""
    document = plan_document(plan)
    return draw_html(document, form_of(document))


def draw_plan(plan: Plan, ending: str) -> bytes:
    """The plan as a file of this kind: `docx`, `pdf` or `html`."""
    return draw(plan_document(plan), ending)


def draw(document: OfficialDocument, ending: str) -> bytes:
    """A document as a file. Refused with `Invalid` (`format`) for another kind of file."""
    form = form_of(document)
    if ending == "docx":
        return draw_docx(document, form)
    if ending == "pdf":
        return draw_pdf(document, form)
    if ending == "html":
        return draw_page(document, form).encode()
    raise Invalid({"format": _("Chỉ in được ra tệp docx, pdf hoặc html.")})


def form_of(document: OfficialDocument) -> Format:
    """The format table of the document's own day."""
    return format_near(document.family, document.date or clock.today())


def letterhead_form(unit: Unit, on: datetime.date, body: str = "") -> LetterheadForm | None:
    """The catalogue's letterhead of a unit's body, if it has one."""
    try:
        return letterhead_on(body, unit.kind_id, on)
    except LetterheadMissing:
        return None


def letterhead(unit: Unit, on: datetime.date, body: str = "") -> Letterhead:
    """A unit's letterhead; without one in the catalogue, the unit's name under its superior's."""
    form = letterhead_form(unit, on, body)
    if form is None:
        above = (unit.parent.name.upper(),) if unit.parent else ()
        return Letterhead(above, (unit.name.upper(),), place_of(unit))
    words = unit.short_name if unit.place_type else unit.name
    return form.fill(unit=words, place=place_of(unit))


def campaign_words(campaign: Campaign) -> str:
    """The campaign in a sentence: «Chào mừng Đại hội …» → «đợt thi đua chào mừng Đại hội …»."""
    said, fixed = in_sentence(campaign.short_name), words()
    if said.startswith(tuple(fixed["campaign_starts"].split("|"))):
        return said
    key = "campaign_of" if said.startswith(fixed["movement"]) else "campaign_named"
    return fixed[key].format(campaign=said)


def place_of(unit: Unit) -> str:
    """The place written before the date: «Huyện Cư Jút» → «Cư Jút»; an organization writes its committee's."""
    if unit.place_type and unit.short_name.lower().startswith(f"{unit.place_type} "):
        name = unit.short_name[len(unit.place_type) + 1 :]
        # A place named by a number keeps its kind: «Quận 1».
        return unit.short_name if name.isdigit() else name
    link = unit.links.select_related("to").filter(valid_to__isnull=True).order_by("id").first()
    if link is not None:
        return place_of(link.to)
    return place_of(unit.parent) if unit.parent else unit.short_name


def family_of(unit: Unit) -> str:
    """Which bodies' format a unit follows."""
    return FAMILIES.get(unit.kind.system, "state")


def initials(unit: Unit) -> str:
    """A symbol for a body without one in the catalogue: «Cụm trường Suối Mơ» → «CTSM»."""
    return "".join(word[0] for word in unit.name.split() if word[0].isalpha()).upper()


def _block(row: PlanBlock) -> Block:
    kinds = PlanBlock.Kind
    if row.kind == kinds.SECTION:
        return Heading(HeadingLevel.SECTION, row.number, row.text)
    if row.kind == kinds.HEADING and row.number[:1].isdigit():
        level = HeadingLevel.SUBITEM if SUBITEM.match(row.number) else HeadingLevel.ITEM
        return Heading(level, row.number, row.text)
    if row.kind == kinds.HEADING:
        return Paragraph((Run(f"{row.number} {row.text}".strip(), bold=True, italic=True),))
    if row.number:
        return ListItem(row.number, (Run(row.text),))
    return paragraph(row.text)
