"""Lists of nominations and dossiers: narrowed truly, at any length for the same few statements."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import NOW, SYSTEM, make_people
from tests.harness.pages import enter
from tests.stages.nominations.support import (
    Awards,
    person,
    proposed,
)
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations import (
    open_submission,
)

N = Nomination.Status
# One request of each list, whatever its length.
STATEMENTS = {"nominations": 7, "submissions": 8, "awards": 7}


@pytest.mark.parametrize("query", ["?trang-thai=khac", "?dot=286/9", "?hinh-thuc=khac", "?dien=x", "?xem=khac"])
def test_unknown_filters_are_no_list(found: Awards, query: str) -> None:
    assert enter(found.cast, "commune_officer").get(reverse("desk:nominations") + query).status_code == 404


def test_search_without_accents_finds_the_nominee(found: Awards) -> None:
    people = found.cast
    proposed(found, people.commune, person=person("Điểu K'Rứ", "Trưởng ban"))
    proposed(found, people.commune)
    page = enter(people, "commune_officer").get(reverse("desk:nominations") + "?q=dieu k'ru")
    assert [str(line["row"]) for line in page.context["lines"]] == ["Điểu K'Rứ"]


def fill_up(found: Awards, number: int) -> None:
    """`number` nominations of people of the commune, each in a dossier of its own form, without going the way."""
    people, there, pool = found.cast, Nomination.objects.count(), found.pool(6)
    Nomination.objects.bulk_create(
        Nomination(
            campaign=people.campaign, form=found.own, pool=pool, subject=people.commune, person=someone,
            unit=people.commune, holder=people.district, status=N.PROPOSED, proposed_at=NOW, made_at=NOW, changed_at=NOW,
            folded=fold(someone.full_name), sort_key=sort_key(someone.full_name), achievement="Việc tốt",
        )
        for someone in make_people(f"Người {place:04d}" for place in range(there, number))
    )  # fmt: skip


@pytest.mark.slow
def test_lists_take_the_same_statements_at_1_3_and_1000_rows(found: Awards) -> None:
    people = found.cast
    client = enter(people, "district_officer")
    seen: dict[str, list[int]] = {"nominations": [], "submissions": [], "awards": []}
    for number in (1, 3, 1000):
        fill_up(found, number)
        if number == 1:
            open_submission(by=SYSTEM, now=NOW, form=found.own, unit=people.district)
        for name, counts in seen.items():
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(reverse(f"desk:{name}"))
            assert answer.status_code == 200
            assert len(answer.content) <= 150_000
            counts.append(len(asked))
    assert seen == {name: [count] * 3 for name, count in STATEMENTS.items()}
    page = client.get(reverse("desk:nominations"))
    assert page.context["page"].count == 1000


@pytest.mark.slow
def test_choice_of_many_takes_the_same_statements(found: Awards) -> None:
    people = found.cast
    client = enter(people, "province_officer")
    counts = []
    for number in (1, 3, 1000):
        fill_up(found, number)
        # Nobody stands level: each has as many votes as its number.
        Nomination.objects.update(vote="passed", votes_for=F("id"), votes_of=30_000, holder=people.province)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse("desk:selection", args=[people.campaign.key, 1, found.own.key]))
        counts.append(len(asked))
        assert len(answer.content) <= 150_000
    # Two of them are the sign-in's.
    assert counts == [9, 9, 9]
    Nomination.objects.update(votes_for=5)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse("desk:selection", args=[people.campaign.key, 1, found.own.key]))
    assert (len(asked), len(answer.content) <= 150_000) == (11, True)
    assert "1.000 nơi bằng phiếu ở chỗ cuối, còn 10 suất" in answer.content.decode()
