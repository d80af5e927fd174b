"""Reported figures as facts of targets: what accepted reports say in one field; nothing reported is not zero."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.measures import MEASURES, Explained, Fact, is_inside, window
from thidua.stages.reports.models import Report, ReportSchedule, ReportValue
from thidua.stages.reports.schedules import title_of
from thidua.stages.reports.states import ACCEPTED

# The key of the measure, as campaign files write it.
MEASURE = "reported"
LATEST = "latest"


class ReportSource:
    """A target says which field, and whether all accepted reports add up or the unit's latest stands alone."""

    source_kind = "report"
    counts_records = False

    def facts(self, target: Target, *, uids: Collection[uuid.UUID] | None = None) -> Iterable[Fact]:
        """One fact a report that has a figure in the field, on its data date, credited to its unit."""
        rows = _rows(target, uids)
        if target.measure_params.get("count") == LATEST:
            newest: dict[int, ReportValue] = {row.report.unit_id: row for row in rows}
            counted: Iterable[ReportValue] = newest.values()
        else:
            counted = list(rows)
        for row in counted:
            if uids is None or row.report.uid in uids:
                assert row.figure is not None
                credit = frozenset({row.report.unit_id})
                yield Fact(row.report.uid, row.figure, row.report.data_date, credit, row.denominator or 0)

    def explain(self, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Explained]:
        """Each report with its data date and who accepted it; one statement."""
        rows = Report.objects.filter(uid__in=uids).select_related("unit", "period__schedule", "accepted_by")
        return {row.uid: _explained(row) for row in rows.order_by("id")}

    def candidates(self, target: Target, units: QuerySet[Any]) -> QuerySet[Report]:
        """The sent reports of these units that have a figure in the target's field."""
        said = ReportValue.objects.filter(
            Q(campaign=target.campaign_id) | Q(campaign__isnull=True),
            report=OuterRef("pk"), field=target.measure_params["field"], figure__isnull=False,
        )  # fmt: skip
        schedules = ReportSchedule.objects.filter(campaigns=target.campaign_id).order_by().values("pk")
        rows = Report.objects.filter(unit__in=units, period__schedule__in=schedules, submitted_at__isnull=False)
        return rows.filter(Exists(said)).order_by("unit__sort_key", "data_date", "id")

    def why_not(self, target: Target, records: Collection[Report]) -> dict[uuid.UUID, str]:
        """Why each does not count; no statement."""
        return {row.uid: _why_not(target, row) for row in records}


def _why_not(target: Target, row: Report) -> str:
    if row.status != ACCEPTED:
        return _("còn ở bước «%(state)s»") % {"state": Report.Status(row.status).label}
    if not is_inside(window(target), row.data_date):
        day = day_words(row.data_date)
        return _("ngày %(day)s nằm ngoài thời gian tính của chỉ tiêu") % {"day": day}
    if target.measure_params.get("count") == LATEST:
        return _("đã có báo cáo sau thay số này")
    return _("đơn vị được tính không thuộc diện giao chỉ tiêu này")


def _rows(target: Target, uids: Collection[uuid.UUID] | None) -> list[ReportValue]:
    """The figures that count, the newest of a unit last."""
    schedules = ReportSchedule.objects.filter(campaigns=target.campaign_id).order_by().values("pk")
    asked = Participation.objects.filter(campaign=target.campaign_id, kind__in=target.unit_kinds).order_by()
    rows: QuerySet[ReportValue] = ReportValue.objects.filter(
        Q(campaign=target.campaign_id) | Q(campaign__isnull=True),
        field=target.measure_params["field"],
        figure__isnull=False,
        report__status=ACCEPTED,
        report__period__schedule__in=schedules,
        report__unit__in=asked.values("unit"),
    )
    if uids is not None:
        # Of a unit all its reports: which of them is the latest shows only beside the others.
        rows = rows.filter(report__unit__in=Report.objects.filter(uid__in=list(uids)).order_by().values("unit"))
    span = window(target)
    ordered = rows.select_related("report").order_by("report__data_date", "report__period__starts_on", "report_id")
    return [row for row in ordered if is_inside(span, row.report.data_date)]


def _explained(row: Report) -> Explained:
    found: dict[str, Any] = {
        "label": title_of(row.period),
        "note": _("số liệu tính đến %(day)s") % {"day": day_words(row.data_date)},
    }
    return Explained(
        source_uid=row.uid,
        unit_name=row.unit.name,
        address_name="desk:report",
        address_args=(row.uid,),
        accepted_by=row.accepted_by.full_name if row.accepted_by else "",
        accepted_at=row.accepted_at,
        files=(),
        **found,
    )


MEASURES.register(MEASURE, ReportSource())
