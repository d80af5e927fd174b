"""Search without accents: every word asked for stands in the folded column."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from thidua.foundation.core.vietnamese import fold

M = TypeVar("M", bound=models.Model)
# The whole name of a work, pasted; a text of more words than any name has finds nothing by the others either.
MOST_WORDS = 30


def words(text: str) -> list[str]:
    """What is looked for, without accents."""
    return fold(text).split()[:MOST_WORDS]


def match(rows: models.QuerySet[M], text: str, *, column: str = "folded") -> models.QuerySet[M]:
    """The rows whose folded column holds every word of `text`, in any order; all rows for an empty text."""
    for word in words(text):
        rows = rows.filter(**{f"{column}__contains": word})
    return rows
