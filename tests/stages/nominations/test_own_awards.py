"""Giấy khen of a district's own plan: a round that the district runs, with as many places as its plan says (H.3)."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from tests.factories import AREA, COMMUNE, DISTRICT, NOW, SYSTEM, Cast, make_person
from tests.harness.recording import recorded
from tests.stages.campaigns import own_plans as steps
from tests.stages.nominations import support
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Refused, Unreadable
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound, DossierPart, Plan
from thidua.stages.campaigns.operations import amend_plan, revise_plan, withdraw_plan
from thidua.stages.campaigns.operations.own_plans import place_of
from thidua.stages.campaigns.plan_writing.awards import subject_of
from thidua.stages.campaigns.plan_writing.content import AwardLine
from thidua.stages.nominations import operations, queries
from thidua.stages.nominations.filters import round_of
from thidua.stages.nominations.guidance_paper import guidance_document
from thidua.stages.nominations.levels import receiver_of
from thidua.stages.nominations.models import AwardGuidance, Nomination, Seat
from thidua.stages.nominations.offers import offered

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.clause("H.3")]
TERMS = operations.Terms(proposals_before=support.PROPOSALS, dossiers_before=support.DOSSIERS)


@dataclasses.dataclass
class Own:
    """The cast, its district's issued plan with three places for bodies and two for people, the round of it."""

    people: Cast
    plan: Plan

    @property
    def round(self) -> AwardRound:
        return AwardRound.objects.get(plan=self.plan)

    @property
    def form(self) -> AwardForm:
        return AwardForm.objects.get(round=self.round)

    def actor(self, name: str) -> Any:
        return self.people.actor(name)

    def open(self) -> AwardGuidance:
        officer = self.actor("district_officer")
        made = operations.write_guidance(by=officer, now=NOW, round=self.round, terms=TERMS)
        made = operations.submit_guidance(by=officer, now=NOW, guidance=made)
        return operations.issue_guidance(by=self.actor("district_leader"), now=NOW, guidance=made)

    def person(self, name: str, unit: str = "commune", by: str = "commune_officer") -> Nomination:
        words = operations.Content(
            form=self.form, unit=self.people.units[unit], subject=self.people.units[unit], person=make_person(name),
            achievement=support.WORDS, report=dict(support.REPORT),
        )  # fmt: skip
        return operations.draft_nomination(by=self.actor(by), now=NOW, content=words, propose=True)

    def chosen(self, row: Nomination) -> Nomination:
        row = support.voted(Nomination.objects.get(pk=row.pk))
        return operations.select_nominee(by=self.actor("district_officer"), now=NOW, nomination=row, reason="Chọn")

    def amend(self, *awards: AwardLine) -> Plan:
        officer = self.actor("district_officer")
        plan = amend_plan(by=officer, now=NOW, plan=Plan.objects.get(pk=self.plan.pk))
        plan = revise_plan(by=officer, now=NOW, plan=plan, content=steps.changed(plan, awards=awards))
        return steps.sign(self.people, plan)

    def withdraw(self) -> Plan:
        plan = Plan.objects.get(pk=self.plan.pk)
        return withdraw_plan(by=self.actor("district_leader"), now=NOW, plan=plan, reason="Sai")


@recorded
def issued_with_awards() -> Own:
    people, root = steps.world()
    for place, (key, name, each) in enumerate(support.PARTS, 1):
        DossierPart.objects.create(campaign=people.campaign, key=key, position=place, name=name, per_nominee=each)
    return Own(people, steps.issued(people, root))


@pytest.fixture
def own(db: None) -> Own:
    return issued_with_awards()


def quotas(own: Own) -> list[tuple[str, list[str], bool, int | None]]:
    rows = AwardPool.objects.filter(form__round=own.round).order_by("form", "position")
    return list(rows.values_list("name", "unit_kinds", "for_people", "quota"))


def line(subject: str, count: int) -> AwardLine:
    return AwardLine(steps.FORM, subject, count)


def test_issued_plan_gives_its_unit_a_round_with_its_form_and_numbers(own: Own) -> None:
    round, form = own.round, own.form
    assert (str(round), round.unit) == ("Khen thưởng của Ủy ban MTTQ Việt Nam huyện Cư Jút", own.people.district)
    assert (form.name, form.is_ours, form.key) == (steps.FORM, True, "giay-khen-662-1")
    assert quotas(own) == [
        ("Tập thể", sorted([COMMUNE, AREA]), False, 3), ("Cá nhân", sorted([DISTRICT, COMMUNE, AREA]), True, 2),
    ]  # fmt: skip
    assert Seat.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "people", "kinds"),
    [
        ("Tập thể", False, {COMMUNE, AREA}), ("Cá nhân", True, {DISTRICT, COMMUNE, AREA}),
        ("Tập thể xã", False, {COMMUNE}), ("Tập thể Ban Công tác Mặt trận", False, {AREA}),
        ("Cá nhân ở xã, thôn", True, {COMMUNE, AREA}),
    ],
)  # fmt: skip
def test_line_says_whom_it_is_for(own: Own, text: str, people: bool, kinds: set[str]) -> None:
    found = subject_of(text, place_of(own.plan))
    assert (found.for_people, set(found.kinds)) == (people, kinds)


@pytest.mark.parametrize(
    ("awards", "words"),
    [
        ((line("Hộ gia đình", 2),), "Tập thể"), ((line("Tập thể, cá nhân", 2),), "mỗi thứ một dòng"),
        ((line("Cá nhân", 2), line("Cá nhân tiêu biểu", 1)), "cùng một diện"),
    ],
)  # fmt: skip
def test_line_of_nobody_or_said_twice_is_refused_when_it_is_written(
    own: Own, awards: tuple[AwardLine, ...], words: str
) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        own.amend(*awards)
    assert list(refused.value.fields) == ["awards"]


def test_line_of_nobody_has_no_kinds(own: Own) -> None:
    with pytest.raises(Unreadable):
        subject_of("Hộ gia đình", place_of(own.plan))


def test_places_open_with_the_units_guidance_and_no_sixth_is_chosen(own: Own) -> None:
    with pytest.raises(NotNow, match="hướng dẫn"):
        own.person("Quá sớm")
    guidance = own.open()
    assert (Seat.objects.count(), guidance.unit) == (5, own.people.district)
    assert steps.FORM in "".join(str(block) for block in guidance_document(guidance).blocks)
    rows = [own.person(f"Người {place}") for place in range(3)]
    assert {row.holder for row in rows} == {own.people.commune}
    assert receiver_of(own.form, own.people.commune) == own.people.district
    found = support.Awards(own.people, own.round, own.form, own.form, own.form)
    support.accepted(found, own.people.commune)
    assert queries.to_be_considered(own.round).count() == 3
    assert [own.chosen(row).status for row in rows[:2]] == ["selected", "selected"]
    with pytest.raises(NotNow, match="«Cá nhân» có 2 suất và đã chọn đủ"):
        own.chosen(rows[2])
    assert Seat.objects.filter(nomination__isnull=False).count() == 2


def test_units_of_another_branch_are_not_proposed(own: Own) -> None:
    own.open()
    with pytest.raises(Invalid, match="chỉ dành cho Ủy ban MTTQ Việt Nam huyện Cư Jút"):
        own.person("Người xa", "far_commune", "far_commune_officer")
    assert own.form in offered(own.actor("commune_officer"), on=NOW.date()).forms
    assert own.form not in offered(own.actor("far_commune_officer"), on=NOW.date()).forms


def test_round_is_listed_for_its_branch_seen_from_above_and_unknown_to_others(own: Own) -> None:
    lists = {
        name: own.round in queries.rounds_of(own.actor(name))
        for name in ("district_officer", "commune_officer", "province_officer", "far_district_officer")
    }
    assert lists == {
        "district_officer": True, "commune_officer": True, "province_officer": False, "far_district_officer": False,
    }  # fmt: skip
    key, number = own.people.campaign.key, own.round.number
    assert round_of(own.actor("province_officer"), key, number) == own.round
    with pytest.raises(Missing):
        round_of(own.actor("far_district_officer"), key, number)


RUNNERS = {"district_officer", "district_leader"}
WRITERS, SIGNERS = {"district_officer"}, {"district_leader"}
EVERYBODY = ["province_officer", "province_leader", "district_officer", "district_leader", "commune_officer",
             "commune_leader", "far_district_officer", "administrator"]  # fmt: skip


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_the_units_own_people_run_its_round_in_every_state(own: Own, name: str) -> None:
    """Each act in its state by each role: done by those who may, to the others `NotAllowed` or `Missing`."""
    by, district = own.actor(name), own.actor("district_officer")

    def may(act: Any, **given: Any) -> bool:
        try:
            act(by=by, now=NOW, **given)
        except (NotAllowed, Missing):
            return False
        return True

    def fresh() -> AwardGuidance:
        return AwardGuidance.objects.get(round=own.round)

    assert may(operations.write_guidance, round=own.round, terms=TERMS) == (name in WRITERS)
    operations.write_guidance(by=district, now=NOW, round=own.round, terms=TERMS)
    assert may(operations.submit_guidance, guidance=fresh()) == (name in WRITERS)
    if name not in WRITERS:
        operations.submit_guidance(by=district, now=NOW, guidance=fresh())
    assert may(operations.issue_guidance, guidance=fresh()) == (name in SIGNERS)
    if name not in SIGNERS:
        operations.issue_guidance(by=own.actor("district_leader"), now=NOW, guidance=fresh())
    row = support.voted(own.person("Người tốt"))
    given = {"nomination": row, "reason": "Chọn"}
    assert may(operations.select_nominee, **given) == (name in RUNNERS)
    if name not in RUNNERS:
        operations.select_nominee(by=SYSTEM, now=NOW, **given)
    given["nomination"] = Nomination.objects.get(pk=row.pk)
    assert may(operations.release_seat, **given) == (name in RUNNERS)
    assert may(operations.close_guidance, guidance=fresh()) == (name in RUNNERS)


def test_amended_plan_changes_the_number_of_places(own: Own) -> None:
    own.open()
    rows = [own.person(f"Người {place}") for place in range(2)]
    for row in rows:
        own.chosen(row)
    own.amend(line("Tập thể", 3), line("Cá nhân", 4))
    people = AwardPool.objects.get(form=own.form, for_people=True)
    assert (people.quota, people.seats.count(), Seat.objects.count()) == (4, 4, 7)
    with pytest.raises(Invalid, match=r"đã chọn 2 \(Người 0, Người 1\)") as refused:
        own.amend(line("Tập thể", 3), line("Cá nhân", 1))
    assert list(refused.value.fields) == ["awards"]
    people.refresh_from_db()
    assert (people.quota, people.seats.count()) == (4, 4)


def test_line_left_out_of_an_amended_plan_takes_nobody_any_more(own: Own) -> None:
    own.open()
    own.amend(line("Tập thể", 3))
    assert [row[3] for row in quotas(own)] == [3, 0]
    assert Seat.objects.count() == 3
    with pytest.raises(Invalid, match="không thuộc diện nào"):
        own.person("Người sau")


def test_withdrawn_plan_takes_no_new_nomination_and_keeps_what_was_chosen(own: Own) -> None:
    own.open()
    chosen, waiting = own.person("Người trước"), own.person("Người chờ")
    own.chosen(chosen)
    own.withdraw()
    with pytest.raises(NotNow, match="đã thu hồi kế hoạch"):
        own.person("Người sau")
    assert own.form not in offered(own.actor("commune_officer"), on=NOW.date()).forms
    assert own.chosen(waiting).status == Nomination.Status.SELECTED
    assert Nomination.objects.get(pk=chosen.pk).status == Nomination.Status.SELECTED
    own.plan.refresh_from_db()
    own.amend(line("Tập thể", 3), line("Cá nhân", 3))
    assert own.person("Người sau").status == Nomination.Status.PROPOSED


def test_withdrawn_plans_round_is_not_opened(own: Own) -> None:
    officer = own.actor("district_officer")
    made = operations.write_guidance(by=officer, now=NOW, round=own.round, terms=TERMS)
    made = operations.submit_guidance(by=officer, now=NOW, guidance=made)
    own.withdraw()
    with pytest.raises(NotNow, match="đã thu hồi kế hoạch"):
        operations.issue_guidance(by=own.actor("district_leader"), now=NOW, guidance=made)


def test_campaigns_own_round_stays_its_bodys(own: Own) -> None:
    """The district runs its own round and not the province's."""
    first = support.new_round(own.people.campaign, 9, "provincial-congress")
    with pytest.raises(Refused):
        operations.write_guidance(by=own.actor("district_officer"), now=NOW, round=first, terms=TERMS)
