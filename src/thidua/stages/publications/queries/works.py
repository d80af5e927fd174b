"""Published works and their photos: lists in the same few statements however many there are."""

from __future__ import annotations

import uuid

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.publications.models import PublicItem, PublicItemQuerySet, PublicPhoto, PublicPlace
from thidua.stages.publications.queries.campaigns import PAGE, named, page_number, public_campaigns
from thidua.stages.publications.shown import PublicWork, WorksPage, shown_work


def works(*, key: str = "", text: str = "", district: str = "", exemplars: bool = False, number: int = 1) -> WorksPage:
    """One page of published works, the newest first; of one campaign, one district, exemplars, or whose words match.

    `district` is an address as in `WorksPage.districts`. Raises `Missing` for an unknown campaign or district.
    """
    rows = live_works()
    if key:
        rows = rows.filter(campaign=named(public_campaigns(), key))
    if exemplars:
        rows = rows.filter(category=PublicItem.Category.HONOURS)
    names = _districts(key)
    if district:
        meant = [name for name in names if address_of(name) == district]
        if not meant:
            raise Missing(_("Cổng chưa có công trình nào ở địa bàn này."))
        rows = rows.filter(Exists(PublicPlace.objects.filter(item=OuterRef("pk"), district_name__in=meant)))
    if text:
        rows = rows.matching(text)
    count = rows.count()
    number = page_number(number, count)
    page = rows[(number - 1) * PAGE : number * PAGE]
    addresses = tuple((address_of(name), name) for name in names)
    return WorksPage(tuple(map(public_work, page)), addresses, number, PAGE, count)


def work(*, uid: uuid.UUID) -> PublicWork:
    """One published work; of a copy that was replaced, the one that stands now. Raises `Missing`."""
    item = PublicItem.objects.filter(uid=uid, kind=PublicItem.Kind.WORK).values("campaign", "source_uid").first()
    found = live_works().filter(**item).first() if item else None
    if found is None:
        raise Missing(_("Công trình này không có trên cổng, hoặc đã được gỡ."))
    return public_work(found)


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


def live_works() -> PublicItemQuerySet:
    """The works that stand on the portal, the newest first, with what hangs on them."""
    rows = PublicItem.objects.live().filter(kind=PublicItem.Kind.WORK).select_related("campaign")
    return rows.prefetch_related(*beside()).order_by("-published_at", "-id")


def beside() -> list[Prefetch]:
    """Places, and photos whose file is still there."""
    photos = PublicPhoto.objects.filter(file__removed_at=None).select_related("file").order_by("position", "id")
    return [Prefetch("places", PublicPlace.objects.order_by("position")), Prefetch("photos", photos)]


def public_work(item: PublicItem) -> PublicWork:
    """A published work as the portal is given it."""
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
