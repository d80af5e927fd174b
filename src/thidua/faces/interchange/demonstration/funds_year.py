"""Funds of the demonstration (minh họa): ledgers of every level, a district and a commune with four figures."""

from __future__ import annotations

import datetime
import random
from functools import partial

from thidua.faces.interchange.demonstration.people import BOTH, COMMUNE, DISTRICT
from thidua.faces.interchange.demonstration.people import FIGURES as ACCOUNTANT
from thidua.faces.interchange.demonstration.pictures import paper
from thidua.faces.interchange.demonstration.world import World
from thidua.stages.funds.content import Movement
from thidua.stages.funds.models import Donor, Fund, FundEntry, FundMonth, Kind, Manner, next_month
from thidua.stages.funds.operations import (
    MonthTold,
    NewDonor,
    close_month,
    correct_entry,
    open_fund,
    receive_transfer,
    record_income,
    record_spending,
    report_month,
    send_transfer,
    submit_month,
)
from thidua.stages.works.models import Work

Day = datetime.date
Moment = datetime.datetime
MILLION = 1_000_000
OPENED = Day(2024, 3, 1)
# The province, the sample district and two communes keep ledgers; another district and commune tell figures.
LEDGERS = {"67": 310, DISTRICT: 46, COMMUNE: 8, BOTH: 12}
FIGURES = {"663": (52, Day(2024, 4, 1)), ACCOUNTANT: (4, Day(2024, 4, 1))}
# June is left to the commune's accountant.
TOLD_BEFORE = {ACCOUNTANT: Day(2024, 6, 1)}
# Closed before; the sample commune is two months behind, its district has June with its leader.
CLOSED_BEFORE = {COMMUNE: Day(2024, 5, 1), DISTRICT: Day(2024, 6, 1)}
USUALLY = Day(2024, 7, 1)
# Gifts, in millions: who gave, the body or person, whether named.
DONORS = (
    ("Công ty TNHH Minh Họa Đắk Nông", Donor.Sort.BODY, False, 20),
    ("Hội Doanh nghiệp trẻ (minh họa)", Donor.Sort.BODY, False, 15),
    ("Gia đình ông Nguyễn Văn Minh Họa", Donor.Sort.PERSON, False, 2),
    ("Bà Trần Thị Kín Tiếng (minh họa)", Donor.Sort.PERSON, True, 5),
)
HOUSEHOLDS = ("Hộ ông Y Minh Họa", "Hộ bà H'Minh Họa", "Hộ ông Lê Văn Minh Họa")
# No other picture or paper of the demonstration bears these.
NUMBER = 9101


def enter_all(world: World) -> None:
    """Puts the funds' months into the diary."""
    for code, opening in LEDGERS.items():
        world.diary.at(OPENED, partial(_open, world, code, Manner.LEDGER, OPENED, opening))
        for month in _months(OPENED, Day(2024, 8, 1)):
            _ledger_month(world, code, month)
    for place, (code, (opening, first)) in enumerate(FIGURES.items()):
        world.diary.at(first, partial(_open, world, code, Manner.FIGURES, first, opening))
        for number, month in enumerate(_months(first, TOLD_BEFORE.get(code, USUALLY))):
            told = partial(_told, world, code, month, NUMBER + 10 * place + number)
            world.diary.at(next_month(month) + datetime.timedelta(days=3), told, minutes=40)
    world.diary.at(Day(2024, 5, 20), partial(_send, world, DISTRICT, COMMUNE, 10), minutes=30)
    world.diary.at(Day(2024, 5, 22), partial(_receive, world, COMMUNE), minutes=30)
    world.diary.at(Day(2024, 7, 12), partial(_send, world, "67", DISTRICT, 60), minutes=30)
    world.diary.at(Day(2024, 6, 18), partial(_correct, world, DISTRICT), minutes=80)


def _months(first: Day, before: Day) -> list[Day]:
    return [Day(2024, month, 1) for month in range(first.month, before.month)]


def _ledger_month(world: World, code: str, month: Day) -> None:
    """Gifts, a spending or two, and the closing of one month of a ledger."""
    chance = random.Random(f"{code} {month}")
    last = 12 if month.month == 7 else 27
    size = {"front-province": 6, "front-district": 2}.get(world.units[code].kind_id, 1)
    for name, sort, hidden, millions in chance.sample(DONORS, 2 if code == DISTRICT else 1):
        day = month.replace(day=chance.randint(2, last - 4))
        amount = millions * size * MILLION + chance.randint(0, 9) * 100_000
        world.diary.at(
            day, partial(_gift, world, code, day, amount, NewDonor(name=name, sort=sort, is_anonymous=hidden))
        )
    if month.month == 4:
        day = month.replace(day=last - 3)
        world.diary.at(day, partial(_goods, world, code, day), minutes=20)
    day = month.replace(day=last)
    world.diary.at(day, partial(_spend, world, code, day, size, chance.choice(HOUSEHOLDS)), minutes=50)
    if month < CLOSED_BEFORE.get(code, USUALLY) or (code == DISTRICT and month == CLOSED_BEFORE[DISTRICT]):
        world.diary.at(next_month(month) + datetime.timedelta(days=4), partial(_bring, world, code, month), minutes=30)


def _open(world: World, code: str, manner: str, first: Day, opening: int, now: Moment) -> None:
    officer = world.officer(code)
    open_fund(by=officer, now=now, unit=world.units[code], manner=manner, opens_on=first, opening=opening * MILLION)


def _gift(world: World, code: str, day: Day, amount: int, donor: NewDonor, now: Moment) -> None:
    given = Movement(kind=Kind.DONATION, day=day, amount=amount, note="minh họa")
    record_income(by=world.officer(code), now=now, fund=_fund(world, code), given=given, new_donor=donor)


def _goods(world: World, code: str, day: Day, now: Moment) -> None:
    fund, officer = _fund(world, code), world.officer(code)
    rice = Movement(kind=Kind.DONATION, day=day, amount=6 * MILLION, is_goods=True, goods="30 bao gạo 10 kg (minh họa)")
    record_income(by=officer, now=now, fund=fund, given=rice)
    out = Movement(
        kind=Kind.SPENDING, day=day, amount=4 * MILLION, is_goods=True, goods="20 bao gạo 10 kg (minh họa)", purpose="gifts",
        household="20 hộ nghèo, danh sách kèm theo (minh họa)",
    )  # fmt: skip
    record_spending(by=officer, now=now, fund=fund, given=out)


def _spend(world: World, code: str, day: Day, size: int, household: str, now: Moment) -> None:
    """On a house of the branch where there is one, otherwise on a household's living."""
    fund = _fund(world, code)
    houses = Work.objects.filter(mobiliser=fund.unit, kind__is_house=True, money__source="fund").exclude(status="draft")
    house = houses.filter(fund_entries__isnull=True).select_related("unit", "kind").order_by("id").first()
    amount = min((10 if house else 4) * size * MILLION, fund.balance)
    said = (
        {"purpose": "house-new", "work": house}
        if house
        else {"purpose": "livelihood", "household": f"{household} (minh họa)"}
    )
    record_spending(
        by=world.officer(code), now=now, fund=fund, given=Movement(kind=Kind.SPENDING, day=day, amount=amount, **said)
    )


def _bring(world: World, code: str, month: Day, now: Moment) -> None:
    """Brought to the leader; June of the sample district still waits there."""
    brought = submit_month(by=world.officer(code), now=now, fund=_fund(world, code), starts_on=month)
    if month < CLOSED_BEFORE.get(code, USUALLY):
        _close(world, code, brought, now)


def _told(world: World, code: str, month: Day, number: int, now: Moment) -> None:
    chance, fund = random.Random(f"{code} {month} so lieu"), _fund(world, code)
    received, spent = chance.randint(8, 30) * MILLION, chance.randint(2, 12) * MILLION
    told = MonthTold(received=received, spent=spent, closing=fund.balance + received - spent)
    sheet = paper(f"Bảng số liệu quỹ tháng {month.month}/2024 (minh họa)", number)
    brought = report_month(by=world.officer(code), now=now, fund=fund, starts_on=month, given=told, sheets=[sheet])
    _close(world, code, brought, now)


def _close(world: World, code: str, month: FundMonth, now: Moment) -> None:
    month = FundMonth.objects.select_related("fund__unit", "unit").get(pk=month.pk)
    close_month(by=world.actor(code, "leader"), now=now, month=month)


def _send(world: World, code: str, to: str, millions: int, now: Moment) -> None:
    given = Movement(
        kind=Kind.TRANSFER_OUT, day=now.date(), amount=millions * MILLION, other_fund=_fund(world, to),
        note="Hỗ trợ xây nhà đại đoàn kết (minh họa)",
    )  # fmt: skip
    send_transfer(by=world.officer(code), now=now, fund=_fund(world, code), given=given)


def _receive(world: World, code: str, now: Moment) -> None:
    rows = FundEntry.objects.filter(other_fund__unit=world.units[code], kind=Kind.TRANSFER_OUT)
    sent = rows.select_related("fund__unit", "other_fund__unit").get()
    receive_transfer(by=world.officer(code), now=now, sent=sent, day=now.date())


def _correct(world: World, code: str, now: Moment) -> None:
    """A gift of May typed with another amount, answered in June."""
    rows = FundEntry.objects.filter(unit=world.units[code], kind=Kind.DONATION, day__month=5).order_by("day", "id")
    entry = rows.select_related("fund__unit")[0]
    officer, reason = world.officer(code), "Ghi thiếu so với phiếu thu giấy (minh họa)"
    correct_entry(by=officer, now=now, entry=entry, reason=reason, amount=entry.amount + MILLION)


def _fund(world: World, code: str) -> Fund:
    return Fund.objects.select_related("unit").get(unit=world.units[code])
