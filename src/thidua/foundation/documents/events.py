"""News for later rooms: the words of a document were frozen with its number."""

from __future__ import annotations

from django.dispatch import Signal

# Sent in the operation's transaction with `document`: the issued document, numbered.
numbered = Signal()
