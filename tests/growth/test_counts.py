"""What somebody else does cannot be told from one's own pages: no row, no total, no hint of it.

Every list, file and search of a foreign reader is the same, to the letter, before the commune has done anything and
after it has done everything. So a count of foreign rows is found like a foreign row.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.factories import NOW
from tests.scope import answers
from tests.scope.rows import ROWS
from tests.scope.world import World, empty_world, fill
from thidua.foundation.core import clock

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
READERS = ("sister", "linked organization", "far district", "former member")
Seen = dict[tuple[str, str], str]


def everywhere(empty: World) -> Iterator[tuple[str, str]]:
    """The name and the address of what exists whether or not the commune has anything, of the desk."""
    for row in ROWS:
        if row.look and row.route.startswith("desk:") and not row.look.slow:
            try:
                yield row.name, row.address(empty)
            except KeyError:
                continue


def seen(world: World, places: list[tuple[str, str]]) -> Seen:
    return {
        (who, name): answers.same_page(world.client(who).get(address)) for name, address in places for who in READERS
    }


@pytest.fixture
def grown(db: None, monkeypatch: pytest.MonkeyPatch) -> tuple[Seen, Seen]:
    """What the readers see of an empty commune and of a busy one."""
    # Workbooks tell the minute of their figures.
    monkeypatch.setattr(clock, "now", lambda: NOW)
    world = empty_world()
    # The busy commune has many more addresses, and nothing to compare what is read there with.
    places = list(everywhere(world))
    before = seen(world, places)
    return before, seen(fill(world), places)


def test_pages_of_others_stay_the_same_to_the_letter(grown: tuple[Seen, Seen]) -> None:
    before, after = grown
    assert len(before) > 100
    assert [f"{who}: {name}" for (who, name), page in before.items() if after[who, name] != page] == []
