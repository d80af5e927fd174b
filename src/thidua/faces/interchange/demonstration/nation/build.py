"""The nation built in one transaction, beside what a demonstration site has or in an empty one."""

from __future__ import annotations

import datetime
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.faces.interchange.demonstration.nation.frames import AREA, TOP, Frame, new_units
from thidua.faces.interchange.demonstration.nation.milestones import make_milestones
from thidua.faces.interchange.demonstration.nation.reports import make_reports
from thidua.faces.interchange.demonstration.nation.works import make_works
from thidua.faces.interchange.demonstration.nation.world import Nation
from thidua.faces.interchange.demonstration.world import SYSTEM
from thidua.foundation.accounts.models import Account
from thidua.foundation.accounts.operations import give_role, make_person, open_account
from thidua.foundation.accounts.site import name_site_owner, set_demo_date
from thidua.foundation.core import bulk, clock, search_index, steps, stock
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.units.models import Unit, UnitCode
from thidua.foundation.units.operations import make_units
from thidua.stages.campaigns.models import Campaign
from thidua.stages.campaigns.operations import enrol, load_campaign, load_kinds, load_library
from thidua.stages.milestones.models import Milestone
from thidua.stages.progress.models import Entry, UnitProgress
from thidua.stages.reports.measures import MEASURE
from thidua.stages.reports.models import Report
from thidua.stages.reports.operations import load_forms, load_schedules
from thidua.stages.works.models import Work, WorkPlace

# Megabytes of memory in which SQLite fills the indexes of a million works.
CACHE = 512


@dataclass(frozen=True, slots=True)
class Size:
    """How much is made; `provinces` only so many of them, with all that lies beneath."""

    areas: int = 95_000
    works: int = 1_000_000
    provinces: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """The account that reads it all; without a password one is made."""

    username: str
    password: str = ""


def build_nation(frame: Frame, size: Size, reader: Reader) -> dict[str, object]:
    """Builds it all and returns what was made, how long each part took, and the account.

    Refused with `NotNow` on a site that an office uses, on one that has this frame, and where the site's day lies
    before the campaign; with `Invalid` for a size below one or an account's name that is taken. Nothing is left behind.
    """
    _require_room(frame, size, reader)
    bulk.make_room(CACHE)
    with transaction.atomic():
        return _build(frame, size, reader)


def _build(frame: Frame, size: Size, reader: Reader) -> dict[str, object]:
    seconds: dict[str, float] = {}

    def timed(name: str, act: Callable[[], object]) -> None:
        since = time.perf_counter()
        act()
        seconds[name] = round(time.perf_counter() - since, 1)

    if not Unit.objects.exists():
        set_demo_date(by=SYSTEM, now=clock.now(), date=frame.today)
    now = clock.now()
    timed("units", lambda: _make_tree(frame, size, now))
    campaign = _make_campaign(frame, now)
    nation = Nation(campaign, now)
    with search_index.filled_at_once(Work):
        timed("works", lambda: make_works(nation, size.works))
    timed("milestones", lambda: make_milestones(nation))
    timed("reports", lambda: make_reports(nation))
    bulk.take_stock(Work, Work.campaigns.through, Work.occasions.through, WorkPlace, Milestone, Report)
    # Last: what the records say is counted when the units are enrolled, once.
    kinds = [TOP, *(kind for _name, kind in frame.levels), AREA]
    timed("board", lambda: enrol(by=SYSTEM, now=now, campaign=campaign, unit_kinds=kinds))
    account = _open_account(campaign, reader, now)
    stock.take()
    return {"frame": frame.key, "campaign": campaign.key, **_counted(campaign), "seconds": seconds, "account": account}


def _require_room(frame: Frame, size: Size, reader: Reader) -> None:
    if min(size.areas, size.works, 1 if size.provinces is None else size.provinces) < 1:
        raise Invalid({"size": _("Số khu dân cư, công trình, tỉnh phải từ 1 trở lên.")})
    if UnitCode.objects.filter(scheme="site", value=frame.root).exists():
        raise NotNow(_("Hệ thống đã có bản minh họa cả nước theo khung «%(frame)s».") % {"frame": frame.key})
    if not Unit.objects.exists():
        return
    if not Account.objects.filter(is_sample=True).exists():
        raise NotNow(
            _("Hệ thống này đang có dữ liệu thật nên không nạp dữ liệu minh họa. Xin dùng một cơ sở dữ liệu trống.")
        )
    if Account.objects.filter(username__iexact=reader.username).exists():
        raise Invalid({"account": _("Tên đăng nhập «%(name)s» đã có người dùng.") % {"name": reader.username}})
    starts = frame.campaign_file().window.first_day
    if starts and clock.today() <= starts:
        raise NotNow(
            _(
                "Hệ thống đang ở ngày %(today)s, trước đợt thi đua của khung «%(frame)s» (từ %(starts)s). Xin chuyển "
                "ngày minh họa, hoặc dùng một cơ sở dữ liệu trống."
            )
            % {"today": day_words(clock.today()), "frame": frame.key, "starts": day_words(starts)}
        )


def _make_tree(frame: Frame, size: Size, now: datetime.datetime) -> None:
    steps.tell(_("Đơn vị: tỉnh, xã thật; khu dân cư minh họa"), 0, 1)
    was_empty = not Unit.objects.exists()
    load_kinds(by=SYSTEM, now=now)
    load_library(by=SYSTEM, now=now)
    make_units(by=SYSTEM, now=now, units=list(new_units(frame, areas=size.areas, provinces=size.provinces)))
    if was_empty:
        name_site_owner(by=SYSTEM, now=now, name=Unit.objects.get(kind=TOP).name)
    steps.tell(_("Đơn vị: tỉnh, xã thật; khu dân cư minh họa"), 1, 1)


def _make_campaign(frame: Frame, now: datetime.datetime) -> Campaign:
    file = frame.campaign_file()
    campaign = load_campaign(by=SYSTEM, now=now, file=file)
    if any(target.measure == MEASURE for target in file.targets):
        load_forms(by=SYSTEM, now=now)
        load_schedules(by=SYSTEM, now=now, campaign=campaign, parts=file.reports)
    return campaign


def _open_account(campaign: Campaign, reader: Reader, now: datetime.datetime) -> dict[str, str]:
    password = reader.password or f"minh-hoa-{secrets.randbelow(900_000) + 100_000}"
    person = make_person(by=SYSTEM, now=now, full_name="Người đọc cả nước (minh họa)", is_invented=True)
    give_role(by=SYSTEM, now=now, person=person, unit=campaign.owner, role="leader", on=campaign.starts_on)
    open_account(by=SYSTEM, now=now, person=person, username=reader.username, password=password, is_sample=True)
    return {"name": reader.username, "password": "" if reader.password else password}


def _counted(campaign: Campaign) -> dict[str, int]:
    units = Unit.objects.branch(campaign.owner)
    return {
        **{kind: units.filter(kind=kind).count() for kind in dict.fromkeys(campaign_kinds(campaign))},
        "targets": campaign.targets.count(),
        "works": Work.objects.filter(campaigns=campaign).count(),
        "milestones": Milestone.objects.filter(campaign=campaign).count(),
        "reports": Report.objects.filter(period__schedule__campaigns=campaign).count(),
        "facts": Entry.objects.live().filter(target__campaign=campaign).count(),
        "figures": UnitProgress.objects.filter(target__campaign=campaign).count(),
    }


def campaign_kinds(campaign: Campaign) -> list[str]:
    """The kinds of unit that take part, from the top."""
    rows = campaign.participations.order_by("kind__rank", "kind_id").values_list("kind_id", flat=True)
    return list(dict.fromkeys(rows))
