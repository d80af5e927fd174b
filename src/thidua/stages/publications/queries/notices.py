"""News, honours, candidates: what people read in words."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables.lists import Page
from thidua.stages.publications.models import PublicComment, PublicItem, PublicItemQuerySet
from thidua.stages.publications.queries.campaigns import PAGE, page_number
from thidua.stages.publications.shown import Listed, PublicName, PublicNews

# What is frozen of a thing beside its words; of a plan its long text is left where it is.
FACTS = ("number", "signer", "signer_title", "paper", "form", "decision", "decider", "beside")
Kind = PublicItem.Kind


def news(*, category: str = "", number: int = 1) -> Listed:
    """One page of the news, the plans among them, the newest first; of one category. Raises `Missing` for another."""
    rows = PublicItem.objects.live().filter(kind__in=[Kind.NEWS, Kind.PLAN])
    used = set(rows.order_by().values_list("category", flat=True).distinct())
    choices = tuple((str(key), str(label)) for key, label in PublicItem.Category.choices if key in used)
    if category and category not in PublicItem.Category.values:
        raise Missing(_("Cổng không có chuyên mục này."))
    if category:
        rows = rows.filter(category=category)
    return _listed(rows, number, public_news, choices)


def one_news(*, uid: uuid.UUID) -> PublicNews:
    """One piece of news; of a wording that was replaced, the one that stands now. Raises `Missing`."""
    return public_news(_standing(Kind.NEWS, uid, text=True))


def honours(*, text: str = "", number: int = 1) -> Listed:
    """One page of who was honoured, the newest first, or whose name, body, form or words match."""
    rows = PublicItem.objects.live().filter(kind=Kind.HONOUR)
    return _listed(rows.matching(text) if text else rows, number, public_name)


def honour(*, uid: uuid.UUID) -> PublicName:
    """One who was honoured. Raises `Missing`."""
    return public_name(_standing(Kind.HONOUR, uid))


def candidates(*, on: datetime.date, number: int = 1) -> Listed:
    """One page of the names that stand for comment on a day."""
    return _listed(PublicItem.objects.open_on(on).filter(kind=Kind.CANDIDATE), number, public_name)


def candidate(*, uid: uuid.UUID, on: datetime.date) -> PublicName:
    """One who stands for comment. Raises `Missing` when the time is over: who was not chosen is not kept on show."""
    item = _standing(Kind.CANDIDATE, uid)
    if item.shown_before is None or item.shown_before <= on:
        raise Missing(_("Đã hết thời gian lấy ý kiến về nội dung này."))
    return public_name(item)


def with_facts(rows: PublicItemQuerySet, *, text: bool = False) -> PublicItemQuerySet:
    """Things with their frozen facts, how often they were read and how much was said of them; `text`: all of it."""
    said = PublicComment.objects.shown().filter(item=OuterRef("pk")).order_by().values("item")
    facts: dict[str, Any] = {f"its_{name}": KT(f"content__{name}") for name in FACTS}
    rows = rows.annotate(
        **facts,
        times=Coalesce(F("views__count"), 0),
        said=Coalesce(Subquery(said.annotate(number=Count("pk")).values("number")), 0),
    )
    return rows if text else rows.defer("content")


def facts_of_item(item: Any) -> dict[str, str]:
    """The frozen facts of a thing read by `with_facts`."""
    return {name: getattr(item, f"its_{name}") or "" for name in FACTS}


def public_news(item: Any) -> PublicNews:
    """A piece of news, or a plan among them."""
    facts, is_plan = facts_of_item(item), item.kind == Kind.PLAN
    return PublicNews(
        uid=item.uid,
        campaign_key=item.campaign.key,
        is_plan=is_plan,
        title=item.title,
        text=item.text,
        category=item.get_category_display(),
        author=item.author,
        paper=_("Kế hoạch %(number)s") % {"number": facts["number"]} if is_plan else facts["paper"],
        date=item.thing_date,
        published_at=item.published_at,
        views=item.times,
        said=item.said,
    )


def public_name(item: Any) -> PublicName:
    """Somebody honoured or proposed."""
    facts = facts_of_item(item)
    return PublicName(
        uid=item.uid,
        campaign_key=item.campaign.key,
        campaign=item.campaign.short_name,
        name=item.title,
        beside=facts["beside"],
        form=facts["form"],
        achievement=item.text,
        decision=facts["decision"],
        date=item.thing_date,
        decider=facts["decider"],
        author=item.author,
        published_at=item.published_at,
        shown_before=item.shown_before,
        views=item.times,
    )


def _standing(kind: str, uid: uuid.UUID, *, text: bool = False) -> PublicItem:
    named = PublicItem.objects.filter(uid=uid, kind=kind).values("campaign", "source_uid").first()
    rows = PublicItem.objects.live().filter(kind=kind).select_related("campaign")
    found = with_facts(rows.filter(**named), text=text).first() if named else None
    if found is None:
        raise Missing(_("Nội dung này không có trên cổng, hoặc đã được gỡ."))
    return found


def _listed(rows: PublicItemQuerySet, number: int, draw: Any, choices: tuple[tuple[str, str], ...] = ()) -> Listed:
    count = rows.count()
    number = page_number(number, count)
    page = with_facts(rows.select_related("campaign").order_by("-published_at", "-id"))
    rows_of_page = tuple(map(draw, page[(number - 1) * PAGE : number * PAGE]))
    return Listed(rows_of_page, choices, Page([], (), number, PAGE, count))
