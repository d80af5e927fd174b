"""Our own decision signed: numbered, issued, and what it gives written into the golden book; or entered from paper."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import operation
from thidua.foundation.documents import operations as documents
from thidua.stages.decisions import papers
from thidua.stages.decisions.bodies import Signers, deciding_body
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import giving
from thidua.stages.decisions.operations.records import entries_of, held
from thidua.stages.decisions.operations.submitting import require_signers, require_standing, submit_decision
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

    Each name is given its award: its nomination is answered, an honour with the golden number is entered, its body gets
    the decision. Refused with `Missing`, `NotAllowed`, `Stale`; `NotNow` for a name no longer selected.
    """
    row = held(decision, by=by)
    DECISION.check(row, "issue", by=by)
    assert row.document is not None and row.proposal is not None, "a submitted decision has both papers"
    entries = entries_of(row)
    require_standing(row, entries)
    giving.answer_nominations(entries, by=by, now=now)
    proposal = documents.sign_document(by=by, now=now, issued=row.proposal)
    row.proposal = documents.issue_document(by=by, now=now, issued=proposal, units=[row.unit])
    document = documents.number_document(by=by, now=now, issued=row.document, date=clock.act_day())
    document = documents.sign_document(by=by, now=now, issued=document)
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
    signers: Signers,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Submits and signs in one step, for who is officer and leader of the body. Refused like both."""
    row = submit_decision(by=by, now=now, decision=decision, signers=signers, reason=reason, version=version)
    return issue_decision(by=by, now=now, decision=row)


@operation
def record_own_decision(
    *,
    by: Actor | System,
    now: datetime.datetime,
    decision: Decision,
    number: int,
    date: datetime.date,
    signers: Signers,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Enters our decision that was signed on paper, with the number and day it bears; it gives what `issue` gives.

    Refused with `Missing`, `NotAllowed`, `Stale`; `NotNow` for a list that is empty or bears a name no longer selected;
    `Invalid`: `number` when the register gave it before, `date` for a day to come, `name` while the signer is not told.
    """
    row = held(decision, by=by)
    DECISION.check(row, "record", by=by)
    entries = entries_of(row)
    require_standing(row, entries)
    require_signers(Signers(signers.title, signers.name, signers.title, signers.name))
    if date > clock.act_day():
        raise Invalid({"date": _("Ngày quyết định không được sau ngày hôm nay.")})
    giving.answer_nominations(entries, by=by, now=now)
    paper = papers.decision_paper(row, entries, on=date, signers=signers, number=number)
    document = documents.record_issued(
        by=by, now=now, unit=row.unit, body=deciding_body(row.unit, date).key, document=paper,
        units=giving.recipients(entries),
    )  # fmt: skip
    giving.number_golden(entries)
    changes = {"issued_at": now, "document": document}
    DECISION.step(row, "record", by=by, now=now, version=version, changes=changes)
    giving.enter_honours(row, entries, by=by, now=now)
    return row
