"""Settings of the whole site that an administrator changes in the browser."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.models import SiteSetting
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import tidy

OWNER_NAME_KEY = "owner_name"
FIRST_DAY, LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)


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
    clock.forget_reading()
    audit.record(by=by, act="đổi ngày minh họa", obj=row, before={"date": str(before)}, after={"date": str(date)})
    return row


@operation
def name_site_owner(*, by: System, now: datetime.datetime, name: str) -> SiteSetting:
    """Writes whose site this is: the name in the head of every page.."""
    row, _new = SiteSetting.objects.update_or_create(key=OWNER_NAME_KEY, defaults={"value": tidy(name)})
    audit.record(by=by, act="đặt tên đơn vị chủ quản", obj=row, after={"name": row.value})
    return row
