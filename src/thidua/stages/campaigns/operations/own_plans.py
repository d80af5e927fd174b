"""A unit's own plan as it is written: begun from the plan above, changed, before the leader, given back, amended."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.documents import operations as documents
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import child_papers, papers, plan_rules
from thidua.stages.campaigns.models import CoSigning, Participation, Plan, PlanComment, PlanVersion
from thidua.stages.campaigns.plan_queries import cosigning_of
from thidua.stages.campaigns.plan_writing import above
from thidua.stages.campaigns.plan_writing.checking import require_sound
from thidua.stages.campaigns.plan_writing.content import Content, from_json, to_json
from thidua.stages.campaigns.plan_writing.first import first_content
from thidua.stages.campaigns.signing import leaders_on, partner_of
from thidua.stages.campaigns.states import COSIGNING

S = IssuedDocument.Status
# What a body that is asked (again) has not said yet.
UNSIGNED: dict[str, Any] = {
    "signer_capacity": "",
    "signer_title": "",
    "signer_name": "",
    "reserved": None,
    "reason": "",
    "looked_at": None,
    "looked_by": "",
    "look_note": "",
}
Who = Actor | System


@operation
def start_plan(*, by: Who, now: datetime.datetime, parent: Plan, unit: Unit, kind: str = Plan.Kind.PLAN) -> Plan:
    """Begins a unit's own plan, or its guidance, under a plan above, with what follows from that as its first version.

    Refused with `NotAllowed` unless the actor writes for the unit; `Invalid` (`unit`) for a unit outside the frame, not
    beneath that of the plan above, or one that issues no documents, and under a guidance; `NotNow` where the unit has
    it already, or the plan above is not issued, or withdrawn.
    """
    plan = Plan(campaign=parent.campaign, parent=parent, unit=unit, kind=kind, made_at=now, changed_at=now)
    if why_not := plan_rules.writes(by, plan):
        raise NotAllowed(why_not)
    place = place_of(plan)
    above.require_under(parent, place)
    above.require_holds(parent)
    if Plan.objects.filter(campaign=parent.campaign_id, unit=unit, kind=kind).exists():
        raise NotNow(_("Đơn vị đã có văn bản này rồi. Xin mở bản đang có."))
    content = first_content(child_papers.writer_of(parent, place, clock.day_of(now), None, kind))
    plan.title, plan.made_by_id = content.subject[:600], person_of(by)
    plan.document = _draft(plan, place, content, by=by, now=now)
    plan.save()
    _keep(plan, content, by=by, now=now)
    audit.record(by=by, act=gettext_noop("soạn kế hoạch của đơn vị"), obj=plan)
    return plan


@operation
def revise_plan(
    *, by: Who, now: datetime.datetime, plan: Plan, content: Content, note: str = "", version: int | None = None
) -> Plan:
    """Puts new words and numbers in the draft; what was there stays as an earlier version.

    Refused with `NotAllowed`, `Stale`; `NotNow` unless it is a draft; `Invalid` for what `require_sound` names, among
    it a number lower than the plan above asks, with that plan and its number.
    """
    plan = _held(plan, by=by, version=version)
    document = _draft_of(plan)
    place = place_of(plan)
    require_sound(plan, place, content)
    before = content_of(plan)
    if before == content:
        return plan
    documents.revise_document(by=by, now=now, issued=document, document=paper_of(plan, place, content, now))
    kept = _keep(plan, content, by=by, now=now, note=note)
    changed(plan, by=by, now=now)
    if plan.issued_version is None:
        plan.title = content.subject
    plan.save()
    audit.record(
        by=by, act=gettext_noop("sửa kế hoạch của đơn vị"), obj=plan, before={"content": kept.number - 1},
        after={"content": kept.number},
    )  # fmt: skip
    return plan


@operation
def submit_plan(*, by: Who, now: datetime.datetime, plan: Plan, version: int | None = None) -> Plan:
    """Puts the draft before the leader; of a joint paper before the other body's too.

    Refused with `NotAllowed`, `Stale`, `NotNow` while a comment waits for its answer; `Invalid` where the plans above
    ask more by now than when it was written, or nobody is there to sign, in the
    other body either.
    """
    plan = _held(plan, by=by, version=version)
    document = _draft_of(plan)
    require_answered(plan)
    place, content = place_of(plan), content_of(plan)
    require_sound(plan, place, content)
    documents.revise_document(by=by, now=now, issued=document, document=paper_of(plan, place, content, now))
    documents.submit_for_signature(by=by, now=now, issued=document)
    ask_cosigner(document, by=by, now=now)
    plan.returned_for = ""
    changed(plan, by=by, now=now)
    plan.save()
    audit.record(by=by, act=gettext_noop("trình ký kế hoạch"), obj=plan, before={}, after={})
    return plan


@operation
def hand_back_plan(*, by: Who, now: datetime.datetime, plan: Plan, reason: str, version: int | None = None) -> Plan:
    """The leader gives the plan back to be changed, with the reason; the other body of a joint paper waits till then.

    What that body agreed to no longer counts. Refused like `documents.return_document`.
    """
    plan = lock(plan)
    check_version(plan, version)
    if (asked := cosigning_of(working_of(plan))) and asked.status in COSIGNING.transitions["reopen"].sources:
        COSIGNING.step(lock(asked), "reopen", by=by, now=now, changes=UNSIGNED)
    documents.return_document(by=by, now=now, issued=working_of(plan), reason=reason)
    plan.returned_for = reason.strip()[:1000]
    changed(plan, by=by, now=now)
    plan.save()
    audit.record(by=by, act=gettext_noop("trả lại kế hoạch"), obj=plan, before={}, after={}, reason=reason)
    return plan


@operation
def amend_plan(*, by: Who, now: datetime.datetime, plan: Plan, version: int | None = None) -> Plan:
    """Begins an amendment of an issued plan, or writes a withdrawn one anew: the issued one holds until it is signed.

    A joint paper stays one. Refused with `NotAllowed`, `Stale`; `NotNow` unless it is issued and not being amended.
    """
    plan = _held(plan, by=by, version=version)
    if plan.document is None or plan.document.status not in (S.ISSUED, S.WITHDRAWN) or plan.amendment_id is not None:
        raise NotNow(_("Chỉ sửa đổi được kế hoạch đã ban hành và chưa có bản sửa đổi nào đang soạn."))
    joint = cosigning_of(plan.document)
    plan.amendment = _draft(plan, place_of(plan), content_of(plan), by=by, now=now)
    changed(plan, by=by, now=now)
    plan.save()
    if joint is not None:
        put_cosigner(plan, joint.unit, by=by, now=now)
    audit.record(by=by, act=gettext_noop("soạn bản sửa đổi kế hoạch"), obj=plan, before={}, after={})
    return plan


def latest(plan: Plan) -> PlanVersion:
    """The version that counts. Raises `NotNow` for a plan that was loaded, not written here."""
    found = plan.versions.order_by("-number").first()
    if found is None:
        raise NotNow(_("Kế hoạch này nạp từ văn bản đã ban hành nên không soạn ở đây."))
    return found


def content_of(plan: Plan) -> Content:
    """What the plan says now."""
    return from_json(latest(plan).content)


def place_of(plan: Plan) -> Participation:
    """The unit's place in the campaign. Raises `Invalid` (`unit`) where it takes no part."""
    rows = Participation.objects.standing().filter(campaign=plan.campaign_id, unit=plan.unit_id)
    found = rows.select_related("unit__kind", "unit__parent").first()
    if found is None:
        raise Invalid({"unit": _("%(unit)s không tham gia đợt thi đua này.") % {"unit": plan.unit.name}})
    return found


def _held(plan: Plan, *, by: Who, version: int | None) -> Plan:
    plan = lock(plan)
    if why_not := plan_rules.writes(by, plan):
        raise NotAllowed(why_not)
    check_version(plan, version)
    return plan


def working_of(plan: Plan) -> IssuedDocument:
    """The paper that is worked on, or the issued one. Raises `NotNow` where there is none."""
    if plan.working is None:
        raise NotNow(_("Kế hoạch này chưa có văn bản."))
    return plan.working


def _draft_of(plan: Plan) -> IssuedDocument:
    document = working_of(plan)
    if document.status != S.DRAFT:
        raise NotNow(_("Văn bản không còn là bản nháp nên không sửa được. Xin đề nghị lãnh đạo trả lại, hoặc sửa đổi."))
    return document


def paper_of(plan: Plan, place: Participation, content: Content, now: datetime.datetime) -> OfficialDocument:
    """What the plan prints with this content today."""
    assert plan.parent is not None
    on = clock.day_of(now)
    asked = cosigning_of(plan.working)
    paper = child_papers.child_plan(plan.parent, place, on, content, plan.kind, asked.unit if asked else None)
    leaders = leaders_on(place.unit, on)
    if paper.signature is not None and not paper.signature.name and leaders:
        # Of several leaders the longest there stands on the draft; whoever signs takes that place.
        named = dataclasses.replace(paper.signature, name=leaders[0].full_name)
        paper = dataclasses.replace(paper, signature=named)
    if asked is not None:
        paper = dataclasses.replace(paper, partners=(partner_of(asked, on),))
    return paper


def put_cosigner(plan: Plan, unit: Unit, *, by: Who, now: datetime.datetime) -> CoSigning:
    """Writes the other body on the plan's draft."""
    document, person = _draft_of(plan), person_of(by)
    asked = CoSigning.objects.create(
        plan=plan, document=document, unit=unit, made_at=now, changed_at=now, made_by_id=person, changed_by_id=person
    )
    name_issuers(plan, unit, by=by, now=now)
    asked.document = put_words(plan, by=by, now=now)
    return asked


def name_issuers(plan: Plan, partner: Unit, *, by: Who, now: datetime.datetime, both: bool = True) -> None:
    """Where the draft's preamble says who issues it, both bodies are named from now on, or the plan's own alone again.

    The words stand in the plan's versions, where an officer may have changed them: only the name is changed.
    """
    assert plan.parent is not None
    content = content_of(plan)
    on = clock.day_of(now)
    writer = child_papers.writer_of(plan.parent, place_of(plan), on, content, plan.kind, partner)
    old, new = (writer.issuer, writer.issuers) if both else (writer.issuers, writer.issuer)
    head, found, rest = content.preamble.rpartition(old)
    if found and not (both and writer.issuers in content.preamble):
        _keep(plan, dataclasses.replace(content, preamble=f"{head}{new}{rest}"), by=by, now=now)


def put_words(plan: Plan, *, by: Who, now: datetime.datetime) -> IssuedDocument:
    """Draws the draft anew from what the plan says."""
    paper = paper_of(plan, place_of(plan), content_of(plan), now)
    return documents.revise_document(by=by, now=now, issued=_draft_of(plan), document=paper)


def require_leader(unit: Unit, on: datetime.date) -> None:
    """Raises `Invalid` (`partner`) unless somebody is there on the site who signs for the other body."""
    if not leaders_on(unit, on):
        sentence = _("%(unit)s chưa có lãnh đạo trên hệ thống nên chưa ký liên tịch ở đây được.")
        raise Invalid({"partner": sentence % {"unit": unit.name}})


def ask_cosigner(document: IssuedDocument, *, by: Who, now: datetime.datetime) -> None:
    """The other body of a joint paper, if it is one, has it before its leader from now on."""
    if (asked := cosigning_of(document)) is not None:
        require_leader(asked.unit, clock.day_of(now))
        COSIGNING.step(lock(asked), "ask", by=by, now=now, changes=UNSIGNED)


def _draft(plan: Plan, place: Participation, content: Content, *, by: Who, now: datetime.datetime) -> IssuedDocument:
    form = papers.letterhead_form(plan.unit, clock.day_of(now))
    body = form.body if form else plan.unit.name[:40]
    return documents.draft_document(
        by=by, now=now, unit=plan.unit, body=body, document=paper_of(plan, place, content, now)
    )


def require_answered(plan: Plan) -> None:
    """Raises `NotNow` while a comment waits for its answer."""
    waiting = plan.comments.filter(status=PlanComment.Status.GIVEN).count()
    if waiting:
        raise NotNow(_("Còn %(count)s ý kiến chưa trả lời. Xin tiếp thu hoặc giải trình trước.") % {"count": waiting})


def _keep(plan: Plan, content: Content, *, by: Who, now: datetime.datetime, note: str = "") -> PlanVersion:
    standing = plan.versions.order_by("-number").first()
    return PlanVersion.objects.create(
        plan=plan, number=standing.number + 1 if standing else 1, content=to_json(content), note=note.strip()[:300],
        made_at=now, made_by_label=by.label[:200],
    )  # fmt: skip


def changed(plan: Plan, *, by: Who, now: datetime.datetime) -> None:
    """Notes who changed the plan and when; saved by the caller."""
    plan.changed_by_id = person_of(by)
    touch(plan, now=now)
