"""The guidance that opens an award round: written, put before the leader, signed and issued, closed (VII.1)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import Rank, enter, lock
from thidua.foundation.core.operations import check_version, operation
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.documents.operations import return_document
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.days import before_start
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound, Participation
from thidua.stages.nominations import letters, rules
from thidua.stages.nominations.backward import event_of
from thidua.stages.nominations.guidance_paper import guidance_document
from thidua.stages.nominations.models import Allotment, AwardGuidance, GuidanceForm
from thidua.stages.nominations.operations.quotas import make_seats
from thidua.stages.nominations.operations.records import changed, require_plan_holds
from thidua.stages.nominations.states import GUIDANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a guidance says. Days are exclusive; `sets` by form key, `allotments` by (pool, unit)."""

    proposals_before: datetime.date | None = None
    dossiers_before: datetime.date | None = None
    council_on: datetime.date | None = None
    works_needed: int = 3
    comment_days: int = 10
    contact: str = ""
    sets: Mapping[int, int | None] = field(default_factory=dict)
    allotments: Mapping[tuple[int, int], int] = field(default_factory=dict)


@operation
def write_guidance(
    *,
    by: By,
    now: datetime.datetime,
    round: AwardRound,
    terms: Terms,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> AwardGuidance:
    """Writes the draft guidance of a round, or writes it anew: days, sets of each form, allotments.

    Refused with `NotAllowed` unless the actor writes for the round's body, `NotNow` once it is with the leader or
    issued, `Stale`, `Invalid` for days that run backwards, lie before the campaign or after the event of the awards, an
    allotment of a pool or unit that is not of the round.
    """
    if why_not := rules.why_not_propose_for(by, round.unit):
        raise NotAllowed(why_not)
    person = person_of(by)
    guidance, new = AwardGuidance.objects.get_or_create(
        round=round,
        defaults={"unit": round.unit, "made_at": now, "changed_at": now, "made_by_id": person},
    )
    guidance = lock(guidance)
    _require_draft(guidance)
    check_version(guidance, version)
    before = {} if new else audit.snapshot(guidance)
    _put_terms(guidance, terms)
    changed(guidance, by=by, now=now)
    guidance.save()
    _put_lists(guidance, terms)
    audit.record(by=by, act=gettext_noop("soạn hướng dẫn khen thưởng"), obj=guidance, before=before)
    return guidance


@operation
def submit_guidance(
    *, by: By, now: datetime.datetime, guidance: AwardGuidance, version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> AwardGuidance:  # fmt: skip
    """Puts the guidance before the leader as a document to be signed.

    Refused with `NotAllowed`, `NotNow` when it is there already or issued, `Stale`, `Invalid` without the day by
    which dossiers must come.
    """
    guidance = lock(guidance)
    if why_not := rules.runner_writes(by, guidance):
        raise NotAllowed(why_not)
    _require_draft(guidance)
    check_version(guidance, version)
    if guidance.dossiers_before is None:
        raise Invalid({"dossiers_before": _("Xin ghi hạn gửi hồ sơ trước khi trình ký.")})
    before = audit.snapshot(guidance)
    paper = guidance_document(guidance)
    guidance.document = letters.put_before_leader(
        by=by, now=now, unit=guidance.unit, document=paper, draft=guidance.document
    )
    guidance.returned_for = ""
    changed(guidance, by=by, now=now)
    guidance.save()
    audit.record(by=by, act=gettext_noop("trình ký hướng dẫn khen thưởng"), obj=guidance, before=before)
    return guidance


@operation
def hand_back_guidance(
    *, by: By, now: datetime.datetime, guidance: AwardGuidance, reason: str, receipt: uuid.UUID | None = None
) -> AwardGuidance:
    """The leader gives the guidance back. Refused with `NotAllowed`, `NotNow`, without a reason `Invalid`."""
    guidance = lock(guidance)
    if why_not := rules.runner_signs(by, guidance):
        raise NotAllowed(why_not)
    if guidance.document is None or guidance.status != AwardGuidance.Status.DRAFT:
        raise NotNow(_("Hướng dẫn chưa trình ký nên không có gì để trả lại."))
    return_document(by=letters.known(by), now=now, issued=guidance.document, reason=reason)
    guidance.returned_for = reason.strip()[:1000]
    changed(guidance, by=by, now=now)
    guidance.save()
    audit.record(by=by, act=gettext_noop("trả lại hướng dẫn khen thưởng"), obj=guidance, after={}, reason=reason)
    return guidance


@operation
def issue_guidance(
    *,
    by: By,
    now: datetime.datetime,
    guidance: AwardGuidance,
    date: datetime.date | None = None,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> AwardGuidance:
    """The leader signs: the guidance gets its number, goes to all who take part, and the seats of its pools are there.

    Refused with `NotAllowed`, `NotNow` before it was put before the leader and once the unit's plan was withdrawn,
    `Stale`, `Invalid` for a day to come.
    """
    guidance = lock(guidance)
    GUIDANCE.check(guidance, "issue", by=by)
    check_version(guidance, version)
    if not waits_for_signature(guidance):
        raise NotNow(_("Hướng dẫn chưa được trình ký."))
    require_plan_holds(guidance.round)
    GUIDANCE.step(guidance, "issue", by=by, now=now, changes={"changed_by_id": person_of(by)})
    assert guidance.document is not None
    letters.sign(
        by=by, now=now, issued=guidance.document, date=date or clock.day_of(now), units=_participants(guidance)
    )
    enter(Rank.POOL)
    pools = AwardPool.objects.filter(form__round=guidance.round_id).order_by("form_id", "position", "id")
    make_seats(pools)
    return guidance


@operation
def close_guidance(
    *, by: By, now: datetime.datetime, guidance: AwardGuidance, version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> AwardGuidance:  # fmt: skip
    """Closes the round: nothing is proposed or chosen any more. Refused with `NotAllowed`, `NotNow`, `Stale`."""
    guidance = lock(guidance)
    GUIDANCE.step(guidance, "close", by=by, now=now, version=version, changes={"changed_by_id": person_of(by)})
    return guidance


@operation
def reopen_guidance(
    *, by: By, now: datetime.datetime, guidance: AwardGuidance, reason: str, version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> AwardGuidance:  # fmt: skip
    """Opens a closed round again. Refused with `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`."""
    guidance = lock(guidance)
    changes = {"changed_by_id": person_of(by)}
    GUIDANCE.step(guidance, "reopen", by=by, now=now, version=version, reason=reason, changes=changes)
    return guidance


def waits_for_signature(guidance: AwardGuidance) -> bool:
    """Whether the guidance lies before the leader."""
    document = guidance.document
    return (
        guidance.status == AwardGuidance.Status.DRAFT
        and document is not None
        and document.status == IssuedDocument.Status.FOR_SIGNATURE
    )


def _require_draft(guidance: AwardGuidance) -> None:
    if guidance.status != AwardGuidance.Status.DRAFT:
        raise NotNow(_("Hướng dẫn đã ban hành nên không sửa được."))
    if waits_for_signature(guidance):
        raise NotNow(_("Hướng dẫn đang ở chỗ lãnh đạo. Nếu cần sửa, xin nhờ lãnh đạo trả lại."))


def _put_terms(guidance: AwardGuidance, terms: Terms) -> None:
    days = {name: getattr(terms, name) for name in ("proposals_before", "dossiers_before", "council_on")}
    wrong = {name: before_start(guidance.round.campaign, day) for name, day in days.items()}
    if too_early := {name: sentence for name, sentence in wrong.items() if sentence}:
        raise Invalid(too_early)
    if terms.proposals_before and terms.dossiers_before and terms.dossiers_before < terms.proposals_before:
        raise Invalid({"dossiers_before": _("Hạn gửi hồ sơ không được trước hạn đề nghị.")})
    event = event_of(guidance.round)
    if event and event.date and terms.council_on and terms.council_on > event.date:
        told = {"event": event.name, "day": day_words(event.date)}
        raise Invalid({"council_on": _("Hội đồng họp trước %(event)s ngày %(day)s, là lúc trao thưởng.") % told})
    if not 1 <= terms.works_needed <= 100:
        raise Invalid({"works_needed": _("Xin ghi số công trình từ 1 đến 100.")})
    if not 0 <= terms.comment_days <= 60:
        raise Invalid({"comment_days": _("Xin ghi số ngày lấy ý kiến từ 0 đến 60.")})
    for name in ("proposals_before", "dossiers_before", "council_on", "works_needed", "comment_days"):
        setattr(guidance, name, getattr(terms, name))
    guidance.contact = terms.contact.strip()[:200]


def _put_lists(guidance: AwardGuidance, terms: Terms) -> None:
    forms = {form.pk: form for form in AwardForm.objects.filter(round=guidance.round_id).order_by("id")}
    GuidanceForm.objects.filter(guidance=guidance).delete()
    GuidanceForm.objects.bulk_create(
        GuidanceForm(guidance=guidance, form=form, original_sets=terms.sets.get(form.pk, form.original_sets))
        for form in forms.values()
    )
    pools = set(AwardPool.objects.filter(form__in=forms).values_list("id", flat=True))
    places = Participation.objects.standing().filter(campaign=guidance.round.campaign_id)
    units = set(places.filter(unit__in=[unit for _pool, unit in terms.allotments]).values_list("unit_id", flat=True))
    if any(pool not in pools or unit not in units or most < 1 for (pool, unit), most in terms.allotments.items()):
        raise Invalid({"allotments": _("Phân bổ chỉ ghi cho đơn vị tham gia và diện của đợt này, từ 1 suất trở lên.")})
    Allotment.objects.filter(guidance=guidance).delete()
    Allotment.objects.bulk_create(
        Allotment(guidance=guidance, pool_id=pool, unit_id=unit, most=most)
        for (pool, unit), most in sorted(terms.allotments.items())
    )


def _participants(guidance: AwardGuidance) -> list[Unit]:
    """Those directly under the round's body: each guides its own branch (N.1)."""
    round = guidance.round
    places = Participation.objects.standing().filter(campaign=round.campaign_id, parent=round.unit_id)
    return [row.unit for row in places.select_related("unit").order_by("lft", "id")]
