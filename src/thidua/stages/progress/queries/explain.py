"""«Giải thích con số»: from a cell to the entries behind it, and from each entry to the record it came from."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Window

from thidua.foundation.accounts.actors import Actor, visible
from thidua.foundation.core import files
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.compounds import part_words
from thidua.stages.progress.derived import cells_like
from thidua.stages.progress.measures import ALL_OF, MEASURES, Explained, TargetDates, part_of
from thidua.stages.progress.models import Entry, EntryCredit, UnitProgress, UnitProgressDay
from thidua.stages.progress.moments import Day, Moment, entries_of, moment_of
from thidua.stages.progress.queries import cells
from thidua.stages.progress.queries.board import judged_cells, with_parts
from thidua.stages.progress.queries.cells import Cell
from thidua.stages.progress.queries.places import Asked, asked_by, levels_beneath

PAGE = 30
# Units beneath one place; a place has no more than a few dozen.
MOST_PARTS = 200


class Only(StrEnum):
    """Some of the entries behind a figure; the words are those of an address (`loc`)."""

    SHARED = "tinh-chung"
    LATE = "sau-han"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: how much, since when, whose, and the record that says so; `source` is None when it is gone.

    `sharing` are the units of the branch that it is credited to where they are several: it counts once for them all.
    """

    entry: Entry
    units: tuple[str, ...]
    source: Explained | None
    sharing: tuple[str, ...] = ()
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One unit beneath the place with its cell."""

    place: Participation
    cell: Cell


@dataclass(frozen=True, slots=True)
class Sources:
    """One page of the entries behind a figure, of so many."""

    lines: list[Line]
    count: int
    number: int
    size: int = PAGE


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything that explains one cell."""

    place: Participation
    target: Target
    dates: TargetDates
    cell: Cell | None
    own: Cell | None
    parts: list[Part]
    once: CountedOnce | None
    sources: Sources
    # What everybody did there, where the target shows it; it is judged nowhere.
    in_place: Sources | None
    files: dict[uuid.UUID, StoredFile]


@dataclass(frozen=True, slots=True)
class CountedOnce:
    """That a branch has less than its units together: what several of them share counts once («đã trừ trùng»)."""

    together: int
    once: int

    @property
    def shared(self) -> int:
        return self.together - self.once


def entries(
    *, target: Target, place: Participation, own_only: bool = False, on: Moment | None = None
) -> QuerySet[Entry]:
    """The entries behind a cell, newest first: of the unit itself, or of everyone in its branch, each once.

    Of a compound they are its parts, in the order in which the plan has them: a part's source begins with its target.

    Those that count now, or that counted at a moment.
    """
    rows = (Entry.objects.filter(entries_of(on)) if on else Entry.objects.live()).filter(target=target)
    if own_only:
        rows = rows.filter(pk__in=EntryCredit.objects.filter(unit=place.unit_id).values("entry_id"))
    elif place.parent_id is not None:
        rows = rows.filter(pk__in=_credits_in(place).values("entry_id"))
    return rows.order_by(*(["source_uid", "id"] if target.measure == ALL_OF else ["-effective_date", "-id"]))


def _credits_in(place: Participation) -> QuerySet[EntryCredit]:
    """The credits of everyone in the place's branch."""
    return EntryCredit.objects.filter(
        unit__participations__campaign=place.campaign_id,
        unit__participations__lft__gte=place.lft,
        unit__participations__lft__lte=place.rgt,
    )


def narrowed(rows: QuerySet[Entry], only: str, place: Participation, dates: TargetDates) -> QuerySet[Entry]:
    """Of the entries behind a cell those that several units of its branch share, or those done from the due date on."""
    if only == Only.SHARED:
        several = _credits_in(place).order_by().values("entry_id").annotate(units=Count("unit", distinct=True))
        return rows.filter(pk__in=several.filter(units__gt=1).values("entry_id"))
    if only == Only.LATE:
        return rows.filter(effective_date__gte=dates.due) if dates.due else rows.none()
    return rows


def lines(
    target: Target, found: Sequence[Entry], place: Participation | None = None, due: datetime.date | None = None
) -> list[Line]:
    """The entries with their units and sources: two statements and those of the measure, however many entries.

    With a place also which of its units share each; with the due date which of them came late.
    """
    names: dict[int, list[str]] = {entry.pk: [] for entry in found}
    sharing: dict[int, list[str]] = defaultdict(list)
    credits = EntryCredit.objects.filter(entry__in=list(names)).select_related("unit").order_by("unit__sort_key", "id")
    if place is not None:
        inside = Participation.objects.standing().beneath(place).filter(unit=OuterRef("unit"))
        credits = credits.annotate(is_inside=Exists(inside))
    for credit in credits:
        names[credit.entry_id].append(credit.unit.short_name)
        if vars(credit).get("is_inside"):
            sharing[credit.entry_id].append(credit.unit.short_name)
    uids: list[uuid.UUID] = [entry.source_uid for entry in found]
    sources = MEASURES[target.measure].explain(uids) if uids and target.measure in MEASURES else {}
    return [
        Line(
            entry=entry,
            units=tuple(names[entry.pk]),
            source=sources.get(entry.source_uid),
            sharing=tuple(sharing[entry.pk]) if len(sharing[entry.pk]) > 1 else (),
            is_late=due is not None and entry.effective_date >= due and entry.quantity > 0,
        )
        for entry in found
    ]


def as_of(found: list[Line], target: Target, rows: QuerySet[UnitProgress], moment: Moment) -> list[Line]:
    """Of a compound the parts as they stood at another moment than now, from its cells; one statement, for no other."""
    if moment.is_standing or target.measure != ALL_OF or not found:
        return found
    asked = [part_of(line.entry.source_uid) for line in found]
    parts = cells_like(rows).filter(target__in={part for part, _ in asked}, unit__in={unit for _, unit in asked})
    met = set(parts.filter(met=True).order_by("id").values_list("target_id", "unit_id"))
    shown = []
    for line, part in zip(found, asked, strict=True):
        line.entry.quantity = int(part in met)
        note = part_words(is_met=part in met)
        shown.append(replace(line, source=replace(line.source, note=note) if line.source else None))
    return shown


def figure(
    *,
    actor: Actor,
    place: Participation,
    code: str,
    on: Day,
    number: int = 1,
    number_in_place: int = 1,
    only: str = "",
) -> Figure:
    """The cell of a place in a target at a moment, what it is made of and one page of its entries, or of `only` some.

    Raises `Missing` for an unknown code.
    """
    asked, levels = asked_by(place.campaign, on), levels_beneath(place)
    words = {level.key: level.short_label for level in levels}
    target = asked.target(code)
    alone = asked.only(target)
    below = list(
        visible(Participation.objects.standing(), actor)
        .filter(campaign=place.campaign_id, parent=place.unit_id)
        .select_related("unit")
        .order_by("kind__rank", "unit__sort_key", "id")[:MOST_PARTS]
    )
    judged = with_parts(judged_cells(alone, place, on), place, [target.pk])
    units = [place.unit_id, *(part.unit_id for part in below)]
    rows: dict[int, dict[int, UnitProgress]] = defaultdict(dict)
    for row in judged.filter(unit__in=units).order_by("target_id", "unit_id"):
        rows[row.unit_id][row.target_id] = row
    sources, in_place = _sources(alone, target, place, moment_of(on), (number, number_in_place), only)
    sources = replace(sources, lines=as_of(sources.lines, target, judged, moment_of(on)))
    return Figure(
        place=place,
        target=target,
        dates=asked.dates[target.pk],
        cell=cells.branch_cell(alone, target, rows[place.unit_id], words),
        own=cells.own_cell(alone, target, rows[place.unit_id]),
        parts=_parts(alone, target, below, rows, words),
        once=_counted_once(rows[place.unit_id].get(target.pk)),
        sources=sources,
        in_place=in_place,
        files=_files([*sources.lines, *(in_place.lines if in_place else [])]),
    )


def _sources(
    asked: Asked, target: Target, place: Participation, moment: Moment, numbers: tuple[int, int], only: str
) -> tuple[Sources, Sources | None]:
    """One page of the entries, and one of those in place; both are told together, by one measure."""
    dates = asked.dates[target.pk]
    rows = narrowed(entries(target=target, place=place, on=moment), only, place, dates)
    found, count, number = _page(rows, numbers[0])
    companion = asked.in_place.get(target.pk)
    if companion is None:
        return Sources(lines(target, found, place, dates.due), count, number), None
    there, count_there, number_there = _page(entries(target=companion, place=place, on=moment), numbers[1])
    told = lines(target, [*found, *there], place, dates.due)
    shown, beside = told[: len(found)], told[len(found) :]
    return Sources(shown, count, number), Sources(beside, count_there, number_there)


def _page(found: QuerySet[Entry], number: int) -> tuple[list[Entry], int, int]:
    """One page with how many there are in all; a number past the end gives the last page."""
    counted = found.annotate(together=Window(Count("id")))
    rows: list[Any] = list(counted[(number - 1) * PAGE : number * PAGE])
    if rows or number == 1:
        return rows, rows[0].together if rows else 0, number
    return _page(found, max(1, -(-found.count() // PAGE)))


def _counted_once(row: UnitProgress | None) -> CountedOnce | None:
    """The difference between a branch and the sum of its parts; None where there is none."""
    if row is None:
        return None
    together = vars(row)["below"] + row.own
    return CountedOnce(together, row.subtree) if together != row.subtree else None


def _parts(
    asked: Asked,
    target: Target,
    below: list[Participation],
    rows: dict[int, dict[int, UnitProgress]],
    words: dict[str, str],
) -> list[Part]:
    found = []
    for place in below:
        cell = cells.branch_cell(asked, target, rows[place.unit_id], words)
        if cell and (cell.row.units_required or cell.row.subtree_figures or cell.exemption):
            found.append(Part(place, cell))
    return found


def _files(shown: list[Line]) -> dict[uuid.UUID, StoredFile]:
    """The files behind the entries, in one statement."""
    uids = [uid for line in shown if line.source for uid in line.source.files]
    return {row.uid: row for row in files.live().filter(uid__in=uids).order_by("id")} if uids else {}


def shown_on(*, target: Target, place: Participation, day: datetime.date) -> UnitProgressDay | None:
    """What the cell showed on the evening of a day; None before it was first written."""
    rows = UnitProgressDay.objects.filter(target=target, unit=place.unit_id, day__lte=day)
    return rows.order_by("-day").first()


def history(*, target: Target, place: Participation) -> list[UnitProgressDay]:
    """The cell's days that changed it, oldest first."""
    return list(UnitProgressDay.objects.filter(target=target, unit=place.unit_id).order_by("day"))
