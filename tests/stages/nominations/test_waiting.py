"""Who is offered to be proposed, who waits outside a dossier, whom a person is asked to choose."""

from __future__ import annotations

import pytest

from tests.factories import NOW, TODAY
from tests.stages.nominations.support import Awards, accepted, proposed, ready, sent, voted
from thidua.foundation.core import duties
from thidua.stages.evaluations.operations import begin_evaluation
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.offers import offered
from thidua.stages.nominations.operations import select_nominee
from thidua.stages.nominations.queries import submittable

pytestmark = pytest.mark.django_db


def owed(found: Awards, who: str, kind: str) -> list[tuple[str, int]]:
    rows = duties.owed(found.cast.actor(who), TODAY)
    return [(duty.detail, duty.count) for duty in rows if duty.kind == kind]


def test_person_evaluated_before_is_there_to_be_proposed(open_round: Awards) -> None:
    people = open_round.cast
    actor = people.actor("commune_officer")
    made = begin_evaluation(
        by=actor, now=NOW, campaign=people.campaign, unit=people.commune, new_person="H'Yar Êban",
        position="Phó Chủ tịch",
    )  # fmt: skip
    found = offered(actor, on=TODAY)
    assert made.person is not None
    assert (found.person(str(made.person.uid)), found.body_of(made.person)) == (made.person, people.commune)
    assert [words for _uid, words in found.people_for(open_round.own) if words.startswith("H'Yar")] == [
        "H'Yar Êban, Phó Chủ tịch, Xã Nam Dong"
    ]


def test_who_is_proposed_after_the_dossier_was_opened_is_shown_with_it(open_round: Awards) -> None:
    people = open_round.cast
    actor = people.actor("district_officer")
    proposed(open_round, people.commune)
    assert [(row.number, row.dossier, row.is_open) for row in submittable(actor)] == [(1, None, False)]
    dossier = ready(open_round, people.district)
    assert submittable(actor) == []
    proposed(open_round, people.sister_commune)
    late = submittable(actor)[0]
    assert (late.unit, late.form_key, late.number, late.dossier, late.is_open) == (
        people.district, open_round.own.key, 1, dossier.uid, True,
    )  # fmt: skip


def test_who_comes_after_the_dossier_was_sent_is_told_apart(open_round: Awards) -> None:
    people = open_round.cast
    proposed(open_round, people.commune)
    dossier = sent(open_round, people.district)
    proposed(open_round, people.sister_commune)
    late = submittable(people.actor("district_officer"))[0]
    assert (late.dossier, late.is_open) == (dossier.uid, False)


def test_whom_the_council_agreed_to_is_a_duty_while_there_are_seats(open_round: Awards) -> None:
    people = open_round.cast
    rows = [
        proposed(open_round, unit, subject)
        for unit, subject in ((people.commune, None), (people.sister_commune, None), (people.commune, people.area))
    ]
    accepted(open_round, people.district)
    assert owed(open_round, "province_officer", "nomination-choose") == []
    for row, votes in zip(rows, (7, 6, 5), strict=True):
        voted(Nomination.objects.get(pk=row.pk), votes)
    asked = [("3 người, tập thể được Hội đồng đồng ý, còn suất", 3)]
    assert owed(open_round, "province_officer", "nomination-choose") == asked
    assert owed(open_round, "district_officer", "nomination-choose") == []
    for row in rows[:2]:
        select_nominee(by=people.actor("province_officer"), now=NOW, nomination=Nomination.objects.get(pk=row.pk))
    # Both seats of the class are taken: who is left is the reserve's, and nothing is owed.
    assert owed(open_round, "province_officer", "nomination-choose") == []
