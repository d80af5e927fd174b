"""An office's book of the fund taken over: every row or none; and taken back by counter-entries."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import replace

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, clock, files, taken_lists
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import StoredFile, TakenList, TakenRow
from thidua.foundation.core.operations import operation
from thidua.foundation.core.taken_lists import Standing, Taken
from thidua.stages.funds.content import day_wrong
from thidua.stages.funds.models import Fund, FundEntry
from thidua.stages.funds.operations.entering import NewDonor, donor_of
from thidua.stages.funds.operations.records import answer, balance, held, require_ledger, write_entry
from thidua.stages.funds.planning import plan_entries
from thidua.stages.funds.posting import post_fund
from thidua.stages.funds.sheets import LIST_OWNER, SHEET_KEY


@operation
def keep_book(*, by: By, now: datetime.datetime, upload: File, receipt: uuid.UUID | None = None) -> StoredFile:
    """Keeps an office's book between the dry run and the taking over, for its sender alone; an earlier one goes.

    Refused with `Invalid` (field `upload`) for a file that is no sound .xlsx.
    """
    assert by.uid is not None, "a list is sent by a person"
    for earlier in files.of_owner(LIST_OWNER, by.uid):
        files.remove(stored_file=earlier, by=by, now=now)
    stored = files.store(upload=upload, owner_kind=LIST_OWNER, owner_uid=by.uid, by=by, now=now)
    if not stored.type.endswith("spreadsheetml.sheet"):
        raise Invalid({"upload": _("Đây không phải tệp Excel (.xlsx). Xin dùng tệp mẫu rồi gửi lại.")})
    return stored


@operation
def import_entries(
    *, by: By, now: datetime.datetime, fund: Fund, stored_file: StoredFile, receipt: uuid.UUID | None = None
) -> TakenList:
    """Writes every row of a book kept by `keep_book` into the fund, or none; donors are found or written down.

    Refused with `Missing`, `NotAllowed`, `NotNow` for a fund kept as figures; with `Invalid` (field `upload`) naming
    sheet, cell and reason of the first problems, and for a file that was taken over before.
    """
    fund = held(fund, by=by)
    require_ledger(fund)
    taken_lists.require_new(SHEET_KEY, stored_file)
    if stored_file.owner_kind != LIST_OWNER or stored_file.owner_uid != by.uid:
        raise Missing(_("Không còn tệp danh sách này. Xin gửi lại tệp."))
    with files.open_file(stored_file) as opened:
        plan = plan_entries(upload=File(opened, name=stored_file.name), fund=fund, today=clock.day_of(now))
    plan.draft.require()
    taken, entries = [], []
    for line in plan.lines:
        given = line.given
        if line.donor:
            donor = donor_of(fund, NewDonor(name=line.donor, address=line.address), by=by, now=now)
            given = replace(given, donor=donor)
        entries.append(write_entry(fund, given, by=by, now=now))
        taken.append(Taken(line.row, entries[-1].uid))
    balance(fund, by=by, now=now)
    audit.record(by=by, act=gettext_noop("nhập sổ quỹ"), obj=fund, before={}, after={"entries": len(entries)})
    files.remove(stored_file=stored_file, by=by, now=now)
    post_fund(fund, [entry.uid for entry in entries], now=now)
    return taken_lists.note(
        sheet=SHEET_KEY, by=by, now=now, rows=taken, stored_file=stored_file, unit_id=fund.unit_id,
        params={"fund": str(fund.uid)},
    )  # fmt: skip


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
    counters = []
    for entry in known.values():
        entry.fund = fund
        counters.append(answer(entry, day=entry.day, by=by, now=now, reason=reason))
    balance(fund, by=by, now=now)
    act = gettext_noop("lấy lại sổ quỹ đã nhập")
    audit.record(by=by, act=act, obj=fund, before={}, after={"entries": len(counters)}, reason=reason)
    taken_lists.note_back(taken, now=now)
    post_fund(fund, [*known, *(counter.uid for counter in counters)], now=now)
    return taken


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
