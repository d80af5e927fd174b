"""Columns that both databases must treat alike."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class SortKeyField(models.CharField):
    """Holds `vietnamese.sort_key`, ordered letter by letter: on PostgreSQL never by the rules of the server's language.

    Such rules pass over the signs that part words and tones, and so mix up what the key keeps apart.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 400)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        parameters: Any = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
