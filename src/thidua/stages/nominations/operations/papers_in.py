"""The slots of a dossier's papers: filled with a document of the site, or with the scan of one made elsewhere."""

from __future__ import annotations

import datetime
import uuid

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.operations import operation
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models import DossierPart
from thidua.stages.nominations import rules
from thidua.stages.nominations.completeness import DRAWN
from thidua.stages.nominations.file_owners import OWNER
from thidua.stages.nominations.models import Submission, SubmissionPaper
from thidua.stages.nominations.operations.records import held_submission

OPEN = frozenset({Submission.Status.DRAFT, Submission.Status.RETURNED})


def fill_paper(
    *,
    by: By,
    now: datetime.datetime,
    submission: Submission,
    part_key: str,
    document: IssuedDocument | None = None,
    file_uid: uuid.UUID | None = None,
    title: str = "",
    act: str = gettext_noop("đưa giấy tờ vào hồ sơ"),
) -> SubmissionPaper:
    """Puts a paper in its slot within the caller's transaction; the one before it is replaced.

    `act` is what the history says happened. For rooms that make the paper (the council's minutes) and for the
    operations here; they have checked who may.
    Refused with `Invalid` for a part the campaign's dossiers do not hold, or without a paper.
    """
    part = DossierPart.objects.filter(campaign=submission.form.round.campaign_id, key=part_key, per_nominee=False)
    found = part.order_by("id").first()
    if found is None or (document is None and file_uid is None):
        raise Invalid({"part": _("Hồ sơ của đợt thi đua này không có loại giấy tờ đó.")})
    paper, _new = SubmissionPaper.objects.update_or_create(
        submission=submission, part=found,
        defaults={"document": document, "file_uid": file_uid, "title": title.strip()[:300], "filled_at": now},
    )  # fmt: skip
    audit.record(
        by=by,
        act=act,
        obj=submission,
        before={},
        after={"part": found.name, "title": title or str(document)},
    )
    return paper


@operation
def attach_paper(
    *,
    by: By,
    now: datetime.datetime,
    submission: Submission,
    part_key: str,
    upload: File,
    title: str,
    receipt: uuid.UUID | None = None,
) -> Submission:
    """Puts the scan of a paper made elsewhere in its slot, with what it is called («Biên bản số 03/BB-HĐTĐKT»).

    Refused with `Missing`, `NotAllowed`, `NotNow` once the dossier is sent, `Invalid` without a title, for a part that
    is drawn here, and for a file that cannot be kept.
    """
    submission = held_submission(submission, by=by)
    if why_not := rules.submitter_sends(by, submission):
        raise NotAllowed(why_not)
    require_open(submission)
    if part_key in DRAWN:
        raise Invalid({"part": _("Giấy tờ này do hệ thống lập khi lãnh đạo ký, không cần tải lên.")})
    if not title.strip():
        raise Invalid({"title": _("Xin ghi tên, số và ngày của giấy tờ.")})
    stored = files.store(upload=upload, owner_kind=OWNER, owner_uid=submission.uid, by=by, now=now, role=part_key)
    fill_paper(by=by, now=now, submission=submission, part_key=part_key, file_uid=stored.uid, title=title)
    return submission


def require_open(submission: Submission) -> None:
    """Raises `NotNow` once the dossier is with the receiver."""
    if submission.status not in OPEN:
        raise NotNow(
            _("Hồ sơ đang ở tình trạng «%(status)s» nên không thay đổi được.")
            % {"status": submission.get_status_display()}
        )
