"""Certificates as PDF: one lying A4 page each, on pre-printed stock whose border and emblem are not drawn."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from thidua.foundation.documents.letters import boxed, mapped
from thidua.foundation.documents.pdf import FACE, carried_fonts

TEMPLATE = Path(__file__).with_name("certificate.typ")


@dataclasses.dataclass(frozen=True, slots=True)
class Certificate:
    """What one certificate says, line by line."""

    national_name: str
    motto: str
    giver: tuple[str, ...]
    gives: str
    form: str
    name: str
    words: str
    achievement: tuple[str, ...]
    number: str
    golden: str
    place_date: str
    capacity: tuple[str, ...]
    title: str
    signer: str


def draw_certificates(
    certificates: Sequence[Certificate],
    layout: Mapping[str, Any],
    *,
    title: str,
    author: str,
    date: datetime.date,
) -> bytes:
    """All of them as one PDF, tagged, PDF/A-2a and PDF/UA-1; the same words make the same bytes.

    `layout` gives millimetres, point sizes and the red; an achievement too long for its room is set smaller.
    """
    compiler = typst.Compiler(input=TEMPLATE.read_bytes(), font_paths=carried_fonts())
    sheet = {
        "title": title,
        "author": author,
        "date": [date.year, date.month, date.day],
        "font": FACE,
        "layout": dict(layout),
        "certificates": [dataclasses.asdict(each) for each in certificates],
    }
    text = json.dumps(mapped(sheet, boxed), ensure_ascii=False, sort_keys=True)
    made = compiler.compile(
        format="pdf", sys_inputs={"certificates": text}, timestamp=0, pdf_standards=["a-2a", "ua-1"]
    )
    assert isinstance(made, bytes), "all certificates make one PDF"
    return made
