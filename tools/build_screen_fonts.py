"""Cuts the site's three faces from Be Vietnam Pro and writes them as woff2; the results are committed.

    python tools/build_screen_fonts.py FOLDER_OF_TTF

FOLDER_OF_TTF is `files/` of the Python package `fontpkg-be-vietnam-pro`. The same source and the same locked
versions of fontTools and brotli give the same bytes. "Thidua Figures" exists because Be Vietnam Pro has no
tabular figures: a "1" is 385 units wide, a "4" is 710, so columns of numbers would not line up.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

TARGET = Path(__file__).resolve().parent.parent / "src" / "thidua" / "faces" / "kit" / "static" / "kit" / "fonts"
WEIGHTS = {400: "BeVietnamPro-Regular.ttf", 600: "BeVietnamPro-SemiBold.ttf"}
DIGITS = "0123456789"
FIGURE_SIGNS = DIGITS + ".,/:-–+%×≤≥ \u00a0\u202f"
FIGURE_ADVANCE = 650
VIETNAMESE = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư"
    + "".join(map(chr, range(0x1EA0, 0x1EFA)))
    # The marks alone: text that arrives decomposed, and Ê-đê and M'Nông letters (ĕ ŏ ŭ) the source has no glyph for,
    # which browsers then build from letter and mark.
    + "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323ČčÑñ"
    + "\u00a0©«»°²³·×÷–—‘’“”•…₫≤≥−"
)


def subset(font: TTFont, text: str, *, features: list[str]) -> None:
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    cutter = Subsetter(options)
    cutter.populate(text=text)
    cutter.subset(font)


def rename(font: TTFont, family: str) -> None:
    """A changed face carries its own name (and keeps the copyright and licence lines)."""
    style = font["name"].getDebugName(2) or "Regular"
    for number, value in {
        1: family,
        3: f"{family} {style}",
        4: f"{family} {style}",
        6: family.replace(" ", ""),
    }.items():
        for record in font["name"].names:
            if record.nameID == number:
                record.string = value


def centre_digits(font: TTFont) -> None:
    """Gives the ten digits one width, each in the middle of it."""
    glyphs, metrics, names = font["glyf"], font["hmtx"], font.getBestCmap()
    for digit in DIGITS:
        name = names[ord(digit)]
        glyph: Glyph = glyphs[name]
        if glyph.isComposite():
            raise SystemExit(f"digit {digit} is made of parts; move its parts instead")
        side = round((FIGURE_ADVANCE - (glyph.xMax - glyph.xMin)) / 2)
        shift = side - glyph.xMin
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (FIGURE_ADVANCE, side)


def write(font: TTFont, name: str) -> None:
    font.flavor = "woff2"
    path = TARGET / name
    font.save(path, reorderTables=True)
    print(f"{name} {path.stat().st_size:,} bytes")


def main(source: Path) -> None:
    for weight, file in WEIGHTS.items():
        text = TTFont(source / file, recalcTimestamp=False)
        subset(text, VIETNAMESE, features=["ccmp", "locl", "mark", "mkmk", "kern"])
        write(text, f"be-vietnam-pro-{weight}.woff2")
        figures = TTFont(source / file, recalcTimestamp=False)
        # No kerning: it would move digits out of their columns again.
        subset(figures, FIGURE_SIGNS, features=[])
        centre_digits(figures)
        rename(figures, "Thidua Figures")
        write(figures, f"thidua-figures-{weight}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
