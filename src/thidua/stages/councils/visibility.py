"""Which councils, sessions and items an actor may know of."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.finding import the_one
from thidua.foundation.units.models import within
from thidua.stages.councils.models import Conflict, Council, CouncilMember, Session, SessionItem
from thidua.stages.councils.states import TOLD_TO_ALL

OWNER = "session"


def councils_for(actor: Actor) -> QuerySet[Council]:
    """The councils of units the actor may see, and those it sits in."""
    seats = CouncilMember.objects.filter(council=OuterRef("pk"), person_id=actor.person_id or 0)
    return Council.objects.filter(within("unit", actor.intervals) | Q(Exists(seats)))


def sessions_for(actor: Actor) -> QuerySet[Session]:
    """The sessions of those councils."""
    return Session.objects.filter(council__in=councils_for(actor).values("pk"))


def items_for(actor: Actor) -> QuerySet[SessionItem]:
    """The items an actor may know of.

    Who steps out for an item does not find it until the minutes tell what was decided; its number is left out.
    """
    stepped_out = Conflict.objects.filter(item=OuterRef("pk"), member__person_id=actor.person_id or 0)
    own = Q(nomination__person__isnull=False, nomination__person_id=actor.person_id or 0)
    hidden = ~Q(session__status__in=TOLD_TO_ALL) & (Q(Exists(stepped_out)) | own)
    return SessionItem.objects.filter(session__in=sessions_for(actor).values("pk")).exclude(hidden)


def require_council(by: By, council: Council) -> None:
    """Raises `Missing` for a council the actor may not know of."""
    if isinstance(by, Actor) and not councils_for(by).filter(pk=council.pk).exists():
        raise Missing(_("Không tìm thấy Hội đồng này, hoặc Hội đồng của đơn vị khác."))


def require_session(by: By, session: Session) -> None:
    """Raises `Missing` for a session the actor may not know of."""
    if isinstance(by, Actor) and not sessions_for(by).filter(pk=session.pk).exists():
        raise Missing(_("Không tìm thấy phiên họp này, hoặc phiên họp của Hội đồng khác."))


def may_read(actor: Actor, uid: uuid.UUID) -> bool:
    """The scan of the counting minutes: who may open the session and steps out for none of its items."""
    session = the_one(sessions_for(actor).filter(uid=uid))
    if session is None:
        return False
    return not session.items.exclude(pk__in=items_for(actor).values("pk")).exists()


OWNERS.register(OWNER, OwnerKind(gettext_lazy("Phiên họp Hội đồng"), may_read, "desk:session"))
