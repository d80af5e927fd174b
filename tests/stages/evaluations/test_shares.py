"""The share of communes with many works: what counts for which commune, the order, what breaks a tie."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOW, Cast, cast
from tests.stages.works.support import house, piece, road
from thidua.stages.evaluations.shares import counts_of_communes, shares_of_communes, steps_of
from thidua.stages.works.content import Content
from thidua.stages.works.models import Work
from thidua.stages.works.operations import register_work

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def done(people: Cast, content: Content, *, by: str = "commune_officer", **values: Any) -> Work:
    """A work that is verified, whatever led there."""
    work = register_work(by=people.actor(by), now=NOW, content=content)
    Work.objects.filter(pk=work.pk).update(
        status="verified", done_date=datetime.date(2024, 6, 1), done_at=NOW, verified_at=NOW, **values
    )
    return work


def told(rows: Any) -> list[tuple[str, int, int, int, int, int, int, str]]:
    return [
        (
            row.place.unit.short_name,
            row.rank,
            row.reached,
            row.communes,
            row.works,
            row.value,
            row.people,
            row.decided_by,
        )
        for row in rows
    ]


@pytest.mark.clause("V.1.2")
def test_commune_counts_its_own_works_and_those_of_its_areas_each_once(people: Cast) -> None:
    done(people, piece(people), people_served=30)
    done(people, road(people), people_served=40)
    done(people, road(people, unit=people.area_two, name="Đường buôn Nui", partners=(people.area,)))
    # Only registered; led by the district in a place of the commune; of the sister.
    register_work(by=people.actor("commune_officer"), now=NOW, content=piece(people, name="Việc chưa xong"))
    done(people, house(people), by="district_officer")
    done(people, piece(people, unit=people.sister_commune, name="Việc xã bên"), by="sister_officer")

    rows = {
        row.place.unit.short_name: row for _district, counts in counts_of_communes(people.campaign) for row in counts
    }
    assert {name: (row.works, row.value, row.people) for name, row in rows.items()} == {
        "Xã Nam Dong": (3, 240_000_000, 70), "Xã Trúc Sơn": (1, 0, 0), "Xã Đắk Lao": (0, 0, 0),
    }  # fmt: skip
    assert told(shares_of_communes(people.campaign)) == [
        ("Huyện Cư Jút", 1, 1, 2, 4, 240_000_000, 70, ""), ("Huyện Đắk Mil", 2, 0, 1, 0, 0, 0, "share"),
    ]  # fmt: skip


def test_number_needed_is_the_askers(people: Cast) -> None:
    done(people, piece(people))
    done(people, piece(people, unit=people.far_commune, name="Việc xã khác"), by="far_commune_officer")

    assert [(row[0], row[2], row[3]) for row in told(shares_of_communes(people.campaign, 1))] == [
        ("Huyện Đắk Mil", 1, 1), ("Huyện Cư Jút", 1, 2),
    ]  # fmt: skip
    assert [(row[2], row[7]) for row in told(shares_of_communes(people.campaign, 2))] == [(0, ""), (0, "works")]


def test_work_of_another_campaign_does_not_count(people: Cast) -> None:
    work = done(people, piece(people))
    work.campaigns.clear()

    assert [row.works for row in shares_of_communes(people.campaign)] == [0, 0]


def test_unit_that_left_the_frame_counts_for_nobody(people: Cast) -> None:
    done(people, road(people))
    people.area.participations.update(valid_to=NOW.date())

    assert [row.works for row in shares_of_communes(people.campaign)] == [0, 0]


@pytest.mark.parametrize(
    ("served", "money", "decided", "parted"),
    [
        ((5, 5), (0, 0), "", "equal"), ((5, 9), (0, 0), "people", "people"), ((9, 5), (0, 7), "value", "value"),
    ],
)  # fmt: skip
def test_ties_are_broken_step_by_step(
    people: Cast, served: tuple[int, int], money: tuple[int, int], decided: str, parted: str
) -> None:
    """One commune a district, one work each: equal in share and works."""
    people.sister_commune.participations.update(valid_to=NOW.date())
    for unit, by, number, dong in zip(
        (people.commune, people.far_commune), ("commune_officer", "far_commune_officer"), served, money, strict=True
    ):
        content = road(
            people, unit=unit, name=f"Đường {unit.short_name}", money={"people": 1_000 * dong} if dong else {}
        )
        done(people, content, by=by, people_served=number)
    rows = shares_of_communes(people.campaign, 1)

    assert [row.decided_by for row in rows] == ["", decided]
    assert [row.rank for row in rows] == ([1, 2] if decided else [1, 1])
    steps = {step.key: [len(parts) for parts in step.parted] for step in steps_of(rows)}
    assert (
        steps
        == {
            "equal": {"works": [1], "value": [1], "people": [1]},
            "people": {"works": [1], "value": [1], "people": [2]},
            "value": {"works": [1], "value": [2], "people": []},
        }[parted]
    )


def test_district_without_communes_stands_last_without_a_share(people: Cast) -> None:
    people.far_commune.participations.update(valid_to=NOW.date())
    rows = told(shares_of_communes(people.campaign))

    assert [(row[0], row[3]) for row in rows] == [("Huyện Cư Jút", 2), ("Huyện Đắk Mil", 0)]


def test_one_place_is_asked_alone(people: Cast) -> None:
    done(people, piece(people))
    done(people, piece(people, unit=people.far_commune, name="Việc xã khác"), by="far_commune_officer")
    place = people.far_district.participations.get()

    assert [(row[0], row[4]) for row in told(shares_of_communes(people.campaign, under=place))] == [
        ("Huyện Đắk Mil", 1)
    ]


def test_statements_are_two_however_many_communes(people: Cast) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            shares_of_communes(people.campaign)
        return len(seen)

    assert asked() == 2
    for number in range(30):
        done(people, piece(people, name=f"Việc {number}"))
    assert asked() == 2
