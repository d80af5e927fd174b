"""An office's list is taken over: all of it or nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.accounts.waiting_lists import take_waiting
from thidua.foundation.core import audit, clock, files, taken_lists
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.locking import Rank, lock, lock_rows
from thidua.foundation.core.models import StoredFile, TakenList
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables import SHEETS, Draft, DraftRow, read, remembered_headings
from thidua.foundation.core.taken_lists import Taken
from thidua.stages.campaigns.models import Campaign
from thidua.stages.milestones.imports import Reading
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.deciding import give_back
from thidua.stages.milestones.operations.many import report_many
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.operations.reporting import take_back
from thidua.stages.milestones.proofs import LIST_OWNER_KIND
from thidua.stages.milestones.states import VERIFIED

SHEET_KEY = "milestones"


@operation
def keep_list(*, by: Actor, now: datetime.datetime, upload: File) -> StoredFile:
    """Keeps an office's list between the dry run and the taking over, for its sender alone.

    Refused with `Invalid` (field `upload`) for a file that is no sound .xlsx.
    """
    assert by.uid is not None, "a list is sent by a person"
    stored = files.store(upload=upload, owner_kind=LIST_OWNER_KIND, owner_uid=by.uid, by=by, now=now)
    if not stored.type.endswith("spreadsheetml.sheet"):
        raise Invalid({"upload": _("Đây không phải tệp Excel (.xlsx). Xin dùng tệp mẫu rồi gửi lại.")})
    return stored


@operation
def import_milestones(
    *,
    by: Actor,
    now: datetime.datetime,
    campaign: Campaign,
    rows: Sequence[DraftRow],
    stored_file: StoredFile | None = None,
    waiting: TakenList | None = None,
) -> Campaign:
    """Reports every row of a list, confirmed at once where the actor may; a row that says nothing new changes nothing.

    The list kept by `keep_list` goes away with it. Refused with `Invalid` (field `upload`), naming sheet, cell and
    reason, when any row cannot be taken: then none is; with `NotNow` where `waiting`, the list as it was left to the
    worker, waits no more.
    """
    waiting = taken_lists.claim(waiting)
    if stored_file is not None:
        taken_lists.require_new(SHEET_KEY, stored_file, but=waiting.uid if waiting else None)
    reading = Reading(by, campaign, today=clock.day_of(now)).read(rows)
    Draft(rows=list(rows), problems=reading.problems).require()
    if not reading.ready:
        raise Invalid({"upload": _("Tệp không có dòng nào để nhập.")})
    taken_lists.tell_progress(waiting, 1)
    entered = report_many(reading.ready, by=by, now=now)
    changed = [milestone for milestone, _was_told in entered if milestone]
    taken_lists.tell_progress(waiting, 2)
    audit.record(
        by=by, act=gettext_noop("nhập danh sách mốc việc"), obj=campaign, before={}, after={"milestones": len(changed)}
    )
    if stored_file is not None:
        files.remove(stored_file=stored_file, by=by, now=now)
    post_milestones(changed, now=now)
    taken_lists.tell_progress(waiting, 3)
    taken = [
        Taken(ready.row, milestone.uid, was_told)
        for ready, (milestone, was_told) in zip(reading.ready, entered, strict=True)
        if milestone
    ]
    taken_lists.note(
        sheet=SHEET_KEY, by=by, now=now, rows=taken, stored_file=stored_file, params={"campaign": campaign.key},
        waiting=waiting,
    )  # fmt: skip
    return campaign


@operation
def queue_milestones(
    *,
    by: Actor,
    now: datetime.datetime,
    campaign: Campaign,
    stored_file: StoredFile,
    total: int,
    receipt: uuid.UUID | None = None,
) -> TakenList:
    """Leaves a long list to the worker, which takes it over as `import_milestones` does; its sender reads the outcome.

    Refused with `Missing` for somebody else's file, `NotAllowed` for who enters no milestones, and `Invalid` (field
    `upload`) for a file that was taken over or waits.
    """
    if not by.holds_anywhere(Permission.MILESTONES_ENTER):
        raise NotAllowed(_("Chỉ cán bộ nhập mốc việc của đơn vị mình gửi được danh sách."))
    if stored_file.owner_kind != LIST_OWNER_KIND or stored_file.owner_uid != by.uid:
        raise Missing(_("Không còn tệp danh sách này. Xin gửi lại tệp."))
    taken_lists.require_new(SHEET_KEY, stored_file)
    return taken_lists.wait(
        sheet=SHEET_KEY, by=by, now=now, stored_file=stored_file, total=total, unit_id=None,
        params={"campaign": campaign.key},
    )  # fmt: skip


def take_waiting_milestones(now: datetime.datetime) -> int:
    """Takes over the lists that wait; counts them."""

    def take(by: Actor, waiting: TakenList, stored_file: StoredFile | None) -> None:
        campaign = Campaign.objects.get(key=waiting.params["campaign"])
        rows = _read(stored_file)
        import_milestones(by=by, now=now, campaign=campaign, rows=rows, stored_file=stored_file, waiting=waiting)

    return take_waiting(SHEET_KEY, take, now=now)


def _read(stored_file: StoredFile | None) -> Sequence[DraftRow]:
    if stored_file is None:
        raise Missing(_("Không còn tệp danh sách này. Xin gửi lại tệp."))
    with files.open_file(stored_file) as opened:
        source = File(opened, name=stored_file.name)
        return read(SHEETS[SHEET_KEY], source, remembered=remembered_headings(SHEET_KEY)).require()


@operation
def take_back_milestones(
    *, by: Actor, now: datetime.datetime, taken: TakenList, receipt: uuid.UUID | None = None
) -> TakenList:
    """Takes back every report of a list, or none: the milestones are owed again, what was confirmed with it no more.

    Refused with `Missing` for somebody else's list, `NotAllowed`, `NotNow` for one taken back already; with `Invalid`
    (field `taken`) naming the rows that were acted on since, and those that put right an earlier report.
    """
    taken = lock(taken_lists.find(by, taken.uid, SHEET_KEY))
    taken_lists.require_standing(taken)
    rows = taken_lists.rows_of(taken)
    known = _("trước đó đã có báo cáo, danh sách chỉ sửa lại; xin sửa ở trang của mốc việc")
    standing = taken_lists.standing(taken, rows)
    standing += [taken_lists.Standing(row, known) for row in rows if row.was_known]
    taken_lists.require_untouched(standing)
    reason = taken_lists.back_reason(taken)
    found = Milestone.objects.filter(uid__in=[row.object_uid for row in rows]).select_related(
        "kind", "unit__kind", "campaign"
    )
    milestones = lock_rows(found.order_by("id"), rank=Rank.RECORD)
    for milestone in milestones:
        if milestone.status == VERIFIED:
            give_back(milestone, by=by, now=now, reason=reason)
        take_back(milestone, by=by, now=now)
    act = gettext_noop("lấy lại danh sách mốc việc")
    campaign = Campaign.objects.get(key=taken.params["campaign"])
    audit.record(by=by, act=act, obj=campaign, before={}, after={"milestones": len(milestones)}, reason=reason)
    taken_lists.note_back(taken, now=now)
    post_milestones(milestones, now=now)
    return taken
