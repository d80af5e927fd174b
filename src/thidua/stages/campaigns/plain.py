"""Values as JSON keeps them, and days read back."""

from __future__ import annotations

import datetime
from typing import Any


def plain(value: Any) -> Any:
    """The value with days as ISO and tuples as lists, however deep."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def day(text: str | None) -> datetime.date | None:
    """A day that `plain` wrote; None for none."""
    return datetime.date.fromisoformat(text) if text else None
