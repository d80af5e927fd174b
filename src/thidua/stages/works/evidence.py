"""The proof of a work: which files it must show, which it shows, what is missing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from thidua.foundation.core import audit, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.kinds import ACCEPTANCE, BEFORE, paper_role, steps_between, steps_of
from thidua.stages.works.models import Work, WorkStep
from thidua.stages.works.visibility import may_read

OWNER = "work"

files.OWNERS.register(OWNER, files.OwnerKind(gettext_lazy("Công trình, phần việc"), may_read, "desk:work"))


@dataclass(frozen=True, slots=True)
class Lack:
    """Photos a step still has to show."""

    step: str
    label: str
    missing: int


def roles_of(kind: WorkKind) -> dict[str, str]:
    """What a file of this kind of work may be, by role, in the words of the page."""
    roles = {BEFORE: _("Trước khi làm")}
    for step in steps_of(kind):
        roles[step.key] = step.label
        if step.paper:
            roles[paper_role(step.key)] = step.paper
    roles[ACCEPTANCE] = _("Nghiệm thu, giấy tờ khác")
    return roles


def steps_done(work: Work) -> dict[str, WorkStep]:
    """The steps recorded, by key."""
    return {row.key: row for row in work.steps.order_by("done_date", "id")}


def photos_missing(kind: WorkKind, stored: Sequence[StoredFile]) -> list[Lack]:
    """The steps whose photos are not all there; only pictures count."""
    shown = Counter(file.role for file in stored if file.type.startswith("image/"))
    return [
        Lack(step.key, step.label, step.photos - shown[step.key])
        for step in steps_of(kind)
        if shown[step.key] < step.photos
    ]


def lacking(work: Work) -> dict[str, str]:
    """What keeps the work from being done, by field: earlier steps, photos, money. Empty when nothing does."""
    wrong: dict[str, str] = {}
    done = steps_done(work)
    open_steps = [step.label for step in steps_between(work.kind) if step.key not in done]
    if open_steps:
        wrong["step"] = _("Chưa ghi các bước: %(steps)s. Xin ghi ngày của từng bước trước.") % {
            "steps": ", ".join(open_steps)
        }
    for lack in photos_missing(work.kind, list(files.of_owner(OWNER, work.uid))):
        wrong["photos"] = _("Còn thiếu %(count)d ảnh «%(step)s». Xin gửi thêm ảnh.") % {
            "count": lack.missing, "step": lack.label,
        }  # fmt: skip
    if work.kind.has_money and not work.money.exists():
        wrong["money"] = _("Loại «%(kind)s» phải ghi kinh phí theo nguồn trước khi báo hoàn thành.") % {
            "kind": work.kind.label
        }
    return wrong


def keep_files(work: Work, uploads: Sequence[File], *, role: str, by: By, now: datetime.datetime) -> list[StoredFile]:
    """Keeps uploads as files of the work in one role, and says so in its history.

    Raises `Invalid` (field `photos`) naming the upload that cannot be kept.
    """
    kept = []
    for upload in uploads:
        kept.append(
            files.store(upload=upload, owner_kind=OWNER, owner_uid=work.uid, role=role, field="photos", by=by, now=now)
        )
    if kept:
        audit.record(
            by=by, act=gettext_noop("thêm ảnh, tệp"), obj=work, before={}, after={"files": [file.name for file in kept]}
        )
    return kept
