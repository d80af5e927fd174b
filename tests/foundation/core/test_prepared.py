"""A prepared query answers as the query itself does, for every value, and says when a value would not be asked with."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from thidua.foundation.core.actors import System
from thidua.foundation.core.prepared import DAY, NUMBER, SOME_UID, Prepared
from thidua.foundation.units.models import Unit, UnitKind, UnitName
from thidua.foundation.units.operations import NewUnit, make_units

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2024, 7, 15, 9, tzinfo=datetime.UTC)
START, RENAMED = datetime.date(2023, 1, 1), datetime.date(2024, 3, 1)


def names_of(unit: int, day: datetime.date) -> QuerySet[UnitName, tuple[str]]:
    return UnitName.objects.on(day).filter(unit=unit).order_by("pk").values_list("name")


def test_it_answers_for_other_values_than_it_was_composed_with() -> None:
    UnitKind.objects.get_or_create(
        key="front-commune", defaults={"system": "front", "label": "xã", "short_label": "xã", "rank": 3}
    )
    made = make_units(
        by=System(), now=NOW, units=[NewUnit(key, "front-commune", f"Xã {key}", START) for key in ("A", "B")]
    )
    UnitName.objects.filter(unit=made["A"]).update(valid_to=RENAMED)
    UnitName.objects.create(unit=made["A"], name="Xã Đắk Sắk", short_name="Đắk Sắk", valid_from=RENAMED)
    prepared = Prepared(names_of, unit=NUMBER, day=DAY)

    for unit in made.values():
        for day in (START - datetime.timedelta(1), START, RENAMED - datetime.timedelta(1), RENAMED):
            assert prepared.rows(unit=unit.pk, day=day) == list(names_of(unit.pk, day))
    with CaptureQueriesContext(connection) as asked:
        assert prepared.rows(unit=made["A"].pk, day=RENAMED) == [("Xã Đắk Sắk",)]
    assert len(asked) == 1


def test_a_value_that_is_not_asked_with_is_told() -> None:
    with pytest.raises(ValueError, match="day"):
        Prepared(lambda unit, day: UnitName.objects.filter(unit=unit).values_list("name"), unit=NUMBER, day=DAY).rows(
            unit=1, day=START
        )


def test_a_public_id_is_asked_with_as_the_database_keeps_it() -> None:
    kind = UnitKind.objects.get_or_create(
        key="front-commune", defaults={"system": "front", "label": "xã", "short_label": "xã", "rank": 3}
    )[0]
    made = make_units(by=System(), now=NOW, units=[NewUnit("A", kind.key, "Xã A", START)])
    prepared = Prepared(lambda uid: Unit.objects.filter(uid=uid).values_list("pk", "uid"), uid=SOME_UID)
    assert prepared.rows(uid=made["A"].uid) == [(made["A"].pk, made["A"].uid)]
    assert prepared.rows(uid=uuid.uuid4()) == []


def test_what_no_row_can_satisfy_is_not_even_asked() -> None:
    prepared = Prepared(lambda unit: UnitName.objects.filter(unit=unit, pk__in=[]).values_list("name"), unit=NUMBER)
    with CaptureQueriesContext(connection) as asked:
        assert prepared.rows(unit=1) == prepared.rows(unit=2) == []
    assert len(asked) == 0


def test_objects_come_with_what_the_query_joins_and_annotates() -> None:
    kind = UnitKind.objects.get_or_create(
        key="front-commune", defaults={"system": "front", "label": "xã", "short_label": "xã", "rank": 3}
    )[0]
    made = make_units(by=System(), now=NOW, units=[NewUnit("A", kind.key, "Xã A", START)])

    def build(unit: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=unit).annotate(twice=F("pk") * 2).select_related("kind", "parent")

    prepared = Prepared(build, unit=NUMBER)
    with CaptureQueriesContext(connection) as asked:
        (found,) = prepared.objects(unit=made["A"].pk)
        assert (found, found.kind.label, found.parent, found.twice) == (made["A"], kind.label, None, 2 * found.pk)
    assert len(asked) == 1
    assert vars(found).keys() == vars(build(made["A"].pk).get()).keys()
    assert prepared.objects(unit=0) == []
