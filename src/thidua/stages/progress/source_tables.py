"""What is behind a figure, as files: the records that count, and those that do not, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet, Value
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Column, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.measures import ALL_OF
from thidua.stages.progress.models import Entry
from thidua.stages.progress.moments import DAY, HOW, moment_words, read_moment
from thidua.stages.progress.queries.amounts import shown_quantity
from thidua.stages.progress.queries.explain import Line, as_of, entries, lines, narrowed
from thidua.stages.progress.queries.places import Asked, asked_by
from thidua.stages.progress.queries.uncounted import Uncounted, told, uncounted
from thidua.stages.progress.reading import cells_at
from thidua.stages.progress.tables import chosen_place


def _chosen(actor: Actor, filters: Filters) -> tuple[Asked, Target, Participation]:
    """The figure the address names (`dot`, `don-vi`, `chi-tieu`). Raises `Missing`."""
    place, code = chosen_place(actor, filters), str(filters.get("chi-tieu", ""))
    if place is None or not code:
        raise Missing(_("Xin chọn một chỉ tiêu. Mở lại từ trang giải thích con số."))
    asked = asked_by(place.campaign, read_moment(filters, today=clock.today()))
    return asked, asked.target(code), place


def _sources(actor: Actor, filters: Filters) -> QuerySet[Entry]:
    asked, target, place = _chosen(actor, filters)
    moment = read_moment(filters, today=clock.today())
    rows = narrowed(
        entries(target=target, place=place, on=moment), str(filters.get("loc", "")), place, asked.dates[target.pk]
    )
    said = {f"of_{name}": Value(moment.values.get(name, "")) for name in (DAY, HOW)}
    chosen: QuerySet[Entry] = rows.select_related("target").annotate(of_place=Value(place.pk), **said)
    return chosen


def _lines(rows: Sequence[Any]) -> list[Line]:
    if not rows:
        return []
    target, found = rows[0].target, lines(rows[0].target, rows)
    moment = read_moment({name: vars(rows[0])[f"of_{name}"] for name in (DAY, HOW)}, today=clock.today())
    if moment.is_standing or target.measure != ALL_OF:
        return found
    place = Participation.objects.select_related("campaign").get(pk=rows[0].of_place)
    asked = asked_by(place.campaign, moment)
    cells, _late = cells_at(asked.only(asked.target(target.code)).all, asked.dates, place=place, on=moment)
    return as_of(found, target, cells, moment)


def _uncounted(actor: Actor, filters: Filters) -> QuerySet[Any]:
    _asked, target, place = _chosen(actor, filters)
    return uncounted(actor=actor, target=target, place=place)


def _told(rows: Sequence[Any]) -> list[Uncounted]:
    return told(Target.objects.get(pk=rows[0].asked), rows) if rows else []


def _quantity(line: Line) -> str:
    return shown_quantity(line.entry.quantity, line.entry.target, line.entry.denominator)


def _source(line: Line, name: str) -> Any:
    return getattr(line.source, name) if line.source else ""


def _accepted(line: Line) -> Any:
    moment = line.source.accepted_at if line.source else None
    return localtime(moment).date() if moment else None


SOURCES = TABLES.register(
    "progress-sources",
    Table(
        key="progress-sources",
        title=gettext_lazy("Con số này từ đâu"),
        rows=_sources,
        prepare=_lines,
        as_of=moment_words,
        columns=(
            Column("record", gettext_lazy("Việc"), lambda line: _source(line, "label"), width=48),
            Column("unit", gettext_lazy("Đơn vị"), lambda line: _source(line, "unit_name"), width=36),
            Column("credited", gettext_lazy("Tính cho"), lambda line: ", ".join(line.units), width=36),
            Column("quantity", gettext_lazy("Số lượng"), _quantity),
            Column("day", gettext_lazy("Ngày"), lambda line: line.entry.effective_date, kind=Kind.DATE),
            Column("accepted_by", gettext_lazy("Người xác nhận"), lambda line: _source(line, "accepted_by")),
            Column("accepted", gettext_lazy("Ngày xác nhận"), _accepted, kind=Kind.DATE),
            Column("note", gettext_lazy("Ghi chú"), lambda line: _source(line, "note"), width=36),
        ),
    ),
)
UNCOUNTED = TABLES.register(
    "progress-uncounted",
    Table(
        key="progress-uncounted",
        title=gettext_lazy("Việc không được tính vào chỉ tiêu"),
        rows=_uncounted,
        prepare=_told,
        columns=(
            Column("record", gettext_lazy("Việc"), lambda row: row.source.label, width=48),
            Column("unit", gettext_lazy("Đơn vị"), lambda row: row.source.unit_name, width=36),
            Column("why", gettext_lazy("Vì sao không tính"), lambda row: row.why, width=48),
            Column("note", gettext_lazy("Ghi chú"), lambda row: row.source.note, width=36),
        ),
    ),
)
