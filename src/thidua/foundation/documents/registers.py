"""The number registers: each number is given once; a number without a document is explained."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.locking import Rank, lock
from thidua.foundation.core.operations import operation
from thidua.foundation.documents import rules
from thidua.foundation.documents.models import IssuedDocument, Register, RegisterGap
from thidua.foundation.units.models import Unit


def held(*, unit: Unit, body: str, series: str, year: int, first: int = 1) -> Register:
    """The register, locked until the transaction ends; opened with `first` as its first number if there is none."""
    register, _new = Register.objects.get_or_create(
        unit=unit, body=body, series=series, year=year, defaults={"kept_from": first, "last_number": first - 1}
    )
    return lock(register, rank=Rank.POOL)


def take_next(register: Register) -> int:
    """The next number of a locked register, used up."""
    register.last_number += 1
    register.save(update_fields=["last_number"])
    return register.last_number


def take_given(register: Register, number: int) -> None:
    """Use up a number a paper already bears. Refused with `Invalid` (`number`) if the register gave it before."""
    if number < 1 or _documents(register).filter(number=number).exists():
        sentence = _("Số %(number)s năm %(year)s đã có văn bản khác. Xin xem lại số trên văn bản giấy.")
        raise Invalid({"number": sentence % {"number": number, "year": register.year}})
    RegisterGap.objects.filter(register=register, number=number).delete()
    register.last_number = max(register.last_number, number)
    register.save(update_fields=["last_number"])


def unexplained(register: Register) -> list[int]:
    """Numbers given since the register is kept that neither a document nor an explanation accounts for."""
    known = set(_documents(register).values_list("number", flat=True))
    known |= set(RegisterGap.objects.filter(register=register).values_list("number", flat=True))
    return [number for number in range(register.kept_from, register.last_number + 1) if number not in known]


@operation
def reserve_number(
    *, by: Actor | System, now: datetime.datetime, unit: Unit, body: str, year: int, reason: str, series: str = ""
) -> RegisterGap:
    """Takes the next number out of the register for a paper outside the site, with the reason.

    Refused with `NotAllowed` unless the actor writes for the unit, with `Invalid` (`reason`) without a reason.
    """
    _may_keep(by, unit, reason)
    register = held(unit=unit, body=body, series=series, year=year)
    gap = RegisterGap.objects.create(register=register, number=take_next(register), reason=reason.strip())
    audit.record(by=by, act=gettext_noop("giữ số văn bản"), obj=gap)
    return gap


@operation
def explain_gap(
    *, by: Actor | System, now: datetime.datetime, register: Register, number: int, reason: str
) -> RegisterGap:
    """Says why a number bears no document. Refused with `Invalid` (`number`) if it is not such a number."""
    _may_keep(by, register.unit, reason)
    register = lock(register, rank=Rank.POOL)
    if number not in unexplained(register):
        raise Invalid({"number": _("Số này không phải là số còn trống trong sổ.")})
    gap = RegisterGap.objects.create(register=register, number=number, reason=reason.strip())
    audit.record(by=by, act=gettext_noop("giải thích số bỏ trống"), obj=gap)
    return gap


def _documents(register: Register) -> QuerySet[IssuedDocument]:
    return IssuedDocument.objects.filter(
        unit=register.unit_id, body=register.body, series=register.series, year=register.year
    )


def _may_keep(by: Actor | System, unit: Unit, reason: str) -> None:
    why_not = rules.may_write_for(by, unit)
    if why_not:
        raise NotAllowed(why_not)
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi rõ lý do.")})
