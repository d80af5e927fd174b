"""Doubles looked for among hundreds of works at once are those the rule finds of two at a time, on random works."""

from __future__ import annotations

import datetime
import random
import uuid
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast
from thidua.foundation.core.models import StoredFile
from thidua.stages.works import finding, finding_many
from thidua.stages.works.evidence import OWNER
from thidua.stages.works.finding import doubles_of
from thidua.stages.works.finding_many import doubles_of_many
from thidua.stages.works.models import NOT_LIVING, Double, Status, Work, WorkPlace
from thidua.stages.works.operations.looking import find_new_doubles

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WORDS = ("Nhà đại đoàn kết", "hộ bà H'Duyên", "ông Y Duôn", "đường hoa", "số 3", "số 12", "thắp sáng", "buôn Nui")
KINDS = ("great-unity-house", "rural-road")
PLACES = ("province", "district", "commune", "sister_commune", "area", "area_two", "far_area")
DETAILS: tuple[dict[str, Any], ...] = (
    {}, {}, {"householder": "bà H'Duyên", "birth-year": 1961}, {"householder": "H Duyên Êban"},
    {"householder": "ông Y Duôn"}, {"householder": "H'Duyên", "birth-year": 1985},
)  # fmt: skip
START = datetime.date(2023, 11, 1)
WORKS = 60
Found = dict[int, list[tuple[int, tuple[str, ...]]]]


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.parametrize("seed", range(6))
def test_many_at_once_find_what_the_rule_finds_two_at_a_time(
    people: Cast, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    # A branch is wide and a place is full at once, or never.
    near, wide = ((3, 2000), (200, 2), (4, 1))[seed % 3]
    for module in (finding, finding_many):
        monkeypatch.setattr(module, "NEAR", near)
    monkeypatch.setattr(finding_many, "WIDE", wide)
    works = scatter(people, random.Random(seed))
    living = [work for work in works if work.status not in NOT_LIVING]

    one_by_one = {work.pk: [(row.other.pk, row.reasons) for row in doubles_of(work)] for work in living}
    at_once = {pk: [(row.other.pk, row.reasons) for row in rows] for pk, rows in doubles_of_many(living).items()}

    assert sum(map(len, one_by_one.values())) > WORKS // 6, "the works must be alike enough to say something"
    assert at_once == one_by_one
    assert find_new_doubles(now=NOW) == WORKS
    assert standing() == expected(works, one_by_one, {})


def test_pairs_that_are_no_more_go_and_those_decided_stay(people: Cast) -> None:
    chance = random.Random(7)
    works = scatter(people, chance)
    find_new_doubles(now=NOW)
    decided = list(Double.objects.order_by("id").values_list("pk", flat=True))[::5]
    Double.objects.filter(pk__in=decided).update(status=Double.Status.APART)
    before = standing()
    for work in chance.sample(works, WORKS // 3):
        Work.objects.filter(pk=work.pk).update(name=chance.choice(WORDS), version=work.version + 1)
    changed = [work for work in Work.objects.order_by("pk") if work.looked_version != work.version]
    alike = {
        work.pk: [(row.other.pk, row.reasons) for row in doubles_of(work)] if work.status not in NOT_LIVING else []
        for work in changed
    }

    assert find_new_doubles(now=NOW) == len(changed) == WORKS // 3
    after = standing()
    assert after == expected(changed, alike, before)
    assert before.keys() - after.keys(), "something must have gone"
    assert Double.objects.filter(pk__in=decided, status=Double.Status.APART).count() == len(decided)


def scatter(people: Cast, chance: random.Random) -> list[Work]:
    """Works of two kinds all over the tree, some with photos they share."""
    rows = []
    for number in range(WORKS):
        begun = START + datetime.timedelta(days=chance.randint(0, 400))
        status = chance.choice([*[Status.REGISTERED] * 6, Status.CANCELLED, Status.NOTED])
        unit = people.units[chance.choice(PLACES)]
        rows.append(
            Work(
                unit=unit, mobiliser=unit, kind=people.work_kinds[chance.choice(KINDS)], name=named(chance), folded=str(number),
                details=chance.choice(DETAILS),
                quantity=1, status=status, registered_at=NOW, planned_start=begun if chance.random() < 0.7 else None,
                planned_finish=begun + datetime.timedelta(days=30), made_at=NOW, changed_at=NOW,
            )
        )  # fmt: skip
    made = Work.objects.bulk_create(rows)
    WorkPlace.objects.bulk_create(
        WorkPlace(work=work, unit=people.units[place])
        for work in made
        for place in chance.sample(PLACES, chance.choice([0, 1, 1, 1, 2]))
    )
    StoredFile.objects.bulk_create(
        StoredFile(
            owner_kind=OWNER, owner_uid=work.uid, name="anh.jpg", type="image/jpeg", size=1, path=str(uuid.uuid4()),
            sha256=f"{chance.randint(1, 9):064}", made_at=NOW, made_by_label="", removed_at=chance.choice([None, None, NOW]),
        )
        for work in chance.sample(made, WORKS // 4)
        for _shot in range(2)
    )  # fmt: skip
    return list(Work.objects.select_related("kind").order_by("pk"))


def named(chance: random.Random) -> str:
    return " ".join(chance.sample(WORDS, 2))


def standing() -> dict[tuple[int, int], tuple[str, ...]]:
    return {(row.one_id, row.other_id): tuple(row.reasons) for row in Double.objects.order_by("id")}


def expected(
    works: list[Work], found: Found, before: dict[tuple[int, int], tuple[str, ...]]
) -> dict[tuple[int, int], tuple[str, ...]]:
    """One work after the other: its pairs are those found of it; what a person decided stays as it is."""
    kept = dict(Double.objects.exclude(status=Double.Status.OPEN).values_list("pk", "status"))
    decided = {(row.one_id, row.other_id) for row in Double.objects.filter(pk__in=kept).order_by("id")}
    pairs = dict(before)
    for work in works:
        seen = {(min(work.pk, pk), max(work.pk, pk)): reasons for pk, reasons in found.get(work.pk, [])}
        gone = [pair for pair in pairs if work.pk in pair and pair not in seen and pair not in decided]
        for pair in gone:
            del pairs[pair]
        pairs |= {pair: reasons for pair, reasons in seen.items() if pair not in decided or pair not in pairs}
    return pairs
