"""How far a long work of the worker is: a file, for its transaction is seen by nobody yet."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings


def tell(uid: uuid.UUID, step: int) -> None:
    """So many steps of the work are behind it."""
    path = _path(uid)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(str(step), encoding="ascii")


def told(uid: uuid.UUID) -> int:
    """How many steps are behind the work; 0 before the worker has begun."""
    try:
        return int(_path(uid).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def forget(uid: uuid.UUID) -> None:
    """The work has ended."""
    _path(uid).unlink(missing_ok=True)


def _path(uid: uuid.UUID) -> Path:
    return Path(settings.VAR_DIR) / "lists" / uid.hex
