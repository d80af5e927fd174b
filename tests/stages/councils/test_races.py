"""Votes at the same moment: one each, and none after the end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.factories import NOW
from tests.stages.councils.support import (
    CLERK,
    VICE,
    VOTERS,
    cast_in_council,
    voting,
)
from tests.stages.councils.test_voting import counts, paper_of
from thidua.foundation.core.errors import Refused
from thidua.stages.councils.models import Ballot, Voted
from thidua.stages.councils.operations import cast_ballots, close_voting


def at_once(*acts: Callable[[], Any]) -> list[str]:
    barrier, refused = threading.Barrier(len(acts)), list[str]()

    def run(act: Callable[[], Any]) -> None:
        try:
            barrier.wait(10)
            act()
        except Refused as refusal:
            refused.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return refused


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ten_windows_of_one_member_make_one_vote() -> None:
    room = cast_in_council()
    session = voting(room)
    choices = paper_of(room, session, VICE)
    actor = room.actor(VICE)
    act = lambda: cast_ballots(by=actor, now=NOW, session=session, choices=choices)  # noqa: E731
    refused = at_once(*[act] * 10)

    assert refused == ["NotNow"] * 9
    assert (Voted.objects.count(), Ballot.objects.count()) == (1, 4)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_vote_at_the_moment_of_closing_is_counted_or_refused() -> None:
    room = cast_in_council()
    session = voting(room)
    casting = [
        (room.actor(name), paper_of(room, session, name)) for name in VOTERS
    ]  # fmt: skip
    acts = [
        lambda actor=actor, choices=choices: cast_ballots(by=actor, now=NOW, session=session, choices=choices)
        for actor, choices in casting
    ]
    clerk = room.actor(CLERK)
    refused = at_once(*acts, lambda: close_voting(by=clerk, now=NOW, session=session, reason="Hết giờ"))

    voted = Voted.objects.count()
    assert refused == ["NotNow"] * (5 - voted)
    assert counts(session)[0][0] == voted
