"""What papers of a decision have in common: its names as a table, counted in words, counted by quota."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from thidua.foundation.documents.model import Align, Block, Column, Table, item
from thidua.foundation.documents.wording import Wording, wording
from thidua.stages.decisions.models import DecisionEntry

SIZE_PT = 12
WIDTHS = (14, 52, 66, 121)
VOTED_WIDTHS = (14, 50, 62, 103, 24)


def subjects(entries: Sequence[DecisionEntry]) -> str:
    """«03 tập thể và 02 cá nhân»."""
    say = wording("decision/award")
    people = sum(entry.person_id is not None for entry in entries)
    parts = [
        say.line(key, count=f"{count:02d}")
        for key, count in (("collectives", len(entries) - people), ("individuals", people))
        if count
    ]
    return say.line("and").join(parts)


def of_pools(entries: Sequence[DecisionEntry], say: Wording) -> list[Block]:
    """How many of each quota are used."""
    pools = [entry.nomination.pool for entry in entries if entry.nomination and entry.nomination.pool]
    counts = Counter(pool.pk for pool in pools)
    by_id = {pool.pk: pool for pool in pools}
    return [
        item("-", say.line("of_pool", pool=by_id[pk].name, count=counts[pk], quota=by_id[pk].quota))
        for pk in sorted(counts, key=lambda pk: by_id[pk].position)
        if by_id[pk].quota is not None
    ]


def names_table(entries: Sequence[DecisionEntry], say: Wording, *, voted: bool = False) -> Table:
    """Bodies, then people, each group under its own head line; numbered through, as the golden book is."""
    titles = say.lines("columns")
    widths = VOTED_WIDTHS if voted else WIDTHS
    columns = tuple(
        Column(title, width, Align.CENTER if place in (0, 4) else Align.LEFT)
        for place, (title, width) in enumerate(zip(titles, widths, strict=False))
    )
    groups = wording("decision/award")
    rows: list[tuple[str, ...]] = []
    strong: set[int] = set()
    for key, of_people in (("group_of_collectives", False), ("group_of_individuals", True)):
        found = [entry for entry in entries if (entry.person_id is not None) is of_people]
        if found:
            strong.add(len(rows))
            rows.append(("", groups.line(key), *([""] * (len(columns) - 2))))
            rows += [_row(entry, say, voted) for entry in found]
    return Table(columns, tuple(rows), frozenset(strong), size_pt=SIZE_PT)


def _row(entry: DecisionEntry, say: Wording, voted: bool) -> tuple[str, ...]:
    cells = (str(entry.position), entry.name, entry.words, entry.achievement)
    nomination = entry.nomination
    if not voted:
        return cells
    counted = nomination is not None and nomination.votes_of is not None
    votes = (
        say.line("votes", votes_for=nomination.votes_for, votes_of=nomination.votes_of)
        if counted and nomination
        else ""
    )
    return (*cells, votes)
