"""A paper of two bodies (văn bản liên tịch): the other one is named, agrees with its own number, or sends it back."""

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
from thidua.foundation.documents import registers
from thidua.foundation.documents.cosigners import CoSigner
from thidua.foundation.documents.model import Signature
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns import papers, plan_rules
from thidua.stages.campaigns.models import CoSigning, Plan
from thidua.stages.campaigns.operations.own_plans import (
    UNSIGNED,
    S,
    changed,
    name_issuers,
    put_cosigner,
    put_words,
    require_leader,
    working_of,
)
from thidua.stages.campaigns.other_bodies import other_bodies
from thidua.stages.campaigns.plan_queries import cosigning_of
from thidua.stages.campaigns.signing import leaders_on, signature_by, signature_of
from thidua.stages.campaigns.states import COSIGNING

Who = Actor | System


@operation
def name_cosigner(
    *, by: Who, now: datetime.datetime, plan: Plan, partner: Unit, version: int | None = None
) -> CoSigning:
    """Writes another body on the draft: its head, symbol and signer stand beside the plan's own from now on.

    Refused with `NotAllowed`, `Stale`; `NotNow` unless the plan is a draft of one body; `Invalid` (`partner`) for a
    unit not linked to the plan's own at its level, without a letterhead, or without a leader on the site.
    """
    plan = _written(plan, by=by, version=version)
    if cosigning_of(working_of(plan)) is not None:
        raise NotNow(_("Văn bản này đã có bên ký liên tịch. Xin bỏ bên ấy trước khi chọn bên khác."))
    on = clock.day_of(now)
    if not other_bodies(plan, on).filter(pk=partner.pk).exists():
        sentence = _("%(unit)s không phải tổ chức thành viên hay Ủy ban MTTQ cùng cấp với đơn vị soạn.")
        raise Invalid({"partner": sentence % {"unit": partner.name}})
    require_leader(partner, on)
    asked = put_cosigner(plan, partner, by=by, now=now)
    changed(plan, by=by, now=now)
    plan.save()
    audit.record(by=by, act=gettext_noop("chọn bên ký liên tịch"), obj=plan, before={}, after={"partner": partner.name})
    return asked


@operation
def call_off_cosigner(
    *, by: Who, now: datetime.datetime, cosigning: CoSigning, version: int | None = None
) -> CoSigning:
    """The draft is a paper of one body again.

    Refused with `NotAllowed`, `Stale`; `NotNow` unless it is a draft, and for the amendment of a joint paper that
    holds: that both bodies change.
    """
    plan = lock(cosigning.plan)
    row = lock(cosigning)
    COSIGNING.check(row, "call_off", by=by)
    if plan.amendment_id == row.document_id and plan.document is not None and plan.document.status == S.ISSUED:
        raise NotNow(_("Văn bản đang có hiệu lực do hai bên ký nên bản sửa đổi cũng do hai bên ký."))
    COSIGNING.step(row, "call_off", by=by, now=now, version=version)
    name_issuers(plan, row.unit, by=by, now=now, both=False)
    put_words(plan, by=by, now=now)
    changed(plan, by=by, now=now)
    plan.save()
    told = {"partner": row.unit.name}
    audit.record(by=by, act=gettext_noop("thôi ban hành liên tịch"), obj=plan, before=told, after={})
    return row


@operation
def agree_to_sign(
    *,
    by: Who,
    now: datetime.datetime,
    cosigning: CoSigning,
    reserved: int | None = None,
    version: int | None = None,
) -> CoSigning:
    """The other body's leader signs: the paper bears that name, and a number of that body's register once it is issued.

    `reserved` is a number kept back there for it; else it gets the next on the day of issue. Refused with
    `NotAllowed`, `Stale`, `NotNow` unless it lies before that leader, `Invalid` (`reserved`) for a number not kept.
    """
    plan = lock(cosigning.plan)
    row = lock(cosigning)
    COSIGNING.check(row, "agree", by=by)
    on = clock.day_of(now)
    kept = registers.kept_numbers(unit=row.unit, body=_body(row.unit, on), series="", year=on.year)
    if reserved is not None and not kept.filter(number=reserved).exists():
        raise Invalid({"reserved": _("Số %(number)s không còn được giữ trong sổ.") % {"number": reserved}})
    signature = signature_by(by, row.unit, on) or signature_of(row.unit, on, next(iter(leaders_on(row.unit, on)), None))
    changes = {
        "signer_capacity": "\n".join(signature.capacity), "signer_title": signature.title[:200],
        "signer_name": signature.name[:100], "reserved": reserved, "changed_by_id": person_of(by),
    }  # fmt: skip
    COSIGNING.step(row, "agree", by=by, now=now, version=version, changes=changes)
    told = {"partner": row.unit.name, "signer": signature.name}
    audit.record(by=by, act=gettext_noop("đồng ý ký liên tịch"), obj=plan, before={}, after=told)
    return row


@operation
def send_back_cosigning(
    *, by: Who, now: datetime.datetime, cosigning: CoSigning, reason: str, version: int | None = None
) -> CoSigning:
    """The other body's leader sends the paper back, with the reason: it is a draft of the plan's writers again.

    An agreement may be taken back likewise until the paper is issued. Refused with `NotAllowed`, `Stale`, `NotNow`
    unless it lies before the leaders, `Invalid` (`reason`) without a reason.
    """
    plan = lock(cosigning.plan)
    row = lock(cosigning)
    changes = {**UNSIGNED, "reason": reason.strip()[:1000], "changed_by_id": person_of(by)}
    COSIGNING.step(row, "send_back", by=by, now=now, version=version, reason=reason, changes=changes)
    told = _("%(unit)s gửi lại: %(reason)s") % {"unit": row.unit.name, "reason": reason.strip()}
    # The other body's word alone takes it from before the leader of the plan's own: no paper of two is signed by one.
    documents.return_document(by=System(), now=now, issued=row.document, reason=told)
    changed(plan, by=by, now=now)
    plan.save()
    audit.record(by=by, act=gettext_noop("gửi lại văn bản liên tịch"), obj=plan, before={}, after={}, reason=told)
    return row


@operation
def look_through(
    *, by: Who, now: datetime.datetime, cosigning: CoSigning, note: str = "", version: int | None = None
) -> CoSigning:
    """An officer of the other body has read the paper before its leader signs, and says what the leader should know.

    Signing does not wait for it. Refused with `NotAllowed` for another body, `Stale`, `NotNow` unless the paper lies
    before that body's leader.
    """
    row = lock(cosigning)
    if why_not := plan_rules.looks_through(by, row):
        raise NotAllowed(why_not)
    check_version(row, version)
    if row.status != CoSigning.Status.ASKED:
        raise NotNow(_("Văn bản này không còn chờ lãnh đạo đơn vị bạn ký."))
    row.looked_at, row.looked_by, row.look_note = now, by.label[:200], note.strip()[:1000]
    _put(row, by=by, now=now)
    audit.record(
        by=by, act=gettext_noop("xem văn bản liên tịch trước khi ký"), obj=row.plan, before={},
        after={"partner": row.unit.name}, reason=row.look_note,
    )  # fmt: skip
    return row


@operation
def ask_recall(
    *, by: Who, now: datetime.datetime, cosigning: CoSigning, reason: str, version: int | None = None
) -> CoSigning:
    """The other body's leader asks the leading one to take an issued paper back: alone it cannot.

    Refused with `NotAllowed`, `Stale`; `NotNow` unless the paper is issued and holds, or while a request waits;
    `Invalid` (`reason`) without a reason.
    """
    row = lock(cosigning)
    if why_not := plan_rules.cosigns(by, row):
        raise NotAllowed(why_not)
    check_version(row, version)
    if row.status != CoSigning.Status.SIGNED or row.document.status != S.ISSUED:
        raise NotNow(_("Chỉ đề nghị thu hồi được văn bản liên tịch đã ban hành và còn hiệu lực."))
    if row.recall_asked_at is not None and not row.recall_answer:
        raise NotNow(_("Đã đề nghị thu hồi; xin chờ %(unit)s trả lời.") % {"unit": row.plan.unit.name})
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi lý do đề nghị thu hồi.")})
    row.recall_asked_at, row.recall_reason, row.recall_answer = now, reason.strip()[:1000], ""
    _put(row, by=by, now=now)
    audit.record(
        by=by, act=gettext_noop("đề nghị thu hồi văn bản liên tịch"), obj=row.plan, before={},
        after={"partner": row.unit.name}, reason=row.recall_reason,
    )  # fmt: skip
    return row


@operation
def answer_recall(
    *, by: Who, now: datetime.datetime, cosigning: CoSigning, answer: str, version: int | None = None
) -> CoSigning:
    """The leading body's leader keeps the paper, with the reason; who takes it back withdraws the plan instead.

    Refused with `NotAllowed`, `Stale`, `NotNow` unless a request waits, `Invalid` (`answer`) without words.
    """
    row = lock(cosigning)
    if why_not := plan_rules.signs_first(by, row):
        raise NotAllowed(why_not)
    check_version(row, version)
    if row.recall_asked_at is None or row.recall_answer or row.document.status != S.ISSUED:
        raise NotNow(_("Không có đề nghị thu hồi nào chờ trả lời."))
    if not answer.strip():
        raise Invalid({"answer": _("Xin ghi vì sao chưa thu hồi.")})
    row.recall_answer = answer.strip()[:1000]
    _put(row, by=by, now=now)
    audit.record(
        by=by, act=gettext_noop("trả lời đề nghị thu hồi"), obj=row.plan, before={},
        after={"partner": row.unit.name}, reason=row.recall_answer,
    )  # fmt: skip
    return row


def _put(row: CoSigning, *, by: Who, now: datetime.datetime) -> None:
    row.changed_by_id = person_of(by)
    touch(row, now=now)
    row.save()


def cosigner_of(joint: CoSigning, on: datetime.date) -> CoSigner:
    """The other body as the registers take it."""
    capacity = tuple(joint.signer_capacity.split("\n")) if joint.signer_capacity else ()
    signature = Signature(joint.signer_title, joint.signer_name, capacity)
    return CoSigner(joint.unit, _body(joint.unit, on), signature, joint.reserved)


def _body(unit: Unit, on: datetime.date) -> str:
    form = papers.letterhead_form(unit, on)
    return form.body if form else unit.name[:40]


def _written(plan: Plan, *, by: Who, version: int | None) -> Plan:
    plan = lock(plan)
    if why_not := plan_rules.writes(by, plan):
        raise NotAllowed(why_not)
    check_version(plan, version)
    if working_of(plan).status != S.DRAFT:
        raise NotNow(_("Chỉ chọn được bên ký liên tịch khi văn bản còn là bản nháp."))
    return plan
