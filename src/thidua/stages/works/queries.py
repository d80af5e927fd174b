"""Works read: lists as an actor may see and narrow them, one work's page, what looks wrong."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Leader, Permission
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import StoredFile
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Participation
from thidua.stages.works import filters
from thidua.stages.works.doubts import far_off
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.filters import Narrowing
from thidua.stages.works.models import Status, Work, WorkQuerySet
from thidua.stages.works.visibility import hosted, led, led_inside, readable

RELATED = ("kind", "unit__kind", "unit__parent__kind", "mobiliser__kind", "mobiliser__parent")


def find_work(actor: Actor, uid: uuid.UUID) -> Work:
    """One work with what its page shows; raises `Missing` for one the actor may not know of."""
    people = ("made_by", "entered_by", "noted_by", "done_by", "verified_by")
    work = readable(actor).filter(uid=uid).select_related(*RELATED, *people).order_by("id").first()
    if work is None:
        raise Missing(_("Không tìm thấy công trình này, hoặc công trình thuộc đơn vị khác."))
    return work


def list_works(actor: Actor, chosen: Narrowing) -> WorkQuerySet:
    """The works of a list, newest first or by name."""
    rows = _narrowed(actor, chosen)
    if chosen.status:
        rows = rows.filter(status=chosen.status)
    elif not chosen.view:
        rows = rows.exclude(status=Status.CANCELLED)
    order = ("sort_key", "id") if chosen.order == "ten" else ("-changed_at", "-id")
    return rows.order_by(*order)


def counts_by_status(actor: Actor, chosen: Narrowing) -> dict[str, int]:
    """How many works of the list stand in each status, for its chips; the status itself is left out of the filter."""
    rows = _narrowed(actor, chosen).order_by().values("status").annotate(works=Count("id"))
    return {row["status"]: row["works"] for row in rows}


def waiting_to_be_noted(actor: Actor) -> WorkQuerySet:
    """Registered works the actor may note."""
    return Work.objects.filter(status=Status.REGISTERED, unit__in=decided_places(actor, Permission.WORKS_NOTE))


def waiting_to_be_verified(actor: Actor) -> WorkQuerySet:
    """Done works the actor may verify: of what it wrote itself only where it leads the superior too."""
    rows = Work.objects.filter(status=Status.DONE, unit__in=decided_places(actor, Permission.WORKS_VERIFY))
    wrote = Q(made_by=actor.person_id) | Q(entered_by=actor.person_id) | Q(done_by=actor.person_id)
    leading = Participation.objects.standing().filter(parent__in=_led_by(actor))
    return rows.exclude(wrote & ~Q(unit__in=leading.values("unit")))


def entered_units(actor: Actor) -> QuerySet[Unit]:
    """The units the actor enters works for: its own, its department's committee, a commune's areas."""
    units = _with_committees(actor, Permission.WORKS_ENTER)
    rows = Unit.objects.filter(Q(pk__in=units) | Q(kind__is_area=True, parent__in=units), valid_to__isnull=True)
    return rows.select_related("kind", "parent__kind").order_by("lft", "id")


def decided_units(actor: Actor, permission: Permission) -> set[int]:
    """The units whose works the actor notes or verifies; one statement."""
    return set(decided_places(actor, permission).values_list("unit_id", flat=True))


def decided_places(actor: Actor, permission: Permission) -> QuerySet[Participation, Any]:
    """Those units as a question inside another: directly beneath the actor's own; of a top its leader.

    What a department does is decided by who leads the committee it is part of.
    """
    led_by = _led_by(actor)
    beneath = Q(parent__in=_with_committees(actor, permission))
    house = Q(unit__kind__key__endswith="department")
    decided = (beneath & ~house) | (beneath & house & Q(parent__in=led_by)) | Q(unit__in=led_by, parent__isnull=True)
    return Participation.objects.standing().filter(decided).order_by().values("unit")


def photo_count() -> Subquery:
    """How many pictures a work shows, as a column."""
    pictures = StoredFile.objects.filter(
        owner_kind=OWNER, owner_uid=OuterRef("uid"), removed_at=None, type__startswith="image/"
    )
    count = pictures.order_by().values("owner_uid").annotate(photos=Count("id")).values("photos")
    return Subquery(count, output_field=IntegerField())


def _narrowed(actor: Actor, chosen: Narrowing) -> WorkQuerySet:
    rows = _view(actor, chosen.view).select_related(*RELATED)
    if chosen.text:
        rows = rows.matching(chosen.text)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.unit:
        rows = rows.filter(led_inside(((chosen.unit.lft, chosen.unit.rgt),)))
        if chosen.view == filters.OF_UNIT:
            rows = rows.filter(unit=chosen.unit)
    if chosen.campaign:
        rows = rows.filter(campaigns=chosen.campaign)
    return rows


def _view(actor: Actor, view: str) -> WorkQuerySet:
    if view == filters.WAITING_NOTE:
        return waiting_to_be_noted(actor)
    if view == filters.WAITING_VERIFY:
        return waiting_to_be_verified(actor)
    if view == filters.HOSTED:
        return hosted(actor)
    rows = led(actor)
    if view == filters.TO_MEND:
        return rows.filter(
            status__in=[Status.RETURNED, Status.DRAFT], unit__in=entered_units(actor).order_by().values("pk")
        )
    if view == filters.TO_REPORT:
        return rows.filter(status=Status.NOTED, unit__in=entered_units(actor).order_by().values("pk"))
    if view == filters.NO_PHOTOS:
        return rows.living().annotate(shown=Coalesce(photo_count(), 0)).filter(shown__lt=F("kind__photos_needed"))
    if view == filters.UNUSUAL:
        return rows.living().filter(far_off())
    if view == filters.MODELS:
        return rows.living().filter(kind__group__in=filters.MODEL_GROUPS)
    if view in filters.COUNTED:
        return rows.living()
    return rows


def _with_committees(actor: Actor, permission: Permission) -> set[int]:
    return set(actor.bodies_with(permission))


def _led_by(actor: Actor) -> set[int]:
    return {post.unit_id for post in actor.posts if post.role == Leader.key}
