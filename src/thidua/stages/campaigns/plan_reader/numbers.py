"""Numbers in figures and in Vietnamese words."""

from __future__ import annotations

import re

# Written with their marks: «tư», «sáu» and «năm» without them are other words.
SPELT = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "mười ba": 13,
    "mười bốn": 14,
    "mười lăm": 15,
    "hai mươi": 20,
    "ba mươi": 30,
    "bốn mươi": 40,
    "năm mươi": 50,
    "một trăm": 100,
}
FIGURES = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
SPELT_PATTERN = "|".join(sorted(SPELT, key=len, reverse=True))
NUMBER = rf"(?:{FIGURES}|\b(?:{SPELT_PATTERN})\b)"


def value_of(text: str) -> int | float | None:
    """«01» → 1, «1.250» → 1250, «1,5» → 1.5, «hai» → 2; None for anything else."""
    words = " ".join(text.lower().split())
    if words in SPELT:
        return SPELT[words]
    if not re.fullmatch(FIGURES, words):
        return None
    whole, _, part = words.replace(".", "").partition(",")
    return float(f"{whole}.{part}") if part and int(part) else int(whole)
