"""Votes at the same moment: one each, and none after the end."""

from __future__ import annotations

import pytest

from tests.factories import NOW
from tests.harness.races import at_once, refused
from tests.stages.councils.support import (
    CLERK,
    VICE,
    VOTERS,
    cast_in_council,
    counts,
    paper_of,
    voting,
)
from thidua.stages.councils.models import Ballot, Voted
from thidua.stages.councils.operations import cast_ballots, close_voting


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_ten_windows_of_one_member_make_one_vote() -> None:
    room = cast_in_council()
    session = voting(room)
    choices = paper_of(room, session, VICE)
    actor = room.actor(VICE)
    act = lambda: cast_ballots(by=actor, now=NOW, session=session, choices=choices)  # noqa: E731
    answers = at_once(*[act] * 10)

    assert refused(answers) == ["NotNow"] * 9
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
    answers = at_once(*acts, lambda: close_voting(by=clerk, now=NOW, session=session, reason="Hết giờ"))

    voted = Voted.objects.count()
    assert refused(answers) == ["NotNow"] * (5 - voted)
    assert counts(session)[0][0] == voted
