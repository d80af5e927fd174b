"""Links that prove something: kept as words and shown with their host. The site itself never opens one."""

from __future__ import annotations

import datetime
import re
import uuid
from enum import StrEnum
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotNow, Unreadable
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import ProofLink
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import tidy

LONGEST_TITLE, LONGEST_ADDRESS = 200, 1000
MOST = 20
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:.]+\]")
NOT_IN_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f\\<>\"{}|^`\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Sort(StrEnum):
    """What a link leads to."""

    ARTICLE = "article"
    PAGE = "page"
    DRIVE = "drive"
    VIDEO = "video"

    @property
    def label(self) -> Any:
        return LABELS[self]


LABELS = {
    Sort.ARTICLE: gettext_lazy("Bài báo, bài viết"),
    Sort.PAGE: gettext_lazy("Trang, fanpage"),
    Sort.DRIVE: gettext_lazy("Thư mục dùng chung"),
    Sort.VIDEO: gettext_lazy("Phim"),
}


@operation
def add(
    *,
    owner_kind: str,
    owner_uid: uuid.UUID,
    title: str,
    address: str,
    sort: str,
    by: By,
    now: datetime.datetime,
    receipt: uuid.UUID | None = None,
) -> ProofLink:
    """Keeps a link with a record; the calling operation has checked that the actor may. Nothing is fetched.

    Refused: `Invalid` for a title or an address that cannot be one, or is there already; `NotNow` past `MOST`.
    """
    assert owner_kind in files.OWNERS, owner_kind
    wrong: dict[str, Any] = {}
    title = tidy(title)[:LONGEST_TITLE]
    if not title:
        wrong["title"] = _("Xin ghi tên bài, trang hoặc phim.")
    if sort not in set(Sort):
        wrong["sort"] = _("Xin chọn loại liên kết.")
    try:
        address, host = read(address)
    except Unreadable as error:
        raise Invalid({**wrong, "address": str(error)}) from error
    there = of_owner(owner_kind, owner_uid)
    if there.filter(address=address).exists():
        wrong["address"] = _("Liên kết này đã có ở đây.")
    if wrong:
        raise Invalid(wrong)
    if there.count() >= MOST:
        raise NotNow(_("Mỗi nơi giữ nhiều nhất %(most)d liên kết.") % {"most": MOST}, field="address")
    row = ProofLink.objects.create(
        owner_kind=owner_kind, owner_uid=owner_uid, sort=sort, title=title, address=address, host=host, made_at=now,
        made_by_uid=by.uid, made_by_label=by.label[:200],
    )  # fmt: skip
    audit.record(by=by, act=gettext_noop("thêm liên kết"), obj=row)
    return row


@operation
def remove(*, link: ProofLink, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None) -> ProofLink:
    """Takes a link off its record; what it said stays in the trail. Twice is once."""
    row = lock(link)
    if row.removed_at is None:
        before = audit.snapshot(row)
        row.removed_at = now
        row.save(update_fields=["removed_at"])
        audit.record(by=by, act=gettext_noop("gỡ liên kết"), obj=row, before=before)
    return row


def of_owner(kind: str, uid: uuid.UUID) -> QuerySet[ProofLink]:
    """A record's links, oldest first."""
    return ProofLink.objects.filter(owner_kind=kind, owner_uid=uid, removed_at=None).order_by("id")


def one_of(kind: str, owner_uid: uuid.UUID, uid: uuid.UUID) -> ProofLink:
    """One of a record's links. Raises `Missing`."""
    found = of_owner(kind, owner_uid).filter(uid=uid).first()
    if found is None:
        raise Missing(_("Không còn liên kết này."))
    return found


def read(text: str) -> tuple[str, str]:
    """The address as it is kept, and its host as it is shown. Raises `Unreadable` with a sentence."""
    address = text.strip()
    if len(address) > LONGEST_ADDRESS:
        raise Unreadable(_("Liên kết dài quá %(most)d ký tự. Xin dùng liên kết chia sẻ.") % {"most": LONGEST_ADDRESS})
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and not NOT_IN_ADDRESSES.search(address)
        host = _host(parts) if is_web and parts.port != 0 else ""
    except ValueError:
        host = ""
    if not host:
        raise Unreadable(_("Chỉ nhận liên kết của trang web, bắt đầu bằng https:// hoặc http://."))
    if parts.username is not None or parts.password is not None:
        raise Unreadable(_("Liên kết có kèm tên, mật khẩu đăng nhập. Xin bỏ phần đó, dùng liên kết chia sẻ."))
    return address, host


def _host(parts: SplitResult) -> str:
    """The host in plain Latin letters, so that none can pass for another by letters that look alike."""
    name = (parts.hostname or "").rstrip(".")
    shown = f"[{name}]" if ":" in name else name.encode("idna").decode("ascii") if name else ""
    return shown if HOST.fullmatch(shown) else ""
