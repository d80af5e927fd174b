"""The lists of funds, each described once for the page, Excel and CSV."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Value
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.foundation.units.models import Unit
from thidua.stages.funds import filters
from thidua.stages.funds.balances import Figures, figures_of_many
from thidua.stages.funds.filters import narrowed_entries, narrowing, words, year_words
from thidua.stages.funds.models import Donor, Fund, FundEntry, Manner
from thidua.stages.funds.models import Kind as FundKind
from thidua.stages.funds.purposes import purpose_label
from thidua.stages.funds.queries import committees, donors_of
from thidua.stages.funds.visibility import NAMED, donor_name, readable_entries
from thidua.stages.works.naming import full_name

LISTED = (
    "fund__unit",
    "unit__kind",
    "unit__parent",
    "donor",
    "work",
    "place__kind",
    "place__parent",
    "other_fund__unit",
    "reversed_by",
)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A committee with its fund's year; without a fund everything but the name is empty."""

    unit: Unit
    fund: Fund | None
    figures: Figures | None

    @property
    def closed_until(self) -> datetime.date | None:
        """The last month that is closed; None where none is."""
        if self.fund is None or self.fund.closed_before == self.fund.opens_on:
            return None
        return (self.fund.closed_before - datetime.timedelta(days=1)).replace(day=1)

    @property
    def closed_words(self) -> str:
        if self.fund is None:
            return ""
        month = self.closed_until
        return f"{month.month}/{month.year}" if month else _t("chưa chốt tháng nào")


def unit_rows(actor: Actor, given: Filters) -> QuerySet[Unit]:
    """The committees of a list, each knowing the year it is asked for."""
    chosen, today = narrowing(actor, given), clock.today()
    rows = committees(actor, today)
    if chosen.text:
        rows = rows.matching(chosen.text)  # type: ignore[attr-defined]
    if chosen.level:
        rows = rows.filter(kind=chosen.level)
    fund = Fund.objects.filter(unit=OuterRef("pk"))
    if chosen.view == filters.MISSING:
        rows = rows.filter(~Exists(fund))
    if chosen.view == filters.UNCLOSED:
        rows = rows.filter(Exists(fund.filter(closed_before__lt=today.replace(day=1))))
    return rows.annotate(asked_year=Value(chosen.year, IntegerField()))


def unit_lines(units: Sequence[Any]) -> list[UnitLine]:
    """The committees with their funds' figures of the year; two statements."""
    rows = Fund.objects.filter(unit__in=[unit.pk for unit in units]).order_by("id")
    funds = {fund.unit_id: fund for fund in rows}
    year = units[0].asked_year
    found = figures_of_many(list(funds.values()), datetime.date(year, 1, 1), datetime.date(year + 1, 1, 1))
    lines = []
    for unit in units:
        fund = funds.get(unit.pk)
        lines.append(UnitLine(unit, fund, found[fund.pk] if fund else None))
    return lines


def entry_rows(actor: Actor, given: Filters) -> QuerySet[FundEntry]:
    """The entries of a list, the newest first."""
    rows = narrowed_entries(readable_entries(actor), narrowing(actor, given))
    return rows.select_related(*LISTED).order_by("-day", "-id")


def who_of(entry: Any) -> str:
    """Whom it came from or went to, as this reader is told."""
    if entry.kind == FundKind.DONATION and not entry.donor_id and not entry.whole_month_id:
        return _t("nhân dân ủng hộ chung")
    if entry.donor_id:
        return donor_name(entry.donor, is_named=vars(entry)[NAMED])
    if entry.other_fund_id:
        return str(entry.other_fund)
    return str(entry.counterpart or entry.household)


def for_what(entry: Any) -> str:
    """What it was given or spent for: purpose, work, household's place, words."""
    parts = [purpose_label(entry.purpose) if entry.purpose else "", entry.work.name if entry.work else ""]
    parts += [full_name(entry.place) if entry.place else "", entry.goods, entry.note, entry.reason]
    return "; ".join(filter(None, parts))


def is_answered(entry: FundEntry) -> bool:
    """Whether a counter-entry stands against it."""
    return getattr(entry, "reversed_by", None) is not None


def donor_rows(actor: Actor, given: Filters) -> QuerySet[Donor]:
    """The donors of a list with what they gave."""
    chosen = narrowing(actor, given)
    return donors_of(actor, chosen.fund, chosen.text)


def _figure(name: str) -> Any:
    return lambda line: getattr(line.figures, name) if line.figures else None


FUNDS = TABLES.register(
    "funds",
    Table(
        key="funds",
        title=_("Quỹ “Vì người nghèo” của các đơn vị"),
        rows=unit_rows,
        prepare=unit_lines,
        columns=(
            Column("unit", _("Đơn vị"), lambda line: full_name(line.unit),
                   link=lambda line: Link("desk:fund", (line.fund.uid,)) if line.fund else None, width=36),
            Column("manner", _("Cách ghi"), lambda line: Manner(line.fund.manner).label if line.fund else ""),
            Column("opening", _("Đầu kỳ"), _figure("opening"), kind=Kind.MONEY),
            Column("received", _("Thu tại chỗ"), _figure("received"), kind=Kind.MONEY),
            Column("transferred_in", _("Nhận điều chuyển"), _figure("transferred_in"), kind=Kind.MONEY),
            Column("spent", _("Chi hỗ trợ"), _figure("spent"), kind=Kind.MONEY),
            Column("transferred_out", _("Điều chuyển đi"), _figure("transferred_out"), kind=Kind.MONEY),
            Column("closing", _("Cuối kỳ"), _figure("closing"), kind=Kind.MONEY),
            Column("closed", _("Đã chốt đến"), lambda line: line.closed_words),
        ),
        filter_words=year_words,
    ),
)  # fmt: skip
ENTRIES = TABLES.register(
    "fund-entries",
    Table(
        key="fund-entries",
        title=_("Sổ thu, chi Quỹ “Vì người nghèo”"),
        rows=entry_rows,
        columns=(
            Column("day", _("Ngày"), lambda row: row.day, kind=Kind.DATE),
            Column("number", _("Số phiếu"), lambda row: row.notation,
                   link=lambda row: Link("desk:fund-entry", (row.uid,))),
            Column("unit", _("Quỹ của"), lambda row: full_name(row.unit), width=28),
            Column("kind", _("Loại"), lambda row: row.get_kind_display(), width=26),
            Column("who", _("Ai ủng hộ, ai nhận"), who_of, width=36),
            Column("what", _("Nội dung"), for_what, width=50),
            Column("income", _("Số thu"), lambda row: row.amount if row.is_income else None, kind=Kind.MONEY),
            Column("outgo", _("Số chi"), lambda row: None if row.is_income else row.amount, kind=Kind.MONEY),
            Column("goods", _("Tiền hay hiện vật"), lambda row: _t("hiện vật") if row.is_goods else _t("tiền")),
            Column("answered", _("Điều chỉnh"), lambda row: row.reversed_by.notation if is_answered(row) else ""),
        ),
        filter_words=words,
    ),
)  # fmt: skip
DONORS = TABLES.register(
    "fund-donors",
    Table(
        key="fund-donors",
        title=_("Người ủng hộ Quỹ “Vì người nghèo”"),
        rows=donor_rows,
        columns=(
            Column("name", _("Người, đơn vị ủng hộ"), lambda row: donor_name(row, is_named=row.is_named), width=40),
            Column("sort", _("Là"), lambda row: row.get_sort_display() if row.is_named else ""),
            Column("address", _("Địa chỉ"), lambda row: row.address if row.is_named else "", width=36),
            Column("unit", _("Quỹ của"), lambda row: full_name(row.unit), width=28),
            Column("given", _("Đã ủng hộ"), lambda row: row.given, kind=Kind.MONEY),
            Column("latest", _("Lần gần nhất"), lambda row: row.latest, kind=Kind.DATE),
        ),
        filter_words=words,
    ),
)  # fmt: skip
