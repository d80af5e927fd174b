"""Who sees a work: those over its lead, over the body that mobilises it, and over the places it serves."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Interval, Unit, outside, within
from thidua.stages.works.models import Status, Work, WorkPartner, WorkPlace, WorkQuerySet

# Up to so many units a branch is narrow: a district, a commune.
NARROW = 500
# Up to so many units the works of a branch are fetched and sorted: of every province, not of the nation.
FETCHED = 5000


def led(actor: Actor, branch: tuple[Interval, ...] | None = None) -> WorkQuerySet:
    """The works led by units the actor may see, or by a branch of these; drafts only to those who write them."""
    return Work.objects.filter(led_inside(branch or actor.intervals)).exclude(_foreign_drafts(actor))


def led_inside(intervals: tuple[Interval, ...]) -> Q:
    """The filter «its lead lies in one of these branches».

    Over a branch as wide as a nation each work's lead is asked for its place, so that a page of the newest is read off
    its index and nothing is sorted, and none is asked where no unit lies outside; of any other branch the works are
    fetched by their units and sorted.
    """
    units = Unit.objects.order_by().values("pk").filter(within("", intervals))
    if _breadth(intervals) <= FETCHED:
        # As a list, not joined: of several branches SQLite would go through all works of the site.
        return Q(unit__in=units)
    if not Unit.objects.filter(outside(intervals)).exists():
        return ~Q(pk__in=[])
    return Q(Exists(units.filter(pk=OuterRef("unit"))))


def is_narrow(intervals: tuple[Interval, ...]) -> bool:
    """Whether the branches hold few units."""
    return _breadth(intervals) <= NARROW


def is_vast(intervals: tuple[Interval, ...]) -> bool:
    """Whether the branches hold so many units that their works are not fetched to be sorted or counted."""
    return _breadth(intervals) > FETCHED


def _breadth(intervals: tuple[Interval, ...]) -> int:
    return sum(high - low + 1 for low, high in intervals)


def hosted(branches: tuple[Interval, ...]) -> WorkQuerySet:
    """The works of others that serve places in some branches, or that units of these mobilise or join."""
    if is_vast(branches):
        # The few units outside lead few works: each of these is asked, not every place inside.
        outside = Unit.objects.order_by().values("pk").exclude(within("", branches))
        return Work.objects.living().filter(_touching(branches), unit__in=outside)
    places = WorkPlace.objects.filter(within("unit", branches)).values("work")
    partners = WorkPartner.objects.filter(within("unit", branches)).values("work")
    mobilised = Work.objects.filter(within("mobiliser", branches)).values("pk")
    found = places.union(partners, mobilised)
    return Work.objects.living().filter(pk__in=found).exclude(led_inside(branches))


def readable(actor: Actor) -> WorkQuerySet:
    """Every work the actor may open."""
    seen = within("unit", actor.intervals) & ~_foreign_drafts(actor)
    others = ~Q(status__in=[Status.DRAFT, Status.CANCELLED]) & _touching(actor.intervals)
    return Work.objects.filter(seen | others)


def may_read(actor: Actor, uid: uuid.UUID) -> bool:
    """The rule of the work's files: who may open the work may open them."""
    return readable(actor).filter(uid=uid).exists()


def require_seen(by: By, work: Work) -> None:
    """Raises `Missing` for a work the actor may not know of, as if there were none."""
    if isinstance(by, Actor) and not readable(by).filter(pk=work.pk).exists():
        raise Missing(_("Không tìm thấy công trình này, hoặc công trình thuộc đơn vị khác."))


def _touching(branches: tuple[Interval, ...]) -> Q:
    places = WorkPlace.objects.filter(within("unit", branches), work=OuterRef("pk"))
    partners = WorkPartner.objects.filter(within("unit", branches), work=OuterRef("pk"))
    return within("mobiliser", branches) | Q(Exists(places)) | Q(Exists(partners))


def _foreign_drafts(actor: Actor) -> Q:
    """Drafts of units the actor does not write for; an office's own officers, a commune's for its areas too."""
    posts = actor.posts_with(Permission.WORKS_ENTER)
    writing = {post.unit_id for post in posts}
    writing |= {post.parent_id for post in posts if post.kind.endswith("department") and post.parent_id}
    own = Unit.objects.filter(Q(pk__in=writing) | Q(kind__is_area=True, parent__in=writing))
    return Q(status=Status.DRAFT) & ~Q(unit__in=own.values("pk"))
