"""What an amending document leaves behind an earlier end that it gives the campaign or a phase.

A due date after the end is not wrong by itself: plan 286 asks for the final reports after the works are done. So days
that stay are named, for the officer to move or to leave; only a stretch of time that would begin when the campaign is
over cannot be.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from thidua.stages.campaigns.amendable import (
    CAMPAIGN,
    ENDS_BEFORE_IT_BEGINS,
    SORTS,
    Amendable,
    Value,
)
from thidua.stages.campaigns.models import Campaign

END = "ends_before"
BEGINS = ("window_from", "starts_on")
LATEST = ("due_before", "window_before")
# What is due so soon after a phase is most likely of it: its report, in plan 286 before 20/8 of a phase until July.
SOON_AFTER = datetime.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """An end that comes earlier, the first day no longer in it, and the days after it that stay as they are."""

    end: Amendable
    ends_before: datetime.date
    days: tuple[Amendable, ...]


def left_behind(
    standing: Sequence[Amendable], moved: Iterable[tuple[Amendable, Value]], gone: Collection[str]
) -> tuple[LeftBehind, ...]:
    """Of each end that comes earlier the due dates and ends that the document neither moves nor takes out.

    Of the campaign every one after its new end, those of phases too; of a phase those that lay within it until now or
    soon after, for what was due later is the next phase's and loses nothing.
    """
    values = {one.name: value for one, value in moved}
    kept = [one for one in standing if one.name not in values and f"{one.sort}/{one.key}" not in gone]
    found = []
    for end in (one for one in standing if one.part == END and one.name in values):
        new, old = values[end.name], end.value
        if not isinstance(new, datetime.date) or not isinstance(old, datetime.date) or new >= old:
            continue
        parts = (*LATEST, END) if end.sort == CAMPAIGN else LATEST
        last = datetime.date.max if end.sort == CAMPAIGN else old + SOON_AFTER
        days = [one for one in kept if one.part in parts and isinstance(one.value, datetime.date)]
        after = tuple(one for one in days if isinstance(one.value, datetime.date) and new < one.value <= last)
        if after:
            found.append(LeftBehind(end, new, after))
    return tuple(found)


def wrong_beginnings(
    campaign: Campaign, standing: Sequence[Amendable], values: Mapping[str, Value], gone: Collection[str]
) -> dict[str, str]:
    """That a phase or a window would begin when the campaign is over, at the part that moved.

    Nothing done after the campaign's end is taken, so such a time ends before it begins, whatever end is its own.
    """
    name = f"{CAMPAIGN}/{campaign.key}/{END}"
    end = values.get(name, campaign.ends_before)
    if not isinstance(end, datetime.date):
        return {}
    found: dict[str, str] = {}
    for one in standing:
        if one.part not in BEGINS or f"{one.sort}/{one.key}" in gone or not {name, one.name} & values.keys():
            continue
        begins = values.get(one.name, one.value)
        if not isinstance(begins, datetime.date) or begins < end:
            continue
        if one.name in values:
            found[one.name] = str(ENDS_BEFORE_IT_BEGINS)
        else:
            told = f"{SORTS[one.sort].label} {one.called}: {ENDS_BEFORE_IT_BEGINS}"
            found[name] = f"{found[name]} {told}" if name in found else told
    return found
