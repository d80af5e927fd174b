"""Bringing a decision before who signs it, and giving it back."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.documents import operations as documents
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.decisions import papers
from thidua.stages.decisions.bodies import Signers, deciding_body, proposing_body
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.operations.records import entries_of, held
from thidua.stages.decisions.signing import usual_signers
from thidua.stages.decisions.states import DECISION
from thidua.stages.nominations.models import Nomination


@operation
def submit_decision(
    *,
    by: Actor | System,
    now: datetime.datetime,
    decision: Decision,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Draws the tờ trình, which gets its number, and the decision; both wait for the leader's signature.

    Refused with `Missing`, `NotAllowed`, `Stale`; `NotNow` for a list that is empty or bears a name no longer selected
    and where the body has no leader to sign; `Invalid` (`letters`) for a letter that cannot be printed.
    """
    row = held(decision, by=by)
    DECISION.check(row, "submit", by=by)
    entries = entries_of(row)
    require_standing(row, entries)
    on = clock.act_day()
    signers = usual_signers(row.unit, on)
    require_signer(row, signers)
    proposal = documents.draft_document(
        by=by, now=now, unit=row.unit, body=proposing_body(row.unit, on).key,
        document=papers.proposal_paper(row, entries, on=on, signers=signers),
    )  # fmt: skip
    documents.submit_for_signature(by=by, now=now, issued=proposal)
    proposal = documents.number_document(by=by, now=now, issued=proposal, date=on)
    paper = papers.decision_paper(row, entries, on=on, signers=signers, proposal=proposal)
    document = _draft(row, paper, by=by, now=now, on=on)
    document = documents.submit_for_signature(by=by, now=now, issued=document)
    changes = {"proposal": proposal, "document": document, "return_reason": ""}
    DECISION.step(row, "submit", by=by, now=now, version=version, changes=changes)
    return row


@operation
def return_decision(
    *,
    by: Actor | System,
    now: datetime.datetime,
    decision: Decision,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """The leader gives it back with the reason; the tờ trình is taken back and its number stays used.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    row = held(decision, by=by)
    DECISION.step(
        row, "return", by=by, now=now, version=version, reason=reason, changes={"return_reason": reason.strip()}
    )
    if row.proposal is not None:
        row.proposal = documents.withdraw_document(by=by, now=now, issued=row.proposal, reason=reason)
    if row.document is not None:
        row.document = documents.return_document(by=by, now=now, issued=row.document, reason=reason)
    return row


def require_standing(decision: Decision, entries: list[DecisionEntry]) -> None:
    """Raises `NotNow` for an empty list and for a name whose nomination gave up its seat since."""
    if not entries:
        raise NotNow(_("Quyết định chưa có tên nào. Xin thêm tên trước khi trình."))
    gone = [
        entry.name
        for entry in entries
        if entry.nomination is not None and entry.nomination.status != Nomination.Status.SELECTED
    ]
    if gone:
        sentence = _("Không còn trong danh sách được xét chọn: %(names)s. Xin bấm «Lấy lại danh sách» rồi trình.")
        raise NotNow(sentence % {"names": ", ".join(gone)})


def require_signer(decision: Decision, signers: Signers) -> None:
    """Raises `NotNow` where the body has nobody on the site who signs."""
    if not signers.name or not signers.proposal_name:
        sentence = _(
            "%(unit)s chưa có lãnh đạo trong hệ thống để ký. Xin nhờ quản trị ghi người lãnh đạo,"
            " hoặc ghi quyết định đã ký trên giấy."
        )
        raise NotNow(sentence % {"unit": decision.unit.name})


def _draft(
    row: Decision, paper: OfficialDocument, *, by: Actor | System, now: datetime.datetime, on: datetime.date
) -> IssuedDocument:
    """A new draft, or new words in the one that came back."""
    if row.document is not None:
        return documents.revise_document(by=by, now=now, issued=row.document, document=paper)
    return documents.draft_document(by=by, now=now, unit=row.unit, body=deciding_body(row.unit, on).key, document=paper)
