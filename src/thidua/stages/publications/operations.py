"""A person publishes: a plan, a verified work. What is published is a copy, chosen and worded for the public."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.operations import operation
from thidua.foundation.core.quantities import format_number
from thidua.foundation.core.vietnamese import fold, nfc, tidy
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, Participation, Plan
from thidua.stages.publications.models import PublicItem, PublicPhoto
from thidua.stages.publications.rules import why_not_publish
from thidua.stages.publications.states import PUBLICATION
from thidua.stages.works.models import Status, Work

NEWS = "Tin nổi bật"
WORKS = "Công trình chào mừng"
LONGEST_TEXT = 3000


@operation
def publish_plan(
    *,
    by: Actor | System,
    now: datetime.datetime,
    plan: Plan,
    category: str = NEWS,
    published_at: datetime.datetime | None = None,
) -> PublicItem:
    """Puts an issued plan on the portal; an earlier copy of it is replaced. `published_at` records an earlier day.

    Refused with `NotAllowed` unless the actor works for the campaign's body, with `NotNow` for a plan not issued.
    """
    _may(by, plan.campaign)
    document = plan.document
    if document is None or document.status != IssuedDocument.Status.ISSUED:
        raise NotNow(_("Kế hoạch chưa ban hành nên chưa đăng được. Xin ban hành trước."))
    facts = {
        "number": document.notation, "signer": document.signer_name, "signer_title": document.signer_title,
        "payload": document.payload,
    }  # fmt: skip
    return _publish(
        by, now, campaign=plan.campaign, kind=PublicItem.Kind.PLAN, source_uid=plan.uid, unit=plan.unit, title=plan.title,
        text="", category=category, thing_date=document.date, content=facts, published_at=published_at,
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
) -> PublicItem:
    """Puts a verified work on the portal in the publisher's words, with the photos chosen; an earlier copy is replaced.

    The work's own description, its household and all contacts stay inside. Refused with `NotAllowed` unless the actor
    works for the campaign's body, `NotNow` while the work is not verified, `Invalid` for a missing title or a photo that
    is not the work's.
    """
    _may(by, campaign)
    if work.status != Status.VERIFIED:
        raise NotNow(_("Công trình chưa được xác nhận nên chưa đăng được."))
    problems = {}
    if not tidy(title):
        problems["title"] = _("Xin ghi tên công trình cho người dân đọc.")
    if len(text) > LONGEST_TEXT:
        problems["text"] = _("Lời giới thiệu dài quá 3.000 chữ. Xin viết gọn lại.")
    own = {file.uid: file for file in files.of_owner("work", work.uid) if file.thumbnail_path}
    chosen = [own[uid] for uid in photos if uid in own]
    if len(chosen) != len(photos):
        problems["photos"] = _("Có ảnh không thuộc công trình này. Xin chọn lại ảnh.")
    if problems:
        raise Invalid(problems)
    facts = {
        "kind": work.kind.label,
        "quantity": format_number(work.quantity),
        "measure_unit": work.kind.measure_unit,
        "raw_quantity": work.quantity,
        "places": [place.unit.name for place in work.places.select_related("unit").order_by("unit__lft", "id")],
        "partners": [row.unit.name for row in work.partners.select_related("unit").order_by("unit__lft", "id")],
        "mobiliser": work.mobiliser.name,
    }
    return _publish(
        by, now, campaign=campaign, kind=PublicItem.Kind.WORK, source_uid=work.uid, unit=work.unit, title=tidy(title),
        text=nfc(text).strip(), category=WORKS, thing_date=work.done_date, content=facts, photos=chosen,
    )  # fmt: skip


@operation
def withdraw_item(
    *, by: Actor | System, now: datetime.datetime, item: PublicItem, reason: str, version: int | None = None
) -> PublicItem:
    """Takes a published thing down with a reason; its copy stays in the record."""
    item = lock(item)
    PUBLICATION.step(item, "withdraw", by=by, now=now, version=version, reason=reason)
    return item


def _may(by: Actor | System, campaign: Campaign) -> None:
    if why_not := why_not_publish(by, campaign):
        raise NotAllowed(why_not)


def _publish(
    by: Actor | System,
    now: datetime.datetime,
    *,
    campaign: Campaign,
    kind: str,
    source_uid: uuid.UUID,
    unit: Unit,
    title: str,
    photos: Sequence[StoredFile] = (),
    published_at: datetime.datetime | None = None,
    **columns: Any,
) -> PublicItem:
    for earlier in PublicItem.objects.live().filter(campaign=campaign, kind=kind, source_uid=source_uid):
        PUBLICATION.step(lock(earlier), "withdraw", by=by, now=now, reason=_("Thay bằng bản đăng mới."))
    item = PublicItem.objects.create(
        campaign=campaign, kind=kind, source_uid=source_uid, unit=unit, unit_name=unit.name, title=title,
        district_name=_district(campaign, unit), author=by.label[:100], folded=fold(f"{title} {unit.name} {columns['text']}"),
        published_at=published_at or now, made_by_id=getattr(by, "person_id", None),
        changed_by_id=getattr(by, "person_id", None), made_at=now, changed_at=now, **columns,
    )  # fmt: skip
    PublicPhoto.objects.bulk_create(
        PublicPhoto(item=item, file=photo, position=place) for place, photo in enumerate(photos, 1)
    )
    audit.record(by=by, act="đăng lên cổng", obj=item)
    return item


def _district(campaign: Campaign, unit: Unit) -> str:
    """The name of the unit's superior just beneath the campaign's body in the frame: by it the portal groups works."""
    place = Participation.objects.standing().filter(campaign=campaign, unit=unit).first()
    if place is None:
        return ""
    above = Participation.objects.standing().filter(
        campaign=campaign, parent_id=campaign.owner_id, lft__lte=place.lft, rgt__gte=place.rgt
    )
    found = above.select_related("unit").first()
    return found.unit.name if found else ""
