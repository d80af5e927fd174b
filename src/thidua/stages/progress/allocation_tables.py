"""What each unit is asked in a target as a file: given, taken, by which document; who is exempt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.quantities import PLAIN, UNITS, QuantityUnit
from thidua.foundation.core.tables import TABLES, Column, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.stages.campaigns.models import Exemption, Participation, Target
from thidua.stages.campaigns.sharing import Sharer, asked_beneath, sharers
from thidua.stages.progress.queries.places import asked_by
from thidua.stages.progress.tables import chosen_place


def _places(actor: Actor, filters: Filters) -> QuerySet[Participation]:
    place, code = chosen_place(actor, filters), str(filters.get("chi-tieu", ""))
    if place is None or not code:
        raise Missing(_("Xin chọn một chỉ tiêu. Mở lại từ trang phân bổ."))
    target = asked_by(place.campaign).target(code)
    rows = asked_beneath(actor, target, place, itself=True)
    if kind := str(filters.get("cap", "")):
        rows = rows.filter(kind=kind) if kind.isprintable() else rows.none()
    said: dict[str, Any] = {"of_target": Value(target.pk), "of_place": Value(place.pk)}
    return rows.annotate(**said)


@dataclass(frozen=True, slots=True)
class Line:
    """A unit with the unit of measure in which its amounts are written."""

    of: Sharer
    measure: QuantityUnit

    def amount(self, value: int | None) -> Decimal | None:
        """In the unit people write, so that a sum in Excel is in kilometres where the page says kilometres."""
        return None if value is None else Decimal(value) / self.measure.scale


def _lines(rows: Sequence[Any]) -> list[Line]:
    if not rows:
        return []
    target = Target.objects.get(pk=rows[0].of_target)
    by = Participation.objects.select_related("unit").get(pk=rows[0].of_place).unit
    freed = dict(Exemption.objects.in_force().filter(target=target).order_by("id").values_list("unit_id", "document"))
    measure = UNITS[target.measure_unit if target.measure_unit in UNITS else PLAIN.key]
    return [Line(row, measure) for row in sharers(target, by, rows, freed)]


def _number(key: str, heading: Any, of: Callable[[Sharer], int | None]) -> Column:
    return Column(
        key,
        heading,
        lambda line: line.amount(of(line.of)),
        kind=Kind.NUMBER,
        text=lambda value: f"{value.normalize():f}".replace(".", ","),
    )


ALLOCATION = TABLES.register(
    "progress-allocation",
    Table(
        key="progress-allocation",
        title=gettext_lazy("Mức giao cho từng đơn vị"),
        rows=_places,
        prepare=_lines,
        columns=(
            Column("code", gettext_lazy("Mã"), lambda row: row.of.place.code, width=12),
            Column("unit", gettext_lazy("Đơn vị"), lambda row: row.of.unit.name, width=44),
            _number("share", gettext_lazy("Được giao"), lambda row: row.share),
            _number("taken", gettext_lazy("Đã nhận"), lambda row: None if row.exemption else row.taken),
            Column("measure", gettext_lazy("Đơn vị tính"), lambda row: row.measure.short, width=12),
            Column("kind", gettext_lazy("Cấp"), lambda row: row.of.place.kind.short_label, width=12),
            Column("parent", gettext_lazy("Thuộc"), lambda row: row.of.place.parent.short_name if row.of.place.parent else ""),
            Column("source", gettext_lazy("Văn bản"), lambda row: row.of.row.source if row.of.row else "", width=44),
            Column("exemption", gettext_lazy("Được miễn theo"), lambda row: row.of.exemption, width=44),
        ),
    ),
)  # fmt: skip
