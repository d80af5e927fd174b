"""Reports of the demonstration: three quarters of districts and communes, the early final reports, the cases."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass
from functools import partial

from thidua.faces.interchange.demonstration.people import APART
from thidua.faces.interchange.demonstration.world import SYSTEM, World
from thidua.foundation.accounts.actors import Actor
from thidua.stages.reports.checking import filled
from thidua.stages.reports.models import Report, ReportPeriod
from thidua.stages.reports.operations import (
    Given,
    accept_report,
    begin_report,
    hand_back_report,
    hand_report,
    open_periods,
    return_report,
    send_report,
    set_period_dates,
)

Day = datetime.date
DISTRICT, COMMUNE = "front-district", "front-commune"
QUARTERLY, FINAL = "front-quarterly", "final-286"
ONE_DAY = datetime.timedelta(days=1)
# Quarter → the day its reports begin to be written, and the last day on which they are in time.
QUARTERS = {
    "2023-q4": (Day(2024, 1, 2), Day(2024, 1, 10)),
    "2024-q1": (Day(2024, 4, 1), Day(2024, 4, 10)),
    "2024-q2": (Day(2024, 7, 1), Day(2024, 7, 10)),
}
LAST = "2024-q2"
# Who has not sent the last quarter's, by name: Tuy Đức and three communes.
SILENT = ("667", "24718", "24748", "24664")
LATE = {"24736": Day(2024, 7, 12)}
# Returned for one figure, to be answered by 17/7: the commune whose officer also leads.
RETURNED = "24751"
# With its leader, once handed back already: the sample commune.
WITH_LEADER = "24655"
# Communes of Cư Jút whose reports still wait for the district, and the district's own that waits for the province.
WAITING = ("24640", "24646", "662")
# The final report: three districts have sent none (Cư Jút has begun), the one of Đắk Mil came back twice.
FINALS = {"660": Day(2024, 6, 20), "661": Day(2024, 6, 24), "664": Day(2024, 7, 11), "666": Day(2024, 6, 28)}
TWICE = "663"
# Day, the field that came back, why, and what the district then added to it.
RETURNS = (
    (Day(2024, 6, 26), "leading-words", "Chưa nêu việc kiểm tra cơ sở", "Đã kiểm tra 10/10 xã, thị trấn (minh họa)."),
    (
        Day(2024, 7, 3),
        "286.good-ways",
        "Thiếu gương của Ban Công tác Mặt trận",
        "Ban Công tác bon Jun Juh vận động 9 hộ hiến đất (minh họa).",
    ),
)
BEGUN = "662"
NOT_ACCEPTED = ("664",)
SIZES = {"participants": 37}
TEXTS = {
    "people-mood": "Nhân dân yên tâm sản xuất, tin vào sự lãnh đạo của Đảng, đồng tình với đợt thi đua (minh họa).",
    "good-ways": "Góp ngày công theo tổ liên gia, mỗi tổ nhận một đoạn đường (minh họa).",
    "requests": "Không có.",
    "difficulties": "Một số khu dân cư ở xa, kinh phí vận động còn thấp (minh họa).",
    "leading-words": "Ban Thường trực đã ban hành kế hoạch, hướng dẫn, phân công theo dõi từng xã (minh họa).",
    "shortcomings": "Việc cập nhật ảnh công trình ở vài xã còn chậm so với thực tế (minh họa).",
    "launch-words": "Phổ biến kế hoạch đến cán bộ, hội viên qua sinh hoạt định kỳ (minh họa).",
}


def enter_all(world: World) -> None:
    """Puts the year's reports into the diary."""
    for key, (first, last) in QUARTERS.items():
        world.diary.at(first, _open)
        world.diary.at(first, partial(_set_day, world, key, last), minutes=1)
        for code in (*world.of_kind(DISTRICT), *world.of_kind(COMMUNE)):
            if key != LAST or code not in SILENT:
                _Periodic(world, code, key, first, last).enter()
    for code, day in FINALS.items():
        world.diary.at(day, partial(_final, world, code), minutes=20)
        if code not in NOT_ACCEPTED:
            world.diary.at(day + 3 * ONE_DAY, _Accept(world, code, "once", FINAL), minutes=30)
    world.diary.at(Day(2024, 6, 21), partial(_final, world, TWICE), minutes=40)
    for day, field, why, added in RETURNS:
        world.diary.at(day, partial(_return_final, world, field, why), minutes=50)
        world.diary.at(day + 3 * ONE_DAY, partial(_final_again, world, field, added), minutes=60)
    world.diary.at(Day(2024, 7, 12), partial(_begin_final, world, BEGUN), minutes=70)


@dataclass(frozen=True, slots=True)
class _Periodic:
    """One unit's report of one quarter, as far as its case goes."""

    world: World
    code: str
    key: str
    first: Day
    last: Day

    def enter(self) -> None:
        world, code = self.world, self.code
        day = LATE.get(code, self.last) if self.key == LAST else self.last
        earliest = self.first + ONE_DAY
        chance = _chance(code, self.key)
        sent = day if day > self.last else _some_day(chance, earliest, day)
        minutes = chance.randint(60, 400)
        if self.key != LAST or code not in (WITH_LEADER, RETURNED, *WAITING):
            world.diary.at(sent, self.send, minutes=minutes)
            after = _some_day(chance, sent + ONE_DAY, sent + 3 * ONE_DAY)
            world.diary.at(after, _Accept(world, code, self.key, QUARTERLY), minutes=minutes + 90)
        elif code == WITH_LEADER:
            world.diary.at(Day(2024, 7, 11), self.hand, minutes=60)
            world.diary.at(Day(2024, 7, 12), self.hand_back, minutes=60)
            world.diary.at(Day(2024, 7, 15), self.hand, minutes=5)
        else:
            world.diary.at(sent, self.send, minutes=minutes)
            if code == RETURNED:
                world.diary.at(Day(2024, 7, 12), self.give_back, minutes=60)

    def send(self, now: datetime.datetime) -> None:
        report = _begin(self.world, self.code, _period(self.key, QUARTERLY), now)
        _send(self.world, self.code, report, now)

    def hand(self, now: datetime.datetime) -> None:
        report = _begin(self.world, self.code, _period(self.key, QUARTERLY), now)
        values = _values(self.world, report)
        hand_report(by=self.world.actor(self.code, "officer"), now=now, report=report, values=values)

    def hand_back(self, now: datetime.datetime) -> None:
        report = _report(self.world, self.code, self.key, QUARTERLY)
        leader = self.world.actor(self.code, "leader")
        hand_back_report(by=leader, now=now, report=report, reason="Viết rõ thêm cách làm hay của bon (minh họa).")

    def give_back(self, now: datetime.datetime) -> None:
        report = _report(self.world, self.code, self.key, QUARTERLY)
        return_report(
            by=self.world.superior(self.code), now=now, report=report, answer_before=Day(2024, 7, 18),
            wanted={"participants": "Lượt người dự chưa khớp với sổ họp của các thôn (minh họa)."},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Accept:
    """The level above accepts, if the report still waits."""

    world: World
    code: str
    key: str
    schedule: str

    def __call__(self, now: datetime.datetime) -> None:
        report = _report(self.world, self.code, self.key, self.schedule)
        accept_report(by=_above(self.world, self.code), now=now, report=report)


def _open(now: datetime.datetime) -> None:
    open_periods(by=SYSTEM, now=now)


def _set_day(world: World, key: str, last: Day, now: datetime.datetime) -> None:
    set_period_dates(
        by=world.officer("67"), now=now, period=_period(key, QUARTERLY),
        due_before=last + ONE_DAY, due_source="Công văn của Ban Thường trực tỉnh (minh họa)",
    )  # fmt: skip


def _final(world: World, code: str, now: datetime.datetime) -> None:
    _send(world, code, _begin(world, code, _period("once", FINAL), now), now)


def _begin_final(world: World, code: str, now: datetime.datetime) -> None:
    _begin(world, code, _period("once", FINAL), now)


def _return_final(world: World, field: str, why: str, now: datetime.datetime) -> None:
    report = _report(world, TWICE, "once", FINAL)
    return_report(by=world.officer("67"), now=now, report=report, wanted={field: f"{why} (minh họa)."})


def _final_again(world: World, field: str, added: str, now: datetime.datetime) -> None:
    report = _report(world, TWICE, "once", FINAL)
    values = _values(world, report)
    values[field] = Given(text=f"{values[field].text} {added}")
    send_report(by=world.actor(TWICE, "leader"), now=now, report=report, values=values)


def _begin(world: World, code: str, period: ReportPeriod, now: datetime.datetime) -> Report:
    return begin_report(by=world.actor(code, "officer"), now=now, period=period, unit=world.units[code])


def _send(world: World, code: str, report: Report, now: datetime.datetime) -> None:
    officer, leader, values = world.actor(code, "officer"), world.actor(code, "leader"), _values(world, report)
    if code in APART:
        hand_report(by=officer, now=now, report=report, values=values)
        send_report(by=leader, now=now, report=report)
    else:
        send_report(by=leader, now=now, report=report, values=values)


def _values(world: World, report: Report) -> dict[str, Given]:
    """What an officer adds to what the records say; a figure the records do not know is invented."""
    chance, found = _chance(world.codes[report.unit_id], report.period.key), {}
    for row in filled(report):
        field = row.slot.field
        if not field.is_figure:
            found[row.slot.name] = Given(text=row.value.text or TEXTS.get(field.key, ""))
        elif not field.known:
            invented = chance.randint(3, 12) * SIZES.get(field.key, 1)
            found[row.slot.name] = Given(figure=row.value.figure or invented)
    return found


def _chance(code: str, key: str) -> random.Random:
    """Chance of its own for each report: what others draw stays the same whatever is reported."""
    return random.Random(f"{code} {key}")


def _some_day(chance: random.Random, first: Day, last: Day) -> Day:
    return first + chance.randint(0, (last - first).days) * ONE_DAY


def _above(world: World, code: str) -> Actor:
    """An officer of the level above: of the province the focal department's."""
    return world.officer(world.above(code))


def _period(key: str, schedule: str) -> ReportPeriod:
    return ReportPeriod.objects.select_related("schedule__owner").get(key=key, schedule__key=schedule)


def _report(world: World, code: str, key: str, schedule: str) -> Report:
    rows = Report.objects.select_related("period__schedule__owner", "unit__parent", "form", "document")
    return rows.get(unit=world.units[code], period__key=key, period__schedule__key=schedule)
