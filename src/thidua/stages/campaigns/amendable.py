"""What an amending document may move of a campaign that runs: each sort of thing with its numbers, days and words.

A later room enters what is its own (the due dates of reports). What has no value (a date that hangs on an event, a
number that is «all») is not moved; what begins a campaign is not either: its frame was enrolled on that day.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from thidua.foundation.core.registry import Registry
from thidua.stages.campaigns.campaign_file.asking_checks import HIGHEST_PERCENT
from thidua.stages.campaigns.days import before_start
from thidua.stages.campaigns.models import Campaign, Phase, Target, TargetMinimum
from thidua.stages.campaigns.out_of_reach import why_out_of_reach

Value = int | datetime.date | str
# A row that was changed, and the fields of it to be saved.
Put = tuple[Any, list[str]]
TARGET, MILESTONE, TASK, PHASE, CAMPAIGN = "target", "milestone", "task", "phase", "campaign"
MINIMUM, SHARE, TEXT = "minimum", "share", "text"
NUMBERS, TEXTS = (MINIMUM, SHARE), (TEXT,)
# What only says or judges otherwise what was counted: nothing is counted anew for it.
UNCOUNTED = (SHARE, TEXT)
ENDS_BEFORE_IT_BEGINS = _("Khoảng thời gian kết thúc trước khi bắt đầu.")
LABELS: dict[str, str | Promise] = {
    TEXT: _("Nội dung"), MINIMUM: _("Số phải đạt"), SHARE: _("Tỷ lệ đơn vị phải đạt (%)"),
    "window_from": _("Tính từ ngày"), "window_before": _("Chỉ tính trước ngày"), "due_before": _("Hạn: trước ngày"),
    "starts_on": _("Từ ngày"), "ends_before": _("Kết thúc: trước ngày"),
}  # fmt: skip


def _put(row: Any, values: dict[str, Value], _source: str) -> list[Put]:
    for part, value in values.items():
        setattr(row, part, value)
    return [(row, list(values))]


def _nothing_wrong(_row: Any, _values: dict[str, Value], _on: datetime.date) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of thing: what is moved of it, its rows by key, why new values cannot stand, how they are saved.

    `why_not` is given a row, its new values and the day of the paper, and answers by part; `put` also gets the number
    of the amending document, and answers with the rows to be saved. What `ends` can be taken out whole.
    """

    key: str
    label: str | Promise
    parts: tuple[str, ...]
    rows: Callable[[Campaign], Iterable[tuple[str, Any]]]
    called: Callable[[Any], str] = str
    why_not: Callable[[Any, dict[str, Value], datetime.date], dict[str, str]] = _nothing_wrong
    put: Callable[[Any, dict[str, Value], str], list[Put]] = _put
    ends: bool = False


SORTS: Registry[Sort] = Registry("what an amendment may move")


@dataclass(frozen=True, slots=True)
class Amendable:
    """One value that stands."""

    row: Any = field(compare=False)
    sort: str
    key: str
    part: str

    @property
    def name(self) -> str:
        return f"{self.sort}/{self.key}/{self.part}"

    @property
    def value(self) -> Value:
        found: Value = getattr(self.row, self.part)
        return found

    @property
    def called(self) -> str:
        """What it is of, in words."""
        return SORTS[self.sort].called(self.row)


def amendable(campaign: Campaign) -> Iterator[Amendable]:
    """Every value that may be moved, sort by sort in the plan's order."""
    for sort in SORTS:
        for key, row in sort.rows(campaign):
            for part in sort.parts:
                if getattr(row, part) not in (None, ""):
                    yield Amendable(row, sort.key, key, part)


def endable(campaign: Campaign) -> Iterator[tuple[str, Sort, Any]]:
    """What may be taken out whole, by its name («target/III.4»)."""
    for sort in SORTS:
        if sort.ends:
            for key, row in sort.rows(campaign):
                yield f"{sort.key}/{key}", sort, row


def wrong_span(row: Any, values: dict[str, Value], first: str, before: str, earliest: datetime.date) -> dict[str, str]:
    """That a stretch of time would end before it begins, at the part that was moved."""
    begins, ends = (values.get(part, getattr(row, part)) for part in (first, before))
    if isinstance(ends, datetime.date) and ends <= (begins if isinstance(begins, datetime.date) else earliest):
        moved = before if before in values else first
        return {moved: str(ENDS_BEFORE_IT_BEGINS)} if moved in values else {}
    return {}


def _window(row: Any, values: dict[str, Value], on: datetime.date) -> dict[str, str]:
    found = _back(row, values, "window_before", on) | _due(row, values, on)
    return found | wrong_span(row, values, "window_from", "window_before", row.campaign.starts_on)


def _due(row: Any, values: dict[str, Value], on: datetime.date) -> dict[str, str]:
    return _back(row, values, "due_before", on)


def _back(row: Any, values: dict[str, Value], part: str, on: datetime.date) -> dict[str, str]:
    """That a day would be drawn back behind the paper that says so: nobody could keep it any more."""
    day, stood = values.get(part), getattr(row, part)
    if isinstance(day, datetime.date) and isinstance(stood, datetime.date) and day <= on and day < stood:
        return {part: _t("Không rút ngày này về trước ngày ký văn bản sửa đổi: không ai theo kịp nữa.")}
    return {}


def _why_not_target(row: Target, values: dict[str, Value], on: datetime.date) -> dict[str, str]:
    found = _window(row, values, on)
    if isinstance(minimum := values.get(MINIMUM), int) and (why := _why_not_minimum(row, minimum)):
        found[MINIMUM] = why
    if isinstance(share := values.get(SHARE), int) and not 1 <= share <= HIGHEST_PERCENT:
        found[SHARE] = _t("Tỷ lệ từ 1 đến 100.")
    return found


def _why_not_minimum(target: Target, minimum: int) -> str:
    """A number of everybody's may not pass what the body itself asked of single units; units' own plans follow it."""
    if why_not := why_out_of_reach(target, minimum):
        return why_not
    weaker = "gt" if target.operator == Target.Operator.AT_MOST else "lt"
    of_body = Q(plan=None, **{f"minimum__{weaker}": minimum}) | Q(plan__isnull=False, **{f"base__{weaker}": minimum})
    rows = TargetMinimum.objects.filter(of_body, target=target).select_related("unit").order_by("id")
    count, first = rows.count(), rows.first()
    if first is None:
        return ""
    return _t("%(count)d đơn vị (trước hết là %(unit)s) có mức riêng nhẹ hơn số này. Xin sửa mức riêng của họ trước.") % {
        "count": count, "unit": first.unit.name,
    }  # fmt: skip


def _put_target(row: Target, values: dict[str, Value], source: str) -> list[Put]:
    """The target and those of its companions that stood as it did."""
    found: list[Put] = []
    for beside in row.companions.order_by("id"):
        alike = {part: value for part, value in values.items() if getattr(beside, part) == getattr(row, part)}
        if alike:
            found += _put(beside, alike, source)
    [(_row, parts)] = _put(row, values, source)
    row.version += 1
    return [(row, [*parts, "version"]), *found]


def _why_not_phase(row: Phase, values: dict[str, Value], _on: datetime.date) -> dict[str, str]:
    if row.closed_on is not None:
        return dict.fromkeys(values, _t("Giai đoạn này đã tổng kết nên ngày của nó không đổi nữa."))
    begins = values.get("starts_on")
    if isinstance(begins, datetime.date) and (why := before_start(row.campaign, begins)):
        return {"starts_on": why}
    return wrong_span(row, values, "starts_on", "ends_before", row.campaign.starts_on)


def _why_not_end(row: Campaign, values: dict[str, Value], on: datetime.date) -> dict[str, str]:
    """A campaign does not end before it was decided that it ends: what was done until then was done in it."""
    ends = values["ends_before"]
    if isinstance(ends, datetime.date) and (ends <= on or ends <= row.starts_on):
        return {"ends_before": _t("Đợt thi đua không kết thúc lùi về trước ngày ký văn bản sửa đổi.")}
    return {}


def _targets(campaign: Campaign) -> Iterator[tuple[str, Any]]:
    rows = campaign.targets.filter(companion_of=None, ended_on=None).select_related("campaign")
    return ((row.code, row) for row in rows.order_by("position", "id"))


def _milestones(campaign: Campaign) -> Iterator[tuple[str, Any]]:
    rows = campaign.milestone_kinds.filter(ended_on=None).select_related("campaign")
    return ((row.key, row) for row in rows.order_by("position", "id"))


def _tasks(campaign: Campaign) -> Iterator[tuple[str, Any]]:
    return ((row.key, row) for row in campaign.tasks.filter(plan=None, ended_on=None).order_by("id"))


def _phases(campaign: Campaign) -> Iterator[tuple[str, Any]]:
    return ((str(row.number), row) for row in campaign.phases.select_related("campaign").order_by("number"))


SORTS.register(CAMPAIGN, Sort(
    CAMPAIGN, _("Đợt thi đua"), ("ends_before",), lambda campaign: [(campaign.key, campaign)], why_not=_why_not_end,
))  # fmt: skip
SORTS.register(PHASE, Sort(
    PHASE, _("Giai đoạn"), ("starts_on", "ends_before"), _phases, called=lambda row: str(row.number),
    why_not=_why_not_phase,
))  # fmt: skip
SORTS.register(TARGET, Sort(
    TARGET, _("Chỉ tiêu"), (TEXT, MINIMUM, SHARE, "window_from", "window_before", "due_before"), _targets,
    called=lambda row: str(row.code), why_not=_why_not_target, put=_put_target, ends=True,
))  # fmt: skip
SORTS.register(MILESTONE, Sort(
    MILESTONE, _("Mốc việc"), ("window_from", "window_before", "due_before"), _milestones, why_not=_window,
))  # fmt: skip
SORTS.register(TASK, Sort(TASK, _("Việc"), ("due_before",), _tasks, why_not=_due, ends=True))
