"""The list of works, described once for the page, Excel and CSV."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import files
from thidua.foundation.core.quantities import HALF_DAY, SQUARE_METRE
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.foundation.units.models import Unit
from thidua.stages.works.details import details_told
from thidua.stages.works.evidence import OWNER, photos_missing
from thidua.stages.works.filters import narrowing, words
from thidua.stages.works.kinds import sources, unit_of
from thidua.stages.works.models import Household, Status, Work, WorkMoney, WorkPartner, WorkPlace, WorkQuerySet
from thidua.stages.works.naming import full_name
from thidua.stages.works.places import units_beside
from thidua.stages.works.queries import list_works

SHOWN_PLACES = 3
# What a unit's name in a list is made of.
NAMING = ("name", "short_name", "place_type", "lft", "kind__is_area", "parent__short_name", "parent__place_type")


@dataclass(frozen=True, slots=True)
class Line:
    """A work with what stands beside it: places by name, all its money in đồng, its pictures."""

    work: Work
    places: tuple[str, ...]
    money: int | None
    photos: int
    photos_missing: int
    # The same money by the keys of its sources.
    by_source: Mapping[str, int]
    partners: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()

    @property
    def quantity(self) -> str:
        """With its unit: kinds of one list are counted in different ones."""
        return unit_of(self.work.kind).format(self.work.quantity, with_unit=True)

    @property
    def places_shown(self) -> str:
        """The first few, and how many more."""
        more = len(self.places) - SHOWN_PLACES
        named = "; ".join(self.places[:SHOWN_PLACES])
        if more <= 0:
            return named
        words = ngettext("%(places)s và %(more)d nơi khác", "%(places)s và %(more)d nơi khác", more)
        return words % {"places": named, "more": more}

    @property
    def lacks_photos(self) -> bool:
        """Whether photos should be there by now: a work under way may still bring them."""
        return self.photos_missing > 0 and self.work.done_at is not None

    @property
    def lead(self) -> str:
        return full_name(self.work.unit)


def lines(works: Sequence[Work]) -> list[Line]:
    """The works with what stands beside them, their units too, in three statements; their kinds were read with them."""
    places, money = _places_and_money([work.pk for work in works])
    units = _named_units(works, places)
    shown = files.by_owner(OWNER, [work.uid for work in works])
    return [
        Line(
            work=work,
            places=_names(places[work.pk], units),
            money=sum(money[work.pk].values()) if work.pk in money else None,
            by_source=money.get(work.pk, {}),
            photos=sum(file.type.startswith("image/") for file in shown[work.uid]),
            photos_missing=sum(lack.missing for lack in photos_missing(work.kind, shown[work.uid])),
        )
        for work in works
    ]


def lines_in_full(works: Sequence[Work]) -> list[Line]:
    """The same with partners and occasions, in three statements more: files tell them, the page does not."""
    ids = [work.pk for work in works]
    partners, occasions = units_beside(WorkPartner, ids), _occasions(ids)
    units = _units({pk for of in partners.values() for pk in of})
    return [
        replace(line, partners=_names(partners[line.work.pk], units), occasions=tuple(occasions[line.work.pk]))
        for line in lines(works)
    ]


def _named_units(works: Sequence[Work], places: Mapping[int, Sequence[int]]) -> dict[int, Unit]:
    """The units that the works name, by id, each read once; the works are given theirs.

    Joined to every work the same few units would be read and made over and over.
    """
    named = {pk for of in places.values() for pk in of}
    units = _units(named | {pk for work in works for pk in (work.unit_id, work.mobiliser_id)})
    for work in works:
        work.unit, work.mobiliser = units[work.unit_id], units[work.mobiliser_id]
    return units


def _units(ids: Collection[int]) -> dict[int, Unit]:
    rows = Unit.objects.filter(pk__in=ids).select_related("kind", "parent").only(*NAMING).order_by("pk")
    return {unit.pk: unit for unit in rows}


def _places_and_money(ids: Sequence[int]) -> tuple[dict[int, list[int]], dict[int, dict[str, int]]]:
    """By work the ids of its places, and its money in đồng by the keys of its sources; one statement."""
    places: dict[int, list[int]] = defaultdict(list)
    money: dict[int, dict[str, int]] = defaultdict(dict)
    of_places = WorkPlace.objects.filter(work__in=ids).values_list("work_id", "unit_id", Value(""))
    of_money = WorkMoney.objects.filter(work__in=ids).values_list("work_id", "amount", "source")
    for work_id, number, source in of_places.union(of_money, all=True):
        if source:
            money[work_id][source] = number
        else:
            places[work_id].append(number)
    return places, money


def _names(ids: Sequence[int], units: Mapping[int, Unit]) -> tuple[str, ...]:
    """By name, in the order of the tree."""
    return tuple(full_name(unit) for unit in sorted((units[pk] for pk in ids), key=lambda unit: unit.lft))


def _occasions(ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Work.occasions.through.objects.filter(work__in=ids).order_by("occasion", "id")
    for work_id, name in rows.values_list("work_id", "occasion__name"):
        found[work_id].append(name)
    return found


def _rows(actor: Actor, given: Filters) -> WorkQuerySet:
    return list_works(actor, narrowing(actor, given))


def _household(line: Line) -> Any:
    return Household(line.work.household).label if line.work.household else ""


def _of_source(key: str) -> Callable[[Line], int | None]:
    return lambda line: line.by_source.get(key)


def _details(line: Line) -> str:
    return "; ".join(f"{label}: {text}" for label, text in details_told(line.work.kind, line.work.details))


WORKS = TABLES.register(
    "works",
    Table(
        key="works",
        title=_("Danh sách công trình, phần việc"),
        rows=_rows,
        prepare=lines,
        prepare_file=lines_in_full,
        columns=(
            Column("name", _("Tên công trình"), lambda line: line.work.name,
                   link=lambda line: Link("desk:work", (line.work.uid,)), width=44),
            Column("kind", _("Loại"), lambda line: line.work.kind.label),
            Column("unit", _("Đơn vị dẫn đầu"), lambda line: line.lead),
            Column("places", _("Địa điểm"), lambda line: "; ".join(line.places)),
            Column("quantity", _("Số lượng"), lambda line: line.quantity, width=14),
            Column("mobiliser", _("Chủ trì vận động"), lambda line: full_name(line.work.mobiliser)),
            Column("partners", _("Đơn vị cùng làm"), lambda line: "; ".join(line.partners)),
            Column("occasion", _("Chào mừng"), lambda line: "; ".join(line.occasions), width=30),
            Column("money", _("Kinh phí"), lambda line: line.money, kind=Kind.MONEY),
            Column("people", _("Số người hưởng lợi"), lambda line: line.work.people_served, kind=Kind.NUMBER),
            Column("labour", _("Ngày công"), lambda line: line.work.labour, kind=Kind.NUMBER, unit=HALF_DAY),
            Column("land", _("Đất hiến"), lambda line: line.work.land, kind=Kind.NUMBER, unit=SQUARE_METRE),
            Column("details", _("Mục riêng của loại"), _details),
            Column("household", _("Diện hộ"), _household),
            Column("planned_start", _("Ngày bắt đầu"), lambda line: line.work.planned_start, kind=Kind.DATE),
            Column("planned_finish", _("Dự kiến xong"), lambda line: line.work.planned_finish, kind=Kind.DATE),
            Column("done_date", _("Ngày hoàn thành"), lambda line: line.work.done_date, kind=Kind.DATE),
            Column("status", _("Tình trạng"), lambda line: line.work.status, kind=Kind.STATE,
                   text=lambda status: Status(status).label),
            Column("late", _("Đăng ký muộn"), lambda line: str(_("muộn")) if line.work.registered_late else ""),
            Column("photos", _("Số ảnh"), lambda line: line.photos, kind=Kind.NUMBER, width=8),
            # By source, and what else a work says of itself: an exported list can be read in again as it is.
            *(
                Column(f"money-{key}", source.label, _of_source(key), kind=Kind.MONEY)
                for key, source in sources().items()
            ),
            Column("floor_area", _("Diện tích"), lambda line: line.work.floor_area, kind=Kind.NUMBER, unit=SQUARE_METRE),
            Column("description", _("Mô tả"), lambda line: line.work.description, width=40),
        ),
        filter_words=words,
    ),
)  # fmt: skip
