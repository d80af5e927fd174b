"""Every act on a work. Only these write works; each posts progress as its last step."""

from thidua.stages.works.operations.asking import answer_question, ask_about, note_by_itself
from thidua.stages.works.operations.deciding import note_work, return_work, unverify_work, verify_work
from thidua.stages.works.operations.entering import (
    cancel_work,
    edit_work,
    restore_work,
    send_work,
)
from thidua.stages.works.operations.evidence import add_link, add_photo, add_photos, remove_link, remove_photo
from thidua.stages.works.operations.finishing import complete_step, complete_work
from thidua.stages.works.operations.importing import import_works, keep_list, queue_works, take_back_works
from thidua.stages.works.operations.making import register_work
from thidua.stages.works.operations.merging import keep_apart, merge_works, reopen_double, split_works
from thidua.stages.works.operations.offering import offer_work
from thidua.stages.works.operations.signing import record_paper, revoke_paper, sign_paper
from thidua.stages.works.operations.spreading import acknowledge_adoption, adopt_story, end_adoption
from thidua.stages.works.operations.telling import (
    close_story,
    mark_story,
    open_story,
    tell_story,
    unmark_story,
    withdraw_story,
)

__all__ = [
    "acknowledge_adoption", "add_link", "add_photo", "add_photos", "adopt_story", "answer_question", "ask_about",
    "cancel_work", "close_story", "complete_step", "complete_work", "edit_work", "end_adoption", "import_works",
    "keep_apart", "keep_list", "mark_story", "merge_works", "note_by_itself", "note_work", "offer_work", "open_story",
    "queue_works", "record_paper", "register_work", "remove_link", "remove_photo", "reopen_double", "restore_work",
    "return_work", "revoke_paper", "send_work", "sign_paper", "split_works", "take_back_works", "tell_story",
    "unmark_story", "unverify_work", "verify_work", "withdraw_story",
]  # fmt: skip
