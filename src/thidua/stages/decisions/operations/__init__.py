"""Every writing of decisions. What was issued is never deleted: an award is revoked by a decision."""

from thidua.stages.decisions.operations.correcting import correct_outside_answer
from thidua.stages.decisions.operations.drafting import (
    add_name,
    discard_decision,
    drop_name,
    renew_names,
    start_decision,
)
from thidua.stages.decisions.operations.handing import hand_over
from thidua.stages.decisions.operations.issuing import issue_at_once, issue_decision, record_own_decision
from thidua.stages.decisions.operations.recording import Answer, record_outside_decision
from thidua.stages.decisions.operations.revoking import revoke_award
from thidua.stages.decisions.operations.submitting import return_decision, submit_decision

__all__ = [
    "Answer", "add_name", "correct_outside_answer", "discard_decision", "drop_name", "hand_over", "issue_at_once", "issue_decision",
    "record_outside_decision", "record_own_decision", "renew_names", "return_decision", "revoke_award", "start_decision",
    "submit_decision",
]  # fmt: skip
