"""The province's decisions of the demonstration: a commendation at once, given and partly handed over; one to sign."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.core.files.base import ContentFile

from thidua.faces.interchange.demonstration import people
from thidua.faces.interchange.demonstration.world import SYSTEM, World
from thidua.foundation.accounts.operations import make_person
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.campaigns.papers import draw
from thidua.stages.decisions import operations
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations.records import entries_of
from thidua.stages.decisions.papers import decision_paper
from thidua.stages.decisions.signing import paper_signer

Day = datetime.date
Moment = datetime.datetime

FORM = "bang-khen-ubmttq-tinh"
# Nobody of these is proposed in the first round: one achievement, one award.
COMMUNES = ("24631", "24649")
AREA_OF, SECOND = "24649", "24685"
NUMBER, SIGNED = 35, Day(2024, 4, 5)
TAKEN = Day(2024, 4, 12)


@dataclass(frozen=True, slots=True)
class Line:
    """One name: a body, or a person of it."""

    unit: Unit
    achievement: str
    person: str = ""
    position: str = ""


def enter_all(world: World) -> None:
    """Puts the decisions into the diary."""
    world.diary.at(Day(2024, 4, 3), lambda now: _begin(world, now, _first(world)))
    world.diary.at(Day(2024, 4, 8), lambda now: _sign_on_paper(world, now))
    world.diary.at(TAKEN, lambda now: _hand_over(world, now))
    world.diary.at(Day(2024, 7, 11), lambda now: _begin(world, now, _second(world)))
    world.diary.at(Day(2024, 7, 12), lambda now: _submit(world, now), minutes=240)


def _first(world: World) -> list[Line]:
    area = next(iter(world.beneath(AREA_OF, "residential-area")))
    return [
        Line(world.units[COMMUNES[0]], "Huy động Nhân dân khắc phục 3 căn nhà tốc mái sau mưa dông trong hai ngày (minh họa)"),
        Line(world.units[area], "Hiến 1.200 m² đất mở rộng đường liên thôn (minh họa)"),
        Line(
            world.units[COMMUNES[1]], "Vận động 45 hộ góp công làm xong cầu dân sinh trước mùa mưa (minh họa)",
            "Y Thắng Minh Họa", "Phó Chủ tịch",
        ),
    ]  # fmt: skip


def _second(world: World) -> list[Line]:
    return [
        Line(world.units[SECOND], "Hoàn thành sớm tuyến đường hoa 2,5 km chào mừng Đại hội (minh họa)"),
        Line(
            world.units[SECOND], "Sáng kiến dùng lốp xe cũ làm bồn hoa, đã có 6 xã làm theo (minh họa)", "H'Nga Minh Họa",
            "Ủy viên",
        ),
    ]  # fmt: skip


def _begin(world: World, now: Moment, lines: list[Line]) -> None:
    officer = world.officer("67")
    form = AwardForm.objects.get(key=FORM, round__campaign=world.campaign, round__number=1)
    made = operations.start_decision(by=officer, now=now, form=form, prompt=True)
    for line in lines:
        person = None
        if line.person:
            person = make_person(by=SYSTEM, now=now, full_name=line.person, position=line.position, is_invented=True)
        made = operations.add_name(
            by=officer, now=now, decision=made, unit=line.unit, achievement=line.achievement, person=person
        )


def _open(world: World) -> Decision:
    rows = Decision.objects.filter(campaign=world.campaign, status=Decision.Status.DRAFT).select_related("unit__kind")
    return rows.order_by("id")[0]


def _sign_on_paper(world: World, now: Moment) -> None:
    decision = _open(world)
    signer = world.people[("67", "leader")]
    paper = decision_paper(
        decision, entries_of(decision), on=SIGNED, number=NUMBER, signers=paper_signer(decision.unit, SIGNED, signer)
    )
    scan = ContentFile(draw(paper, "pdf"), name="quyet-dinh-35.pdf")
    operations.record_own_decision(
        by=world.officer("67"), now=now, decision=decision, number=NUMBER, date=SIGNED, scan=scan, signer=signer
    )


def _hand_over(world: World, now: Moment) -> None:
    decision = Decision.objects.get(campaign=world.campaign, status=Decision.Status.ISSUED)
    takers = {
        entry.uid: "Y Thắng Minh Họa" if entry.person_id else world.people[(people.DISTRICT, "officer")].full_name
        for entry in decision.entries.order_by("position")
        if not entry.unit.kind.is_area
    }
    operations.hand_over(by=world.officer("67"), now=now, decision=decision, on=TAKEN, takers=takers)


def _submit(world: World, now: Moment) -> None:
    operations.submit_decision(by=world.officer("67"), now=now, decision=_open(world))
