"""Funds of the named cast: Nam Dong's full ledger, its sister's four figures, the district's above them."""

from __future__ import annotations

import datetime
from typing import Any

from tests.factories import NOW, Cast, make_target
from tests.foundation.core.uploads import pdf, upload
from thidua.foundation.accounts.actors import Actor
from thidua.stages.campaigns.models import Target
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Fund, FundEntry, FundMonth, Kind, Manner
from thidua.stages.funds.operations import (
    MonthTold,
    NewDonor,
    close_month,
    open_fund,
    record_income,
    record_spending,
    report_month,
    submit_month,
)
from thidua.stages.progress import rebuild

MAY, JUNE, JULY = (datetime.date(2024, month, 1) for month in (5, 6, 7))
MILLION = 1_000_000
GIVEN_ON, SPENT_ON = datetime.date(2024, 7, 1), datetime.date(2024, 7, 2)
OFFICERS = {"commune": "commune_officer", "sister_commune": "sister_officer", "district": "district_officer"}
LEADERS = {"commune": "commune_leader", "sister_commune": "sister_officer", "district": "district_leader"}


def day(month: int, number: int) -> datetime.date:
    return datetime.date(2024, month, number)


def officer(cast: Cast, unit: str = "commune") -> Actor:
    return cast.actor(OFFICERS[unit])


def leader(cast: Cast, unit: str = "commune") -> Actor:
    return cast.actor(LEADERS[unit])


def opened(cast: Cast, unit: str = "commune", *, opening: int = 5, manner: str = Manner.LEDGER, **more: Any) -> Fund:
    """A fund that opened in May with so many millions."""
    values = {"opens_on": MAY, "opening": opening * MILLION, **more}
    return open_fund(by=officer(cast, unit), now=NOW, unit=cast.units[unit], manner=manner, **values)


def gift(
    cast: Cast, fund: Fund, millions: int, on: datetime.date = GIVEN_ON, *, unit: str = "commune",
    donor: NewDonor | None = None, **more: Any,
) -> FundEntry:  # fmt: skip
    given = Movement(kind=Kind.DONATION, day=on, amount=millions * MILLION, **more)
    return record_income(by=officer(cast, unit), now=NOW, fund=fund, given=given, new_donor=donor)


def spent(
    cast: Cast, fund: Fund, millions: int, on: datetime.date = SPENT_ON, *, unit: str = "commune", **more: Any
) -> FundEntry:
    values: dict[str, Any] = {"purpose": "livelihood", "household": "Hộ ông Y Minh", **more}
    given = Movement(kind=Kind.SPENDING, day=on, amount=millions * MILLION, **values)
    return record_spending(by=officer(cast, unit), now=NOW, fund=fund, given=given)


def sheet() -> Any:
    return upload(pdf(), "bang-ke-toan.pdf")


def told(
    cast: Cast, fund: Fund, month: datetime.date, *, unit: str = "sister_commune", received: int = 0, spent: int = 0,
    closing: int, **more: Any,
) -> FundMonth:  # fmt: skip
    """A month's figures in millions, with the accountant's sheet."""
    moved = {name: value * MILLION for name, value in more.items()}
    given = MonthTold(received=received * MILLION, spent=spent * MILLION, closing=closing * MILLION, **moved)
    return report_month(by=officer(cast, unit), now=NOW, fund=fund, starts_on=month, given=given, sheets=[sheet()])


def closed(cast: Cast, fund: Fund, month: datetime.date, unit: str = "commune") -> FundMonth:
    """A month of a ledger, brought and closed."""
    brought = submit_month(by=officer(cast, unit), now=NOW, fund=fund, starts_on=month)
    return close_month(by=leader(cast, unit), now=NOW, month=brought)


def fund_target(cast: Cast, code: str = "QUY", **more: Any) -> Target:
    """A target of communes counted from their funds, its cells prepared."""
    params = {"count": "received", "state": "entered", **more.pop("params", {})}
    values = {"measure": "fund", "measure_params": params, "measure_unit": "dong", "minimum": 20 * MILLION, **more}
    target = make_target(cast.campaign, code, **values)
    rebuild.prepare(campaign=cast.campaign, now=NOW)
    return target
