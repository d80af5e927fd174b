"""The level above accepts a report, returns it field by field, or takes its acceptance back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import nfc
from thidua.stages.progress.posting import post_many
from thidua.stages.reports import rules
from thidua.stages.reports.form import campaigns_of, slots_of
from thidua.stages.reports.measures import MEASURE
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.states import REPORTS


@operation
def accept_report(*, by: By, now: datetime.datetime, report: Report, version: int | None = None) -> Report:
    """Accepts a report; its figures count on the board where a target asks for them.

    Refused: `Missing` a foreign report or one never sent; `NotAllowed` unless of the level directly above; `NotNow`
    what was not sent or is accepted already; `Stale` an old version.
    """
    row = _held(report, by)
    changes = {"accepted_at": now, "accepted_by_id": person_of(by), "changed_by_id": person_of(by)}
    REPORTS.step(row, "accept", by=by, now=now, version=version, changes=changes)
    _post(row, now)
    return row


@operation
def unaccept_report(
    *, by: By, now: datetime.datetime, report: Report, reason: str, version: int | None = None
) -> Report:
    """Takes an acceptance back, with the reason; the figures count no more. Refused like `return_report`."""
    row = _held(report, by)
    changes = {"accepted_at": None, "accepted_by_id": None, "changed_by_id": person_of(by)}
    REPORTS.step(row, "unaccept", by=by, now=now, version=version, reason=reason, changes=changes)
    _post(row, now)
    return row


@operation
def return_report(
    *,
    by: By,
    now: datetime.datetime,
    report: Report,
    reason: str = "",
    wanted: Mapping[str, str] | None = None,
    answer_before: datetime.date | None = None,
    version: int | None = None,
) -> Report:
    """Gives a report back: a reason for the whole, or fields (by slot) each with its own, and until when to answer.

    It is then the unit's to mend; that it was sent in time stays. Refused like `accept_report`, and `Invalid`: neither
    a reason nor a field, a field without its reason or not of the report, a day that has passed; `NotNow` in a period
    that is closed, where nothing could be sent again.
    """
    row = _held(report, by)
    REPORTS.check(row, "return", by=by)
    rules.require_open(row.period, now)
    asked = {name: nfc(why).strip() for name, why in (wanted or {}).items()}
    _require_reasons(row, asked, reason, answer_before, now)
    told = nfc(reason).strip() or _together(row, asked)
    REPORTS.step(row, "return", by=by, now=now, version=version, reason=told, changes={"changed_by_id": person_of(by)})
    last = row.rounds.order_by("-number").first()
    assert last is not None, "what was sent has its round"
    last.returned_at, last.returned_by_id, last.reason = now, person_of(by), told
    last.wanted = [{"field": name, "reason": why} for name, why in asked.items()]
    last.answer_before = answer_before
    last.save()
    return row


def _held(report: Report, by: By) -> Report:
    rules.require_seen(by, report)
    row = lock(report)
    row.unit, row.period = report.unit, report.period
    return row


def _require_reasons(
    row: Report, asked: dict[str, str], reason: str, answer_before: datetime.date | None, now: datetime.datetime
) -> None:
    known = {slot.name for slot in slots_of(row)}
    found: dict[str, str] = {}
    for name, why in asked.items():
        if name not in known:
            found[name] = _("Báo cáo này không có chỗ đó.")
        elif not why:
            found[name] = _("Xin ghi lý do để đơn vị biết cần sửa gì.")
    if not asked and not reason.strip():
        found["reason"] = _("Xin ghi lý do, hoặc đánh dấu từng chỗ cần sửa kèm lý do.")
    if answer_before is not None and answer_before <= clock.day_of(now):
        found["answer_before"] = _("Ngày trả lời phải từ hôm nay trở đi.")
    if found:
        raise Invalid(found)


def _together(row: Report, asked: dict[str, str]) -> str:
    labels = {slot.name: slot.field.label for slot in slots_of(row)}
    return "; ".join(f"{labels[name]}: {why}" for name, why in asked.items())


def _post(row: Report, now: datetime.datetime) -> None:
    """The last step: what counts of this report, and of the unit's others where only the latest counts."""
    periods = ReportPeriod.objects.filter(schedule=row.period.schedule_id)
    uids = Report.objects.filter(unit=row.unit_id, period__in=periods).order_by("id").values_list("uid", flat=True)
    post_many(
        measures=[MEASURE],
        source_uids=list(uids),
        campaign_ids=[campaign.pk for campaign in campaigns_of(row)],
        now=now,
    )
