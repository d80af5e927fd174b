"""What the rooms that decide ask of this one: who stands for comment; and what follows here from what they do."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from thidua.foundation.core.actors import By, System
from thidua.foundation.core.locking import lock
from thidua.stages.honours.after import WHEN_REVOKED
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.consulting import CONSULTATIONS, ONE_DAY, Consultation
from thidua.stages.publications.models import PublicComment, PublicItem
from thidua.stages.publications.states import PUBLICATION

UNREAD = Q(comments__status=PublicComment.Status.WAITING)


def consultations(nominations: Collection[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, Consultation]:
    """The names on the portal, in one statement; one that was taken down is no longer asked about."""
    rows = PublicItem.objects.live().filter(kind=PublicItem.Kind.CANDIDATE, source_uid__in=nominations)
    counted = rows.order_by("id").annotate(unread=Count("comments", filter=UNREAD))
    return {
        source: Consultation(before > on, before - ONE_DAY, unread)
        for source, before, unread in counted.values_list("source_uid", "shown_before", "unread")
        if before is not None
    }


def take_down_revoked(by: By, now: datetime.datetime, honour: Honour) -> None:
    """An honour that was revoked leaves the portal in the same moment."""
    reason = _("Khen thưởng đã bị hủy theo %(decision)s.") % {"decision": honour.revoked_by}
    take_down(PublicItem.Kind.HONOUR, honour.uid, by=by, now=now, reason=reason)


def take_down(kind: str, source_uid: uuid.UUID, *, by: By, now: datetime.datetime, reason: str) -> None:
    """Takes down what stands of a thing because of an act elsewhere, whose own rules have let the actor in."""
    clerk = System(label=by.label, uid=by.uid)
    for row in PublicItem.objects.live().filter(kind=kind, source_uid=source_uid).order_by("id"):
        PUBLICATION.step(lock(row), "withdraw", by=clerk, now=now, reason=reason)


CONSULTATIONS.register("publications", consultations)
WHEN_REVOKED.register("publications", take_down_revoked)
