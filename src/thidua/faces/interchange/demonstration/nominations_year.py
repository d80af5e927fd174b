"""The first award round of the demonstration: guidance, who is proposed, whose dossier came, what waits for whom."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from thidua.faces.interchange.demonstration import people
from thidua.faces.interchange.demonstration.pictures import paper
from thidua.faces.interchange.demonstration.world import SYSTEM, World
from thidua.foundation.accounts.models import Person
from thidua.foundation.accounts.operations import make_person
from thidua.stages.campaigns.models import AwardForm, AwardRound
from thidua.stages.nominations import operations
from thidua.stages.nominations.models import AwardGuidance, Nomination, Submission
from thidua.stages.nominations.operations import Content, Terms
from thidua.stages.nominations.suggestions import short, suggested

Day = datetime.date
Moment = datetime.datetime

OWN, PEOPLES_COMMITTEE = "bang-khen-ubmttq-tinh", "bang-khen-ubnd-tinh"
# Seven of the pool of communes and working boards; their districts' dossiers were accepted before the session of 12/7.
COMMUNES = ("24751", "24754", "24766", "24664", "24670", "24697", "24688")
# Districts by how far their dossier came. Cư Jút is putting its own together.
ACCEPTED, WAITING, GIVEN_BACK, PREPARING = ("663", "664", "666"), "665", "660", people.DISTRICT
# Proposed to a district that has not opened its dossier.
UNOPENED = "24736"
RETURNED_TO, RETURN_REASON = people.COMMUNE, "Báo cáo chưa nêu số liệu so với chỉ tiêu của đợt thi đua (minh họa)."
GIVEN_BACK_REASON = "Biên bản thiếu chữ ký của thư ký Hội đồng (minh họa)."
ACHIEVEMENTS = (
    "Tích cực vận động Nhân dân thực hiện công trình, phần việc chào mừng Đại hội (minh họa).",
    "Tổ chức tốt Ngày hội Đại đoàn kết và hội nghị Ban Công tác Mặt trận ở khu dân cư (minh họa).",
    "Vận động hội viên, đoàn viên đóng góp ngày công làm đường, trồng hoa, thắp sáng đường quê (minh họa).",
    "Đổi mới cách tuyên truyền; có mô hình được nhiều nơi làm theo (minh họa).",
)


def enter_all(world: World) -> None:
    """Puts the round into the diary."""
    at = world.diary.at
    at(Day(2024, 6, 18), lambda now: _guide(world, now))
    at(Day(2024, 6, 20), lambda now: _issue(world, now), minutes=60)
    for place, code in enumerate(COMMUNES):
        at(Day(2024, 6, 24), _proposing(world, code, code), minutes=20 * place)
    for place, code in enumerate((*ACCEPTED, WAITING, GIVEN_BACK, PREPARING)):
        at(Day(2024, 6, 26), _proposing(world, code, code), minutes=20 * place)
    _individuals(world)
    for place, (code, subject) in enumerate(
        (("67-TCTG", "67-TCTG"), ("67-PT", "67-PT"), ("67-PN", "67-PN"), ("67-ND", "67-ND"))
    ):
        at(Day(2024, 6, 27), _proposing(world, code, subject), minutes=20 * place)
    at(Day(2024, 6, 28), _proposing(world, people.COMMUNE, people.COMMUNE, confirm=False))
    at(Day(2024, 6, 28), _proposing(world, people.COMMUNE, people.AREA), minutes=30)
    at(Day(2024, 7, 1), _proposing(world, UNOPENED, UNOPENED))
    at(Day(2024, 7, 1), _proposing(world, "666", "666", form=PEOPLES_COMMITTEE), minutes=40)
    at(Day(2024, 7, 2), _drafting(world, people.COMMUNE))
    for place, code in enumerate((*ACCEPTED, "67-PN", WAITING, GIVEN_BACK)):
        at(Day(2024, 7, 3), _sending(world, code), minutes=40 * place)
    for place, code in enumerate(ACCEPTED):
        at(Day(2024, 7, 8), _accepting(world, code), minutes=10 * place)
    at(Day(2024, 7, 8), lambda now: _give_back(world, now), minutes=60)
    at(Day(2024, 7, 9), _opening(world, PREPARING))


def form_of(key: str) -> AwardForm:
    """A form of the round."""
    return AwardForm.objects.select_related("round__campaign__owner").get(key=key, round__campaign__key="286")


def _guide(world: World, now: Moment) -> None:
    round = AwardRound.objects.select_related("campaign__owner").get(campaign=world.campaign, number=1)
    terms = Terms(
        proposals_before=Day(2024, 7, 31), dossiers_before=Day(2024, 8, 20), council_on=Day(2024, 8, 23),
        contact="Ban Tổ chức - Tuyên giáo, điện thoại 0900 000 003 (minh họa)",
    )  # fmt: skip
    guidance = operations.write_guidance(by=world.officer("67"), now=now, round=round, terms=terms)
    operations.submit_guidance(by=world.officer("67"), now=now, guidance=guidance)


def _issue(world: World, now: Moment) -> None:
    guidance = AwardGuidance.objects.get(round__campaign=world.campaign, round__number=1)
    operations.issue_guidance(by=world.actor("67", "leader"), now=now, guidance=guidance)


def _individuals(world: World) -> None:
    """Heads of communes, two officers with one name, heads of working boards, a person of the province's office."""
    at, day = world.diary.at, Day(2024, 6, 25)
    for place, code in enumerate(people.NAMESAKES):
        at(day, _proposing(world, code, code, person=world.people[(code, "officer")]), minutes=30 * place)
    at(day, _proposing(world, "24697", "24697", person=world.people[("24697", "leader")]), minutes=70)
    at(day, _proposing(world, "67-TCTG", "67-TCTG", person=world.people[(people.FOCAL, "officer")]), minutes=90)
    at(Day(2024, 6, 28), lambda now: _returned(world, now), minutes=90)


def _proposing(
    world: World, code: str, subject: str, *, form: str = OWN, person: Person | None = None, confirm: bool = True
) -> Callable[[Moment], None]:
    def propose(now: Moment) -> None:
        made = _propose(world, code, subject, form, person, now)
        if confirm:
            operations.confirm_report(by=_confirmer(world, subject, person), now=now, nomination=made)

    return propose


def _propose(world: World, code: str, subject: str, form: str, person: Person | None, now: Moment) -> Nomination:
    unit = world.units[subject]
    report = suggested(world.campaign, unit, person)
    achievement = ACHIEVEMENTS[sum(map(ord, f"{subject}{person or ''}")) % len(ACHIEVEMENTS)]
    report["results"] = report["results"] or f"- {achievement}"
    content = Content(
        form=form_of(form), unit=world.units[code], subject=unit, person=person,
        achievement=(not person and short(world.campaign, unit)) or achievement, report=report,
    )  # fmt: skip
    return operations.draft_nomination(by=world.officer(code), now=now, content=content, propose=True)


def _confirmer(world: World, subject: str, person: Person | None) -> object:
    """The head of the body; of an area, a department and the head itself the level above."""
    unit = world.units[subject]
    is_head = person is not None and person == world.people.get((subject, "leader"))
    above = unit.kind.is_area or unit.kind_id == "front-department" or is_head
    return world.actor(world.above(subject) if above else subject, "leader")


def _returned(world: World, now: Moment) -> None:
    """An individual whom the district gave back to the commune to be put right."""
    head = make_person(
        by=SYSTEM, now=now, full_name="Hoàng Văn Bảy", position="Trưởng Ban Công tác Mặt trận", is_invented=True
    )
    made = _propose(world, RETURNED_TO, people.AREA, OWN, head, now)
    operations.return_nomination(by=world.officer(people.DISTRICT), now=now, nomination=made, reason=RETURN_REASON)


def _drafting(world: World, code: str) -> Callable[[Moment], None]:
    def draft(now: Moment) -> None:
        content = Content(
            form=form_of(PEOPLES_COMMITTEE), unit=world.units[code], subject=world.units[code],
            report=suggested(world.campaign, world.units[code]),
        )  # fmt: skip
        operations.draft_nomination(by=world.officer(code), now=now, content=content)

    return draft


def _opening(world: World, code: str) -> Callable[[Moment], None]:
    def opening(now: Moment) -> None:
        operations.open_submission(by=world.officer(code), now=now, form=form_of(OWN), unit=world.units[code])

    return opening


def _sending(world: World, code: str) -> Callable[[Moment], None]:
    def send(now: Moment) -> None:
        officer, leader = world.officer(code), world.actor(code, "leader")
        made = operations.open_submission(by=officer, now=now, form=form_of(OWN), unit=world.units[code])
        made = operations.attach_paper(
            by=officer, now=now, submission=made, part_key="council-minutes",
            upload=paper("Biên bản họp Hội đồng", next(world.serial)),
            title=f"Biên bản số {world.chance.randint(1, 9):02d}/BB-HĐTĐKT ngày 02/7/2024 (minh họa)",
        )  # fmt: skip
        made = operations.submit_letter(by=officer, now=now, submission=made)
        made = operations.sign_letter(by=leader, now=now, submission=made)
        operations.send_submission(by=officer, now=now, submission=made)

    return send


def _accepting(world: World, code: str) -> Callable[[Moment], None]:
    def accept(now: Moment) -> None:
        made = operations.accept_submission(by=world.officer("67"), now=now, submission=_dossier(world, code))
        operations.hand_over_sets(
            by=world.officer(code), now=now, submission=made, sets=1, on=now.date(),
            to=world.people[(people.FOCAL, "officer")].full_name,
        )  # fmt: skip

    return accept


def _give_back(world: World, now: Moment) -> None:
    operations.return_submission(
        by=world.officer("67"), now=now, submission=_dossier(world, GIVEN_BACK), reason=GIVEN_BACK_REASON
    )


def _dossier(world: World, code: str) -> Submission:
    return Submission.objects.get(unit=world.units[code], form=form_of(OWN))
