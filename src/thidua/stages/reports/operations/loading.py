"""Forms of the catalogue and schedules of campaign files brought into the site."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.campaigns.campaign_file.shapes import ReportPart
from thidua.stages.campaigns.models import Campaign
from thidua.stages.reports.form_files import read_forms
from thidua.stages.reports.models import ReportForm, ReportPeriod, ReportSchedule
from thidua.stages.reports.operations.periods import begin_periods
from thidua.stages.reports.schedules import ONCE


@operation
def load_forms(*, by: System, now: datetime.datetime) -> int:
    """Brings in the catalogue's report forms; returns how many are new.

    A form the site does not know becomes version 1. A file that changed becomes the next version; one whose words the
    site has had before, in whatever version, changes nothing, so an older catalogue never undoes a newer form.
    """
    added = 0
    for file in read_forms():
        versions = list(ReportForm.objects.filter(key=file.key).order_by("version"))
        if any(form.file_hash == file.hash for form in versions):
            continue
        form = ReportForm.objects.create(
            key=file.key, version=len(versions) + 1, title=file.title, content=file.content, file_hash=file.hash,
            valid_from=file.valid_from,
        )  # fmt: skip
        audit.record(
            by=by, act=gettext_noop("nạp mẫu báo cáo"), obj=form, after={"key": file.key, "version": form.version}
        )
        added += 1
    return added


@operation
def load_schedules(*, by: System, now: datetime.datetime, campaign: Campaign, parts: Iterable[ReportPart]) -> int:
    """Makes the schedules a campaign file asks for and opens their periods; returns how many are new.

    A schedule its owner has already is joined: the campaign becomes a section of the one report of the period. Refused
    with `NotNow` where it differs in form, rhythm or kinds of unit.
    """
    added = 0
    for part in parts:
        schedule, new = ReportSchedule.objects.get_or_create(
            owner=campaign.owner, key=part.key,
            defaults={
                "clause": part.clause, "name": part.name, "form_key": part.form, "rhythm": part.rhythm,
                "unit_kinds": list(part.unit_kinds), "sent_to": part.sent_to, "with_works": part.with_works,
            },
        )  # fmt: skip
        _require_same(schedule, part)
        schedule.campaigns.add(campaign)
        if new:
            audit.record(
                by=by,
                act=gettext_noop("lập kỳ báo cáo"),
                obj=schedule,
                after={"key": part.key, "campaign": campaign.key},
            )
            added += 1
        if part.rhythm == ONCE:
            ReportPeriod.objects.get_or_create(
                schedule=schedule, key=ONCE,
                defaults={"name": part.name, "starts_on": campaign.starts_on, "due_before": part.due_before},
            )  # fmt: skip
        else:
            begin_periods(schedule, now)
    return added


def _require_same(schedule: ReportSchedule, part: ReportPart) -> None:
    standing = (schedule.form_key, schedule.rhythm, list(schedule.unit_kinds))
    if standing != (part.form, part.rhythm, list(part.unit_kinds)):
        raise NotNow(
            _("%(owner)s đã có báo cáo «%(key)s» với mẫu, kỳ hoặc đơn vị gửi khác. Xin đặt khóa khác cho báo cáo này.")
            % {"owner": schedule.owner.name, "key": part.key}
        )
