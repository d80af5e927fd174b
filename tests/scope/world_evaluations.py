"""What the world of the scope tests has of evaluations and honours."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from tests.factories import NOW, SYSTEM
from tests.scope import markers
from tests.stages.evaluations import support
from thidua.stages.evaluations import operations
from thidua.stages.evaluations.models import Mark
from thidua.stages.evaluations.operations.records import judgements_of
from thidua.stages.honours.operations import Given, enter_honour, record_earlier_honour

if TYPE_CHECKING:
    from tests.scope.world import World

DAY = datetime.date(2022, 11, 15)


def prepare(world: World) -> None:
    """The criteria of the campaign, and an evaluation of the sister: there before the commune has anything."""
    support.criteria(world.cast)
    world.evaluations["sister's"] = support.sent(world.cast, by="sister_officer", unit="sister_commune")


def fill(world: World) -> None:
    """A person of the commune in every state, the commune itself being written; honours given and handed over."""
    by, above = world.actor("commune_officer"), world.actor("district_officer")
    for state in ("draft", "sent", "returned", "judged"):
        begun = support.begun(world.cast, new_person=f"{markers.EVALUATED} {state}")
        answers = support.answers(begun, Mark.OUTSTANDING, markers.WORDS)
        begun = operations.save_evaluation(by=by, now=NOW, evaluation=begun, answers=answers, send=state != "draft")
        if state == "returned":
            begun = operations.return_evaluation(by=above, now=NOW, evaluation=begun, reason=markers.REASON)
        if state == "judged":
            begun = operations.judge_evaluation(
                by=above, now=NOW, evaluation=begun, answers=support.answers(begun, Mark.MET, markers.NOTE)
            )
        world.evaluations[state] = begun
    world.evaluations["body"] = support.begun(world.cast)
    _honours(world)


def _honours(world: World) -> None:
    people, officer = world.cast, world.actor("commune_officer")
    earlier = Given("bang-khen", "Bằng khen", markers.HONOURED, "41/QĐ-MTTQ", DAY, "Ban Thường trực tỉnh")
    world.honours["earlier"] = record_earlier_honour(by=officer, now=NOW, unit=people.commune, given=earlier)
    ours = Given("giay-khen", "Giấy khen", f"{markers.HONOURED} đợt này", "42/QĐ-MTTQ", DAY, "Ban Thường trực tỉnh")
    world.honours["of the campaign"] = enter_honour(
        by=SYSTEM, now=NOW, unit=people.commune, given=ours, campaign=people.campaign, round_number=1
    )


def statement(world: World, state: str) -> int:
    """The id of the first statement of an evaluation."""
    return judgements_of(world.evaluations[state])[0].pk
