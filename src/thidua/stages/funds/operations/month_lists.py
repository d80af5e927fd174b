"""A list of months taken over: each is brought to its leader, or none; taken back while no leader closed one."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.accounts.waiting_lists import take_waiting
from thidua.foundation.core import clock, files, taken_lists
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.locking import Rank, lock, lock_rows
from thidua.foundation.core.models import StoredFile, TakenList
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables import template
from thidua.foundation.core.taken_lists import Standing, Taken
from thidua.stages.funds import rules
from thidua.stages.funds.balances import figures_of
from thidua.stages.funds.models import Fund, FundEntry, FundMonth
from thidua.stages.funds.month_planning import MonthRow, plan_months
from thidua.stages.funds.operations.importing import require_own
from thidua.stages.funds.operations.months import bring, next_month_of, rewrite
from thidua.stages.funds.operations.records import answer, balance, hold
from thidua.stages.funds.posting import post_funds
from thidua.stages.funds.sheets import MONTHS_KEY, MONTHS_SHEET, OWNER, ROLE, keep_sheets, month_words
from thidua.stages.funds.states import MONTH
from thidua.stages.funds.telling import KINDS
from thidua.stages.works.naming import full_name


@operation
def import_months(
    *,
    by: By,
    now: datetime.datetime,
    stored_file: StoredFile | None,
    waiting: TakenList | None = None,
    receipt: uuid.UUID | None = None,
) -> TakenList:
    """Brings every month of a list kept by `keep_book` to its leader, or none; each keeps its own row as its sheet.

    A month that stands as it is told is passed over. Refused with `Missing`, `NotAllowed` for who keeps no fund; with
    `Invalid` (field `upload`) naming sheet, cell and reason of the first problems, and for a file that was taken over
    before; with `NotNow` where `waiting`, the list as it was left to the worker, waits no more.
    """
    require_teller(by)
    waiting = taken_lists.claim(waiting)
    taken_lists.require_new(MONTHS_KEY, stored_file, but=waiting.uid if waiting else None)
    stored_file = require_own(stored_file, by)
    with files.open_file(stored_file) as opened:
        source = File(opened, name=stored_file.name)
        plan = plan_months(upload=source, by=by, today=clock.day_of(now), hold=_held)
    plan.draft.require()
    taken_lists.tell_progress(waiting, 1)
    done = [_take(line, stored_file, by=by, now=now) for line in plan.lines]
    taken_lists.tell_progress(waiting, 2)
    files.remove(stored_file=stored_file, by=by, now=now)
    post_funds({line.fund: moved for line, (_taken, moved) in zip(plan.lines, done, strict=True)}, now=now)
    taken_lists.tell_progress(waiting, 3)
    rows = [taken for taken, _moved in done]
    return taken_lists.note(
        sheet=MONTHS_KEY, by=by, now=now, rows=rows, stored_file=stored_file, waiting=waiting,
    )  # fmt: skip


@operation
def queue_months(
    *, by: By, now: datetime.datetime, stored_file: StoredFile, total: int, receipt: uuid.UUID | None = None
) -> TakenList:
    """Leaves a long list to the worker, which takes it over as `import_months` does; its sender reads what came of it.

    Refused with `Missing`, `NotAllowed`, and `Invalid` (field `upload`) for a file that was taken over or waits.
    """
    require_teller(by)
    require_own(stored_file, by)
    taken_lists.require_new(MONTHS_KEY, stored_file)
    return taken_lists.wait(
        sheet=MONTHS_KEY, by=by, now=now, stored_file=stored_file, total=total, unit_id=None, params={}
    )


def take_waiting_months(now: datetime.datetime) -> int:
    """Takes over the lists that wait; counts them."""

    def take(by: Actor, waiting: TakenList, stored_file: StoredFile | None) -> None:
        import_months(by=by, now=now, stored_file=stored_file, waiting=waiting)

    return take_waiting(MONTHS_KEY, take, now=now)


@operation
def take_back_months(
    *, by: By, now: datetime.datetime, taken: TakenList, receipt: uuid.UUID | None = None
) -> TakenList:
    """Takes every month of a list back from its leader, its figures answered by counter-entries, its row off; or none.

    Refused with `Missing` for somebody else's list, `NotAllowed`, `NotNow` for one taken back already; with `Invalid`
    (field `taken`) naming the rows that were acted on since, and those that put right what was told before.
    """
    found = taken_lists.find(by, taken.uid, MONTHS_KEY)
    rows = taken_lists.rows_of(found)
    months = FundMonth.objects.filter(uid__in=[row.object_uid for row in rows]).order_by("id")
    funds = {fund.pk: fund for fund in hold(*Fund.objects.filter(months__in=months.order_by()).order_by("pk"))}
    taken = lock(found)
    taken_lists.require_standing(taken)
    locked = lock_rows(months.select_related("unit"), rank=Rank.RECORD)
    known = _("trước đó đã có số liệu, danh sách chỉ ghi lại; xin đề nghị lãnh đạo trả lại sổ tháng")
    standing = taken_lists.standing(taken, rows) + [Standing(row, known) for row in rows if row.was_known]
    taken_lists.require_untouched(standing)
    reason = taken_lists.back_reason(taken)
    moved = {
        funds[month.fund_id]: _undo(month, funds[month.fund_id], by=by, now=now, reason=reason) for month in locked
    }
    _take_off_rows(taken, locked, by=by, now=now)
    taken_lists.note_back(taken, now=now)
    post_funds(moved, now=now)
    return taken


def require_teller(by: By) -> None:
    """Raises `NotAllowed` for who keeps no committee's fund."""
    if isinstance(by, Actor) and not rules.keeps_some(by):
        raise NotAllowed(_("Số liệu tháng của quỹ do cán bộ Mặt trận giữ quỹ, hoặc cấp trên của đơn vị ấy, nhập."))


def _held(funds: Iterable[Fund]) -> list[Fund]:
    return hold(*funds)


def _take(line: MonthRow, stored_file: StoredFile, *, by: By, now: datetime.datetime) -> tuple[Taken, list[uuid.UUID]]:
    """One month as the row tells it, with the row as its sheet; the entries it moved."""
    fund = line.fund
    month = next_month_of(fund, line.starts_on, by=by, now=now)
    was_known = FundEntry.objects.filter(whole_month=month).exists()
    MONTH.check(month, "submit", by=by)
    keep_sheets(month, [_row_alone(line, stored_file)], by=by, now=now)
    moved = rewrite(fund, month, line.given, by=by, now=now)
    balance(fund, by=by, now=now)
    bring(fund, month, by=by, now=now)
    return Taken(line.row, month.uid, was_known), [entry.uid for entry in moved]


def _row_alone(line: MonthRow, stored_file: StoredFile) -> File:
    """The row in a sheet of its own: other units' figures stay out of what this unit may open."""
    values = {**line.row.values, "unit": full_name(line.fund.unit), "month": month_words(line.starts_on)}
    name = _("%(file)s – dòng %(row)d.xlsx") % {"file": PurePath(stored_file.name).stem[:80], "row": line.row.row}
    return ContentFile(template(MONTHS_SHEET, filled_rows=[values]), name=name)


def _undo(month: FundMonth, fund: Fund, *, by: By, now: datetime.datetime, reason: str) -> list[uuid.UUID]:
    standing = FundEntry.objects.filter(whole_month=month, reverses__isnull=True, reversed_by__isnull=True)
    entries = list(standing.select_related("whole_month").order_by("id"))
    for entry in entries:
        entry.fund = fund
    counters = [answer(entry, day=entry.day, by=by, now=now, reason=reason) for entry in entries]
    balance(fund, by=by, now=now)
    found = figures_of(fund, month.starts_on, month.ends_before)
    changes = {name: getattr(found, name) for name in ("opening", *KINDS, "closing")}
    left = {"submitted_at": None, "submitted_by_id": None, "changed_by_id": person_of(by)}
    MONTH.step(month, "withdraw", by=by, now=now, reason=reason, changes={**changes, **left})
    return [entry.uid for entry in (*entries, *counters)]


def _take_off_rows(taken: TakenList, months: Sequence[FundMonth], *, by: By, now: datetime.datetime) -> None:
    """The sheets that the list made, told from others of a month by their moment; those stay."""
    assert taken.ended_at is not None, "what is taken back was taken over"
    made = files.live().filter(owner_kind=OWNER, owner_uid__in=[month.uid for month in months], role=ROLE)
    for sheet in made.filter(made_by_uid=taken.by_uid, made_at=taken.ended_at).order_by("id"):
        files.remove(stored_file=sheet, by=by, now=now, reason=taken_lists.back_reason(taken))
