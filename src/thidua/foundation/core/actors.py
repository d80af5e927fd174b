"""Who acts, as far as the core needs to know; the accounts room gives the full actor."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_noop


class By(Protocol):
    """Whoever an operation is carried out for: a person, a personal link's holder, or the system itself."""

    @property
    def uid(self) -> uuid.UUID | None: ...

    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class System:
    """The product acting by itself: the worker, a loader, a timer."""

    # Stored in the source language; a page translates it when it shows it.
    label: str = gettext_noop("Hệ thống")
    uid: uuid.UUID | None = None
