"""Which levels a phrase speaks of."""

from __future__ import annotations

import re

PROVINCE, DISTRICT, COMMUNE, AREA, BODY, PERSON = "tỉnh", "huyện", "xã", "thôn", "đơn vị", "cá nhân"
ORDER = (PROVINCE, DISTRICT, COMMUNE, AREA, BODY, PERSON)
PATTERNS = (
    (
        PROVINCE,
        re.compile(
            r"(?<!ngoai )\btinh\b(?! uy)(?! (?:than|hinh|trang|chat|cam|toan))|\bthanh pho (?:truc thuoc"
            r"|ha noi|ho chi minh|da nang|can tho|hai phong|hue)"
        ),
    ),
    (
        DISTRICT,
        re.compile(
            r"\bhuyen\b|\bquan\b(?= huyen|,|;|$| )(?<!co quan)(?<!si quan)(?<!lien quan)(?<!hai quan)"
            r"|\bthi xa\b|(?<!thanh vien )(?<=, )thanh pho\b|\bcap huyen\b"
        ),
    ),
    (
        COMMUNE,
        re.compile(
            r"(?<!thi )\bxa\b(?! hoi)|\bphuong\b(?! (?:phap|tien|an|thuc|huong|cham))|\bthi tran\b"
            r"|\bdac khu\b|\bcap xa\b"
        ),
    ),
    (
        AREA,
        re.compile(
            r"\bthon\b|\bbuon\b|\bbon\b|\bto dan pho\b|\btdp\b|\bkhu dan cu\b|\bkhu pho\b"
            r"|\bap\b|\bban, lang\b|\blang\b|\bban cong tac mat tran\b|\bctmt\b|\bkhom\b"
        ),
    ),
)
# Bodies without a territorial level; persons and households.
BODIES = re.compile(
    r"\b(?:don vi|co quan|truong|phong|ban|khoa|to chuc|chi doan|doan co so|cong doan"
    r"|cdcs|doanh nghiep|cong ty|xi nghiep|nha may|benh vien|trung tam"
    r"|tram y te|hoi co so|chi bo|dang bo|cum|khoi|to cong doan|to chuyen mon|lien doi"
    r"|chi doi|lop|so, ban|so|nganh|hop tac xa|phan xuong|doi|to san xuat|cau lac bo"
    r"|to|co so)\b"
)
BESIDE = re.compile(r"\bco quan, don vi\b|\bphong, ban\b|\bso, ban\b|\bdoanh nghiep\b")
PEOPLE = re.compile(
    r"\b(?:can bo|hoi vien|doan vien|dang vien|giao vien|hoc sinh|sinh vien|cong chuc"
    r"|vien chuc|nguoi|ho|cong nhan|lao dong|thanh nien|ca nhan|chien si|nhan vien"
    r"|phu nu|bac si|y, bac si|nha giao|tre em|gia dinh)\b"
)
ALL = re.compile(r"\bcac cap\b|\bca ba cap\b|\b3 cap\b|\b03 cap\b|\bba cap\b")


def levels_of(plain: str, *, two_tiers: bool) -> list[str]:
    """The levels a phrase names, from above; «các cấp» are all that have committees."""
    found = {level for level, pattern in PATTERNS if pattern.search(plain)}
    if ALL.search(plain):
        found |= {PROVINCE, COMMUNE} if two_tiers else {PROVINCE, DISTRICT, COMMUNE}
    if "thanh vien" in plain and not re.search(r"thanh vien cap|thanh vien .{0,40}\b(?:tinh|huyen|xa)\b", plain):
        found.add(BODY)
    if BESIDE.search(plain) or (not found and BODIES.search(plain)):
        found.add(BODY)
    if not found and PEOPLE.search(plain):
        found.add(PERSON)
    return [level for level in ORDER if level in found]
