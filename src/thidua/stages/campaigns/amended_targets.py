"""A target that an amending document adds, made of the measures there are as a plan that is read gives them.

Only what can be counted with what the campaign has: works, the fund, a milestone that stands. A figure that units
report would need another form of report, and a rating or a pilot congress a milestone of its own: these begin with a
new plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.quantities import UNITS, QuantityUnit
from thidua.stages.campaigns import rows
from thidua.stages.campaigns.amended import NewTarget
from thidua.stages.campaigns.campaign_file import Problem, read_vocabulary
from thidua.stages.campaigns.campaign_file.obligations import read_targets
from thidua.stages.campaigns.campaign_file.reading import Reader
from thidua.stages.campaigns.models import Campaign, Target
from thidua.stages.campaigns.plan_draft import manners
from thidua.stages.campaigns.plan_draft.measures import measure

MILESTONE = f"{manners.MILESTONE}:"
# A clause is what a campaign file cites; the sentence itself stands in the amending document.
CLAUSE = "I"
LONGEST_CODE, LONGEST_LABEL = 20, 60


def manners_of(campaign: Campaign) -> dict[str, str]:
    """The ways to count that are offered, by key, with their words."""
    found = {
        manners.WORKS: _("Công trình, dự án, phần việc các loại"), manners.MODELS: _("Mô hình"),
        **{f"{manners.WORK}{key}": label for key, label in manners.work_labels().items()},
        manners.FUND: _("Tiền, hiện vật vận động vào quỹ"),
    }  # fmt: skip
    kinds = campaign.milestone_kinds.filter(ended_on=None).order_by("position", "id")
    plain = [row for row in kinds if not {"years", "assigned"} & row.settings.keys()]
    return found | {f"{MILESTONE}{row.key}": _("Mốc việc: %(name)s") % {"name": row.name} for row in plain}


def unit_of(manner: str) -> QuantityUnit:
    """What a way counts in."""
    return UNITS[str(_measured(manner)["unit"])]


def target_of(new: NewTarget, campaign: Campaign, place: int) -> tuple[Target, list[Target]]:
    """The target with its companions, unsaved; `place` names its fields. Raises `Invalid` (`new-1-code` …).

    Read as strictly as a campaign file: a code that the campaign has or had, kinds that take no part, a way that is not
    offered, a time that ends before it begins.
    """
    wrong = _wrong(new, campaign)
    problems: list[Problem] = []
    if "manner" not in wrong:
        reader = Reader("", "", {"target": [_row(new)]}, problems)
        parts = read_targets(reader, read_vocabulary(), Path())
        wrong = {_field(problem): problem.reason for problem in problems} | wrong
    if wrong:
        raise Invalid({f"new-{place}-{name}": told for name, told in wrong.items()})
    position = max(campaign.targets.order_by("id").values_list("position", flat=True), default=0) + 1 + place
    target, beside = rows.target_rows(parts[0], campaign, position)
    for one in (target, *beside):
        one.window_from, one.window_before, one.due_before = new.window_from, new.window_before, new.due_before
    return target, beside


def _wrong(new: NewTarget, campaign: Campaign) -> dict[str, str]:
    found: dict[str, str] = {}
    if not new.code or len(new.code) > LONGEST_CODE or "/" in new.code:
        found["code"] = _("Xin ghi số của chỉ tiêu như trong kế hoạch, ví dụ III.6; nhiều nhất %(most)s chữ.") % {
            "most": LONGEST_CODE
        }
    elif campaign.targets.filter(code=new.code).exists():
        found["code"] = _("Đợt thi đua đã có chỉ tiêu %(code)s. Xin ghi số khác.") % {"code": new.code}
    if not new.label or len(new.label) > LONGEST_LABEL:
        found["label"] = _("Xin ghi tên gọn, nhiều nhất %(most)s chữ.") % {"most": LONGEST_LABEL}
    taking_part = set(
        campaign.participations.filter(valid_to=None).order_by().values_list("kind_id", flat=True).distinct()
    )
    if not new.unit_kinds or set(new.unit_kinds) - taking_part:
        found["unit_kinds"] = _("Xin chọn ít nhất một loại đơn vị tham gia đợt thi đua.")
    if new.manner not in manners_of(campaign):
        found["manner"] = _("Xin chọn cách tính trong danh sách.")
    before = new.window_before
    if before is not None and before <= (new.window_from or campaign.starts_on):
        found["window_before"] = _("Khoảng thời gian kết thúc trước khi bắt đầu.")
    if new.due_before is not None and new.due_before <= campaign.starts_on:
        found["due_before"] = _("Hạn không thể trước ngày đầu của đợt thi đua.")
    return found


def _row(new: NewTarget) -> dict[str, Any]:
    """The table that a campaign file would have of it."""
    made: dict[str, Any] = {
        "code": new.code, "clause": CLAUSE, "label": new.label, "text": new.text, "unit_kinds": list(new.unit_kinds),
        "credited_to": "owner", "counts": "own", "op": new.operator, "minimum": new.minimum, "late": new.late,
        "window": {}, **({"share": new.share} if new.share else {}),
    }  # fmt: skip
    return {**made, **_measured(new.manner)}


def _measured(manner: str) -> Mapping[str, Any]:
    if manner.startswith(MILESTONE):
        found = {"key": "milestone", "milestone": manner.removeprefix(MILESTONE), "state": "verified"}
        return {"measure": found, "unit": "piece"}
    return measure(0, {"what": ""}, manner, "")


def _field(problem: Problem) -> str:
    name = problem.key.rpartition(".")[2]
    return name if name in ("code", "label", "text", "unit_kinds", "minimum", "share", "op") else "text"
