"""The commune's council: a session in every state, each with one candidate of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.factories import NOW, START, SYSTEM, make_person
from tests.foundation.core.uploads import pdf, upload
from tests.scope import markers
from tests.stages.councils.support import DAY
from thidua.foundation.core import files
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.campaigns.models import AwardForm, AwardRound, DossierPart
from thidua.stages.councils import operations
from thidua.stages.councils.models import Council, Session
from thidua.stages.councils.operations.counting import Count
from thidua.stages.councils.operations.establishing import Establishment, Seat
from thidua.stages.councils.operations.planning import Agenda
from thidua.stages.nominations.models import Nomination, Submission

if TYPE_CHECKING:
    from tests.scope.world import World

# Rounds of other rooms have other numbers.
ROUND = 9
STATES = ("planned", "open", "hands", "voting", "closed", "for_signature", "minuted")
SECRET = frozenset({"planned", "open", "voting"})


def prepare(world: World) -> None:
    """The round whose candidates come before councils, and the dossier's minutes."""
    campaign = world.cast.campaign
    round = AwardRound.objects.create(
        campaign=campaign, unit=campaign.owner, number=ROUND, event_key="provincial-congress"
    )
    AwardForm.objects.create(
        round=round, key="giay-khen", clause="VI.9", name="Giấy khen", submitters="xã", appraiser="xã", decider="xã",
    )  # fmt: skip
    DossierPart.objects.get_or_create(
        campaign=campaign, key="council-minutes", defaults={"position": 99, "name": "Biên bản họp Hội đồng"}
    )


def fill(world: World) -> None:
    """Officer and leader of the commune keep and chair it; its other members have no account."""
    people = world.cast
    seats = [
        Seat(people.people["commune_leader"], "chair"),
        Seat(people.people["commune_officer"], "secretary"),
        *(Seat(make_person(f"Ủy viên {place}")) for place in ("một", "hai")),
    ]
    says = Establishment(f"Hội đồng {markers.COUNCIL}", "Quyết định số 5/QĐ", START, START, seats)
    council = operations.establish_council(by=SYSTEM, now=NOW, unit=people.commune, says=says)
    # Its end is known already, so that the next decision may be entered whatever its sessions are at.
    Council.objects.filter(pk=council.pk).update(valid_to=NOW.replace(month=8).date())
    form = AwardForm.objects.get(round__campaign=people.campaign, round__number=ROUND)
    for state in STATES:
        world.sessions[state] = _session(world, Council.objects.get(pk=council.pk), form, state)
    _candidate(world, form, "waiting")
    Submission.objects.create(
        unit=people.commune, form=form, receiver=people.district, receiver_name=people.district.name, made_at=NOW,
        changed_at=NOW,
    )  # fmt: skip


def _candidate(world: World, form: AwardForm, state: str) -> Nomination:
    people, person = world.cast, make_person(f"{markers.CANDIDATE} {state}")
    return Nomination.objects.create(
        unit=people.commune, campaign=people.campaign, form=form, subject=people.area, person=person,
        holder=people.commune, status="proposed", achievement=f"{markers.CANDIDATE} thành tích",
        folded=fold(person.full_name), sort_key=sort_key(person.full_name), proposed_at=NOW, made_at=NOW, changed_at=NOW,
    )  # fmt: skip


def _session(world: World, council: Council, form: AwardForm, state: str) -> Session:
    clerk, chair = world.actor("commune_officer"), world.actor("commune_leader")
    how: dict[str, Any] = {"by": clerk, "now": NOW}
    mode = "secret" if state in SECRET else "paper" if state == "closed" else "hands"
    agenda = Agenda(mode, DAY, f"{markers.COUNCIL} {state}", [_candidate(world, form, state)])
    session = operations.plan_session(council=council, round=form.round, agenda=agenda, **how)
    there = {row.member_id: ("present", "") for row in session.attendances.order_by("id")}
    session = operations.record_attendance(session=session, presences=there, **how)
    if state == "planned":
        return session
    session = operations.open_session(session=session, **how)
    if state in {"open", "hands"}:
        return session
    if state == "voting":
        return operations.start_voting(session=session, **how)
    counts = {item.uid: Count(4, 0) for item in session.items.order_by("id")}
    scan = [upload(pdf(), "bien-ban-kiem-phieu.pdf")]
    session = operations.enter_counts(session=session, counts=counts, uploads=scan, **how)
    if state == "closed":
        world.files["counting minutes"] = files.of_owner("session", session.uid)[0]
    session = operations.write_minutes(session=session, discussion="", conclusion=markers.COUNCIL, **how)
    if state == "closed":
        return session
    session = operations.draw_up_minutes(session=session, **how)
    return session if state == "for_signature" else operations.sign_minutes(by=chair, now=NOW, session=session)
