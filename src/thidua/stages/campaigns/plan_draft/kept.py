"""A reading without the entries that a person took out of it: values and places move up together."""

from __future__ import annotations

import copy
from collections.abc import Collection

from thidua.stages.campaigns.plan_reader import Reading


def without(reading: Reading, dropped: dict[str, Collection[int]]) -> Reading:
    """The reading without some entries of some lists, by list and place."""
    values, places = copy.deepcopy(reading.values), reading.places
    for key, out in dropped.items():
        moved = {old: new for new, old in enumerate(old for old in range(len(values[key])) if old not in out)}
        values[key] = [row for old, row in enumerate(values[key]) if old in moved]
        places = dict(_moved(places, f"/{key}/", moved))
    return Reading(reading.text, values, places)


def _moved(places: dict[str, dict[str, int]], lead: str, moved: dict[int, int]) -> list[tuple[str, dict[str, int]]]:
    kept = []
    for pointer, place in places.items():
        if not pointer.startswith(lead):
            kept.append((pointer, place))
            continue
        number, slash, rest = pointer.removeprefix(lead).partition("/")
        if int(number) in moved:
            kept.append((f"{lead}{moved[int(number)]}{slash}{rest}", place))
    return kept
