"""What was published, what readers said of it, how many came: for those who look after the portal."""

from __future__ import annotations

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import search
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.publications.models import PublicComment, PublicItem, VisitDay
from thidua.stages.publications.rules import link_bodies


def _rows(actor: Actor, filters: Filters) -> QuerySet[PublicItem]:
    """What was published of units the actor sees, the newest first. Filters: `q`, `tinh-trang`, `loai`."""
    rows = search.match(visible(PublicItem.objects.all(), actor), str(filters.get("q", "")))
    if filters.get("tinh-trang"):
        rows = rows.filter(status=filters["tinh-trang"])
    if filters.get("loai"):
        rows = rows.filter(kind=filters["loai"])
    rows = rows.annotate(times=Coalesce(F("views__count"), 0))
    return rows.select_related("campaign").defer("content").order_by("-published_at", "-id")


def _words(filters: Filters) -> str:
    chosen = [str(filters["q"])] if filters.get("q") else []
    if filters.get("tinh-trang") in PublicItem.Status.values:
        chosen.append(str(PublicItem.Status(filters["tinh-trang"]).label))
    if filters.get("loai") in PublicItem.Kind.values:
        chosen.append(str(PublicItem.Kind(filters["loai"]).label))
    return "; ".join(chosen)


PUBLICATIONS = TABLES.register(
    "da-dang",
    Table(
        key="da-dang",
        title=_("Nội dung đã đăng lên cổng"),
        rows=_rows,
        columns=(
            Column("title", _("Tên"), lambda row: row.title, link=lambda row: Link("desk:publication", (row.uid,)), width=50),
            Column("kind", _("Loại"), lambda row: row.get_kind_display().capitalize(), width=14),
            Column("campaign", _("Đợt thi đua"), lambda row: row.campaign.short_name, width=30),
            Column("unit", _("Đơn vị"), lambda row: row.unit_name, width=40),
            Column("thing_date", _("Ngày của việc"), lambda row: row.thing_date, kind=Kind.DATE, width=14),
            Column("published_at", _("Đăng lúc"), lambda row: row.published_at, kind=Kind.DATE, width=18),
            Column("author", _("Người đăng"), lambda row: row.author, width=24),
            Column("views", _("Lượt xem"), lambda row: row.times, kind=Kind.NUMBER, width=10),
            Column("status", _("Tình trạng"), lambda row: row.status, kind=Kind.STATE, width=14,
                   text=lambda status: PublicItem.Status(status).label),
        ),
        filter_words=_words,
    ),
)  # fmt: skip


def _comments(actor: Actor, filters: Filters) -> QuerySet[PublicComment]:
    """Readers' comments for the bodies the actor publishes for, those that wait first. Filters: `q`, `tinh-trang`."""
    rows = PublicComment.objects.filter(unit__in=actor.bodies_with(Permission.PUBLISH))
    if filters.get("q"):
        rows = rows.filter(item__in=search.match(PublicItem.objects.all(), str(filters["q"])))
    if filters.get("tinh-trang"):
        rows = rows.filter(status=filters["tinh-trang"])
    waiting = Case(When(status=PublicComment.Status.WAITING, then=0), default=1)
    return rows.select_related("item").defer("item__content").order_by(waiting, "-made_at", "-id")


def _words_of_comments(filters: Filters) -> str:
    chosen = [str(filters["q"])] if filters.get("q") else []
    if filters.get("tinh-trang") in PublicComment.Status.values:
        chosen.append(str(PublicComment.Status(filters["tinh-trang"]).label))
    return "; ".join(chosen)


COMMENTS = TABLES.register(
    "y-kien",
    Table(
        key="y-kien",
        title=_("Ý kiến của người đọc cổng"),
        rows=_comments,
        columns=(
            Column("text", _("Ý kiến"), lambda row: row.text, link=lambda row: Link("desk:comment", (row.uid,)), width=60,
                   text=lambda text: Truncator(text).chars(160)),
            Column("item", _("Về nội dung"), lambda row: row.item.title, width=40,
                   link=lambda row: Link("desk:publication", (row.item.uid,))),
            Column("author", _("Người gửi"), lambda row: row.author, width=24),
            Column("made_at", _("Gửi lúc"), lambda row: row.made_at, kind=Kind.DATE, width=18),
            Column("status", _("Tình trạng"), lambda row: row.status, kind=Kind.STATE, width=16,
                   text=lambda status: PublicComment.Status(status).label),
        ),
        filter_words=_words_of_comments,
    ),
)  # fmt: skip


def _visits(actor: Actor, filters: Filters) -> QuerySet[VisitDay]:
    """The days of the portal, the newest first, for who publishes for a body that has a campaign."""
    rows = VisitDay.objects.all() if link_bodies(actor) else VisitDay.objects.none()
    return rows.order_by("-day", "-id")


VISITS = TABLES.register(
    "truy-cap",
    Table(
        key="truy-cap",
        title=_("Lượt truy cập cổng theo ngày"),
        rows=_visits,
        columns=(
            Column("day", _("Ngày"), lambda row: row.day, kind=Kind.DATE, width=14),
            Column("visits", _("Lượt truy cập"), lambda row: row.visits, kind=Kind.NUMBER, width=16),
            Column("visitors", _("Người đọc"), lambda row: row.visitors, kind=Kind.NUMBER, width=16),
            Column("views", _("Lượt xem nội dung"), lambda row: row.views, kind=Kind.NUMBER, width=18),
        ),
        filter_words=lambda _filters: "",
    ),
)  # fmt: skip
