"""A fund is opened with what it holds; later it may be kept in the other manner."""

from __future__ import annotations

import datetime
import uuid

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import Actor, person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import check_version, operation, touch
from thidua.foundation.units.models import Unit
from thidua.stages.funds import rules
from thidua.stages.funds.content import amount_wrong
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Manner, Status
from thidua.stages.funds.operations.records import held
from thidua.stages.funds.posting import post_fund


@operation
def open_fund(
    *,
    by: By,
    now: datetime.datetime,
    unit: Unit,
    manner: str,
    opens_on: datetime.date,
    opening: int = 0,
    opening_goods: int = 0,
    receipt: uuid.UUID | None = None,
) -> Fund:
    """Opens the fund of a committee at the first of a month, with the money and the goods it holds then.

    Refused with `Missing` for a unit the actor does not see, `NotAllowed` for one it does not keep, `NotNow` where the
    unit has its fund, `Invalid` for a unit that has none, a month to come, an amount that is none.
    """
    if isinstance(by, Actor) and not by.sees(unit):
        raise Missing(_("Không tìm thấy đơn vị này, hoặc đơn vị không thuộc phạm vi của bạn."))
    if why_not := rules.may_enter_for(by, unit):
        raise NotAllowed(why_not)
    wrong = {**amount_wrong("opening", opening, least=0), **amount_wrong("opening_goods", opening_goods, least=0)}
    if not unit.kind.is_committee:
        wrong["unit"] = _("Quỹ do Ủy ban Mặt trận các cấp lập; %(unit)s không có quỹ riêng.") % {"unit": unit.name}  # fmt: skip
    if manner not in Manner.values:
        wrong["manner"] = _("Xin chọn cách ghi sổ.")
    first = opens_on.replace(day=1)
    if first > clock.day_of(now):
        wrong["opens_on"] = _("Tháng này chưa đến. Xin chọn tháng bắt đầu ghi sổ.")
    if wrong:
        raise Invalid(wrong)
    lock(unit)
    if Fund.objects.filter(unit=unit).exists():
        raise NotNow(_("%(unit)s đã mở sổ quỹ. Xin mở trang quỹ để ghi tiếp.") % {"unit": unit.name})
    person = person_of(by)
    fund = Fund.objects.create(
        unit=unit, manner=manner, opens_on=first, opening=opening, opening_goods=opening_goods, balance=opening,
        goods=opening_goods, closed_before=first, closed_balance=opening, closed_goods=opening_goods, made_by_id=person,
        changed_by_id=person, made_at=now, changed_at=now,
    )  # fmt: skip
    audit.record(by=by, act=gettext_noop("mở sổ quỹ"), obj=fund)
    post_fund(fund, [fund.uid], now=now)
    return fund


@operation
def change_manner(
    *,
    by: By,
    now: datetime.datetime,
    fund: Fund,
    manner: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Fund:
    """Goes on in the other manner from the first month that is not closed.

    Refused with `Missing`, `NotAllowed`, `Stale`, `Invalid` for no manner, `NotNow` while that month has entries or is
    with the leader.
    """
    fund = held(fund, by=by)
    check_version(fund, version)
    if manner not in Manner.values:
        raise Invalid({"manner": _("Xin chọn cách ghi sổ.")})
    waiting = FundMonth.objects.filter(fund=fund, status=Status.SUBMITTED).exists()
    if waiting or FundEntry.objects.filter(fund=fund, day__gte=fund.closed_before).exists():
        raise NotNow(_("Chỉ đổi cách ghi khi mọi tháng đã ghi đều đã chốt. Xin chốt sổ các tháng ấy trước."))
    before = audit.snapshot(fund)
    fund.manner = manner
    touch(fund, now=now)
    fund.save()
    audit.record(by=by, act=gettext_noop("đổi cách ghi sổ quỹ"), obj=fund, before=before)
    return fund
