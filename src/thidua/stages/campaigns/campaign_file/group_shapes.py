"""What a campaign file says of groups, once read: plain values."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HeadPart:
    year: int
    code: str
    source: str


@dataclass(frozen=True, slots=True)
class PactPart:
    year: int
    signed_on: datetime.date
    text: str


@dataclass(frozen=True, slots=True)
class GroupPart:
    """A cluster or bloc with its members by code, who heads it in which year, and the pacts it signed."""

    key: str
    kind: str
    name: str
    source: str
    members: tuple[str, ...]
    heads: tuple[HeadPart, ...]
    pacts: tuple[PactPart, ...]
