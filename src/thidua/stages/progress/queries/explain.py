"""«Giải thích con số»: from a cell to the entries behind it, and from each entry to the record it came from."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet, Sum

from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.measures import MEASURES, Explained
from thidua.stages.progress.models import Entry, EntryCredit, UnitProgress, UnitProgressDay


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: how much, since when, whose, and the record that says so; `source` is None when it is gone."""

    entry: Entry
    units: tuple[str, ...]
    source: Explained | None


@dataclass(frozen=True, slots=True)
class CountedOnce:
    """That a branch has less than its units together: what several of them share counts once («đã trừ trùng»)."""

    together: int
    once: int

    @property
    def shared(self) -> int:
        return self.together - self.once


def entries(*, target: Target, place: Participation, own_only: bool = False) -> QuerySet[Entry]:
    """The live entries behind a cell, newest first: of the unit itself, or of everyone in its branch, each once."""
    credits = EntryCredit.objects.filter(entry=OuterRef("pk"))
    if own_only:
        credits = credits.filter(unit=place.unit_id)
    else:
        branch = Participation.objects.beneath(place).values("unit_id")
        credits = credits.filter(unit_id__in=branch)
    rows = Entry.objects.live().filter(Exists(credits), target=target)
    return rows.order_by("-effective_date", "-id")


def lines(target: Target, found: Sequence[Entry]) -> list[Line]:
    """The entries with their units and sources: two statements and those of the measure, however many entries."""
    names: dict[int, list[str]] = {entry.pk: [] for entry in found}
    credits = EntryCredit.objects.filter(entry__in=list(names)).select_related("unit").order_by("unit__sort_key", "id")
    for credit in credits:
        names[credit.entry_id].append(credit.unit.short_name)
    uids: list[uuid.UUID] = [entry.source_uid for entry in found]
    sources = MEASURES[target.measure].explain(uids) if uids and target.measure in MEASURES else {}
    return [Line(entry, tuple(names[entry.pk]), sources.get(entry.source_uid)) for entry in found]


def counted_once(*, target: Target, place: Participation) -> CountedOnce | None:
    """The difference between a branch and the sum of its parts; None where there is none. Two statements."""
    cell = UnitProgress.objects.filter(target=target, unit=place.unit_id).first()
    if cell is None:
        return None
    parts = UnitProgress.objects.filter(target=target, participation__parent=place.unit_id)
    below = parts.aggregate(total=Sum("subtree"))["total"] or 0
    together = below + cell.own
    return CountedOnce(together, cell.subtree) if together != cell.subtree else None


def shown_on(*, target: Target, place: Participation, day: datetime.date) -> UnitProgressDay | None:
    """What the cell showed on the evening of a day; None before it was first written."""
    rows = UnitProgressDay.objects.filter(target=target, unit=place.unit_id, day__lte=day)
    return rows.order_by("-day").first()


def history(*, target: Target, place: Participation) -> list[UnitProgressDay]:
    """The cell's days that changed it, oldest first."""
    return list(UnitProgressDay.objects.filter(target=target, unit=place.unit_id).order_by("day"))
