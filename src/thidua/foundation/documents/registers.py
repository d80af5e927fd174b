"""The number registers: each number is given once; a number without a document is explained."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.core.locking import Rank, lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.documents import rules
from thidua.foundation.documents.models import IssuedDocument, Register, RegisterGap
from thidua.foundation.units.models import Unit

State = RegisterGap.State


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


def require_in_order(register: Register, date: datetime.date, *, today: datetime.date) -> None:
    """Refused with `Invalid` (`date`) for a day gone by before that of the newest paper: numbers follow the days.

    Who must date a paper back keeps a number for it in time.
    """
    newest = _documents(register).filter(date__lte=today).order_by("-date", "-number").first() if date < today else None
    if newest is not None and newest.date is not None and date < newest.date:
        sentence = _(
            "Số %(number)s trong sổ ghi ngày %(day)s nên số lấy bây giờ không ghi ngày sớm hơn. "
            "Xin ghi từ ngày ấy đến hôm nay, hoặc chọn số đã giữ."
        )
        raise Invalid({"date": sentence % {"number": newest.number, "day": day_words(newest.date)}})


def take_given(register: Register, number: int, *, by: By, now: datetime.datetime) -> None:
    """Use up a number a paper already bears. Refused with `Invalid` (`number`) if the register gave it before."""
    if number < 1 or _documents(register).filter(number=number).exists():
        sentence = _("Số %(number)s năm %(year)s đã có văn bản khác. Xin xem lại số trên văn bản giấy.")
        raise Invalid({"number": sentence % {"number": number, "year": register.year}})
    for gap in RegisterGap.objects.filter(register=register, number=number):
        _settle(gap, State.USED, by=by, now=now)
    register.last_number = max(register.last_number, number)
    register.save(update_fields=["last_number"])


def is_given(number: int, *, unit: Unit, body: str, series: str, year: int) -> bool:
    """Whether a document bears the number in a register already; asked without holding the register."""
    rows = IssuedDocument.objects.filter(unit=unit, body=body, series=series, year=year, number=number)
    return rows.exists()


def take_reserved(register: Register, number: int, *, by: By, now: datetime.datetime) -> int:
    """Use a number that was kept back in a locked register.

    Refused with `Invalid` (`reserved`) if it is not, or no longer, kept back: of two who choose it one gets it.
    """
    gap = RegisterGap.objects.filter(register=register, number=number, state=State.RESERVED).first()
    if gap is None:
        sentence = _(
            "Số %(number)s không còn được giữ: đã dùng hoặc đã thôi giữ. Xin chọn số khác hoặc lấy số tiếp theo."
        )
        raise Invalid({"reserved": sentence % {"number": number}})
    _settle(gap, State.USED, by=by, now=now)
    return number


def kept_numbers(*, unit: Unit, body: str, series: str, year: int) -> QuerySet[RegisterGap]:
    """The numbers of one year's register that are kept back for a paper still to come."""
    rows = RegisterGap.objects.filter(
        register__unit=unit, register__body=body, register__series=series, register__year=year, state=State.RESERVED
    )
    return rows.order_by("number")


def unexplained(register: Register) -> list[int]:
    """Numbers given since the register is kept that neither a document nor an explanation accounts for."""
    known = set(_documents(register).values_list("number", flat=True))
    known |= set(RegisterGap.objects.filter(register=register).values_list("number", flat=True))
    return [number for number in range(register.kept_from, register.last_number + 1) if number not in known]


@operation
def reserve_number(
    *, by: Actor | System, now: datetime.datetime, unit: Unit, body: str, year: int, reason: str, series: str = ""
) -> RegisterGap:
    """Keeps the next number of this year's register back for a paper still to come, with the reason.

    Refused with `NotAllowed` unless the actor keeps the register, with `NotNow` in another year than this one, with
    `Invalid` (`reason`) without a reason.
    """
    _may_keep(by, unit, body, reason)
    if year != clock.day_of(now).year:
        sentence = _(
            "Sổ năm %(year)s không phải sổ của năm nay nên không giữ thêm số được. "
            "Sổ năm nay mở khi cấp số văn bản đầu tiên của năm."
        )
        raise NotNow(sentence % {"year": year})
    register = held(unit=unit, body=body, series=series, year=year)
    gap = _entered(register, take_next(register), State.RESERVED, reason, by=by, now=now)
    _tell(gap, by=by, act=gettext_noop("giữ số văn bản"), reason=gap.reason)
    return gap


@operation
def release_number(
    *, by: Actor | System, now: datetime.datetime, register: Register, number: int, reason: str
) -> RegisterGap:
    """Gives a kept number up: it stays empty for good, with the reason, and no other paper bears it.

    Refused with `NotAllowed` unless the actor keeps the register, with `NotNow` if it is no longer kept back, with
    `Invalid` (`reason`) without a reason.
    """
    _may_keep(by, register.unit, register.body, reason)
    register = lock(register, rank=Rank.POOL)
    gap = RegisterGap.objects.filter(register=register, number=number, state=State.RESERVED).first()
    if gap is None:
        raise NotNow(_("Số %(number)s không còn được giữ: đã dùng hoặc đã thôi giữ.") % {"number": number})
    gap.settled_reason = reason.strip()
    _settle(gap, State.RELEASED, by=by, now=now)
    _tell(gap, by=by, act=gettext_noop("thôi giữ số văn bản"), reason=gap.settled_reason)
    return gap


@operation
def explain_gap(
    *, by: Actor | System, now: datetime.datetime, register: Register, number: int, reason: str
) -> RegisterGap:
    """Says why a number bears no document. Refused with `Invalid` (`number`) if it is not such a number."""
    _may_keep(by, register.unit, register.body, reason)
    register = lock(register, rank=Rank.POOL)
    if number not in unexplained(register):
        raise Invalid({"number": _("Số này không phải là số còn trống trong sổ.")})
    gap = _entered(register, number, State.EXPLAINED, reason, by=by, now=now)
    _tell(gap, by=by, act=gettext_noop("giải thích số bỏ trống"), reason=gap.reason)
    return gap


def _entered(
    register: Register, number: int, state: State, reason: str, *, by: By, now: datetime.datetime
) -> RegisterGap:
    return RegisterGap.objects.create(
        register=register, number=number, state=state, reason=reason.strip(), by_label=by.label[:100], at=now
    )


def _settle(gap: RegisterGap, state: State, *, by: By, now: datetime.datetime) -> None:
    gap.state, gap.settled_by, gap.settled_at = state, by.label[:100], now
    gap.save()


def _tell(gap: RegisterGap, *, by: By, act: str, reason: str) -> None:
    """The trail keeps it at the register, which has a unit."""
    audit.record(by=by, act=act, obj=gap.register, after={"number": gap.number}, reason=reason)


def _documents(register: Register) -> QuerySet[IssuedDocument]:
    return IssuedDocument.objects.filter(
        unit=register.unit_id, body=register.body, series=register.series, year=register.year
    )


def _may_keep(by: By, unit: Unit, body: str, reason: str) -> None:
    why_not = rules.may_keep_register(by, unit, body)
    if why_not:
        raise NotAllowed(why_not)
    if not reason.strip():
        raise Invalid({"reason": _("Xin ghi rõ lý do.")})
