"""A unit's own plan becomes its word: issued to those it names, or taken back."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit
from thidua.foundation.core.errors import NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.documents import operations as documents
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.payload import from_payload
from thidua.stages.campaigns import plan_rules
from thidua.stages.campaigns.events import plan_issued
from thidua.stages.campaigns.models import CoSigning, Participation, Plan, PlanComment
from thidua.stages.campaigns.operations.awarding import give_awards
from thidua.stages.campaigns.operations.cosigning import cosigner_of
from thidua.stages.campaigns.operations.giving_tasks import end_tasks, give_tasks
from thidua.stages.campaigns.operations.own_plans import (
    S,
    Who,
    changed,
    content_of,
    latest,
    paper_of,
    place_of,
    require_answered,
    working_of,
)
from thidua.stages.campaigns.operations.recipient_lines import put_lines
from thidua.stages.campaigns.plan_queries import cosigning_of
from thidua.stages.campaigns.plan_writing import above
from thidua.stages.campaigns.plan_writing.applying import put_numbers
from thidua.stages.campaigns.plan_writing.checking import require_sound
from thidua.stages.campaigns.plan_writing.content import Content
from thidua.stages.campaigns.plan_writing.recipients import Line, read_lines
from thidua.stages.campaigns.signing import signature_by
from thidua.stages.campaigns.states import COMMENT, COSIGNING


@operation
def issue_plan(
    *,
    by: Who,
    now: datetime.datetime,
    plan: Plan,
    date: datetime.date,
    reserved: int | None = None,
    version: int | None = None,
) -> Plan:
    """The leader numbers, signs and sends the plan in one step: its lines of «Nơi nhận» mean the units of this day.

    Its numbers become the minimums of the unit and of those beneath; its awards the forms of a round of its own; its
    tasks are owed from now on; who has not said what it thinks is asked no longer; an amended plan is replaced.
    Refused with `NotAllowed` but for the leader, `Stale`; `NotNow` unless it lies before the leader, while a comment
    waits for its answer, unless the plan above holds and the paper says what would be written of the plans above
    today, and of a joint paper until the other body has agreed;
    `Invalid` (`date`) for a day still to come or before the plan above, `reserved` for a number that is not kept
    back, `awards` for fewer of an award than were chosen, and where the plans above ask more by now.
    """
    plan = lock(plan)
    if why_not := plan_rules.signs(by, plan):
        raise NotAllowed(why_not)
    check_version(plan, version)
    require_answered(plan)
    place, content = place_of(plan), content_of(plan)
    require_sound(plan, place, content)
    above.require_holds(plan.parent)
    above.require_after(plan.parent, date)
    _require_as_submitted(plan, place, content, now)
    lines = read_lines(plan, content.recipients)
    joint = _agreed(working_of(plan))
    document = _sign(working_of(plan), by=by, now=now, date=date, reserved=reserved, lines=lines, joint=joint)
    if joint is not None:
        COSIGNING.step(joint, "sign", by=by, now=now)
    if plan.amendment_id is not None and plan.document is not None and plan.document.status == S.ISSUED:
        documents.replace_document(by=by, now=now, issued=plan.document, successor=document)
    plan.document, plan.amendment, plan.title = document, None, content.subject
    plan.issued_version = latest(plan).number
    changed(plan, by=by, now=now)
    plan.save()
    put_lines(plan, lines)
    give_awards(by=by, now=now, plan=plan, place=place, content=content)
    put_numbers(plan, content.numbers, now=now)
    give_tasks(plan, place, content, by=by, now=now)
    _ask_no_longer(plan, by=by, now=now)
    audit.record(by=by, act=gettext_noop("ban hành kế hoạch"), obj=plan, before={}, after={"number": document.notation})
    plan_issued.send(sender=Plan, plan=plan, now=now)
    return plan


@operation
def withdraw_plan(*, by: Who, now: datetime.datetime, plan: Plan, reason: str, version: int | None = None) -> Plan:
    """Takes an issued plan back: its numbers hold no longer, its open tasks are owed no more, its number stays used.

    A joint one is taken back by the body that leads, in both registers.
    Nobody is proposed for its awards any more. Refused with `NotAllowed` but for the leader, `Stale`, `NotNow` unless
    it is issued, `Invalid` without a reason.
    """
    plan = lock(plan)
    check_version(plan, version)
    if plan.document is None or plan.document.status != S.ISSUED:
        raise NotNow(_("Chỉ thu hồi được kế hoạch đã ban hành."))
    documents.withdraw_document(by=by, now=now, issued=plan.document, reason=reason)
    put_numbers(plan, (), now=now)
    end_tasks(plan, now=now)
    changed(plan, by=by, now=now)
    plan.save()
    audit.record(by=by, act=gettext_noop("thu hồi kế hoạch"), obj=plan, before={}, after={}, reason=reason)
    return plan


def _sign(
    document: IssuedDocument,
    *,
    by: Who,
    now: datetime.datetime,
    date: datetime.date,
    reserved: int | None,
    lines: list[Line],
    joint: CoSigning | None,
) -> IssuedDocument:
    signature = signature_by(by, document.unit, date, body=document.body)
    cosigners = [cosigner_of(joint, date)] if joint else []
    document = documents.number_document(
        by=by, now=now, issued=document, date=date, reserved=reserved, cosigners=cosigners
    )
    document = documents.sign_document(by=by, now=now, issued=document, signature=signature)
    units = [unit for line in lines for unit in line.units]
    outside = [line.text for line in lines if line.is_outside]
    return documents.issue_document(by=by, now=now, issued=document, units=units, outside=outside, cosigners=cosigners)


def _agreed(document: IssuedDocument) -> CoSigning | None:
    """The other body of the paper, held; None of a paper of one body."""
    joint = cosigning_of(document)
    if joint is None or document.status != S.FOR_SIGNATURE:
        return None  # of another status the numbering says what stands in the way
    joint = lock(joint)
    if joint.status != CoSigning.Status.AGREED:
        raise NotNow(
            _("%(unit)s chưa đồng ý ký. Văn bản liên tịch chỉ ban hành khi cả hai bên đã ký.")
            % {"unit": joint.unit.name}
        )
    return joint


def _ask_no_longer(plan: Plan, *, by: Who, now: datetime.datetime) -> None:
    """There is no draft any more to say anything of; that is the plan's doing, whoever signed it."""
    for row in plan.comments.filter(status=PlanComment.Status.ASKED).order_by("id"):
        before = audit.snapshot(row)
        COMMENT.move(row, "call_off", now=now, changes={"changed_by_id": person_of(by)})
        row.save()
        audit.record(by=by, act=COMMENT.transitions["call_off"].word, obj=row, before=before)


def _require_as_submitted(plan: Plan, place: Participation, content: Content, now: datetime.datetime) -> None:
    document = working_of(plan)
    if document.status != S.FOR_SIGNATURE:
        return  # the numbering says what stands in the way
    if from_payload(document.payload).blocks != paper_of(plan, place, content, now).blocks:
        raise NotNow(
            _("Từ khi trình đến nay kế hoạch cấp trên hoặc khung đơn vị đã đổi. Xin trả lại để lập lại văn bản.")
        )
