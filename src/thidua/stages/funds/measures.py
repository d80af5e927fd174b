"""Funds as facts of targets (II.5f): what was first received, or what was spent, credited to the unit of the fund."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from thidua.foundation.core import files
from thidua.foundation.core.quantities import format_money
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.funds.models import TRANSFERS, Fund, FundEntry, FundMonth, Kind, Status
from thidua.stages.funds.sheets import OWNER
from thidua.stages.progress.measures import MEASURES, Explained, Fact, is_inside, window
from thidua.stages.works.naming import full_name, person_name

# The key of the measure, as campaign files write it, and what it can count.
MEASURE = "fund"
COUNTED = {"received": Kind.DONATION, "spent": Kind.SPENDING}
CLOSED = "closed"


class FundSource:
    """A target says what is counted: gifts where they were first received, or what was spent on people.

    A transfer is neither: it was counted where it came in. An entry that was answered by a counter-entry counts no
    more, nor does the counter-entry. An opened fund without a gift is a fact of nothing: zero is not «chưa báo cáo».
    """

    source_kind = "fund-entry"
    counts_records = False

    def facts(self, target: Target, *, uids: Collection[uuid.UUID] | None = None) -> Iterable[Fact]:
        """One fact an entry, on its day; one of zero for each open fund. Two statements and one for the window."""
        yield from _opened(target, uids)
        span = window(target)
        for uid, amount, day, unit in _counted(target, uids).values_list("uid", "amount", "day", "unit_id"):
            if is_inside(span, day):
                yield Fact(uid, amount, day, frozenset({unit}))

    def explain(self, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Explained]:
        """Each entry by its voucher, never by its donor, with the sheets of its month; a fixed number of statements."""
        entries = FundEntry.objects.filter(uid__in=uids).select_related("unit__kind", "unit__parent", "fund")
        rows = list(entries.order_by("id"))
        wanted = {(row.fund_id, row.day.replace(day=1)) for row in rows}
        found = FundMonth.objects.filter(fund__in={fund for fund, _day in wanted}, status=Status.CLOSED)
        months = {(row.fund_id, row.starts_on): row for row in found.select_related("closed_by").order_by("id")}
        sheets = files.by_owner(OWNER, [row.uid for row in months.values()])
        told = {row.uid: _explained(row, months.get((row.fund_id, row.day.replace(day=1))), sheets) for row in rows}
        funds = Fund.objects.filter(uid__in=[uid for uid in uids if uid not in told]).select_related(
            "unit__kind", "unit__parent"
        )
        return told | {fund.uid: _explained_fund(fund) for fund in funds.order_by("id")}

    def candidates(self, target: Target, units: QuerySet[Any]) -> QuerySet[FundEntry]:
        """What these units' funds took in (or gave out), transfers among it."""
        kinds = [COUNTED[_count(target)], Kind.TRANSFER_IN if _count(target) == "received" else Kind.TRANSFER_OUT]
        rows = FundEntry.objects.filter(unit__in=units, kind__in=kinds, reverses__isnull=True)
        return rows.select_related("fund").order_by("unit__sort_key", "day", "id")

    def why_not(self, target: Target, records: Collection[FundEntry]) -> dict[uuid.UUID, str]:
        """Why each does not count; one statement."""
        answered = FundEntry.objects.filter(reverses__in=[row.pk for row in records]).order_by("id")
        numbers = {row.reverses_id: row.notation for row in answered}
        return {row.uid: _why_not(target, row, numbers) for row in records}


def _count(target: Target) -> str:
    return str(target.measure_params.get("count", "received"))


def _counted(target: Target, uids: Collection[uuid.UUID] | None) -> QuerySet[FundEntry]:
    rows = FundEntry.objects.filter(
        kind=COUNTED[_count(target)], reverses__isnull=True, reversed_by__isnull=True, unit__in=_asked(target)
    )
    if target.measure_params.get("state") == CLOSED:
        rows = rows.filter(day__lt=F("fund__closed_before"))
    if uids is not None:
        rows = rows.filter(uid__in=uids)
    return rows.order_by("id")


def _asked(target: Target) -> QuerySet[Any]:
    """Whom entries are credited to; where a branch is judged, to whoever of it takes part."""
    places = Participation.objects.filter(campaign=target.campaign_id)
    if target.reading == Target.Reading.OWN:
        places = places.filter(kind_id__in=target.unit_kinds)
    return places.order_by().values("unit")


def _opened(target: Target, uids: Collection[uuid.UUID] | None) -> Iterator[Fact]:
    opens, before = window(target)
    funds = Fund.objects.filter(unit__in=_asked(target))
    if uids is not None:
        funds = funds.filter(uid__in=uids)
    for uid, day, unit in funds.order_by("id").values_list("uid", "opens_on", "unit_id"):
        known_from = max(day, opens) if opens else day
        if before is None or known_from < before:
            yield Fact(uid, 0, known_from, frozenset({unit}))


def _why_not(target: Target, row: FundEntry, numbers: dict[int | None, str]) -> str:
    if row.kind in TRANSFERS:
        return _("điều chuyển giữa các quỹ: đã tính ở nơi nhận đầu tiên")
    if row.pk in numbers:
        return _("đã điều chỉnh bằng %(voucher)s") % {"voucher": numbers[row.pk]}
    if not is_inside(window(target), row.day):
        return _("ngày %(day)s nằm ngoài thời gian tính của chỉ tiêu") % {"day": day_words(row.day)}
    if target.measure_params.get("state") == CLOSED and row.day >= row.fund.closed_before:
        return _("sổ tháng %(month)s chưa chốt") % {"month": f"{row.day.month}/{row.day.year}"}
    return _("đơn vị được tính không thuộc diện giao chỉ tiêu này")


def _explained(row: FundEntry, month: FundMonth | None, sheets: dict[uuid.UUID, list[Any]]) -> Explained:
    said = {"kind": row.get_kind_display(), "amount": format_money(row.amount), "day": day_words(row.day)}
    return Explained(
        source_uid=row.uid,
        label=row.notation,
        unit_name=full_name(row.unit),
        address_name="desk:fund-entry",
        address_args=(row.uid,),
        accepted_by=person_name(month.closed_by) if month else "",
        accepted_at=month.closed_at if month else None,
        files=tuple(file.uid for file in sheets.get(month.uid, [])) if month else (),
        note=_("%(kind)s, %(amount)s, ngày %(day)s") % said,
    )


def _explained_fund(fund: Fund) -> Explained:
    return Explained(
        source_uid=fund.uid,
        label=_("Mở sổ quỹ"),
        unit_name=full_name(fund.unit),
        address_name="desk:fund",
        address_args=(fund.uid,),
        accepted_by="",
        accepted_at=None,
        files=(),
        note=_("từ ngày %(day)s") % {"day": day_words(fund.opens_on)},
    )


MEASURES.register(MEASURE, FundSource())
