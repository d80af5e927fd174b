"""The fixtures of the journeys: a site with the demonstration, and windows to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.harness.browsing import Visitor
from tests.harness.sites import Demonstration, Site, serve

QUIET = [
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The demonstration, loaded once a run; on PostgreSQL when the run has a server of it."""
    address = os.environ.get("THIDUA_DATABASE_URL", "")
    return Demonstration(tmp_path_factory.mktemp("demonstration"), address if "postgresql" in address else None)


@pytest.fixture(scope="session")
def shared_site(tmp_path_factory: pytest.TempPathFactory, demonstration: Demonstration) -> Iterator[Site]:
    """The demonstration for journeys that only look."""
    folder = tmp_path_factory.mktemp("shared-site")
    with serve(demonstration.copy(folder), folder) as site:
        yield site


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory, demonstration: Demonstration) -> Iterator[Site]:
    """A copy of the demonstration for one journey alone, which may change it."""
    folder = tmp_path_factory.mktemp("site")
    with serve(demonstration.copy(folder), folder) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a screen and without any call home."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is needed: apt-get install chromium"
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """A journey's windows; a script error or a refused inline script in any of them fails the journey."""
    found = Visitor(browser)
    yield found
    for window in found.windows:
        window.close()
    assert found.complaints == []
