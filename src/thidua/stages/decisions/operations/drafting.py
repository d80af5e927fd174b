"""A decision of our own before anybody signs: begun from the selected, or for a commendation at once."""

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
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.decisions import rules
from thidua.stages.decisions.models import Decision, DecisionEntry
from thidua.stages.decisions.operations.records import entry_of, held, in_order, new_decision, require_writer
from thidua.stages.decisions.queries import awaiting_decision
from thidua.stages.decisions.states import DECISION, DRAFT, SUBMITTED
from thidua.stages.honours.operations.entering import words_of
from thidua.stages.nominations.alike import named_twice


@operation
def start_decision(
    *,
    by: By,
    now: datetime.datetime,
    form: AwardForm,
    prompt: bool = False,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Begins a decision on a form of our own with all selected for it; `prompt`: without names, apart from rounds.

    Refused with `Missing`, `NotAllowed`; `NotNow` for a form another authority decides on, while another decision on
    the form is not signed, and while nobody is selected.
    """
    form, owner = lock(form), form.round.unit
    _may_start(by, owner)
    if not form.is_ours:
        sentence = _("«%(form)s» do %(decider)s quyết định. Khi có quyết định, xin ghi kết quả từng tên.")
        raise NotNow(sentence % {"form": form.name, "decider": form.decider})
    found = [] if prompt else in_order(awaiting_decision(form))
    if not prompt:
        _none_open(form)
        if not found:
            raise NotNow(_("Chưa có tập thể, cá nhân nào được xét chọn cho «%(form)s».") % {"form": form.name})
    decision = new_decision(
        by=by, now=now, unit=owner, campaign=form.round.campaign, form=form, is_ours=True, is_prompt=prompt,
        decider=form.decider,
    )  # fmt: skip
    _write(decision, [entry_of(decision, row, place) for place, row in enumerate(found, start=1)])
    audit.record(by=by, act=gettext_noop("soạn quyết định khen thưởng"), obj=decision, after={"names": len(found)})
    return decision


@operation
def renew_names(
    *, by: By, now: datetime.datetime, decision: Decision, version: int | None = None, receipt: uuid.UUID | None = None
) -> Decision:
    """Takes the list of the selected anew: who was selected since comes in, who gave up the seat goes out.

    Refused with `Missing`, `NotAllowed`, `NotNow` once it was brought before who decides, `Stale`.
    """
    row = _draft(decision, by=by, version=version)
    if row.is_prompt:
        raise NotNow(_("Khen thưởng kịp thời không lấy từ danh sách xét chọn. Xin thêm từng tên."))
    row.entries.all().delete()
    found = in_order(awaiting_decision(row.form))
    _write(row, [entry_of(row, nomination, place) for place, nomination in enumerate(found, start=1)])
    _save(row, by=by, now=now, act=gettext_noop("lấy lại danh sách được xét chọn"), after={"names": len(found)})
    return row


@operation
def add_name(
    *,
    by: By,
    now: datetime.datetime,
    decision: Decision,
    unit: Unit,
    achievement: str,
    person: Person | None = None,
    new_person: str = "",
    position: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Adds a body, or a person of it, to a commendation at once.

    Refused with `Missing` for a unit the actor does not see, `NotAllowed`, `Stale`, `NotNow` for a decision made from
    the selected, `Invalid` without the achievement and for a name that is there already.
    """
    row = _draft(decision, by=by, version=version)
    if not row.is_prompt:
        raise NotNow(_("Danh sách của quyết định này lấy từ kết quả xét chọn, không thêm tên ở đây."))
    if isinstance(by, Actor) and not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này, hoặc đơn vị không thuộc phạm vi của bạn."))
    if not achievement.strip():
        raise Invalid({"achievement": _("Xin ghi thành tích được khen.")})
    _not_twice(row, unit, person, new_person, position)
    if person is None and tidy(new_person):
        person = make_person(by=by, now=now, full_name=new_person, position=position)
    last = row.entries.order_by("-position").values_list("position", flat=True).first() or 0
    name = person.full_name if person else unit.name
    DecisionEntry.objects.create(
        decision=row, unit=unit, person=person, name=name[:200], words=words_of(unit, person)[:400],
        achievement=achievement.strip()[:600], position=last + 1,
    )  # fmt: skip
    _save(row, by=by, now=now, act=gettext_noop("thêm tên vào quyết định"), after={"name": name})
    return row


@operation
def drop_name(
    *,
    by: By,
    now: datetime.datetime,
    decision: Decision,
    entry: uuid.UUID,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Leaves one name out of a draft; a nomination stays selected and waits for another decision.

    Refused with `Missing`, `NotAllowed`, `NotNow` once it was brought before who decides, `Stale`.
    """
    row = _draft(decision, by=by, version=version)
    found = row.entries.filter(uid=entry).first()
    if found is None:
        raise Missing(_("Quyết định này không có tên đó."))
    name = found.name
    found.delete()
    for place, left in enumerate(row.entries.order_by("position"), start=1):
        left.position = place
        left.save(update_fields=["position"])
    _save(row, by=by, now=now, act=gettext_noop("bỏ tên khỏi quyết định"), after={"name": name})
    return row


@operation
def discard_decision(
    *,
    by: By,
    now: datetime.datetime,
    decision: Decision,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Decision:
    """Gives up a draft: its names are free for another decision.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    row = held(decision, by=by)
    DECISION.step(row, "discard", by=by, now=now, version=version, reason=reason)
    row.entries.all().delete()
    return row


def _may_start(by: By, owner: Unit) -> None:
    if isinstance(by, Actor) and not by.sees(owner):
        raise Missing(_("Không có hình thức khen thưởng này, hoặc hình thức thuộc đơn vị khác."))
    if why_not := rules.may_write_for(by, owner):
        raise NotAllowed(why_not)


def _none_open(form: AwardForm) -> None:
    rows = Decision.objects.filter(form=form, is_ours=True, is_prompt=False, status__in=[DRAFT, SUBMITTED])
    if rows.exists():
        raise NotNow(_("Đang có một quyết định về hình thức này chưa ký. Xin mở quyết định đó."))


def _not_twice(row: Decision, unit: Unit, person: Person | None, new_person: str, position: str) -> None:
    """Raises `Invalid` for a body or a person who stands there already, however the name was typed."""
    same = row.entries.filter(person=person) if person else row.entries.filter(unit=unit, person__isnull=True)
    twice = same.exists() if person or not tidy(new_person) else False
    if tidy(new_person) and person is None:
        words = ", ".join(part for part in (tidy(position), unit.name) if part)
        there = row.entries.filter(unit=unit, person__isnull=False).order_by("position")
        lines = [(line, line.name, line.unit_id, line.words) for line in there]
        twice = bool(named_twice([*lines, (None, new_person, unit.pk, words)]))
    if twice:
        raise Invalid({"unit": _("Tên này đã có trong quyết định.")})


def _draft(decision: Decision, *, by: By, version: int | None) -> Decision:
    row = held(decision, by=by)
    require_writer(by, row)
    if row.status != DRAFT:
        raise NotNow(_("Quyết định đã trình nên không sửa danh sách được. Xin đề nghị lãnh đạo trả lại trước."))
    check_version(row, version)
    return row


def _write(decision: Decision, entries: list[DecisionEntry]) -> None:
    DecisionEntry.objects.bulk_create(entries)


def _save(row: Decision, *, by: By, now: datetime.datetime, act: str, after: dict[str, object]) -> None:
    row.changed_by_id = person_of(by)
    touch(row, now=now)
    row.save()
    audit.record(by=by, act=act, obj=row, after=after)
