"""What a page says after an act, on the next page: done (with a way back), or why it was not done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest

UNDO = "undo:"


def done(request: HttpRequest, sentence: Any, *, undo: str = "") -> None:
    """Says that something was done; `undo` is an address a small POST form sends to."""
    messages.success(request, str(sentence), extra_tags=UNDO + undo if undo else "")


def refused(request: HttpRequest, sentence: Any) -> None:
    """Says why something was not done; it stands in the page, not in a corner."""
    messages.error(request, str(sentence))


def undo_address(message: Any) -> str:
    """The address of a notice's way back, or nothing."""
    tags = getattr(message, "extra_tags", "") or ""
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""
