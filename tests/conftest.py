"""What every test stands on: the strict harness, the choice of tests for PostgreSQL, the marks."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from tests.harness import clauses
from tests.harness.cores import keep_to_one_core
from tests.harness.handlers import share_middleware
from tests.harness.ordering import shuffle_unordered_queries
from tests.harness.room import run_tests_with_room
from thidua.foundation.core import locking

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "site"}

# The places of journeys that wait for each other; all others stand between.
JOURNEYS = {"test_every_link.py": 0, "test_pages_of_first_readers.py": 2, "test_pages_of_other_readers.py": 2}

# The same cases on every machine and every run; a found failure is turned into a test of its own.
hypothesis_settings.register_profile("thidua", deadline=None, derandomize=True, max_examples=100)
hypothesis_settings.load_profile("thidua")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-database", action="store_true", help="only the tests that touch the database")
    parser.addoption("--clauses-to", help="write which test proves which clause to this file")


def pytest_configure(config: pytest.Config) -> None:
    shuffle_unordered_queries()
    share_middleware()
    keep_to_one_core()
    run_tests_with_room()
    # What was imported stays; looking through it again and again took a third of the tests' time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db")) or bool(
        DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.journey)
    # What the crawl finds is looked at last: by then it is found.
    items.sort(key=lambda item: JOURNEYS.get(item.path.name, 1))
    if config.getoption("--only-database"):
        away = [item for item in items if not touches_database(item)]
        items[:] = [item for item in items if touches_database(item)]
        config.hook.pytest_deselected(items=away)


def pytest_collection_finish(session: pytest.Session) -> None:
    found = clauses.marks(session.items)
    target = session.config.getoption("--clauses-to")
    if target and not session.testsfailed:
        Path(target).write_text(clauses.table(found), encoding="utf-8")


@pytest.fixture(autouse=True)
def _own_order_of_locks() -> Iterator[None]:
    """A test that locks outside of an operation leaves no rank behind for the next one."""
    with locking.fresh_order():
        yield


@pytest.fixture(autouse=True)
def _own_files(
    settings: object, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Files a test stores are its own and are gone after it."""
    if not touches_database(request.node):
        yield
        return
    folder = tmp_path_factory.mktemp("files")
    settings.MEDIA_ROOT = str(folder)
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _tests_folder() -> Iterator[None]:
    """The temporary site folder of the settings goes when its maker goes; workers share it and leave it."""
    yield
    folder = Path(os.environ["THIDUA_VAR_DIR"])
    if folder.name.startswith("thidua-tests-") and "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(folder, ignore_errors=True)
