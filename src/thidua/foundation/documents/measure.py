"""Widths of text in the printing face, which has the metrics of Times New Roman."""

import json
import unicodedata
from functools import cache
from importlib.resources import files

FACES = files("thidua.catalogue") / "fonts" / "tinos"
MM_PER_PT = 25.4 / 72
DASHES = ("-", "–")


@cache
def letter_widths() -> dict[str, dict[str, int]]:
    """Advance of each letter in 1/2048 em, by face."""
    table: dict[str, dict[str, int]] = json.loads((FACES / "widths.json").read_text(encoding="ascii"))
    table.pop("unitsPerEm")
    return table


def text_width_mm(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> float:
    """Length of one line in millimetres; a letter outside the face counts as wide as «n»."""
    widths = letter_widths()[_face(bold, italic)]
    units = sum(widths.get(letter, widths["n"]) for letter in text)
    return units / 2048 * size_pt * MM_PER_PT


def unprintable(text: str) -> list[str]:
    """Letters the printing face does not have, each once, in order of code; marks nobody sees are not counted."""
    known = letter_widths()["Regular"]
    return sorted({letter for letter in text if letter not in known and not letter.isspace() and not _unseen(letter)})


def balanced_lines(text: str, size_pt: float, width_mm: float, *, bold: bool = False) -> list[str]:
    """Break a title into the fewest lines that fit, as even as possible (for centred text)."""
    breaks = _greedy(text, size_pt, width_mm, bold)
    if len(breaks) < 2:
        return breaks
    low, high = text_width_mm(text, size_pt, bold=bold) / len(breaks), width_mm
    best = breaks
    while high - low > 1:
        middle = (low + high) / 2
        tried = _greedy(text, size_pt, middle, bold)
        if len(tried) == len(breaks):
            best, high = tried, middle
        else:
            low = middle
    return best


def _greedy(text: str, size_pt: float, width_mm: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for word in _pieces(text):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width_mm(longer, size_pt, bold=bold) <= width_mm:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(text: str) -> list[str]:
    """The words; a dash stays with the word before it, so that no line begins with one."""
    found: list[str] = []
    for word in text.split():
        if word in DASHES and found:
            found[-1] = f"{found[-1]} {word}"
        else:
            found.append(word)
    return found


def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f"


def _face(bold: bool, italic: bool) -> str:
    return {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}[
        (bold, italic)
    ]
