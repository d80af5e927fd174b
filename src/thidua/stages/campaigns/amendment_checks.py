"""Whether what an amending document changes can be, and what is kept of it; asked before it is drafted and signed."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.quantities import UNITS, format_number
from thidua.stages.campaigns.amendable import (
    MINIMUM,
    PHASE,
    SORTS,
    TARGET,
    TASK,
    TEXTS,
    Amendable,
    Value,
    amendable,
    endable,
)
from thidua.stages.campaigns.amended import ADDED, ENDED, LINES, RECIPIENTS, Changes, NewTask
from thidua.stages.campaigns.amended_targets import target_of
from thidua.stages.campaigns.days import before_start
from thidua.stages.campaigns.earlier_ends import LeftBehind, left_behind, wrong_beginnings
from thidua.stages.campaigns.models import Campaign, CampaignTask, Plan, Target
from thidua.stages.campaigns.plain import plain
from thidua.stages.campaigns.plan_writing.new_recipients import new_lines, standing_lines

ALL_OF = "all_of"
LONGEST_TASK = 2_000
A_MONTH = datetime.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a document changes, found sound: values that move, what goes, what comes; `told` is what is kept of it.

    `left` is what stays behind an end that comes earlier: to be said before it is signed, and not refused.
    """

    moved: tuple[tuple[Amendable, Value], ...]
    ended: tuple[tuple[str, Any], ...]
    targets: tuple[tuple[Target, list[Target]], ...]
    tasks: tuple[NewTask, ...]
    recipients: tuple[str, ...] | None
    told: tuple[dict[str, Any], ...]
    left: tuple[LeftBehind, ...] = ()


def checked(plan: Plan, changes: Changes, *, on: datetime.date) -> Checked:
    """What the changes come to on a day; equal values change nothing.

    Raises `Invalid` with all that is wrong: a value at its name, what is taken out at its own (`target/III.4`), a new
    target at `new-0-…`, `tasks`, `recipients`; `what` where nothing changes.
    """
    campaign = plan.campaign
    gone = {name: (sort, row) for name, sort, row in endable(campaign) if name in changes.ended}
    values = changes.values
    standing = list(amendable(campaign))
    moved = [
        (one, values[one.name])
        for one in standing
        if values.get(one.name, one.value) != one.value and f"{one.sort}/{one.key}" not in gone
    ]
    wrong = wrong_beginnings(campaign, standing, {one.name: value for one, value in moved}, gone.keys())
    wrong |= _wrong_phases(campaign, moved) | _wrong_values(moved, on)
    wrong |= _wrong_ends(campaign, gone) | _wrong_tasks(campaign, changes.tasks)
    made = []
    for place, new in enumerate(changes.targets):
        try:
            made.append(target_of(new, campaign, place))
        except Invalid as refused:
            wrong |= refused.fields
    codes = [target.code for target, _beside in made]
    if len(set(codes)) != len(codes):
        wrong["new-0-code"] = _("Hai chỉ tiêu mới mang cùng một số.")
    lines = changes.recipients
    if lines is not None:
        if lines == standing_lines(plan):
            lines = None
        else:
            wrong |= _wrong_lines(plan, lines)
    if wrong:
        raise Invalid(wrong)
    kept = [
        *(told(one, value) for one, value in moved),
        *([_told_lines(plan, lines)] if lines is not None else []),
        *(_told_target(target, new.due_before) for (target, _beside), new in zip(made, changes.targets, strict=True)),
        *(_told_task(task) for task in changes.tasks),
        *(_told_end(name, row) for name, (_sort, row) in gone.items()),
    ]
    if not kept:
        raise Invalid({"what": _("Xin sửa, thêm hoặc bỏ ít nhất một điều.")})
    ended = tuple((sort.key, row) for sort, row in gone.values())
    left = left_behind(standing, moved, gone.keys())
    return Checked(tuple(moved), ended, tuple(made), changes.tasks, lines, tuple(kept), left)


def sentences_left(found: Checked) -> list[str]:
    """The codes of targets whose number moves while their sentence, which says the old one, stays."""
    said = {one.key for one, _value in found.moved if one.part in TEXTS}
    return [
        one.key
        for one, _value in found.moved
        if one.part == MINIMUM and one.key not in said and _says(one.row.text, one.value, one.row.measure_unit)
    ]


def _says(text: str, value: Value, unit: str) -> bool:
    number = format_number(int(str(value)), scale=UNITS[unit].scale)
    return re.search(rf"(?<![\d.,])0?{re.escape(number)}(?![\d.,]*\d)", text) is not None


def by_row(moved: Iterable[tuple[Amendable, Value]]) -> dict[tuple[str, str], tuple[Any, dict[str, Value]]]:
    """The new values of each row, by its sort and key."""
    found: dict[tuple[str, str], tuple[Any, dict[str, Value]]] = {}
    for one, value in moved:
        found.setdefault((one.sort, one.key), (one.row, {}))[1][one.part] = value
    return found


def _wrong_values(moved: Sequence[tuple[Amendable, Value]], on: datetime.date) -> dict[str, str]:
    found: dict[str, str] = {}
    for (sort, key), (row, values) in by_row(moved).items():
        blank = {
            part: _("Xin ghi nội dung.") for part, value in values.items() if part in TEXTS and not str(value).strip()
        }
        wrong = blank | SORTS[sort].why_not(row, values, on)
        found |= {f"{sort}/{key}/{part}": told for part, told in wrong.items()}
    return found


def _wrong_phases(campaign: Campaign, moved: Sequence[tuple[Amendable, Value]]) -> dict[str, str]:
    """Phases follow each other as those of a campaign file do: they may share a month, never more."""
    values = {one.name: value for one, value in moved if one.sort == PHASE}
    if not values:
        return {}
    found: dict[str, str] = {}
    rows = list(campaign.phases.order_by("number"))
    for earlier, later in itertools.pairwise(rows):
        end, begin = f"{PHASE}/{earlier.number}/ends_before", f"{PHASE}/{later.number}/starts_on"
        before, first = values.get(end, earlier.ends_before), values.get(begin, later.starts_on)
        if not isinstance(before, datetime.date) or not isinstance(first, datetime.date):
            continue
        if before - first > A_MONTH and {end, begin} & values.keys():
            named = {"earlier": earlier.number, "later": later.number}
            told = _("Giai đoạn %(later)s gối lên giai đoạn %(earlier)s quá một tháng. Xin sửa ngày của cả hai.")
            found[begin if begin in values else end] = told % named
    return found


def _wrong_ends(campaign: Campaign, gone: dict[str, tuple[Any, Any]]) -> dict[str, str]:
    """A target that is part of a whole stays as long as that; and a campaign asks for something as long as it runs."""
    codes = {row.code for sort, row in gone.values() if sort.key == TARGET}
    if not codes:
        return {}
    standing = campaign.targets.filter(companion_of=None, ended_on=None).exclude(code__in=codes)
    if not standing.exists():
        return {f"{TARGET}/{min(codes)}": _("Đợt thi đua phải còn ít nhất một chỉ tiêu.")}
    found = {}
    for whole in standing.filter(measure=ALL_OF).order_by("id"):
        for code in codes & set(whole.measure_params.get("targets", [])):
            found[f"{TARGET}/{code}"] = _("Chỉ tiêu %(whole)s tính cả chỉ tiêu này. Xin bỏ chỉ tiêu ấy cùng lúc.") % {
                "whole": whole.code
            }
    return found


def _wrong_tasks(campaign: Campaign, tasks: Sequence[NewTask]) -> dict[str, str]:
    taking_part = set(campaign.participations.standing().order_by().values_list("kind_id", flat=True).distinct())
    for task in tasks:
        if not task.text.strip() or len(task.text) > LONGEST_TASK:
            return {"tasks": _("Xin ghi việc phải làm, nhiều nhất %(most)s chữ cái.") % {"most": LONGEST_TASK}}
        if not task.unit_kinds or set(task.unit_kinds) - taking_part:
            told = _("«%(task)s»: xin ghi loại đơn vị tham gia đợt thi đua làm việc này.")
            return {"tasks": told % {"task": task.text[:40]}}
        if why := before_start(campaign, task.due_before):
            return {"tasks": f"«{task.text[:40]}»: {why}"}
    return {}


def _wrong_lines(plan: Plan, lines: tuple[str, ...]) -> dict[str, str]:
    try:
        new_lines(plan, lines)
    except Invalid as refused:
        return dict(refused.fields)
    return {}


def told(one: Amendable, value: Value) -> dict[str, Any]:
    """What is kept of a value that moves."""
    found: dict[str, Any] = plain(
        {"sort": one.sort, "key": one.key, "part": one.part, "before": one.value, "after": value}
    )
    if one.part == MINIMUM:
        found["unit"] = one.row.measure_unit
    return found if one.called == one.key else {**found, "called": one.called}


def _told_lines(plan: Plan, lines: tuple[str, ...]) -> dict[str, Any]:
    before, after = "\n".join(standing_lines(plan)), "\n".join(lines)
    return {"sort": RECIPIENTS, "key": "", "part": LINES, "before": before, "after": after}


def _told_target(target: Target, due: datetime.date | None) -> dict[str, Any]:
    return {
        "sort": TARGET, "key": target.code, "part": ADDED, "before": None, "after": target.text,
        "unit_kinds": target.unit_kinds, "due_before": plain(due),
    }  # fmt: skip


def _told_task(task: NewTask) -> dict[str, Any]:
    return {
        "sort": TASK, "key": "", "part": ADDED, "before": None, "after": task.text,
        "unit_kinds": list(task.unit_kinds), "due_before": plain(task.due_before),
    }  # fmt: skip


def _told_end(name: str, row: Target | CampaignTask) -> dict[str, Any]:
    sort, _slash, key = name.partition("/")
    return {"sort": sort, "key": key, "part": ENDED, "before": row.text, "after": None}
