"""What the components are given: small frozen descriptions, so that a template decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another page; without an address it is the page itself."""

    label: StrOrPromise
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is a link with its own address; `count` is None where counting would cost, `is_more`: or more."""

    label: StrOrPromise
    href: str
    current: bool = False
    count: int | None = None
    tone: str = ""
    sign: str = ""
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """One of the at most two things a reader can do with a record now. `posts`: pressed, it acts at once."""

    label: StrOrPromise
    href: str = ""
    posts: bool = False
    main: bool = False
    sign: str = ""
    why_not: StrOrPromise = ""

    @classmethod
    def on(cls, record: Any, label: StrOrPromise, route: str, why_not: Any = "", *args: Any, **look: Any) -> Button:
        """The button of an act whose address begins with the record's key; held where there is a reason why not."""
        return cls(label, reverse(route, args=(record.uid, *args)), why_not=why_not or "", **look)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a thing's way: `done`, `now` (with who holds it) or `later`."""

    label: StrOrPromise
    status: str
    note: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of history: when, what, why."""

    when: str
    text: StrOrPromise
    reason: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo of evidence, or (without `thumbnail`) the frame of one that is still missing."""

    caption: StrOrPromise
    note: StrOrPromise = ""
    thumbnail: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """One unit on the tile map: a state's tone and sign, a short figure, its full name and the state in words."""

    tone: str
    sign: str
    figure: str
    name: str
    state: StrOrPromise
    href: str = ""


@dataclass(frozen=True, slots=True)
class TileGroup:
    """The tiles beneath one parent."""

    name: str
    note: StrOrPromise
    tiles: Sequence[Tile]


@dataclass(frozen=True, slots=True)
class Todo:
    """One row of «Việc của tôi»: the date, how far off it is, what, and one button."""

    what: StrOrPromise
    action: StrOrPromise
    href: str
    date: str = ""
    left: str = ""
    overdue: bool = False
    detail: StrOrPromise = ""
    main: bool = False
