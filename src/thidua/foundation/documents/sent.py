"""What was sent and to whom: the letters that came for a unit, those that went out, who has not said it has one."""

from __future__ import annotations

import uuid

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.documents.kinds import kinds
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.foundation.documents.queries import documents_for
from thidua.foundation.documents.rules import may_acknowledge, receiving
from thidua.foundation.units.models import Unit

# Their own rooms answer these: a report is accepted there, a dossier taken.
ANSWERED_ELSEWHERE = ("report", "submission")
# Written to be sent, so that they have their page before anybody has them.
CIRCULARS = ("plan", "guidance")


def came_in(actor: Actor, *, waiting: bool = False) -> QuerySet[Dispatch]:
    """What was sent to the units whose letters the actor opens, the newest first; perhaps only what waits."""
    rows = Dispatch.objects.filter(unit__in=receiving(actor), document__issued_at__isnull=False)
    if waiting:
        rows = waiting_of(rows)
    return rows.select_related("document__unit", "unit").order_by("-sent_at", "-id")


def waiting_of(rows: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """Those of which nobody has said that they came, and which still hold."""
    rows = rows.filter(acknowledged_at=None, document__status=IssuedDocument.Status.ISSUED)
    return rows.exclude(document__kind__in=ANSWERED_ELSEWHERE)


def went_out(actor: Actor) -> QuerySet[IssuedDocument]:
    """What the bodies the actor writes or signs for have issued and sent, with how many units said they have it."""
    inside = Q(dispatches__unit__isnull=False)
    numbers = {
        "units": Count("dispatches", filter=inside),
        "acknowledged": Count("dispatches", filter=inside & Q(dispatches__acknowledged_at__isnull=False)),
        "outside": Count("dispatches", filter=Q(dispatches__unit__isnull=True)),
    }
    rows = _sent(IssuedDocument.objects.filter(unit__in=_writing_for(actor), issued_at__isnull=False))
    return rows.annotate(**numbers).select_related("unit").order_by("-issued_at", "-id")


def document_for(actor: Actor, uid: uuid.UUID) -> IssuedDocument:
    """One document that was sent, or is meant to be. Raises `Missing` for a foreign one and for a draft."""
    rows = _sent(documents_for(actor).filter(uid=uid, issued_at__isnull=False))
    found = the_one(rows.select_related("unit__kind", "replaced_by", "led_by__unit"))
    if found is None:
        raise Missing(_("Không có văn bản này trong phạm vi của bạn."))
    return found


def own_dispatch(actor: Actor, document: IssuedDocument) -> Dispatch | None:
    """That the document came to a unit the actor opens letters for; of several first what waits for its word."""
    rows = Dispatch.objects.filter(document=document, unit__in=receiving(actor)).select_related("unit", "document")
    return min(
        rows.order_by("id"),
        key=lambda row: (may_acknowledge(actor, row) is not None, row.acknowledged_at is not None),
        default=None,
    )


def dispatches_of(document: IssuedDocument) -> QuerySet[Dispatch]:
    """To whom it was sent: units in the order of the tree, then bodies outside."""
    return document.dispatches.select_related("unit").order_by("unit__lft", "id")


def reminder(document: IssuedDocument, silent: list[Unit]) -> str:
    """Ready words for those who have not said that they have it."""
    told = {
        "kind": kinds()[document.kind].label,
        "number": document.notation,
        "units": ", ".join(unit.short_name for unit in silent),
    }
    return (
        _("Đề nghị các đơn vị %(units)s mở mục «Văn bản đến» và xác nhận đã nhận %(kind)s số %(number)s. Xin cảm ơn.")
        % told
    )


def _sent(rows: QuerySet[IssuedDocument]) -> QuerySet[IssuedDocument]:
    return rows.filter(Q(kind__in=CIRCULARS) | Exists(Dispatch.objects.filter(document=OuterRef("pk")).order_by()))


def _writing_for(actor: Actor) -> list[int]:
    return [*actor.bodies_with(Permission.PLANS_WRITE), *actor.bodies_with(Permission.PLANS_ISSUE)]
