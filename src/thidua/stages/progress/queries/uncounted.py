"""What does not count in a figure, and why: records of the branch that could have, each with its reason."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value

from thidua.foundation.accounts.actors import Actor, visible
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.measures import MEASURES, Explained, TellsWhyNot, carry_dates
from thidua.stages.progress.models import Entry


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A record, and why it does not count; `source` is what the page says of it."""

    uid: uuid.UUID
    source: Explained
    why: str


def uncounted(*, actor: Actor, target: Target, place: Participation) -> QuerySet[Any]:
    """The records of the place's branch, of units the actor sees, that are of the target's kind and do not count.

    Each carries its target's id as `asked`; nothing where the measure cannot say.
    """
    source = _source(target)
    if source is None:
        return Entry.objects.none()
    units = visible(Participation.objects.standing().beneath(place), actor).order_by().values("unit_id")
    counted = Entry.objects.live().filter(target=target, source_uid=OuterRef("uid"))
    candidates = source.candidates(target, units).filter(~Exists(counted))
    rows: QuerySet[Any] = candidates.annotate(asked=Value(target.pk))
    return rows


def told(target: Target, records: Sequence[Any]) -> list[Uncounted]:
    """What the records are and why they do not count: a fixed number of statements."""
    source = _source(target) if records else None
    if source is None:
        return []
    carry_dates([target])
    whys = source.why_not(target, records)
    explained = MEASURES[target.measure].explain([record.uid for record in records])
    return [
        Uncounted(record.uid, explained[record.uid], whys[record.uid]) for record in records if record.uid in explained
    ]


def _source(target: Target) -> TellsWhyNot | None:
    if target.measure not in MEASURES:
        return None
    source: Any = MEASURES[target.measure]
    return source if isinstance(source, TellsWhyNot) else None
