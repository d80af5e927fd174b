"""The dry run of an office's book of the fund: what each row would write, and what is wrong in which cell."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.base import File
from django.db.models import Sum
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.quantities import format_money
from thidua.foundation.core.tables import Draft, DraftRow, read, remembered_headings
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import fold
from thidua.stages.funds.content import Movement, checked, months_brought
from thidua.stages.funds.models import TRANSFERS, Fund, FundEntry, Kind
from thidua.stages.funds.sheets import FUND_SHEET, PURPOSES, SHEET_KEY

# The sheet's column that a field of a movement came from, where it bears another name.
COLUMNS = {"household": "who", "name": "who", "goods": "what", "note": "what", "counterpart": "who"}
BY_FOLD = {fold(label): key for label, key in PURPOSES.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it would be written: a movement and, of a gift, who gave."""

    row: DraftRow
    given: Movement
    donor: str = ""
    address: str = ""

    @property
    def column(self) -> str:
        """The column its amount stands in."""
        return "income" if self.row.values["income"] else "outgo"

    @property
    def effect(self) -> int:
        return self.given.amount if self.column == "income" else -self.given.amount


@dataclass(slots=True)
class Plan:
    """A dry run: the file as read, with every problem, and what its sound rows would write."""

    draft: Draft
    lines: list[Line] = field(default_factory=list)


def plan_entries(*, upload: File, fund: Fund, today: datetime.date) -> Plan:
    """Reads a book for a fund kept in full and says what it would write; nothing is written."""
    plan, seen = Plan(read(FUND_SHEET, upload, remembered=remembered_headings(SHEET_KEY))), dict[Any, DraftRow]()
    wrong = {(problem.sheet, problem.row) for problem in plan.draft.problems}
    brought = months_brought(fund)
    for row in plan.draft.rows:
        if (row.sheet, row.row) in wrong:
            continue
        try:
            line = _line(row, seen)
            given = checked(fund, line.given, today=today, brought=brought)
            plan.lines.append(replace(line, given=given))
        except Invalid as error:
            plan.draft.problems += [row.problem(_column(name, row), str(why)) for name, why in error.fields.items()]
    if not plan.draft.problems:
        _check_balance(plan, fund)
    plan.draft.problems.sort(key=lambda problem: (problem.sheet, problem.row))
    return plan


def _line(row: DraftRow, seen: dict[Any, DraftRow]) -> Line:
    cells = row.values
    if bool(cells["income"]) == bool(cells["outgo"]):
        raise Invalid({"amount": _("Mỗi dòng ghi một số tiền: ở cột thu hoặc ở cột chi.")})
    kind = cells["kind"] or (Kind.DONATION.value if cells["income"] else Kind.SPENDING.value)
    if kind in TRANSFERS:
        raise Invalid({"kind": _("Điều chuyển giữa hai quỹ không nhập từ danh sách. Xin ghi ở trang của quỹ.")})
    if (kind == Kind.SPENDING) == bool(cells["income"]):
        raise Invalid({"kind": _("Loại này không khớp với cột thu, chi. Xin sửa một trong hai.")})
    if (same := seen.setdefault(tuple(cells.values()), row)) is not row:
        raise Invalid(
            {"day": _("Giống hệt dòng %(row)d. Nếu là hai khoản, xin ghi nội dung khác nhau.") % {"row": same.row}}
        )
    is_spending = kind == Kind.SPENDING
    purpose, note = _purpose(cells) if is_spending else ("", cells["what"] or "")
    given = Movement(
        kind=kind, day=cells["day"], amount=cells["income"] or cells["outgo"], is_goods=bool(cells["is_goods"]),
        goods=note if cells["is_goods"] else "", note="" if cells["is_goods"] else note, purpose=purpose,
        household=(cells["who"] or "") if is_spending else "",
    )  # fmt: skip
    return Line(row, given, *(("", "") if is_spending else _donor(cells, kind)))


def _donor(cells: Mapping[str, Any], kind: str) -> tuple[str, str]:
    """Who gave; the words for people who gave together name nobody."""
    name = cells["who"] or ""
    together = fold(name) == fold(_("nhân dân ủng hộ chung"))
    return ("", "") if kind != Kind.DONATION or together else (name, cells["address"] or "")


def _purpose(cells: Mapping[str, Any]) -> tuple[str, str]:
    """What was spent for: the column's word, or what the words of the row begin with, as lists of this site do."""
    what = cells["what"] or ""
    if cells["purpose"]:
        return cells["purpose"], what
    first, _sign, rest = what.partition(";")
    key = BY_FOLD.get(fold(first), "")
    return key, rest.strip() if key else what


def _column(name: str, row: DraftRow) -> str:
    if name == "amount":
        return "income" if row.values["income"] else "outgo"
    if name == "purpose" and "purpose" not in row.letters:
        return "what"
    return COLUMNS.get(name, name)


def _check_balance(plan: Plan, fund: Fund) -> None:
    """Names the row with which the fund would hold less than nothing at the end of a day, of money or of goods."""
    moved: dict[tuple[bool, datetime.date], int] = defaultdict(int)
    rows = FundEntry.objects.filter(fund=fund, day__gte=fund.closed_before).order_by().values_list("is_goods", "day")
    for is_goods, day, effect in rows.annotate(moved=Sum("effect")):
        moved[is_goods, day] += effect
    last: dict[tuple[bool, datetime.date], Line] = {}
    for line in plan.lines:
        key = (line.given.is_goods, line.given.day)
        moved[key] += line.effect
        if line.effect < 0:
            last[key] = line
    left = {False: fund.closed_balance, True: fund.closed_goods}
    latest: dict[bool, Line] = {}
    for is_goods, day in sorted(moved, key=lambda key: key[1]):
        left[is_goods] += moved[is_goods, day]
        latest |= {is_goods: last[is_goods, day]} if (is_goods, day) in last else {}
        if left[is_goods] < 0 and is_goods in latest:
            line = latest[is_goods]
            reason = _("Đến hết ngày %(day)s quỹ còn thiếu %(lack)s. Quỹ không được âm; xin xem lại số tiền, ngày chi.")
            told = reason % {"day": day_words(day), "lack": format_money(-left[is_goods])}
            plan.draft.problems.append(line.row.problem(line.column, told))
            return
