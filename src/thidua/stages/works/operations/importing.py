"""A list of works taken over whole, every row or none; and taken back whole."""

from __future__ import annotations

import datetime
import itertools
import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import nullcontext
from typing import TypeVar

from django.core.files.base import File
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.accounts.waiting_lists import take_waiting as take_list
from thidua.foundation.core import audit, bulk, clock, files, keys, taken_lists
from thidua.foundation.core.actors import By
from thidua.foundation.core.audit import Told
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.core.locking import Rank, lock, lock_rows
from thidua.foundation.core.models import StoredFile, TakenList
from thidua.foundation.core.operations import operation
from thidua.foundation.core.taken_lists import Standing, Taken
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.progress.posting import post_many
from thidua.stages.works.measures import MEASURE
from thidua.stages.works.models import Work
from thidua.stages.works.operations.entering import require_lead
from thidua.stages.works.operations.making import ROOM, make_many
from thidua.stages.works.planning import plan_import
from thidua.stages.works.sheets import LIST_OWNER, SHEET_KEY
from thidua.stages.works.states import DRAFT, WORK

R = TypeVar("R")
# So many works are posted, or locked, at a time.
RUN = 10_000


@operation
def keep_list(*, by: By, now: datetime.datetime, upload: File, receipt: uuid.UUID | None = None) -> StoredFile:
    """Keeps an office's list between the dry run and the taking over, for its sender alone; an earlier one goes.

    Refused with `Invalid` (field `upload`) for a file that is no sound .xlsx.
    """
    assert by.uid is not None, "a list is sent by a person"
    left = {taken.file_uid for taken in taken_lists.waiting(SHEET_KEY)}
    for earlier in files.of_owner(LIST_OWNER, by.uid).exclude(uid__in=left):
        files.remove(stored_file=earlier, by=by, now=now)
    stored = files.store(upload=upload, owner_kind=LIST_OWNER, owner_uid=by.uid, by=by, now=now)
    if not stored.type.endswith("spreadsheetml.sheet"):
        raise Invalid({"upload": _("Đây không phải tệp Excel (.xlsx). Xin dùng tệp mẫu rồi gửi lại.")})
    return stored


@operation
def import_works(
    *,
    by: By,
    now: datetime.datetime,
    unit: Unit,
    campaign: Campaign,
    upload: File | None = None,
    stored_file: StoredFile | None = None,
    send: bool = True,
    waiting: TakenList | None = None,
    receipt: uuid.UUID | None = None,
) -> TakenList:
    """Registers every work of an office's list, or none. The list is an `upload` or one kept by `keep_list`.

    Refused with `Missing` and `NotAllowed` as registering; with `Invalid` (field `upload`) naming sheet, row, column
    and reason of the first problems, and for a file that was taken over before; with `NotNow` where `waiting`, the list
    as it was left to the worker, waits no more. Progress is posted once for all.
    """
    require_lead(by, unit)
    waiting = taken_lists.claim(waiting)
    taken_lists.require_new(SHEET_KEY, stored_file, but=waiting.uid if waiting else None)
    # An upload stays open: the operation may be tried once more after a lost lock.
    with nullcontext(upload) if upload else _kept(by, stored_file) as source:
        plan = plan_import(upload=source, by=by, unit=unit, campaign=campaign, on=clock.day_of(now))
    plan.draft.require()
    taken_lists.tell_progress(waiting, 1)
    uids = make_many(by=by, now=now, contents=[content for _row, content in plan.contents], send=send)
    taken_lists.tell_progress(waiting, 2)
    audit.record(by=by, act=gettext_noop("nhập danh sách công trình"), obj=unit, before={}, after={"works": len(uids)})
    if stored_file is not None:
        files.remove(stored_file=stored_file, by=by, now=now)
    _post(uids, campaign, now=now)
    taken_lists.tell_progress(waiting, 3)
    rows = [Taken(row, uid) for (row, _content), uid in zip(plan.contents, uids, strict=True)]
    params = {"campaign": campaign.key}
    return taken_lists.note(
        sheet=SHEET_KEY, by=by, now=now, rows=rows, stored_file=stored_file, unit_id=unit.pk, params=params,
        waiting=waiting,
    )  # fmt: skip


@operation
def queue_works(
    *,
    by: Actor,
    now: datetime.datetime,
    unit: Unit,
    campaign: Campaign,
    stored_file: StoredFile,
    total: int,
    receipt: uuid.UUID | None = None,
) -> TakenList:
    """Leaves a long list to the worker, which takes it over as `import_works` does; its sender reads what came of it.

    Refused with `Missing`, `NotAllowed`, and `Invalid` (field `upload`) for a file that was taken over or waits.
    """
    require_lead(by, unit)
    _kept(by, stored_file).close()
    taken_lists.require_new(SHEET_KEY, stored_file)
    return taken_lists.wait(
        sheet=SHEET_KEY, by=by, now=now, stored_file=stored_file, total=total, unit_id=unit.pk,
        params={"campaign": campaign.key},
    )  # fmt: skip


def take_waiting(now: datetime.datetime) -> int:
    """Takes over the lists that wait, each for who sent it; one that is refused stays with the reason. Counts them."""

    def take(by: Actor, waiting: TakenList, stored_file: StoredFile | None) -> None:
        assert waiting.unit_id, "a list of works waits with its unit"
        import_works(
            by=by, now=now, unit=Unit.objects.select_related("kind", "parent").get(pk=waiting.unit_id),
            campaign=Campaign.objects.get(key=waiting.params["campaign"]), stored_file=stored_file, waiting=waiting,
        )  # fmt: skip

    return take_list(SHEET_KEY, take, now=now)


@operation
def take_back_works(*, by: By, now: datetime.datetime, taken: TakenList, receipt: uuid.UUID | None = None) -> TakenList:
    """Withdraws every work of a list that was taken over, or none; the works stay, as withdrawn, with their history.

    Refused with `Missing` for somebody else's list, `NotAllowed` as registering, `NotNow` for one taken back already,
    and with `Invalid` (field `taken`) naming the rows whose works were acted on since, by whom and how.
    """
    taken = lock(taken_lists.find(by, taken.uid, SHEET_KEY))
    assert taken.unit_id, "a list of works is a unit's"
    unit = Unit.objects.select_related("kind", "parent").get(pk=taken.unit_id)
    require_lead(by, unit)
    taken_lists.require_standing(taken)
    reason, stood, rows = taken_lists.back_reason(taken), list[Standing](), taken_lists.rows_of(taken)
    if len(rows) >= RUN:
        bulk.make_room(ROOM)
    for run in _runs(rows):
        works = _locked([row.object_uid for row in run])
        stood += taken_lists.standing(taken, run)
        if not stood:
            _withdraw(works, by=by, now=now, reason=reason)
    taken_lists.require_untouched(stood)
    act = gettext_noop("lấy lại danh sách công trình")
    audit.record(by=by, act=act, obj=unit, before={}, after={"works": len(rows)}, reason=reason)
    taken_lists.note_back(taken, now=now)
    campaign = Campaign.objects.get(key=taken.params["campaign"])
    _post((row.object_uid for row in rows), campaign, now=now)
    return taken


def _withdraw(works: Collection[Work], *, by: By, now: datetime.datetime, reason: str) -> None:
    """Steps the works to «withdrawn», and has their history tell of it."""
    acts = []
    for work in works:
        act, was = "discard" if work.status == DRAFT else "cancel", work.status
        WORK.check(work, act, by=by)
        row = WORK.move(work, act, now=now, changes={"changed_by_id": person_of(by)})
        acts.append(Told(work, row.word, {"status": was}, {"status": row.target}, reason))
    audit.record_many(by=by, acts=acts)
    values = ((work.status, work.version, work.changed_at, work.changed_by_id, work.pk) for work in works)
    bulk.update(Work, ("status", "version", "changed_at", "changed_by"), values)


def _locked(uids: list[uuid.UUID]) -> list[Work]:
    """Works, held, with what withdrawing asks of them; their leads are few, and each is read once."""
    leads = Prefetch("unit", Unit.objects.select_related("kind", "parent").order_by("id"))
    rows = Work.objects.filter(uid__in=keys.among(uids)).only("uid", "version", "name", "status", "unit")
    return lock_rows(rows.prefetch_related(leads).order_by("id"), rank=Rank.RECORD)


def _post(uids: Iterable[uuid.UUID], campaign: Campaign, *, now: datetime.datetime) -> None:
    for run in _runs(uids):
        post_many(measures=[MEASURE], source_uids=run, campaign_ids=[campaign.pk], now=now)


def _runs(rows: Iterable[R]) -> Iterator[list[R]]:
    waiting = iter(rows)
    return iter(lambda: list(itertools.islice(waiting, RUN)), [])


def _kept(by: By, stored_file: StoredFile | None) -> File:
    if stored_file is None or stored_file.owner_kind != LIST_OWNER or stored_file.owner_uid != by.uid:
        raise Missing(_("Không còn tệp danh sách. Xin gửi lại tệp."))
    return File(files.open_file(stored_file), name=stored_file.name)
