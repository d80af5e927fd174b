"""Words that stand nowhere but in the things of the commune of Nam Dong and of its areas."""

from __future__ import annotations

WORK, WORDS, FILE, REASON = "Qxcongtrinh", "Qxmota", "Qxgiayto", "Qxlydo"
# A link that proves something.
LINK = {"sort": "article", "title": "Qxbaiviet", "address": "https://bao.vn/qx"}
NOTE, NUMBER, PRESCRIBED, PLAN, LISTED = "Qxghichu", "Qxsohieu", "Qxquydinh", "Qxkehoach", "Qxdanhsach"
AREA_NOTE, HEAD, HOLDER, HEAD_PHONE = "Qxthonghi", "Qxtruongban", "Qxnguoigiu", "0911 222 333"
EVALUATED, HONOURED, NOMINATED = "Qxdanhgia", "Qxkhenthuong", "Qxdenghi"
REPORT, DONOR = "Qxbaocao", "Qxungho"
AMOUNT = 987_654_321
MONEY = "987.654.321"
# The cast's contacts of the commune and of its first area.
CONTACT, PHONE, AREA_PHONE = "Người liên hệ Xã Nam Dong", "0900 000 004", "0900 000 005"

COUNCIL, CANDIDATE = "Qxhoidong", "Qxungvien"
CITED = "Qxviendan"
# Of what the province is to amend.
AMENDED = "Qxsuadoi"

OF_COMMUNE = (
    REPORT,
    DONOR,
    WORK,
    WORDS,
    FILE,
    REASON,
    NOTE,
    NUMBER,
    PRESCRIBED,
    PLAN,
    LISTED,
    EVALUATED,
    HONOURED,
    NOMINATED,
    MONEY,
    str(AMOUNT),
    CONTACT,
    PHONE,
    COUNCIL,
    CANDIDATE,
    CITED,
)
OF_AREAS = (AREA_NOTE, HEAD, HOLDER, HEAD_PHONE, AREA_PHONE)

# What the public reads, in words other than the inside's; and what it no longer reads.
PUBLIC, WITHDRAWN = "Qxcongkhai", "Qxdago"
