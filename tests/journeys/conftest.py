"""The fixtures of the journeys: a site with the demonstration, and windows to look at it.

The demonstration is loaded anew for each run (`make test` does it beforehand, beside other tests). `JOURNEY_SITE` names
the folder of a site on SQLite that has it already, perhaps with a nation beside it; every journey still gets a copy of
its own:

    THIDUA_VAR_DIR=/tmp/nation .venv/bin/thidua prepare
    THIDUA_VAR_DIR=/tmp/nation .venv/bin/thidua demonstration
    THIDUA_VAR_DIR=/tmp/nation .venv/bin/thidua demo national --frame before-2025
    JOURNEY_SITE=/tmp/nation .venv/bin/python -m pytest tests/journeys/test_house.py -q
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.harness.browsing import SOON, Visitor
from tests.harness.desks import Desks
from tests.harness.offered import Offered, offered_by
from tests.harness.sites import Demonstration, Site, serve

IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
QUIET = [
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # A page opened in the process of the one before it takes half the work. Given once, the list replaces Playwright's:
    # what it keeps from calling home or from getting in a test's way stands here too.
    "--disable-features=RenderDocument,AimEnabled,AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,"
    "HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,"
    "PreconnectToSearch,ThirdPartyStoragePartitioning",
]
# The first has no window to draw, which is half of the other's work.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The demonstration, loaded once a run or standing in `JOURNEY_SITE`; on PostgreSQL when the run has a server."""
    address = os.environ.get("THIDUA_DATABASE_URL", "")
    server = address if "postgresql" in address else None
    if standing := os.environ.get("JOURNEY_SITE"):
        assert (Path(standing) / "thidua.sqlite3").is_file(), f"JOURNEY_SITE={standing} holds no site on SQLite"
        return Demonstration(Path(standing), server)
    if server or not IS_WORKER:
        return Demonstration(tmp_path_factory.mktemp("demonstration"), server)
    return _loaded_by_the_first(tmp_path_factory.getbasetemp().parent / "demonstration")


def _loaded_by_the_first(folder: Path) -> Demonstration:
    """Of several workers the first loads the demonstration; the others wait until it stands."""
    ready = folder / "ready"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + 1500
        while not ready.exists():
            assert time.monotonic() < until, "the worker that loads the demonstration did not come to an end"
            time.sleep(0.5)
        return Demonstration(folder)
    made = Demonstration(folder)
    ready.touch()
    return made


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
    with serve(demonstration.copy(folder), folder, waits=False) as site:
        yield site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a screen and without any call home."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "Chromium is needed: apt-get install chromium"
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    # The processors are shared with the rest of the suite: what is waited for comes, only later.
    expect.set_options(timeout=SOON)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def offered(shared_site: Site, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Offered:
    """What every reader is offered; whichever worker comes first finds it for all."""
    base = tmp_path_factory.getbasetemp()
    return offered_by(shared_site, browser, (base.parent if IS_WORKER else base) / "offered.json")


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """A journey's windows; a script error or a refused inline script in any of them fails the journey."""
    found = Visitor(browser)
    yield found
    for window in found.windows:
        window.close()
    assert found.complaints == []


@pytest.fixture
def desks(site: Site, visitor: Visitor) -> Desks:
    return Desks(site, visitor)
