"""The proposing body: write a nomination down, mend it, propose it, take it back; the level above gives it back."""

from __future__ import annotations

import dataclasses
import datetime
import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.accounts.models import Person
from thidua.foundation.accounts.operations import make_person
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.nominations import rules
from thidua.stages.nominations.alike import likely_same
from thidua.stages.nominations.eligibility import earlier, names_of, refuses_second
from thidua.stages.nominations.levels import first_holder, pool_for, proposes_for, takes_part
from thidua.stages.nominations.limits import require_allotment
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations.records import (
    changed,
    free_seat,
    held,
    open_guidance,
    put_words,
    require_plan_holds,
)
from thidua.stages.nominations.states import NOMINATION, OPEN_TO_EDITS
from thidua.stages.nominations.visibility import in_sent_file

LONGEST_ACHIEVEMENT = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a nomination says. `subject` is the nominee, or the body of the nominated `person`."""

    form: AwardForm
    unit: Unit
    subject: Unit
    person: Person | None = None
    achievement: str = ""
    report: dict[str, str] = field(default_factory=dict)
    earlier_award_reason: str = ""


@operation
def draft_nomination(
    *,
    by: By,
    now: datetime.datetime,
    content: Content,
    propose: bool = False,
    new_person: tuple[str, str] | None = None,
    is_another: bool = False,
    uid: uuid.UUID | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Writes a nomination down for the proposing body and, with `propose`, hands it to the level above (F62).

    `new_person` (full name, position) makes the nominee, who was in no list, a person of the subject's body first;
    where the body has somebody of that name, only if `is_another` says that it is not the same (`same` otherwise).
    Refused with `Missing` for a body the actor does not see, `NotAllowed` for one it does not write for, `NotNow`
    before the round's guidance is issued and once the unit's plan that gives the form was withdrawn, `Invalid` for a
    subject the form is not for, one that is already nominated, or wrong words.
    """
    _require_writer(by, content.unit)
    open_guidance(content.form)
    require_plan_holds(content.form.round)
    if new_person is not None:
        _require_another(new_person[0], content.subject, is_another=is_another)
        made = make_person(by=by, now=now, full_name=new_person[0], position=new_person[1])
        content = dataclasses.replace(content, person=made)
    person = person_of(by)
    nomination = Nomination(
        uid=uid or uuid.uuid4(), campaign=content.form.round.campaign, form=content.form, unit=content.unit,
        holder=content.unit, made_at=now, changed_at=now, made_by_id=person, changed_by_id=person,
    )  # fmt: skip
    _fill(nomination, content)
    nomination.save()
    audit.record(by=by, act=gettext_noop("lập đề nghị khen thưởng"), obj=nomination)
    if propose:
        hand_up(nomination, by=by, now=now)
    return nomination


@operation
def edit_nomination(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    content: Content,
    propose: bool = False,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Changes what a draft or returned nomination says; when its words change its confirmation is lost.

    Refused with `Missing`, `NotAllowed`, `NotNow` once it is proposed, `Stale`, `Invalid` as writing one down.
    """
    nomination = held(nomination, by=by)
    if why_not := rules.proposer_acts(by, nomination):
        raise NotAllowed(why_not)
    if nomination.status not in OPEN_TO_EDITS:
        raise NotNow(
            _("Đề nghị đang ở tình trạng «%(status)s» nên không sửa được. Nếu cần sửa, xin nhờ cấp trên trả lại.")
            % {"status": nomination.get_status_display()}
        )
    check_version(nomination, version)
    before = audit.snapshot(nomination)
    told = (nomination.subject_id, nomination.person_id, nomination.achievement, nomination.report)
    _fill(nomination, content)
    if told != (nomination.subject_id, nomination.person_id, nomination.achievement, nomination.report):
        nomination.confirmed_at, nomination.confirmed_by = None, None
    changed(nomination, by=by, now=now)
    nomination.save()
    audit.record(by=by, act=gettext_noop("sửa đề nghị khen thưởng"), obj=nomination, before=before)
    if propose:
        hand_up(nomination, by=by, now=now)
    return nomination


@operation
def propose_nomination(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Hands a draft or returned nomination to the level above in the campaign's frame.

    Refused with `Missing`, `NotAllowed`, `NotNow` (another state, no guidance, closed round, withdrawn plan), `Stale`;
    with `Invalid` without an achievement, above the body's allotment, and for a second award without its reason (or
    at all, where the campaign refuses it).
    """
    nomination = held(nomination, by=by)
    check_version(nomination, version)
    hand_up(nomination, by=by, now=now)
    return nomination


@operation
def return_nomination(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """The level that has it gives a nomination back with the reason.

    Refused with `Missing`, `NotAllowed`, `NotNow` in another state or while it stands in a dossier that was sent (the
    dossier is returned then), `Stale`, without a reason `Invalid`.
    """
    nomination = held(nomination, by=by)
    NOMINATION.check(nomination, "return", by=by)
    if in_sent_file(nomination):
        raise NotNow(_("Đề nghị này nằm trong hồ sơ đã trình. Xin trả lại cả hồ sơ để nơi trình sửa."))
    changes = {"return_reason": reason.strip(), "holder_id": nomination.unit_id}
    NOMINATION.step(nomination, "return", by=by, now=now, version=version, reason=reason, changes=changes)
    nomination.files.all().delete()
    return nomination


@operation
def withdraw_nomination(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Takes a nomination out of the round, from its seat and the reserve list too; a draft without a reason.

    Refused with `Missing`, `NotAllowed`, `NotNow` once it is answered, `Stale`, without a reason `Invalid`.
    """
    nomination = held(nomination, by=by)
    act = "discard" if nomination.status == Nomination.Status.DRAFT else "withdraw"
    changes = {"reserve_rank": None, "changed_by_id": person_of(by)}
    NOMINATION.step(nomination, act, by=by, now=now, version=version, reason=reason, changes=changes)
    free_seat(nomination)
    nomination.files.filter(submission__status__in=["draft", "returned"]).delete()
    return nomination


def hand_up(nomination: Nomination, *, by: By, now: datetime.datetime) -> None:
    """Proposes a locked nomination."""
    act = "propose_again" if nomination.status == Nomination.Status.RETURNED else "propose"
    NOMINATION.check(nomination, act, by=by)
    open_guidance(nomination.form)
    require_plan_holds(nomination.form.round)
    _require_complete(nomination)
    require_allotment(nomination)
    holder = first_holder(nomination.form.round, nomination.unit)
    changes = {
        "holder_id": holder.pk, "proposed_at": nomination.proposed_at or now, "return_reason": "",
        "changed_by_id": person_of(by),
    }  # fmt: skip
    NOMINATION.step(nomination, act, by=by, now=now, changes=changes)


def _fill(nomination: Nomination, content: Content) -> None:
    if content.form.round.campaign_id != nomination.campaign_id:
        raise Invalid({"form": _("Hình thức khen thưởng này thuộc đợt thi đua khác.")})
    _require_subject(nomination, content)
    nomination.form, nomination.unit, nomination.subject = content.form, content.unit, content.subject
    nomination.person = content.person
    nomination.achievement = tidy(content.achievement)
    nomination.report = {key: text.strip() for key, text in content.report.items() if text.strip()}
    nomination.earlier_award_reason = content.earlier_award_reason.strip()
    nomination.pool = pool_for(content.form, subject=content.subject, is_person=content.person is not None)
    if nomination.pool is None and content.form.pools.exists():
        terms = {"kind": content.subject.kind.label, "form": content.form.name}
        raise Invalid({"subject": _("«%(kind)s» không thuộc diện nào của %(form)s.") % terms})
    put_words(nomination)


def _require_another(name: str, subject: Unit, *, is_another: bool) -> None:
    known = [] if is_another else likely_same(name, subject)
    if known:
        names = "; ".join(", ".join(filter(None, (person.full_name, person.position))) for person in known)
        words = _("%(unit)s đã có: %(names)s. Xin chọn người đó, hoặc chọn «người khác, trùng họ tên».")
        raise Invalid({"same": words % {"unit": subject.name, "names": names}})


def _require_subject(nomination: Nomination, content: Content) -> None:
    round = content.form.round
    if not (takes_part(round, content.unit) and takes_part(round, content.subject)):
        words = _("%(form)s chỉ dành cho %(unit)s và các đơn vị trực thuộc.")
        raise Invalid({"form": words % {"form": content.form.name, "unit": round.unit.name}})
    if not proposes_for(content.unit, content.subject):
        words = _("%(unit)s chỉ đề nghị được cho chính mình và các đơn vị trực thuộc.")
        raise Invalid({"subject": words % {"unit": content.unit.name}})
    if len(tidy(content.achievement)) > LONGEST_ACHIEVEMENT:
        raise Invalid(
            {"achievement": _("Tóm tắt thành tích dài quá 600 ký tự. Xin viết gọn lại; phần chi tiết ghi ở báo cáo.")}
        )
    same = Nomination.objects.filter(form=content.form, person=content.person).exclude(
        status=Nomination.Status.WITHDRAWN
    )
    if content.person is None:
        same = same.filter(subject=content.subject)
    found = same.exclude(pk=nomination.pk).select_related("unit").order_by("id").first()
    if found is not None:
        name = content.person or content.subject
        words = _("%(name)s đã được %(unit)s lập đề nghị cho hình thức này.")
        raise Invalid({"subject": words % {"name": name, "unit": found.unit.name}})


def _require_complete(nomination: Nomination) -> None:
    if not nomination.achievement:
        raise Invalid({"achievement": _("Xin ghi tóm tắt thành tích trước khi đề nghị.")})
    held_before = earlier(nomination)
    if held_before and refuses_second(nomination.form):
        words = _("Không tặng nhiều hình thức cho một thành tích. Đã được tặng: %(honours)s.")
        raise Invalid({"form": words % {"honours": names_of(held_before)}})
    if held_before and not nomination.earlier_award_reason:
        words = _("Đã được khen cho thành tích này: %(honours)s. Xin ghi lý do vẫn đề nghị.")
        raise Invalid({"earlier_award_reason": words % {"honours": names_of(held_before)}})


def _require_writer(by: By, unit: Unit) -> None:
    if why_not := rules.why_not_propose_for(by, unit):
        if isinstance(by, Actor) and not by.sees(unit):
            raise Missing(_("Không tìm thấy đơn vị này, hoặc đơn vị không thuộc phạm vi của bạn."))
        raise NotAllowed(why_not)
