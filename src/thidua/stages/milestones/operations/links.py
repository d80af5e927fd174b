"""The commune gives the heads of its areas their personal links, and takes them back."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Person, PersonalLink
from thidua.foundation.accounts.operations import give_link, make_person, may_give_links, revoke_link
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit
from thidua.stages.milestones import rules


@dataclass(frozen=True, slots=True)
class Head:
    """Who gets the link of an area."""

    area: Unit
    full_name: str
    phone: str = ""


@operation
def give_area_links(*, by: Actor, now: datetime.datetime, heads: Sequence[Head]) -> list[tuple[PersonalLink, str]]:
    """Gives the heads of several areas their links at once, for one sheet: all of them or none.

    Refused like `give_area_link`; `Invalid` names the fields by their area (`full_name-<id>`), and `heads` where nobody
    was chosen.
    """
    if not heads:
        raise Invalid({"heads": _("Xin đánh dấu ít nhất một khu dân cư.")})
    nameless = [head.area for head in heads if not tidy(head.full_name)]
    if nameless:
        raise Invalid({f"full_name-{area.pk}": _("Xin ghi họ và tên Trưởng ban.") for area in nameless})
    return [
        give_area_link(by=by, now=now, area=head.area, full_name=head.full_name, phone=head.phone) for head in heads
    ]


@operation
def give_area_link(
    *, by: Actor, now: datetime.datetime, area: Unit, full_name: str, phone: str = ""
) -> tuple[PersonalLink, str]:
    """Gives the head of an area a personal link and ends those the area had. The token is returned once, kept nowhere.

    The head is the person who had the area's link under the same name, else a new one. Refused: `Missing` a foreign
    area; `NotAllowed` unless the commune's officer; `Invalid` no name, or a unit that is no residential area.
    """
    rules.require_seen(by, area)
    if not may_give_links(by, area):
        raise NotAllowed(_("Chỉ cán bộ của xã quản lý khu dân cư này cấp được đường dẫn riêng."))
    name = tidy(full_name)
    if not name:
        raise Invalid({"full_name": _("Xin ghi họ và tên Trưởng ban.")})
    person = _head_of(area, name) or make_person(
        by=by,
        now=now,
        full_name=name,
        position=_("Trưởng Ban công tác Mặt trận"),
        phone=tidy(phone),
        is_invented=area.is_invented,
    )
    for old in _living(area):
        revoke_link(by=by, now=now, link=old)
    return give_link(by=by, now=now, person=person, area=area)


@operation
def revoke_area_link(*, by: Actor, now: datetime.datetime, area: Unit) -> Unit:
    """Ends the area's personal links at once. Refused like `give_area_link`; ending none is no mistake."""
    rules.require_seen(by, area)
    for old in _living(area):
        revoke_link(by=by, now=now, link=old)
    return area


def _living(area: Unit) -> list[PersonalLink]:
    return list(PersonalLink.objects.filter(unit=area, revoked_at__isnull=True).select_related("unit").order_by("id"))


def _head_of(area: Unit, name: str) -> Person | None:
    return Person.objects.filter(links__unit=area, full_name=name).order_by("-id").first()
