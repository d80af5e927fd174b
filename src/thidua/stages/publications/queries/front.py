"""The front page and the plans."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.models import PublicItem, PublicItemQuerySet, PublicProgress
from thidua.stages.publications.queries.campaigns import chosen_of, public_campaigns
from thidua.stages.publications.queries.notices import facts_of_item, public_name, public_news, with_facts
from thidua.stages.publications.queries.works import live_works, public_work
from thidua.stages.publications.shown import Front, PublicCampaign, PublicFigures, PublicPlan, figures

NEWEST_WORKS = 4
MOST_PLANS = 50
# Beside the works: how many of each kind stand on the front page.
ON_FRONT = {PublicItem.Kind.PLAN: 1, PublicItem.Kind.NEWS: 3, PublicItem.Kind.HONOUR: 3}


def front(*, key: str, on: datetime.date) -> Front:
    """The front page of a campaign, or of the newest that runs on a day. Raises `Missing` for one that is not public.

    Seven statements.
    """
    known = public_campaigns()
    if not known and not key:
        return Front(None, (), None, None, (), (), ())
    chosen = chosen_of(known, key, on)
    newest = _newest(chosen)
    return Front(
        campaign=_campaign(chosen),
        others=tuple(_campaign(row) for row in known if row != chosen),
        plan=next((_shown_plan(item) for item in newest if item.kind == PublicItem.Kind.PLAN), None),
        figures=_figures(chosen),
        works=tuple(map(public_work, live_works().filter(campaign=chosen)[:NEWEST_WORKS])),
        news=tuple(public_news(item) for item in newest if item.kind == PublicItem.Kind.NEWS),
        honours=tuple(public_name(item) for item in newest if item.kind == PublicItem.Kind.HONOUR),
    )


def plans() -> list[PublicPlan]:
    """The published plans, the newest first, without their text."""
    return [_shown_plan(item) for item in with_facts(_plans())[:MOST_PLANS]]


def plan(*, key: str) -> tuple[PublicPlan, dict[str, Any]]:
    """A campaign's published plan and its frozen document. Raises `Missing`."""
    rows: Any = with_facts(_plans().filter(campaign__key=key), text=True)
    item = rows.first()
    if item is None:
        raise Missing(_("Cổng không có kế hoạch này."))
    return _shown_plan(item), item.content["payload"]


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


def _newest(campaign: Campaign) -> list[PublicItem]:
    """The plan and the newest news and honours, in one statement and without the plan's long text."""
    live = PublicItem.objects.live().filter(campaign=campaign).order_by("-published_at", "-id")
    wanted = Q()
    for kind, number in ON_FRONT.items():
        wanted |= Q(pk__in=live.filter(kind=kind).values("pk")[:number])
    rows = PublicItem.objects.filter(wanted).select_related("campaign").order_by("-published_at", "-id")
    return list(with_facts(rows))


def _shown_plan(item: PublicItem) -> PublicPlan:
    facts = facts_of_item(item)
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
