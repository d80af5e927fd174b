"""Stories read: who sees which, the gallery, one story with its pictures.

A unit sees the stories of its own branch. Across branches it sees only what a committee above opened to all units of a
campaign that it takes part in, while the work stays verified: the story and its pictures, nothing else of the work.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.finding import the_one
from thidua.foundation.core.models import StoredFile
from thidua.foundation.units.models import Unit, within
from thidua.stages.campaigns.models import Campaign, Participation, WorkKind
from thidua.stages.works.models import Status, Story, StoryPhoto, StoryQuerySet
from thidua.stages.works.themes import theme_label, themes

RELATED = ("work__kind", "unit__kind", "unit__parent__kind", "opened_in")
# What a gallery is narrowed to beside one status: exemplars of either reach, and what waits to be marked.
EXEMPLARS, WAITING = "guong", "cho-cong-nhan"
CHOICES = (EXEMPLARS, WAITING, Story.Status.OPENED.value, Story.Status.WITHDRAWN.value)


def seen(actor: Actor) -> StoryQuerySet:
    """Every story the actor may read."""
    opened = Q(status=Story.Status.OPENED, work__status=Status.VERIFIED, opened_in__in=_campaigns_of(actor))
    return Story.objects.filter(within("unit", actor.intervals) | opened)


def is_own(actor: Actor, story: Story) -> bool:
    """Whether the story is of the actor's branch, so that its work may be opened too."""
    return actor.sees(story.unit)


def require_seen(by: By, story: Story) -> None:
    """Raises `Missing` for a story the actor may not know of, as if there were none."""
    if isinstance(by, Actor) and not seen(by).filter(pk=story.pk).exists():
        raise _no_story()


def find_story(actor: Actor, uid: uuid.UUID) -> Story:
    """One story with what its page shows; raises `Missing` for one the actor may not know of."""
    story = the_one(seen(actor).filter(uid=uid).select_related(*RELATED, "marked_by", "work__unit__kind"))
    if story is None:
        raise _no_story()
    return story


def photos_of(story: Story) -> list[StoredFile]:
    """The pictures the story shows that are still there, in its order."""
    rows = StoryPhoto.objects.filter(story=story, file__removed_at=None).select_related("file")
    return [row.file for row in rows.order_by("position", "id")]


def photo_of(actor: Actor, story: uuid.UUID, file: uuid.UUID) -> StoredFile:
    """One of them for who may read the story; raises `Missing`."""
    rows = StoryPhoto.objects.filter(story__in=seen(actor).filter(uid=story), file__uid=file, file__removed_at=None)
    found = rows.exclude(file__thumbnail_path="").select_related("file").order_by("id").first()
    if found is None:
        raise Missing(_("Không có ảnh này trong câu chuyện."))
    return found.file


def districts(actor: Actor) -> QuerySet[Unit]:
    """The bodies just beneath the top in whose branches lie stories the actor may read."""
    inside = seen(actor).filter(unit__lft__gte=OuterRef("lft"), unit__lft__lte=OuterRef("rgt"))
    rows = Unit.objects.filter(kind__is_committee=True, parent__isnull=False, parent__parent__isnull=True)
    return rows.filter(Exists(inside)).order_by("sort_key", "id")


@dataclass(frozen=True, slots=True)
class Chosen:
    """The filters of the gallery, understood."""

    text: str = ""
    kind: WorkKind | None = None
    theme: str = ""
    district: Unit | None = None
    unit: Unit | None = None
    campaign: Campaign | None = None
    state: str = EXEMPLARS


def narrowing(actor: Actor, given: Mapping[str, Any]) -> Chosen:
    """From an address's parameters: `q`, `loai`, `chu-de`, `huyen`, `don-vi`, `dot`, `tinh-trang`.

    Raises `Missing` for a value that does not exist or lies outside what the actor sees.
    """
    names = ("q", "loai", "chu-de", "huyen", "don-vi", "dot", "tinh-trang")
    values = {name: str(given.get(name) or "").strip() for name in names}
    state, theme = values["tinh-trang"] or EXEMPLARS, values["chu-de"]
    if state not in CHOICES or (theme and theme not in themes()):
        raise _no_list()
    return Chosen(
        text=values["q"],
        kind=_one(WorkKind.objects.filter(key=values["loai"])) if values["loai"] else None,
        theme=theme,
        district=_unit(districts(actor), values["huyen"]),
        unit=_unit(Unit.objects.inside(actor.intervals), values["don-vi"]),
        campaign=_one(Campaign.objects.filter(key=values["dot"])) if values["dot"] else None,
        state=state,
    )


def list_stories(actor: Actor, chosen: Chosen) -> StoryQuerySet:
    """The gallery, what was last marked or told first."""
    rows = seen(actor).select_related(*RELATED)
    rows = rows.filter(_STATES[chosen.state]) if chosen.state in _STATES else rows.filter(status=chosen.state)
    if chosen.text:
        rows = rows.matching(chosen.text)
    if chosen.kind:
        rows = rows.filter(work__kind=chosen.kind)
    if chosen.theme:
        rows = rows.filter(theme=chosen.theme)
    if chosen.campaign:
        rows = rows.filter(work__campaigns=chosen.campaign)
    for unit in filter(None, (chosen.district, chosen.unit)):
        rows = rows.filter(within("unit", ((unit.lft, unit.rgt),)))
    return rows.order_by("-changed_at", "-id")


def words(given: Mapping[str, Any]) -> str:
    """The filters as an export tells them; the list itself has refused what the actor may not see."""
    parts: list[str] = []
    if text := given.get("q"):
        parts.append(_("tìm «%(text)s»") % {"text": text})
    if kind := given.get("loai"):
        parts += WorkKind.objects.filter(key=kind).values_list("label", flat=True)
    if theme := given.get("chu-de"):
        parts.append(theme_label(str(theme)))
    for name in ("huyen", "don-vi"):
        if unit := given.get(name):
            parts += Unit.objects.filter(uid=unit).values_list("short_name", flat=True)
    if campaign := given.get("dot"):
        parts += Campaign.objects.filter(key=campaign).values_list("short_name", flat=True)
    parts.append(state_words(str(given.get("tinh-trang") or EXEMPLARS)))
    return "; ".join(parts)


def state_words(state: str) -> str:
    """What a gallery is narrowed to, in words."""
    return {
        EXEMPLARS: _("Gương điển hình"),
        WAITING: _("Chờ cấp trên công nhận"),
        Story.Status.OPENED.value: _("Phổ biến toàn hệ thống"),
        Story.Status.WITHDRAWN.value: _("Đã rút"),
    }[state]


_STATES = {
    EXEMPLARS: Q(status__in=[Story.Status.MARKED, Story.Status.OPENED], work__status=Status.VERIFIED),
    WAITING: Q(status=Story.Status.TOLD),
}


def campaigns_of(story: Story) -> QuerySet[Campaign]:
    """The campaigns in which it may be opened: those its work serves."""
    return Campaign.objects.filter(works=story.work_id).order_by("id")


def _campaigns_of(actor: Actor) -> QuerySet[Participation, Any]:
    bodies = {post.unit_id for post in actor.posts}
    bodies |= {post.parent_id for post in actor.posts if post.is_department and post.parent_id}
    return Participation.objects.standing().filter(unit__in=bodies).order_by().values("campaign")


def _unit(rows: QuerySet[Unit], value: str) -> Unit | None:
    if not value:
        return None
    try:
        uid = uuid.UUID(value)
    except ValueError:
        raise _no_list() from None
    found: Unit = _one(rows.filter(uid=uid))
    return found


def _one(rows: Any) -> Any:
    found = the_one(rows)
    if found is None:
        raise _no_list()
    return found


def _no_story() -> Missing:
    return Missing(_("Không tìm thấy câu chuyện này, hoặc câu chuyện chưa được phổ biến đến đơn vị của bạn."))


def _no_list() -> Missing:
    return Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
