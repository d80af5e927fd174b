"""Lists of reports that leave the site: each with its round and lateness, and who has not sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Kind
from thidua.foundation.units.models import Unit
from thidua.stages.reports import queries
from thidua.stages.reports.filters import narrowing, told
from thidua.stages.reports.lateness import late_days
from thidua.stages.reports.models import Report
from thidua.stages.reports.schedules import title_of


def late_words(days: int) -> str:
    """«gửi muộn 2 ngày», said of the report; nothing in time."""
    return _("gửi muộn %(days)d ngày") % {"days": days} if days else ""


def _rows(actor: Actor, given: Mapping[str, Any]) -> QuerySet[Report]:
    chosen = narrowing(actor, given)
    return queries.listed(
        actor, period=chosen.period, status=chosen.status, unit=chosen.unit, text=chosen.text,
        kind=chosen.kind.pk if chosen.kind else "", sending=chosen.sent,
    )  # fmt: skip


def _missing(actor: Actor, given: Mapping[str, Any]) -> QuerySet[Unit]:
    chosen = narrowing(actor, given)
    if chosen.period is None:
        raise Missing(_("Xin chọn kỳ báo cáo. Mở lại từ trang báo cáo."))
    return queries.missing_for(actor, chosen.period, chosen.text, chosen.unit, chosen.kind)


def _above(unit: Unit) -> str:
    return unit.parent.short_name if unit.parent else ""


def _lateness(report: Report) -> str:
    """Late or in time; nothing while it was not sent or no day is set."""
    if report.submitted_at is None or report.period.due_before is None:
        return ""
    return late_words(late_days(report.period, report.submitted_at)) or _("đúng hạn")


REPORTS = TABLES.register(
    "reports",
    Table(
        key="reports",
        title=gettext_lazy("Danh sách báo cáo"),
        rows=_rows,
        filter_words=told,
        columns=(
            Column("unit", gettext_lazy("Đơn vị"), lambda row: row.unit.short_name,
                   link=lambda row: Link("desk:report", (row.uid,)), width=30),
            Column("above", gettext_lazy("Thuộc"), lambda row: _above(row.unit)),
            Column("period", gettext_lazy("Báo cáo"), lambda row: title_of(row.period), width=40),
            Column("status", gettext_lazy("Tình trạng"), lambda row: row.status, kind=Kind.STATE,
                   text=lambda status: Report.Status(status).label),
            Column("data_date", gettext_lazy("Số liệu tính đến"), lambda row: row.data_date, kind=Kind.DATE),
            Column("submitted", gettext_lazy("Gửi lần đầu"), lambda row: row.submitted_at, kind=Kind.DATE),
            Column("late", gettext_lazy("So với hạn"), _lateness),
            Column("rounds", gettext_lazy("Số lần gửi"), lambda row: row.times, kind=Kind.NUMBER, width=8),
            Column("document", gettext_lazy("Số, ký hiệu"), lambda row: row.document.notation if row.document else ""),
            Column("accepted", gettext_lazy("Ngày nhận"), lambda row: row.accepted_at, kind=Kind.DATE),
        ),
    ),
)  # fmt: skip
MISSING = TABLES.register(
    "reports-missing",
    Table(
        key="reports-missing",
        title=gettext_lazy("Đơn vị chưa gửi báo cáo"),
        rows=_missing,
        filter_words=told,
        columns=(
            Column("unit", gettext_lazy("Đơn vị"), lambda unit: unit.short_name, width=30),
            Column("above", gettext_lazy("Thuộc"), _above),
            Column("contact", gettext_lazy("Người liên hệ"), lambda unit: unit.contact_name),
            Column("phone", gettext_lazy("Điện thoại"), lambda unit: unit.phone),
        ),
    ),
)
