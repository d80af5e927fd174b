"""Every act on a work. Only these write works; each posts progress as its last step."""

from thidua.stages.works.operations.deciding import note_work, return_work, unverify_work, verify_work
from thidua.stages.works.operations.entering import (
    cancel_work,
    edit_work,
    register_work,
    restore_work,
    send_work,
)
from thidua.stages.works.operations.evidence import add_photo, add_photos, remove_photo
from thidua.stages.works.operations.finishing import complete_step, complete_work
from thidua.stages.works.operations.importing import import_works, keep_list

__all__ = [
    "add_photo", "add_photos", "cancel_work", "complete_step", "complete_work", "edit_work", "import_works", "keep_list", "note_work",
    "register_work", "remove_photo", "restore_work", "return_work", "send_work", "unverify_work", "verify_work",
]  # fmt: skip
