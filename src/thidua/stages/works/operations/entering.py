"""The lead unit's side of a work that is written down: mend, send, withdraw."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.units.models import Unit
from thidua.stages.works import rules
from thidua.stages.works.content import Content, checked
from thidua.stages.works.evidence import lacking, lacking_of, steps_done
from thidua.stages.works.kinds import steps_of
from thidua.stages.works.models import Work
from thidua.stages.works.operations.merging import require_alone
from thidua.stages.works.operations.records import fill, held, is_late, post_work, whole, write_lists
from thidua.stages.works.standing import AlreadyRegistered, named_by, named_of, require_new, told
from thidua.stages.works.states import DRAFT, OPEN_TO_EDITS, RETURNED, WORK


@operation
def edit_work(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    content: Content,
    version: int | None = None,
    send: bool = False,
    another: bool = False,
    receipt: uuid.UUID | None = None,
) -> Work:
    """Changes what a work says of itself and, with `send`, sends the draft or the returned work again.

    Refused with `Missing` and `NotAllowed` as registering; `NotNow` once it is done; `Stale` when somebody changed it
    since `version` was read; `Invalid` for wrong fields, and for another kind or lead after a step is done; a draft
    that is sent also as registering what stands registered, unless it is said to be `another` work.
    """
    work = held(work, by=by)
    require_lead(by, work.unit)
    require_lead(by, content.unit)
    if work.status not in OPEN_TO_EDITS:
        raise NotNow(
            _(
                "Công trình đang ở tình trạng «%(status)s» nên không sửa được nữa. Nếu cần sửa, xin nhờ cấp trên trả lại."
            )
            % {"status": work.get_status_display()}
        )
    check_version(work, version)
    content = checked(content)
    _require_same_way(work, content)
    if send and work.status == DRAFT:
        require_new(named_by(content), by=by, another=another, apart_from=work)
    before, left = whole(work), list(work.campaigns.values_list("id", flat=True))
    fill(work, content)
    work.changed_by_id = person_of(by)
    touch(work, now=now)
    work.save()
    write_lists(work, content)
    if missing := _unsaid(work):
        raise Invalid(missing)
    audit.record(by=by, act=gettext_noop("sửa"), obj=work, before=before, after=whole(work))
    if send:
        submit(work, by=by, now=now)
    post_work(work, now=now, campaigns=left)
    return work


@operation
def send_work(
    *, by: By, now: datetime.datetime, work: Work, version: int | None = None, receipt: uuid.UUID | None = None
) -> Work:
    """Sends a draft or a returned work to the level above; what came back after it was done goes to be verified.

    Refused with `Missing`, `NotAllowed`, `NotNow` in another state and for a draft of what stands registered, `Stale`;
    `Invalid` when its proof is missing again.
    """
    work = held(work, by=by)
    check_version(work, version)
    if work.status == DRAFT:
        _require_new_draft(work, by=by)
    submit(work, by=by, now=now)
    post_work(work, now=now)
    return work


@operation
def cancel_work(
    *,
    by: By,
    now: datetime.datetime,
    work: Work,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Work:
    """Withdraws a work that is not done: it counts no more, and can be taken back as a draft.

    A registered work needs a `reason` (`Invalid`). Refused with `Missing`, `NotAllowed`, `Stale`, `NotNow` (also while
    other records are merged into it).
    """
    work = held(work, by=by)
    act = "discard" if work.status == DRAFT else "cancel"
    require_alone(work)
    WORK.step(work, act, by=by, now=now, version=version, reason=reason, changes={"changed_by_id": person_of(by)})
    post_work(work, now=now)
    return work


@operation
def restore_work(
    *, by: By, now: datetime.datetime, work: Work, version: int | None = None, receipt: uuid.UUID | None = None
) -> Work:
    """Takes a withdrawn work back as a draft. Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`."""
    work = held(work, by=by)
    WORK.step(work, "restore", by=by, now=now, version=version, changes={"changed_by_id": person_of(by)})
    post_work(work, now=now)
    return work


def submit(work: Work, *, by: By, now: datetime.datetime) -> None:
    """Sends a locked work up. An actor who is also the level above notes it in the same step."""
    act = "send"
    if work.status == RETURNED:
        act = "answer" if work.done_at else "send_again"
    if act == "answer" and (missing := lacking(work)):
        raise Invalid(missing)
    if act == "answer":
        WORK.step(work, act, by=by, now=now, changes={"return_reason": "", "entered_by_id": person_of(by)})
        return
    WORK.step(work, act, by=by, now=now, changes=sending(work, by=by, now=now))
    if isinstance(by, Actor) and not rules.superior_notes(by, work):
        WORK.step(work, "note", by=by, now=now, changes=noting(by, now=now))


def sending(work: Work, *, by: By, now: datetime.datetime) -> dict[str, Any]:
    """What sending changes of a work, which bears its time of registering from here on; the first says whether late."""
    first = work.registered_at is None
    work.registered_at = work.registered_at or now
    changes: dict[str, Any] = {
        "return_reason": "", "entered_by_id": person_of(by), "registered_at": work.registered_at, "noted_at": None,
        "noted_by": None, "waits_since": now,
    }  # fmt: skip
    return changes | ({"registered_late": is_late(work)} if first else {})


def noting(by: Actor, *, now: datetime.datetime) -> dict[str, Any]:
    """What noting changes of a work."""
    return {"noted_at": now, "noted_by_id": by.person_id}


def require_lead(by: By, unit: Unit) -> None:
    """Raises `Missing` for a unit the actor does not see, `NotAllowed` for one it does not write for."""
    if rules.may_enter_for(by, unit):
        return
    if isinstance(by, Actor) and not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này, hoặc đơn vị không thuộc phạm vi của bạn."))
    raise NotAllowed(rules.who_enters(unit))


def _require_new_draft(work: Work, *, by: By) -> None:
    """A draft that was sent by its button alone: that it is another work is said in its form."""
    try:
        require_new(named_of(work), by=by, another=False, apart_from=work)
    except AlreadyRegistered as found:
        way = _("Nếu bản nháp này là công trình khác, xin bấm Sửa, gửi lại và đánh dấu «Đây là công trình khác».")
        raise NotNow(f"{told(found.work)} {way}") from found


def _require_same_way(work: Work, content: Content) -> None:
    """After a step is done neither kind nor lead may change: the steps would mean another thing."""
    wrong: dict[str, str] = {}
    started = work.steps.exists() or work.done_at is not None
    if started and content.kind.pk != work.kind_id and steps_of(content.kind) != steps_of(work.kind):
        wrong["kind"] = _("Đã ghi bước thực hiện nên không đổi loại được. Xin rút công trình này và đăng ký lại.")
    if started and content.unit.pk != work.unit_id:
        wrong["unit"] = _("Đã ghi bước thực hiện nên không đổi đơn vị dẫn đầu được. Xin rút và đăng ký lại.")
    if content.unit.pk != work.unit_id and work.adoptions.live().exists():
        wrong["unit"] = _(
            "Công trình đang học theo một mô hình nên không đổi đơn vị dẫn đầu được. Xin ghi thôi học theo trước."
        )
    if wrong:
        raise Invalid(wrong)


def _unsaid(work: Work) -> dict[str, str]:
    """What a work had to say at a step it has behind it, and would no longer say."""
    done = steps_done(work)
    behind = [step for step in steps_of(work.kind) if step.key in done]
    return lacking_of(work, behind[-1]) if behind else {}
