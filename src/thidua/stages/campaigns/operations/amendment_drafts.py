"""An amending document written on the site: drafted from what is to change, put before the leader, signed and issued.

Only then does the campaign follow: until it is issued the plan holds as it stands.
"""

from __future__ import annotations

import datetime

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
from thidua.foundation.documents.payload import from_payload
from thidua.stages.campaigns import plan_rules
from thidua.stages.campaigns.amended import Changes, from_json, to_json
from thidua.stages.campaigns.amending_papers import amending_paper
from thidua.stages.campaigns.amendment_checks import Checked, checked
from thidua.stages.campaigns.models import AmendmentDraft, Plan
from thidua.stages.campaigns.operations.amending import carry_out, require_amendable
from thidua.stages.campaigns.operations.plans import recipients
from thidua.stages.campaigns.operations.recipient_lines import put_lines
from thidua.stages.campaigns.plan_queries import amendment_of
from thidua.stages.campaigns.plan_writing.new_recipients import new_lines
from thidua.stages.campaigns.signing import leaders_on, signature_by, signature_of

Who = Actor | System
S = IssuedDocument.Status


@operation
def draft_amendment(
    *, by: Who, now: datetime.datetime, plan: Plan, changes: Changes, what: str = "", version: int | None = None
) -> AmendmentDraft:
    """Begins an amending document of a campaign's own plan, worded from what it is to change, after `what`.

    Refused with `NotAllowed` unless the actor writes for the body; `NotNow` for another plan, one without its document,
    or while another amending document is at work; `Stale`; `Invalid` for what `checked` names.
    """
    plan = lock(plan)
    if why_not := plan_rules.writes(by, plan):
        raise NotAllowed(why_not)
    standing = require_amendable(plan)
    check_version(plan, version)
    if amendment_of(plan) is not None:
        raise NotNow(
            _("Kế hoạch này đang có một văn bản sửa đổi chưa ban hành. Xin sửa tiếp bản ấy, hoặc bỏ bản ấy trước.")
        )
    found = checked(plan, changes, on=clock.day_of(now))
    paper = _paper(plan, found, what, now)
    document = documents.draft_document(by=by, now=now, unit=plan.unit, body=standing.body, document=paper)
    draft = AmendmentDraft.objects.create(
        plan=plan, unit=plan.unit, document=document, wanted=to_json(changes), what=what.strip(), made_at=now,
        changed_at=now, made_by_id=person_of(by), changed_by_id=person_of(by),
    )  # fmt: skip
    audit.record(by=by, act=gettext_noop("soạn văn bản sửa đổi đợt thi đua"), obj=plan, before={}, after={})
    return draft


@operation
def revise_amendment(
    *, by: Who, now: datetime.datetime, draft: AmendmentDraft, changes: Changes, what: str = "", version: int | None = None
) -> AmendmentDraft:  # fmt: skip
    """Puts other changes in the draft and words it anew. Refused as `draft_amendment` is; `NotNow` once put before the
    leader.
    """
    draft = _held(draft, by=by, version=version)
    found = checked(draft.plan, changes, on=clock.day_of(now))
    draft.wanted, draft.what = to_json(changes), what.strip()
    paper = _paper(draft.plan, found, what, now)
    draft.document = documents.revise_document(by=by, now=now, issued=draft.document, document=paper)
    _changed(draft, by=by, now=now)
    audit.record(by=by, act=gettext_noop("sửa văn bản sửa đổi đợt thi đua"), obj=draft.plan, before={}, after={})
    return draft


@operation
def submit_amendment(
    *, by: Who, now: datetime.datetime, draft: AmendmentDraft, version: int | None = None
) -> AmendmentDraft:
    """Puts the draft before the leader, worded from what stands today.

    Refused with `NotAllowed`, `Stale`, `NotNow` unless it is a draft, `Invalid` where what it changes cannot be any
    more, or nobody is there to sign.
    """
    draft = _held(draft, by=by, version=version)
    found = checked(draft.plan, from_json(draft.wanted), on=clock.day_of(now))
    paper = _paper(draft.plan, found, draft.what, now)
    document = documents.revise_document(by=by, now=now, issued=draft.document, document=paper)
    draft.document = documents.submit_for_signature(by=by, now=now, issued=document)
    draft.reason = ""
    _changed(draft, by=by, now=now)
    return draft


@operation
def hand_back_amendment(
    *, by: Who, now: datetime.datetime, draft: AmendmentDraft, reason: str, version: int | None = None
) -> AmendmentDraft:
    """The leader gives the draft back, with the reason. Refused like `documents.return_document`, `Stale`."""
    draft = lock(draft)
    check_version(draft, version)
    draft.document = documents.return_document(by=by, now=now, issued=draft.document, reason=reason)
    draft.reason = reason.strip()[:1000]
    _changed(draft, by=by, now=now)
    return draft


@operation
def drop_amendment(
    *, by: Who, now: datetime.datetime, draft: AmendmentDraft, version: int | None = None
) -> AmendmentDraft:
    """Takes a draft off the plan; its words are kept. Refused with `NotAllowed`, `Stale`, `NotNow` unless a draft."""
    draft = _held(draft, by=by, version=version)
    draft.dropped_on = clock.day_of(now)
    _changed(draft, by=by, now=now)
    audit.record(by=by, act=gettext_noop("bỏ văn bản sửa đổi đợt thi đua"), obj=draft.plan, before={}, after={})
    return draft


@operation
def issue_amendment(
    *,
    by: Who,
    now: datetime.datetime,
    draft: AmendmentDraft,
    date: datetime.date,
    reserved: int | None = None,
    version: int | None = None,
) -> AmendmentDraft:
    """The leader numbers, signs and sends the amending document in one step, and the campaign follows it at once.

    Refused with `NotAllowed` but for the leader, `Stale`; `NotNow` unless it lies before the leader and says what would
    be written today; `Invalid` (`date`) for a day still to come or before the plan's, `reserved` for a number that is
    not kept back, and for what `checked` names.
    """
    plan = lock(draft.plan)
    draft = lock(draft)
    draft.plan = plan
    if why_not := plan_rules.signs(by, plan):
        raise NotAllowed(why_not)
    check_version(draft, version)
    standing = require_amendable(plan)
    if not draft.is_at_work:
        raise NotNow(_("Văn bản sửa đổi này đã ban hành hoặc đã bỏ. Xin tải lại trang."))
    if standing.date is not None and date < standing.date:
        raise Invalid({"date": _("Văn bản sửa đổi không thể ký trước kế hoạch.")})
    found = checked(plan, from_json(draft.wanted), on=date)
    _require_as_submitted(draft, found, now)
    if found.recipients is not None:
        put_lines(plan, new_lines(plan, found.recipients))
    units, outside = recipients(plan)
    signature = signature_by(by, plan.unit, date, body=standing.body)
    document = documents.number_document(by=by, now=now, issued=draft.document, date=date, reserved=reserved)
    document = documents.sign_document(by=by, now=now, issued=document, signature=signature)
    document = documents.issue_document(by=by, now=now, issued=document, units=units, outside=outside)
    draft.amendment = carry_out(plan, document, found, draft.what or document.subject, by=by, now=now)
    draft.document = document
    _changed(draft, by=by, now=now)
    return draft


def _held(draft: AmendmentDraft, *, by: Who, version: int | None) -> AmendmentDraft:
    plan = lock(draft.plan)
    draft = lock(draft)
    draft.plan = plan
    if why_not := plan_rules.writes(by, plan):
        raise NotAllowed(why_not)
    check_version(draft, version)
    if not draft.is_at_work or draft.document.status != S.DRAFT:
        raise NotNow(
            _("Văn bản sửa đổi này không còn là bản nháp. Xin tải lại trang; cần sửa thì đề nghị lãnh đạo trả lại.")
        )
    return draft


def _paper(plan: Plan, found: Checked, what: str, now: datetime.datetime) -> OfficialDocument:
    assert plan.document is not None
    on = clock.day_of(now)
    signature = signature_of(plan.unit, on, next(iter(leaders_on(plan.unit, on)), None), body=plan.document.body)
    return amending_paper(plan, found.told, on=on, what=what, recipients=found.recipients, signature=signature)


def _require_as_submitted(draft: AmendmentDraft, found: Checked, now: datetime.datetime) -> None:
    if draft.document.status != S.FOR_SIGNATURE:
        return  # the numbering says what stands in the way
    if from_payload(draft.document.payload).blocks != _paper(draft.plan, found, draft.what, now).blocks:
        raise NotNow(_("Từ khi trình đến nay đợt thi đua đã đổi. Xin trả lại để lập lại văn bản."))


def _changed(draft: AmendmentDraft, *, by: Who, now: datetime.datetime) -> None:
    draft.changed_by_id = person_of(by)
    touch(draft, now=now)
    draft.save()
