"""Every state × act × role of an evaluation; who judges subjects at the edges of the frame."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories import NOW, PEOPLE, Cast, cast, make_person
from tests.stages.evaluations.support import REACHED, answers, begun, criteria, sent
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.models import Membership
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.stages.evaluations import rules
from thidua.stages.evaluations.models import Evaluation
from thidua.stages.evaluations.operations import judge_evaluation
from thidua.stages.evaluations.queries import require_seen, waiting_for
from thidua.stages.evaluations.states import EVALUATION

pytestmark = pytest.mark.django_db
# For the commune of Nam Dong.
UNIT, ABOVE = {"send", "send_again", "widen"}, {"judge", "return", "reopen"}
MAY = {"commune_officer": UNIT, "district_officer": ABOVE, "district_leader": ABOVE}
SEES = {"commune_officer", "commune_leader", "district_officer", "district_leader", "province_officer", "province_leader",
        "administrator"}  # fmt: skip
OWN = {"commune_officer", "commune_leader"}


@pytest.fixture
def people() -> Cast:
    made = cast()
    criteria(made)
    return made


def test_every_state_act_and_role(people: Cast) -> None:
    answered: dict[tuple[str, str, str], str] = {}
    actors = {name: people.actor(name) for name, *_rest in PEOPLE}
    for status, reach in REACHED.items():
        Evaluation.objects.all().delete()
        evaluation = reach(people)
        assert evaluation.status == status
        for name, actor in actors.items():
            for row in EVALUATION:
                answered[name, status, row.name] = outcome(actor, evaluation, row.name)

    assert answered == {
        (name, status, row.name): expected(name, status, row)
        for status in REACHED
        for name, *_rest in PEOPLE
        for row in EVALUATION
    }


def outcome(actor: Actor, evaluation: Evaluation, act: str) -> str:
    try:
        require_seen(actor, evaluation)
        EVALUATION.check(evaluation, act, by=actor)
    except (Missing, NotAllowed, NotNow) as refusal:
        return type(refusal).__name__
    return "done"


def expected(name: str, status: str, row: Any) -> str:
    if name not in (OWN if status == "draft" else SEES):
        return "Missing"
    if row.name not in MAY.get(name, set()):
        return "NotAllowed"
    return "done" if status in row.sources else "NotNow"


def test_area_is_written_by_its_commune_and_judged_by_its_leader(people: Cast) -> None:
    evaluation = sent(people, unit="area")

    refused = rules.superior_judges(people.actor("commune_officer"), evaluation)
    assert refused == (
        "Bạn là người viết bản tự đánh giá này nên không tự đánh giá thay cấp trên. "
        "Người làm: lãnh đạo Ủy ban MTTQ Việt Nam xã Nam Dong."
    )
    judge_evaluation(
        by=people.actor("commune_leader"), now=NOW, evaluation=evaluation, answers=answers(evaluation, words="")
    )
    assert Evaluation.objects.get().status == "judged"


def test_one_who_holds_both_roles_judges_what_he_wrote_for_an_area(people: Cast) -> None:
    evaluation = sent(people, by="sister_officer", unit="sister_area")

    assert rules.superior_judges(people.actor("sister_officer"), evaluation) is None
    assert list(waiting_for(people.actor("sister_officer"))) == [evaluation]


def test_person_of_the_top_is_judged_by_its_leader_who_did_not_write_it(people: Cast) -> None:
    person = make_person("Người của tỉnh")
    Membership.objects.create(person=person, unit=people.province, role="officer", valid_from=NOW.date())
    evaluation = sent(people, by="province_officer", unit="province", person=person)

    assert rules.superior_judges(people.actor("province_officer"), evaluation) == (
        "Việc này do lãnh đạo Ủy ban MTTQ Việt Nam tỉnh Đắk Nông làm."
    )
    assert rules.superior_judges(people.actor("province_leader"), evaluation) is None
    assert [list(waiting_for(people.actor(name))) for name in ("province_officer", "province_leader")] == [
        [],
        [evaluation],
    ]


def test_focal_department_judges_for_its_committee(people: Cast) -> None:
    evaluation = sent(people, by="district_officer", unit="district")

    assert rules.superior_judges(people.actor("province_officer"), evaluation) is None
    assert list(waiting_for(people.actor("province_officer"))) == [evaluation]
    assert list(waiting_for(people.actor("women_leader"))) == []


def test_waiting_is_what_the_rule_allows(people: Cast) -> None:
    """The list and the rule are written apart: for everybody they say the same."""
    for by, unit in (("commune_officer", "commune"), ("commune_officer", "area"), ("district_officer", "district"),
                     ("sister_officer", "sister_area"), ("women_officer", "women")):  # fmt: skip
        sent(people, by=by, unit=unit)
    sent(people, person=people.people["commune_leader"])
    rows = list(Evaluation.objects.select_related("unit__kind", "campaign").order_by("id"))
    for name, *_rest in PEOPLE:
        actor = people.actor(name)
        may = [row for row in rows if rules.superior_judges(actor, row) is None]
        assert list(waiting_for(actor).order_by("id")) == may, name


def test_draft_is_its_writers_alone(people: Cast) -> None:
    evaluation = begun(people)

    with pytest.raises(Missing):
        require_seen(people.actor("district_officer"), evaluation)
    require_seen(people.actor("commune_leader"), evaluation)
