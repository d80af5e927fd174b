"""What campaigns do at the news of other rooms: a numbered paper is noted at the documents it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.dispatch import receiver

from thidua.foundation.documents.events import numbered
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.library import named_in
from thidua.stages.campaigns.models import PaperCitation


@receiver(numbered)
def note_citations(sender: Any, *, document: IssuedDocument, **_more: Any) -> None:
    """One row for each document of the library whose number stands in the frozen words."""
    own = document.notation
    rows = [
        PaperCitation(document=row, paper=document) for row in named_in(_texts(document.payload)) if row.number != own
    ]
    PaperCitation.objects.bulk_create(rows, ignore_conflicts=True)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
