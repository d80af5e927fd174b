"""How anything comes before the public: who may, which words, and the copy that replaces the one before it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import NotAllowed
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.vietnamese import fold
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.models import PublicItem, PublicPhoto, PublicPlace, PublicViews
from thidua.stages.publications.places import Spot, body_name
from thidua.stages.publications.privacy import private_in
from thidua.stages.publications.rules import why_not_publish
from thidua.stages.publications.states import PUBLICATION

LONGEST_TITLE, LONGEST_TEXT, LONGEST_ACHIEVEMENT = 300, 3000, 600


def require_publisher(by: Actor | System, campaign: Campaign) -> None:
    """Raises `NotAllowed` unless the actor publishes for the campaign's body."""
    if why_not := why_not_publish(by, campaign):
        raise NotAllowed(why_not)


def wrong_words(title: str, text: str, *, longest_text: int = LONGEST_TEXT) -> dict[str, str]:
    """What is wrong with words for the public, by the name of their field."""
    wrong = {name: why for name, words in (("title", title), ("text", text)) if (why := private_in(words))}
    if not title:
        wrong["title"] = _("Xin ghi tên để người dân đọc.")
    elif len(title) > LONGEST_TITLE:
        wrong["title"] = _("Tên dài quá %(most)d chữ cái. Xin viết gọn lại.") % {"most": LONGEST_TITLE}
    if len(text) > longest_text:
        wrong["text"] = _("Lời viết dài quá %(most)d chữ cái. Xin viết gọn lại.") % {"most": longest_text}
    return wrong


def wrong_achievement(name: str, words: str, *, beside: str = "") -> str:
    """What is wrong with the words on one honoured or proposed, naming whose; empty where nothing is."""
    if not words.strip():
        return _("Xin ghi tóm tắt thành tích của %(name)s.") % {"name": name}
    if len(words) > LONGEST_ACHIEVEMENT:
        sentence = _("Thành tích của %(name)s dài quá %(most)d chữ cái. Xin viết gọn lại.")
        return sentence % {"name": name, "most": LONGEST_ACHIEVEMENT}
    why_not = private_in(f"{name} {beside} {words}")
    return f"{name}: {why_not}" if why_not else ""


def write_copy(
    by: Actor | System,
    now: datetime.datetime,
    *,
    places: Sequence[Spot] = (),
    photos: Sequence[StoredFile] = (),
    **columns: Any,
) -> PublicItem:
    """Replaces the earlier copy of the same thing, if any, and writes the new one with what hangs on it.

    `unit_name` and `author` stand for what the unit and the actor are called where those are not wanted.
    """
    campaign, unit, person = columns["campaign"], columns["unit"], getattr(by, "person_id", None)
    same = {name: columns[name] for name in ("campaign", "kind", "source_uid")}
    before = [lock(row) for row in PublicItem.objects.live().filter(**same).order_by("id")]
    for earlier in before:
        PUBLICATION.step(earlier, "withdraw", by=by, now=now, reason=_("Thay bằng bản đăng mới."))
    unit_name = columns.pop("unit_name", None) or body_name(campaign, unit)
    author = columns.pop("author", "") or (by.label if person else campaign.owner.name)
    searched = [columns["title"], unit_name, columns["text"], columns["content"].get("kind", "")]
    item = PublicItem.objects.create(
        **columns, unit_name=unit_name, folded=fold(" ".join([*searched, *(place.name for place in places)])),
        author=author[:100], made_by_id=person, changed_by_id=person,
        made_at=now, changed_at=now,
    )  # fmt: skip
    PublicPlace.objects.bulk_create(
        PublicPlace(item=item, position=number, name=place.name, district_name=place.district)
        for number, place in enumerate(places, start=1)
    )
    PublicPhoto.objects.bulk_create(
        PublicPhoto(item=item, file=photo, position=number) for number, photo in enumerate(photos, start=1)
    )
    for earlier in before:
        _hand_on(earlier, item)
    audit.record(by=by, act=gettext_noop("đăng lên cổng"), obj=item)
    return item


def _hand_on(earlier: PublicItem, item: PublicItem) -> None:
    """What readers said of the copy before, and how often it was read, go on with the thing."""
    PublicViews.objects.filter(item=earlier).update(item=item)
    earlier.comments.update(item=item)
