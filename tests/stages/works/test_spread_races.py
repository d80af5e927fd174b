"""Three units take up each other's models at one moment: whoever wins, no ring closes and the roots are true."""

from __future__ import annotations

import functools

import pytest

from tests.factories import NOW, SYSTEM, cast
from tests.harness.races import at_once, refused
from tests.stages.works.spread_support import telling
from tests.stages.works.support import piece, verified
from thidua.stages.works.models import Adoption
from thidua.stages.works.operations import adopt_story, mark_story, tell_story
from thidua.stages.works.spread import path_to_root


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_three_at_once_close_no_ring() -> None:
    people = cast()
    units = [people.commune, people.sister_commune, people.far_commune]
    officers = ("commune_officer", "sister_officer", "far_commune_officer")
    above = ("district_officer", "district_officer", "far_district_officer")
    stories = []
    for unit, by, superior in zip(units, officers, above, strict=True):
        work = verified(people, content=piece(people, unit=unit, name=f"Việc {unit.short_name}"), by=by, above=superior)
        told = tell_story(by=SYSTEM, now=NOW, work=work, telling=telling(title=work.name))
        stories.append(mark_story(by=SYSTEM, now=NOW, story=told, reason="Hay"))

    take = functools.partial(adopt_story, by=SYSTEM, now=NOW, changed="Khác")
    answers = at_once(
        *(
            functools.partial(take, story=stories[place - 1], unit=units[place], work=stories[place].work)
            for place in range(3)
        )
    )

    edges = dict(Adoption.objects.live().values_list("work_id", "story__work_id").order_by("id"))
    assert len(edges) == 3 - len(refused(answers))
    assert 1 <= len(edges) <= 2, "three would be a ring"
    for row in Adoption.objects.live().order_by("id"):
        above_it = [row.work_id]
        while above_it[-1] in edges:
            above_it.append(edges[above_it[-1]])
        assert row.root_id == above_it[-1]


def test_path_of_a_work_without_a_model_is_empty() -> None:
    assert path_to_root([], 1) == []
