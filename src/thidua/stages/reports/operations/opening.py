"""A campaign brought into the site whole: its parts, its frame, its plan's document, the reports it asks for.

This is the last room that a campaign's file has something for, so the way in stands here: from the catalogue or a
folder by the site itself, from a draft by the leader or an administrator of the body that owns it.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Mapping
from functools import partial

from django.db import OperationalError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import actor_of_person, person_of
from thidua.foundation.core import audit, clock, step_notes
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Busy, Invalid, Missing, NotAllowed, NotNow, Refused
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.documents import registers
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
    sent_on,
)
from thidua.stages.campaigns.operations.drafting import held, require_free, touched
from thidua.stages.campaigns.papers import issued_plan
from thidua.stages.campaigns.unit_sets import read_unit_set
from thidua.stages.reports.operations.loading import load_forms, load_schedules

LOG = logging.getLogger(__name__)
Tell = Callable[[int], None]
# With more units nobody waits before a page: 850 take up to three seconds.
AT_ONCE = 300
# Checked, its parts written, its units enrolled, its plan sent.
STEPS = 4
HEAD = "campaign.toml"


def bring_in(*, file: CampaignFile, by: System, now: datetime.datetime) -> Campaign:
    """Loads what is missing of a campaign that was read, its units too; a second time it changes nothing.

    Refused with `NotNow` when the site has the campaign from another file.
    """
    load_kinds(by=by, now=now)
    load_unit_set(by=by, now=now, unit_set=read_unit_set(file.unit_set))
    return _made(file, by=by, now=now)


@operation
def accept_draft(
    *,
    by: By,
    now: datetime.datetime,
    draft: CampaignDraft,
    files: Mapping[str, str] | None = None,
    version: int | None = None,
) -> CampaignDraft:
    """Accepts a draft, with its last corrections: it is checked as any campaign is, loaded, and runs from now on.

    With many units it is left to the worker (`waits_since`), which tells why where it cannot (`told`). Refused with
    `NotAllowed` unless the actor leads or administers the body that owns it; with `CampaignFileError` naming each key
    that is wrong; `Invalid` (`key`) where the site has the key, `owner` for another body's plan; `NotNow` once opened,
    dropped or waiting; `Stale`. Units are not made here: they are the site's.
    """
    _require_opener(by, draft.unit)
    if files is not None:
        draft, version = change_draft(by=by, now=now, draft=draft, files=files, version=version), None
    draft = held(draft, by=by, version=version)
    file = _sound(draft)
    draft.accepted_by_id = person_of(by)
    if _units_of(file, draft.unit) <= AT_ONCE:
        return _opened(draft, file, by=by, now=now)
    _require_enterable(file, draft.unit, now)
    draft.waits_since = now
    touched(draft, by=by, now=now)
    audit.record(by=by, act=gettext_noop("chấp nhận đợt thi đua"), obj=draft, after={"key": draft.key})
    return draft


@operation
def accept_files(*, by: By, now: datetime.datetime, unit: Unit, files: Mapping[str, str]) -> CampaignDraft:
    """Keeps the files as a draft and accepts it, both or neither. Refused as `accept_draft` is."""
    _require_opener(by, unit)
    return accept_draft(by=by, now=now, draft=keep_draft(by=by, now=now, unit=unit, files=files))


@operation
def open_accepted(*, by: By, now: datetime.datetime, draft: CampaignDraft) -> CampaignDraft:
    """Opens a draft that waits for it, for who accepted it. Refused as `accept_draft` is, `NotNow` for any other."""
    draft = lock(draft)
    if draft.waits_since is None:
        raise NotNow(_("Bản dự thảo này không chờ mở."))
    _require_opener(by, draft.unit)
    return _opened(draft, _sound(draft), by=by, now=now, tell=partial(step_notes.tell, draft.uid))


def open_waiting(now: datetime.datetime) -> int:
    """Opens the drafts that wait, each as who accepted it; one refused is a draft again, with why. Counts them."""
    waiting = list(CampaignDraft.objects.filter(waits_since__isnull=False).order_by("id"))
    for draft in waiting:
        told = ""
        try:
            by = actor_of_person(draft.accepted_by, clock.day_of(now)) if draft.accepted_by else System()
            open_accepted(by=by, now=now, draft=draft)
        except (Busy, OperationalError):
            # The database is away or busy for a moment: the next round finds the draft still waiting.
            raise
        except CampaignFileError as wrong:
            # In words alone: the file and its keys say nothing to who reads this on the draft's page.
            told = "\n".join(problem.reason for problem in wrong.problems)
        except Refused as refused:
            told = str(refused)
        except Exception:
            LOG.exception("the campaign of the draft %s could not be opened", draft.uid)
            told = _("Hệ thống gặp lỗi khi mở đợt thi đua này, chưa mở gì. Xin báo người quản trị.")
        step_notes.forget(draft.uid)
        if told:
            CampaignDraft.objects.filter(pk=draft.pk, waits_since__isnull=False).update(waits_since=None, told=told)
    return len(waiting)


def owner_of(file: CampaignFile) -> Unit:
    """The body that the file names. Raises `Invalid` (`owner`) where the site has no unit of that code on that day."""
    try:
        return by_code(file.owner, on=file.window.first_day or file.plan.date)
    except Missing as missing:
        raise Invalid({"owner": str(missing)}) from None


def _sound(draft: CampaignDraft) -> CampaignFile:
    """The draft as the strict check reads it, free to be loaded for its unit."""
    file = read_files(draft.key, draft.files)
    require_free(file.key)
    _require_owner(file, draft.unit)
    return file


def _require_enterable(file: CampaignFile, unit: Unit, now: datetime.datetime) -> None:
    """What the register would refuse of the plan's paper, found while the person is still at the form.

    The worker asks again: the number may be given meanwhile.
    """
    paper, found = file.plan, {}
    if paper.date > clock.day_of(now):
        found["plan.date"] = _("Ngày văn bản không được sau ngày hôm nay.")
    elif registers.is_given(paper.number, unit=unit, body=file.body, series="", year=paper.date.year):
        found["plan.number"] = _("Số %(number)s năm %(year)s đã có văn bản khác. Xin xem lại số trên văn bản giấy.") % {
            "number": paper.number, "year": paper.date.year,
        }  # fmt: skip
    if found:
        raise CampaignFileError([Problem(HEAD, key, told) for key, told in found.items()])


def _units_of(file: CampaignFile, unit: Unit) -> int:
    """How many units would take part, as near as it matters: those of today's tree."""
    return Unit.objects.branch(unit).filter(kind__in=file.takes_part).count()


def _opened(
    draft: CampaignDraft, file: CampaignFile, *, by: By, now: datetime.datetime, tell: Tell = lambda _step: None
) -> CampaignDraft:
    tell(1)
    draft.campaign = campaign = _loaded(file, by=by, now=now, tell=tell)
    draft.waits_since, draft.told = None, ""
    touched(draft, by=by, now=now)
    units = Participation.objects.filter(campaign=campaign).count()
    audit.record(
        by=by, act=gettext_noop("mở đợt thi đua"), obj=campaign, after={"draft": str(draft.uid), "units": units}
    )
    return draft


def _require_opener(by: By, unit: Unit) -> None:
    if why_not := rules.why_not_open(by, unit):
        raise NotAllowed(why_not)


def _require_owner(file: CampaignFile, unit: Unit) -> None:
    if owner_of(file).pk != unit.pk:
        raise Invalid(
            {"owner": _("Mã này là của đơn vị khác. Đợt thi đua phải do %(unit)s chủ trì.") % {"unit": unit.name}}
        )


def _loaded(file: CampaignFile, *, by: By, now: datetime.datetime, tell: Tell) -> Campaign:
    """As `_made`, each refusal put to the key of the file that it is about."""
    try:
        load_kinds(by=System(), now=now)
        return _made(file, by=by, now=now, tell=tell)
    except Missing as missing:  # a code that the set of units has and the site has not
        raise NotNow(str(missing)) from None
    except Invalid as invalid:
        # A document's number and day are the plan's; the rest stands above the form.
        keys = {"number": "plan.number", "date": "plan.date", "unit_kinds": "campaign.takes_part"}
        problems = [Problem(HEAD, keys.get(name, ""), str(told)) for name, told in invalid.fields.items()]
        raise CampaignFileError(problems) from invalid


def _made(file: CampaignFile, *, by: By, now: datetime.datetime, tell: Tell = lambda _step: None) -> Campaign:
    site = System()
    load_library(by=site, now=now)
    campaign = load_campaign(by=by, now=now, file=file)
    tell(2)
    enrol(by=site, now=now, campaign=campaign, unit_kinds=list(file.takes_part))
    load_groups(by=site, now=now, campaign=campaign, parts=file.groups)
    tell(3)
    plan = campaign.plans.get(parent=None)
    if plan.document_id is None:
        record_plan(
            by=site, now=now, plan=plan, body=file.body, document=issued_plan(plan, file.plan, file.body),
            sent_at=sent_on(file.plan.date),
        )  # fmt: skip
    load_forms(by=site, now=now)
    load_schedules(by=site, now=now, campaign=campaign, parts=file.reports)
    campaign.refresh_from_db()
    return campaign
