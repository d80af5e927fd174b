"""The lists of sessions and of results, described once for the page, Excel and CSV."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.councils.models import Session, SessionItem
from thidua.stages.councils.queries import list_sessions
from thidua.stages.councils.states import WITH_RESULTS
from thidua.stages.councils.visibility import councils_for, items_for
from thidua.stages.works.naming import full_name


def _sessions(actor: Actor, given: Filters) -> QuerySet[Session]:
    rows = list_sessions(actor)
    council = _uid(given.get("hoi-dong"))
    if council is not None:
        found = councils_for(actor).filter(uid=council).first()
        if found is None:
            raise Missing(_t("Không tìm thấy Hội đồng này, hoặc Hội đồng của đơn vị khác."))
        rows = rows.filter(council=found)
    # A number too would tell of an item the actor steps out for.
    known = items_for(actor).filter(session=OuterRef("pk")).order_by().values("session").annotate(number=Count("pk"))
    return rows.annotate(names=Coalesce(Subquery(known.values("number")), 0))


def _results(actor: Actor, given: Filters) -> QuerySet[SessionItem]:
    """Of sessions that are counted; who steps out for an item does not find it here either."""
    rows = items_for(actor).filter(session__status__in=WITH_RESULTS)
    session = _uid(given.get("phien"))
    if session is not None:
        rows = rows.filter(session__uid=session)
    rows = rows.select_related(
        "session__council", "session__round", "nomination__subject__kind", "nomination__subject__parent",
        "nomination__person", "nomination__form", "nomination__pool",
    )  # fmt: skip
    return rows.order_by("-session__held_on", "-session_id", "position", "id")


def _uid(text: Any) -> uuid.UUID | None:
    if not text:
        return None
    try:
        return uuid.UUID(str(text))
    except ValueError:
        raise Missing(_t("Không tìm thấy Hội đồng hoặc phiên họp này.")) from None


def _share(item: SessionItem) -> tuple[int, int, int] | None:
    """The yes of those they are held against, and the percentage the council asks."""
    return (item.yes, item.of, item.session.council.threshold) if item.yes is not None and item.of else None


def _passed(item: SessionItem) -> str:
    return "" if item.passed is None else str(_t("Đồng ý") if item.passed else _t("Không đồng ý"))


SESSIONS = TABLES.register(
    "council-sessions",
    Table(
        key="council-sessions",
        title=_("Các phiên họp Hội đồng"),
        rows=_sessions,
        columns=(
            Column("held_on", _("Ngày họp"), lambda row: row.held_on, kind=Kind.DATE,
                   link=lambda row: Link("desk:session", (row.uid,))),
            Column("council", _("Hội đồng"), lambda row: row.council.name, width=44),
            Column("round", _("Xét"), lambda row: f"{row.round}, {row.round.campaign.short_name}", width=40),
            Column("items", _("Số trường hợp"), lambda row: row.names, kind=Kind.NUMBER),
            Column("mode", _("Cách biểu quyết"), lambda row: row.get_mode_display()),
            Column("place", _("Nơi họp"), lambda row: row.place),
            Column("minutes", _("Biên bản"), lambda row: row.minutes.notation if row.minutes else ""),
            Column("status", _("Tình trạng"), lambda row: row.status, kind=Kind.STATE,
                   text=lambda status: Session.Status(status).label),
        ),
    ),
)  # fmt: skip
RESULTS = TABLES.register(
    "council-results",
    Table(
        key="council-results",
        title=_("Kết quả biểu quyết của Hội đồng"),
        rows=_results,
        columns=(
            Column("held_on", _("Ngày họp"), lambda row: row.session.held_on, kind=Kind.DATE,
                   link=lambda row: Link("desk:session", (row.session.uid,))),
            Column("nominee", _("Tập thể, cá nhân"), lambda row: str(row.nomination), width=44),
            Column("unit", _("Đơn vị"), lambda row: full_name(row.nomination.subject), width=44),
            Column("form", _("Hình thức đề nghị"), lambda row: row.nomination.form.name, width=36),
            Column("pool", _("Nhóm suất"), lambda row: row.nomination.pool.name if row.nomination.pool else ""),
            Column("yes", _("Đồng ý"), lambda row: row.yes, kind=Kind.NUMBER),
            Column("no", _("Không đồng ý"), lambda row: row.no, kind=Kind.NUMBER),
            Column("invalid", _("Phiếu trắng, không hợp lệ"), lambda row: row.invalid, kind=Kind.NUMBER),
            Column("share", _("Tỷ lệ"), _share, kind=Kind.SHARE),
            Column("passed", _("Kết quả"), _passed),
        ),
    ),
)  # fmt: skip
