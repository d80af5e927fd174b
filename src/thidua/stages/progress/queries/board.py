"""The board: units down, targets across. As many statements for eight districts as for ten thousand communes."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, When, Window
from django.db.models.functions import Coalesce, Rank

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core import search
from thidua.foundation.units.models import UnitBoundary
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import standing
from thidua.stages.progress.derived import cells_like
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Day, moment_of
from thidua.stages.progress.queries import cells
from thidua.stages.progress.queries.cells import Cell
from thidua.stages.progress.queries.groups import Group, lists_beneath, members_of
from thidua.stages.progress.queries.places import Asked, Level, asked_by
from thidua.stages.progress.queries.tiles import CellsOf, TileGroup, tile_groups, tiled
from thidua.stages.progress.reading import cells_at
from thidua.stages.progress.standing import State, with_states

# Rows a page: with twelve targets a row the page stays under 150 KB. Where cells say more there are fewer of them.
PAGE = 50
ROWS_OF_PAGE = 140_000
# What each thing adds to a row at most, in bytes: the unit, a cell, a count of one kind, what stands beside it.
UNIT, CELL, COUNT, REGISTERED, REGISTERED_COUNT, IN_PLACE = 140, 143, 30, 26, 14, 28
# Of another moment every link names it.
MOMENT = 36
RANKED = "xep-hang"
# Nor does a tile map fit beside a table of so many cells.
MOST_DRAWN = 600
SORTS = ("ten", "danh-muc", "chua-dat", RANKED)


@dataclass(frozen=True, slots=True)
class Asking:
    """What the reader wants to see. `level` is a kind of unit; empty means those directly beneath the place.

    `group` is the key of a group: of the level only its members, of no level asked for that of most of them.
    """

    level: str = ""
    state: str = ""
    target: str = ""
    text: str = ""
    sort: str = SORTS[0]
    page: int = 1
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One unit with its cells, in the order of the board's targets; None stands for no cell at all."""

    place: Participation
    cells: tuple[Cell | None, ...]
    # Its place in the ranking, where the list is ranked; who has met as many shares it.
    standing: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the board's page draws."""

    place: Participation
    asked: Asked
    targets: list[Target]
    levels: list[Level]
    level: Level | None
    groups: list[Group]
    group: Group | None
    own: Row
    is_first_level: bool
    total: Row
    rows: list[Row]
    count: int
    page: int
    size: int
    tally: dict[State, int]
    tiles: list[TileGroup] = field(default_factory=list)
    # Whether a unit of the tiles or of the page has an outline, so that there is a map to be drawn.
    is_outlined: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def rebuilding(self) -> list[Target]:
        """The targets that are being counted anew: their numbers are those of before."""
        return [target for target in self.asked.all if target.is_being_rebuilt]


def board(*, actor: Actor, place: Participation, asking: Asking, on: Day) -> Board:
    """The board of a place the actor sees (see `places`) on a day: at most eight statements."""
    moment = moment_of(on)
    asked, lists = asked_by(place.campaign), lists_beneath(place, moment.on)
    levels, group = lists.levels, lists.group(asking.group)
    level = chosen_level(levels, asking.level or (group.kind if group else ""), place)
    targets = [asked.target(asking.target)] if asking.target else relevant(asked, levels, level, place)
    judged = judged_cells(asked, place, moment)
    listed = _listed(actor, place, level, group, moment.on)
    if asking.text:
        listed = search.match(listed, asking.text, column="unit__folded")
    size = _size(asked, levels, level, targets, link=0 if moment.is_standing else MOMENT)
    page = _page(listed, judged, targets, asking, size)
    most_cells = min(level.count, size) * len(targets) if level else 0
    within_group = members_of(place.campaign_id, group.key, moment.on) if group else None
    mapped = tiled(actor, place, levels, level, most=MOST_DRAWN - most_cells, parents=within_group)
    for row in (*page, *mapped):
        row.campaign = place.campaign
    shared = [target.pk for target in targets if target.reading == Target.Reading.SUBTREE]
    rows = cells_of(with_parts(judged, place, shared), [place, *page, *mapped])
    words = {each.key: each.short_label for each in levels}

    def branch(of: Participation) -> Row:
        return Row(of, tuple(cells.branch_cell(asked, target, rows[of.unit_id], words) for target in targets))

    return Board(
        place=place,
        asked=asked,
        targets=targets,
        levels=[each for each in levels if each.rank > place.kind.rank],
        level=level,
        groups=lists.groups,
        group=group,
        own=Row(place, tuple(cells.own_cell(asked, target, rows[place.unit_id]) for target in targets)),
        is_first_level=_is_first(levels, level, place),
        total=_with_shared(branch(place)),
        rows=[replace(branch(row), standing=getattr(row, "standing", None)) for row in page],
        count=page[0].total if page else 0,  # type: ignore[attr-defined]
        page=asking.page,
        size=size,
        tally=_tally(judged, listed, targets),
        tiles=tile_groups(mapped, rows, targets),
        is_outlined=any(row.is_outlined for row in (*page, *mapped)),  # type: ignore[attr-defined]
    )


def judged_cells(asked: Asked, place: Participation, on: Day) -> QuerySet[UnitProgress]:
    """The cells of all targets with their states on a day; of another moment than now see `moments`."""
    rows, late = cells_at(asked.all, asked.dates, place=place, on=on)
    return cells.with_exemptions(with_states(rows, asked.all, asked.dates, on=moment_of(on).on, late=late))


def chosen_level(levels: list[Level], wanted: str, place: Participation) -> Level | None:
    """The kind of unit listed: the one wanted, or the first beneath the place."""
    beneath = [level for level in levels if level.rank > place.kind.rank]
    return next((level for level in beneath if level.key == wanted), beneath[0] if beneath else None)


def _with_shared(total: Row) -> Row:
    """Says in the line of the whole branch where its quantity is less than that of its parts together."""
    return Row(
        total.place, tuple(replace(cell, is_counted_once=_is_shared(cell)) if cell else None for cell in total.cells)
    )


def _is_shared(cell: Cell) -> bool:
    below: int | None = getattr(cell.row, "below", None)
    return below is not None and below + cell.row.own > cell.row.subtree


def _is_first(levels: list[Level], level: Level | None, place: Participation) -> bool:
    """Whether the level directly beneath the place is listed, with the place itself above it."""
    return level is None or level == chosen_level(levels, "", place)


def relevant(asked: Asked, levels: list[Level], level: Level | None, place: Participation) -> list[Target]:
    """The targets that ask anybody of the listed level or beneath it; of the first level also the place's own."""
    kinds = {each.key for each in levels if level is not None and each.rank >= level.rank}
    if _is_first(levels, level, place):
        kinds.add(place.kind_id)
    return [target for target in asked.targets if kinds & set(target.unit_kinds)]


def _listed(
    actor: Actor, place: Participation, level: Level | None, group: Group | None, on: datetime.date
) -> QuerySet[Participation]:
    if level is None:
        return Participation.objects.none()
    rows = visible(Participation.objects.standing().beneath(place), actor)
    if group:
        rows = rows.filter(unit__in=members_of(place.campaign_id, group.key, on))
    return rows.filter(kind=level.key).select_related("unit", "parent")


def _size(asked: Asked, levels: list[Level], level: Level | None, targets: Collection[Target], *, link: int) -> int:
    """How many rows a page has, by what their cells may have to say; `link` is how much longer a cell's address is."""
    kinds = {each.key for each in levels if level is not None and each.rank >= level.rank}
    weight = UNIT + link
    for target in targets:
        counts = max(1, len(kinds & set(target.unit_kinds)))
        weight += CELL + COUNT * counts + link
        if target.pk in asked.companions:
            weight += REGISTERED + REGISTERED_COUNT * counts
        if target.pk in asked.in_place:
            weight += IN_PLACE
    return min(PAGE, ROWS_OF_PAGE // weight)


def _page(
    listed: QuerySet[Participation],
    judged: QuerySet[UnitProgress],
    targets: Collection[Target],
    asking: Asking,
    size: int,
) -> list[Participation]:
    """One page of the list, each row with `total`: how many the whole list has."""
    rows = listed
    mine = judged.filter(unit=OuterRef("unit"), target__in=[target.pk for target in targets])
    if asking.state:
        rows = rows.filter(Exists(standing.in_state(mine, asking.state)))
    order = ["unit__sort_key", "id"]
    if asking.sort == "danh-muc":
        order = ["lft", "id"]
    elif asking.sort == "chua-dat":
        lacking = mine.order_by().values("unit").annotate(lacking=Sum(F("units_required") - F("units_met")))
        rows = rows.annotate(lacking=Coalesce(Subquery(lacking.values("lacking")), 0))
        order = ["-lacking", *order]
    elif asking.sort == RANKED and not (asking.text or asking.state):
        # Among those a filter leaves over a place says nothing.
        rows = _ranked(rows, mine)
        order = ["standing", *order]
    first = (asking.page - 1) * size
    outlined = Exists(UnitBoundary.objects.filter(unit=OuterRef("unit")))
    found = rows.annotate(total=Window(Count("id")), is_outlined=outlined).order_by(*order)
    return list(found[first : first + size])


def _ranked(rows: QuerySet[Participation], mine: QuerySet[UnitProgress]) -> QuerySet[Participation]:
    """The list with each one's place in it, by how many targets its branch has met; equals share a place."""
    reached = mine.filter(Q(("needed__lte", F("reached"))), units_required__gt=0)
    number = reached.order_by().values("unit").annotate(number=Count("id")).values("number")
    met: Any = Coalesce(Subquery(number), 0)
    rank: Any = Window(Rank(), order_by=F("targets_met").desc())
    return rows.annotate(targets_met=met).annotate(standing=rank)


def with_parts(judged: QuerySet[UnitProgress], place: Participation, targets: list[int]) -> QuerySet[UnitProgress]:
    """Adds to the place's own cells in these targets what the units directly beneath it have together: `below`."""
    if not targets:
        return judged
    parts = cells_like(judged).filter(target=OuterRef("target"), participation__parent=place.unit_id)
    together = parts.order_by().values("target").annotate(together=Sum("subtree")).values("together")
    below: Any = Case(When(unit=place.unit_id, target__in=targets, then=Coalesce(Subquery(together), 0)))
    return judged.annotate(below=below)


def cells_of(judged: QuerySet[UnitProgress], places: Iterable[Participation]) -> CellsOf:
    """The cells by unit and target, in one statement; in the order of their index, not of their rows."""
    found: CellsOf = defaultdict(dict)
    units = {place.unit_id for place in places}
    for row in judged.filter(unit__in=units).order_by("target_id", "unit_id"):
        found[row.unit_id][row.target_id] = row
    return found


def _tally(
    judged: QuerySet[UnitProgress], listed: QuerySet[Participation], targets: Collection[Target]
) -> dict[State, int]:
    """How many cells of the whole list stand in each state."""
    rows = judged.filter(target__in=[target.pk for target in targets], unit__in=listed.order_by().values("unit_id"))
    counted = standing.count_by_state(rows)
    return {state: counted.get(state.value, 0) for state in State if state != State.NOT_ASSIGNED}
