"""A person publishes: a plan, a verified work. What is published is a copy, chosen and worded for the public."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock, files
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.payload import to_payload
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns.models import Campaign, Plan
from thidua.stages.publications.exemplars import exemplar_of, facts_of_story, wrong_story
from thidua.stages.publications.models import PublicItem
from thidua.stages.publications.operations.copies import require_publisher, write_copy, wrong_words
from thidua.stages.publications.places import facts_of, places_of, spots_of
from thidua.stages.publications.states import PUBLICATION
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.models import Status, Story, Work
from thidua.stages.works.operations.offering import settle_offer
from thidua.stages.works.visibility import require_seen

MOST_PHOTOS = 12


@operation
def publish_plan(
    *,
    by: Actor | System,
    now: datetime.datetime,
    plan: Plan,
    category: str = PublicItem.Category.NEWS,
    published_at: datetime.datetime | None = None,
) -> PublicItem:
    """Puts the campaign's issued plan on the portal as signed; an earlier copy of it is replaced (W.1).

    `published_at` records an earlier day. Refused with `NotAllowed` unless the actor works for the campaign's body,
    with `NotNow` for a plan not issued and for a lower unit's plan, which has no page on the portal.
    """
    require_publisher(by, plan.campaign)
    plan = lock(plan)
    document = plan.document
    if document is None or document.status != IssuedDocument.Status.ISSUED:
        raise NotNow(_("Kế hoạch chưa ban hành nên chưa đăng được. Xin ban hành trước."))
    if plan.unit_id != plan.campaign.owner_id:
        raise NotNow(_("Cổng chỉ đăng kế hoạch phát động của %(owner)s.") % {"owner": plan.campaign.owner.name})
    facts = {
        "number": document.notation, "signer": document.signer_name, "signer_title": document.signer_title,
        "payload": to_payload(as_printed(document)),
    }  # fmt: skip
    return write_copy(
        by, now, campaign=plan.campaign, kind=PublicItem.Kind.PLAN, source_uid=plan.uid, unit=plan.unit,
        title=plan.title, text="", category=category, thing_date=document.date, content=facts,
        published_at=published_at or now,
    )  # fmt: skip


@operation
def publish_work(
    *,
    by: Actor | System,
    now: datetime.datetime,
    work: Work,
    campaign: Campaign,
    title: str,
    text: str,
    photos: Sequence[uuid.UUID] = (),
    with_story: bool = False,
    published_at: datetime.datetime | None = None,
) -> PublicItem:
    """Puts a verified work on the portal in the publisher's words, with the photos chosen; an earlier copy is replaced.

    `with_story`: the story of an exemplar goes out too, with how many took it up; the copy stands among exemplars.
    The work's own name and description, its household and all contacts stay inside. Refused with `Missing` for a work
    the actor may not know of, `NotAllowed` unless it works for the campaign's body, `NotNow` while the work is not
    verified, `Invalid`: `campaign` the work does not serve, a missing or long `title`, a long `text`, a telephone in
    either, `photos` that are not the work's or too many, `with_story` for a work that is
    no exemplar or whose story names a telephone or a household.
    """
    require_seen(by, work)
    require_publisher(by, campaign)
    work = lock(work)
    if work.status != Status.VERIFIED:
        raise NotNow(_("Công trình chưa được xác nhận nên chưa đăng được. Xin đợi cấp trên xác nhận."))
    title, text = tidy(title), nfc(text).strip()
    own = {file.uid: file for file in files.of_owner(OWNER, work.uid) if file.thumbnail_path and file.is_served}
    chosen = [own[uid] for uid in dict.fromkeys(photos) if uid in own]
    problems = wrong_words(title, text) | _wrong_photos(photos, own)
    if not work.campaigns.filter(pk=campaign.pk).exists():
        problems["campaign"] = _("Công trình này không thuộc đợt thi đua đã chọn.")
    story = exemplar_of(work) if with_story else None
    if with_story:
        problems |= _wrong_story(story)
    if problems:
        raise Invalid(problems)
    content, category = facts_of(work, campaign), PublicItem.Category.WORKS
    if story is not None:
        content |= facts_of_story(story, clock.day_of(now))
        category = PublicItem.Category.HONOURS
    settle_offer(work, by=by, now=now, act=gettext_noop("đăng lên cổng"))
    return write_copy(
        by, now, campaign=campaign, kind=PublicItem.Kind.WORK, source_uid=work.uid, unit=work.unit, title=title,
        text=text, category=category, thing_date=work.done_date, content=content,
        places=spots_of(campaign, places_of(work)), photos=chosen, published_at=published_at or now,
    )  # fmt: skip


@operation
def withdraw_item(
    *, by: Actor | System, now: datetime.datetime, item: PublicItem, reason: str, version: int | None = None
) -> PublicItem:
    """Takes a published thing down with a reason; its copy stays in the record.

    Refused with `NotAllowed`, with `NotNow` when it is down already, with `Stale`, with `Invalid` (`reason`) for no
    reason.
    """
    item = lock(item)
    PUBLICATION.step(item, "withdraw", by=by, now=now, version=version, reason=reason)
    return item


def _wrong_story(story: Story | None) -> dict[str, str]:
    if story is None:
        return {
            "with_story": _("Công trình này chưa được công nhận gương điển hình nên không có câu chuyện để đăng kèm.")
        }
    why_not = wrong_story(story)
    return {"with_story": why_not} if why_not else {}


def _wrong_photos(photos: Sequence[uuid.UUID], own: dict[uuid.UUID, StoredFile]) -> dict[str, str]:
    if any(uid not in own for uid in photos):
        return {"photos": _("Có ảnh không thuộc công trình này. Xin chọn lại ảnh.")}
    if len(photos) > MOST_PHOTOS:
        return {"photos": _("Xin chọn nhiều nhất %(most)d ảnh.") % {"most": MOST_PHOTOS}}
    return {}
