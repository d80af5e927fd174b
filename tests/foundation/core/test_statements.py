"""What an operation asks again PostgreSQL keeps; what is read to be shown it plans each time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from psycopg import ClientCursor

from thidua.foundation.core import statements
from thidua.foundation.core.models import SiteSetting

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps its statements by itself"),
]


@pytest.fixture(autouse=True)
def as_on_a_site() -> Iterator[None]:
    """The tests have everything prepared; a site only what it writes with."""
    connection.ensure_connection()
    session = connection.connection
    before = session.prepare_threshold, session.cursor_factory
    session.prepare_threshold, session.cursor_factory = None, ClientCursor
    yield
    session.prepare_threshold, session.cursor_factory = before


def prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall() if "key-of-this-test" in statement]


def ask() -> None:
    list(SiteSetting.objects.extra(select={"said": "'key-of-this-test'"}).filter(key="none"))


def test_what_is_asked_again_within_is_prepared_and_without_is_not() -> None:
    for _turn in range(5):
        ask()
    assert prepared() == []

    with statements.kept(), statements.kept():
        for _turn in range(5):
            ask()
    assert len(prepared()) == 1
    assert (connection.connection.prepare_threshold, connection.connection.cursor_factory) == (None, ClientCursor)


def test_more_values_than_go_beside_a_statement_are_written_into_it() -> None:
    SiteSetting.objects.create(key="100%", value="một")
    keys = ["100%", *(str(number) for number in range(70_000))]
    with statements.kept():
        assert [row.value for row in SiteSetting.objects.filter(key__in=keys)] == ["một"]


def test_a_failure_within_leaves_reading_as_it_was() -> None:
    with pytest.raises(ZeroDivisionError), statements.kept():
        _ = 1 // 0
    assert connection.connection.prepare_threshold is None
