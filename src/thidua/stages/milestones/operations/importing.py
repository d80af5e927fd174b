"""An office's list is taken over: all of it or nothing."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.errors import Invalid, Refused
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables import Draft, DraftRow
from thidua.stages.campaigns.models import Campaign
from thidua.stages.milestones.imports import Reading, Ready
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations.grid import says_same
from thidua.stages.milestones.operations.opening import enter
from thidua.stages.milestones.operations.posting import post_milestones
from thidua.stages.milestones.operations.reporting import take
from thidua.stages.milestones.proofs import LIST_OWNER_KIND
from thidua.stages.milestones.states import DONE, VERIFIED


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
    reading = Reading(by, campaign, today=clock.day_of(now)).read(rows)
    Draft(rows=list(rows), problems=reading.problems).require()
    if not reading.ready:
        raise Invalid({"upload": _("Tệp không có dòng nào để nhập.")})
    changed = [row for ready in reading.ready if (row := _enter(ready, by=by, now=now))]
    audit.record(
        by=by, act=gettext_noop("nhập danh sách mốc việc"), obj=campaign, before={}, after={"milestones": len(changed)}
    )
    if stored_file is not None:
        files.remove(stored_file=stored_file, by=by, now=now)
    post_milestones(changed, now=now)
    return campaign


def _enter(ready: Ready, *, by: Actor, now: datetime.datetime) -> Milestone | None:
    known = Milestone.objects.filter(kind=ready.kind, unit=ready.unit, year=ready.year).first()
    if known and known.status in (DONE, VERIFIED) and says_same(known, ready.report):
        return None
    try:
        milestone = enter(by=by, now=now, kind=ready.kind, unit=ready.unit, year=ready.year)
        take(milestone, ready.report, by=by, now=now)
    except Refused as refused:
        raise Invalid({"upload": str(ready.row.problem("unit", str(refused)))}) from refused
    return milestone
