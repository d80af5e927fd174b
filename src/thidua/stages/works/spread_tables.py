"""The gallery of exemplars and the list of who took up which model, each described once for page, Excel and CSV."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock, search
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.models import StoredFile
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.foundation.units.models import Unit, UnitKind, within
from thidua.stages.campaigns.models import Campaign
from thidua.stages.works import exemplars
from thidua.stages.works.models import Adoption, Status, Story, StoryPhoto
from thidua.stages.works.naming import full_name
from thidua.stages.works.spread import Spread, seen_adoptions, spread_of, told_beneath
from thidua.stages.works.themes import theme_label

# What a list of adoptions is narrowed to: those whose work is verified, and those still on the way.
COUNTED, ON_THE_WAY = "da-tinh", "chua-tinh"
MONTH = re.compile(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story of the gallery with what grew from it, and its first picture."""

    story: Story
    spread: Spread
    photo: StoredFile | None

    @property
    def lead(self) -> str:
        return full_name(self.story.unit)


def story_lines(stories: Sequence[Story]) -> list[StoryLine]:
    """The stories with what stands beside them, in three statements."""
    grown = spread_of([story.work_id for story in stories])
    photos: dict[int, StoredFile] = {}
    rows = StoryPhoto.objects.filter(story__in=stories, file__removed_at=None).select_related("file")
    for row in rows.order_by("position", "id"):
        photos.setdefault(row.story_id, row.file)
    return [StoryLine(story, grown[story.work_id], photos.get(story.pk)) for story in stories]


def _stories(actor: Actor, given: Filters) -> QuerySet[Story]:
    return exemplars.list_stories(actor, exemplars.narrowing(actor, given))


GALLERY = TABLES.register(
    "guong",
    Table(
        key="guong",
        title=_("Gương điển hình, mô hình, cách làm hay"),
        rows=_stories,
        prepare=story_lines,
        columns=(
            Column("title", _("Tên"), lambda line: line.story.title, width=44,
                   link=lambda line: Link("desk:exemplar", (line.story.uid,))),
            Column("kind", _("Loại"), lambda line: line.story.work.kind.label),
            Column("theme", _("Chủ đề"), lambda line: theme_label(line.story.theme), width=28),
            Column("unit", _("Đơn vị"), lambda line: line.lead, width=30),
            Column("status", _("Tình trạng"), lambda line: line.story.status, kind=Kind.STATE,
                   text=lambda status: Story.Status(status).label),
            Column("reason", _("Vì sao được công nhận"), lambda line: line.story.mark_reason, width=40),
            Column("counted", _("Lượt học theo đã xác nhận"), lambda line: line.spread.counted, kind=Kind.NUMBER),
            Column("units", _("Đơn vị đã học theo"), lambda line: line.spread.units, kind=Kind.NUMBER),
        ),
        filter_words=exemplars.words,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a list of adoptions, understood."""

    text: str = ""
    story: Story | None = None
    level: UnitKind | None = None
    unit: Unit | None = None
    campaign: Campaign | None = None
    month: str = ""
    state: str = ""


def asked(actor: Actor, given: Mapping[str, Any]) -> Asked:
    """From an address's parameters: `q`, `guong`, `cap`, `don-vi`, `dot`, `thang`, `tinh-trang`; raises `Missing`."""
    names = ("q", "guong", "cap", "don-vi", "dot", "thang", "tinh-trang")
    values = {name: str(given.get(name) or "").strip() for name in names}
    state, month = values["tinh-trang"], values["thang"]
    if state not in {"", COUNTED, ON_THE_WAY} or (month and not MONTH.fullmatch(month)):
        raise _no_list()
    level = UnitKind.objects.filter(key=values["cap"]).first() if values["cap"] else None
    unit = Unit.objects.filter(uid=_uid(values["don-vi"])).first() if values["don-vi"] else None
    campaign = Campaign.objects.filter(key=values["dot"]).first() if values["dot"] else None
    found = {"cap": level, "don-vi": unit, "dot": campaign}
    if any(values[name] and row is None for name, row in found.items()):
        raise _no_list()
    story = exemplars.find_story(actor, _uid(values["guong"])) if values["guong"] else None
    return Asked(values["q"], story, level, unit, campaign, month, state)


def adoptions(actor: Actor, chosen: Asked) -> QuerySet[Adoption]:
    """The adoptions the actor is told of, the newest first."""
    rows = told_beneath(actor, chosen.story) if chosen.story else Adoption.objects.live().filter(seen_adoptions(actor))
    if chosen.text:
        found = search.match(Story.objects.all(), chosen.text).values("pk")
        rows = rows.filter(Q(story__in=found) | Q(unit__in=Unit.objects.matching(chosen.text).values("pk")))
    if chosen.level:
        rows = rows.filter(work__unit__kind=chosen.level)
    if chosen.unit:
        rows = rows.filter(within("work__unit", ((chosen.unit.lft, chosen.unit.rgt),)))
    if chosen.campaign:
        rows = rows.filter(work__campaigns=chosen.campaign)
    if chosen.month:
        year, month = chosen.month.split("-")
        rows = rows.filter(work__verified_at__year=int(year), work__verified_at__month=int(month))
    if chosen.state == COUNTED:
        rows = rows.filter(work__status=Status.VERIFIED)
    elif chosen.state == ON_THE_WAY:
        rows = rows.exclude(work__status=Status.VERIFIED)
    return rows.select_related(
        "work__unit__kind", "work__unit__parent__kind", "work__kind", "story__unit__kind", "story__unit__parent__kind"
    ).order_by("-made_at", "-id")


def adoption_words(given: Mapping[str, Any]) -> str:
    """The filters as an export tells them; the list itself has refused what the actor may not see."""
    parts: list[str] = []
    if text := given.get("q"):
        parts.append(_t("tìm «%(text)s»") % {"text": text})
    if story := given.get("guong"):
        parts += [_t("học theo «%(story)s»") % {"story": title} for title in _titles(str(story))]
    if level := given.get("cap"):
        parts += UnitKind.objects.filter(key=level).values_list("label", flat=True)
    if unit := given.get("don-vi"):
        parts += Unit.objects.filter(uid=unit).values_list("short_name", flat=True)
    if campaign := given.get("dot"):
        parts += Campaign.objects.filter(key=campaign).values_list("short_name", flat=True)
    if month := given.get("thang"):
        parts.append(month_words(str(month)))
    if (state := given.get("tinh-trang")) in {COUNTED, ON_THE_WAY}:
        parts.append(state_words(str(state)))
    return "; ".join(parts)


def month_words(month: str) -> str:
    """«2024-07» as people say it."""
    year, number = month.split("-")
    return _t("tháng %(month)s/%(year)s") % {"month": int(number), "year": year}


def state_words(state: str) -> str:
    """Whether an adoption counts, in words."""
    return {COUNTED: _t("Đã làm, đã xác nhận"), ON_THE_WAY: _t("Đang làm theo")}[state]


def look_of(adoption: Adoption) -> str:
    """The state of an adoption as its look is called: it counts once its work is verified."""
    return "counted" if adoption.work.status == Status.VERIFIED else adoption.status


SPREAD = TABLES.register(
    "nhan-rong",
    Table(
        key="nhan-rong",
        title=_("Đơn vị học theo mô hình"),
        rows=lambda actor, given: adoptions(actor, asked(actor, given)),
        columns=(
            Column("unit", _("Đơn vị học theo"), lambda row: full_name(row.work.unit), width=30),
            Column("level", _("Cấp"), lambda row: row.work.unit.kind.short_label, width=16),
            Column("story", _("Mô hình"), lambda row: row.story.title, width=44),
            Column("origin", _("Của đơn vị"), lambda row: full_name(row.story.unit), width=30),
            Column("kind", _("Loại"), lambda row: row.work.kind.label),
            Column("changed", _("Đã làm khác ở điểm nào"), lambda row: row.changed, width=50),
            Column("made_at", _("Học theo từ"), lambda row: clock.day_of(row.made_at), kind=Kind.DATE, width=14),
            Column("verified_at", _("Được xác nhận"), lambda row: row.work.verified_at, kind=Kind.DATE, width=18),
            Column("state", _("Tình trạng"), look_of, kind=Kind.STATE, width=20,
                   text=lambda state: state_words(COUNTED if state == "counted" else ON_THE_WAY)),
        ),
        filter_words=adoption_words,
    ),
)  # fmt: skip


def _titles(uid: str) -> QuerySet[Story, str]:
    return Story.objects.filter(uid=uid).order_by("id").values_list("title", flat=True)


def _uid(value: str) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except ValueError:
        raise _no_list() from None


def _no_list() -> Missing:
    return Missing(_t("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
