"""Two versions of a plan side by side: in figures, and in words line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    """Every figure that either version has: numbers of targets, days, quotas; of lines with the same words each one."""
    before, after = _told_apart(_figures(plan, one)), _told_apart(_figures(plan, other))
    names = dict.fromkeys((*before, *after))
    return [Figures(name, before.get(name, ""), after.get(name, "")) for name in names]


def words(one: Content, other: Content) -> list[Lines]:
    """The lines of both in their order; what was only moved counts as taken out and put in.

    A line that stands in another part than before was moved, whatever stands beside it: then both say their part.
    """
    before, after = _lines(one), _lines(other)
    found: list[Lines] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for act, low, high, from_, to in matcher.get_opcodes():
        old, new = before[low:high], after[from_:to]
        for place in range(max(len(old), len(new))):
            (part, left), (other_part, right) = _at(old, place), _at(new, place)
            kind = SAME if act == "equal" else CHANGED if left and right else OLD if left else NEW
            if kind == CHANGED and left == right:
                left, right = f"{PARTS[part]}: {left}", f"{PARTS[other_part]}: {right}"
            found.append(Lines(kind, left, right))
    return found


def _told_apart(rows: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Figures by their names; a second one of the same name is numbered, as it may have changed alone."""
    seen: Counter[str] = Counter()
    found = {}
    for name, value in rows:
        seen[name] += 1
        found[name if seen[name] == 1 else f"{name} ({seen[name]})"] = value
    return found


def _at(lines: list[tuple[str, str]], place: int) -> tuple[str, str]:
    return lines[place] if place < len(lines) else ("", "")


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


def _lines(content: Content) -> list[tuple[str, str]]:
    """Each line with the part it stands in."""
    parts = {
        "subject": (content.subject,), "preamble": content.preamble.splitlines(), "purposes": content.purposes,
        "contents": content.contents, "criteria": content.criteria, "tasks": task_lines(content.tasks).splitlines(),
        "budget": content.budget.splitlines(), "words": content.words, "recipients": content.recipients,
    }  # fmt: skip
    return [(part, line) for part, lines in parts.items() for line in lines if line.strip()]


# What the parts are called on the page.
PARTS = {
    "subject": gettext_lazy("Trích yếu"), "preamble": gettext_lazy("Mở đầu"), "purposes": gettext_lazy("Mục đích"),
    "contents": gettext_lazy("Nội dung"), "criteria": gettext_lazy("Tiêu chuẩn"), "tasks": gettext_lazy("Việc giao"),
    "budget": gettext_lazy("Kinh phí"), "words": gettext_lazy("Nội dung hướng dẫn"),
    "recipients": gettext_lazy("Nơi nhận"),
}  # fmt: skip
