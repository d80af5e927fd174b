"""Models taken up and given up at random against a naive model: the tree, its counts, no ring.

Six works of different communes adopt each other, end, are verified and taken back in any order; after each act the
tree and what is counted beneath every work are those of a model that walks a plain dictionary.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, Cast, cast
from tests.stages.works.support import piece, verified
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Refused
from thidua.stages.works.models import Adoption, Story, Work
from thidua.stages.works.operations import (
    adopt_story,
    end_adoption,
    mark_story,
    tell_story,
    unverify_work,
    verify_work,
)
from thidua.stages.works.operations.telling import Telling
from thidua.stages.works.spread import roots_of, spread_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BY = System()
# Two works of one commune: it may not take up what grew from its own.
LEADS = ("commune", "sister_commune", "far_commune", "area", "district", "commune")
WORKS = len(LEADS)


@dataclass
class Model:
    """The same in plain words: after which work each is done, and which are verified."""

    above: dict[int, int] = field(default_factory=dict)
    verified: list[bool] = field(default_factory=lambda: [True] * WORKS)

    def path(self, work: int) -> list[int]:
        found = [work]
        while found[-1] in self.above:
            found.append(self.above[found[-1]])
        return found

    def adopt(self, work: int, model: int) -> bool:
        path = self.path(model)
        own = {LEADS[step] for step in path}
        if work in self.above or work in path or LEADS[work] in own or not self.verified[model]:
            return False
        self.above[work] = model
        return True

    def spread(self, work: int) -> tuple[int, int, int]:
        grown = [other for other in range(WORKS) if other != work and work in self.path(other)]
        standing = [other for other in grown if self.verified[other]]
        return len(grown), len(standing), len({LEADS[other] for other in standing})


number = st.integers(0, WORKS - 1)
acts = st.one_of(
    st.tuples(st.just("adopt"), number, number),
    st.tuples(st.just("adopt"), number, number),
    st.tuples(st.just("adopt"), number, number),
    st.tuples(st.just("end"), number, number),
    st.tuples(st.just("verify"), number, number),
)


def test_tree_and_counts_follow_the_definitions() -> None:
    people = cast()
    works = [_work(people, place, lead) for place, lead in enumerate(LEADS)]
    stories = [_story(work) for work in works]

    @settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.lists(acts, min_size=1, max_size=12))
    def holds(steps: list[tuple[str, int, int]]) -> None:
        with transaction.atomic():
            model = Model()
            for act, one, other in steps:
                _take(people, model, works, stories, act, one, other)
                spreads = spread_of([work.pk for work in works])
                found = [(row.adoptions, row.counted, row.units) for row in (spreads[work.pk] for work in works)]
                assert found == [model.spread(place) for place in range(WORKS)]
                roots = roots_of([work.pk for work in works])
                assert [roots[work.pk] for work in works] == [works[model.path(place)[-1]].pk for place in range(WORKS)]
            transaction.set_rollback(True)

    holds()


def _work(people: Cast, place: int, lead: str) -> Work:
    content = piece(people, unit=people.units[lead], name=f"Việc {place}")
    by = {"area": "commune_officer", "district": "district_officer", "sister_commune": "sister_officer"}.get(
        lead, f"{lead}_officer"
    )
    above = {"area": "commune_leader", "district": "province_officer", "far_commune": "far_district_officer"}
    return verified(people, content=content, by=by, above=above.get(lead, "district_officer"))


def _story(work: Work) -> Story:
    told = tell_story(
        by=BY, now=NOW, work=work, telling=Telling(title=work.name, theme="other", way="Cùng làm.", result="Đã xong.")
    )
    return mark_story(by=BY, now=NOW, story=told, reason="Hay")


def _take(people: Cast, model: Model, works: list[Work], stories: list[Story], act: str, one: int, other: int) -> None:
    work = Work.objects.get(pk=works[one].pk)
    if act == "adopt":
        unit = people.units[LEADS[one]]
        assert model.adopt(one, other) == _done(
            lambda: adopt_story(by=BY, now=NOW, story=stories[other], unit=unit, changed="Khác", work=work)
        )
    elif act == "end":
        live = Adoption.objects.live().filter(work=work).first()
        assert (live is not None) == (model.above.pop(one, None) is not None)
        if live is not None:
            end_adoption(by=BY, now=NOW, adoption=live, reason="Thôi")
    elif model.verified[one]:
        unverify_work(by=BY, now=NOW, work=work, reason="Nhầm")
        model.verified[one] = False
    else:
        verify_work(by=BY, now=NOW, work=work)
        model.verified[one] = True


def _done(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refused:
        return False
    return True
