"""What the portal reads: only what is published now, in the same few statements however much there is."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.models import (
    PublicItem,
    PublicItemQuerySet,
    PublicPhoto,
    PublicPlace,
    PublicProgress,
)
from thidua.stages.publications.shown import (
    Front,
    PublicCampaign,
    PublicFigures,
    PublicPlan,
    PublicWork,
    WorksPage,
    figures,
    shown_work,
)

NEWEST_WORKS = 4
PAGE = 20
MOST_PLANS = 50
FACTS_OF_PLAN = ("number", "signer", "signer_title")


def front(*, key: str, on: datetime.date) -> Front:
    """The front page of a campaign, or of the newest that runs on a day. Raises `Missing` for one that is not public.

    Six statements.
    """
    known = _public_campaigns()
    if not known and not key:
        return Front(None, (), None, None, ())
    chosen = _named(known, key) if key else next((row for row in known if _runs(row, on)), known[0])
    return Front(
        campaign=_campaign(chosen),
        others=tuple(_campaign(row) for row in known if row != chosen),
        plan=_plan(chosen),
        figures=_figures(chosen),
        works=tuple(map(_work, _works().filter(campaign=chosen)[:NEWEST_WORKS])),
    )


def plans() -> list[PublicPlan]:
    """The published plans, the newest first, without their text."""
    return [_shown_plan(item) for item in _without_text(_plans())[:MOST_PLANS]]


def plan(*, key: str) -> tuple[PublicPlan, dict[str, Any]]:
    """A campaign's published plan and its frozen document. Raises `Missing`."""
    rows: Any = _plans().filter(campaign__key=key).annotate(**_facts())
    item = rows.first()
    if item is None:
        raise Missing(_("Cổng không có kế hoạch này."))
    return _shown_plan(item), item.content["payload"]


def works(*, key: str = "", text: str = "", district: str = "", number: int = 1) -> WorksPage:
    """One page of published works, the newest first; of one campaign, one district, or whose words match.

    `district` is an address as in `WorksPage.districts`. Raises `Missing` for an unknown campaign or district.
    """
    rows = _works()
    if key:
        rows = rows.filter(campaign=_named(_public_campaigns(), key))
    names = _districts(key)
    if district:
        meant = [name for name in names if address_of(name) == district]
        if not meant:
            raise Missing(_("Cổng chưa có công trình nào ở địa bàn này."))
        rows = rows.filter(Exists(PublicPlace.objects.filter(item=OuterRef("pk"), district_name__in=meant)))
    if text:
        rows = rows.matching(text)
    count = rows.count()
    number = min(max(1, number), max(1, -(-count // PAGE)))
    page = rows[(number - 1) * PAGE : number * PAGE]
    addresses = tuple((address_of(name), name) for name in names)
    return WorksPage(tuple(map(_work, page)), addresses, number, PAGE, count)


def work(*, uid: uuid.UUID) -> PublicWork:
    """One published work; of a copy that was replaced, the one that stands now. Raises `Missing`."""
    item = PublicItem.objects.filter(uid=uid, kind=PublicItem.Kind.WORK).values("campaign", "source_uid").first()
    found = _works().filter(**item).first() if item else None
    if found is None:
        raise Missing(_("Công trình này không có trên cổng, hoặc đã được gỡ."))
    return _work(found)


def photo(*, uid: uuid.UUID) -> StoredFile:
    """The file of a photo of something published now. Raises `Missing` for any other file."""
    shown = PublicPhoto.objects.filter(item__in=PublicItem.objects.live(), file=OuterRef("pk"))
    found = StoredFile.objects.filter(Exists(shown), uid=uid, removed_at=None).exclude(thumbnail_path="").first()
    if found is None:
        raise Missing(_("Cổng không có ảnh này."))
    return found


def address_of(district: str) -> str:
    """A district's name in an address: «Huyện Đắk R'Lấp» is huyen-dak-rlap."""
    return fold(district).replace(" ", "-")


def _public_campaigns() -> list[Campaign]:
    """The campaigns of which something is published now, the newest first."""
    shown = PublicItem.objects.live().filter(campaign=OuterRef("pk"))
    return list(Campaign.objects.filter(Exists(shown)).prefetch_related("events").order_by("-starts_on", "-id"))


def _named(known: Iterable[Campaign], key: str) -> Campaign:
    for row in known:
        if row.key == key:
            return row
    raise Missing(_("Cổng không có đợt thi đua này."))


def _runs(campaign: Campaign, on: datetime.date) -> bool:
    """Whether the day lies in the campaign; an end that hangs on an event without a date is open."""
    opened = {event.key: event.date for event in campaign.events.all()}
    end = campaign.ends_before or opened.get(campaign.ends_event_key)
    return campaign.starts_on <= on and (end is None or on < end)


def _campaign(row: Campaign) -> PublicCampaign:
    ends = [event for event in row.events.all() if event.key == row.ends_event_key]
    return PublicCampaign(
        key=row.key,
        name=row.name,
        short_name=row.short_name,
        starts_on=row.starts_on,
        is_to_the_month=row.starts_precision == "month",
        ends_before=row.ends_before or next((event.date for event in ends), None),
        ends_event=ends[0].name if ends else "",
        is_invented=row.is_invented,
    )


def _plans() -> PublicItemQuerySet:
    rows = PublicItem.objects.live().filter(kind=PublicItem.Kind.PLAN).select_related("campaign")
    return rows.order_by("-published_at", "-id")


def _plan(campaign: Campaign) -> PublicPlan | None:
    item = _without_text(_plans().filter(campaign=campaign)).first()
    return _shown_plan(item) if item else None


def _without_text(rows: PublicItemQuerySet) -> PublicItemQuerySet:
    """The plans without their document, which is long: of what is frozen only the facts about it."""
    return rows.annotate(**_facts()).defer("content")


def _facts() -> dict[str, Any]:
    return {f"its_{name}": KT(f"content__{name}") for name in FACTS_OF_PLAN}


def _shown_plan(item: PublicItem) -> PublicPlan:
    facts = {name: getattr(item, f"its_{name}") for name in FACTS_OF_PLAN}
    return PublicPlan(
        uid=item.uid,
        campaign_key=item.campaign.key,
        title=item.title,
        number=facts["number"],
        date=item.thing_date,
        signer=facts["signer"],
        signer_title=facts["signer_title"],
        category=item.get_category_display(),
        author=item.author,
        published_at=item.published_at,
    )


def _figures(campaign: Campaign) -> PublicFigures | None:
    row = PublicProgress.objects.filter(campaign=campaign).first()
    return figures(row.frozen_at, row.content) if row else None


def _works() -> PublicItemQuerySet:
    rows = PublicItem.objects.live().filter(kind=PublicItem.Kind.WORK).select_related("campaign")
    return rows.prefetch_related(*beside()).order_by("-published_at", "-id")


def beside() -> list[Prefetch]:
    """Places, and photos whose file is still there."""
    photos = PublicPhoto.objects.filter(file__removed_at=None).select_related("file").order_by("position", "id")
    return [Prefetch("places", PublicPlace.objects.order_by("position")), Prefetch("photos", photos)]


def _work(item: PublicItem) -> PublicWork:
    return shown_work(
        uid=item.uid,
        key=item.campaign.key,
        campaign=item.campaign.short_name,
        title=item.title,
        text=item.text,
        facts=item.content,
        unit=item.unit_name,
        places=tuple(place.name for place in item.places.all()),
        done_date=item.thing_date,
        category=item.get_category_display(),
        author=item.author,
        published_at=item.published_at,
        photos=tuple(photo.file.uid for photo in item.photos.all()),
    )


def _districts(key: str) -> list[str]:
    """The districts that have a published work, by the Vietnamese alphabet."""
    live = PublicItem.objects.live().filter(kind=PublicItem.Kind.WORK)
    rows = PublicPlace.objects.filter(item__in=live.filter(campaign__key=key) if key else live).exclude(
        district_name=""
    )
    return sorted(rows.order_by().values_list("district_name", flat=True).distinct(), key=sort_key)
