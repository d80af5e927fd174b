"""Beginnings that many pages are tested on, each made by the stages' own operations once and then played back."""

from __future__ import annotations

from tests.factories import NOW, SYSTEM, Cast, cast_on_board
from tests.harness.recording import recorded
from tests.stages.publications.support import publish, published_plan, secret_house
from thidua.stages.publications.freezing import freeze_progress
from thidua.stages.works.models import Work


@recorded
def cast_with_house() -> tuple[Cast, Work]:
    """The cast on its board and a verified house that may be published."""
    people = cast_on_board()
    return people, secret_house(people)


@recorded
def cast_on_portal() -> Cast:
    """A site with its plan, its figures of 15 o'clock and one house before the public."""
    people = cast_on_board()
    published_plan(people)
    publish(people, secret_house(people))
    freeze_progress(by=SYSTEM, now=NOW.replace(hour=15, minute=20), campaign=people.campaign)
    return people
