"""The table of the papers with which the core is tested."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.foundation.core.papers import Paper


@pytest.fixture(scope="session")
def _paper_table(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Paper)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Paper)


@pytest.fixture
def papers(_paper_table: None, request: pytest.FixtureRequest) -> Iterator[type[Paper]]:
    """The model with its empty table; a test that commits has its rows taken away afterwards."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction"))
    request.getfixturevalue("transactional_db" if commits else "db")
    yield Paper
    if commits:
        Paper.objects.all().delete()
