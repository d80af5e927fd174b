"""What the desk reads of publications: one of them with all it has, what stands of a thing, how it would look."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.exemplars import exemplar_of, facts_of_story
from thidua.stages.publications.models import PublicComment, PublicItem, PublicLink, PublicViews
from thidua.stages.publications.places import body_name, facts_of, places_of, spots_of
from thidua.stages.publications.queries import beside
from thidua.stages.publications.shown import PublicWork, shown_work
from thidua.stages.works.models import Work


def publication(*, actor: Actor, uid: uuid.UUID) -> PublicItem:
    """One published thing for who looks after it. Raises `Missing` for one of a unit the actor does not see."""
    rows = visible(PublicItem.objects.filter(uid=uid), actor).select_related("campaign__owner")
    found = the_one(rows.prefetch_related(*beside()))
    if found is None:
        raise Missing(_("Không tìm thấy nội dung này trong phạm vi của bạn."))
    return found


def preview(
    *,
    work: Work,
    campaign: Campaign,
    title: str,
    text: str,
    photos: Iterable[uuid.UUID],
    with_story: bool = False,
    by: Actor,
    now: datetime.datetime,
) -> PublicWork:
    """What publishing these words and photos, and the story where it is chosen, would put on the portal."""
    story = exemplar_of(work) if with_story else None
    category = PublicItem.Category.HONOURS if story else PublicItem.Category.WORKS
    return shown_work(
        uid=work.uid,
        key=campaign.key,
        campaign=campaign.short_name,
        title=tidy(title),
        text=nfc(text).strip(),
        facts=facts_of(work, campaign) | (facts_of_story(story, clock.day_of(now)) if story else {}),
        unit=body_name(campaign, work.unit),
        places=tuple(spot.name for spot in spots_of(campaign, places_of(work))),
        done_date=work.done_date,
        category=str(category.label),
        author=by.label,
        published_at=now,
        photos=tuple(photos),
    )


def comment_of(*, actor: Actor, uid: uuid.UUID) -> PublicComment:
    """A reader's comment for the body that reads it. Raises `Missing` for another body's."""
    rows = PublicComment.objects.filter(uid=uid, unit__in=actor.bodies_with(Permission.PUBLISH))
    found = the_one(rows.select_related("item__campaign__owner", "unit"))
    if found is None:
        raise Missing(_("Không tìm thấy ý kiến này trong phạm vi của bạn."))
    return found


def next_waiting(*, actor: Actor) -> PublicComment | None:
    """The comment that has waited longest for the actor."""
    rows = PublicComment.objects.waiting().filter(unit__in=actor.bodies_with(Permission.PUBLISH))
    return rows.order_by("made_at", "id").first()


def views_of(item: PublicItem) -> int:
    """How often a published thing was read."""
    return PublicViews.objects.filter(item=item).values_list("count", flat=True).first() or 0


def links_of_portal() -> list[PublicLink]:
    """The ways to other sites that stand at the foot of the portal."""
    return list(PublicLink.objects.filter(removed_at=None).select_related("unit").order_by("position", "id"))


def live_copies(source_uid: uuid.UUID) -> list[PublicItem]:
    """What stands on the portal of one plan or work, by campaign."""
    rows = PublicItem.objects.live().filter(source_uid=source_uid)
    return list(rows.select_related("campaign__owner").defer("content").order_by("campaign_id", "id"))
