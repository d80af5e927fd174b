"""Works read: lists as an actor may see and narrow them, one work's page, what looks wrong."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Leader, Permission
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.search_index import unaided
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.models import Participation
from thidua.stages.works import filters
from thidua.stages.works.doubts import MOST, far_off
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.filters import Narrowing
from thidua.stages.works.finding import Found, doubles_of
from thidua.stages.works.kinds import MODEL_GROUPS
from thidua.stages.works.models import NOT_LIVING, Double, Status, Work, WorkQuerySet
from thidua.stages.works.visibility import hosted, led, led_inside, readable

RELATED = ("kind", "unit__kind", "unit__parent__kind", "mobiliser__kind", "mobiliser__parent")
# What no list shows of a work; moments are the dearest columns to read.
UNSHOWN = (
    "folded", "sort_key", "made_at", "changed_at", "registered_at", "waits_since", "noted_at", "verified_at", "offered_at",
    "offer_note", "offer_settled_at", "acceptance_note", "return_reason", "kind__households", "kind__valid_from",
    "kind__valid_to",
)  # fmt: skip
# A limit that no list reaches: what stands within one is not planned together with what is asked of it.
ALL = 10**9


def find_work(actor: Actor, uid: uuid.UUID) -> Work:
    """One work with what its page shows; raises `Missing` for one the actor may not know of."""
    people = ("made_by", "entered_by", "noted_by", "done_by", "verified_by", "offered_by")
    work = the_one(readable(actor).filter(uid=uid).select_related(*RELATED, *people))
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
    # Found first, then sorted: PostgreSQL would read a commune's off the order of all works.
    found = rows.select_related(None).order_by().values("pk")[:ALL]
    return listed(Work.objects.filter(pk__in=found)).order_by(*order_of(chosen))


def listed(rows: WorkQuerySet) -> WorkQuerySet:
    """The works with what a list shows of them: their kinds too, their units are read by `tables.lines`."""
    return rows.select_related("kind").defer(*UNSHOWN)


def order_of(chosen: Narrowing) -> tuple[str, ...]:
    """The columns of a list's order."""
    return ("sort_key", "id") if chosen.order == filters.BY_NAME else ("-changed_at", "-id")


def counts_by_status(actor: Actor, chosen: Narrowing) -> dict[str, int]:
    """How many works of the list stand in each status, for its chips; the status itself is left out of the filter."""
    rows = _narrowed(actor, chosen).order_by().values("status").annotate(works=Count("*"))
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


def told_doubles(actor: Actor, work: Work) -> list[Found]:
    """Records the actor may open that may be this very work, with why; those a person decided on are not among them."""
    if work.status in NOT_LIVING:
        return []
    decided = Double.objects.exclude(status=Double.Status.OPEN).filter(Q(one=work) | Q(other=work))
    known = {pk for pair in decided.values_list("one_id", "other_id") for pk in pair}
    found = [row for row in doubles_of(work) if row.other.pk not in known]
    seen = (
        set(readable(actor).filter(pk__in=[row.other.pk for row in found]).values_list("pk", flat=True))
        if found
        else set()
    )
    return [row for row in found if row.other.pk in seen][:MOST]


def list_doubles(actor: Actor, status: str) -> QuerySet[Double]:
    """The pairs of records within the actor's branches, the latest first; of open ones those that both still count."""
    rows = Double.objects.filter(status=status).filter(
        within("one__unit", actor.intervals), within("other__unit", actor.intervals)
    )
    if status == Double.Status.OPEN:
        rows = rows.exclude(one__status__in=NOT_LIVING).exclude(other__status__in=NOT_LIVING)
    related = [f"{side}__{name}" for side in ("one", "other") for name in ("kind", "unit__kind", "unit__parent__kind")]
    return rows.select_related(*related, "decided_by", "kept").order_by("-changed_at", "-id")


def doubles_to_decide(actor: Actor) -> QuerySet[Double]:
    """The open pairs of which a body of the actor is the nearest above both; of others a body beneath it is."""
    bodies = _with_committees(actor, Permission.WORKS_NOTE)
    over_both = Unit.objects.filter(lft__lt=OuterRef("one__unit__lft"), rgt__gte=OuterRef("one__unit__rgt")).filter(
        lft__lt=OuterRef("other__unit__lft"), rgt__gte=OuterRef("other__unit__rgt")
    )
    nearest = Exists(over_both.filter(pk__in=bodies)) & ~Exists(
        over_both.filter(parent__in=bodies, kind__is_area=False)
    )
    rows = Double.objects.filter(nearest, status=Double.Status.OPEN)
    return rows.exclude(one__status__in=NOT_LIVING).exclude(other__status__in=NOT_LIVING)


def find_double(actor: Actor, one: Work, other: Work) -> Double | None:
    """What was found or decided about two records the actor has opened."""
    first, second = sorted((one.pk, other.pk))
    return the_one(Double.objects.filter(one=first, other=second).select_related("kept", "decided_by"))


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
    rows = narrowed_by(actor, chosen)
    return unaided(rows, chosen.text) if chosen.text else rows


def narrowed_by(actor: Actor, chosen: Narrowing) -> WorkQuerySet:
    """The works of a list but for its words and its status."""
    rows = listed(_view(actor, chosen))
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.view == filters.OF_UNIT:
        rows = rows.filter(unit=chosen.unit)
    if chosen.campaign:
        rows = rows.filter(campaigns=chosen.campaign)
    return rows


def _view(actor: Actor, chosen: Narrowing) -> WorkQuerySet:
    """The list of a name; of the chosen unit's branch where there is one, which `narrowing` has seen to be visible."""
    view, branch = chosen.view, ((chosen.unit.lft, chosen.unit.rgt),) if chosen.unit else None
    if view == filters.HOSTED:
        return hosted(branch or actor.intervals)
    if view in _ELSEWHERE:
        rows = _ELSEWHERE[view](actor)
        return rows.filter(led_inside(branch)) if branch else rows
    rows = led(actor, branch)
    if view == filters.NO_PHOTOS:
        return rows.living().annotate(shown=Coalesce(photo_count(), 0)).filter(shown__lt=F("kind__photos_needed"))
    return rows.filter(_VIEWS[view](actor)) if view in _VIEWS else rows


def _entered(actor: Actor) -> Q:
    return Q(unit__in=entered_units(actor).order_by().values("pk"))


_LIVING = ~Q(status__in=NOT_LIVING)
# Lists that start from who decides, not from who leads.
_ELSEWHERE: dict[str, Callable[[Actor], WorkQuerySet]] = {
    filters.WAITING_NOTE: waiting_to_be_noted,
    filters.WAITING_VERIFY: waiting_to_be_verified,
}
# What each list of its own holds, of the works led in the actor's branches.
_VIEWS: dict[str, Callable[[Actor], Q]] = {
    filters.TO_MEND: lambda actor: Q(status__in=[Status.RETURNED, Status.DRAFT]) & _entered(actor),
    filters.TO_REPORT: lambda actor: Q(status=Status.NOTED) & _entered(actor),
    filters.UNUSUAL: lambda actor: _LIVING & far_off(),
    filters.LATE: lambda actor: _LIVING & Q(registered_late=True),
    filters.ASKED: lambda actor: Q(status=Status.REGISTERED, is_questioned=True),
    filters.OFFERED: lambda actor: Q(status=Status.VERIFIED, offered_at__isnull=False, offer_settled_at__isnull=True),
    filters.MODELS: lambda actor: _LIVING & Q(kind__group__in=MODEL_GROUPS),
    **dict.fromkeys((filters.OF_BRANCH, filters.OF_UNIT), lambda actor: _LIVING),
}


def _with_committees(actor: Actor, permission: Permission) -> set[int]:
    return set(actor.bodies_with(permission))


def _led_by(actor: Actor) -> set[int]:
    return {post.unit_id for post in actor.posts if post.role == Leader.key}
