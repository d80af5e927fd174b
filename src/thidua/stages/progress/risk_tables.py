"""«Có nguy cơ không đạt» as a file; the filters are those of its page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.tables import TABLES, Column, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.progress.forecast import rounded_up
from thidua.stages.progress.judging import PERCENT
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import moment_words, read_moment
from thidua.stages.progress.queries.amounts import unit_of
from thidua.stages.progress.queries.groups import lists_beneath
from thidua.stages.progress.queries.places import asked_by
from thidua.stages.progress.queries.risk import is_late, level_of, open_cells, with_cells
from thidua.stages.progress.standing import State
from thidua.stages.progress.tables import UNIT_COLUMNS, chosen_place, in_unit, number
from thidua.stages.progress.wording import STATE_WORDS


def _at_risk(actor: Actor, filters: Filters) -> Any:
    place = chosen_place(actor, filters)
    if place is None:
        return UnitProgress.objects.none()
    moment = read_moment(filters, today=clock.today())
    asked = asked_by(place.campaign, moment)
    code, group = str(filters.get("chi-tieu", "")), str(filters.get("nhom", ""))
    lists = lists_beneath(place, moment.on)
    rows = open_cells(
        actor=actor,
        asked=asked.only(asked.target(code)) if code else asked,
        place=place,
        level=level_of(lists, place, str(filters.get("cap", "")), group),
        group=lists.group(group),
        on=moment,
        text=str(filters.get("tim", "")).replace("\0", ""),
    )
    return rows.filter(is_late)


def reached_words(row: Any) -> str:
    """What there is of what there must be, apart by kind."""
    parts = row.cell.parts if row.cell else ()
    return " · ".join(part.words for part in parts)


def _measured(row: Any, value: int) -> Decimal:
    """A quantity in the unit the page writes; units that met are counted."""
    return in_unit(value, row.target) if row.is_alone else Decimal(value)


def _measure(row: Any) -> str:
    """In what: the target's unit, or units of the place; a percentage lacks so many of its whole."""
    if not row.is_alone:
        return _("đơn vị")
    return "" if row.target.measure_unit == PERCENT else unit_of(row.target).short


AT_RISK = TABLES.register(
    "progress-at-risk",
    Table(
        key="progress-at-risk",
        title=gettext_lazy("Chỉ tiêu có nguy cơ không đạt"),
        rows=_at_risk,
        as_of=moment_words,
        prepare=with_cells,
        note=gettext_lazy("Dự báo: phần tăng thêm trong 30 ngày gần nhất được giữ nguyên nhịp cho đến hết hạn."),
        columns=(
            *UNIT_COLUMNS,
            Column("target", gettext_lazy("Chỉ tiêu"), lambda row: str(row.target)),
            Column("due", gettext_lazy("Phải xong trước ngày"), lambda row: row.due, kind=Kind.DATE),
            Column("reached", gettext_lazy("Đã đạt / phải đạt"), reached_words),
            number("gained", gettext_lazy("Thêm trong 30 ngày"), lambda row: _measured(row, row.pace.gained // 100)),
            number("lacking", gettext_lazy("Dự báo còn thiếu"), lambda row: _measured(row, rounded_up(row.pace.lacking))),
            Column("measure", gettext_lazy("Đơn vị tính"), _measure, width=12),
            Column("state", gettext_lazy("Tình trạng"), lambda row: row.branch_state, kind=Kind.STATE,
                   text=lambda state: STATE_WORDS[State(state)]),
        ),
    ),
)  # fmt: skip
