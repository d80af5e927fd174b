"""The proof of a work: which files it must show, which it shows, what is missing."""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock, files
from thidua.foundation.core.actors import By
from thidua.foundation.core.models import StoredFile
from thidua.stages.campaigns.models import WorkKind
from thidua.stages.works.details import fields_of
from thidua.stages.works.kinds import ACCEPTANCE, BEFORE, Step, needed_by, paper_role, steps_between, steps_of
from thidua.stages.works.models import NOT_LIVING, Work, WorkStep
from thidua.stages.works.visibility import may_read, readable

OWNER = "work"


def told(actor: Actor, uids: Iterable[uuid.UUID]) -> tuple[int, list[files.OwnerTold]]:
    """Of these works how many still stand for something, and in words those the actor may open."""
    uids = list(uids)
    rows = readable(actor).filter(uid__in=uids).exclude(status__in=NOT_LIVING).select_related("unit").order_by("id")
    living = Work.objects.filter(uid__in=uids).exclude(status__in=NOT_LIVING).count()
    return living, [
        files.OwnerTold(row.uid, row.name, row.unit.name, _year(row), actor.stands_above(row.unit)) for row in rows
    ]


def _year(work: Work) -> int | None:
    day = work.done_date or work.planned_start or (clock.day_of(work.registered_at) if work.registered_at else None)
    return day.year if day else None


files.OWNERS.register(OWNER, files.OwnerKind(gettext_lazy("Công trình, phần việc"), may_read, "desk:work", told))


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
    stored = list(files.of_owner(OWNER, work.uid))
    last = steps_of(work.kind)[-1]
    if lacks := photos_missing(work.kind, stored):
        wrong["photos"] = " ".join(_told(lack, last) for lack in lacks)
    if sentence := _paper_lacking(work, last, stored):
        wrong["papers"] = sentence
    return wrong | lacking_of(work, last)


def _told(lack: Lack, last: Step) -> str:
    """Which photos are missing and where they go: those of the last step with it, the others to the work's photos."""
    if lack.step == last.key:
        words = _("Còn thiếu %(count)d ảnh «%(step)s». Xin gửi thêm ảnh.")
    else:
        words = _(
            "Còn thiếu %(count)d ảnh «%(step)s». "
            "Xin mở trang công trình, bấm «Thêm ảnh, giấy tờ, liên kết», chọn «%(step)s»."
        )
    return words % {"count": lack.missing, "step": lack.label}


def lacking_of(work: Work, step: Step) -> dict[str, str]:
    """What the work must say by a step and does not say yet, by field: money by source, whose house, the kind's own."""
    labels = {field.key: field.label for field in fields_of(work.kind)}
    wrong: dict[str, str] = {}
    for name in needed_by(work.kind, step):
        if name == "money":
            if work.kind.has_money and not work.money.exists():
                wrong["money"] = _("Loại «%(kind)s» phải ghi kinh phí theo nguồn từ bước «%(step)s».") % {
                    "kind": work.kind.label, "step": step.label,
                }  # fmt: skip
        elif name in labels:
            if work.details.get(name) in (None, ""):
                wrong[f"detail-{name}"] = _must(labels[name], step)
        elif not getattr(work, name):
            wrong[name] = _must({"household": _("Diện hộ"), "floor_area": _("Diện tích")}.get(name, name), step)
    return wrong


def _must(label: str, step: Step) -> str:
    return _("Từ bước «%(step)s» phải ghi mục «%(label)s». Xin bấm Sửa để ghi thêm.") % {
        "label": label, "step": step.label,
    }  # fmt: skip


def _paper_lacking(work: Work, last: Step, stored: Sequence[StoredFile]) -> str:
    """The minutes of the last step: signed here where they are drawn up here, else as a scan or photo."""
    role = paper_role(last.key)
    if last.document:
        is_there = work.papers.filter(step=last.key, revoked_at=None).exists()
    else:
        is_there = not last.paper_needed or any(file.role in {role, ACCEPTANCE} for file in stored)
    return "" if is_there else _("Còn thiếu «%(paper)s». Xin lập, ký hoặc gửi bản chụp.") % {"paper": last.paper}


def keep_files(
    work: Work, uploads: Sequence[File], *, role: str, by: By, now: datetime.datetime, field: str = "photos"
) -> list[StoredFile]:
    """Keeps uploads as files of the work in one role, and says so in its history.

    Raises `Invalid` (at `field`) naming the upload that cannot be kept.
    """
    kept = []
    for upload in uploads:
        kept.append(
            files.store(upload=upload, owner_kind=OWNER, owner_uid=work.uid, role=role, field=field, by=by, now=now)
        )
    if kept:
        audit.record(
            by=by, act=gettext_noop("thêm ảnh, tệp"), obj=work, before={}, after={"files": [file.name for file in kept]}
        )
    return kept
