"""How complete and punctual reports are, as lists: for those under each unit above, and unit by unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.foundation.units.models import Unit, UnitKind
from thidua.stages.reports.filters import narrowing
from thidua.stages.reports.lateness import late_days
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.schedules import title_of
from thidua.stages.reports.tables import late_words
from thidua.stages.reports.timeliness import Timeliness, by_unit, overdue_on, shown_periods, timeliness


def chosen(actor: Actor, given: Filters) -> tuple[list[ReportPeriod], Unit | None, UnitKind | None]:
    """The period of the address, else the newest ones; the unit whose branch is meant, the kind. Raises `Missing`."""
    narrowed = narrowing(actor, given)
    return [narrowed.period] if narrowed.period else shown_periods(actor), narrowed.unit, narrowed.kind


def _by_parent(actor: Actor, given: Filters) -> Sequence[Timeliness]:
    return timeliness(actor, *chosen(actor, given))


def _by_unit(actor: Actor, given: Filters) -> QuerySet[Any]:
    return by_unit(actor, *chosen(actor, given))


def _with_periods(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    periods = ReportPeriod.objects.select_related("schedule").in_bulk({row["period"] for row in rows})
    return [{**row, "of": periods[row["period"]]} for row in rows]


def punctuality(row: dict[str, Any]) -> str:
    """«đúng hạn», «gửi muộn 2 ngày», «chưa gửi, đã quá hạn»: said of the report."""
    period = row["of"]
    if row["sent_at"] is None:
        return _("chưa gửi, đã quá hạn") if overdue_on(period, clock.today()) else _("chưa gửi, còn hạn")
    if period.due_before is None:
        return _("đã gửi, chưa có hạn")
    return late_words(late_days(period, row["sent_at"])) or _("đúng hạn")


def _above(line: Timeliness) -> str:
    return line.parent.short_name if line.parent else ""


COMPLETENESS = TABLES.register(
    "reports-completeness",
    Table(
        key="reports-completeness",
        title=gettext_lazy("Báo cáo: đủ và đúng hạn"),
        rows=_by_parent,
        columns=(
            Column("above", gettext_lazy("Thuộc"), _above, width=30),
            Column("kind", gettext_lazy("Cấp"), lambda line: line.kind.short_label),
            Column("period", gettext_lazy("Báo cáo"), lambda line: title_of(line.period), width=40),
            Column("expected", gettext_lazy("Phải gửi"), lambda line: line.expected, kind=Kind.NUMBER),
            Column("received", gettext_lazy("Đã gửi"), lambda line: line.received, kind=Kind.NUMBER),
            Column("rate", gettext_lazy("Tỷ lệ gửi"), lambda line: line.rate, kind=Kind.SHARE),
            Column("on-time", gettext_lazy("Đúng hạn"), lambda line: line.on_time, kind=Kind.NUMBER),
            Column("on-time-rate", gettext_lazy("Tỷ lệ đúng hạn"), lambda line: line.on_time_rate, kind=Kind.SHARE),
            Column("missing", gettext_lazy("Chưa gửi"), lambda line: line.missing, kind=Kind.NUMBER),
        ),
    ),
)
UNITS = TABLES.register(
    "reports-units",
    Table(
        key="reports-units",
        title=gettext_lazy("Báo cáo của từng đơn vị"),
        rows=_by_unit,
        prepare=_with_periods,
        columns=(
            Column("unit", gettext_lazy("Đơn vị"), lambda row: row["unit__short_name"], width=30,
                   link=lambda row: Link("desk:report", (row["uid"],)) if row["uid"] else None),
            Column("above", gettext_lazy("Thuộc"), lambda row: row["parent__short_name"] or ""),
            Column("kind", gettext_lazy("Cấp"), lambda row: row["kind__short_label"]),
            Column("period", gettext_lazy("Báo cáo"), lambda row: title_of(row["of"]), width=40),
            Column("sent", gettext_lazy("Gửi lần đầu"), lambda row: row["sent_at"], kind=Kind.DATE),
            Column("punctual", gettext_lazy("So với hạn"), punctuality, width=24),
            Column("status", gettext_lazy("Tình trạng"), lambda row: row["status"], kind=Kind.STATE,
                   text=lambda status: Report.Status(status).label),
        ),
    ),
)  # fmt: skip
