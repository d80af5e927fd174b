"""What units did once, October 2023 to July 2024: launches, documents, festival, conference, ratings, congresses."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from thidua.faces.interchange.demonstration.pictures import paper
from thidua.faces.interchange.demonstration.world import TODAY, World
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import (
    GridRow,
    assign_milestone,
    confirm_milestone,
    plan_milestone,
    report_grid,
    report_milestone,
)
from thidua.stages.milestones.reports import Report

Day = datetime.date
PROVINCE, DISTRICT, COMMUNE, AREA = "front-province", "front-district", "front-commune", "residential-area"
ORG_PROVINCE, ORG_DISTRICT = "org-province", "org-district"

# Who has not, by name: each is a case the pages show.
NOT_LAUNCHED = ("24712", "24748")
NO_FESTIVAL = ("24736-03", "24736-04")
NO_CONFERENCE = ("24718", "24721")
# The pilot communes of each district with the last good day, and the day it was held; Gia Nghĩa is exempt.
PILOTS = {
    "24631": (Day(2024, 3, 15), Day(2024, 3, 12)), "24649": (Day(2024, 3, 20), Day(2024, 3, 19)),
    "24685": (Day(2024, 3, 15), Day(2024, 3, 14)), "24697": (Day(2024, 3, 15), Day(2024, 3, 19)),
    "24728": (Day(2024, 3, 20), Day(2024, 3, 20)), "24751": (Day(2024, 3, 25), Day(2024, 3, 22)),
    "24745": (Day(2024, 3, 25), Day(2024, 3, 25)), "24739": (Day(2024, 3, 31), Day(2024, 3, 28)),
}  # fmt: skip


def enter_all(world: World) -> None:
    """Puts the year's milestones into the diary."""
    launches(world)
    documents(world)
    studies(world)
    festivals(world)
    conferences(world)
    ratings(world)
    pilots(world)
    congresses(world)


def launches(world: World) -> None:
    """All committees but two communes; the organizations of the province and most of the districts'."""
    late = {"24733": Day(2024, 6, 20)}
    for kind in (PROVINCE, DISTRICT, COMMUNE, ORG_PROVINCE, ORG_DISTRICT):
        for code in world.of_kind(kind):
            first = Day(2023, 10, 26) if kind == PROVINCE else Day(2023, 11, 6)
            day = late.get(code) or world.day(first, Day(2023, 11, 10) if kind == PROVINCE else Day(2023, 12, 22))
            silent = kind == ORG_DISTRICT and world.chance.random() < 0.1
            if code in NOT_LAUNCHED or silent:
                continue
            ceremony = kind == COMMUNE and world.chance.random() < 0.3
            report = _ceremony(day) if ceremony else _document(world, day, "KH", "phát động thi đua chào mừng Đại hội")
            _enter(world, "launch", code, report)


def documents(world: World) -> None:
    """Plans and guidance of districts, responses of the province's organizations; one district has no guidance yet."""
    for code in world.of_kind(DISTRICT):
        day = world.day(Day(2023, 11, 8), Day(2023, 11, 30))
        _enter(world, "issue-plan", code, _document(world, day, "KH", "phát động đợt thi đua đặc biệt", way=True))
        if code != "667":
            after = world.day(Day(2023, 12, 1), Day(2024, 1, 20))
            report = _document(world, after, "HD", "đăng ký mô hình, công trình, phần việc", way=True)
            _enter(world, "issue-guidance", code, report)
    for code in world.of_kind(ORG_PROVINCE):
        day = world.day(Day(2023, 11, 15), Day(2024, 1, 10))
        _enter(world, "response-plan", code, _document(world, day, "KH", "hưởng ứng đợt thi đua đặc biệt", way=True))
        if code != "67-LDLD":
            report = _document(world, day, "HD", "tham gia đợt thi đua đặc biệt", way=True)
            _enter(world, "response-guidance", code, report)
    for code in (*world.of_kind(DISTRICT), *world.of_kind(ORG_PROVINCE), *world.of_kind("front-department")):
        if code not in ("665", "67-PT"):
            _enter(
                world, "acknowledgement", code, Report(world.day(Day(2023, 10, 27), Day(2023, 11, 3))), confirm=False
            )


def studies(world: World) -> None:
    """Where the directives were studied, with sessions and people."""
    for code in (*world.of_kind(PROVINCE), *world.of_kind(DISTRICT), *world.of_kind(COMMUNE)[::3]):
        sessions = world.chance.randint(1, 3)
        figures = {"sessions": sessions, "people": sessions * world.chance.randint(25, 90)}
        day = world.day(Day(2023, 11, 10), Day(2024, 2, 28))
        _enter(world, "study", code, Report(day, figures=figures), confirm=False)
    for code in (*world.of_kind(PROVINCE), *world.of_kind(DISTRICT)):
        done = _document(world, world.day(Day(2023, 12, 10), Day(2023, 12, 29)), "BC", "kết quả giám sát năm 2023")
        _enter(world, "supervision-2023", code, done, confirm=False)
        plan = _document(world, world.day(Day(2024, 1, 5), Day(2024, 2, 28)), "KH", "giám sát năm 2024", way=True)
        _enter(world, "supervision-plan-2024", code, plan, confirm=False)


def festivals(world: World) -> None:
    """Each commune enters its areas on one grid; neighbours of some communes held it together."""
    for number, commune in enumerate(world.of_kind(COMMUNE)):
        areas = [area for area in world.beneath(commune, AREA) if area not in NO_FESTIVAL]
        rows, joined = [], set()
        for place, area in enumerate(areas):
            if area in joined:
                continue
            partners = areas[place + 1 : place + 3] if number % 9 == 4 and place == 1 else []
            joined.update(partners)
            report = Report(
                world.day(Day(2023, 11, 8), Day(2023, 11, 18)),
                was_held_well=True,
                partners=tuple(world.units[partner] for partner in partners),
            )
            rows.append((area, report))
        _grid(world, commune, "festival-2023", rows, Day(2023, 11, 20))


def conferences(world: World) -> None:
    """The boards' conferences: two communes have said nothing, here and there an area did not hold it in time."""
    for commune in world.of_kind(COMMUNE):
        if commune in NO_CONFERENCE:
            continue
        rows = []
        for area in world.beneath(commune, AREA):
            if world.chance.random() < 0.02:
                continue
            head = world.units[area]
            report = Report(
                world.day(Day(2023, 12, 1), Day(2023, 12, 31)),
                new_head_name=head.contact_name,
                new_head_phone=head.phone,
            )
            rows.append((area, report))
        _grid(world, commune, "conference-2023", rows, Day(2024, 1, 3))


def ratings(world: World) -> None:
    """Ratings of 2023: two organizations of districts have none, one was rated lower; 2024 is not rated yet."""
    silent, lower = ("665-CCB", "667-TN"), "663-LDLD"
    for kind in (PROVINCE, DISTRICT, ORG_PROVINCE, ORG_DISTRICT):
        for code in world.of_kind(kind):
            day = world.day(Day(2023, 12, 12), Day(2023, 12, 30))
            if code in silent:
                continue
            answer = "done" if code == lower else world.chance.choice(["well", "well", "excellent"])
            report = Report(
                day, answer=answer, answered_by="Cấp ủy cùng cấp (minh họa)",
                document_number=f"{world.chance.randint(11, 380)}-TB", document_date=day,
            )  # fmt: skip
            _enter(world, "yearly-rating", code, report, year=2023)


def pilots(world: World) -> None:
    """Each district names its pilots and their day; one commune held its congress four days late."""
    kind = world.milestones["pilot-congress"]
    for code, (prescribed, held) in PILOTS.items():
        district, unit = world.above(code), world.units[code]

        def assign(
            now: datetime.datetime, *, code: str = code, day: Day = prescribed, district: str = district
        ) -> None:
            assign_milestone(
                by=world.officer(district), now=now, kind=kind, unit=world.units[code], prescribed_date=day,
                prescribed_by=f"Kế hoạch Đại hội điểm của {world.units[district].short_name} (minh họa)",
            )  # fmt: skip

        world.diary.at(Day(2024, 1, 15), assign)
        report = _document(world, held, "BC", f"kết quả Đại hội điểm {unit.short_name}")
        _enter(world, "pilot-congress", code, report)


def congresses(world: World) -> None:
    """Most communes have held their congress, six districts too; the rest have planned a day, some have not."""
    later = Day(2024, 7, 26)
    communes, districts = world.of_kind(COMMUNE), world.of_kind(DISTRICT)
    for place, code in enumerate([*communes, *districts]):
        is_district = code in districts
        if (is_district and code in ("664", "667")) or (not is_district and place % 12 == 5):
            world.diary.at(Day(2024, 7, 1), _planning(world, code, later))
            continue
        held = PILOTS[code][1] if code in PILOTS else world.day(Day(2024, 4, 2), Day(2024, 5, 30))
        day = world.day(Day(2024, 6, 10), Day(2024, 7, 5)) if is_district else held
        _enter(world, "congress", code, _document(world, day, "BC", "kết quả Đại hội"))


def _planning(world: World, code: str, day: Day) -> object:
    def plan(now: datetime.datetime) -> None:
        plan_milestone(
            by=world.officer(code), now=now, kind=world.milestones["congress"], unit=world.units[code], planned_date=day
        )

    return plan


def _enter(world: World, key: str, code: str, report: Report, *, year: int | None = None, confirm: bool = True) -> None:
    """Reported on its day by the unit, confirmed a few days later by the level above."""
    kind = world.milestones[key]
    number = next(world.serial)
    uploads = [paper(kind.name, number)] if code in ("67", "662", "24655") else []

    def tell(now: datetime.datetime) -> None:
        done = report_milestone(
            by=world.officer(code),
            now=now,
            kind=kind,
            unit=world.units[code],
            report=report,
            year=year,
            uploads=uploads,
        )
        if confirm and done.status != Milestone.Status.VERIFIED:
            after = min(now.date() + datetime.timedelta(days=1 + number % 9), TODAY)
            world.diary.at(after, lambda later: _confirm(world, code, done.pk, later))

    assert report.done_date is not None
    world.diary.at(report.done_date, tell, minutes=number)


def _confirm(world: World, code: str, pk: int, now: datetime.datetime) -> None:
    confirm_milestone(by=world.superior(code), now=now, milestone=Milestone.objects.get(pk=pk))


def _grid(world: World, commune: str, key: str, rows: Iterable[tuple[str, Report]], day: Day) -> None:
    kind, given = world.milestones[key], list(rows)

    def tell(now: datetime.datetime) -> None:
        rows = [GridRow(world.units[area], kind, report) for area, report in given]
        result = report_grid(by=world.officer(commune), now=now, rows=rows)
        assert not result.problems, result.problems

    world.diary.at(day, tell, minutes=int(commune) % 480)


def _document(world: World, day: Day, kind: str, subject: str, *, way: bool = False) -> Report:
    """A report by a document; `way` where the kind asks for it."""
    return Report(
        day,
        way="document" if way or (kind == "KH" and subject.startswith("phát động thi đua")) else "",
        document_number=f"{world.chance.randint(5, 190):02d}/{kind}-MTTQ-BTT",
        document_date=day,
        document_subject=subject,
    )


def _ceremony(day: Day) -> Report:
    return Report(day, way="ceremony", note="Lễ phát động tại hội trường (minh họa)")
