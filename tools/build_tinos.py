"""Cuts the printing face (Tinos) to Latin and Vietnamese and measures its letters.

Usage: python tools/build_tinos.py FOLDER_WITH_TINOS_TTF
The folder is `usr/share/fonts/truetype/croscore` of Debian's package fonts-croscore
(apt-get download fonts-croscore; dpkg-deb -x fonts-croscore_*.deb FOLDER).
Writes the four faces and widths.json into src/thidua/catalogue/fonts/tinos/.
"""

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "src/thidua/catalogue/fonts/tinos"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: đ, ă, ĩ, ũ and names of neighbours
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),  # ơ, ư
    *(0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323),  # marks, if a text comes apart
    *range(0x1EA0, 0x1EFA),  # Vietnamese letters with two marks
    *(0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026),
    *(0x2032, 0x2033, 0x20AB, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264),
    *(0x2265, 0x25A0, 0x25A1, 0x2610, 0x2611),
)


def cut(source: Path, face: str) -> dict[str, int]:
    """Write one face, cut; return the advance of every letter in 1/2048 em."""
    font = TTFont(source / f"Tinos-{face}.ttf")
    options = subset.Options(
        hinting=False, layout_features=["kern", "mark", "mkmk", "ccmp", "locl"], name_IDs=["*"], notdef_outline=True
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(TARGET / f"Tinos-{face}.ttf")
    advances = font["hmtx"].metrics
    return {chr(code): advances[glyph][0] for code, glyph in sorted(font.getBestCmap().items())}


def main() -> None:
    source = Path(sys.argv[1])
    widths = {face: cut(source, face) for face in FACES}
    lines = [
        f'"{face}": {json.dumps(table, ensure_ascii=True, separators=(",", ":"))}' for face, table in widths.items()
    ]
    (TARGET / "widths.json").write_text('{"unitsPerEm": 2048,\n' + ",\n".join(lines) + "}\n", encoding="ascii")


if __name__ == "__main__":
    main()
