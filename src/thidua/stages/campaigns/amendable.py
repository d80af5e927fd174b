"""What an amending document may move of a campaign that runs: numbers asked, windows, due dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.stages.campaigns.models import Campaign, CampaignTask, MilestoneKind, Target

TARGET, MILESTONE, TASK = "target", "milestone", "task"
PARTS = {
    TARGET: ("minimum", "window_from", "window_before", "due_before"),
    MILESTONE: ("window_from", "window_before", "due_before"),
    TASK: ("due_before",),
}
LABELS: dict[str, str | Promise] = {
    "minimum": _("Số phải đạt"), "window_from": _("Tính từ ngày"), "window_before": _("Chỉ tính trước ngày"),
    "due_before": _("Hạn: trước ngày"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amendable:
    """One value that stands. What has none (a date that hangs on an event, a number that is all) is not moved here."""

    row: Target | MilestoneKind | CampaignTask
    sort: str
    key: str
    part: str

    @property
    def name(self) -> str:
        return f"{self.sort}/{self.key}/{self.part}"

    @property
    def value(self) -> int | datetime.date:
        found: int | datetime.date = getattr(self.row, self.part)
        return found


def amendable(campaign: Campaign) -> Iterator[Amendable]:
    """Every value that may be moved, in the plan's order: targets, milestones, tasks of the campaign's own plan."""
    rows: list[tuple[str, str, Any]] = [
        *((TARGET, row.code, row) for row in campaign.targets.filter(companion_of=None).order_by("position", "id")),
        *((MILESTONE, row.key, row) for row in campaign.milestone_kinds.order_by("position", "id")),
        *((TASK, row.key, row) for row in campaign.tasks.filter(plan=None).order_by("id")),
    ]
    for sort, key, row in rows:
        for part in PARTS[sort]:
            if getattr(row, part) is not None:
                yield Amendable(row, sort, key, part)
