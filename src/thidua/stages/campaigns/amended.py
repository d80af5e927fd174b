"""What an amending document changes, as plain values: typed, kept with its draft; undone to look back."""

from __future__ import annotations

import copy
import dataclasses
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.stages.campaigns.amendable import CAMPAIGN, NUMBERS, TARGET, TEXTS, Value
from thidua.stages.campaigns.models import Campaign, PlanAmendment, Target
from thidua.stages.campaigns.plain import day, plain

# Parts of a change beside those that are moved.
ADDED, ENDED, LINES = "added", "ended", "lines"
RECIPIENTS = "recipients"


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task that the amending document adds: asked of kinds of unit, in time before a day."""

    text: str
    unit_kinds: tuple[str, ...]
    due_before: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A target that it adds, counted by one of the ways a reading of a plan offers, or by a milestone that stands.

    `minimum` is in the measure's smallest part; with a `share` so many percent of the units reach it.
    """

    code: str
    label: str
    text: str
    unit_kinds: tuple[str, ...]
    manner: str
    minimum: int
    operator: str = ">="
    share: int | None = None
    window_from: datetime.date | None = None
    window_before: datetime.date | None = None
    due_before: datetime.date | None = None
    late: str = "counts_late"


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one document changes: values by the names of `amendable`, what it takes out by those of `endable`, what
    it adds, and the lines of «Nơi nhận» where they are others (None: as they stand).
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    ended: tuple[str, ...] = ()
    tasks: tuple[NewTask, ...] = ()
    targets: tuple[NewTarget, ...] = ()
    recipients: tuple[str, ...] | None = None


def to_json(changes: Changes) -> dict[str, Any]:
    """Plain values, days as ISO."""
    found: dict[str, Any] = plain(dataclasses.asdict(changes))
    return found


def from_json(data: Mapping[str, Any]) -> Changes:
    """The changes kept with a draft."""
    lines = data.get("recipients")
    return Changes(
        values={name: _value(name, value) for name, value in data.get("values", {}).items()},
        ended=tuple(data.get("ended", ())),
        tasks=tuple(
            NewTask(row["text"], tuple(row["unit_kinds"]), day(row["due_before"])) for row in data.get("tasks", ())
        ),
        targets=tuple(
            NewTarget(**{
                **row, "unit_kinds": tuple(row["unit_kinds"]),
                **{part: day(row[part]) for part in ("window_from", "window_before", "due_before")},
            })
            for row in data.get("targets", ())
        ),
        recipients=None if lines is None else tuple(lines),
    )  # fmt: skip


def as_shown(campaign: Campaign, targets: Iterable[Target], until: datetime.datetime) -> tuple[Campaign, list[Target]]:
    """The campaign and its targets as they stood at a moment: what was amended since is undone, the latest first.

    Copies in memory, never saved. What was added since is left out; what was taken out since bears its day itself.
    """
    then, rows = copy.copy(campaign), {row.code: copy.copy(row) for row in targets}
    since = PlanAmendment.objects.filter(plan__campaign=campaign, plan__parent=None, made_at__gte=until)
    for amendment in since.order_by("-number"):
        for change in amendment.changes:
            _undo(change, then, rows)
    return then, list(rows.values())


def last_asked(campaign: Campaign, code: str, on: datetime.date) -> datetime.date | None:
    """The last day on which a target was asked that an amendment had taken out by a day; None of any other."""
    ended = Target.objects.filter(campaign=campaign, code=code, ended_on__lte=on).values_list("ended_on", flat=True)
    first_without = ended.order_by("id").first()
    return first_without - datetime.timedelta(days=1) if first_without else None


def _undo(change: Mapping[str, Any], campaign: Campaign, rows: dict[str, Target]) -> None:
    sort, key, part = change["sort"], change["key"], change["part"]
    if sort == CAMPAIGN:
        setattr(campaign, part, _value(part, change["before"]))
        return
    target = rows.get(key) if sort == TARGET else None
    if target is None or part == ENDED:
        return
    beside = [row for row in rows.values() if row.companion_of_id == target.pk]
    if part == ADDED:
        for row in (target, *beside):
            del rows[row.code]
        return
    before, after = (_value(part, change[side]) for side in ("before", "after"))
    for row in (target, *(row for row in beside if getattr(row, part) == after)):
        setattr(row, part, before)


def _value(name: str, value: Any) -> Any:
    part = name.rpartition("/")[2]
    return value if value is None or part in (*NUMBERS, *TEXTS) else datetime.date.fromisoformat(value)
