"""Vietnamese text: one form stored (NFC), a folded form searched, a key by which names sort."""

from __future__ import annotations

import functools
import re
import unicodedata

APOSTROPHES, DASHES = "’‘ʼ`´′", "‐‑‒–—−"
LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Tone marks in dictionary order: none, huyền, hỏi, ngã, sắc, nặng.
TONES = {"": "0", "\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
WORD = re.compile(r"\d+|[^\W\d_]+")


class _Folded(dict[int, str]):
    """What becomes of each letter that is searched, worked out when it is first met."""

    def __missing__(self, letter: int) -> str:
        if chr(letter) in APOSTROPHES or chr(letter) in DASHES:
            return self.setdefault(letter, "" if chr(letter) in APOSTROPHES else " ")
        parts = unicodedata.normalize("NFD", chr(letter))
        plain = "".join(part for part in parts if not unicodedata.combining(part))
        return self.setdefault(letter, plain.replace("đ", "d").replace("'", "").replace("-", " "))


FOLDED = _Folded()


# What was worked out for one is kept for the next: names repeat, and a name passes here at every step of its way.
@functools.lru_cache(maxsize=4096)
def nfc(text: str) -> str:
    """The stored form: composed letters, «Ð» (eth) mended to «Đ», no-break spaces as spaces, no zero bytes."""
    mended = text.replace("Ð", "Đ").replace("ð", "đ").replace("\u00a0", " ").replace("\0", "")
    return unicodedata.normalize("NFC", mended)


@functools.lru_cache(maxsize=4096)
def tidy(text: str) -> str:
    """A one-line name as stored: NFC, straight apostrophes, single spaces, trimmed."""
    straight = nfc(text)
    for sign in APOSTROPHES:
        straight = straight.replace(sign, "'")
    return " ".join(straight.split())


# Names repeat («Thôn 1» ten thousand times over), so what was worked out for one is kept for the next.
@functools.lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The searched form: no marks, đ as d, lower case; apostrophes and dashes dropped to one form, then to none."""
    return " ".join(nfc(text).lower().translate(FOLDED).split())


@functools.lru_cache(maxsize=4096)
def sort_key(text: str) -> str:
    """A string whose plain order is the Vietnamese dictionary's: letters first, then tones; numbers by value."""
    words: list[str] = []
    tones: list[str] = []
    for word in WORD.findall(tidy(text).lower().replace("'", "")):
        if word.isdigit():
            words.append("0" + word.zfill(9))
            continue
        letters, marks = _letters_and_tone(word)
        words.append(letters)
        tones.append(marks)
    # The sign before the tones is the lowest of all, so that «An» comes before «An Bình».
    return ("!".join(words) + " " + "".join(tones))[:400]


@functools.lru_cache(maxsize=4096)
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
