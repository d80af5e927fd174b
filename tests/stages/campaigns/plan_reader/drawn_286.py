"""Plan 286 drawn as a Word file and as a PDF by the documents' own machinery."""

from __future__ import annotations

from pathlib import Path

from thidua.foundation.documents.model import (
    Block,
    Heading,
    HeadingLevel,
    Letterhead,
    ListItem,
    OfficialDocument,
    Run,
    Signature,
    paragraph,
)
from thidua.stages.campaigns.campaign_file import read_campaign
from thidua.stages.campaigns.campaign_file.shapes import Block as PlanBlock
from thidua.stages.campaigns.campaign_file.vocabulary import CATALOGUE
from thidua.stages.campaigns.papers import draw

ISSUER = (("ỦY BAN MTTQ VIỆT NAM", "TỈNH ĐẮK NÔNG"), ("BAN THƯỜNG TRỰC",))


def document() -> OfficialDocument:
    """The plan as an official document, without a database."""
    plan = read_campaign(CATALOGUE / "campaigns" / "286").plan
    blocks = [*map(paragraph, plan.preamble), *map(_block, plan.blocks), paragraph(plan.closing)]
    return OfficialDocument(
        kind="plan", family="front", letterhead=Letterhead(*ISSUER, plan.place), symbol=plan.symbol, number=plan.number,
        date=plan.date, subject=plan.title, blocks=tuple(blocks),
        signature=Signature(plan.signer_title, plan.signer, (plan.capacity,), plan.signed_note),
        recipients=tuple(f"- {line.text};" for line in plan.recipients),
    )  # fmt: skip


def drawn(folder: Path, ending: str) -> Path:
    """The plan as a file in a folder."""
    path = folder / f"ke-hoach.{ending}"
    path.write_bytes(draw(document(), ending))
    return path


def _block(block: PlanBlock) -> Block:
    if block.kind == "section":
        return Heading(HeadingLevel.SECTION, block.mark, block.text)
    if block.kind == "heading" and block.mark[:1].isdigit():
        level = HeadingLevel.SUBITEM if block.mark.count(".") > 1 else HeadingLevel.ITEM
        return Heading(level, block.mark, block.text)
    return ListItem(block.mark, (Run(block.text),)) if block.mark else paragraph(block.text)
