"""Why a milestone does not count for a target: its state, its year, its answer, its day."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.stages.campaigns.models import MilestoneKind, Target
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import day_words, particulars
from thidua.stages.milestones.states import DONE, VERIFIED
from thidua.stages.progress.measures import is_inside, window


def candidates(kind: MilestoneKind | None, units: QuerySet[Any]) -> QuerySet[Milestone]:
    """What these units have said of the kind; what nobody has said anything of is no record yet."""
    if kind is None:
        return Milestone.objects.none()
    rows = Milestone.objects.filter(kind=kind, unit__in=units).exclude(status=Milestone.Status.PLANNED)
    return rows.order_by("unit__sort_key", "id")


def why_not(
    target: Target, records: Collection[Milestone], wanted: dict[str, Any], kind: MilestoneKind
) -> dict[uuid.UUID, str]:
    """The first reason for each; no statement."""
    span = window(target)
    return {row.uid: _why_not(row, wanted, kind, span) for row in records}


def _why_not(row: Milestone, wanted: dict[str, Any], kind: MilestoneKind, span: tuple[Any, Any]) -> str:
    counted = (VERIFIED,) if wanted.get("state", "verified") == "verified" else (DONE, VERIFIED)
    if row.status not in counted:
        return _("còn ở bước «%(state)s»") % {"state": Milestone.Status(row.status).label}
    if wanted.get("years") and row.year not in wanted["years"]:
        return _("năm %(year)s không thuộc các năm được tính") % {"year": row.year}
    good = wanted.get("answers") or (particulars(kind).good_answers if wanted.get("good_only") else ())
    if good and row.answer not in good:
        return _("kết quả «%(answer)s» chưa đủ mức") % {"answer": particulars(kind).answer_label(row.answer)}
    return _by_day(row, row.done_date, span, in_time=bool(wanted.get("in_time")))


def _by_day(row: Milestone, day: datetime.date | None, span: tuple[Any, Any], *, in_time: bool) -> str:
    if day is None:
        return _("chưa ghi ngày")
    if not is_inside(span, day):
        return _("ngày %(day)s nằm ngoài thời gian tính của chỉ tiêu") % {"day": day_words(day)}
    if in_time and row.prescribed_date is not None and day > row.prescribed_date:
        return _("làm ngày %(day)s, sau ngày quy định %(prescribed)s") % {
            "day": day_words(day), "prescribed": day_words(row.prescribed_date),
        }  # fmt: skip
    return _("đơn vị được tính không thuộc diện giao chỉ tiêu này")
