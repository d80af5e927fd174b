"""The lead unit reports what was done: the kind's steps one after another, then the whole work."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.works import rules
from thidua.stages.works.content import check_inside, check_money
from thidua.stages.works.evidence import keep_files, lacking, steps_done
from thidua.stages.works.kinds import last_step, steps_between
from thidua.stages.works.models import Work, WorkStep
from thidua.stages.works.operations.deciding import verified
from thidua.stages.works.operations.records import held, person_of, post_work, write_money
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

    A work that came back after it was done has all its steps open again, the last one too. Refused with `Missing`,
    `NotAllowed`, `NotNow` before the work is noted and after it is done, `Stale`, `Invalid` for a step the kind has
    not, a day in the future or out of order, a file that cannot be kept.
    """
    work = held(work, by=by)
    came_back = work.status == RETURNED and work.done_at is not None
    WORK.check(work, "answer" if came_back else "complete", by=by)
    check_version(work, version)
    last = last_step(work.kind).key
    if step not in [*(row.key for row in steps_between(work.kind)), *([last] if came_back else [])]:
        raise Invalid({"step": _("Loại «%(kind)s» không có bước này. Xin tải lại trang.") % {"kind": work.kind.label}})
    _check_day(work, step, done_date, now=now)
    row, _new = WorkStep.objects.update_or_create(
        work=work, key=step, defaults={"done_date": done_date, "note": note.strip()[:500], "made_by_id": person_of(by), "made_at": now}
    )  # fmt: skip
    keep_files(work, files, role=step, by=by, now=now)
    if step == last:
        work.done_date = done_date
    touch(work, now=now)
    work.save()
    audit.record(
        by=by, act=gettext_noop("ghi bước"), obj=work, before={}, after={"step": step, "done_date": str(row.done_date)}
    )
    post_work(work, now=now)
    return work


@operation
def complete_work(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    done_date: datetime.date,
    acceptance_note: str = "",
    files: Sequence[File] = (),
    money: Mapping[str, int] | None = None,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """The last step (hoàn thành, bàn giao): the work is done and waits to be verified. `money` in đồng by source.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, and with `Invalid` while steps, photos or the money of a
    kind that has money are missing, or for a day outside the campaign or in the future. An actor who is the lead's
    officer and the superior's leader in one verifies in the same step.
    """
    work = held(work, by=by)
    WORK.check(work, "complete", by=by)
    check_version(work, version)
    if money is not None:
        given = {source: amount for source, amount in money.items() if amount}
        check_money(work.kind, given)
        write_money(work, given)
    last = last_step(work.kind).key
    keep_files(work, files, role=last, by=by, now=now)
    _check_day(work, last, done_date, now=now)
    if missing := lacking(work):
        raise Invalid(missing)
    WorkStep.objects.update_or_create(
        work=work, key=last, defaults={"done_date": done_date, "note": "", "made_by_id": person_of(by), "made_at": now}
    )
    changes = {
        "done_date": done_date, "done_at": now, "done_by_id": person_of(by), "acceptance_note": acceptance_note.strip(),
    }  # fmt: skip
    WORK.step(work, "complete", by=by, now=now, changes=changes)
    if isinstance(by, Actor) and not rules.superior_verifies(by, work):
        WORK.step(work, "verify", by=by, now=now, changes=verified(by, now))
    post_work(work, now=now)
    return work


def _check_day(work: Work, step: str, day: datetime.date, *, now: datetime.datetime) -> None:
    """Not in the future, within the campaign, not before an earlier step nor after a later one."""
    if day > clock.day_of(now):
        raise Invalid({"done_date": _("Ngày %(day)s chưa đến. Chỉ ghi việc đã làm xong.") % {"day": day_words(day)}})
    check_inside(list(work.campaigns.order_by("id")), {"done_date": day})
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
                    "done_date": _(
                        "Ngày %(day)s không khớp với bước «%(step)s» ngày %(other)s. Xin xem lại thứ tự các bước."
                    )
                    % {"day": day_words(day), "step": labels[key], "other": day_words(row.done_date)}
                }
            )
