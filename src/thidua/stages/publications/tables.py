"""The list of what was published, for those who look after it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core import search
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.publications.models import PublicItem


def _rows(actor: Actor, filters: Filters) -> QuerySet[PublicItem]:
    """What was published of units the actor sees, the newest first. Filters: `q`, `tinh-trang`, `loai`."""
    rows = search.match(visible(PublicItem.objects.all(), actor), str(filters.get("q", "")))
    if filters.get("tinh-trang"):
        rows = rows.filter(status=filters["tinh-trang"])
    if filters.get("loai"):
        rows = rows.filter(kind=filters["loai"])
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
            Column("status", _("Tình trạng"), lambda row: row.status, kind=Kind.STATE, width=14,
                   text=lambda status: PublicItem.Status(status).label),
        ),
        filter_words=_words,
    ),
)  # fmt: skip
