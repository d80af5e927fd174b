"""Cuts the printing face (Tinos) to Latin letters and signs and measures its letters.

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
# Whole blocks, as far as the face has them: what offices of the province write, names of its peoples among it
# (Ê Đê, M'Nông, Gia Rai: Ƀ ƀ, č, ñ, ĕ, ê with a breve), and their marks if a text comes apart.
BLOCKS = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x0250, 0x02FF),  # letters with hooks that some orthographies keep in small letters; modifier letters
    (0x0300, 0x036F),  # combining marks
    (0x1E00, 0x1EFF),  # Latin Extended Additional, where the Vietnamese letters with two marks are
    (0x2000, 0x206F),  # punctuation and spaces
    (0x2070, 0x20BF),  # raised and lowered figures, currencies
    (0x2100, 0x22FF),  # №, ℃, fractions, Roman numerals, arrows, signs of arithmetic
    (0x25A0, 0x25FF),  # bullets and boxes
)
LETTERS = [code for first, last in BLOCKS for code in range(first, last + 1)]


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
