"""The list of other sites at the foot of the portal (W.2)."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation, touch
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit
from thidua.stages.publications.models import PublicLink
from thidua.stages.publications.rules import why_not_keep_links

LONGEST_LINK, LONGEST_ADDRESS, MOST_LINKS = 120, 300, 12


@operation
def add_link(*, by: Actor | System, now: datetime.datetime, unit: Unit, title: str, address: str) -> PublicLink:
    """Adds a way to another site, after those there are.

    Refused with `NotAllowed` unless the actor publishes for the body of a campaign, `NotNow` when the list is full,
    `Invalid` (`title`, `address`): missing, long, no http address, one that is in the list.
    """
    _may(by, unit)
    unit = lock(unit)
    title, address = tidy(title), address.strip()
    standing = PublicLink.objects.filter(removed_at=None)
    if problems := _wrong(title, address):
        raise Invalid(problems)
    if standing.filter(address=address).exists():
        raise Invalid({"address": _("Địa chỉ này đã có trong danh sách.")})
    if standing.count() >= MOST_LINKS:
        raise NotNow(_("Danh sách đã có %(most)d liên kết. Xin bỏ bớt trước khi thêm.") % {"most": MOST_LINKS})
    person = getattr(by, "person_id", None)
    link = PublicLink.objects.create(
        unit=unit, title=title, address=address, position=(standing.aggregate(last=Max("position"))["last"] or 0) + 1,
        made_by_id=person, changed_by_id=person, made_at=now, changed_at=now,
    )  # fmt: skip
    audit.record(by=by, act=gettext_noop("thêm liên kết"), obj=link)
    return link


@operation
def remove_link(*, by: Actor | System, now: datetime.datetime, link: PublicLink) -> PublicLink:
    """Takes a way to another site off the portal. Refused with `NotAllowed`, `NotNow` when it is off already."""
    _may(by, link.unit)
    link = lock(link)
    if link.removed_at:
        raise NotNow(_("Liên kết này đã bỏ rồi."))
    before = audit.snapshot(link)
    link.removed_at, link.changed_by_id = now, getattr(by, "person_id", None)
    touch(link, now=now)
    link.save()
    audit.record(by=by, act=gettext_noop("bỏ liên kết"), obj=link, before=before)
    return link


def _may(by: Actor | System, unit: Unit) -> None:
    if why_not := why_not_keep_links(by, unit):
        raise NotAllowed(why_not)


def _wrong(title: str, address: str) -> dict[str, str]:
    wrong = {}
    if not 0 < len(title) <= LONGEST_LINK:
        wrong["title"] = _("Xin ghi tên trang, nhiều nhất %(most)d chữ cái.") % {"most": LONGEST_LINK}
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        wrong["address"] = _("Địa chỉ phải bắt đầu bằng http:// hoặc https://.")
    if len(address) > LONGEST_ADDRESS:
        wrong["address"] = _("Địa chỉ dài quá %(most)d chữ cái.") % {"most": LONGEST_ADDRESS}
    return wrong
