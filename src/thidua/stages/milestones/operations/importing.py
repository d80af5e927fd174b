"""An office's list is taken over: all of it or nothing."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock, files, taken_lists
from thidua.foundation.core.errors import Invalid, Refused
from thidua.foundation.core.locking import Rank, lock, lock_rows
from thidua.foundation.core.models import StoredFile, TakenList
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables import Draft, DraftRow
from thidua.foundation.core.taken_lists import Taken
from thidua.stages.campaigns.models import Campaign
from thidua.stages.milestones.imports import Reading, Ready
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.deciding import give_back
from thidua.stages.milestones.operations.grid import says_same
from thidua.stages.milestones.operations.opening import enter
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.operations.reporting import take, take_back
from thidua.stages.milestones.proofs import LIST_OWNER_KIND
from thidua.stages.milestones.states import DONE, PLANNED, VERIFIED

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
) -> Campaign:
    """Reports every row of a list, confirmed at once where the actor may; a row that says nothing new changes nothing.

    The list kept by `keep_list` goes away with it. Refused with `Invalid` (field `upload`), naming sheet, cell and
    reason, when any row cannot be taken: then none is.
    """
    if stored_file is not None:
        taken_lists.require_new(SHEET_KEY, stored_file)
    reading = Reading(by, campaign, today=clock.day_of(now)).read(rows)
    Draft(rows=list(rows), problems=reading.problems).require()
    if not reading.ready:
        raise Invalid({"upload": _("Tệp không có dòng nào để nhập.")})
    entered = [_enter(ready, by=by, now=now) for ready in reading.ready]
    changed = [milestone for milestone, _was_told in entered if milestone]
    audit.record(
        by=by, act=gettext_noop("nhập danh sách mốc việc"), obj=campaign, before={}, after={"milestones": len(changed)}
    )
    if stored_file is not None:
        files.remove(stored_file=stored_file, by=by, now=now)
    post_milestones(changed, now=now)
    taken = [
        Taken(ready.row, milestone.uid, was_told)
        for ready, (milestone, was_told) in zip(reading.ready, entered, strict=True)
        if milestone
    ]
    taken_lists.note(
        sheet=SHEET_KEY, by=by, now=now, rows=taken, stored_file=stored_file, params={"campaign": campaign.key}
    )
    return campaign


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


def _enter(ready: Ready, *, by: Actor, now: datetime.datetime) -> tuple[Milestone | None, bool]:
    """The milestone as reported, None where it says so already; and whether something was reported of it before."""
    known = Milestone.objects.filter(kind=ready.kind, unit=ready.unit, year=ready.year).first()
    if known and known.status in (DONE, VERIFIED) and says_same(known, ready.report):
        return None, True
    was_told = known is not None and known.status != PLANNED
    try:
        milestone = enter(by=by, now=now, kind=ready.kind, unit=ready.unit, year=ready.year)
        take(milestone, ready.report, by=by, now=now)
    except Refused as refused:
        raise Invalid({"upload": str(ready.row.problem("unit", str(refused)))}) from refused
    return milestone, was_told
