"""What a unit's plan may say: its words there, its days within the plan above's, its tasks for units beneath it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import fold
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.days import before_start
from thidua.stages.campaigns.models import Participation, Phase, Plan
from thidua.stages.campaigns.plan_writing.awards import wrong_awards
from thidua.stages.campaigns.plan_writing.content import Content, PhaseEnd, TaskLine
from thidua.stages.campaigns.plan_writing.lines import last_day
from thidua.stages.campaigns.plan_writing.numbers import plan_words, require_never_weaker
from thidua.stages.campaigns.plan_writing.recipients import MANY, alike, read_lines, several

LONGEST_SUBJECT = 600
LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owes a task: one unit, or the units of a kind beneath."""

    unit: Unit | None = None
    kind: str = ""


def require_sound(plan: Plan, place: Participation, content: Content) -> None:
    """Raises `Invalid` for everything that is wrong at once, each at its field.

    `subject`, `words`, `recipients` left out; `own-…`, `beneath-…` a number weaker than the plans above;
    `phase-…` a day after the plan above's; `tasks` an owner that is not there, a day before the campaign;
    `awards` for whom by no known word, or twice.
    """
    found: dict[str, str] = {}
    if not content.subject.strip() or len(content.subject) > LONGEST_SUBJECT:
        found["subject"] = _("Xin ghi trích yếu, nhiều nhất %(most)s chữ cái.") % {"most": LONGEST_SUBJECT}
    if not content.recipients:
        found["recipients"] = _("Xin ghi ít nhất một nơi nhận.")
    elif unclear := [line for line in read_lines(plan, content.recipients) if len(line.candidates) > 1]:
        found["recipients"] = " ".join(several(line.text, line.candidates) for line in unclear)
    elif long := next((line for line in content.recipients if len(line) > LONGEST_LINE), ""):
        found["recipients"] = _("«%(line)s…» dài quá %(most)s chữ cái. Xin tách thành nhiều dòng.") % {
            "line": long[:40], "most": LONGEST_LINE,
        }  # fmt: skip
    if plan.kind == Plan.Kind.GUIDANCE:
        if not content.words:
            found["words"] = _("Xin ghi nội dung hướng dẫn.")
    else:
        found |= (
            _wrong_numbers(plan, place, content)
            | _wrong_phases(plan, content)
            | _wrong_tasks(plan, place, content)
            | wrong_awards(content.awards, place)
        )
    if found:
        raise Invalid(found)


def owner_of(place: Participation, line: TaskLine) -> Owner | None:
    """Who a task's line names: the plan's own unit where it names nobody; None where there is no such unit.

    A name that several units beneath bear is refused with `Invalid` (`tasks`), which names them.
    """
    wanted = fold(line.owner)
    if not wanted or wanted in (fold(place.unit.name), fold(place.unit.short_name)):
        return Owner(place.unit)
    beneath = Participation.objects.standing().beneath(place).exclude(pk=place.pk)
    kinds = beneath.order_by("kind__rank", "kind_id").values_list("kind_id", "kind__label").distinct()
    for key, label in kinds:
        if wanted in (fold(label), f"{MANY} {fold(label)}"):
            return Owner(kind=key)
    likely = Q(unit__folded__contains=wanted) | Q(unit__folded__contains=wanted.rpartition(",")[0] or wanted)
    rows = beneath.filter(likely).select_related("unit__parent").order_by("lft", "id")
    found = alike(line.owner, rows)
    if len(found) > 1:
        raise Invalid({"tasks": several(line.owner, found)})
    return Owner(found[0].unit) if found else None


def _wrong_numbers(plan: Plan, place: Participation, content: Content) -> dict[str, str]:
    found: dict[str, str] = {}
    targets = {row.code: row for row in plan.campaign.targets.filter(companion_of=None).order_by("id")}
    for row in content.numbers:
        for value, beneath, field in ((row.own, False, f"own-{row.code}"), (row.beneath, True, f"beneath-{row.code}")):
            if value is None:
                continue
            target = targets.get(row.code)
            if target is not None and target.ended_on is not None:
                found[field] = _("Chỉ tiêu %(code)s đã được bãi bỏ. Xin mở «Sửa dự thảo» rồi lưu lại.") % {
                    "code": row.code
                }
                continue
            if target is None or (not beneath and place.kind_id not in target.unit_kinds):
                found[field] = _("Chỉ tiêu %(code)s không giao cho đơn vị này.") % {"code": row.code}
                continue
            try:
                require_never_weaker(target, place, value, field, beneath=beneath)
            except Invalid as refused:
                found |= refused.fields
    return found


def _wrong_phases(plan: Plan, content: Content) -> dict[str, str]:
    phases = {row.number: row for row in plan.campaign.phases.order_by("number")}
    wrong = {f"phase-{row.number}": _why_not_end(plan, phases.get(row.number), row) for row in content.phases}
    return {field: why for field, why in wrong.items() if why}


def _why_not_end(plan: Plan, phase: Phase | None, end: PhaseEnd) -> str:
    if phase is None:
        return _("Kế hoạch cấp trên không có giai đoạn này.")
    if end.ends_before <= phase.starts_on:
        return _("Giai đoạn này bắt đầu ngày %(day)s nên không xong trước ngày đó.") % {
            "day": day_words(phase.starts_on)
        }
    if phase.ends_before is not None and end.ends_before > phase.ends_before:
        return _("%(plan)s giao xong giai đoạn này chậm nhất ngày %(day)s; đơn vị được làm sớm, không được lùi.") % {
            "plan": plan_words(plan.parent), "day": day_words(last_day(phase.ends_before)),
        }  # fmt: skip
    return ""


def _wrong_tasks(plan: Plan, place: Participation, content: Content) -> dict[str, str]:
    wrong = []
    for row in content.tasks:
        due = last_day(row.due_before) if row.due_before else None
        if why := before_start(plan.campaign, due):
            wrong.append(f"«{row.text[:40]}»: {why}")
        elif len(row.proof) > LONGEST_LINE:
            wrong.append(
                _("«%(task)s»: minh chứng dài quá %(most)s chữ cái.") % {"task": row.text[:40], "most": LONGEST_LINE}
            )
        elif why := _why_no_owner(place, row):
            wrong.append(why)
    return {"tasks": " ".join(wrong)} if wrong else {}


def _why_no_owner(place: Participation, row: TaskLine) -> str:
    try:
        if owner_of(place, row) is not None:
            return ""
    except Invalid as refused:
        return str(refused.fields["tasks"])
    told = {"owner": row.owner, "unit": place.unit.short_name}
    return _("Không có đơn vị «%(owner)s» ở %(unit)s và cấp dưới.") % told
