"""Every act on guidance, nominations, seats and dossiers. Only these write them."""

from thidua.stages.nominations.operations.answers import correct_answer, record_answer, record_vote
from thidua.stages.nominations.operations.confirming import confirm_report, take_back_confirmation
from thidua.stages.nominations.operations.guiding import (
    Terms,
    close_guidance,
    hand_back_guidance,
    issue_guidance,
    reopen_guidance,
    submit_guidance,
    write_guidance,
)
from thidua.stages.nominations.operations.paper_book import hand_over_sets
from thidua.stages.nominations.operations.papers_in import attach_paper, fill_paper
from thidua.stages.nominations.operations.proposing import (
    Content,
    draft_nomination,
    edit_nomination,
    propose_nomination,
    return_nomination,
    withdraw_nomination,
)
from thidua.stages.nominations.operations.quotas import announce_quota
from thidua.stages.nominations.operations.selecting import (
    release_seat,
    reserve_nominee,
    select_nominee,
    unreserve_nominee,
)
from thidua.stages.nominations.operations.submitting import (
    accept_submission,
    choose_nominees,
    open_submission,
    return_submission,
    send_submission,
    sign_letter,
    submit_letter,
)

__all__ = [
    "Content", "Terms", "accept_submission", "announce_quota", "attach_paper", "choose_nominees", "close_guidance",
    "confirm_report", "correct_answer", "draft_nomination", "edit_nomination", "fill_paper", "hand_back_guidance", "hand_over_sets",
    "issue_guidance", "open_submission", "propose_nomination", "record_answer", "record_vote", "release_seat",
    "reopen_guidance", "reserve_nominee", "return_nomination", "return_submission", "select_nominee", "send_submission",
    "sign_letter", "submit_guidance", "submit_letter", "take_back_confirmation", "unreserve_nominee",
    "withdraw_nomination", "write_guidance",
]  # fmt: skip
