"""Who steps out for which item: found from the data, by the person and never by a name, or declared."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.foundation.accounts.models import Membership
from thidua.foundation.accounts.roles import AreaHead, Leader, Officer
from thidua.foundation.units.models import Unit
from thidua.stages.councils.models import Conflict, CouncilMember, Session, SessionItem

# Roles by which somebody belongs to a body; a council's own roles and the administrator's do not make one of it.
OF_A_BODY = (Officer.key, Leader.key, AreaHead.key)


def found_conflicts(session: Session) -> list[Conflict]:
    """The conflicts the data knows on the session's day, not saved; some may stand already.

    A member steps out for itself, for its own body, and for a body of which it heads a department or branch.
    """
    members = list(CouncilMember.objects.filter(council=session.council_id).order_by("position", "id"))
    bodies = _bodies(members, session.held_on)
    return [
        Conflict(item=item, member=member, origin=Conflict.Origin.FOUND, reason=reason)
        for item in session.items.select_related("nomination__subject").order_by("position", "id")
        for member in members
        if (reason := _reason(item, member, bodies[member.person_id]))
    ]


def conflicted(session: Session) -> dict[int, set[int]]:
    """The ids of the members who step out, by item."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Conflict.objects.filter(item__session=session).order_by("id").values_list("item_id", "member_id")
    for item, member in rows:
        found[item].add(member)
    return found


def _bodies(members: Sequence[CouncilMember], on: datetime.date) -> dict[int, list[Unit]]:
    """The units each member works for on the day."""
    found: dict[int, list[Unit]] = {member.person_id: [] for member in members}
    held = Membership.objects.on(on).filter(person__in=list(found), role__in=OF_A_BODY).select_related("unit")
    for row in held.order_by("id"):
        found[row.person_id].append(row.unit)
    return found


def _reason(item: SessionItem, member: CouncilMember, bodies: Sequence[Unit]) -> str:
    nomination = item.nomination
    if nomination.person_id == member.person_id:
        return _("là người được đề nghị")
    subject = nomination.subject
    for unit in bodies:
        if unit.pk == subject.pk:
            return _("công tác tại %(unit)s") % {"unit": unit.name}
        if subject.lft < unit.lft and unit.rgt < subject.rgt:
            return _("công tác tại %(unit)s, thuộc %(subject)s") % {"unit": unit.name, "subject": subject.name}
    return ""
