"""Which names of a decision people may still speak of, or were spoken of without anybody having read it."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.foundation.core import clock
from thidua.stages.decisions.models import DecisionEntry
from thidua.stages.nominations.consulting import consultations_of


def unheard(entries: Iterable[DecisionEntry]) -> list[tuple[str, str]]:
    """Each such name with the sentence about it, in the decision's order; the entries' nominations are read."""
    rows = [(row.name, row.nomination.uid) for row in entries if row.nomination is not None]
    found = consultations_of([uid for _name, uid in rows], clock.act_day())
    return [(name, found[uid].words) for name, uid in rows if uid in found and found[uid].needs_a_look]
