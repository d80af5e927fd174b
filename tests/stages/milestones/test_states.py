"""The transition table, tried out whole: every state × every act × every role."""

from __future__ import annotations

import itertools

import pytest

from tests.factories import NOW, Cast
from tests.stages.milestones.conftest import FESTIVAL_DAY
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.states import MILESTONES

ROLES = (
    "area_head", "commune_officer", "commune_leader", "sister_officer", "district_officer", "district_leader",
    "province_officer", "province_leader", "women_officer", "administrator",
)  # fmt: skip
ENTERS = {"commune_officer", "area_head"}
CONFIRMS = {"commune_officer", "commune_leader"}
# Of an area's milestone: who may, and from which states to which.
TABLE = {
    "plan": (ENTERS, {"planned": "planned", "returned": "planned"}),
    "report": (ENTERS, {"planned": "done", "returned": "done", "done": "done"}),
    "correct": ({"area_head"}, {"verified": "done"}),
    "withdraw": (ENTERS, {"done": "planned", "returned": "planned"}),
    "confirm": (CONFIRMS, {"done": "verified"}),
    "return": (CONFIRMS, {"done": "returned", "verified": "returned"}),
}
STATES = [status.value for status in Milestone.Status]


def record(site: Cast, status: str) -> Milestone:
    row = Milestone(
        campaign=site.campaign, kind=site.milestone_kinds["festival"], unit=site.area, status=status,
        done_date=FESTIVAL_DAY, made_at=NOW, changed_at=NOW, verified_at=NOW if status == "verified" else None,
    )  # fmt: skip
    row.save()
    return row


def test_table_holds_these_acts_and_states() -> None:
    assert {row.name for row in MILESTONES} == set(TABLE)
    assert MILESTONES.owners == {"planned": "unit", "returned": "unit", "done": "superior", "verified": "superior"}


@pytest.mark.parametrize("role", ROLES)
def test_every_act_in_every_state(site: Cast, role: str) -> None:
    actor = site.area_head() if role == "area_head" else site.actor(role)
    for (act, (may, ways)), status in itertools.product(TABLE.items(), STATES):
        row = record(site, status)
        expected: object = ways.get(status, NotNow) if role in may else NotAllowed
        try:
            changes = {"verified_at": NOW if act == "confirm" else None}
            MILESTONES.step(row, act, by=actor, now=NOW, reason="Ảnh mờ.", changes=changes)
            happened: object = row.status
        except (NotAllowed, NotNow, Missing) as refusal:
            happened = type(refusal)
        assert (role, act, status, happened) == (role, act, status, expected)
        row.delete()


def test_offers_name_who_may_for_each_button(site: Cast) -> None:
    offers = {offer.name: offer for offer in MILESTONES.offers(record(site, "done"), by=site.actor("district_officer"))}
    assert {name: offer.allowed for name, offer in offers.items()} == {
        "report": False, "withdraw": False, "confirm": False, "return": False,
    }  # fmt: skip
    assert offers["confirm"].why_not == "Chỉ Ủy ban MTTQ Việt Nam xã Nam Dong, là cấp trên trực tiếp, xác nhận được."
