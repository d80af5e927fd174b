"""Files of records: kept under random names, served only to who may see the record that owns them."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.base import File
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, content, depot, locking, scanning, sending
from thidua.foundation.core.actors import By
from thidua.foundation.core.content import Kind, bare
from thidua.foundation.core.errors import Invalid, Missing, NotNow, Unreadable
from thidua.foundation.core.models import Quarantine, StoredFile
from thidua.foundation.core.operations import operation
from thidua.foundation.core.registry import Registry
from thidua.foundation.core.vietnamese import tidy

LONGEST_NAME = 120
# Not for a file's name on any system, nor for the header that tells it.
NOT_IN_NAMES = frozenset('<>:"/\\|?*;%')


@dataclass(frozen=True, slots=True)
class OwnerTold:
    """A record that owns files, in words: what it is called, whose it is, of which year.

    `is_beneath`: whose it is stands beneath the reader.
    """

    uid: uuid.UUID
    label: str
    unit: str
    year: int | None = None
    is_beneath: bool = False


@dataclass(frozen=True, slots=True)
class OwnerKind:
    """A kind of record that owns files: who may read them, and the page of the record (its route takes the uid).

    `told` gives of some records how many still stand for something, and in words those of them the actor may open;
    without it the kind's files prove nothing (a list on its way in).
    """

    label: Any
    may_read: Callable[[Any, uuid.UUID], bool]
    address_name: str = ""
    told: Callable[[Any, Iterable[uuid.UUID]], tuple[int, list[OwnerTold]]] | None = None

    def address(self, owner_uid: uuid.UUID) -> tuple[str, tuple[uuid.UUID]]:
        """The name of the record's page and its arguments, as in a duty."""
        return self.address_name, (owner_uid,)


OWNERS: Registry[OwnerKind] = Registry("owners of files")


@operation
def store(
    *,
    upload: File,
    owner_kind: str,
    owner_uid: uuid.UUID,
    by: By,
    now: datetime.datetime,
    role: str = "",
    field: str = "upload",
    receipt: uuid.UUID | None = None,
) -> StoredFile:
    """Keeps an uploaded file for a record; the calling operation has already checked that the actor may add to it.

    The kind is told by the content; a picture gets a thumbnail. Refused with `Invalid` at the `field` that brought
    it, naming the file: more than `UPLOAD_LIMIT_BYTES` bytes, a kind that is not kept, a damaged file, a bomb, macros
    or scripts, what the site's virus scanner rejects. While that one is out of reach the file is kept and not served.
    When the transaction rolls back, the file is gone too; one that was sent in pieces is then there as before.
    """
    assert owner_kind in OWNERS, owner_kind
    name = upload.name or ""
    arrived = sending.taken(upload, by=by) if isinstance(upload, sending.Sent) else depot.received(upload)
    try:
        with arrived as incoming:
            found = content.inspect(incoming.path, name=name)
            verdict = scanning.scan(incoming.path)
            if verdict == scanning.Verdict.BAD:
                raise Unreadable(_("Phần mềm diệt vi-rút không nhận tệp này. Xin quét máy, rồi gửi tệp khác."))
            path, thumbnail_path = depot.keep(incoming, beside=found.thumbnail)
    except Unreadable as error:
        raise Invalid({field: f"«{name}»: {error}"}) from error
    latitude, longitude = found.told.point or (None, None)
    stored = StoredFile.objects.create(
        owner_kind=owner_kind,
        owner_uid=owner_uid,
        role=role,
        name=tidy_name(name, found.kind),
        type=found.kind.type,
        size=incoming.size,
        sha256=incoming.sha256,
        path=path,
        thumbnail_path=thumbnail_path,
        made_at=now,
        made_by_uid=by.uid,
        made_by_label=by.label[:200],
        taken_at=found.told.taken_at,
        latitude=latitude,
        longitude=longitude,
        quarantine=Quarantine.WAITING if verdict == scanning.Verdict.UNREACHABLE else "",
    )
    audit.record(by=by, act=gettext_noop("Lưu tệp"), obj=stored)
    return stored


@operation
def remove(
    *, stored_file: StoredFile, by: By, now: datetime.datetime, reason: str = "", receipt: uuid.UUID | None = None
) -> StoredFile:
    """Takes a file off its record: nobody reads it any more, its content stays as proof. Twice is once."""
    row = locking.lock(stored_file)
    if row.removed_at is None:
        before = audit.snapshot(row)
        row.removed_at = now
        row.save(update_fields=["removed_at"])
        audit.record(by=by, act=gettext_noop("Gỡ tệp"), obj=row, before=before, reason=reason)
    return row


@operation
def settle(
    *, stored_file: StoredFile, is_clean: bool, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None
) -> StoredFile:
    """Ends a file's quarantine: it is served from now on, or taken off its record, which says why. Twice is once."""
    row = locking.lock(stored_file)
    if row.quarantine != Quarantine.WAITING:
        return row
    before = audit.snapshot(row)
    row.quarantine = "" if is_clean else Quarantine.REJECTED
    if not is_clean and row.removed_at is None:
        row.removed_at = now
    row.save(update_fields=["quarantine", "removed_at"])
    act = gettext_noop("Quét vi-rút: sạch") if is_clean else gettext_noop("Quét vi-rút: không nhận")
    audit.record(by=by, act=act, obj=row, before=before)
    return row


@operation
def ask_for_original(
    *, stored_file: StoredFile, why: str, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None
) -> StoredFile:
    """Notes in the trail that somebody who may see the record took the original of a photo, and what for.

    Refused: `Invalid` (at `why`) without a reason.
    """
    if not why.strip():
        raise Invalid({"why": _("Xin chọn lấy bản gốc để làm gì.")})
    audit.record(by=by, act=gettext_noop("Lấy bản gốc"), obj=stored_file, before={}, after={}, reason=why.strip())
    return stored_file


def readable(actor: Any, stored_file: StoredFile) -> bool:
    """Whether the actor may open the file: its owner record's own rule decides; a removed file is nobody's."""
    if stored_file.removed_at is not None or stored_file.owner_kind not in OWNERS:
        return False
    return OWNERS[stored_file.owner_kind].may_read(actor, stored_file.owner_uid)


def live() -> QuerySet[StoredFile]:
    """The files that were not removed."""
    return StoredFile.objects.filter(removed_at=None)


def of_owner(kind: str, uid: uuid.UUID) -> QuerySet[StoredFile]:
    """A record's files, oldest first."""
    return live().filter(owner_kind=kind, owner_uid=uid).order_by("id")


def by_owner(kind: str, uids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[StoredFile]]:
    """The files of many records in one statement: each uid asked for with its files, oldest first."""
    found: dict[uuid.UUID, list[StoredFile]] = {uid: [] for uid in uids}
    for stored in live().filter(owner_kind=kind, owner_uid__in=list(found)).order_by("id"):
        found[stored.owner_uid].append(stored)
    return found


def with_rejected(kind: str, uid: uuid.UUID) -> list[StoredFile]:
    """A record's files, oldest first, with those that were taken off because the scanner rejected them."""
    rows = StoredFile.objects.filter(Q(removed_at=None) | Q(quarantine=Quarantine.REJECTED))
    return list(rows.filter(owner_kind=kind, owner_uid=uid).order_by("id"))


def pass_on(*, from_uid: uuid.UUID, to_uid: uuid.UUID) -> int:
    """What one person keeps alone (a list that waits to be taken over) is another's from now on; how many files."""
    return live().filter(owner_uid=from_uid).update(owner_uid=to_uid)


def open_file(stored_file: StoredFile, *, thumbnail: bool = False) -> BinaryIO:
    """The original (or the small picture), open for reading; whoever asks has asked `readable`.

    Raises `Missing`, and `NotNow` for a file in quarantine.
    """
    try:
        return _place(stored_file, thumbnail=thumbnail).open("rb")
    except FileNotFoundError:
        raise Missing(_gone()) from None


def copy_of(stored_file: StoredFile, *, original: bool = False) -> bare.Copy:
    """The photo as others get it, without what the camera wrote into it, or any file as it came. Read when it is sent.

    Raises like `open_file`.
    """
    path = _place(stored_file)
    try:
        return bare.Copy(path, ((0, path.stat().st_size),)) if original else bare.copy_of(path, stored_file.type)
    except FileNotFoundError:
        raise Missing(_gone()) from None


def _place(stored_file: StoredFile, *, thumbnail: bool = False) -> Path:
    path = stored_file.thumbnail_path if thumbnail else stored_file.path
    if not path or stored_file.removed_at is not None:
        raise Missing(_("Không còn tệp này."))
    if not stored_file.is_served:
        raise NotNow(_("Tệp «%(name)s» đang chờ quét vi-rút, chưa mở được. Xin xem lại sau ít phút.") % {
            "name": stored_file.name
        })  # fmt: skip
    return depot.place(path)


def _gone() -> str:
    return _("Không còn tệp này trên máy chủ. Xin báo người quản trị.")


def tidy_name(name: str, kind: Kind) -> str:
    """The name as shown and downloaded: no folders, no signs that mislead, the suffix of what the file really is."""
    kept = "".join(letter for letter in name.replace("\\", "/").rsplit("/", 1)[-1] if letter not in NOT_IN_NAMES)
    given = Path(tidy("".join(letter for letter in kept if letter.isprintable() or letter.isspace())).strip(". "))
    suffix = given.suffix.lower()
    stem = given.stem if suffix == kind.suffix or suffix in kind.other_suffixes else given.name
    return (stem.strip(". ")[:LONGEST_NAME] or _("tệp")) + kind.suffix
