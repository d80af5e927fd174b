"""Letters put right before anything is read: composed, one kind of space, words that were spaced out drawn together."""

from __future__ import annotations

import re
import unicodedata

from thidua.foundation.core.vietnamese import nfc

SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
UNSEEN = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x01-\x08\x0e-\x1f\x7f]")
BULLETS = re.compile(r"^(\s*)[•●▪■◦○‣➢➤►❖✓\uf0b7\uf0a7\uf02d\uf0d8\uf0fc·]+\s*", re.MULTILINE)
SPACED = re.compile(r"(?<!\S)(?:[^\W\d_] +){3,}[^\W\d_](?!\S)")
TYPES = (
    "KẾ HOẠCH",
    "TỜ TRÌNH",
    "BIÊN BẢN",
    "QUYẾT ĐỊNH",
    "HƯỚNG DẪN",
    "CHỈ THỊ",
    "NGHỊ QUYẾT",
    "THÔNG BÁO",
    "BÁO CÁO",
    "CHƯƠNG TRÌNH",
    "CÔNG VĂN",
    "THÔNG TRI",
    "THỂ LỆ",
    "PHƯƠNG ÁN",
    "ĐỀ ÁN",
    "CÔNG ĐIỆN",
    "QUY CHẾ",
    "QUY ĐỊNH",
    "KẾT LUẬN",
)
KNOWN_SIGNS = set("–—−‐‑‒“”‘’„…«»•°×÷±≥≤≠→←₫€$£¥§©®™²³½¼¾ªº′″√∑☐☑✓ʼ`´¨¬¯·¸¹¡¿¢¤¦¶¼")


def mended(raw: str) -> str:
    """The text with its letters composed, its spaces plain, bullets as dashes and spaced-out words drawn together."""
    text = nfc(raw.replace("\r\n", "\n").replace("\r", "\n"))
    text = UNSEEN.sub("", SPACES.sub(" ", text))
    text = BULLETS.sub(r"\1- ", text)
    return SPACED.sub(lambda found: _together(found.group()), text)


def strange_signs(text: str) -> list[str]:
    """Signs that no Vietnamese document needs: what a file could not say in letters."""
    found = {
        sign
        for sign in set(text)
        if sign not in KNOWN_SIGNS and (sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn", "Cs", "So"))
    }
    return sorted(found)


def _together(spaced: str) -> str:
    """«K Ế  H O Ạ C H» as «KẾ HOẠCH»; where the gaps between words are gone too, the name of a known type."""
    parts = re.split(r" {2,}", spaced)
    if len(parts) > 1:
        return " ".join(part.replace(" ", "") for part in parts)
    whole = spaced.replace(" ", "")
    known = next((name for name in TYPES if name.replace(" ", "") == whole.upper()), "")
    return known or (whole if whole.isupper() else spaced)
