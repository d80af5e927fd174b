"""Our own decision signed: numbered, issued, and what it gives written into the golden book; or entered from paper."""

from __future__ import annotations

import datetime
import uuid

from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Person
from thidua.foundation.core import clock, files
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.documents import operations as documents
from thidua.foundation.documents.letters import require_printable
from thidua.foundation.documents.model import Signature
from thidua.foundation.documents.titles import is_role_word
from thidua.stages.campaigns.signing import leaders_on
from thidua.stages.decisions import papers
from thidua.stages.decisions.bodies import Signers, deciding_body, proposing_body
from thidua.stages.decisions.days import wrong_day
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import giving
from thidua.stages.decisions.operations.records import entries_of, held
from thidua.stages.decisions.operations.submitting import require_standing, submit_decision
from thidua.stages.decisions.scans import OWNER
from thidua.stages.decisions.signing import paper_signer, signers_by
from thidua.stages.decisions.states import DECISION


@operation
def issue_decision(
    *,
    by: Actor | System,
    now: datetime.datetime,
    decision: Decision,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """The leader signs tờ trình and decision; the decision takes the next number of the register and goes out.

    Both papers bear the name and title of who signs here. Each name is given its award: its nomination is answered, an
    honour with the golden number is entered, its body gets the decision.

    Refused with `Missing`, `NotAllowed`, `Stale`; `NotNow` for a name no longer selected.
    """
    row = held(decision, by=by)
    DECISION.check(row, "issue", by=by)
    assert row.document is not None and row.proposal is not None, "a submitted decision has both papers"
    entries = entries_of(row)
    require_standing(row, entries)
    giving.answer_nominations(entries, by=by, now=now)
    signed, proposed = _signatures(row, by=by)
    proposal = documents.sign_document(by=by, now=now, issued=row.proposal, signature=proposed)
    row.proposal = documents.issue_document(by=by, now=now, issued=proposal, units=[row.unit])
    document = documents.number_document(by=by, now=now, issued=row.document, date=clock.act_day())
    document = documents.sign_document(by=by, now=now, issued=document, signature=signed)
    row.document = documents.issue_document(by=by, now=now, issued=document, units=giving.recipients(entries))
    giving.number_golden(entries)
    DECISION.step(row, "issue", by=by, now=now, version=version, changes={"issued_at": now})
    giving.enter_honours(row, entries, by=by, now=now)
    return row


@operation
def issue_at_once(
    *,
    by: Actor | System,
    now: datetime.datetime,
    decision: Decision,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Submits and signs in one step, for who is officer and leader of the body. Refused like both."""
    row = submit_decision(by=by, now=now, decision=decision, reason=reason, version=version)
    return issue_decision(by=by, now=now, decision=row)


@operation
def record_own_decision(
    *,
    by: Actor | System,
    now: datetime.datetime,
    decision: Decision,
    number: int,
    date: datetime.date,
    scan: File | None,
    signer: Person | None = None,
    title: str = "",
    name: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Enters our decision that was signed on paper, with the number and day it bears; it gives what `issue` gives.

    The scan proves it. The signer is a leader of the body on that day, or somebody else as the paper names him or her
    (`title`, `name`). Refused with `Missing`, `NotAllowed`, `Stale`; `NotNow` for a list that is empty or bears a name
    no longer selected; `Invalid`: `number` when the register gave it before, `date` for a day to come or before what
    the decision rests on, `scan` without one, `signer` for who was no leader then, `name` and `title` while nobody is
    told, `letters` for a letter that cannot be printed.
    """
    row = held(decision, by=by)
    DECISION.check(row, "record", by=by)
    entries = entries_of(row)
    require_standing(row, entries)
    _require_paper(row, date=date, scan=scan, signer=signer, title=title, name=name)
    signers = paper_signer(row.unit, date, signer) if signer else Signers(tidy(title), tidy(name), "", "")
    giving.answer_nominations(entries, by=by, now=now)
    paper = papers.decision_paper(row, entries, on=date, signers=signers, number=number)
    require_printable(paper)
    document = documents.record_issued(
        by=by, now=now, unit=row.unit, body=deciding_body(row.unit, date).key, document=paper,
        units=giving.recipients(entries),
    )  # fmt: skip
    giving.number_golden(entries)
    changes = {"issued_at": now, "document": document}
    DECISION.step(row, "record", by=by, now=now, version=version, changes=changes)
    assert scan is not None, "the scan was required above"
    files.store(upload=scan, field="scan", owner_kind=OWNER, owner_uid=row.uid, by=by, now=now)
    giving.enter_honours(row, entries, by=by, now=now)
    return row


def _signatures(row: Decision, *, by: Actor | System) -> tuple[Signature | None, Signature | None]:
    """Of the decision and of its tờ trình, by whoever presses; None where the product itself acts."""
    on = clock.act_day()
    signers = signers_by(by, row.unit, on)
    if signers is None:
        return None, None
    decides, proposes = deciding_body(row.unit, on), proposing_body(row.unit, on)
    return decides.sign(signers.title, signers.name), proposes.sign(signers.proposal_title, signers.proposal_name)


def _require_paper(
    row: Decision, *, date: datetime.date, scan: File | None, signer: Person | None, title: str, name: str
) -> None:
    wrong: dict[str, str] = {}
    if why_not := wrong_day(row, date):
        wrong["date"] = why_not
    if scan is None:
        wrong["scan"] = _("Xin kèm bản chụp quyết định đã ký.")
    if signer is not None and signer not in leaders_on(row.unit, date):
        sentence = _("Ngày %(day)s %(name)s không phải là lãnh đạo %(unit)s. Xin xem lại người ký hoặc ngày.")
        values = {"day": day_words(date), "name": signer.full_name, "unit": row.unit.name}
        wrong["signer"] = sentence % values
    if signer is None and not name.strip():
        wrong["name"] = _("Xin ghi họ tên người ký.")
    if signer is None and not title.strip():
        wrong["title"] = _("Xin ghi chức vụ người ký.")
    if signer is None and is_role_word(title):
        wrong["title"] = _("Đây không phải là chức vụ. Xin ghi chức vụ như trên bản giấy, ví dụ «Chủ tịch».")
    if wrong:
        raise Invalid(wrong)
