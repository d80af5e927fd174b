"""The officer hands the report to the leader; the leader signs and sends it as a numbered paper, or hands it back."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.documents import operations as documents
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.reports import papers, rules
from thidua.stages.reports.checking import filled, problems
from thidua.stages.reports.models import Report, ReportRound
from thidua.stages.reports.operations.writing import Values, held, keep
from thidua.stages.reports.states import FOR_SIGNATURE, OPEN_TO_EDITS, REPORTS

# The words of the paper are the report's own; who signs it is the leader.
WRITER = System(gettext_noop("Hệ thống, theo nội dung báo cáo"))


@operation
def hand_report(
    *,
    by: By,
    now: datetime.datetime,
    report: Report,
    values: Values | None = None,
    unchanged: bool = False,
    version: int | None = None,
) -> Report:
    """Saves what was typed and gives the report to the leader to sign.

    Refused: `Missing` a foreign report; `NotAllowed` unless the unit's own officer; `Invalid` by slot what is still
    empty or lacks its reason, and (`unchanged`) a returned report in which nothing was changed, unless it is said that
    it goes up so; `NotNow` in another state or a closed period; `Stale` an old version.
    """
    rules.require_seen(by, report)
    row = held(report, by=by, now=now, version=version)
    _hand(row, values, by=by, now=now, unchanged=unchanged)
    return row


@operation
def hand_back_report(
    *, by: By, now: datetime.datetime, report: Report, reason: str, version: int | None = None
) -> Report:
    """The leader gives the report back to the officer. Refused with `Invalid` (`reason`) without a reason."""
    rules.require_seen(by, report)
    row = lock(report)
    row.unit, row.period = report.unit, report.period
    changes = {"hand_back_reason": reason.strip(), "changed_by_id": person_of(by)}
    REPORTS.step(row, "hand_back", by=by, now=now, version=version, reason=reason, changes=changes)
    return row


@operation
def send_report(
    *,
    by: Actor | System,
    now: datetime.datetime,
    report: Report,
    values: Values | None = None,
    unchanged: bool = False,
    version: int | None = None,
) -> Report:
    """The leader signs and sends: numbered in the unit's register, issued, dispatched to the level above; a new round.

    Who is officer and leader in one sends what it writes in one step, with its `values`. A report sent again replaces
    its earlier paper; lateness stays that of the first time. Refused: `NotAllowed` unless the unit's leader (of a
    draft, also its officer); `Invalid` by slot what is empty or unexplained, and of a draft what `hand_report` asks;
    `NotNow` in another state or a closed period; `Stale` an old version.
    """
    rules.require_seen(by, report)
    if why_not := rules.may_sign(by, report):
        raise NotAllowed(why_not)
    row = lock(report)
    row.unit, row.period = report.unit, report.period
    rules.require_open(row.period, now)
    check_version(row, version)
    if row.status in OPEN_TO_EDITS:
        held(row, by=by, now=now, version=None)
        _hand(row, values, by=by, now=now, unchanged=unchanged)
    REPORTS.check(row, "send", by=by)
    _require_complete(row)
    earlier = row.document
    document = _issue(row, by=by, now=now)
    person = person_of(by)
    REPORTS.step(
        row, "send", by=by, now=now,
        changes={
            "submitted_at": row.submitted_at or now, "signed_by_id": person, "changed_by_id": person, "document": document,
        },
    )  # fmt: skip
    _add_round(row, document, by=by, now=now)
    if earlier is not None:
        documents.replace_document(by=by, now=now, issued=earlier, successor=document)
    return row


def _hand(row: Report, values: Values | None, *, by: By, now: datetime.datetime, unchanged: bool) -> None:
    if values is not None:
        keep(row, values, by=by, now=now)
    _require_complete(row)
    if not unchanged and _says_what_was_returned(row):
        raise Invalid(
            {
                "unchanged": _(
                    "Chưa sửa chỗ nào so với lần gửi bị trả lại. Xin sửa, hoặc đánh dấu ô này để vẫn gửi nguyên."
                )
            }
        )
    REPORTS.step(row, "hand", by=by, now=now, changes={"hand_back_reason": "", "changed_by_id": person_of(by)})
    assert row.status == FOR_SIGNATURE


def _says_what_was_returned(row: Report) -> bool:
    last = row.rounds.order_by("-number").first()
    return last is not None and last.returned_at is not None and last.content == _content(row)


def _require_complete(row: Report) -> None:
    if found := problems(row):
        raise Invalid(found)


def _issue(row: Report, *, by: Actor | System, now: datetime.datetime) -> IssuedDocument:
    """The paper of this round: drafted from the report's words, numbered and signed by the leader, sent up."""
    paper = papers.report_document(row, on=now.date(), signer=by)
    body = papers.body_of(row.unit, now.date())
    draft = documents.draft_document(by=WRITER, now=now, unit=row.unit, body=body, document=paper)
    submitted = documents.submit_for_signature(by=WRITER, now=now, issued=draft)
    numbered = documents.number_document(by=by, now=now, issued=submitted, date=now.date())
    signed = documents.sign_document(by=by, now=now, issued=numbered)
    above = rules.superior_of(row)
    return documents.issue_document(by=by, now=now, issued=signed, units=[above] if above else [])


def _add_round(row: Report, document: IssuedDocument, *, by: By, now: datetime.datetime) -> None:
    ReportRound.objects.create(
        report=row, number=row.rounds.count() + 1, document=document, submitted_at=now, submitted_by_id=person_of(by),
        content=_content(row),
    )  # fmt: skip


def _content(row: Report) -> dict[str, Any]:
    """What the report says in this round, by slot."""
    return {
        each.slot.name: {
            "figure": each.value.figure, "known": each.value.known, "whole": each.value.denominator,
            "text": each.value.text, "note": each.value.note,
        }
        for each in filled(row)
    }  # fmt: skip
