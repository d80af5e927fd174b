"""Letters that came and wait for the word that they are there."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.documents.models import Dispatch
from thidua.foundation.documents.sent import waiting_of

RECEIVE = "document-receive"


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """What was sent to the bodies whose officer the actor is, and nobody there has said that it came."""
    if bodies := actor.bodies_with(Permission.PLANS_WRITE):
        rows = waiting_of(Dispatch.objects.filter(unit__in=bodies)).annotate(uid=F("document__uid"))
        yield Question(rows, _told, most=1, at="sent_at", name="document__subject", detail="document__unit__name")


def _told(lines: list[Line]) -> Iterator[Duty]:
    line = lines[0]
    one = line.total == 1
    what = ngettext("Xác nhận đã nhận %(count)s văn bản", "Xác nhận đã nhận %(count)s văn bản", line.total)
    yield Duty(
        kind=RECEIVE,
        unit_id=line.unit_id,
        what=what % {"count": line.total},
        action=_("Mở văn bản") if one else _("Xem văn bản đến"),
        address_name="desk:document" if one else "desk:documents-waiting",
        address_args=(line.uid,) if one else (),
        since=line.since,
        detail=_("%(unit)s gửi: %(subject)s") % {"unit": line.detail, "subject": line.name} if one else "",
        count=line.total,
    )


SOURCES.register("documents", Asked(questions))
