"""Reading a plan of twenty pages into a draft, beside extracting its text alone.

    .venv/bin/python -m benchmarks.reading_plans

The plan is plan 286 with its body repeated to twenty printed pages, drawn as a Word file and as a PDF by the product's
own documents, and as plain text. No database.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pypdf
from django.db import connection

from benchmarks import measuring, site
from thidua.foundation.documents.model import Letterhead, OfficialDocument, Signature, item, paragraph
from thidua.stages.campaigns.campaign_file import CATALOGUE, read_campaign
from thidua.stages.campaigns.papers import draw
from thidua.stages.campaigns.plan_reader import read_plan_text
from thidua.stages.campaigns.plan_reader.files import text_of

PAGES, RUNS = 20, 5
ENDINGS = ("txt", "docx", "pdf")
# Reading must not cost more than taking the text out of a PDF; a Word file's or a text's comes nearly for nothing.
MOST_OF_PDF, MOST_MILLISECONDS = 1.0, 2_000


def document(times: int) -> OfficialDocument:
    """Plan 286 with its body so many times."""
    plan = read_campaign(CATALOGUE / "campaigns" / "286").plan
    body = [item(block.mark, block.text) if block.mark else paragraph(block.text) for block in plan.blocks]
    return OfficialDocument(
        kind="plan",
        family="front",
        letterhead=Letterhead(("ỦY BAN MTTQ VIỆT NAM", "TỈNH ĐẮK NÔNG"), ("BAN THƯỜNG TRỰC",), plan.place),
        symbol=plan.symbol,
        number=plan.number,
        date=plan.date,
        subject=plan.title,
        blocks=(*map(paragraph, plan.preamble), *(body * times), paragraph(plan.closing)),
        signature=Signature(plan.signer_title, plan.signer, (plan.capacity,), plan.signed_note),
        recipients=tuple(f"- {line.text};" for line in plan.recipients),
    )


def files(folder: Path) -> dict[str, Path]:
    """The plan in three forms, of at least twenty pages as printed."""
    for times in range(1, PAGES):
        pdf = folder / "plan.pdf"
        pdf.write_bytes(draw(document(times), "pdf"))
        if len(pypdf.PdfReader(pdf).pages) >= PAGES:
            break
    made = {"pdf": pdf, "docx": folder / "plan.docx", "txt": folder / "plan.txt"}
    made["docx"].write_bytes(draw(document(times), "docx"))
    made["txt"].write_text(text_of(made["docx"], name="plan.docx"), encoding="utf-8")
    return made


def measured(path: Path) -> dict[str, Any]:
    """Milliseconds of taking the text out, and of reading it after that."""
    raw = text_of(path, name=path.name)
    out = measuring.timed(lambda: text_of(path, name=path.name), RUNS)
    read = measuring.timed(lambda: read_plan_text(raw), RUNS)
    return {
        "letters": len(raw), "extracting_ms": out, "reading_ms": read,
        "reading_to_extracting": measuring.ratio(read["median"], out["median"]),
    }  # fmt: skip


def main() -> None:
    given = measuring.parser(__doc__ or "").parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {ending: measured(path) for ending, path in files(Path(folder)).items()}
    slowest = max(each["reading_ms"]["median"] for each in found.values())
    aims = [
        measuring.Aim(
            "reading a PDF to extracting its text", found["pdf"]["reading_to_extracting"], at_most=MOST_OF_PDF
        ),
        measuring.Aim("reading a plan of twenty pages, without extracting: ms", slowest, at_most=MOST_MILLISECONDS),
    ]
    result = measuring.document(
        "reading-plans", what="reading a plan of twenty pages beside extracting its text", database=site.database(),
        sizes={"pages": PAGES}, measured=found, aims=aims,
    )  # fmt: skip
    measuring.keep(result, connection.vendor, given.results)


if __name__ == "__main__":
    main()
