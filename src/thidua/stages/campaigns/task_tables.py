"""The list of tasks of «Tổ chức thực hiện», as a page, for print, as Excel and CSV."""

from __future__ import annotations

import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing
from thidua.foundation.core.tables import TABLES, Column, Link, Table
from thidua.foundation.core.tables.lists import Filters, Kind
from thidua.foundation.documents.rules import receiving
from thidua.stages.campaigns.models import TaskReport
from thidua.stages.campaigns.plan_queries import tasks_seen
from thidua.stages.campaigns.plan_writing.lines import last_day
from thidua.stages.campaigns.plan_writing.numbers import plan_words

OWN, GIVEN, OPEN = "cua-don-vi", "da-giao", "chua-xong"
VIEWS = (OWN, GIVEN, OPEN)


def view_of(given: Filters) -> str:
    """Which of the lists is asked for; empty for all. Raises `Missing` for one that there is not."""
    asked = str(given.get("xem") or "")
    if asked and asked not in VIEWS:
        raise Missing(_("Không có danh sách theo bộ lọc này. Xin chọn lại bộ lọc."))
    return asked


def _rows(actor: Actor, given: Filters) -> QuerySet[TaskReport]:
    rows, own = tasks_seen(actor), receiving(actor)
    chosen = view_of(given)
    if chosen == OWN:
        return rows.filter(unit__in=own)
    if chosen == GIVEN:
        return rows.filter(Q(task__plan__unit__in=own) | Q(task__plan=None, task__campaign__owner__in=own))
    if chosen == OPEN:
        return rows.filter(status__in=[TaskReport.Status.OWED, TaskReport.Status.RETURNED], task__ended_on=None)
    return rows


def due(row: TaskReport) -> datetime.date | None:
    """The last good day of a task."""
    return last_day(row.due_before) if row.due_before else None


def standing(row: TaskReport) -> str:
    """Where a task stands on the site's day: its status, past its day, or asked no more."""
    owed = row.status in (TaskReport.Status.OWED, TaskReport.Status.RETURNED)
    if owed and row.task.ended_on is not None:
        return "ended"
    return "overdue" if owed and row.due_before and clock.today() >= row.due_before else row.status


WORDS = {**dict(TaskReport.Status.choices), "overdue": _("quá hạn, chưa làm"), "ended": _("thôi giao")}
TASKS = TABLES.register(
    "tasks",
    Table(
        key="tasks",
        title=_("Việc được giao"),
        rows=_rows,
        columns=(
            Column("text", _("Việc"), lambda row: row.task.text, link=lambda row: Link("desk:task", (row.uid,)), width=60),
            Column("unit", _("Đơn vị làm"), lambda row: row.unit.short_name, width=34),
            Column("plan", _("Giao tại"), lambda row: plan_words(row.task.plan) if row.task.plan
                   else row.task.campaign.short_name, width=34),
            Column("due", _("Hạn"), due, kind=Kind.DATE),
            Column("proof", _("Minh chứng"), lambda row: row.task.proof, width=30),
            Column("done", _("Ngày làm xong"), lambda row: row.done_on, kind=Kind.DATE),
            Column("status", _("Tình trạng"), standing, kind=Kind.STATE, text=lambda value: WORDS[value]),
        ),
    ),
)  # fmt: skip
