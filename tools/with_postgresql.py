#!/usr/bin/env python3
"""Runs a command with a PostgreSQL server of its own, in a temporary folder, gone afterwards.

    tools/with_postgresql.py .venv/bin/python -m pytest tests

The command finds the server in THIDUA_DATABASE_URL. Only a socket is opened, and nothing is synced to disk, unless
`--durable` is given first: then it writes as a site's server does, for measurements.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

MISSING = """PostgreSQL's server programs were not found.
Install them (Debian, Ubuntu: apt-get install postgresql) or put initdb and pg_ctl on the PATH."""
FAST = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "autovacuum": "off",
    "jit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    # Nobody watches this server.
    "track_activities": "off",
    "track_counts": "off",
    "update_process_title": "off",
}
# As PostgreSQL comes, with room for the nation's boards in memory.
DURABLE = {
    "listen_addresses": "''",
    "max_connections": "100",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "jit": "off",
}


def programs() -> Path:
    """The folder with initdb and pg_ctl, newest release first."""
    found = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name.split(".")[0]))]
    on_path = shutil.which("pg_ctl")
    if on_path:
        found.append(Path(on_path).parent)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise SystemExit(MISSING)


def as_server(*command: str | Path) -> list[str]:
    """The command as the server's own user: PostgreSQL refuses to run as root."""
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        raise SystemExit(MISSING) from None
    return ["runuser", "-u", "postgres", "--", *words]


@contextlib.contextmanager
def server(settings: dict[str, str] = FAST) -> Iterator[str]:
    """A running server; yields the address of its one database."""
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    data, bin_dir = home / "data", programs()
    try:
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
        words = ["-D", str(data), "-U", "thidua", "-A", "trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        subprocess.run(as_server(bin_dir / "initdb", *words), cwd=home, check=True, stdout=subprocess.DEVNULL)
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        start = ["start", "-w", "-s", "-D", str(data), "-l", str(home / "log"), "-o", f"-k {home} {options}"]
        subprocess.run(as_server(bin_dir / "pg_ctl", *start), cwd=home, check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"postgresql://thidua@/postgres?host={quote(str(home))}"
        finally:
            subprocess.run(
                as_server(bin_dir / "pg_ctl", "stop", "-s", "-m", "immediate", "-D", data), cwd=home, check=False
            )
    finally:
        shutil.rmtree(home, ignore_errors=True)


def main(command: list[str]) -> int:
    settings = FAST
    if command[:1] == ["--durable"]:
        settings, command = DURABLE, command[1:]
    if not command:
        raise SystemExit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server(settings) as address:
        return subprocess.run(command, env={**os.environ, "THIDUA_DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
