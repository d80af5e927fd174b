"""Photos, papers and links that prove a milestone."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _

from thidua.foundation.core import files, proof_links
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import ProofLink, StoredFile
from thidua.foundation.core.operations import operation
from thidua.stages.milestones import rules
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.proofs import OWNER_KIND
from thidua.stages.milestones.states import VERIFIED

MOST_FILES = 20


@operation
def add_proof(*, by: By, now: datetime.datetime, milestone: Milestone, uploads: Sequence[File]) -> Milestone:
    """Adds photos or papers to a milestone. Counts in no target.

    Refused: `Missing` a foreign unit; `NotAllowed` for who may not report it; `Invalid` a file that cannot be kept.
    """
    row = _held(milestone, by=by)
    keep(row, uploads, by=by, now=now)
    return row


@operation
def remove_proof(*, by: By, now: datetime.datetime, milestone: Milestone, file_uid: uuid.UUID) -> Milestone:
    """Takes a file off a milestone; what was confirmed keeps the proof it was confirmed by (`NotNow`)."""
    row = _held(milestone, by=by)
    if row.status == VERIFIED:
        raise NotNow(_("Mốc việc đã xác nhận, không gỡ ảnh và văn bản được nữa."))
    stored = files.of_owner(OWNER_KIND, row.uid).filter(uid=file_uid).first()
    if stored is None:
        raise Missing(_("Không còn tệp này."))
    files.remove(stored_file=stored, by=by, now=now)
    return row


@operation
def add_link(*, by: By, now: datetime.datetime, milestone: Milestone, title: str, address: str, sort: str) -> ProofLink:
    """Adds a link (an article, a page, a shared folder, a film) to a milestone; nobody opens it here.

    Refused: `Missing` a foreign unit; `NotAllowed` for who may not report it; `Invalid` what is no address of the web.
    """
    row = _held(milestone, by=by)
    return proof_links.add(
        owner_kind=OWNER_KIND, owner_uid=row.uid, title=title, address=address, sort=sort, by=by, now=now
    )


@operation
def remove_link(*, by: By, now: datetime.datetime, milestone: Milestone, link_uid: uuid.UUID) -> ProofLink:
    """Takes a link off a milestone; what was confirmed keeps the proof it was confirmed by (`NotNow`)."""
    row = _held(milestone, by=by)
    if row.status == VERIFIED:
        raise NotNow(_("Mốc việc đã xác nhận, không gỡ liên kết được nữa."))
    return proof_links.remove(link=proof_links.one_of(OWNER_KIND, row.uid, link_uid), by=by, now=now)


def _held(milestone: Milestone, *, by: By) -> Milestone:
    """The milestone, locked, for who may report it."""
    rules.require_seen(by, milestone.unit)
    row = lock(milestone)
    if why := rules.may_enter(by, row):
        raise NotAllowed(why)
    return row


def keep(milestone: Milestone, uploads: Sequence[File], *, by: By, now: datetime.datetime) -> list[StoredFile]:
    """Stores the uploads with the held milestone. Raises `NotNow` (field `upload`) past MOST_FILES."""
    if not uploads:
        return []
    if files.of_owner(OWNER_KIND, milestone.uid).count() + len(uploads) > MOST_FILES:
        raise NotNow(_("Mỗi mốc việc giữ nhiều nhất %(most)d tệp.") % {"most": MOST_FILES}, field="upload")
    return [
        files.store(upload=upload, owner_kind=OWNER_KIND, owner_uid=milestone.uid, by=by, now=now) for upload in uploads
    ]
