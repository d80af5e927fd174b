"""A running site with a database of its own: the demonstration, the real server, its command line.

python -m tests.harness.sites FOLDER    # loads the demonstration there, for JOURNEY_SITE
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.harness import programs
from tests.harness.programs import ROOT

# Servers that were told to end and take their time: the next journey does not wait for them.
_ending: list[BaseProcess] = []
# Of the sample accounts: the same in every copy of the demonstration, so asked for once.
_passwords: dict[str, str] = {}


@dataclass
class Site:
    """A running site with a database of its own."""

    address: str
    env: dict[str, str]
    log: Path

    def thidua(self, *words: str, ok: bool = True) -> str:
        """Runs a verb of the command line on this site; its output."""
        code, said, complained = programs.run(list(words), self.env)
        assert (code == 0) is ok, f"thidua {' '.join(words)}: {said[-2000:]}{complained[-4000:]}"
        return said if ok else complained

    def json(self, *words: str) -> Any:
        return json.loads(self.thidua(*words, "--json"))

    def passwords(self) -> dict[str, str]:
        """The password of each sample account, by its name."""
        if not _passwords:
            _passwords.update({row["name"]: row["password"] for row in self.json("demonstration", "--accounts")})
        return _passwords


def site_env(folder: Path, database: str) -> dict[str, str]:
    """The environment of a site that lives in `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("THIDUA_", "PYTEST_"))}
    return {
        **kept,
        "THIDUA_VAR_DIR": str(folder),
        "THIDUA_DATABASE_URL": database,
        "THIDUA_SECRET_KEY": "for-journeys-only-and-nothing-else-in-the-world",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


class Demonstration:
    """The demonstration, loaded once into a folder, and copied for each site that wants it.

    A folder in which a site on SQLite stands already is taken as it is: `thidua demo national` grows one to the size of
    the nation beside its demonstration. With a `server` of PostgreSQL it moves there, as an office's site does.
    """

    def __init__(self, folder: Path, server: str | None = None) -> None:
        self.folder, self.server, self.file = folder, server, folder / "thidua.sqlite3"
        if not self.file.exists():
            loaded = self._site(f"sqlite:///{self.file}")
            loaded.thidua("prepare")
            loaded.thidua("demonstration")
        if server:
            self._site(self._new_database("thidua_demonstration", "template1")).thidua("move", str(self.file))

    def _site(self, database: str) -> Site:
        return Site("", site_env(self.folder, database), self.folder / "log")

    def copy(self, folder: Path) -> dict[str, str]:
        """Copies database, files and static files; the environment of a site that has them."""
        for name in ("files", "static"):
            if (self.folder / name).is_dir():
                shutil.copytree(self.folder / name, folder / name, dirs_exist_ok=True)
        if self.server:
            name = folder.name.lower().replace("-", "_")
            return site_env(folder, self._new_database(name, "thidua_demonstration"))
        target = folder / "thidua.sqlite3"
        with sqlite3.connect(self.file) as old, sqlite3.connect(target) as new:
            old.backup(new)
        return site_env(folder, f"sqlite:///{target}")

    def _new_database(self, name: str, template: str) -> str:
        parts = urlsplit(self.server or "")
        with psycopg.connect(f"postgresql://{parts.username}@/postgres?{parts.query}", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"postgresql://{parts.username}@/{name}?{parts.query}"


def free_port(wanted: int = 0) -> int:
    """A port a server can listen on now: the wanted one, or any."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", wanted))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve(env: dict[str, str], folder: Path, *, port: int = 0, waits: bool = True) -> Iterator[Site]:
    """Serves the site of this environment while the block lasts, without its background worker; on a `port` it had.

    With `waits` the server has ended after the block, and its port is free.
    """
    port = free_port(port)
    log = folder / "server.log"
    words = ["serve", "--port", str(port), "--processes", "1", "--threads", "4", "--no-worker"]
    server = programs.start(words, env, log)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, server, log)
        yield Site(address, env, log)
    finally:
        server.terminate()
        _ending.append(server)
        for each in _ending if waits else ():
            each.join(20)
        _ending[:] = [each for each in _ending if each.is_alive()]


def _wait(address: str, server: BaseProcess, log: Path) -> None:
    for _attempt in range(1200):
        assert server.is_alive(), f"the server ended:\n{log.read_text(errors='replace')[-4000:]}"
        try:
            urllib.request.urlopen(f"{address}/tep-tinh/kit/app.css", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server does not answer:\n{log.read_text(errors='replace')[-4000:]}")


if __name__ == "__main__":
    os.environ |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "THIDUA_VAR_DIR": sys.argv[1]}
    Demonstration(Path(sys.argv[1]))
