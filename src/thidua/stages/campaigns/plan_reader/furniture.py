"""What stands around a document and is not of it: a web page's furniture, page numbers, stamps of signatures."""

from __future__ import annotations

import re

from thidua.stages.campaigns.plan_reader.places import plain

MOTTO = re.compile(r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam")
MOTTO_TAIL = re.compile(r"doc\s+lap\s*-\s*tu\s+do\s*-\s*hanh\s+phuc")
PARTY = re.compile(r"^\s*(?:dang\s+cong\s+san\s+viet\s+nam|doan\s+(?:tncs|thanh nien cong san)\s+ho\s+chi\s+minh)\s*$")
RULE = re.compile(r"^[\s\-_–—=*.~+o]{2,}$|^\s*\*\s*$")
PAGE = re.compile(
    r"^\s*(?:[-–—\[(]\s*)?(?:(?:trang|page|tr\.)\s*:?\s*)?\d{1,3}\s*(?:(?:/|of|tren)\s*\d{1,3})?\s*(?:[-–—\])]\s*)?$"
)
STAMP = re.compile(
    r"^\s*(?:nguoi ky|ky boi|ky so boi|duoc ky boi|signed by|digitally signed|signature (?:not )?(?:vali"
    r"d|verified)|thoi gian ky"
    r"|ngay ky|ngay gio ky|signing (?:time|date)|chu ky so|email|e-mail|reason:"
    r"|location:|date:|co quan:|to chuc:|dn:|dien thoai:"
    r"|van ban (?:da )?(?:duoc )?ky so|ban sao y|sao y|chung thu so|(?:so serial|serial))"
)
STAMP_TIME = re.compile(r"^\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}[ t]+\d{1,2}:\d{2}")
WEB = re.compile(
    r"^\s*(?:trang chu|tin noi bat|tin lien quan|tin tuc|gioi thieu|lien he|dang nhap"
    r"|dang xuat|tim kiem|menu|chia se|tweet"
    r"|in trang|in bai|ban in|gui email|quay lai|ve dau trang|facebook|zalo|youtube"
    r"|twitter|binh luan|tai ve|tai file|xem chi tiet"
    r"|lien ket website|lien ket|thong ke truy cap|so do cong|copyright|ban quyen"
    r"|thu vien anh|video|doc nhieu|bai viet khac"
    r"|cac tin khac|tin moi|in noi dung|co chu|tu khoa|tags?|chuyen muc|cap nhat|danh muc)\b[^.;]{0,40}$"
)
COUNTER = re.compile(
    r"^\s*(?:dang truy cap|dang online|truc tuyen|hom nay|hom qua|tuan nay|tuan truoc"
    r"|thang nay|thang truoc|nam nay|tong luot"
    r"|tong truy cap|tong so|luot truy cap|luot xem|so luot|tat ca|khach)[^.;]{0,30}:?\s*[\d.,]+\s*$"
)
WEB_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}t\d{2}:\d{2}|\d+\s*(?:lan|luot)\s+(?:xem|doc|truy cap)|\d+\s*binh luan"
    r"|^\s*(?:thu (?:hai|ba|tu|nam|sau|bay)|chu nhat)\s*,"
    r"|^\s*(?:ngay dang|dang ngay|dang luc|ngay cap nhat|cap nhat luc|ngay xuat ban"
    r"|https?://|www\.)|^\s*\d{1,2}/\d{1,2}/\d{4}\s*[-,|]?\s*\d{1,2}:\d{2}"
    r"|^\s*\d{1,2}:\d{2}\s*[-,|]?\s*\d{1,2}/\d{1,2}/\d{4}"
)


def is_furniture(line: str) -> bool:
    """Whether a printed line is surely none of the document's."""
    said = plain(line)
    return bool(
        PAGE.match(said)
        or STAMP.match(said)
        or STAMP_TIME.match(said)
        or COUNTER.match(said)
        or WEB_DATE.search(said)
        or (len(said) < 60 and WEB.match(said))
    )


def is_rule(line: str) -> bool:
    """A drawn line: dashes, underscores, stars."""
    return bool(RULE.match(line))
