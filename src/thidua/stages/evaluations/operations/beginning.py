"""An evaluation begins: the subject, the criteria of its group, one row for each statement."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.accounts.models import Person
from thidua.foundation.accounts.operations import make_person
from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import fold, sort_key, tidy
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, CriteriaSet, Criterion
from thidua.stages.evaluations import rules
from thidua.stages.evaluations.criteria import criteria_for, own_statements
from thidua.stages.evaluations.models import Evaluation, Judgement
from thidua.stages.evaluations.operations.records import held, judgements_of, whole
from thidua.stages.evaluations.queries import people_of
from thidua.stages.evaluations.states import EVALUATION, JUDGED, OPEN_TO_WORDS
from thidua.stages.milestones.frame import place_of


@operation
def begin_evaluation(
    *,
    by: By,
    now: datetime.datetime,
    campaign: Campaign,
    unit: Unit,
    person: Person | None = None,
    new_person: str = "",
    position: str = "",
    receipt: uuid.UUID | None = None,
) -> Evaluation:
    """Begins the evaluation of the unit, or of a person of it, against the criteria of its group.

    `new_person` names somebody the site does not know yet, who is then written down with the `position`. Refused with
    `Missing` for a unit the actor does not see or that takes no part, `NotAllowed` for one it does not write for,
    `Invalid` for a kind of subject the plan has no criteria for and for a stranger to the unit, `NotNow` for a second
    evaluation of one subject.
    """
    if isinstance(by, Actor) and not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này, hoặc đơn vị không thuộc phạm vi của bạn."))
    if why := rules.may_write_for(by, unit):
        raise NotAllowed(why)
    if place_of(campaign.pk, unit.pk) is None:
        raise Missing(_("Đơn vị này không tham gia đợt thi đua."))
    is_person = person is not None or bool(tidy(new_person))
    judged_by = criteria_for(campaign, unit, for_person=is_person)
    if person is not None and not people_of([unit]).filter(pk=person.pk).exists():
        raise Invalid({"person": _("%(name)s không thuộc %(unit)s.") % {"name": person.full_name, "unit": unit.name}})
    if person is None and is_person:
        person = make_person(by=by, now=now, full_name=new_person, position=position)
    return _make(by=by, now=now, campaign=campaign, unit=unit, person=person, judged_by=judged_by)


@operation
def add_form(
    *,
    by: By,
    now: datetime.datetime,
    evaluation: Evaluation,
    form_key: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Evaluation:
    """Adds the statements that only one form of award asks for; a judged evaluation is open to words again.

    Refused with `Missing`, `NotAllowed`, `Stale`; `NotNow` while the level above has it; `Invalid` for a form that has
    no statements of its own for this group, or whose statements are there already.
    """
    evaluation = held(evaluation, by=by)
    if why := rules.unit_writes(by, evaluation):
        raise NotAllowed(why)
    if evaluation.status not in {*OPEN_TO_WORDS, JUDGED}:
        raise NotNow(_("Cấp trên đang xem bản này. Xin đợi đánh giá xong hoặc nhờ cấp trên trả lại."))
    check_version(evaluation, version)
    present = {row.criterion_id for row in judgements_of(evaluation)}
    wanted = [row for row in own_statements(evaluation.criteria_set, form_key) if row.pk not in present]
    if not form_key or not wanted:
        raise Invalid({"form": _("Hình thức này không có thêm tiêu chuẩn nào cho nhóm này.")})
    before = whole(evaluation)
    _add(evaluation, wanted)
    if evaluation.status == JUDGED:
        EVALUATION.step(evaluation, "widen", by=by, now=now, changes={"judged_at": None, "judged_by": None})
    else:
        evaluation.changed_by_id = person_of(by)
        touch(evaluation, now=now)
        evaluation.save()
        audit.record(by=by, act=gettext_noop("thêm tiêu chuẩn"), obj=evaluation, before=before, after=whole(evaluation))
    return evaluation


def _make(
    *, by: By, now: datetime.datetime, campaign: Campaign, unit: Unit, person: Person | None, judged_by: CriteriaSet
) -> Evaluation:
    name = person.full_name if person else unit.name
    who = person_of(by)
    # Of two who begin the same at once, the second finds what the first made.
    evaluation, new = Evaluation.objects.get_or_create(
        campaign=campaign, unit=unit, person=person,
        defaults={
            "criteria_set": judged_by, "made_by_id": who, "changed_by_id": who, "made_at": now, "changed_at": now,
            "sort_key": sort_key(name),
            "folded": fold(" ".join([name, unit.name, unit.parent.name if unit.parent else ""])),
        },
    )  # fmt: skip
    if not new:
        raise NotNow(
            _("%(subject)s đã có bản tự đánh giá trong đợt này. Xin mở bản đó để viết tiếp.")
            % {"subject": person or unit}
        )
    _add(evaluation, own_statements(judged_by, ""))
    audit.record(by=by, act=gettext_noop("bắt đầu tự đánh giá"), obj=evaluation)
    return evaluation


def _add(evaluation: Evaluation, statements: list[Criterion]) -> None:
    for criterion in statements:
        Judgement.objects.create(evaluation=evaluation, criterion=criterion, text=criterion.text)
