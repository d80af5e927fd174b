"""What publications owe: a work that is not verified any more may not go on standing before the public as done."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.stages.publications.models import PublicItem
from thidua.stages.works.models import Status, Work

# More than these are looked at from the list of what was published.
MOST = 20


def duties(actor: Actor, on: datetime.date) -> Iterable[Duty]:
    """Published works of the actor's own campaigns whose verification was taken back; one statement."""
    posts = actor.posts_with(Permission.PUBLISH)
    bodies = {post.unit_id for post in posts} | {post.parent_id for post in posts if post.kind.endswith("department")}
    if not bodies:
        return
    # Asked of each published thing: of all works those that are not verified are most.
    unsure = Work.objects.filter(uid=OuterRef("source_uid")).exclude(status=Status.VERIFIED)
    rows = PublicItem.objects.live().filter(Exists(unsure), kind=PublicItem.Kind.WORK)
    for item in rows.filter(campaign__owner__in=bodies).defer("content").order_by("published_at", "id")[:MOST]:
        yield Duty(
            kind="publication-unsure",
            unit_id=item.unit_id,
            what=_("Xem lại nội dung đã đăng: %(title)s") % {"title": item.title},
            action=_("Xem và gỡ"),
            address_name="desk:publication",
            address_args=(item.uid,),
            since=clock.day_of(item.published_at),
            detail=_("Công trình này nay không còn được xác nhận."),
        )


SOURCES.register("publications", duties)
