"""What is owed of plans: a word on a draft, an answer to it, a signature; tasks to do, tasks done to be looked at."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core.asking import Asked, Line, Question
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.campaigns.models import AmendmentDraft, CoSigning, Plan, PlanComment, TaskReport

MOST = 5


def questions(actor: Actor, on: datetime.date) -> Iterator[Question]:
    """All of them are rows of this room, so they are read with those of the others."""
    if actor.by_link:
        return
    if writing := actor.bodies_with(Permission.PLANS_WRITE):
        asked = PlanComment.objects.filter(status=PlanComment.Status.ASKED, unit__in=writing)
        yield Question(asked, _asked, most=MOST, due="due_before", name="plan__title", detail="plan__unit__name")
        given = PlanComment.objects.filter(status=PlanComment.Status.GIVEN, plan__unit__in=writing)
        yield Question(given, _given, most=1, unit="plan__unit_id", name="plan__title", key="plan__uid")
        back = CoSigning.objects.filter(status=CoSigning.Status.SENT_BACK, plan__unit__in=writing)
        yield Question(
            back,
            _sent_back,
            most=MOST,
            unit="plan__unit_id",
            name="plan__title",
            detail="unit__name",
            note="reason",
            key="plan__uid",
        )
        draft = IssuedDocument.Status.DRAFT
        own = Plan.objects.filter(Q(amendment__status=draft) | Q(amendment=None, document__status=draft))
        own = own.filter(unit__in=writing).exclude(returned_for="")
        yield Question(own, _plan_returned, most=MOST, name="title", detail="returned_for")
        owed = (TaskReport.Status.OWED, TaskReport.Status.RETURNED)
        looked = CoSigning.objects.filter(status=CoSigning.Status.ASKED, looked_at=None, unit__in=writing)
        yield Question(looked, _looking, most=MOST, name="plan__title", detail="plan__unit__name")
        returned = AmendmentDraft.objects.filter(
            amendment=None, dropped_on=None, document__status=IssuedDocument.Status.DRAFT, unit__in=writing
        )
        yield Question(returned.exclude(reason=""), _amendment_returned, most=1, name="plan__title", detail="reason")
        tasks = TaskReport.objects.filter(status__in=owed, unit__in=writing, task__ended_on=None)
        yield Question(
            tasks, _tasks, most=MOST, due="due_before", name="task__text", detail="return_reason", note="status"
        )
        done = TaskReport.objects.filter(status=TaskReport.Status.DONE, task__ended_on=None)
        done = done.filter(Q(task__plan__unit__in=writing) | Q(task__plan=None, task__campaign__owner__in=writing))
        yield Question(done, _done, most=1, name="task__text", detail="unit__short_name")
    if signing := actor.bodies_with(Permission.PLANS_ISSUE):
        before = IssuedDocument.Status.FOR_SIGNATURE
        rows = Plan.objects.filter(Q(amendment__status=before) | Q(amendment=None, document__status=before))
        # A joint paper is signed last by the body that leads: it asks nothing while the other's leader has it.
        other = CoSigning.objects.filter(plan=OuterRef("pk"), status=CoSigning.Status.ASKED).order_by()
        yield Question(rows.filter(~Exists(other), unit__in=signing), _signing, most=MOST, name="title")
        amending = AmendmentDraft.objects.filter(amendment=None, document__status=before, unit__in=signing)
        yield Question(amending, _amending, most=MOST, name="plan__title")
        joint = CoSigning.objects.filter(status=CoSigning.Status.ASKED, unit__in=signing)
        yield Question(joint, _cosigning, most=MOST, name="plan__title", detail="plan__unit__name")
        recalls = CoSigning.objects.filter(
            recall_asked_at__isnull=False, recall_answer="", document__status=IssuedDocument.Status.ISSUED,
            plan__unit__in=signing,
        )  # fmt: skip
        yield Question(
            recalls, _recalling, most=MOST, unit="plan__unit_id", at="recall_asked_at", name="plan__title",
            detail="unit__name", note="recall_reason",
        )  # fmt: skip


def _asked(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="plan-comment",
            unit_id=line.unit_id,
            what=_("Góp ý dự thảo: %(plan)s") % {"plan": line.name},
            action=_("Đọc và góp ý"),
            address_name="desk:plan-comment",
            address_args=(line.uid,),
            since=line.since,
            due_before=line.due,
            detail=_("%(unit)s xin ý kiến") % {"unit": line.detail},
        )


def _given(lines: list[Line]) -> Iterator[Duty]:
    line = lines[0]
    yield Duty(
        kind="plan-comment-answer",
        unit_id=line.unit_id,
        what=_("Trả lời %(count)s ý kiến góp ý") % {"count": line.total},
        action=_("Xem ý kiến"),
        address_name="desk:plan",
        address_args=(uuid.UUID(line.key),),
        since=line.since,
        detail=line.name,
        count=line.total,
    )


def _tasks(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        returned = line.note == TaskReport.Status.RETURNED
        yield Duty(
            kind="task-returned" if returned else "task-owed",
            unit_id=line.unit_id,
            what=_("Bị trả lại: %(task)s") % {"task": line.name} if returned else line.name,
            action=_("Báo đã làm"),
            address_name="desk:task",
            address_args=(line.uid,),
            since=line.since,
            due_before=line.due,
            detail=line.detail,
        )


def _done(lines: list[Line]) -> Iterator[Duty]:
    line = lines[0]
    yield Duty(
        kind="task-look",
        unit_id=line.unit_id,
        what=_("Xem %(count)s việc đơn vị đã báo xong") % {"count": line.total},
        action=_("Xem việc"),
        address_name="desk:task",
        address_args=(line.uid,),
        since=line.since,
        detail=_("%(unit)s: %(task)s") % {"unit": line.detail, "task": line.name},
        count=line.total,
    )


def _signing(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="plan-sign",
            unit_id=line.unit_id,
            what=_("Ký ban hành: %(plan)s") % {"plan": line.name},
            action=_("Xem và ký"),
            address_name="desk:plan-issue",
            address_args=(line.uid,),
            since=line.since,
        )


def _amending(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="amendment-sign",
            unit_id=line.unit_id,
            what=_("Ký văn bản sửa đổi: %(plan)s") % {"plan": line.name},
            action=_("Xem và ký"),
            address_name="desk:amendment-issue",
            address_args=(line.uid,),
            since=line.since,
        )


def _plan_returned(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="plan-returned",
            unit_id=line.unit_id,
            what=_("Sửa lại dự thảo: %(plan)s") % {"plan": line.name},
            action=_("Xem và sửa"),
            address_name="desk:plan",
            address_args=(line.uid,),
            since=line.since,
            detail=_("Lãnh đạo trả lại: %(reason)s") % {"reason": line.detail},
        )


def _amendment_returned(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="amendment-returned",
            unit_id=line.unit_id,
            what=_("Sửa lại văn bản sửa đổi: %(plan)s") % {"plan": line.name},
            action=_("Xem và sửa"),
            address_name="desk:amendment",
            address_args=(line.uid,),
            since=line.since,
            detail=_("Lãnh đạo trả lại: %(reason)s") % {"reason": line.detail},
        )


def _cosigning(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="plan-cosign",
            unit_id=line.unit_id,
            what=_("Ký liên tịch: %(plan)s") % {"plan": line.name},
            action=_("Xem và ký"),
            address_name="desk:plan-cosign",
            address_args=(line.uid,),
            since=line.since,
            detail=_("%(unit)s đề nghị ban hành liên tịch") % {"unit": line.detail},
        )


def _looking(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="plan-cosign-look",
            unit_id=line.unit_id,
            what=_("Xem trước khi lãnh đạo ký: %(plan)s") % {"plan": line.name},
            action=_("Đọc và ghi ý kiến"),
            address_name="desk:plan-cosign",
            address_args=(line.uid,),
            since=line.since,
            detail=_("%(unit)s đề nghị ban hành liên tịch") % {"unit": line.detail},
        )


def _recalling(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="plan-recall",
            unit_id=line.unit_id,
            what=_("Trả lời đề nghị thu hồi: %(plan)s") % {"plan": line.name},
            action=_("Xem và trả lời"),
            address_name="desk:plan-cosign",
            address_args=(line.uid,),
            since=line.since,
            detail=_("%(unit)s đề nghị: %(reason)s") % {"unit": line.detail, "reason": line.note},
        )


def _sent_back(lines: list[Line]) -> Iterator[Duty]:
    for line in lines:
        yield Duty(
            kind="plan-sent-back",
            unit_id=line.unit_id,
            what=_("Sửa văn bản liên tịch: %(plan)s") % {"plan": line.name},
            action=_("Xem và sửa"),
            address_name="desk:plan",
            address_args=(uuid.UUID(line.key),),
            since=line.since,
            detail=_("%(unit)s gửi lại: %(reason)s") % {"unit": line.detail, "reason": line.note},
        )


SOURCES.register("plans", Asked(questions))
