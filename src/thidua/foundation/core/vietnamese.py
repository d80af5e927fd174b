"""Vietnamese text: one form stored (NFC), a folded form searched, a key by which names sort."""

from __future__ import annotations

import functools
import re
import unicodedata

APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´′"), "'")
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Tone marks in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
TONES = {"": "0", "\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
SPACES = re.compile(r"\s+")
ICELANDIC_ETH = {ord("Ð"): "Đ", ord("ð"): "đ"}


# What was worked out for one is kept for the next: names repeat, and a name passes here at every step of its way.
@functools.lru_cache(maxsize=4096)
def nfc(text: str) -> str:
    """The stored form: composed letters, «Ð» (eth) mended to «Đ», no-break spaces as spaces, no zero bytes."""
    return unicodedata.normalize("NFC", text.translate(ICELANDIC_ETH).replace("\u00a0", " ").replace("\0", ""))


@functools.lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """A one-line name as stored: NFC, straight apostrophes, single spaces, trimmed."""
    return SPACES.sub(" ", nfc(text).translate(APOSTROPHES)).strip()


# Names repeat («Thôn 1» ten thousand times over), so what was worked out for one is kept for the next.
@functools.lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The searched form: no marks, đ as d, lower case; apostrophes and dashes dropped to one form, then to none."""
    plain = unicodedata.normalize("NFD", nfc(text).lower().translate(APOSTROPHES).translate(DASHES))
    kept = "".join(letter for letter in plain if not unicodedata.combining(letter)).replace("đ", "d")
    return SPACES.sub(" ", kept.replace("'", "").replace("-", " ")).strip()


@functools.lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """A string whose plain order is the Vietnamese dictionary's: letters first, then tones; numbers by value."""
    words: list[str] = []
    tones: list[str] = []
    for word in re.findall(r"\d+|[^\W\d_]+", tidy(text).lower().replace("'", "")):
        if word.isdigit():
            words.append("0" + word.zfill(9))
            continue
        letters, marks = _letters_and_tone(word)
        words.append(letters)
        tones.append(marks)
    # The sign before the tones is the lowest of all, so that «An» comes before «An Bình».
    return ("!".join(words) + " " + "".join(tones))[:400]


def _letters_and_tone(word: str) -> tuple[str, str]:
    """The word's base letters coded by their place in the alphabet, and its tone marks in order."""
    coded: list[str] = []
    tone: list[str] = []
    for letter in word:
        base = ""
        for part in unicodedata.normalize("NFD", letter):
            if part in TONES:
                tone.append(TONES[part])
            elif unicodedata.combining(part):
                base = unicodedata.normalize("NFC", base + part)
            else:
                base += part
        place = LETTERS.find(base)
        coded.append(chr(ord("A") + place) if place >= 0 else "~" + base)
    return "".join(coded), "".join(tone) or "0"
