"""The menus: each face enters its own rooms when the site starts, so a menu never leads to a page that is not there.

A face has a module `menu` that calls `DESK.register("works", Entry(_("Công trình, phần việc"), "desk:works", 40))`;
the kit imports these modules once all models are loaded.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.registry import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def everybody(actor: Actor) -> bool:
    """Shown to all who see the frame."""
    return True


def administrators(actor: Actor) -> bool:
    """Shown to who looks after the site."""
    return actor.holds_anywhere(Permission.SITE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu: its place, its address by name, and to whom it is shown.

    `under` names the address of the line whose room this one is part of: it then stands in that room's own row, where
    the room itself is called `inside`.
    """

    label: StrOrPromise
    address_name: str
    order: int
    shown: Callable[[Actor], bool] = everybody
    under: str = ""
    inside: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as one page shows it; `current` is `page` on the page itself, `true` inside its room."""

    label: StrOrPromise
    href: str
    current: str = ""


DESK: Registry[Entry] = Registry("desk menu")
PORTAL: Registry[Entry] = Registry("portal menu")
DESK_FOOT: Registry[Entry] = Registry("links beneath the desk")
PORTAL_FOOT: Registry[Entry] = Registry("links beneath the portal")
# At most one search a frame; the form stands in the head where its face has entered one.
SEARCHES: Registry[Entry] = Registry("searches")

DESK_FOOT.register("gallery", Entry(_("Thư viện thành phần"), "gallery", 90, administrators))


def items(menu: Iterable[Entry], actor: Actor, request: HttpRequest) -> list[Item]:
    """The lines this actor sees, in order, parts of rooms left out; the room one is in is marked."""
    lines = _lines(menu, actor)
    here = _room(lines, request.path)
    room = here and address(here.under or here.address_name)
    return [Item(entry.label, href, _current(href, room, request.path)) for entry, href in lines if not entry.under]


def row(menu: Iterable[Entry], actor: Actor, request: HttpRequest) -> list[Item]:
    """The lines of the room one is in, itself first; nothing where it has no parts."""
    lines = _lines(menu, actor)
    here = _room(lines, request.path)
    if here is None:
        return []
    head = here.under or here.address_name
    parts = [(entry, href) for entry, href in lines if head in (entry.under, entry.address_name)]
    inside = address(here.address_name)
    shown = [Item(entry.inside or entry.label, href, _current(href, inside, request.path)) for entry, href in parts]
    return shown if len(shown) > 1 else []


@functools.cache
def address(name: str) -> str:
    """An address without parts of its own, looked up once: every page has dozens of them."""
    return reverse(name)


def _lines(menu: Iterable[Entry], actor: Actor) -> list[tuple[Entry, str]]:
    lines = [(entry, address(entry.address_name)) for entry in menu if entry.shown(actor)]
    return sorted(lines, key=lambda line: (line[0].order, line[1]))


def _room(lines: list[tuple[Entry, str]], path: str) -> Entry | None:
    """The line whose address leads furthest towards the page."""
    holding = [(len(href), entry) for entry, href in lines if href != "/" and path.startswith(href)]
    return max(holding, key=lambda line: line[0])[1] if holding else None


def _current(href: str, inside: str | None, path: str) -> str:
    if href == path:
        return "page"
    return "true" if href == inside else ""
