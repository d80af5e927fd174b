"""A campaign brought into the site whole: its parts, its frame, its plan's document, the reports it asks for.

This is the last room that a campaign's file has something for, so the way in stands here: from the catalogue or a
folder by the site itself, from a draft by the leader or an administrator of the body that owns it.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.operations import operation, touch
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import by_code
from thidua.stages.campaigns import rules
from thidua.stages.campaigns.campaign_file import CampaignFile, CampaignFileError, Problem, read_files
from thidua.stages.campaigns.models import Campaign, CampaignDraft, Participation
from thidua.stages.campaigns.operations import (
    change_draft,
    enrol,
    keep_draft,
    load_campaign,
    load_groups,
    load_kinds,
    load_library,
    load_unit_set,
    record_plan,
)
from thidua.stages.campaigns.operations.drafting import held, require_free
from thidua.stages.campaigns.papers import issued_plan
from thidua.stages.campaigns.unit_sets import read_unit_set
from thidua.stages.reports.operations.loading import load_forms, load_schedules

SENT_AT = datetime.timedelta(hours=16)
HEAD = "campaign.toml"


def bring_in(*, file: CampaignFile, by: System, now: datetime.datetime) -> Campaign:
    """Loads what is missing of a campaign that was read, its units too; a second time it changes nothing.

    Refused with `NotNow` when the site has the campaign from another file.
    """
    load_kinds(by=by, now=now)
    load_unit_set(by=by, now=now, unit_set=read_unit_set(file.unit_set))
    return _made(file, by=by, now=now)


@operation
def open_campaign(
    *,
    by: By,
    now: datetime.datetime,
    draft: CampaignDraft,
    files: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Campaign:
    """Accepts a draft, with its last corrections: it is checked as any campaign is, loaded, and runs from now on.

    Refused with `NotAllowed` unless the actor leads or administers the body that owns it; with `CampaignFileError`
    naming each key that is wrong; `Invalid` (`key`) where the site has the key, `owner` for another body's plan;
    `NotNow` once opened or dropped; `Stale`. Units are not made here: they are the site's.
    """
    if files is not None:
        _require_opener(by, draft.unit)
        draft = change_draft(by=by, now=now, draft=draft, files=files, version=version)
        version = None
    draft = held(draft, by=by, version=version)
    _require_opener(by, draft.unit)
    file = read_files(draft.key, draft.files)
    require_free(file.key)
    _require_owner(file, draft.unit)
    campaign = _loaded(file, by=by, now=now)
    draft.campaign, draft.changed_by_id = campaign, person_of(by)
    touch(draft, now=now)
    draft.save()
    units = Participation.objects.filter(campaign=campaign).count()
    audit.record(
        by=by, act=gettext_noop("mở đợt thi đua"), obj=campaign, after={"draft": str(draft.uid), "units": units}
    )
    return campaign


@operation
def open_at_once(*, by: By, now: datetime.datetime, unit: Unit, files: Mapping[str, str]) -> Campaign:
    """Keeps the files as a draft and opens it, both or neither. Refused as `open_campaign` is."""
    _require_opener(by, unit)
    return open_campaign(by=by, now=now, draft=keep_draft(by=by, now=now, unit=unit, files=files))


def owner_of(file: CampaignFile) -> Unit:
    """The body that the file names. Raises `Invalid` (`owner`) where the site has no unit of that code on that day."""
    try:
        return by_code(file.owner, on=file.window.first_day or file.plan.date)
    except Missing as missing:
        raise Invalid({"owner": str(missing)}) from None


def _require_opener(by: By, unit: Unit) -> None:
    if why_not := rules.why_not_open(by, unit):
        raise NotAllowed(why_not)


def _require_owner(file: CampaignFile, unit: Unit) -> None:
    if owner_of(file).pk != unit.pk:
        raise Invalid(
            {"owner": _("Mã này là của đơn vị khác. Đợt thi đua phải do %(unit)s chủ trì.") % {"unit": unit.name}}
        )


def _loaded(file: CampaignFile, *, by: By, now: datetime.datetime) -> Campaign:
    """As `_made`, each refusal put to the key of the file that it is about."""
    try:
        load_kinds(by=System(), now=now)
        return _made(file, by=by, now=now)
    except Missing as missing:  # a code that the set of units has and the site has not
        raise NotNow(str(missing)) from None
    except Invalid as invalid:
        # A document's number and day are the plan's; the rest stands above the form.
        keys = {"number": "plan.number", "date": "plan.date", "unit_kinds": "campaign.takes_part"}
        problems = [Problem(HEAD, keys.get(name, ""), str(told)) for name, told in invalid.fields.items()]
        raise CampaignFileError(problems) from invalid


def _made(file: CampaignFile, *, by: By, now: datetime.datetime) -> Campaign:
    site = System()
    load_library(by=site, now=now)
    campaign = load_campaign(by=by, now=now, file=file)
    enrol(by=site, now=now, campaign=campaign, unit_kinds=list(file.takes_part))
    load_groups(by=site, now=now, campaign=campaign, parts=file.groups)
    plan = campaign.plans.get(parent=None)
    if plan.document_id is None:
        sent_at = clock.local_midnight(file.plan.date) + SENT_AT
        record_plan(
            by=site, now=now, plan=plan, body=file.body, document=issued_plan(plan, file.plan, file.body),
            sent_at=sent_at,
        )  # fmt: skip
    load_forms(by=site, now=now)
    load_schedules(by=site, now=now, campaign=campaign, parts=file.reports)
    campaign.refresh_from_db()
    return campaign
