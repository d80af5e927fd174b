"""Settings of the whole site that an administrator changes in the browser."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import CharField, F, Min, QuerySet, Subquery, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import audit, clock, site_settings
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.models import SiteSetting
from thidua.foundation.core.operations import operation
from thidua.foundation.core.prepared import Prepared
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit

OWNER_NAME_KEY = "owner_name"
# Never stored: what stands in place of an owner nobody wrote.
FIRST_UNIT_KEY = "first_unit"
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)


def settings_of_page() -> dict[str, str]:
    """What the frame of every page asks: the settings, and the name of the first unit at the top; one statement."""
    return dict(_OF_PAGE.rows())


def _of_page() -> QuerySet[Any, tuple[Any, ...]]:
    first = Unit.objects.filter(parent=None).order_by().values("parent").annotate(first=Min("lft")).values("first")
    top = Unit.objects.filter(parent=None, lft=Subquery(first)).order_by()
    named = top.annotate(setting=Value(FIRST_UNIT_KEY, CharField()), written=F("name")).values_list(
        "setting", "written"
    )
    return SiteSetting.objects.order_by().values_list("key", "value").union(named, all=True).order_by("key")


_OF_PAGE = Prepared(_of_page)


def owner_name() -> str:
    """The body whose site this is: as it was written, else the first unit at the top of the tree."""
    written = site_settings.setting(OWNER_NAME_KEY, settings_of_page)
    return written or site_settings.setting(FIRST_UNIT_KEY, settings_of_page) or ""


@operation
def set_demo_date(*, by: Actor | System, now: datetime.datetime, date: datetime.date | None) -> SiteSetting:
    """Puts the site on a demonstration date, or back on the real day with None.

    Due dates, phases and lateness follow it; sign-in and the audit trail do not. Refused with `NotAllowed` unless the
    actor administers the site, with `Invalid` for a date outside 2000 to 2099.
    """
    if isinstance(by, Actor) and not by.holds_anywhere(Permission.SITE):
        raise NotAllowed(_("Chỉ người quản trị hệ thống đổi được ngày minh họa."))
    if date is not None and not FIRST_DAY <= date < LAST_DAY:
        raise Invalid({"date": _("Ngày minh họa phải trong khoảng từ năm 2000 đến năm 2099.")})
    before = clock.demo_date()
    row, _new = SiteSetting.objects.update_or_create(
        key=clock.DEMO_DATE_KEY, defaults={"value": date.isoformat() if date else ""}
    )
    site_settings.forget_reading()
    audit.record(
        by=by, act=gettext_noop("đổi ngày minh họa"), obj=row, before={"date": str(before)}, after={"date": str(date)}
    )
    return row


@operation
def name_site_owner(*, by: System, now: datetime.datetime, name: str) -> SiteSetting:
    """Writes whose site this is: the name in the head of every page."""
    row, _new = SiteSetting.objects.update_or_create(key=OWNER_NAME_KEY, defaults={"value": tidy(name)})
    site_settings.forget_reading()
    audit.record(by=by, act=gettext_noop("đặt tên đơn vị chủ quản"), obj=row, after={"name": row.value})
    return row
