"""Columns that both databases treat alike."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection, models

from tests.foundation.core.test_vietnamese import IN_ORDER
from thidua.foundation.core.fields import SortKeyField
from thidua.foundation.core.vietnamese import sort_key


class Place(models.Model):
    """A name with its sort key."""

    name = models.CharField(max_length=100)
    sort_key = SortKeyField()

    class Meta:
        app_label = "core_tests_of_fields"
        apps = Apps()


@pytest.fixture(scope="module", autouse=True)
def _table(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Place)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Place)


@pytest.mark.django_db
def test_database_orders_as_the_dictionary_does() -> None:
    names = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    Place.objects.bulk_create(Place(name=name, sort_key=sort_key(name)) for name in names)

    assert list(Place.objects.order_by("sort_key", "id").values_list("name", flat=True)) == IN_ORDER


@pytest.mark.django_db
def test_column_has_no_language_on_postgresql() -> None:
    expected = "C" if connection.vendor == "postgresql" else None
    assert Place._meta.get_field("sort_key").db_parameters(connection)["collation"] == expected
