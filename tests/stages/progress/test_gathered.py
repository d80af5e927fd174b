"""Posts gathered for a load of many operations."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.factories import NOW, Cast, cast_on_board
from thidua.stages.progress.models import Entry, UnitProgress
from thidua.stages.progress.posting import gathered
from thidua.stages.progress.prove import prove
from thidua.stages.works.content import Content
from thidua.stages.works.operations import register_work

pytestmark = pytest.mark.django_db


def registered(people: Cast) -> int:
    target = people.targets["III.4-registered"]
    return UnitProgress.objects.get(target=target, unit=people.commune).own


def register(people: Cast, name: str) -> None:
    register_work(
        by=people.actor("commune_officer"), now=NOW,
        content=Content(
            unit=people.commune, kind=people.work_kinds["piece-of-work"], name=name, quantity=1,
            campaigns=(people.campaign,), occasions=(people.occasions["national-congress"],),
        ),
    )  # fmt: skip


def test_gathered_posts_move_the_board_once_at_the_end() -> None:
    people = cast_on_board()

    with transaction.atomic(), gathered(now=NOW):
        register(people, "Trồng cây")
        register(people, "Dọn đường")
        inside = (registered(people), Entry.objects.count())

    assert (inside, registered(people)) == ((0, 0), 2)
    assert prove(people.campaign) == []


def test_posts_of_a_block_that_failed_are_dropped() -> None:
    people = cast_on_board()

    with pytest.raises(RuntimeError), transaction.atomic(), gathered(now=NOW):
        register(people, "Trồng cây")
        raise RuntimeError

    register(people, "Dọn đường")
    assert registered(people) == 1
