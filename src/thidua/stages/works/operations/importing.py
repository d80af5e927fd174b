"""A list of works taken over whole: every row or none."""

from __future__ import annotations

import datetime
import uuid
from contextlib import nullcontext

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.progress.posting import post_many
from thidua.stages.works.measures import MEASURE
from thidua.stages.works.models import Work
from thidua.stages.works.operations.entering import make, require_lead
from thidua.stages.works.sheets import LIST_OWNER, plan_import


@operation
def keep_list(*, by: By, now: datetime.datetime, upload: File, receipt: uuid.UUID | None = None) -> StoredFile:
    """Keeps an office's list between the dry run and the taking over, for its sender alone; an earlier one goes.

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
def import_works(
    *,
    by: By,
    now: datetime.datetime,
    unit: Unit,
    campaign: Campaign,
    upload: File | None = None,
    stored_file: StoredFile | None = None,
    send: bool = True,
    receipt: uuid.UUID | None = None,
) -> list[Work]:
    """Registers every work of an office's list, or none. The list is an `upload` or one kept by `keep_list`.

    Refused with `Missing` and `NotAllowed` as registering; with `Invalid` (field `upload`) naming sheet, row, column
    and reason of the first problems. Progress is posted once for all.
    """
    require_lead(by, unit)
    # An upload stays open: the operation may be tried once more after a lost lock.
    with nullcontext(upload) if upload else _kept(by, stored_file) as source:
        plan = plan_import(upload=source, by=by, unit=unit, campaign=campaign, on=clock.day_of(now))
    plan.draft.require()
    works = [make(by=by, now=now, content=content, send=send) for _row, content in plan.contents]
    audit.record(by=by, act=gettext_noop("nhập danh sách công trình"), obj=unit, before={}, after={"works": len(works)})
    if stored_file is not None:
        files.remove(stored_file=stored_file, by=by, now=now)
    post_many(measures=[MEASURE], source_uids=[work.uid for work in works], campaign_ids=[campaign.pk], now=now)
    return works


def _kept(by: By, stored_file: StoredFile | None) -> File:
    if stored_file is None or stored_file.owner_kind != LIST_OWNER or stored_file.owner_uid != by.uid:
        raise Missing(_("Không còn tệp danh sách. Xin gửi lại tệp."))
    return File(files.open_file(stored_file), name=stored_file.name)
