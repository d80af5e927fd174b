"""What the public may not read: telephones, mail addresses, the name of a household."""

from __future__ import annotations

import functools
import re
import tomllib
from importlib.resources import files

from django.utils.translation import gettext as _

# A telephone as people type it: 0912345678, 0912 345 678, 0261.354.4321.
PHONE = re.compile(r"(?<!\d)(?:\+84|0)[2-9]\d{1,3}[ .-]?\d{3}[ .-]?\d{3,4}(?!\d)")
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@functools.cache
def household_pattern() -> re.Pattern[str]:
    """A family as works and reports name it, by the words of the catalogue."""
    words = tomllib.loads(files("thidua.catalogue").joinpath("lists/household_words.toml").read_text(encoding="utf-8"))
    between, titles = ("|".join(map(re.escape, words[name])) for name in ("between", "titles"))
    before = re.escape(words["before"])
    return re.compile(rf"(?<!\w){before}\s+(?:(?:{between})\s+)?(?:{titles})\s+\w+(?:[ ']\w+)*", re.IGNORECASE)


def private_in(words: str) -> str:
    """The sentence that a telephone or a household's name may not stand here; empty where there is neither."""
    if found := PHONE.search(words):
        phone = _("Có số điện thoại «%(phone)s». Trang công khai không nêu điện thoại; xin bỏ số này.")
        return phone % {"phone": found.group()}
    if found := household_pattern().search(words):
        household = _("Có tên hộ «%(household)s». Trang công khai không nêu tên hộ; xin viết lời khác.")
        return household % {"household": found.group()}
    return ""


def without_contacts(words: str) -> str:
    """Words with telephones and mail addresses struck out."""
    return MAIL.sub(_("[đã ẩn]"), PHONE.sub(_("[đã ẩn]"), words))
