"""Hundreds of letters at once: asked for by a person, drawn by the worker into one package, fetched when ready."""

from __future__ import annotations

import contextlib
import datetime
import logging
import secrets
import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, OperationalError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.core import clock, rhythm
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing, NotNow, Refused
from thidua.foundation.core.operations import operation
from thidua.foundation.core.registry import Registry
from thidua.foundation.documents.docx import draw_docx
from thidua.foundation.documents.formats import format_near
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.models import LetterBatch
from thidua.foundation.documents.pdf import draw_pdf
from thidua.foundation.units.models import Unit

LOG = logging.getLogger("thidua.documents")
DRAWINGS = {"docx": draw_docx, "pdf": draw_pdf}
# The progress is told so often, and a package is kept so long.
TOLD_EVERY = 20
KEPT = datetime.timedelta(days=7)
# A worker that is silent for so long was killed; letters that so many workers could not finish are given up.
SILENT = datetime.timedelta(minutes=10)
MOST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Source:
    """One sort of letters. `letters` gives each with its file's name, read as the drawing goes on."""

    letters: Callable[[LetterBatch], Iterator[tuple[str, OfficialDocument]]]


class _TakenOverError(Exception):
    """Another worker has these letters by now, for this one was silent too long."""


SOURCES: Registry[Source] = Registry("sorts of letters drawn in the background")


@operation
def ask(
    *,
    sort: str,
    by: By,
    now: datetime.datetime,
    unit: Unit,
    label: str,
    params: dict[str, Any],
    ending: str,
    total: int,
) -> LetterBatch:
    """Has letters wait for the worker; called by the operation of a stage, which has asked who may and tells the trail.

    Refused with `NotNow` while the same person has letters of the same sort waiting.
    """
    waiting = LetterBatch.objects.filter(by_uid=by.uid, sort=sort, unit=unit, ended_at__isnull=True)
    if by.uid is not None and waiting.exists():
        raise NotNow(_("Lần soạn thư trước của bạn chưa xong. Xin chờ xong rồi soạn tiếp."))
    return LetterBatch.objects.create(
        sort=sort, label=label[:200], unit=unit, params=params, ending=ending, by_uid=by.uid, by_label=by.label[:200],
        total=total, at=now,
    )  # fmt: skip


def of_person(uid: uuid.UUID | None, sort: str, unit: Unit) -> list[LetterBatch]:
    """What a person asked for, newest first."""
    return list(LetterBatch.objects.filter(by_uid=uid, by_uid__isnull=False, sort=sort, unit=unit).order_by("-id")[:10])


def find_ready(uid: uuid.UUID, by_uid: uuid.UUID | None, sort: str) -> LetterBatch:
    """A package its own asker may fetch; raises `Missing` for any other."""
    found = LetterBatch.objects.filter(uid=uid, by_uid=by_uid, by_uid__isnull=False, sort=sort).first()
    if found is None or not found.is_ready or not package(found).exists():
        raise Missing(_("Không tìm thấy bộ thư này, hoặc bộ thư đã hết hạn giữ. Xin soạn lại."))
    return found


def package(batch: LetterBatch) -> Path:
    """Where the package lies: not among the stored files, whose sweep deletes what no record of theirs names."""
    return Path(settings.VAR_DIR) / "letters" / f"{batch.uid.hex}.zip"


def draw_waiting(now: Callable[[], datetime.datetime]) -> int:
    """Draws the oldest letters that no worker has in hand; what cannot be drawn ends with the reason.

    One package a call, so that what else the worker does has its turn. Counts the ready ones.
    """
    batch, told = _claim(), ""
    if batch is None:
        return 0
    try:
        _require_hope(batch)
        _draw(batch)
    except _TakenOverError:
        LOG.warning("letters %s were taken over by another worker", batch.uid)
        return 0
    except Refused as refused:
        told = str(refused)
    except OperationalError:
        # The database is away or busy for a moment: the next round begins these letters anew.
        with contextlib.suppress(Error):
            _own(batch).update(claimed_at=None)
        raise
    except Exception:
        LOG.exception("letters %s could not be drawn", batch.uid)
        told = _("Chưa soạn được vì lỗi của hệ thống; người quản trị đã được báo. Xin thử lại sau.")
    ended = _own(batch).update(ended_at=now(), told=told)
    return int(ended and not told)


def forget(now: datetime.datetime) -> int:
    """Takes away packages that were kept long enough, and what was asked for with them."""
    old = list(LetterBatch.objects.filter(ended_at__lt=now - KEPT).order_by("id"))
    for batch in old:
        # With it what a worker that was killed had left half done.
        for left in package(batch).parent.glob(f"{batch.uid.hex}*"):
            left.unlink(missing_ok=True)
    LetterBatch.objects.filter(pk__in=[batch.pk for batch in old]).delete()
    return len(old)


def _claim() -> LetterBatch | None:
    """The oldest letters that wait, this worker's alone from now on; None if there are none or another was quicker."""
    at = clock.real_now()
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=at - SILENT)
    found = LetterBatch.objects.filter(free, ended_at__isnull=True).select_related("unit").order_by("id").first()
    if found is None or not _own(found).update(claimed_at=at, attempts=found.attempts + 1):
        return None
    found.attempts += 1
    return found


def _own(batch: LetterBatch) -> QuerySet[LetterBatch]:
    """The letters while they wait and nobody began them since."""
    return LetterBatch.objects.filter(pk=batch.pk, attempts=batch.attempts, ended_at__isnull=True)


def _require_hope(batch: LetterBatch) -> None:
    """Refused with `NotNow` where every worker before was killed over these letters: the next would be too."""
    if batch.attempts > MOST_ATTEMPTS:
        LOG.error("letters %s were begun %d times and never ended", batch.uid, MOST_ATTEMPTS)
        told = _("Đã %(count)d lần bắt đầu soạn mà không xong. Xin soạn ít thư hơn mỗi lần, hoặc báo người quản trị.")
        raise NotNow(told % {"count": MOST_ATTEMPTS})


def _draw(batch: LetterBatch) -> None:
    target, draw = package(batch), DRAWINGS[batch.ending]
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{batch.uid.hex}-{secrets.token_hex(8)}.part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_STORED) as made:
            for number, (name, document) in enumerate(SOURCES[batch.sort].letters(batch), start=1):
                form = format_near(document.family, document.date or batch.at.date())
                made.writestr(f"{number:04d}-{name}.{batch.ending}", draw(document, form))
                if number % TOLD_EVERY == 0:
                    _tell(batch, number)
            _tell(batch, len(made.namelist()))
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def _tell(batch: LetterBatch, drawn: int) -> None:
    """How far the drawing is, and that the worker lives."""
    at = clock.real_now()
    if not _own(batch).update(drawn=drawn, claimed_at=at):
        raise _TakenOverError
    rhythm.note_worker(at)
