"""The command line. Whoever may run it holds the machine; what it tells of one unit it must not mix with another's."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

from tests.scope.world import World

Told = Callable[[World, str, Path], str]


@dataclass(frozen=True)
class OfUnit:
    """A verb that tells of the unit whose code it is given: `tells(world, code, folder)` is all it says."""

    tells: Told


@dataclass(frozen=True)
class OfSite:
    """A verb that tells of no unit: run with `words`, it names nothing of anybody's."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class NotRun:
    """A verb that is not run here, and why it can tell nothing of a unit."""

    why: str


def said(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out, stderr=out)
    return out.getvalue()


def progress(world: World, code: str, _folder: Path) -> str:
    return said("progress", "--campaign", world.campaign, "--unit", code, "--json")


def printed(world: World, code: str, folder: Path) -> str:
    file = folder / "ke-hoach.html"
    said("document", "print", "plan", world.campaign, "--format", "html", "--out", str(file), "--unit", code)
    return file.read_text(encoding="utf-8")


def trail(_world: World, code: str, _folder: Path) -> str:
    return said("audit", "--unit", code, "--most", "100000")


COMMANDS: dict[str, OfUnit | OfSite | NotRun] = {
    "progress": OfUnit(progress),
    "audit": OfUnit(trail),
    "document": OfUnit(printed),
    "campaign": OfSite(("list",)),
    "prove": OfSite(()),
    "rebuild": OfSite(()),
    "boundaries": OfSite(("remove",)),
    "plan": NotRun("reads a file that it is given, never the database"),
    "words": NotRun("reads the code's own sentences, never the database"),
    "prepare": NotRun("brings the database's form up to date and says which part"),
    "move": NotRun("carries a whole site from one database to the other and says only how many rows"),
    "serve": NotRun("starts the server; what that answers is the matrix of routes"),
    "worker": NotRun("carries out tasks and says only which of them failed"),
    "demo": NotRun("builds invented data in a site that no office uses and tells only how much"),
    "demonstration": NotRun("fills an empty site with invented data and tells its sample accounts"),
}
