"""A council of the cast: chair, vice chair, three members, a secretary without a vote; nominations that wait for it."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from tests.factories import NOW, START, SYSTEM, Cast, cast
from tests.harness.recording import recorded
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound, DossierPart
from thidua.stages.councils import ballots
from thidua.stages.councils.models import Attendance, Council, CouncilMember, Session, SessionItem
from thidua.stages.councils.operations import (
    cast_ballots,
    establish_council,
    open_session,
    plan_session,
    record_attendance,
    start_voting,
)
from thidua.stages.councils.operations.establishing import Establishment, Seat
from thidua.stages.councils.operations.planning import Agenda
from thidua.stages.nominations.models import Nomination, NomineeFile, Submission

DAY = datetime.date(2024, 7, 12)
CHAIR, VICE, MEMBERS, CLERK = (
    "province_leader",
    "women_leader",
    ("district_leader", "far_district_officer", "women_officer"),
    "province_officer",
)
VOTERS = (CHAIR, VICE, *MEMBERS)
PRESENT, ABSENT, WRITTEN = "present", "absent", "written"


@dataclass
class Room:
    """A council with a round, one form of ours and its pool."""

    people: Cast
    council: Council
    round: AwardRound
    form: AwardForm
    pool: AwardPool
    nominations: dict[str, Nomination]

    def actor(self, name: str) -> Actor:
        return self.people.actor(name)

    def member(self, name: str) -> CouncilMember:
        return self.council.members.get(person=self.people.people[name])

    def item(self, session: Session, name: str) -> SessionItem:
        return session.items.get(nomination=self.nominations[name])


def says(people: Cast, **more: Any) -> Establishment:
    """The decision as it is entered."""
    seats = [
        Seat(people.people[CHAIR], "chair"),
        Seat(people.people[VICE], "vice-chair"),
        *(Seat(people.people[name]) for name in MEMBERS),
        Seat(people.people[CLERK], "secretary", votes=False),
    ]
    values: dict[str, Any] = {
        "name": "Hội đồng Thi đua - Khen thưởng Ủy ban MTTQ Việt Nam tỉnh", "decision": "Quyết định số 45/QĐ-MTTQ-BTT",
        "decision_date": START, "valid_from": START, "seats": seats, "quorum": 60, "threshold": 60,
    }  # fmt: skip
    return Establishment(**{**values, **more})


def make_round(people: Cast, *, quota: int | None = 1) -> tuple[AwardRound, AwardForm, AwardPool]:
    """Round 1 with a form of the province and a pool for every kind of body."""
    round = AwardRound.objects.create(
        campaign=people.campaign, unit=people.province, number=1, event_key="provincial-congress"
    )
    form = AwardForm.objects.create(
        round=round, key="bang-khen", clause="VI.3", name="Bằng khen của Ủy ban MTTQ Việt Nam tỉnh", submitters="các huyện",
        appraiser="Ban Tổ chức - Tuyên giáo", decider="Ban Thường trực", is_ours=True, original_sets=1,
    )  # fmt: skip
    kinds = ["front-commune", "front-district", "front-department", "residential-area"]
    pool = AwardPool.objects.create(form=form, position=1, name="Các xã", unit_kinds=kinds, quota=quota)
    DossierPart.objects.create(
        campaign=people.campaign, key="council-minutes", position=2, name="Biên bản họp Hội đồng"
    )
    return round, form, pool


def nominate(room: Room, key: str, subject: str, person: str = "") -> Nomination:
    """A nomination in a dossier the province accepted."""
    people = room.people
    unit, who = people.units[subject], people.people[person] if person else None
    name = who.full_name if who else unit.name
    submitter = people.far_district if subject.startswith("far") else people.district
    made = Nomination.objects.create(
        unit=submitter, campaign=people.campaign, form=room.form, pool=room.pool, subject=unit, person=who,
        holder=people.province, status="proposed", achievement=f"Thành tích của {name} (minh họa)",
        folded=fold(name), sort_key=sort_key(name), proposed_at=NOW, made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    dossier, _new = Submission.objects.get_or_create(
        unit=submitter, form=room.form,
        defaults={
            "receiver": people.province, "receiver_name": people.province.name, "status": "accepted", "sent_at": NOW,
            "accepted_at": NOW, "made_at": NOW, "changed_at": NOW,
        },
    )  # fmt: skip
    NomineeFile.objects.create(submission=dossier, nomination=made, position=dossier.nominees.count() + 1)
    room.nominations[key] = made
    return made


def council_room(people: Cast, *, quota: int | None = 1, **more: Any) -> Room:
    """A council and four nominations: two communes, the district (its leader steps out), a member itself."""
    round, form, pool = make_round(people, quota=quota)
    council = establish_council(by=SYSTEM, now=NOW, unit=people.province, says=says(people, **more))
    room = Room(people, council, round, form, pool, {})
    nominate(room, "commune", "commune")
    nominate(room, "sister", "sister_commune")
    nominate(room, "district", "district")
    nominate(room, "person", "far_district", "far_district_officer")
    return room


@recorded
def cast_in_council() -> Room:
    return council_room(cast())


def agenda(room: Room, mode: str = "secret", *, names: tuple[str, ...] = (), **more: Any) -> Agenda:
    chosen = [room.nominations[name] for name in names or room.nominations]
    values = {"mode": mode, "held_on": DAY, "place": "Phòng họp số 1, trụ sở Ủy ban MTTQ Việt Nam tỉnh"}
    return Agenda(**{**values, **more}, nominations=chosen)


def planned(room: Room, mode: str = "secret", **more: Any) -> Session:
    return plan_session(
        by=room.actor(CLERK), now=NOW, council=room.council, round=room.round, agenda=agenda(room, mode, **more)
    )


def presences(room: Room, **by_name: str) -> dict[int, tuple[str, str]]:
    """Everybody there, but for those named."""
    found = {}
    for name in (*VOTERS, CLERK):
        presence = by_name.get(name, PRESENT)
        found[room.member(name).pk] = (presence, "Đồng ý cả danh sách" if presence == WRITTEN else "")
    return found


def opened(room: Room, mode: str = "secret", *, agenda: dict[str, Any] | None = None, **by_name: str) -> Session:
    session = planned(room, mode, **(agenda or {}))
    clerk = room.actor(CLERK)
    session = record_attendance(by=clerk, now=NOW, session=session, presences=presences(room, **by_name))
    return open_session(by=clerk, now=NOW, session=session)


def voting(room: Room, **by_name: str) -> Session:
    return start_voting(by=room.actor(CLERK), now=NOW, session=opened(room, **by_name))


def presence_of(session: Session, member: CouncilMember) -> str:
    return Attendance.objects.get(session=session, member=member).presence


def paper_of(room: Room, session: Session, name: str, choice: str = "yes", **other: str) -> dict[uuid.UUID, str]:
    """The member's whole ballot: one choice for all but those named."""
    items = ballots.items_to_vote(session, room.member(name))
    keys = {nomination.pk: key for key, nomination in room.nominations.items()}
    return {item.uid: other.get(keys[item.nomination_id], choice) for item in items}


def cast_by(room: Room, session: Session, name: str, choice: str = "yes", **other: str) -> None:
    cast_ballots(by=room.actor(name), now=NOW, session=session, choices=paper_of(room, session, name, choice, **other))


def counts(session: Session) -> list[tuple[int | None, ...]]:
    rows = SessionItem.objects.filter(session=session).order_by("position")
    return [(row.yes, row.no, row.invalid, row.of, row.passed) for row in rows]
