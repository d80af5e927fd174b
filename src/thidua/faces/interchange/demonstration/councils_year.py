"""The province's council in the demonstration: a session on paper that ended in a tie, a secret ballot under way."""

from __future__ import annotations

import datetime

from thidua.faces.interchange.demonstration import people
from thidua.faces.interchange.demonstration.nominations_year import COMMUNES, OWN
from thidua.faces.interchange.demonstration.pictures import paper
from thidua.faces.interchange.demonstration.world import World
from thidua.foundation.accounts.actors import Actor, actor_of_person
from thidua.stages.campaigns.models import AwardRound
from thidua.stages.councils import ballots, operations
from thidua.stages.councils.candidates import to_be_considered
from thidua.stages.councils.models import Council, CouncilMember, Session
from thidua.stages.councils.operations.counting import Count
from thidua.stages.councils.operations.establishing import Establishment, Seat
from thidua.stages.councils.operations.planning import Agenda
from thidua.stages.nominations.models import Nomination

Day = datetime.date
Moment = datetime.datetime

ESTABLISHED, ON_PAPER, IN_SECRET = Day(2023, 11, 20), Day(2024, 7, 12), Day(2024, 7, 15)
PLACE = "Phòng họp tầng 2, trụ sở Ủy ban MTTQ Việt Nam tỉnh Đắk Nông (minh họa)"
CHAIR, VICE = ("67", "leader"), (people.WOMEN, "leader")
# Sample accounts first; the one of Đắk Mil steps out when its district is considered.
MEMBERS = (("67-ND", "leader"), ("663", "leader"), ("67-CCB", "leader"), ("67-LDLD", "leader"), ("67-TN", "leader"))
SECRETARY = ("67", "secretary")
# Yes of seven for each commune of the round: five places, and the fifth and sixth have as many.
YES = dict(zip(COMMUNES, (7, 6, 7, 5, 6, 5, 3), strict=True))
DISCUSSION = (
    "Các thành viên thống nhất đánh giá kết quả của các xã trên cơ sở báo cáo thành tích và số liệu công trình đã xác nhận (minh họa).\n"
    "Có ý kiến đề nghị ưu tiên xã có mô hình được nơi khác học theo (minh họa)."
)
CONCLUSION = (
    "Hội đồng đề nghị khen thưởng các tập thể có đủ số phiếu đồng ý, theo thứ tự số phiếu. Hai xã bằng phiếu ở suất thứ năm: "
    "đề nghị Ban Thường trực xem xét, quyết định (minh họa)."
)


def enter_all(world: World) -> None:
    """Puts the council's year into the diary."""
    at = world.diary.at
    at(ESTABLISHED, lambda now: _establish(world, now))
    at(Day(2024, 7, 9), lambda now: _invite_on_paper(world, now), minutes=120)
    at(ON_PAPER, lambda now: _sit(world, ON_PAPER, now), minutes=30)
    at(ON_PAPER, lambda now: _count(world, now), minutes=120)
    at(ON_PAPER, lambda now: _sign(world, now), minutes=240)
    at(ON_PAPER, lambda now: _invite_in_secret(world, now), minutes=300)
    at(IN_SECRET, lambda now: _sit(world, IN_SECRET, now), minutes=5)
    at(IN_SECRET, lambda now: _first_votes(world, now), minutes=20)


def _establish(world: World, now: Moment) -> None:
    seats = [
        Seat(world.people[CHAIR], CouncilMember.Duty.CHAIR.value),
        Seat(world.people[VICE], CouncilMember.Duty.VICE_CHAIR.value),
        *(Seat(world.people[member]) for member in MEMBERS),
        Seat(world.people[SECRETARY], CouncilMember.Duty.SECRETARY.value, votes=False),
    ]
    says = Establishment(
        name="Hội đồng Thi đua - Khen thưởng Ủy ban MTTQ Việt Nam tỉnh Đắk Nông",
        decision="Quyết định số 112/QĐ-MTTQ-BTT (minh họa)", decision_date=Day(2023, 11, 17), valid_from=ESTABLISHED,
        seats=seats,
    )  # fmt: skip
    operations.establish_council(by=world.officer("67"), now=now, unit=world.units["67"], says=says)


def _invite_on_paper(world: World, now: Moment) -> None:
    """The communes of the pool, to be voted on with ballots of paper."""
    wanted = {world.units[code].pk for code in COMMUNES}
    rows = [row for row in _waiting() if row.person_id is None and row.subject_id in wanted]
    _plan(world, Agenda("paper", ON_PAPER, PLACE, rows), now)


def _invite_in_secret(world: World, now: Moment) -> None:
    """The districts and the individuals whose dossiers came: voted on in secret on the site."""
    communes = {world.units[code].pk for code in COMMUNES}
    rows = [row for row in _waiting() if row.person_id is not None or row.subject_id not in communes]
    _plan(world, Agenda("secret", IN_SECRET, PLACE, rows), now)


def _plan(world: World, agenda: Agenda, now: Moment) -> None:
    council = Council.objects.select_related("unit").get()
    operations.plan_session(by=_secretary(world), now=now, council=council, round=_round(), agenda=agenda)


def _sit(world: World, day: Day, now: Moment) -> None:
    """Everybody came but one, whose opinion came in writing."""
    session = _session(day)
    presences = {row.member_id: ("present", "") for row in session.attendances.order_by("id")}
    away = session.council.members.get(person=world.people[MEMBERS[-1]])
    presences[away.pk] = ("written", "Nhất trí với danh sách Thư ký trình (minh họa)")
    operations.record_attendance(by=_secretary(world), now=now, session=session, presences=presences)
    session = operations.open_session(by=_secretary(world), now=now, session=session)
    if session.mode == Session.Mode.SECRET:
        operations.start_voting(by=_secretary(world), now=now, session=session)


def _count(world: World, now: Moment) -> None:
    session = _session(ON_PAPER)
    yes = {world.units[code].pk: number for code, number in YES.items()}
    counts = {
        item.uid: Count(yes[item.nomination.subject_id], 7 - yes[item.nomination.subject_id])
        for item in session.items.select_related("nomination").order_by("position")
    }
    scan = paper("Biên bản kiểm phiếu", next(world.serial))
    operations.enter_counts(by=_secretary(world), now=now, session=session, counts=counts, uploads=[scan])


def _sign(world: World, now: Moment) -> None:
    session, secretary = _session(ON_PAPER), _secretary(world)
    session = operations.write_minutes(
        by=secretary, now=now, session=session, discussion=DISCUSSION, conclusion=CONCLUSION
    )
    session = operations.draw_up_minutes(by=secretary, now=now, session=session)
    operations.sign_minutes(by=_actor(world, CHAIR), now=now, session=session)


def _first_votes(world: World, now: Moment) -> None:
    """Two have voted; the sample accounts have not."""
    session = _session(IN_SECRET)
    for who, no in ((CHAIR, 0), (MEMBERS[3], 1)):
        member = session.council.members.get(person=world.people[who])
        items = ballots.items_to_vote(session, member)
        choices = {item.uid: "no" if place < no else "yes" for place, item in enumerate(items)}
        operations.cast_ballots(by=_actor(world, who), now=now, session=session, choices=choices)


def _waiting() -> list[Nomination]:
    council = Council.objects.get()
    return [row for row in to_be_considered(council, _round()) if row.form.key == OWN]


def _round() -> AwardRound:
    return AwardRound.objects.select_related("campaign__owner").get(campaign__key="286", number=1)


def _session(day: Day) -> Session:
    return Session.objects.select_related("council__unit__kind", "round__campaign").get(held_on=day)


def _secretary(world: World) -> Actor:
    return _actor(world, SECRETARY)


def _actor(world: World, who: tuple[str, str]) -> Actor:
    """As the council's roles stand: they are younger than the campaign."""
    return actor_of_person(world.people[who], ON_PAPER)
