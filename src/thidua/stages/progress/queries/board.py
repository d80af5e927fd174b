"""The board: units down, targets across. As many statements for eight districts as for ten thousand communes."""

from __future__ import annotations

import functools
import json
from collections import defaultdict, namedtuple
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Case, OuterRef, QuerySet, Subquery, Sum, TextField, When
from django.db.models.functions import Cast, Coalesce

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import search
from thidua.foundation.core.quantities import DONG
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress import standing
from thidua.stages.progress.derived import cells_like
from thidua.stages.progress.judging import PERCENT
from thidua.stages.progress.lateness import Late
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Day, moment_of
from thidua.stages.progress.queries import cells
from thidua.stages.progress.queries.cells import Cell
from thidua.stages.progress.queries.groups import Group, lists_beneath, members_of
from thidua.stages.progress.queries.long_lists import bounds, says_all, tally_of
from thidua.stages.progress.queries.paging import BY_LIST, BY_NAME, MOST, Asking, Listing, page_of, units_of
from thidua.stages.progress.queries.places import Asked, Level, asked_by
from thidua.stages.progress.queries.tiles import CellsOf, TileGroup, tile_groups, tiled
from thidua.stages.progress.reading import cells_at
from thidua.stages.progress.standing import State, with_states

# Rows a page: with twelve targets a row the page stays under 150 KB. Where cells say more there are fewer of them.
PAGE = 50
ROWS_OF_PAGE = 140_000
# What each thing adds to a row at most, in bytes: the unit, a cell, a count of one kind, what stands beside it.
UNIT, CELL, COUNT, REGISTERED, REGISTERED_COUNT, IN_PLACE = 140, 143, 30, 26, 14, 28
# The same where an amount has more to say: money in full too, both numbers of a percentage, «tối đa».
MONEY, PERCENTAGE, BOUND = 90, 35, 12
# Of another moment every link names it.
MOMENT = 36
# Nor does a tile map fit beside a table of so many cells.
MOST_DRAWN = 600
COLUMNS, COUNTS = tuple(field.attname for field in UnitProgress._meta.concrete_fields), "by_kind"


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
    sort: str
    tally: dict[State, int]
    # There are more than `count`: the list was counted no further.
    is_more: bool = False
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
    asked, lists = asked_by(place.campaign, moment), lists_beneath(place, moment.on)
    levels, group = lists.levels, lists.group(asking.group)
    level = chosen_level(levels, asking.level or (group.kind if group else ""), place)
    asking = replace(asking, sort=asking.sort or (BY_NAME if _is_first(levels, level, place) else BY_LIST))
    targets = [asked.target(asking.target)] if asking.target else relevant(asked, levels, level, place)
    judged, late = _judged(asked, place, moment)
    is_said = not (asking.text or group) and says_all(actor, place, level, targets, moment, late)
    listed = units_of(None if is_said else actor, place, level, group, moment.on)
    if asking.text:
        listed = search.match(listed, asking.text, column="unit__folded")
    size = _size(asked, levels, level, targets, link=0 if moment.is_standing else MOMENT)
    # Several targets' states cannot be added up to units; whom a target does not ask no cell counts.
    is_counted = is_said and (not asking.state or (len(targets) == 1 and asking.state != State.NOT_ASSIGNED))
    # A filtered page of them is not looked for where there is none, nor counted where there are many.
    least, most = 0, level.count if level else 0
    if is_said and level and asking.state:
        least, most = bounds(
            cells_of(judged, [place])[place.unit_id], level, targets, asked.dates, moment.on, asking.state
        )
    counts = not is_counted and least <= MOST
    listing = Listing(listed, judged, asked, targets, moment, late)
    found = page_of(listing, asking, size, counts=counts) if most else []
    page = found[:size]
    most_cells = min(level.count, size) * len(targets) if level else 0
    within_group = members_of(place.campaign_id, group.key, moment.on) if group else None
    mapped = tiled(actor, place, levels, level, most=MOST_DRAWN - most_cells, parents=within_group)
    for row in (*page, *mapped):
        row.campaign = place.campaign
    shared = [target.pk for target in targets if target.reading == Target.Reading.SUBTREE]
    rows = cells_of(with_parts(judged, place, shared), [place, *page, *mapped])
    words = {each.key: each.short_label for each in levels}
    if is_said and level:
        tally = tally_of(rows[place.unit_id], level, targets, asked.dates, moment.on)
    else:
        tally = _tally(judged, listed, targets)

    if is_counted and level:
        count, is_more = tally.get(State(asking.state), 0) if asking.state else level.count, False
    else:
        total = MOST + 1 if least > MOST else found[0].total if found else 0  # type: ignore[attr-defined]
        count, is_more = _counted(total, found, asking, size)

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
        count=count,
        is_more=is_more,
        page=asking.page,
        size=size,
        sort=asking.sort,
        tally=tally,
        tiles=tile_groups(mapped, rows, targets),
        is_outlined=any(row.is_outlined for row in (*page, *mapped)),  # type: ignore[attr-defined]
    )


def judged_cells(asked: Asked, place: Participation, on: Day) -> QuerySet[UnitProgress]:
    """The cells of all targets with their states on a day; of another moment than now see `moments`."""
    return _judged(asked, place, on)[0]


def _judged(asked: Asked, place: Participation, on: Day) -> tuple[QuerySet[UnitProgress], Late]:
    moment = moment_of(on)
    rows, late = cells_at(asked.all, asked.dates, place=place, on=moment)
    return cells.with_exemptions(with_states(rows, asked.all, asked.dates, on=moment, late=late), moment), late


def _counted(total: int, found: list[Participation], asking: Asking, size: int) -> tuple[int, bool]:
    """How many units the list has, as far as they were counted or turned over, and whether there are more."""
    if total <= MOST:
        return total, False
    seen = (asking.page - 1) * size + len(found[:size])
    return max(MOST, seen), len(found) > size or seen < MOST


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


def _size(asked: Asked, levels: list[Level], level: Level | None, targets: Collection[Target], *, link: int) -> int:
    """How many rows a page has, by what their cells may have to say; `link` is how much longer a cell's address is."""
    kinds = {each.key for each in levels if level is not None and each.rank >= level.rank}
    weight = UNIT + link
    for target in targets:
        counts = max(1, len(kinds & set(target.unit_kinds)))
        weight += CELL + COUNT * counts + link
        weight += MONEY if target.measure_unit == DONG.key else 0
        weight += PERCENTAGE if target.measure_unit == PERCENT else 0
        weight += BOUND if target.operator != Target.Operator.AT_LEAST else 0
        if target.pk in asked.companions:
            weight += REGISTERED + REGISTERED_COUNT * counts
        if target.pk in asked.in_place:
            weight += IN_PLACE
    return min(PAGE, ROWS_OF_PAGE // weight)


def with_parts(judged: QuerySet[UnitProgress], place: Participation, targets: list[int]) -> QuerySet[UnitProgress]:
    """Adds to the place's own cells in these targets what the units directly beneath it have together: `below`."""
    if not targets:
        return judged
    parts = cells_like(judged).filter(target=OuterRef("target"), participation__parent=place.unit_id)
    together = parts.order_by().values("target").annotate(together=Sum("subtree")).values("together")
    below: Any = Case(When(unit=place.unit_id, target__in=targets, then=Coalesce(Subquery(together), 0)))
    return judged.annotate(below=below)


def cells_of(judged: QuerySet[UnitProgress], places: Iterable[Participation]) -> CellsOf:
    """The cells by unit and target, in one statement; in the order of their index, not of their rows.

    Plain rows with the names of a cell's columns and of what was added to them, and the counts of all decoded at once:
    hundreds of objects take twice as long.
    """
    found: CellsOf = defaultdict(dict)
    units = {place.unit_id for place in places}
    added = [name for name in judged.query.annotations if name not in standing.WORKINGS]
    names = [*(column for column in COLUMNS if column != COUNTS), *added]
    told: dict[str, Any] = {"told": Cast(COUNTS, TextField())}
    wanted = judged.annotate(**told).filter(unit__in=units).order_by("unit_id", "target_id")
    rows = list(wanted.values_list(*names, "told"))
    counts = json.loads(f"[{','.join([row[-1] for row in rows])}]")
    make: Any = _row_of((*names, COUNTS))
    for row, by_kind in zip(rows, counts, strict=True):
        cell = make((*row[:-1], by_kind))
        found[cell.unit_id][cell.target_id] = cell
    return found


@functools.lru_cache(maxsize=64)
def _row_of(names: tuple[str, ...]) -> Any:
    """What makes a plain row with these names of its values."""
    row: Any = namedtuple("CellRow", names)  # type: ignore[misc]  # names known when asked
    return row._make


def _tally(
    judged: QuerySet[UnitProgress], listed: QuerySet[Participation], targets: Collection[Target]
) -> dict[State, int]:
    """How many cells of the whole list stand in each state."""
    rows = judged.filter(target__in=[target.pk for target in targets], unit__in=listed.order_by().values("unit_id"))
    counted = standing.count_by_state(rows)
    return {state: counted.get(state.value, 0) for state in State if state != State.NOT_ASSIGNED}
