"""What an entry says of itself, checked as a whole before anything is written."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.quantities import LARGEST
from thidua.foundation.core.tables.lists import day_words
from thidua.foundation.core.vietnamese import tidy
from thidua.foundation.units.models import Unit
from thidua.stages.funds.models import Donor, Fund, FundMonth, Kind, Status
from thidua.stages.funds.purposes import purposes
from thidua.stages.works.models import Work

Wrong = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The fields of an entry; `amount` in đồng, of goods their value."""

    kind: str
    day: datetime.date
    amount: int
    is_goods: bool = False
    goods: str = ""
    note: str = ""
    donor: Donor | None = None
    purpose: str = ""
    work: Work | None = None
    household: str = ""
    place: Unit | None = None
    other_fund: Fund | None = None
    counterpart: str = ""


def checked(
    fund: Fund, given: Movement, *, today: datetime.date, brought: Collection[datetime.date] | None = None
) -> Movement:
    """The movement as it will be stored. Raises `Invalid` with a sentence for every wrong field at once.

    `brought` are the months that are with the leader, where they are known already.
    """
    given = replace(
        given,
        goods=tidy(given.goods) if given.is_goods else "",
        note=tidy(given.note),
        household=tidy(given.household),
        counterpart=tidy(given.counterpart),
    )
    wrong = {**amount_wrong("amount", given.amount), **day_wrong(fund, given.day, today=today, brought=brought)}
    if given.is_goods and not given.goods:
        wrong["goods"] = _("Xin ghi hiện vật là gì, bao nhiêu: «20 bao gạo 10 kg».")
    limits = (("goods", 300), ("note", 300), ("household", 300), ("counterpart", 200))
    wrong |= {name: too_long(most) for name, most in limits if len(getattr(given, name)) > most}
    if given.kind == Kind.SPENDING:
        _check_spending(fund, given, wrong)
    if wrong:
        raise Invalid(wrong)
    return given


def amount_wrong(name: str, amount: int, *, least: int = 1) -> Wrong:
    """What is wrong with an amount of đồng."""
    if isinstance(amount, bool) or not isinstance(amount, int):
        return {name: _("Xin ghi số nguyên đồng.")}
    if amount < least:
        return {name: _("Số tiền phải lớn hơn 0.") if least else _("Số tiền không được âm.")}
    return {name: _("Số tiền này quá lớn. Xin xem lại.")} if amount > LARGEST else {}


def months_brought(fund: Fund) -> set[datetime.date]:
    """The first days of the months that are with the leader."""
    rows = FundMonth.objects.filter(fund=fund, status=Status.SUBMITTED).order_by("id")
    return set(rows.values_list("starts_on", flat=True))


def day_wrong(
    fund: Fund, day: datetime.date, *, today: datetime.date, brought: Collection[datetime.date] | None = None
) -> Wrong:
    """An entry's day has come, and lies in a month that is neither closed nor with the leader."""
    if day > today:
        return {"day": _("Ngày %(day)s chưa đến. Chỉ ghi khoản đã thu, đã chi.") % {"day": day_words(day)}}
    if day < fund.opens_on:
        return {"day": _("Sổ quỹ mở từ %(day)s. Khoản trước đó nằm trong số dư ban đầu.") % {"day": day_words(fund.opens_on)}}  # fmt: skip
    if day < fund.closed_before:
        return {
            "day": _(
                "Sổ đã chốt đến trước ngày %(day)s. Xin ghi từ ngày ấy; khoản đã ghi sai thì lập phiếu điều chỉnh."
            )
            % {"day": day_words(fund.closed_before)}
        }
    month = FundMonth(fund=fund, starts_on=day.replace(day=1))
    if month.starts_on in (months_brought(fund) if brought is None else brought):
        return {"day": _("%(month)s đã trình chốt. Xin đề nghị lãnh đạo trả lại trước khi ghi thêm.") % {"month": month}}  # fmt: skip
    return {}


def too_long(most: int) -> str:
    """The sentence for words that have no room."""
    return _("Dài quá %(most)d chữ. Xin viết gọn hơn.") % {"most": most}


def _check_spending(fund: Fund, given: Movement, wrong: Wrong) -> None:
    purpose = purposes().get(given.purpose)
    if purpose is None:
        wrong["purpose"] = _("Xin chọn chi vào việc gì.")
    elif purpose.is_tied and given.work is None and not given.household:
        wrong["household"] = _("Xin chọn công trình, căn nhà được chi, hoặc ghi hộ được giúp.")
    branch = ((fund.unit.lft, fund.unit.rgt),)
    if given.work is not None and not _serves(given.work, fund):
        wrong["work"] = _("Công trình này không do đơn vị trong địa bàn của quỹ làm. Xin chọn công trình khác.")
    if given.place is not None and not given.place.is_inside(branch):
        wrong["place"] = _("%(place)s không thuộc địa bàn của quỹ.") % {"place": given.place.name}


def _serves(work: Work, fund: Fund) -> bool:
    """A work led or mobilised in the fund's branch, or one that serves a place of it."""
    branch = ((fund.unit.lft, fund.unit.rgt),)
    if work.unit.is_inside(branch) or work.mobiliser_id == fund.unit_id:
        return True
    return any(row.unit.is_inside(branch) for row in work.places.select_related("unit").order_by("id"))
