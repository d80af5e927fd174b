"""The dry run of a list of months: what each row would bring to its leader, and what is wrong in which cell."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.quantities import format_money
from thidua.foundation.core.tables import Draft, DraftRow, Problem, read, remembered_headings
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit, within
from thidua.foundation.units.queries import living
from thidua.stages.funds.balances import Figures, figures_of_many
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Status, next_month
from thidua.stages.funds.sheets import FIGURES, MONTHS_KEY, MONTHS_SHEET, month_words
from thidua.stages.funds.telling import KINDS, MonthTold, amounts_wrong, expected, sum_wrong
from thidua.stages.works.naming import full_name

Hold = Callable[[Iterable[Fund]], list[Fund]]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One row as it would be brought: the month told of a fund."""

    row: DraftRow
    fund: Fund
    starts_on: datetime.date
    given: MonthTold
    opening: int


@dataclass(slots=True)
class MonthPlan:
    """A dry run: the file as read, with every problem, and the months that its sound rows tell."""

    draft: Draft
    lines: list[MonthRow] = field(default_factory=list)


def plan_months(*, upload: File, by: By, today: datetime.date, hold: Hold = list) -> MonthPlan:
    """Reads a list of months and says what it would bring; nothing is written. `hold` locks the funds it names."""
    plan = MonthPlan(read(MONTHS_SHEET, upload, remembered=remembered_headings(MONTHS_KEY)))
    wrong = {(problem.sheet, problem.row) for problem in plan.draft.problems}
    rows = [row for row in plan.draft.rows if (row.sheet, row.row) not in wrong]
    _Reading(by, today, hold).read(rows, plan)
    if not plan.lines and not plan.draft.problems:
        told = _("Không có dòng nào ghi số liệu mới. Xin ghi ít nhất số cuối kỳ của một tháng.")
        plan.draft.problems.append(Problem("", 0, "", told))
    plan.draft.problems.sort(key=lambda problem: (problem.sheet, problem.row))
    return plan


def tellable(by: By, today: datetime.date) -> list[Unit]:
    """The committees whose months the actor may tell: those it keeps the fund of, and all beneath them."""
    rows = Unit.objects.filter(living(today), kind__is_committee=True).select_related("kind", "parent")
    if isinstance(by, Actor):
        own = Unit.objects.filter(pk__in=by.bodies_with(Permission.FUNDS_ENTER), kind__is_committee=True)
        branches = tuple(own.order_by("lft", "id").values_list("lft", "rgt"))
        rows = rows.filter(within("", branches))
    return list(rows.order_by("lft", "id"))


class _Reading:
    """The rows of one file against the funds they name."""

    def __init__(self, by: By, today: datetime.date, hold: Hold) -> None:
        self.today, self.hold = today, hold
        units = tellable(by, today)
        own = by.bodies_with(Permission.FUNDS_ENTER) if isinstance(by, Actor) else []
        self.own = [unit for unit in units if unit.pk in own]
        self.named: dict[str, list[Unit]] = defaultdict(list)
        for unit in units:
            for name in _spellings(unit):
                self.named[name].append(unit)

    def read(self, rows: Sequence[DraftRow], plan: MonthPlan) -> None:
        """Every row, in order."""
        found: list[tuple[DraftRow, Unit]] = []
        for row in rows:
            if all(row.values[name] is None for name in FIGURES):
                plan.draft.passed_over.append(row.problem("", _("Dòng chưa ghi số liệu")))
                continue
            try:
                found.append((row, self._unit(row.values["unit"] or "")))
            except Invalid as refused:
                _tell(plan, row, refused)
        self._prepare(found)
        seen: dict[Any, DraftRow] = {}
        for row, unit in found:
            try:
                self._judge(row, unit, seen, plan)
            except Invalid as refused:
                _tell(plan, row, refused)

    def _prepare(self, found: Sequence[tuple[DraftRow, Unit]]) -> None:
        """The funds named, held where something is to be written, with their months and the figures of the next one."""
        units = {unit.pk for _row, unit in found}
        funds = self.hold(Fund.objects.filter(unit__in=units).select_related("unit").order_by("pk"))
        self.funds = {fund.unit_id: fund for fund in funds}
        months = FundMonth.objects.filter(fund__in=[fund.pk for fund in funds]).order_by("id")
        self.months = {(month.fund_id, month.starts_on): month for month in months}
        self.told: dict[int | None, list[FundEntry]] = defaultdict(list)
        begun = [month.pk for month in months if month.status == Status.DRAFT]
        for entry in FundEntry.objects.filter(whole_month__in=begun).order_by("id"):
            self.told[entry.whole_month_id].append(entry)
        self.stands: dict[int, Figures] = {}
        by_month: dict[datetime.date, list[Fund]] = defaultdict(list)
        for fund in funds:
            by_month[fund.closed_before].append(fund)
        for first, due in by_month.items():
            self.stands |= figures_of_many(due, first, next_month(first))

    def _unit(self, name: str) -> Unit:
        found = self.named.get(_bare(name), []) if name else self.own
        if len(found) == 1:
            return found[0]
        if not name:
            raise Invalid({"unit": _("Xin ghi tên đơn vị của dòng này.")})
        if not found:
            told = _("Không có đơn vị «%(name)s» mà bạn ghi được số liệu quỹ. Xin xem lại tên.")
            raise Invalid({"unit": told % {"name": name}})
        names = "; ".join(_with_parent(unit) for unit in found[:4])
        told = _("Có nhiều đơn vị tên «%(name)s»: %(names)s. Xin ghi kèm tên cấp trên.")
        raise Invalid({"unit": told % {"name": name, "names": names}})

    def _judge(self, row: DraftRow, unit: Unit, seen: dict[Any, DraftRow], plan: MonthPlan) -> None:
        fund, first = self.funds.get(unit.pk), row.values["month"]
        if (same := seen.setdefault((unit.pk, first), row)) is not row:
            told = _("Đơn vị và tháng này đã có ở dòng %(row)d. Xin giữ một dòng.")
            raise Invalid({"month": told % {"row": same.row}})
        if fund is None:
            raise Invalid({"unit": _("%(unit)s chưa mở sổ quỹ.") % {"unit": unit.short_name}})
        given = MonthTold(**{name: row.values[name] or 0 for name in FIGURES})
        month = self.months.get((fund.pk, first))
        if month is not None and month.status != Status.DRAFT:
            self._check_brought(month, row, given)
            plan.draft.passed_over.append(row.problem("", _("Sổ tháng này đã có đúng số liệu ấy")))
            return
        self._check_due(fund, first)
        if row.values["closing"] is None:
            raise Invalid({"closing": _("Xin ghi số cuối kỳ theo bảng của kế toán.")})
        before = self.told[month.pk] if month is not None else ()
        found = expected(fund, month, given, stands=self.stands[fund.pk], told=before)
        wrong = amounts_wrong(given) or sum_wrong(given, found)
        if wrong := _opening_wrong(row, found.opening) or wrong:
            raise Invalid(wrong)
        plan.lines.append(MonthRow(row, fund, first, given, found.opening))

    def _check_due(self, fund: Fund, first: datetime.date) -> None:
        """The month is the next one of a fund kept as figures, and it is over."""
        if fund.keeps_ledger:
            raise Invalid({"unit": _("Quỹ này ghi từng khoản. Xin nhập sổ thu, chi ở trang của quỹ.")})
        if first != fund.closed_before:
            told = _("Sổ quỹ chốt lần lượt từng tháng. Tháng phải chốt tiếp theo là %(month)s.")
            raise Invalid({"month": told % {"month": month_words(fund.closed_before)}})
        if self.today < next_month(first):
            told = _("Tháng %(month)s chưa hết nên chưa chốt sổ được.")
            raise Invalid({"month": told % {"month": month_words(first)}})

    def _check_brought(self, month: FundMonth, row: DraftRow, given: MonthTold) -> None:
        """A month that is with its leader or closed is told again, as a running list of a year does, as it stands."""
        if row.values["closing"] == month.closing and all(getattr(given, key) == getattr(month, key) for key in KINDS):
            return
        if month.status == Status.CLOSED:
            told = _("%(month)s đã chốt với số cuối kỳ %(closing)s. Xin điều chỉnh ở tháng chưa chốt.")
            raise Invalid({"month": told % {"month": month, "closing": format_money(month.closing)}})
        told = _("%(month)s đã trình chốt với số khác. Xin đề nghị lãnh đạo trả lại trước khi ghi lại.")
        raise Invalid({"month": told % {"month": month}})


def _opening_wrong(row: DraftRow, opening: int) -> dict[str, str]:
    if row.values["opening"] in (None, opening):
        return {}
    return {"opening": _("Theo sổ, đầu kỳ là %(opening)s. Xin xem lại.") % {"opening": format_money(opening)}}


def _tell(plan: MonthPlan, row: DraftRow, refused: Invalid) -> None:
    plan.draft.problems += [row.problem(name, str(why)) for name, why in refused.fields.items()]


def _with_parent(unit: Unit) -> str:
    return f"{full_name(unit)}, {unit.parent.short_name}" if unit.parent else full_name(unit)


def _spellings(unit: Unit) -> set[str]:
    """How offices write it: with and without what kind of place it is, alone and with the unit above."""
    own = {_bare(unit.name), _bare(unit.short_name)}
    own.add(_bare(unit.short_name).removeprefix(f"{_bare(unit.place_type)} "))
    above = {_bare(unit.parent.name), _bare(unit.parent.short_name)} if unit.parent else set()
    return own | {f"{name} {parent}" for name in own for parent in above}


def _bare(text: str) -> str:
    return " ".join(fold(text).replace(",", " ").split())
