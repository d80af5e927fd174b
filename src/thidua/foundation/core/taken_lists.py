"""Lists of offices that were taken over: the same file told when it comes again, and a list taken back whole.

A list can be taken back while nothing was done to any of its records since: what was done the audit trail knows.
"""

from __future__ import annotations

import datetime
import itertools
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.core import audit, bulk, clock, step_notes
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import AuditEntry, StoredFile, TakenList, TakenRow
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.tables.sheets import DraftRow

# So many records are asked for in one statement.
RUN = 5_000
SHOWN = 10
# Read, written, counted, remembered.
STEPS = 4


@dataclass(frozen=True, slots=True)
class Taken:
    """What one row of a list became, and whether the record was there before."""

    row: DraftRow
    uid: uuid.UUID
    was_known: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A row that stands: its record was acted on since. `why` says by whom and how."""

    row: TakenRow
    why: str


def earlier(sheet: str, sha256: str, *, but: uuid.UUID | None = None) -> TakenList | None:
    """The list with this very content that was taken over before and stands, if any."""
    rows = TakenList.objects.filter(sheet=sheet, sha256=sha256, told="", back_at__isnull=True)
    if but is not None:
        rows = rows.exclude(uid=but)
    return rows.order_by("-id").first() if sha256 else None


def earlier_words(taken: TakenList) -> str:
    """When and by whom."""
    if taken.is_waiting:
        return _("Tệp này đang chờ nhập (%(who)s gửi).") % {"who": taken.by_label}
    return _("Tệp này đã nhập ngày %(day)s (%(who)s, %(total)d dòng).") % {
        "day": day_words(clock.day_of(taken.ended_at or taken.at)), "who": taken.by_label, "total": taken.total,
    }  # fmt: skip


def require_new(sheet: str, stored_file: StoredFile | None, *, but: uuid.UUID | None = None) -> None:
    """Raises `Invalid` (field `upload`) for a file with the content of one that was taken over and stands."""
    if stored_file is not None and (known := earlier(sheet, stored_file.sha256, but=but)):
        advice = _("Nếu cần nhập lại, xin lấy lại lần nhập trước; nếu là danh sách khác, xin xem lại tệp.")
        raise Invalid({"upload": f"{earlier_words(known)} {advice}"})


def note(
    *,
    sheet: str,
    by: By,
    now: datetime.datetime,
    rows: Sequence[Taken],
    stored_file: StoredFile | None,
    unit_id: int | None = None,
    params: dict[str, Any] | None = None,
    waiting: TakenList | None = None,
) -> TakenList:
    """Remembers what a list became, as the last step of its taking over; one that waited is that one."""
    taken = waiting or TakenList(sheet=sheet, by_uid=by.uid, by_label=by.label[:200], at=now)
    if stored_file is not None:
        taken.file_name, taken.file_uid, taken.sha256 = stored_file.name, stored_file.uid, stored_file.sha256
    taken.total, taken.ended_at, taken.unit_id = len(rows), now, unit_id
    taken.params = params or taken.params
    taken.last_audit = AuditEntry.objects.aggregate(last=Max("id"))["last"] or 0
    taken.save()
    values = ((taken.pk, line.row.sheet, line.row.row, line.uid, line.was_known) for line in rows)
    step_notes.forget(taken.uid)
    bulk.insert(TakenRow, ("taken", "page", "row", "object_uid", "was_known"), values)
    return taken


def wait(
    *,
    sheet: str,
    by: By,
    now: datetime.datetime,
    stored_file: StoredFile,
    total: int,
    unit_id: int | None,
    params: dict[str, Any],
) -> TakenList:
    """Has a long list wait for the worker; its file stays with it."""
    return TakenList.objects.create(
        sheet=sheet, by_uid=by.uid, by_label=by.label[:200], at=now, total=total, unit_id=unit_id,
        params=params, file_name=stored_file.name, file_uid=stored_file.uid, sha256=stored_file.sha256,
    )  # fmt: skip


def waiting(sheet: str) -> list[TakenList]:
    """The lists of a sheet that wait, the oldest first."""
    return list(TakenList.objects.filter(sheet=sheet, ended_at__isnull=True).order_by("id"))


def claim(taken: TakenList | None) -> TakenList | None:
    """A list that waited, locked for its taking over. Raises `NotNow` for one that waits no more."""
    if taken is not None and not (taken := lock(taken)).is_waiting:
        raise NotNow(_("Danh sách này không còn chờ nhập."))
    return taken


def fail(taken: TakenList, *, now: datetime.datetime, told: str) -> None:
    """A list that waited could not be taken over: its sender reads why."""
    TakenList.objects.filter(pk=taken.pk, ended_at__isnull=True).update(ended_at=now, told=told)


def tell_progress(taken: TakenList | None, step: int) -> None:
    """How far the taking over of a waiting list is, of `STEPS`."""
    if taken is not None:
        step_notes.tell(taken.uid, step)


def progress(taken: TakenList) -> int:
    """How many of `STEPS` are behind a waiting list; 0 before the worker has begun."""
    return step_notes.told(taken.uid)


def rows_of(taken: TakenList) -> list[TakenRow]:
    """What the rows of a list became, in the order of the file."""
    return list(TakenRow.objects.filter(taken=taken).order_by("id"))


def standing(taken: TakenList, rows: Iterable[TakenRow]) -> list[Standing]:
    """The rows whose records were acted on since, each with the first such act."""
    waiting, found = iter(rows), []
    while run := list(itertools.islice(waiting, RUN)):
        acts = AuditEntry.objects.filter(
            object_uid__in=[row.object_uid for row in run], id__gt=taken.last_audit, refused=False
        )
        first: dict[uuid.UUID | None, AuditEntry] = {}
        for entry in acts.order_by("id"):
            first.setdefault(entry.object_uid, entry)
        found += [Standing(row, _why(first[row.object_uid])) for row in run if row.object_uid in first]
    return found


def require_untouched(rows: Collection[Standing]) -> None:
    """Raises `Invalid` (field `taken`) that names the rows that stand, and why."""
    if not rows:
        return
    told = [
        _("dòng %(row)d (%(why)s)") % {"row": line.row.row, "why": line.why} for line in itertools.islice(rows, SHOWN)
    ]
    more = len(rows) - len(told)
    sentence = _("Chưa lấy lại được, vì sau khi nhập đã có người làm tiếp: %(rows)s.") % {"rows": "; ".join(told)}
    raise Invalid({"taken": sentence + (_(" Và %(more)d dòng khác.") % {"more": more} if more > 0 else "")})


def require_standing(taken: TakenList) -> None:
    """Raises `NotNow` for a list that waits, was not taken over, or was taken back already."""
    if not taken.is_standing:
        raise NotNow(_("Danh sách này không còn để lấy lại. Xin tải lại trang."))


def note_back(taken: TakenList, *, now: datetime.datetime) -> None:
    """A list was taken back whole."""
    taken.back_at = now
    taken.save(update_fields=["back_at"])


def back_reason(taken: TakenList) -> str:
    """What the history of its records tells then."""
    given = {"file": taken.file_name, "day": day_words(clock.day_of(taken.at))}
    return _("Lấy lại danh sách «%(file)s» nhập ngày %(day)s") % given


def find(by: By, uid: uuid.UUID, sheet: str) -> TakenList:
    """A list that the actor sent; raises `Missing` for one of somebody else."""
    taken = TakenList.objects.filter(uid=uid, sheet=sheet, by_uid=by.uid).first() if by.uid else None
    if taken is None:
        raise Missing(_("Không tìm thấy lần nhập này trong các danh sách của bạn."))
    return taken


def of_sender(by: By, sheet: str) -> QuerySet[TakenList]:
    """The lists the actor sent, the newest first."""
    return TakenList.objects.filter(sheet=sheet, by_uid=by.uid).order_by("-id")


def _why(entry: AuditEntry) -> str:
    told = audit.told(entry.actor_label, entry.act)
    return f"{told}, {day_words(entry.site_date)}"
