"""Every state × act × role of a session: who may do what when, as one table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import NOW, PEOPLE, cast
from tests.stages.councils.support import CHAIR, CLERK, council_room, planned
from thidua.foundation.core.errors import Missing, NotAllowed, NotNow
from thidua.stages.councils.models import Session
from thidua.stages.councils.states import SESSION
from thidua.stages.councils.visibility import require_session

KEEPING = {"open", "vote", "count", "close", "cancel"}
MAY = {CLERK: KEEPING | {"draw_up"}, CHAIR: KEEPING | {"hand_back", "sign"}}
# Who sits, and who works for the province; nobody else knows of the session.
KNOW = {CHAIR, CLERK, "women_leader", "women_officer", "district_leader", "far_district_officer", "administrator"}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.clause("VI.4")
def test_every_state_act_and_role() -> None:
    people = cast()
    session = planned(council_room(people))
    answers = {}
    actors = {name: people.actor(name) for name, *_rest in PEOPLE}
    for status in Session.Status.values:
        session.status, session.closed_at = status, NOW
        for name, actor in actors.items():
            unseen = refused(require_session, actor, session)
            for row in SESSION:
                answers[name, status, row.name] = (
                    unseen or refused(SESSION.check, session, row.name, by=actor) or "done"
                )

    assert answers == {
        (name, status, row.name): expected(name, status, row)
        for name, *_rest in PEOPLE
        for status in Session.Status.values
        for row in SESSION
    }


def refused(act: Callable[..., object], *args: Any, **more: Any) -> str:
    """With which error, in a sentence, an act is refused; empty where it is not."""
    try:
        act(*args, **more)
    except (Missing, NotAllowed, NotNow) as refusal:
        assert str(refusal).endswith(".")
        return type(refusal).__name__
    return ""


def expected(name: str, status: str, row: Any) -> str:
    if name not in KNOW:
        return "Missing"
    if row.name not in MAY.get(name, set()):
        return "NotAllowed"
    return "done" if status in row.sources else "NotNow"
