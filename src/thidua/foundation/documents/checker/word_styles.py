"""Works out how Word sets a paragraph and its runs: direct settings, then styles, then the file's defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TWIPS_PER_MM = 1440 / 25.4
# Word writes bare numbers; other programs may name a unit, which is so many points.
MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?", re.ASCII)
POINTS = {"mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
TWIPS_PER_POINT = 20
# Word itself follows no more than ten styles, each based on the next.
MOST_BASES = 50
OFF = ("0", "false", "off", "none")


class Styles:
    """The styles of one file."""

    def __init__(self, styles: Any, theme: Any | None) -> None:
        self._by_id = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._default = next(
            (
                key
                for key, style in self._by_id.items()
                if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
            ),
            None,
        )
        self._run_defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self._paragraph_defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
        self._theme = _theme_fonts(theme)

    def run(self, run: Any, paragraph: Any) -> dict[str, Any]:
        """Font, size in points, bold, italic, caps of a run."""
        layers = list(self._run_layers(run, paragraph))
        return {
            "font": self._font(layers),
            "size": measure(_value(layers, "sz"), 20, a_point=2) / 2,
            "bold": _switch(layers, "b"),
            "italic": _switch(layers, "i"),
            "caps": _switch(layers, "caps"),
        }

    def paragraph(self, paragraph: Any) -> dict[str, Any]:
        """Alignment, indents (mm), gaps (pt), spacing of lines (1.0 is single; None where it is an exact height)."""
        layers = list(self._paragraph_layers(paragraph))
        line, rule = _attribute(layers, "spacing", "line"), _attribute(layers, "spacing", "lineRule") or "auto"
        indent = _length(layers, "firstLine") - _length(layers, "hanging")
        return {
            "align": {"both": "justify", "start": "left", "end": "right"}.get(jc := _value(layers, "jc") or "left", jc),
            "first_line_mm": indent,
            "left_mm": _length(layers, "left") or _length(layers, "start"),
            "right_mm": _length(layers, "right") or _length(layers, "end"),
            "after_pt": measure(_attribute(layers, "spacing", "after")) / TWIPS_PER_POINT,
            "before_pt": measure(_attribute(layers, "spacing", "before")) / TWIPS_PER_POINT,
            "line_spacing": measure(line, 240) / 240 if rule == "auto" else None,
        }

    def table_borders(self, table: Any) -> bool:
        """Whether the table has visible lines, its own or its style's."""
        own = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
        if own is not None:
            return any(side.get(qn("w:val")) not in ("nil", "none", None) for side in own)
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        chain = self._chain(style.get(qn("w:val"))) if style is not None else ()
        for each in chain:
            if (borders := each.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")) is not None:
                return any(side.get(qn("w:val")) not in ("nil", "none", None) for side in borders)
        return False

    def _run_layers(self, run: Any, paragraph: Any) -> Iterator[Any]:
        own = run.find(qn("w:rPr"))
        if own is not None:
            yield own
            named = own.find(qn("w:rStyle"))
            if named is not None:
                yield from self._properties(named.get(qn("w:val")), "w:rPr")
        yield from self._properties(self._style_of(paragraph), "w:rPr")
        if self._run_defaults is not None:
            yield self._run_defaults

    def _paragraph_layers(self, paragraph: Any) -> Iterator[Any]:
        own = paragraph.find(qn("w:pPr"))
        if own is not None:
            yield own
        yield from self._properties(self._style_of(paragraph), "w:pPr")
        if self._paragraph_defaults is not None:
            yield self._paragraph_defaults

    def _style_of(self, paragraph: Any) -> str | None:
        named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return named.get(qn("w:val")) if named is not None else self._default

    def _properties(self, style: str | None, tag: str) -> Iterator[Any]:
        for each in self._chain(style):
            if (found := each.find(qn(tag))) is not None:
                yield found

    def _chain(self, style: str | None) -> Iterator[Any]:
        met: set[str] = set()
        while style is not None and style in self._by_id and style not in met and len(met) < MOST_BASES:
            met.add(style)
            yield self._by_id[style]
            base = self._by_id[style].find(qn("w:basedOn"))
            style = base.get(qn("w:val")) if base is not None else None

    def _font(self, layers: list[Any]) -> str:
        for layer in layers:
            fonts = layer.find(qn("w:rFonts"))
            if fonts is None:
                continue
            if theme := fonts.get(qn("w:asciiTheme")):
                return str(self._theme.get("major" if theme.startswith("major") else "minor", theme))
            if name := fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")):
                return str(name)
        return ""


def measure(told: str | None, default: float = 0.0, *, a_point: int = TWIPS_PER_POINT) -> float:
    """A length in the file's own small units, `a_point` of them in a point; `default` for a share or none («50%»)."""
    match = MEASURE.fullmatch((told or "").strip())
    if match is None:
        return default
    number, unit = match.groups()
    return float(number) * (POINTS[unit] * a_point if unit else 1)


def _theme_fonts(theme: Any | None) -> dict[str, str]:
    if theme is None:
        return {}
    found = {}
    for name in ("major", "minor"):
        latin = theme.find(f".//{A}{name}Font/{A}latin")
        if latin is not None:
            found[name] = latin.get("typeface")
    return found


def _value(layers: list[Any], tag: str) -> str | None:
    return _attribute(layers, tag, "val")


def _attribute(layers: list[Any], tag: str, name: str) -> str | None:
    for layer in layers:
        found = layer.find(qn(f"w:{tag}"))
        if found is not None and (value := found.get(qn(f"w:{name}"))) is not None:
            return str(value)
    return None


def _length(layers: list[Any], name: str) -> float:
    return measure(_attribute(layers, "ind", name)) / TWIPS_PER_MM


def _switch(layers: list[Any], tag: str) -> bool:
    for layer in layers:
        found = layer.find(qn(f"w:{tag}"))
        if found is not None:
            return found.get(qn("w:val"), "1") not in OFF
    return False
