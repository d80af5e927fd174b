"""Reports of the demonstration: three quarters of districts and communes, the early final reports, the cases."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

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
BEGUN = "662"
NOT_ACCEPTED = ("664",)
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
        world.diary.at(first, lambda now: open_periods(by=SYSTEM, now=now))
        world.diary.at(first, lambda now, key=key, last=last: _set_day(world, now, key, last), minutes=1)
        for code in (*world.of_kind(DISTRICT), *world.of_kind(COMMUNE)):
            if key != LAST or code not in SILENT:
                _Periodic(world, code, key, first, last).enter()
    for code, day in FINALS.items():
        world.diary.at(day, lambda now, code=code: _final(world, code, now), minutes=20)
        if code not in NOT_ACCEPTED:
            accept = _Accept(world, code, "once", "final-286")
            world.diary.at(day + datetime.timedelta(days=3), accept, minutes=30)
    world.diary.at(Day(2024, 6, 21), lambda now: _final(world, TWICE, now), minutes=40)
    for day, words in (
        (Day(2024, 6, 26), "Danh sách công trình còn thiếu địa điểm"),
        (Day(2024, 7, 3), "Thiếu gương điển hình của Ban Công tác Mặt trận"),
    ):
        world.diary.at(day, lambda now, words=words: _return_final(world, words, now), minutes=50)
        world.diary.at(day + datetime.timedelta(days=3), lambda now: _final(world, TWICE, now), minutes=60)
    world.diary.at(Day(2024, 7, 12), lambda now: _begin(world, BEGUN, _period("once", "final-286"), now), minutes=70)


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
        earliest = self.first + datetime.timedelta(days=1)
        sent = day if day > self.last else world.day(earliest, day)
        minutes = world.chance.randint(60, 400)
        if self.key != LAST or code not in (WITH_LEADER, RETURNED, *WAITING):
            world.diary.at(sent, self.send, minutes=minutes)
            after = world.day(sent + datetime.timedelta(days=1), sent + datetime.timedelta(days=3))
            world.diary.at(after, _Accept(world, code, self.key, "front-quarterly"), minutes=minutes + 90)
        elif code == WITH_LEADER:
            world.diary.at(Day(2024, 7, 11), self.hand, minutes=60)
            world.diary.at(Day(2024, 7, 12), self.hand_back, minutes=60)
            world.diary.at(Day(2024, 7, 15), self.hand, minutes=5)
        else:
            world.diary.at(sent, self.send, minutes=minutes)
            if code == RETURNED:
                world.diary.at(Day(2024, 7, 12), self.give_back, minutes=60)

    def send(self, now: datetime.datetime) -> None:
        report = _begin(self.world, self.code, _period(self.key, "front-quarterly"), now)
        _send(self.world, self.code, report, now)

    def hand(self, now: datetime.datetime) -> None:
        report = _begin(self.world, self.code, _period(self.key, "front-quarterly"), now)
        values = _values(self.world, report)
        hand_report(by=self.world.actor(self.code, "officer"), now=now, report=report, values=values)

    def hand_back(self, now: datetime.datetime) -> None:
        report = _report(self.world, self.code, self.key, "front-quarterly")
        leader = self.world.actor(self.code, "leader")
        hand_back_report(by=leader, now=now, report=report, reason="Viết rõ thêm cách làm hay của bon (minh họa).")

    def give_back(self, now: datetime.datetime) -> None:
        report = _report(self.world, self.code, self.key, "front-quarterly")
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


def _set_day(world: World, now: datetime.datetime, key: str, last: Day) -> None:
    set_period_dates(
        by=world.officer("67"), now=now, period=_period(key, "front-quarterly"),
        due_before=last + datetime.timedelta(days=1), due_source="Công văn của Ban Thường trực tỉnh (minh họa)",
    )  # fmt: skip


def _final(world: World, code: str, now: datetime.datetime) -> None:
    _send(world, code, _begin(world, code, _period("once", "final-286"), now), now)


def _return_final(world: World, words: str, now: datetime.datetime) -> None:
    report = _report(world, TWICE, "once", "final-286")
    return_report(by=world.officer("67"), now=now, report=report, reason=f"{words} (minh họa).")


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
    found = {}
    for row in filled(report):
        field = row.slot.field
        if not field.is_figure:
            found[row.slot.name] = Given(text=row.value.text or TEXTS.get(field.key, ""))
        elif not field.known:
            found[row.slot.name] = Given(figure=row.value.figure or world.chance.randint(3, 12) * _size(field.key))
    return found


def _size(field: str) -> int:
    return 37 if field == "participants" else 1


def _above(world: World, code: str) -> Actor:
    """An officer of the level above: of the province the focal department's."""
    return world.officer(world.above(code))


def _period(key: str, schedule: str) -> ReportPeriod:
    return ReportPeriod.objects.select_related("schedule__owner").get(key=key, schedule__key=schedule)


def _report(world: World, code: str, key: str, schedule: str) -> Report:
    rows = Report.objects.select_related("period__schedule__owner", "unit__parent", "form", "document")
    return rows.get(unit=world.units[code], period__key=key, period__schedule__key=schedule)
