"""Compound targets (`all_of`): met by a unit that has met all of several other targets, its parts.

A part that asks a unit is one fact of that unit, 1 of 1 or 0 of 1, read from the part's cell. So a compound is a target
of the kind «all that were assigned» like any other: it posts, rolls up, is rebuilt and explained as such. Parts stand
before their compounds (the campaign file sees to it): cells are made and locked in one order, no circle is possible.

The facts hold from the compound's first day: when a part was met is told by the part, and a compound is never late.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import ALL_OF, MEASURES, Explained, Fact, part_of, part_uid, window
from thidua.stages.progress.models import UnitProgress

Key = tuple[int, int]


class AllOf:
    """The facts of compounds: one for each part that asks a unit the compound asks."""

    source_kind = "target"

    def facts(self, target: Target, *, uids: Collection[uuid.UUID] | None = None) -> Iterable[Fact]:
        """Whether each unit has met each part, from the parts' cells as they stand."""
        opens = window(target)[0] or target.campaign.starts_on
        cells = UnitProgress.objects.filter(
            target__in=parts_of(target), applies=True, participation__kind__in=target.unit_kinds
        )
        if uids is not None:
            wanted = [part_of(uid) for uid in uids]
            cells = cells.filter(target__in={part for part, _ in wanted}, unit__in={unit for _, unit in wanted})
        for part, unit, met in cells.order_by("id").values_list("target_id", "unit_id", "met"):
            uid = part_uid(part, unit)
            if uids is None or uid in uids:
                yield Fact(uid, int(met), opens, frozenset({unit}), denominator=1)

    def explain(self, uids: Collection[uuid.UUID]) -> dict[uuid.UUID, Explained]:
        """Each part with its unit, its page and where it stands; one statement."""
        wanted = {part_of(uid): uid for uid in uids}
        cells = UnitProgress.objects.filter(
            target__in={part for part, _ in wanted}, unit__in={unit for _, unit in wanted}
        ).select_related("target__campaign", "unit")
        found = {}
        for cell in cells.order_by("id"):
            uid = wanted.get((cell.target_id, cell.unit_id))
            if uid is not None:
                found[uid] = _explained(uid, cell)
        return found


def parts_of(target: Target) -> list[int]:
    """The ids of a compound's parts."""
    codes = target.measure_params.get("targets", [])
    rows = Target.objects.filter(campaign=target.campaign_id, code__in=codes).exclude(measure=ALL_OF)
    return list(rows.order_by("id").values_list("id", flat=True))


def all_parts(compounds: Iterable[Target], known: Mapping[int, Target]) -> dict[int, list[Target]]:
    """The parts of each compound, by its id: of the targets known, else read in one statement."""
    named = {row.pk: {(row.campaign_id, code) for code in row.measure_params.get("targets", [])} for row in compounds}
    wanted = {key for codes in named.values() for key in codes}
    by_key = {(row.campaign_id, row.code): row for row in known.values() if row.measure != ALL_OF}
    if lacking := wanted - by_key.keys():
        rows = Target.objects.filter(campaign__in={campaign for campaign, _ in lacking}).exclude(measure=ALL_OF)
        rows = rows.filter(code__in={code for _, code in lacking}).order_by("id")
        by_key |= {(row.campaign_id, row.code): row for row in rows}
    return {pk: [by_key[key] for key in sorted(codes) if key in by_key] for pk, codes in named.items()}


def compounds_of(targets: Iterable[Target]) -> list[Target]:
    """The compounds that have one of the targets as a part, in the order in which they are made."""
    codes = {(target.campaign_id, target.code) for target in targets}
    rows = Target.objects.filter(campaign__in={campaign for campaign, _ in codes}, measure=ALL_OF).order_by("id")
    return [row for row in rows if _names(row, codes)]


def touched(compounds: Sequence[Target], flipped: Collection[Key], parts: Iterable[Target]) -> list[uuid.UUID]:
    """Of cells that flipped, the sources of those that are parts of one of the compounds."""
    named = {part.pk for part in parts if any(_names(row, {(part.campaign_id, part.code)}) for row in compounds)}
    return [part_uid(target, unit) for target, unit in flipped if target in named]


def _names(compound: Target, codes: set[tuple[int, str]]) -> bool:
    return any((compound.campaign_id, code) in codes for code in compound.measure_params.get("targets", []))


def part_words(*, is_met: bool) -> str:
    """What stands beside a part of a compound."""
    return _("phần này đã đạt") if is_met else _("phần này chưa đạt")


def _explained(uid: uuid.UUID, cell: UnitProgress) -> Explained:
    return Explained(
        source_uid=uid,
        label=str(cell.target),
        unit_name=cell.unit.name,
        address_name="desk:progress-figure",
        address_args=(cell.target.campaign.key, cell.unit.uid, cell.target.code),
        accepted_by="",
        accepted_at=None,
        files=(),
        note=part_words(is_met=cell.met),
    )


MEASURES.register(ALL_OF, AllOf())
