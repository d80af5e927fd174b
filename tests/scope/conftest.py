"""The world of the scope tests: made once for a folder, in one transaction that is rolled back at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import override_settings

from tests.scope import answers
from tests.scope.world import World, full_world


@pytest.fixture(scope="package")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the world's files lie."""
    folder = tmp_path_factory.mktemp("scope-files")
    with override_settings(MEDIA_ROOT=str(folder)):
        yield folder


@pytest.fixture(scope="package")
def site(depot: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The full world. What a test changes is undone after it by its own transaction within."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = full_world()
        # Foreign keys are looked at here: left to each test's end, all of the world's would be looked at again there.
        connection.check_constraints()
        # Nothing of it is ever committed: what waits for that would be looked through after each test.
        connection.run_on_commit.clear()
        world.fingerprint = answers.fingerprint()
        yield world
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _own_depot(settings: Any, depot: Path, _own_files: None) -> None:
    """Not the folder of one test alone: the world's files were stored before."""
    settings.MEDIA_ROOT = str(depot)
    cache.clear()
