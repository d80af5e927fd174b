"""What the code offers to be looked at or acted on: addresses, lists, sheets, kinds of files, fragments, commands."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from tests.harness.source import PACKAGE, templates
from thidua.faces.interchange.management import commands
from thidua.foundation.core.files import OWNERS
from thidua.foundation.core.tables import SHEETS, TABLES

FRAGMENT = re.compile(r"{%\s*partialdef\s+([\w-]+)")


def patterns(resolver: URLResolver | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site with its full name («desk:work»)."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from patterns(pattern, inner)
        else:
            yield f"{space}{pattern.name or pattern.pattern}", pattern


def routes() -> set[str]:
    return {name for name, _pattern in patterns()}


def tables() -> set[str]:
    # Some lists are registered when their pages' module is imported.
    routes()
    return {key for key, _table in TABLES.items()}


def sheets() -> set[str]:
    routes()
    return {key for key, _sheet in SHEETS.items()}


def file_kinds() -> set[str]:
    return {key for key, _kind in OWNERS.items()}


def fragments() -> set[str]:
    """The parts of templates that are answered alone, as `template#part`."""
    return {
        f"{path.relative_to(PACKAGE)}#{name}"
        for path in templates()
        for name in FRAGMENT.findall(path.read_text(encoding="utf-8"))
    }


def command_names() -> set[str]:
    return {module.name for module in pkgutil.iter_modules(commands.__path__)}
