"""An honour enters the register: from a decision of this site, or copied from an older paper."""

from __future__ import annotations

import datetime
import re
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.accounts.models import Person
from thidua.foundation.accounts.operations import make_person
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.core.operations import operation
from thidua.foundation.core.vietnamese import fold, sort_key, tidy
from thidua.foundation.documents.models import IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign
from thidua.stages.honours import rules
from thidua.stages.honours.models import Honour
from thidua.stages.honours.queries import people_of

# Before this year no Front organization of today gave anything.
EARLIEST_YEAR = 1945
# «35/QĐ-MTTQ-BTT», folded, with or without «số» before it.
LEADING_NUMBER = re.compile(r"(?:so\s*:?\s*)?0*([0-9]{1,9})\s*/\s*(.+)")


@dataclass(frozen=True, slots=True)
class Given:
    """What a paper says of one award: the form by its catalogue key and name, for what, by which decision of whom."""

    form_key: str
    form_name: str
    achievement: str
    decision_number: str
    decided_on: datetime.date
    decider: str


def enter_honour(
    *,
    by: By,
    now: datetime.datetime,
    unit: Unit,
    given: Given,
    person: Person | None = None,
    campaign: Campaign | None = None,
    round_number: int | None = None,
    document: IssuedDocument | None = None,
    golden_number: int | None = None,
    source_uid: uuid.UUID | None = None,
    counts_for_merit: bool = False,
    subject_name: str = "",
    subject_words: str = "",
) -> Honour:
    """Writes one honour within the caller's transaction, who asked for it already being known to be allowed.

    `unit` is the honoured body, or the body of the honoured `person`. The names are kept as they are today unless
    they are given. `source_uid` is the nomination's: a second entry from it is refused with `Invalid`.
    """
    if source_uid is not None and Honour.objects.filter(source_uid=source_uid).exists():
        raise Invalid({"source_uid": _("Khen thưởng này đã có trong sổ vàng.")})
    name = tidy(subject_name) or (person.full_name if person else unit.name)
    words = tidy(subject_words) or words_of(unit, person)
    who = person_of(by)
    honour = Honour(
        unit=unit, person=person, subject_name=name, subject_words=words[:400], sort_key=sort_key(name),
        campaign=campaign, round_number=round_number, form_key=given.form_key, form_name=given.form_name,
        achievement=given.achievement.strip(), document=document, decision_number=tidy(given.decision_number),
        decided_on=given.decided_on, decider=tidy(given.decider), golden_number=golden_number,
        counts_for_merit=counts_for_merit, source_uid=source_uid, made_by_id=who, changed_by_id=who, made_at=now,
        changed_at=now,
    )  # fmt: skip
    honour.fold_words()
    honour.save(force_insert=True)
    audit.record(by=by, act=gettext_noop("ghi vào sổ vàng"), obj=honour)
    return honour


@operation
def record_earlier_honour(
    *,
    by: By,
    now: datetime.datetime,
    unit: Unit,
    given: Given,
    person: Person | None = None,
    new_person: str = "",
    position: str = "",
    receipt: uuid.UUID | None = None,
) -> Honour:
    """Copies an award of an older paper into the register, for the unit or for a person of it.

    Nobody has held its decision against it: it is marked as declared wherever it is read, and never counts for merit.
    `new_person` names somebody the site does not know yet, who is then written down with the `position`.
    Refused with `Missing` for a unit the actor does not see, `NotAllowed` for one it does not write for, `Invalid`
    for what is left out, for a day to come, for an award that is in the register already and for a decision of this
    site, which enters its honours itself.
    """
    if isinstance(by, Actor) and not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này, hoặc đơn vị không thuộc phạm vi của bạn."))
    if why := rules.may_record_for(by, unit):
        raise NotAllowed(why)
    wrong = _wrong(given, unit, person, clock.day_of(now))
    if wrong:
        raise Invalid(wrong)
    if person is None and tidy(new_person):
        person = make_person(by=by, now=now, full_name=new_person, position=position)
    return enter_honour(by=by, now=now, unit=unit, person=person, given=given)


def words_of(unit: Unit, person: Person | None) -> str:
    """What stands after the name: a person's position and body, a body's place."""
    above = unit.parent.name if unit.parent is not None else ""
    if person is not None:
        return ", ".join(part for part in (person.position, unit.name) if part)
    return above


def _is_of_this_site(given: Given) -> bool:
    """Whether a paper of this site bears the number, symbol and day."""
    number = LEADING_NUMBER.match(fold(given.decision_number))
    if number is None:
        return False
    same_day = IssuedDocument.objects.filter(number=int(number[1]), date=given.decided_on).order_by("id")
    return number[2] in {fold(symbol) for symbol in same_day.values_list("symbol", flat=True)}


def _wrong(given: Given, unit: Unit, person: Person | None, today: datetime.date) -> dict[str, str]:
    needed = {
        "form_name": (given.form_name, _("Xin chọn hình thức khen thưởng.")),
        "achievement": (given.achievement, _("Xin ghi khen thưởng về thành tích gì.")),
        "decision_number": (given.decision_number, _("Xin ghi số, ký hiệu quyết định.")),
        "decider": (given.decider, _("Xin ghi cơ quan hoặc người ký quyết định.")),
    }
    wrong = {name: sentence for name, (value, sentence) in needed.items() if not value.strip()}
    if given.decided_on > today:
        wrong["decided_on"] = _("Ngày quyết định còn ở phía trước. Xin ghi ngày trên quyết định.")
    elif given.decided_on.year < EARLIEST_YEAR:
        wrong["decided_on"] = _("Xin ghi năm của quyết định đủ bốn chữ số, từ năm 1945.")
    if person is not None and not people_of(unit).filter(pk=person.pk).exists():
        wrong["person"] = _("%(name)s không thuộc %(unit)s. Xin chọn người của đơn vị.") % {
            "name": person.full_name, "unit": unit.name,
        }  # fmt: skip
    same = Honour.objects.filter(
        unit=unit, person=person, form_key=given.form_key, decided_on=given.decided_on,
        decision_number=tidy(given.decision_number),
    )  # fmt: skip
    if not wrong and _is_of_this_site(given):
        wrong["decision_number"] = _(
            "Quyết định %(number)s ban hành trên hệ thống này và tự ghi vào sổ vàng những ai được khen."
        ) % {"number": tidy(given.decision_number)}
    if not wrong and same.exists():
        wrong["decision_number"] = _("Khen thưởng theo quyết định này đã có trong sổ vàng.")
    return wrong
