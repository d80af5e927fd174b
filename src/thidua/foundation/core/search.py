"""Search without accents: every word asked for stands in the folded column."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from thidua.foundation.core.vietnamese import fold

M = TypeVar("M", bound=models.Model)
# The whole name of a work, pasted; a text of more words than any name has finds nothing by the others either.
MOST_WORDS = 30


# What a pasted text brings along, unseen or at the edge of a word, and no name is looked for by.
UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
EDGES = '"“”„«»‹›.,;:!?()[]{}…'


def words(text: str) -> list[str]:
    """What is looked for, without accents and without the signs around a word; a sign alone is looked for as it is."""
    return [word.strip(EDGES) or word for word in fold(text.translate(UNSEEN)).split()][:MOST_WORDS]


def match(rows: models.QuerySet[M], text: str, *, column: str = "folded") -> models.QuerySet[M]:
    """The rows whose folded column holds every word of `text`, in any order; all rows for an empty text."""
    for word in words(text):
        rows = rows.filter(**{f"{column}__contains": word})
    return rows
