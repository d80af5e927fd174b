"""Reports of the scope tests: the commune's in every state, each with a word that stands nowhere else."""

from __future__ import annotations

import datetime
from typing import Any

from tests.factories import NOW
from tests.scope import markers
from tests.stages.reports.support import given, period, schedule
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.operations import (
    accept_report,
    begin_report,
    hand_report,
    return_report,
    send_report,
)

# State → the period it belongs to: one report of a unit and period.
STATES = {"draft": "2024-01", "handed": "2024-02", "sent": "2024-03", "returned": "2024-04", "accepted": "2024-05"}
TO_BEGIN = "2024-06"


def prepare(world: Any) -> None:
    """The province asks every commune for a report a month, six months; nobody has begun one."""
    of = schedule(world.cast, key="monthly", rhythm="month", unit_kinds=["front-commune"])
    for key in (*STATES.values(), TO_BEGIN):
        month = int(key[-2:])
        world.periods[key] = period(
            world.cast, of, quarter=1, key=key, name=key, starts_on=datetime.date(2024, month, 1),
            ends_before=datetime.date(2024, month + 1, 1), due_before=datetime.date(2024, 7, 20),
        )  # fmt: skip


def fill(world: Any) -> None:
    """The commune's reports, one month a state; the sixth month's is not begun."""
    for state, key in STATES.items():
        world.reports[state] = _report(world, state, world.periods[key])


def _report(world: Any, state: str, of: ReportPeriod) -> Report:
    officer, leader = world.actor("commune_officer"), world.actor("commune_leader")
    above = world.actor("district_officer")
    report = begin_report(by=officer, now=NOW, period=of, unit=world.cast.commune)
    values = given(words=f"{markers.REPORT} {state}")
    if state == "draft":
        report.values.filter(field="mood-words").update(text=f"{markers.REPORT} {state}")
        report.values.filter(field="sessions").update(figure=4)
        return report
    report = hand_report(by=officer, now=NOW, report=report, values=values)
    if state == "handed":
        return report
    report = send_report(by=leader, now=NOW, report=report)
    if state == "returned":
        return return_report(by=above, now=NOW, report=report, reason=markers.REASON)
    return accept_report(by=above, now=NOW, report=report) if state == "accepted" else report
