"""Two versions of a plan side by side: in figures, and in words line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.allocations import shown
from thidua.stages.campaigns.models import Plan, Target
from thidua.stages.campaigns.plan_writing.content import Content, Number
from thidua.stages.campaigns.plan_writing.lines import last_day, task_lines

SAME, OLD, NEW, CHANGED = "same", "old", "new", "changed"


@dataclass(frozen=True, slots=True)
class Figures:
    """One figure of both versions; empty where a version does not have it."""

    name: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Lines:
    """One line of both versions; `kind` says whether it stands in both, in one, or was changed."""

    kind: str
    before: str
    after: str


def figures(plan: Plan, one: Content, other: Content) -> list[Figures]:
    """Every figure that either version has: numbers of targets, days, quotas."""
    before, after = dict(_figures(plan, one)), dict(_figures(plan, other))
    names = dict.fromkeys((*before, *after))
    return [Figures(name, before.get(name, ""), after.get(name, "")) for name in names]


def words(one: Content, other: Content) -> list[Lines]:
    """The lines of both in their order; what was only moved counts as taken out and put in."""
    before, after = _lines(one), _lines(other)
    found: list[Lines] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for act, low, high, from_, to in matcher.get_opcodes():
        old, new = before[low:high], after[from_:to]
        for place in range(max(len(old), len(new))):
            left = old[place] if place < len(old) else ""
            right = new[place] if place < len(new) else ""
            kind = SAME if act == "equal" else CHANGED if left and right else OLD if left else NEW
            found.append(Lines(kind, left, right))
    return found


def _figures(plan: Plan, content: Content) -> Iterator[tuple[str, str]]:
    targets = {row.code: row for row in plan.campaign.targets.order_by("id")}
    for row in content.numbers:
        if row.code in targets:
            yield from _numbers(targets[row.code], row)
    for phase in content.phases:
        yield _("Giai đoạn %(number)s xong trước") % {"number": phase.number}, day_words(last_day(phase.ends_before))
    for award in content.awards:
        yield f"{award.form}: {award.subject}", str(award.count)
    if content.awards:
        yield _("Tổng số Giấy khen"), str(sum(award.count for award in content.awards))
    for task in content.tasks:
        yield (
            _("Hạn của việc: %(task)s") % {"task": task.text},
            day_words(last_day(task.due_before)) if task.due_before else "",
        )


def _numbers(target: Target, row: Number) -> Iterator[tuple[str, str]]:
    if row.own is not None:
        yield _("%(code)s của đơn vị") % {"code": target.code}, shown(row.own, target)
    if row.beneath is not None:
        yield _("%(code)s của mỗi đơn vị cấp dưới") % {"code": target.code}, shown(row.beneath, target)


def _lines(content: Content) -> list[str]:
    return [
        line
        for line in (
            content.subject, *content.preamble.splitlines(), *content.purposes, *content.contents, *content.criteria,
            *task_lines(content.tasks).splitlines(), *content.budget.splitlines(), *content.words, *content.recipients,
        )
        if line.strip()
    ]  # fmt: skip
