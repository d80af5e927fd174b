"""An office's book of the fund taken over: every row or none; and taken back by counter-entries."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.waiting_lists import take_waiting
from thidua.foundation.core import audit, clock, files, taken_lists
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import StoredFile, TakenList, TakenRow
from thidua.foundation.core.operations import operation
from thidua.foundation.core.taken_lists import Standing, Taken
from thidua.stages.funds.content import Movement, day_wrong
from thidua.stages.funds.models import Fund, FundEntry
from thidua.stages.funds.operations.entering import NewDonor
from thidua.stages.funds.operations.many import answer_many, donors_of, write_many
from thidua.stages.funds.operations.records import balance, held, require_ledger
from thidua.stages.funds.planning import Line, plan_entries
from thidua.stages.funds.posting import post_fund
from thidua.stages.funds.sheets import LIST_OWNER, MONTHS_KEY, SHEET_KEY


@operation
def keep_book(*, by: By, now: datetime.datetime, upload: File, receipt: uuid.UUID | None = None) -> StoredFile:
    """Keeps an office's book between the dry run and the taking over, for its sender alone; an earlier one goes.

    Refused with `Invalid` (field `upload`) for a file that is no sound .xlsx.
    """
    assert by.uid is not None, "a list is sent by a person"
    left = {taken.file_uid for sheet in (SHEET_KEY, MONTHS_KEY) for taken in taken_lists.waiting(sheet)}
    for earlier in files.of_owner(LIST_OWNER, by.uid).exclude(uid__in=left):
        files.remove(stored_file=earlier, by=by, now=now)
    stored = files.store(upload=upload, owner_kind=LIST_OWNER, owner_uid=by.uid, by=by, now=now)
    if not stored.type.endswith("spreadsheetml.sheet"):
        raise Invalid({"upload": _("Đây không phải tệp Excel (.xlsx). Xin dùng tệp mẫu rồi gửi lại.")})
    return stored


@operation
def import_entries(
    *,
    by: By,
    now: datetime.datetime,
    fund: Fund,
    stored_file: StoredFile | None,
    waiting: TakenList | None = None,
    receipt: uuid.UUID | None = None,
) -> TakenList:
    """Writes every row of a book kept by `keep_book` into the fund, or none; donors are found or written down.

    Refused with `Missing`, `NotAllowed`, `NotNow` for a fund kept as figures; with `Invalid` (field `upload`) naming
    sheet, cell and reason of the first problems, and for a file that was taken over before; with `NotNow` where
    `waiting`, the list as it was left to the worker, waits no more. Progress is posted once for all.
    """
    fund = held(fund, by=by)
    require_ledger(fund)
    waiting = taken_lists.claim(waiting)
    taken_lists.require_new(SHEET_KEY, stored_file, but=waiting.uid if waiting else None)
    stored_file = require_own(stored_file, by)
    with files.open_file(stored_file) as opened:
        plan = plan_entries(upload=File(opened, name=stored_file.name), fund=fund, today=clock.day_of(now))
    plan.draft.require()
    taken_lists.tell_progress(waiting, 1)
    entries = write_many(fund, _with_donors(fund, plan.lines, by=by, now=now), by=by, now=now)
    balance(fund, by=by, now=now)
    taken_lists.tell_progress(waiting, 2)
    audit.record(by=by, act=gettext_noop("nhập sổ quỹ"), obj=fund, before={}, after={"entries": len(entries)})
    files.remove(stored_file=stored_file, by=by, now=now)
    post_fund(fund, [entry.uid for entry in entries], now=now)
    taken_lists.tell_progress(waiting, 3)
    taken = [Taken(line.row, entry.uid) for line, entry in zip(plan.lines, entries, strict=True)]
    return taken_lists.note(
        sheet=SHEET_KEY, by=by, now=now, rows=taken, stored_file=stored_file, unit_id=fund.unit_id,
        params={"fund": str(fund.uid)}, waiting=waiting,
    )  # fmt: skip


@operation
def queue_entries(
    *, by: By, now: datetime.datetime, fund: Fund, stored_file: StoredFile, total: int, receipt: uuid.UUID | None = None
) -> TakenList:
    """Leaves a long book to the worker, which takes it over as `import_entries` does; its sender reads what came of it.

    Refused with `Missing`, `NotAllowed`, `NotNow` for a fund kept as figures, and `Invalid` (field `upload`) for a file
    that was taken over or waits.
    """
    fund = held(fund, by=by)
    require_ledger(fund)
    require_own(stored_file, by)
    taken_lists.require_new(SHEET_KEY, stored_file)
    return taken_lists.wait(
        sheet=SHEET_KEY, by=by, now=now, stored_file=stored_file, total=total, unit_id=fund.unit_id,
        params={"fund": str(fund.uid)},
    )  # fmt: skip


def take_waiting_entries(now: datetime.datetime) -> int:
    """Takes over the books that wait; counts them."""

    def take(by: Actor, waiting: TakenList, stored_file: StoredFile | None) -> None:
        fund = Fund.objects.select_related("unit").get(uid=waiting.params["fund"])
        import_entries(by=by, now=now, fund=fund, stored_file=stored_file, waiting=waiting)

    return take_waiting(SHEET_KEY, take, now=now)


@operation
def take_back_entries(
    *, by: By, now: datetime.datetime, taken: TakenList, receipt: uuid.UUID | None = None
) -> TakenList:
    """Answers every entry of a book that was taken over by a counter-entry of its own day, or none.

    Refused with `Missing` for somebody else's list, `NotAllowed`, `NotNow` for one taken back already; with `Invalid`
    (field `taken`) naming the rows that were acted on since or lie in a month that is closed or with the leader, and
    (`amount`) where the fund would hold less than nothing.
    """
    found = taken_lists.find(by, taken.uid, SHEET_KEY)
    fund = held(Fund.objects.select_related("unit").get(uid=found.params["fund"]), by=by)
    taken = lock(found)
    taken_lists.require_standing(taken)
    rows = taken_lists.rows_of(taken)
    known = {
        entry.uid: entry
        for entry in FundEntry.objects.filter(uid__in=[row.object_uid for row in rows])
        .select_related("donor", "work", "place", "other_fund", "answers", "whole_month").order_by("id")
    }  # fmt: skip
    taken_lists.require_untouched(_standing(fund, taken, rows, known, today=clock.day_of(now)))
    reason = taken_lists.back_reason(taken)
    counters = answer_many(fund, list(known.values()), by=by, now=now, reason=reason)
    balance(fund, by=by, now=now)
    act = gettext_noop("lấy lại sổ quỹ đã nhập")
    audit.record(by=by, act=act, obj=fund, before={}, after={"entries": len(counters)}, reason=reason)
    taken_lists.note_back(taken, now=now)
    post_fund(fund, [*known, *(counter.uid for counter in counters)], now=now)
    return taken


def require_own(stored_file: StoredFile | None, by: By) -> StoredFile:
    """The list its sender kept; raises `Missing` for one that is gone or somebody else's."""
    if stored_file is None or stored_file.owner_kind != LIST_OWNER or stored_file.owner_uid != by.uid:
        raise Missing(_("Không còn tệp danh sách này. Xin gửi lại tệp."))
    return stored_file


def _with_donors(fund: Fund, lines: Sequence[Line], *, by: By, now: datetime.datetime) -> list[Movement]:
    """What the rows tell, each with its donor found or written down."""
    named = [line for line in lines if line.donor]
    donors = donors_of(fund, (NewDonor(name=line.donor, address=line.address) for line in named), by=by, now=now)
    found = {id(line): donor for line, donor in zip(named, donors, strict=True)}
    return [replace(line.given, donor=found.get(id(line))) for line in lines]


def _standing(
    fund: Fund, taken: TakenList, rows: list[TakenRow], known: dict[uuid.UUID, FundEntry], *, today: datetime.date
) -> list[Standing]:
    """The rows that stand: acted on, answered by a counter-entry, or in a month that is closed or with the leader."""
    found = taken_lists.standing(taken, rows)
    answered = FundEntry.objects.filter(reverses__in=[entry.pk for entry in known.values()]).order_by("id")
    counters = {counter.reverses_id: counter for counter in answered}
    for row in rows:
        entry = known[row.object_uid]
        if entry.pk in counters:
            found.append(
                Standing(row, _("đã điều chỉnh bằng phiếu %(voucher)s") % {"voucher": counters[entry.pk].notation})
            )
        elif wrong := day_wrong(fund, entry.day, today=today):
            found.append(Standing(row, next(iter(wrong.values()))))
    return found
