"""What stands beneath a thing and at the foot of every page: readers' words, how many come, ways to other sites."""

from __future__ import annotations

import dataclasses
import datetime
import uuid

from django.db.models import Count, Max, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from thidua.foundation.core import clock
from thidua.foundation.core.tables.lists import Page
from thidua.stages.publications.models import PublicComment, PublicLink, PublicViews, VisitDay, Visitor
from thidua.stages.publications.queries.campaigns import page_number
from thidua.stages.publications.shown import Commented, Foot, PublicWords, Readers
from thidua.stages.publications.standing import live_item

COMMENTS = 20
# Who showed a page within these minutes is here now.
NOW = datetime.timedelta(minutes=10)
A_DAY = datetime.timedelta(days=1)


def readers(*, uid: uuid.UUID, number: int = 1) -> Readers:
    """How often a published thing was read, and one page of the comments shown beneath it, the oldest first."""
    rows = PublicComment.objects.shown().filter(item__uid=uid)
    count = rows.count()
    number = page_number(number, count, COMMENTS)
    page = rows.order_by("made_at", "id")[(number - 1) * COMMENTS : number * COMMENTS] if count else ()
    views = PublicViews.objects.filter(item__uid=uid).values_list("count", flat=True).first()
    comments = tuple(PublicWords(row.author, row.shown_text, row.made_at) for row in page)
    return Readers(uid, views or 0, comments, Page([], (), number, COMMENTS, count))


def commented(*, uid: uuid.UUID, on: datetime.date) -> Commented:
    """What an address of the comment form means. Raises `Missing` for what is not on the portal."""
    item = live_item(uid)
    is_open = item.shown_before is None or on < item.shown_before
    return Commented(item.uid, item.kind, item.campaign.key, item.title, is_open)


def foot(*, at: datetime.datetime) -> Foot:
    """The foot of every page at a real moment: two statements."""
    links = PublicLink.objects.filter(removed_at=None).order_by("position", "id").values_list("title", "address")
    return dataclasses.replace(comings(at=at), links=tuple(links))


def comings(*, at: datetime.datetime) -> Foot:
    """How many come, without the links: one statement."""
    today = clock.day_of(at)
    month = today.replace(day=1)
    last = (month - A_DAY).replace(day=1)
    here = Visitor.objects.filter(seen_at__gt=at - NOW).order_by().values(same=Value(1))
    spans = {
        "today": Q(day=today),
        "yesterday": Q(day=today - A_DAY),
        "month": Q(day__gte=month),
        "last_month": Q(day__gte=last, day__lt=month),
        "total": Q(),
    }
    sums = {name: Coalesce(Sum("visits", filter=span), 0) for name, span in spans.items()}
    found = VisitDay.objects.aggregate(
        now=Max(Coalesce(Subquery(here.annotate(number=Count("pk")).values("number")), 0)), **sums
    )
    return Foot((), **{name: number or 0 for name, number in found.items()})
