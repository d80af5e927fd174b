"""Large files sent in pieces: each account's own, gone on with after the network broke, put together once.

A sending lies in the depot's `incoming` under its own key. What is there counts by its row: bytes past it, written by a
request that broke, are written over. A record takes it by `taken`; what nobody takes within a day is swept.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import re
import secrets
import uuid
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.foundation.core import clock, depot, rhythm
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotNow, Unreadable
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import Sending
from thidua.foundation.core.operations import operation
from thidua.foundation.core.rollback import on_rollback

# A piece is held in memory and written at once.
LONGEST_PIECE = 1024 * 1024
# So many sendings of one account may lie unfinished or untaken: several pages of photos.
MOST_OPEN = 60
LEFT_AFTER = datetime.timedelta(days=1)
SENT = re.compile(r"(?P<uid>[0-9a-f-]{36}):(?P<sha256>[0-9a-f]{64}):(?P<name>.{0,200})", re.DOTALL)


class WrongOffset(NotNow):
    """A piece does not begin where the sending ends; `received` is how much is there."""

    def __init__(self, received: int) -> None:
        self.received = received
        super().__init__(
            _("Phần này không nối tiếp phần đã nhận (%(bytes)d byte). Xin gửi tiếp từ đó.") % {"bytes": received}
        )


class Sent(File):
    """What a form brings in place of a file that was sent in pieces: its key, the browser's checksum, its name."""

    def __init__(self, uid: uuid.UUID, sha256: str, name: str) -> None:
        super().__init__(None, name)
        self.uid, self.sha256 = uid, sha256

    @classmethod
    def parsed(cls, text: str) -> Sent | None:
        """Of `key:checksum:name`; None for anything else."""
        found = SENT.fullmatch(text)
        try:
            return cls(uuid.UUID(found["uid"]), found["sha256"], found["name"]) if found else None
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.uid}:{self.sha256}:{self.name}"


@operation
def begin(*, by: By, now: datetime.datetime, name: str, length: int, receipt: uuid.UUID | None = None) -> Sending:
    """Opens a sending of `length` bytes for the account.

    Refused: `Missing` for nobody; `Invalid` an empty file or one past the limit; `NotNow` with too many of them open.
    """
    if by.uid is None:
        raise Missing(_("Chỉ tài khoản đã đăng nhập gửi được tệp từng phần."))
    if length <= 0:
        raise Invalid({"length": _("Tệp rỗng, không có nội dung. Xin chọn lại tệp.")})
    if length > settings.UPLOAD_LIMIT_BYTES:
        raise Invalid({"length": depot.too_large()})
    if Sending.objects.filter(by_uid=by.uid, taken_at=None).count() >= MOST_OPEN:
        raise NotNow(_("Còn quá nhiều tệp đang gửi dở. Xin lưu những tệp đã gửi, hoặc gửi tiếp vào ngày mai."))
    return Sending.objects.create(by_uid=by.uid, name=name[:200], length=length, changed_at=clock.real_now())


@operation
def hold(*, by: By, now: datetime.datetime, upload: File) -> Sent:
    """Keeps a file that came whole, with a form that was refused, as if it had been sent in pieces: no second choice.

    Refused as `begin`; a file that is not taken by then goes the same way.
    """
    row = begin(by=by, now=now, name=upload.name or "", length=upload.size)
    with depot.received(upload) as incoming:
        target = path_of(row)
        on_rollback(lambda: target.unlink(missing_ok=True))
        incoming.path.replace(target)
    row.received = row.length
    row.save(update_fields=["received"])
    return Sent(row.uid, incoming.sha256, row.name)


def find(by: By, uid: uuid.UUID) -> Sending:
    """The account's own sending. Raises `Missing` for another's, a taken or a swept one alike."""
    found = Sending.objects.filter(uid=uid, by_uid=by.uid, taken_at=None).first() if by.uid else None
    if found is None:
        raise Missing(_("Không còn tệp đang gửi dở này. Xin chọn lại tệp."))
    return found


@operation
def add(*, by: By, now: datetime.datetime, sending: Sending, offset: int, piece: bytes) -> Sending:
    """Writes the next piece and has it safely on the disk before it counts.

    Refused: `Missing` another account's or a taken one; `WrongOffset`; `Invalid` more than was announced.
    """
    row = lock(sending)
    if row.by_uid != by.uid or row.taken_at is not None:
        raise Missing(_("Không còn tệp đang gửi dở này. Xin chọn lại tệp."))
    if offset != row.received:
        raise WrongOffset(row.received)
    if offset + len(piece) > row.length:
        raise Invalid({"length": _("Phần gửi đến dài hơn tệp đã báo trước. Xin chọn lại tệp rồi gửi lại.")})
    target = path_of(row)
    target.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.seek(offset)
        file.write(piece)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())
    row.received += len(piece)
    row.changed_at = clock.real_now()
    row.save(update_fields=["received", "changed_at"])
    return row


@contextlib.contextmanager
def taken(sent: Sent, *, by: By) -> Iterator[depot.Incoming]:
    """The whole file, for the record that takes it in the running operation; after its rollback it is there as before.

    Raises `Unreadable` for one that is not there, not whole, not what the browser had, or taken already.
    """
    row = Sending.objects.filter(uid=sent.uid, by_uid=by.uid).first() if by.uid else None
    row = lock(row) if row else None
    if row is None or (row.taken_at is None and not path_of(row).is_file()):
        raise Unreadable(_("Phần đã gửi không còn trên máy chủ. Xin chọn lại tệp rồi gửi lại."))
    if row.taken_at is not None:
        raise Unreadable(_("Tệp này đã được lưu từ một cửa sổ khác. Xin tải lại trang để xem."))
    if row.received < row.length:
        raise Unreadable(_("Tệp gửi chưa hết. Xin chọn lại tệp; phần đã gửi được giữ, không phải gửi lại."))
    source = path_of(row)
    with source.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 != sent.sha256 or source.stat().st_size != row.length:
        raise Unreadable(_("Tệp đến nơi không nguyên vẹn như trên máy gửi. Xin bỏ chọn tệp này rồi gửi lại."))
    row.taken_at = row.changed_at = clock.real_now()
    row.save(update_fields=["taken_at", "changed_at"])
    # A second name, so that what the rollback takes away is not the only one.
    target = depot.place(f"{depot.INCOMING}/{secrets.token_hex(20)}")
    os.link(source, target)
    transaction.on_commit(lambda: source.unlink(missing_ok=True))
    try:
        yield depot.Incoming(target, row.length, sha256)
    finally:
        target.unlink(missing_ok=True)


def path_of(sending: Sending) -> Path:
    """Where what is there of it lies."""
    return depot.place(f"{depot.INCOMING}/{sending.uid.hex}")


def sweep(at: datetime.datetime) -> int:
    """Forgets sendings that nobody went on with for a day, and the files of those never taken. Counts them."""
    rows = list(Sending.objects.filter(changed_at__lt=at - LEFT_AFTER).order_by("id"))
    for row in rows:
        # Its row first: a file without one is swept by the depot, a row without its file would be told as there.
        if Sending.objects.filter(pk=row.pk, changed_at=row.changed_at).delete()[0]:
            path_of(row).unlink(missing_ok=True)
    return len(rows)


rhythm.register("files.sendings", every=datetime.timedelta(hours=1), run=sweep)
