"""The lead unit reports what was done: the kind's steps one after another, then the whole work."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.core.quantities import LARGEST
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.works import rules
from thidua.stages.works.content import check_inside, check_money
from thidua.stages.works.evidence import keep_files, lacking, lacking_of, steps_done
from thidua.stages.works.kinds import last_step, paper_role, steps_between, steps_of
from thidua.stages.works.models import Work, WorkStep
from thidua.stages.works.operations.deciding import verified
from thidua.stages.works.operations.records import held, is_late, money_of, post_work, tell, write_money
from thidua.stages.works.states import RETURNED, WORK


@operation
def complete_step(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    step: str,
    done_date: datetime.date,
    note: str = "",
    files: Sequence[File] = (),
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """Records one step before the last (khảo sát, duyệt, …), with photos or papers of it; written anew if it was.

    The same day and note again, without files, change nothing. A work that came back after it was done has all its
    steps open again, the last one too. Refused with `Missing`, `NotAllowed`, `NotNow` before the work is noted and
    after it is done, `Stale`, `Invalid` for a step the kind has not, a day in the future or out of order, a file that
    cannot be kept.
    """
    work = held(work, by=by)
    came_back = work.status == RETURNED and work.done_at is not None
    WORK.check(work, "answer" if came_back else "complete", by=by)
    check_version(work, version)
    last = last_step(work.kind).key
    if step not in [*(row.key for row in steps_between(work.kind)), *([last] if came_back else [])]:
        raise Invalid({"step": _("Loại «%(kind)s» không có bước này. Xin tải lại trang.") % {"kind": work.kind.label}})
    check_day(work, step, done_date, now=now)
    _require_said(work, step)
    said = {"done_date": done_date, "note": note.strip()[:500]}
    # Saved again as it stands, perhaps in a second window, it is no second act.
    if not files and not came_back and WorkStep.objects.filter(work=work, key=step, **said).exists():
        return work
    row, _new = WorkStep.objects.update_or_create(
        work=work, key=step, defaults={**said, "made_by_id": person_of(by), "made_at": now}
    )
    keep_files(work, files, role=step, by=by, now=now)
    if step == last:
        work.done_date = done_date
    work.registered_late = is_late(work, done_date)
    tell(work, by=by, now=now, act=gettext_noop("ghi bước"), after={"step": step, "done_date": str(row.done_date)})
    post_work(work, now=now)
    return work


def _require_said(work: Work, key: str) -> None:
    """From its approval on a work says its money and whose it is; a step with a paper of its own is done by signing."""
    step = next(row for row in steps_of(work.kind) if row.key == key)
    signed = work.papers.filter(step=key, revoked_at=None).exists()
    if step.document and not signed:
        raise Invalid(
            {"step": _("Bước «%(step)s» ghi bằng «%(paper)s»: ký trên hệ thống, hoặc ghi bản đã ký trên giấy.") % {
                "step": step.label, "paper": step.paper,
            }}
        )  # fmt: skip
    if missing := lacking_of(work, step):
        raise Invalid(missing)


@operation
def complete_work(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    done_date: datetime.date,
    acceptance_note: str = "",
    files: Sequence[File] = (),
    papers: Sequence[File] = (),
    money: Mapping[str, int] | None = None,
    labour: int | None = None,
    land: int | None = None,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """The last step (hoàn thành, bàn giao): the work is done and waits to be verified. `money` in đồng by source,
    `labour` in half days and `land` in square metres where they are told anew, `papers` its minutes.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, and with `Invalid` while steps, photos, minutes or what a
    kind must say are missing, or for a day outside the campaign, before the work began or in the future. An actor who
    is the lead's officer and the superior's leader in one verifies in the same step.
    """
    work = held(work, by=by)
    WORK.check(work, "complete", by=by)
    check_version(work, version)
    given: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    if money is not None:
        given = {"money": money_of(work)}, {"money": {source: amount for source, amount in money.items() if amount}}
        check_money(work.kind, given[1]["money"])
        write_money(work, given[1]["money"])
    figures = _figures(labour=labour, land=land)
    last = last_step(work.kind).key
    keep_files(work, files, role=last, by=by, now=now)
    keep_files(work, papers, role=paper_role(last), by=by, now=now, field="papers")
    check_day(work, last, done_date, now=now)
    if missing := lacking(work):
        raise Invalid(missing)
    WorkStep.objects.update_or_create(
        work=work, key=last, defaults={"done_date": done_date, "note": "", "made_by_id": person_of(by), "made_at": now}
    )
    changes = {
        "done_date": done_date, "done_at": now, "done_by_id": person_of(by), "acceptance_note": acceptance_note.strip(),
        "registered_late": is_late(work, done_date), **figures,
    }  # fmt: skip
    WORK.step(work, "complete", by=by, now=now, changes=changes, beside=given)
    if isinstance(by, Actor) and not rules.superior_verifies(by, work):
        WORK.step(work, "verify", by=by, now=now, changes=verified(by, now))
    post_work(work, now=now)
    return work


def _figures(**figures: int | None) -> dict[str, int]:
    """The figures told anew. Raises `Invalid` for one that cannot be."""
    told = {name: value for name, value in figures.items() if value is not None}
    if wrong := {
        name: _("Số này không hợp lý. Xin xem lại.") for name, value in told.items() if not 0 <= value <= LARGEST
    }:
        raise Invalid(wrong)
    return told


def check_day(work: Work, step: str, day: datetime.date, *, now: datetime.datetime, field: str = "done_date") -> None:
    """Raises `Invalid` (at `field`) unless the day is possible.

    Not in the future, within the campaign, not before an earlier step nor after a later one, nor before the beginning.
    """
    if day > clock.day_of(now):
        raise Invalid({field: _("Ngày %(day)s chưa đến. Chỉ ghi việc đã làm xong.") % {"day": day_words(day)}})
    check_inside(list(work.campaigns.order_by("id")), {field: day})
    if step == last_step(work.kind).key and work.planned_start and day < work.planned_start:
        sentence = _(
            "Ngày xong %(day)s đứng trước ngày bắt đầu %(start)s. Xin sửa ngày này, hoặc sửa ngày bắt đầu trước."
        )
        raise Invalid({field: sentence % {"day": day_words(day), "start": day_words(work.planned_start)}})
    done = steps_done(work)
    order = [row.key for row in [*steps_between(work.kind), last_step(work.kind)]]
    labels = {row.key: row.label for row in [*steps_between(work.kind), last_step(work.kind)]}
    for key, row in done.items():
        if key not in order or key == step:
            continue
        earlier = order.index(key) < order.index(step)
        if (earlier and day < row.done_date) or (not earlier and day > row.done_date):
            raise Invalid(
                {
                    field: _("Ngày %(day)s không khớp với bước «%(step)s» ngày %(other)s. Xin xem lại thứ tự các bước.")
                    % {"day": day_words(day), "step": labels[key], "other": day_words(row.done_date)}
                }
            )
