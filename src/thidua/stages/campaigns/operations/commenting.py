"""Comments on a draft plan (góp ý): asked of named units and persons, given, taken up or explained."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.core.vietnamese import nfc, tidy
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import plan_rules
from thidua.stages.campaigns.models import Participation, Plan, PlanComment
from thidua.stages.campaigns.operations.own_plans import latest
from thidua.stages.campaigns.states import COMMENT

Who = Actor | System


@operation
def ask_comments(
    *,
    by: Who,
    now: datetime.datetime,
    plan: Plan,
    units: Iterable[Unit] = (),
    persons: Iterable[str] = (),
    due_before: datetime.date | None = None,
    version: int | None = None,
) -> list[PlanComment]:
    """Asks units of the campaign, and persons by name, what they say of the draft as it stands; they may read it.

    Who was asked already and has not answered is not asked twice. Refused with `NotAllowed`, `Stale`; `NotNow` unless
    the plan is a draft; `Invalid`: nobody named or a unit outside the campaign (`units`), a day gone by (`due_before`).
    """
    plan = lock(plan)
    if why_not := plan_rules.writes(by, plan):
        raise NotAllowed(why_not)
    check_version(plan, version)
    if plan.working is None or plan.working.status != IssuedDocument.Status.DRAFT:
        raise NotNow(_("Chỉ lấy ý kiến về bản nháp."))
    chosen, named = list(units), [tidy(name) for name in persons if tidy(name)]
    if not chosen and not named:
        raise Invalid({"units": _("Xin chọn ít nhất một đơn vị, hoặc ghi tên người góp ý.")})
    if due_before is not None and due_before <= clock.day_of(now):
        raise Invalid({"due_before": _("Hạn góp ý phải từ hôm nay trở đi.")})
    places = Participation.objects.standing().filter(campaign=plan.campaign_id, unit__in=[unit.pk for unit in chosen])
    if places.count() != len({unit.pk for unit in chosen}):
        raise Invalid({"units": _("Chỉ lấy ý kiến được các đơn vị tham gia đợt thi đua.")})
    open_now = plan.comments.filter(status=PlanComment.Status.ASKED)
    have = set(open_now.order_by("id").values_list("unit_id", "person"))
    wanted = [(unit, "") for unit in chosen] + [(plan.unit, name) for name in named]
    number, person = latest(plan).number, person_of(by)
    made = PlanComment.objects.bulk_create(
        PlanComment(
            plan=plan, of_version=number, unit=unit, person=name[:200], due_before=due_before, made_at=now,
            changed_at=now, made_by_id=person, changed_by_id=person,
        )
        for unit, name in wanted
        if (unit.pk, name[:200]) not in have
    )  # fmt: skip
    told = {"asked": [row.person or row.unit.name for row in made]}
    audit.record(by=by, act=gettext_noop("lấy ý kiến về dự thảo"), obj=plan, before={}, after=told)
    return made


@operation
def give_comment(
    *, by: Who, now: datetime.datetime, comment: PlanComment, text: str, version: int | None = None
) -> PlanComment:
    """A unit that was asked says what it thinks, «nhất trí» included; until it is answered it may be changed.

    Refused with `NotAllowed` for another unit, `Stale`, `NotNow` once answered or called off or while the plan is no
    draft, `Invalid` without words.
    """
    plan = lock(comment.plan)
    row = lock(comment)
    COMMENT.check(row, "give", by=by)
    if plan.working is None or plan.working.status != IssuedDocument.Status.DRAFT:
        raise NotNow(
            _("Dự thảo đã trình ký hoặc đã ban hành nên không nhận thêm ý kiến. Xin gọi người soạn nếu ý kiến còn cần.")
        )
    words = nfc(text).strip()
    if not words:
        raise Invalid({"text": _("Xin ghi ý kiến, hoặc ghi «Nhất trí».")})
    changes = {"text": words, "given_at": now, "given_by": by.label[:200], "changed_by_id": person_of(by)}
    COMMENT.step(row, "give", by=by, now=now, version=version, changes=changes)
    return row


@operation
def answer_comment(
    *,
    by: Who,
    now: datetime.datetime,
    comment: PlanComment,
    is_taken: bool,
    answer: str = "",
    version: int | None = None,
) -> PlanComment:
    """The plan's writers take a comment up, or explain why not, in words.

    Refused with `NotAllowed`, `Stale`, `NotNow` unless it waits for an answer, `Invalid` (`answer`) where it is not
    taken up and nothing is said.
    """
    row = lock(comment)
    act = "take" if is_taken else "explain"
    COMMENT.check(row, act, by=by)
    words = nfc(answer).strip()
    if not is_taken and not words:
        raise Invalid({"answer": _("Xin giải trình vì sao không tiếp thu.")})
    changes = {"answer": words, "answered_at": now, "changed_by_id": person_of(by)}
    COMMENT.step(row, act, by=by, now=now, version=version, changes=changes)
    return row


@operation
def call_off_comment(
    *, by: Who, now: datetime.datetime, comment: PlanComment, version: int | None = None
) -> PlanComment:
    """The plan's writers wait for this comment no longer. Refused like the table of states."""
    row = lock(comment)
    COMMENT.step(row, "call_off", by=by, now=now, version=version)
    return row
