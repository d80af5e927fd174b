"""A district's council over the Giấy khen of the district's own plan: session, ballot, minutes, choice, decision."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, SYSTEM, TODAY
from tests.stages.councils import support as rooms
from tests.stages.nominations import support
from tests.stages.nominations.test_own_awards import Own, issued_with_awards
from thidua.foundation.core.duties import SOURCES
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.queries import as_printed
from thidua.stages.campaigns import papers as printed
from thidua.stages.councils import papers
from thidua.stages.councils.candidates import waiting
from thidua.stages.councils.models import Council, Session
from thidua.stages.councils.operations import (
    close_voting,
    draw_up_minutes,
    establish_council,
    open_session,
    plan_session,
    record_attendance,
    sign_minutes,
    start_voting,
    write_minutes,
)
from thidua.stages.councils.operations.establishing import Establishment, Seat
from thidua.stages.councils.operations.planning import Agenda
from thidua.stages.councils.queries import rounds_to_consider
from thidua.stages.decisions.operations import issue_decision, start_decision, submit_decision
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations import select_nominee

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.clause("H.3")]
CHAIR, MEMBERS, CLERK = "district_leader", ("sister_officer", "province_officer"), "district_officer"
VOTERS = (CHAIR, *MEMBERS)


@pytest.fixture
def own(db: None) -> Own:
    """The district's round is open; two people of a commune lie before the district in an accepted dossier."""
    made = issued_with_awards()
    made.open()
    for name in ("Người Một", "Người Hai"):
        made.person(name)
    support.accepted(support.Awards(made.people, made.round, made.form, made.form, made.form), made.people.commune)
    return made


def council_of(own: Own) -> Council:
    people = own.people.people
    seats = [
        Seat(people[CHAIR], "chair"), *(Seat(people[name]) for name in MEMBERS),
        Seat(people[CLERK], "secretary", votes=False),
    ]  # fmt: skip
    says = Establishment(
        name="Hội đồng Thi đua - Khen thưởng Ủy ban MTTQ Việt Nam huyện Cư Jút", decision="Quyết định số 09/QĐ-MTTQ-BTT",
        decision_date=datetime.date(2024, 1, 5), valid_from=datetime.date(2024, 1, 5), seats=seats, quorum=60, threshold=60,
    )  # fmt: skip
    return establish_council(by=own.actor(CHAIR), now=NOW, unit=own.people.district, says=says)


def called(own: Own, council: Council) -> Session:
    agenda = Agenda("secret", rooms.DAY, "Phòng họp huyện", list(waiting(council, own.round)))
    return plan_session(by=own.actor(CLERK), now=NOW, council=council, round=own.round, agenda=agenda)


def minuted(own: Own, session: Session) -> Session:
    """Everybody is there; all say yes to the first, one of three to the second."""
    clerk = own.actor(CLERK)
    there = {row.member_id: ("present", "") for row in session.attendances.all()}
    session = record_attendance(by=clerk, now=NOW, session=session, presences=there)
    session = open_session(by=clerk, now=NOW, session=session)
    session = start_voting(by=clerk, now=NOW, session=session)
    first, second = session.items.order_by("position")
    for name in VOTERS:
        choices = {first.uid: "yes", second.uid: "yes" if name == CHAIR else "no"}
        rooms.cast_ballots(by=own.actor(name), now=NOW, session=session, choices=choices)
    session = close_voting(by=clerk, now=NOW, session=session)
    session = write_minutes(by=clerk, now=NOW, session=session, discussion="", conclusion="Đề nghị khen một cá nhân.")
    session = draw_up_minutes(by=clerk, now=NOW, session=session)
    return sign_minutes(by=own.actor(CHAIR), now=NOW, session=session)


def test_the_council_of_the_unit_votes_and_the_unit_decides(own: Own) -> None:
    council = council_of(own)
    assert rounds_to_consider(council)[-1] == own.round
    names = [str(row) for row in waiting(council, own.round)]
    assert sorted(names) == ["Người Hai", "Người Một"]
    owed = SOURCES["councils"](own.actor(CLERK), TODAY)
    assert [duty.kind for duty in owed if "2" in duty.what or "2" in duty.detail] != []

    session = minuted(own, called(own, council))
    assert session.minutes is not None
    assert (session.minutes.unit, session.minutes.notation) == (own.people.district, "01/BB-HĐTĐKT")
    for ending in ("docx", "pdf"):
        found = check_document(papers.draw_minutes(session, ending), today=TODAY).deviations
        assert [(each.rule, each.place) for each in found if not each.notice] == []

    passed, failed = (item.nomination for item in session.items.order_by("position"))
    assert [(row.vote, row.votes_for, row.votes_of) for row in (passed, failed)] == [("passed", 3, 3), ("failed", 1, 3)]
    assert list(waiting(council, own.round)) == []
    select_nominee(by=own.actor(CLERK), now=NOW, nomination=passed, reason="Hội đồng đề nghị")

    decision = start_decision(by=own.actor(CLERK), now=NOW, form=own.form)
    assert [entry.name for entry in decision.entries.all()] == [str(passed)]
    decision = submit_decision(by=own.actor(CLERK), now=NOW, decision=decision)
    decision = issue_decision(by=own.actor(CHAIR), now=NOW, decision=decision)
    assert decision.document is not None
    paper = as_printed(decision.document)
    text = printed.draw(paper, "html").decode()
    assert "01/BB-HĐTĐKT" in text
    for ending in ("docx", "pdf"):
        found = check_document(printed.draw(paper, ending), today=TODAY).deviations
        assert [(each.rule, each.place) for each in found if not each.notice] == []
    honour = Honour.objects.get()
    assert (honour.subject_name, honour.unit) == (str(passed), own.people.commune)


def test_other_councils_have_nothing_to_do_with_it(own: Own) -> None:
    council = council_of(own)
    above = establish_council(by=SYSTEM, now=NOW, unit=own.people.province, says=rooms.says(own.people))
    assert own.round not in rounds_to_consider(above)
    agenda = Agenda("secret", rooms.DAY, "Phòng họp tỉnh", list(Nomination.objects.all()))
    with pytest.raises((Invalid, Missing)):
        plan_session(by=SYSTEM, now=NOW, council=above, round=own.round, agenda=agenda)
    for name, error in (("sister_officer", NotAllowed), ("commune_officer", Missing), ("far_commune_officer", Missing)):
        with pytest.raises(error):
            plan_session(by=own.actor(name), now=NOW, council=council, round=own.round, agenda=agenda)
