"""Journals that reading a page writes: the one place where a GET leaves a trace, and it is a line in a file.

Each process appends to its own file of the minute; the worker takes the files of minutes gone by, stores what they
hold, and removes them. A file is named once and for all, so that its own receipt keeps it from being counted twice.
"""

from __future__ import annotations

import datetime
import json
import logging
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from thidua.foundation.core import clock
from thidua.foundation.core.models import Receipt

LOG = logging.getLogger(__name__)
# Past this a minute's file takes no more: a flood does not fill the disk.
LARGEST = 4 * 1024 * 1024
# A file is complete when nobody can still be writing in its minute.
REST = datetime.timedelta(minutes=2)
NAMESPACE = uuid.UUID("6f0c6a1e-3a52-4a55-9d0e-1f0d6b7f6b1a")
_process: dict[int, str] = {}


@dataclass(frozen=True, slots=True)
class Batch:
    """One complete file of a journal; `receipt` is the same however often it is read."""

    path: Path
    receipt: uuid.UUID

    def lines(self) -> Iterator[Any]:
        """What was noted, line by line; what is no JSON is passed over."""
        with self.path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    yield json.loads(line)
                except ValueError:
                    continue

    def drop(self) -> None:
        """The lines are stored: the file goes, and then its receipt, which nobody will show again."""
        self.path.unlink(missing_ok=True)
        Receipt.objects.filter(key=self.receipt).delete()


def note(name: str, line: Any) -> None:
    """Appends one line. A disk that is full or away loses the line and breaks no page."""
    path = _folder(name) / f"{_minute(clock.real_now())}-{_own_name()}.jsonl"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            if os.fstat(handle).st_size < LARGEST:
                os.write(handle, (json.dumps(line, separators=(",", ":")) + "\n").encode())
        finally:
            os.close(handle)
    except OSError:
        LOG.exception("the journal %s takes nothing", name)


def complete(name: str, *, at: datetime.datetime) -> Iterator[Batch]:
    """The files of a journal that are complete at a real moment, the oldest first."""
    last = _minute(at - REST)
    for path in sorted(_folder(name).glob("*.jsonl")):
        if path.name[: len(last)] <= last:
            yield Batch(path, uuid.uuid5(NAMESPACE, path.name))


def _minute(at: datetime.datetime) -> str:
    return f"{at.astimezone(datetime.UTC):%Y%m%dT%H%M}"


def _folder(name: str) -> Path:
    return Path(settings.VAR_DIR) / "journal" / name


def _own_name() -> str:
    """This process by a name no other has; a forked one gets its own."""
    return _process.setdefault(os.getpid(), uuid.uuid4().hex)
