"""The board's lists as files: every cell, who has not, Biểu tổng hợp. The filters are those of the pages."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock, search
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.quantities import format_number, format_percent
from thidua.foundation.core.tables import TABLES, Column, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.foundation.units.models import within
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import judging
from thidua.stages.progress.derived import cells_like
from thidua.stages.progress.judging import PERCENT
from thidua.stages.progress.measures import counts_records
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Moment, moment_words, read_moment
from thidua.stages.progress.queries import missing as lacking
from thidua.stages.progress.queries.amounts import share_of, unit_of
from thidua.stages.progress.queries.board import judged_cells
from thidua.stages.progress.queries.groups import members_of
from thidua.stages.progress.queries.places import Asked, asked_by, home_place, place_of
from thidua.stages.progress.queries.summary import SummaryLine, summary
from thidua.stages.progress.standing import State, in_state
from thidua.stages.progress.wording import STATE_WORDS, due_words


def chosen_place(actor: Actor, filters: Filters) -> Participation | None:
    """The place the address names (`dot`, `don-vi`), else the actor's own; None for who takes part nowhere."""
    campaign, unit = str(filters.get("dot", "")), str(filters.get("don-vi", ""))
    if campaign and unit:
        try:
            return place_of(actor, campaign, uuid.UUID(unit))
        except ValueError:
            raise Missing(_("Địa chỉ đơn vị không đúng. Xin mở lại từ bảng chỉ tiêu.")) from None
    try:
        return home_place(actor, campaign)
    except Missing:
        if campaign:
            raise
        return None


def _moment(filters: Filters) -> Moment:
    return read_moment(filters, today=clock.today())


def _asked_rows(actor: Actor, filters: Filters) -> tuple[Asked, Participation, QuerySet[UnitProgress]] | None:
    place = chosen_place(actor, filters)
    if place is None:
        return None
    moment = _moment(filters)
    asked = asked_by(place.campaign, moment)
    rows = judged_cells(asked, place, moment).filter(lacking.beneath(place), within("unit", actor.intervals))
    group, text = str(filters.get("nhom", "")), str(filters.get("tim", "")).replace("\0", "")
    if group:
        members = members_of(place.campaign_id, group, moment.on)
        rows = rows.filter(unit__in=members) if group.isprintable() else rows.none()
    if text:
        rows = search.match(rows, text, column="unit__folded")
    code = str(filters.get("chi-tieu", ""))
    targets = [asked.target(code)] if code else asked.targets
    rows = rows.filter(target__in=[target.pk for target in targets]).select_related(
        "target", "unit", "participation__kind", "participation__parent"
    )
    return asked, place, rows


def _cells(actor: Actor, filters: Filters) -> QuerySet[UnitProgress]:
    found = _asked_rows(actor, filters)
    if found is None:
        return UnitProgress.objects.none()
    in_place = cells_like(found[2]).filter(
        target__companion_of=OuterRef("target"), target__beside=Target.Beside.IN_PLACE, unit=OuterRef("unit")
    )
    # As the page counts them: whoever is asked, and whoever a document frees.
    rows = found[2].filter(Q(units_required__gt=0) | Q(("branch_state", State.EXEMPT.value)))
    kind, state = str(filters.get("cap", "")), str(filters.get("tinh-trang", ""))
    if kind:
        rows = rows.filter(participation__kind=kind)
    if state:
        rows = in_state(rows, state) if state in set(State) else rows.none()
    rows = rows.annotate(in_place=Subquery(in_place.values("subtree")[:1]))
    return rows.order_by("target__position", "target_id", "participation__lft", "id")


def _missing(actor: Actor, filters: Filters) -> QuerySet[UnitProgress]:
    found = _asked_rows(actor, filters)
    if found is None:
        return UnitProgress.objects.none()
    asked, _place, rows = found
    rows, code = rows.filter(applies=True, met=False), str(filters.get("chi-tieu", ""))
    if code:
        kind, step = (str(filters.get(name, "")) for name in ("cap", "buoc"))
        rows = lacking.at_step(rows, asked, asked.target(code), kind, step)
    return rows.order_by("target__position", "target_id", "participation__kind__rank", "unit__sort_key", "id")


def _summary(actor: Actor, filters: Filters) -> Sequence[SummaryLine]:
    place = chosen_place(actor, filters)
    return summary(actor=actor, place=place, on=_moment(filters)).lines if place else []


def _own(row: UnitProgress) -> Decimal | None:
    """What the unit has of its own; nothing where nobody reported, which is not zero."""
    return in_unit(row.own, row.target) if _is_told(row.own_figures, row.target) else None


def _in_branch(row: UnitProgress) -> Decimal | None:
    """All that was done there, by whomever, where the target shows it; else what the branch is credited with."""
    in_place: int | None = vars(row)["in_place"]
    if in_place is not None:
        return in_unit(in_place, row.target)
    return in_unit(row.subtree, row.target) if _is_told(row.subtree_figures, row.target) else None


def _is_told(figures: int, target: Target) -> bool:
    return figures > 0 or counts_records(target.measure)


def _measure(row: UnitProgress) -> str:
    """In what the minimum is written, and the quantities but those of a percentage, which are counts."""
    return _("phần trăm của tổng số") if row.target.measure_unit == PERCENT else unit_of(row.target).short


def in_unit(value: int, target: Target) -> Decimal:
    """A quantity as the page writes it, in kilometres where that says kilometres; still a number."""
    return Decimal(value) / unit_of(target).scale


def _share(row: UnitProgress) -> tuple[int, int, int] | None:
    """Of a percentage what the unit reached."""
    return share_of(row, row.target) if row.target.measure_unit == PERCENT else None


def _minimum(row: UnitProgress) -> Decimal | None:
    return None if row.minimum is None else in_unit(row.minimum, row.target)


def _whole(row: UnitProgress) -> int | None:
    """Of a percentage of how many."""
    amount = judging.amount_of(row, row.target)
    return amount.denominator if row.target.measure_unit == PERCENT and amount.figures else None


def number(key: str, heading: Any, value: Callable[[Any], Decimal | None]) -> Column:
    """A column of quantities in the unit people write."""
    return Column(key, heading, value, kind=Kind.NUMBER, text=lambda value: f"{value.normalize():f}".replace(".", ","))


def _parent(row: UnitProgress) -> str:
    return row.participation.parent.short_name if row.participation.parent else ""


def plan_words(line: SummaryLine) -> str:
    """What the plan asks: how much of whom."""
    return ", ".join(f"{part.required} {part.word}".strip() for part in line.cell.parts)


def result_words(line: SummaryLine) -> str:
    """What was reached, apart by kind."""
    return " · ".join(part.words for part in line.cell.parts)


def lacking_words(line: SummaryLine) -> str:
    """Who has not, by name, and how many more."""
    words = ", ".join(line.names)
    if line.unnamed > 0:
        many = ngettext("%(names)s và %(number)s đơn vị khác", "%(names)s và %(number)s đơn vị khác", line.unnamed)
        return many % {"names": words, "number": format_number(line.unnamed)}
    return words


def notes_of(line: SummaryLine) -> list[str]:
    """What a reader must know beside the figures."""
    notes = []
    if line.cell.registered_parts:
        words = " · ".join(f"{part.reached} {part.word}".strip() for part in line.cell.registered_parts)
        notes.append(_("đã đăng ký: %(words)s") % {"words": words})
    if line.cell.in_branch:
        notes.append(_("trên địa bàn: %(figure)s") % {"figure": line.cell.in_branch})
    if line.late:
        notes.append(_("đạt muộn: %(number)s") % {"number": format_number(line.late)})
    return [*notes, due_words(line.target, line.dates)]


UNIT_COLUMNS = (
    Column("unit", gettext_lazy("Đơn vị"), lambda row: row.unit.name, width=44),
    Column("code", gettext_lazy("Mã"), lambda row: row.participation.code, width=12),
    Column("kind", gettext_lazy("Cấp"), lambda row: row.participation.kind.short_label, width=12),
    Column("parent", gettext_lazy("Thuộc"), _parent),
)

CELLS = TABLES.register(
    "progress-cells",
    Table(
        key="progress-cells",
        title=gettext_lazy("Chỉ tiêu thi đua theo đơn vị"),
        rows=_cells,
        as_of=moment_words,
        columns=(
            Column("target", gettext_lazy("Chỉ tiêu"), lambda row: str(row.target), width=28),
            *UNIT_COLUMNS,
            Column("state", gettext_lazy("Tình trạng"), lambda row: row.branch_state, kind=Kind.STATE,
                   text=lambda state: STATE_WORDS[State(state)]),
            number("own", gettext_lazy("Của chính đơn vị"), _own),
            number("subtree", gettext_lazy("Trên địa bàn"), _in_branch),
            number("minimum", gettext_lazy("Mức phải đạt"), _minimum),
            Column("measure", gettext_lazy("Đơn vị tính"), _measure, width=22),
            Column("whole", gettext_lazy("Tổng số để tính tỷ lệ"), _whole, kind=Kind.NUMBER),
            Column("share", gettext_lazy("Tỷ lệ đạt được"), _share, kind=Kind.SHARE),
            Column("units_met", gettext_lazy("Số đơn vị đạt"), lambda row: row.units_met, kind=Kind.NUMBER),
            Column("units_required", gettext_lazy("Số đơn vị phải đạt"), lambda row: row.units_required, kind=Kind.NUMBER),
        ),
    ),
)  # fmt: skip

MISSING = TABLES.register(
    "progress-missing",
    Table(
        key="progress-missing",
        title=gettext_lazy("Đơn vị chưa đạt chỉ tiêu"),
        rows=_missing,
        as_of=moment_words,
        columns=(
            *UNIT_COLUMNS,
            Column("contact", gettext_lazy("Người liên hệ"), lambda row: row.unit.contact_name),
            Column("phone", gettext_lazy("Điện thoại"), lambda row: row.unit.phone, width=16),
            Column("target", gettext_lazy("Chỉ tiêu"), lambda row: str(row.target)),
            Column("state", gettext_lazy("Tình trạng"), lambda row: row.unit_state, kind=Kind.STATE,
                   text=lambda state: STATE_WORDS[State(state)]),
        ),
    ),
)  # fmt: skip

SUMMARY = TABLES.register(
    "progress-summary",
    Table(
        key="progress-summary",
        title=gettext_lazy("Biểu tổng hợp kết quả thực hiện chỉ tiêu"),
        rows=_summary,
        as_of=moment_words,
        columns=(
            Column("code", gettext_lazy("Số"), lambda line: line.target.code, width=8),
            Column("target", gettext_lazy("Chỉ tiêu"), lambda line: line.target.text, width=56),
            Column("plan", gettext_lazy("Kế hoạch"), plan_words, width=22),
            Column("result", gettext_lazy("Kết quả"), result_words, width=30),
            Column("share", gettext_lazy("Tỷ lệ"), lambda line: line.share, kind=Kind.SHARE,
                   text=lambda share: format_percent(*share)),
            Column("state", gettext_lazy("Tình trạng"), lambda line: line.cell.state.value, kind=Kind.STATE,
                   text=lambda state: STATE_WORDS[State(state)]),
            Column("lacking", gettext_lazy("Đơn vị chưa đạt"), lacking_words, width=40),
            Column("notes", gettext_lazy("Ghi chú"), lambda line: "; ".join(notes_of(line)), width=36),
        ),
    ),
)  # fmt: skip
