"""The beginning of tests that is played back is the one that was made: the same rows, the same objects, no others'."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.factories import Cast, cast, make_person
from tests.harness import recording
from tests.harness.recording import recorded
from thidua.foundation.accounts.models import Person

pytestmark = pytest.mark.django_db


def rows_and_names(make: Any) -> tuple[dict[str, set[str]], dict[str, str]]:
    """Everything in the database after the maker, and what it answers; nothing stays."""
    with transaction.atomic():
        made = make()
        rows = {table: set(map(repr, found)) for table, (_names, found) in recording.everything().items()}
        transaction.set_rollback(True)
    return rows, {key: f"{unit.pk} {unit.uid} {unit.name}" for key, unit in made.units.items()}


def test_playback_writes_and_answers_what_was_made() -> None:
    calls: list[int] = []

    def make() -> Cast:
        calls.append(1)
        return cast.__wrapped__()

    again = recorded(make)
    first, second, third = (rows_and_names(again) for _time in range(3))
    assert (len(calls), sum(map(len, first[0].values())) > 100) == (1, True)
    assert first == second == third


def test_each_playback_has_objects_of_its_own() -> None:
    names = []
    for _time in range(3):
        with transaction.atomic():
            made = cast()
            names.append(made.commune.name)
            made.commune.name = "Tên đã đổi"
            transaction.set_rollback(True)
    assert names == ["Ủy ban MTTQ Việt Nam xã Nam Dong"] * 3


def test_a_database_that_holds_more_is_not_written_over() -> None:
    """With other rows there the maker runs anew, rather than be played into keys that are taken."""
    calls: list[int] = []

    def make() -> Person:
        calls.append(1)
        return make_person("Người đầu tiên")

    again = recorded(make)
    first = again()
    second = again()
    assert (len(calls), first.pk != second.pk, Person.objects.count()) == (2, True, 2)


def test_a_maker_that_changes_what_was_there_is_told() -> None:
    make_person("Người đã có")

    def change() -> None:
        Person.objects.update(phone="0900 000 000")

    with pytest.raises(AssertionError, match="a row that was there was changed"):
        recorded(change)()
