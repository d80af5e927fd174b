"""Where files lie on the disk: under random names, whole or not at all, gone again when their transaction is."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.foundation.core import rhythm
from thidua.foundation.core.errors import Unreadable
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.rollback import on_rollback

CHUNK = 256 * 1024
INCOMING = "incoming"
SMALL = "-small"
# Longer than any transaction lasts.
LEFT_OVER_AFTER = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A received upload, not yet kept: where it lies, its size in bytes and its checksum."""

    path: Path
    size: int
    sha256: str


def place(path: str) -> Path:
    """The file on the disk; `path` is as stored in the record."""
    return Path(settings.MEDIA_ROOT) / path


@contextlib.contextmanager
def received(upload: File) -> Iterator[Incoming]:
    """The upload written aside, what really comes counted; gone at the end unless kept. Raises `Unreadable`."""
    target = place(f"{INCOMING}/{secrets.token_hex(20)}")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield _receive(upload, target)
    finally:
        target.unlink(missing_ok=True)


def keep(incoming: Incoming, *, beside: bytes | None = None) -> tuple[str, str]:
    """Moves an upload to a random place two folders deep, and puts its small picture beside it; both paths.

    Undone when the running operation fails.
    """
    token = secrets.token_hex(20)
    path = f"{token[:2]}/{token[2:4]}/{token[4:]}"
    small = path + SMALL if beside is not None else ""
    target = place(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    on_rollback(lambda: target.unlink(missing_ok=True))
    if beside is not None:
        on_rollback(lambda: place(small).unlink(missing_ok=True))
        _write(place(small), beside)
    incoming.path.replace(target)
    return path, small


def sweep(at: datetime.datetime) -> int:
    """Deletes files that no record names: what a crash left over. Counts them; what is younger than a day stays."""
    before = (at - LEFT_OVER_AFTER).timestamp()
    root = Path(settings.MEDIA_ROOT)
    # Folder by folder, so that a depot of millions of files is never held in memory.
    swept = 0
    for folder, _folders, names in os.walk(root):
        old = {
            (Path(folder) / name).relative_to(root).as_posix().removesuffix(SMALL)
            for name in names
            if (Path(folder) / name).stat().st_mtime < before
        }
        known = set(StoredFile.objects.filter(path__in=old).values_list("path", flat=True)) if old else set()
        for path in sorted(old - known):
            place(path).unlink(missing_ok=True)
            place(path + SMALL).unlink(missing_ok=True)
            swept += 1
    return swept


def too_large() -> str:
    """The sentence for a file past the site's limit."""
    limit = settings.UPLOAD_LIMIT_BYTES // (1024 * 1024)
    return _("Tệp lớn hơn %(limit)d MB. Xin thu nhỏ ảnh hoặc chia tệp rồi gửi lại.") % {"limit": limit}


def _receive(upload: File, target: Path) -> Incoming:
    digest, size = hashlib.sha256(), 0
    upload.seek(0)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while chunk := upload.read(CHUNK):
            size += len(chunk)
            if size > settings.UPLOAD_LIMIT_BYTES:
                raise Unreadable(too_large())
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Incoming(target, size, digest.hexdigest())


def _write(target: Path, content: bytes) -> None:
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


rhythm.register("files.sweep", every=datetime.timedelta(days=1), run=sweep)
