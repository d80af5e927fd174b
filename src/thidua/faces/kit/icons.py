"""The icon set: one sheet of symbols, of which a page carries only those it used."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml import ElementTree
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SHEET = Path(__file__).parent / "icons.svg"
SVG = "{http://www.w3.org/2000/svg}"


def markup(element: Element) -> str:
    """An element of the sheet as HTML, without the namespace every inline picture has anyway."""
    attributes = "".join(f' {name}="{value}"' for name, value in element.attrib.items())
    return f"<{element.tag.removeprefix(SVG)}{attributes}/>"


@cache
def symbols() -> dict[str, SafeString]:
    """Name → drawing, from the sheet that ships with the kit."""
    root = ElementTree.fromstring(SHEET.read_text(encoding="utf-8"))
    return {
        symbol.attrib["id"]: mark_safe("".join(markup(part) for part in symbol))  # noqa: S308 (our own file)
        for symbol in root.iter(f"{SVG}symbol")
    }


def stands_alone(request: HttpRequest | None) -> bool:
    """Whether the answer is a fragment swapped into a page that may lack the symbol."""
    asked: Any = getattr(request, "htmx", None)
    return request is None or (bool(asked) and not asked.boosted)


def used(request: HttpRequest) -> set[str]:
    """The names this answer has drawn so far; on the request, since included templates have contexts of their own."""
    names: set[str] = request.__dict__.setdefault("kit_icons", set())
    return names


def icon(request: HttpRequest | None, name: str, label: str = "") -> SafeString:
    """One icon. Without a label it is decoration and hidden from readers; an unknown name is an error."""
    drawings = symbols()
    if name not in drawings:
        raise KeyError(f"no icon {name!r}; the sheet has {', '.join(sorted(drawings))}")
    told = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    if stands_alone(request):
        return format_html('<svg class="i" viewBox="0 0 20 20" {}>{}</svg>', told, drawings[name])
    assert request is not None
    used(request).add(name)
    return format_html('<svg class="i" {}><use href="#i-{}"/></svg>', told, name)


def sheet(request: HttpRequest | None) -> SafeString:
    """The symbols this page used; the frame puts them at its end."""
    names = sorted(used(request)) if request is not None else []
    if not names:
        return mark_safe("")
    drawings = symbols()
    inside = format_html_join(
        "", '<symbol id="i-{}" viewBox="0 0 20 20">{}</symbol>', ((n, drawings[n]) for n in names)
    )
    return format_html("<svg hidden>{}</svg>", inside)
