"""Which levels a phrase speaks of."""

from __future__ import annotations

import re

CENTRE, PROVINCE, DISTRICT, COMMUNE, AREA = "centre", "province", "district", "commune", "residential-area"
ORDER = (CENTRE, PROVINCE, DISTRICT, COMMUNE, AREA)
PATTERNS = (
    (CENTRE, re.compile(r"\btrung uong\b|\btw\b")),
    (PROVINCE, re.compile(r"(?<!ngoai )(?<!toan )\btinh\b(?! uy)(?! (?:than|hinh|trang|chat|cam|toan))|\bthanh pho (?:truc thuoc|ha noi|ho chi minh|da nang|can tho|hai phong|hue)")),
    (DISTRICT, re.compile(r"\bhuyen\b|\bquan\b(?= huyen|,|;|$| )(?<!co quan)(?<!si quan)(?<!lien quan)(?<!hai quan)|\bthi xa\b|(?<!thanh vien )(?<=, )thanh pho\b|\bcap huyen\b")),
    (COMMUNE, re.compile(r"(?<!thi )\bxa\b(?! hoi)|\bphuong\b(?! (?:phap|tien|an|thuc|huong|cham))|\bthi tran\b|\bdac khu\b|\bcap xa\b|\bcap co so\b|\bco so\b(?! vat)")),
    (AREA, re.compile(r"\bthon\b|\bbuon\b|\bbon\b|\bto dan pho\b|\btdp\b|\bkhu dan cu\b|\bkhu pho\b|\bap\b|\bban, lang\b|\blang\b|\bban cong tac mat tran\b|\bctmt\b|\bkhom\b")),
)  # fmt: skip
ALL = re.compile(r"\bcac cap\b|\bca ba cap\b|\b3 cap\b|\b03 cap\b|\bba cap\b")


def levels_of(plain: str, *, two_tiers: bool) -> list[str]:
    """The levels a phrase names, from above; «các cấp» are all that have committees."""
    found = {level for level, pattern in PATTERNS if pattern.search(plain)}
    if ALL.search(plain):
        found |= {PROVINCE, COMMUNE} if two_tiers else {PROVINCE, DISTRICT, COMMUNE}
    return [level for level in ORDER if level in found]
