"""A record behind a figure as the pages draw it: what counts, for whom, who accepted it, its pictures and papers."""

from __future__ import annotations

import uuid
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from thidua.faces.kit.parts import Link, Shot
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import ALL_OF, Explained
from thidua.stages.progress.queries.amounts import shown_quantity
from thidua.stages.progress.queries.explain import Line

# Pictures of one entry on this page; the record's own page has them all.
MOST_PICTURES = 4


def drawn_line(line: Line, files: dict[uuid.UUID, StoredFile], target: Target) -> dict[str, Any]:
    source = line.source
    pictures, papers = _proofs(source, files) if source else ([], [])
    return {
        "is_part": target.measure == ALL_OF,
        "quantity": shown_quantity(line.entry.quantity, target, line.entry.denominator),
        "effective": line.entry.effective_date,
        "units": ", ".join(line.units),
        "source": source,
        "href": address_of(source) if source else "",
        "shots": pictures,
        "papers": papers,
        "sharing": ", ".join(line.sharing),
        "times": len(line.sharing),
        "is_late": line.is_late,
    }


def address_of(source: Explained) -> str:
    """The record's page, where its room has one."""
    try:
        return reverse(source.address_name, args=source.address_args) if source.address_name else ""
    except NoReverseMatch:
        return ""


def _proofs(source: Explained, files: dict[uuid.UUID, StoredFile]) -> tuple[list[Shot], list[Link]]:
    """The first pictures and the papers behind a record."""
    found = [files[uid] for uid in source.files if uid in files and files[uid].is_served]
    pictures = [file for file in found if file.thumbnail_path][:MOST_PICTURES]
    shots = [
        Shot(
            _("Ảnh %(number)d") % {"number": number},
            "",
            reverse("desk:file-small", args=(file.uid,)),
            reverse("desk:file", args=(file.uid,)),
        )
        for number, file in enumerate(pictures, start=1)
    ]
    papers = [Link(file.name, reverse("desk:file", args=(file.uid,))) for file in found if not file.thumbnail_path]
    return shots, papers
