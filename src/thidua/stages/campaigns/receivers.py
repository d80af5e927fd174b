"""What campaigns do at the news of other rooms: a numbered paper is noted at the documents it names."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from thidua.foundation.documents.events import numbered
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.operations.citing import note_citations


@receiver(numbered)
def note(sender: Any, *, document: IssuedDocument, **_more: Any) -> None:
    """In the transaction that numbered it."""
    note_citations(document)
