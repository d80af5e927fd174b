"""Reads the settings' variables: default < `.env` < environment; `NAME_FILE` reads a secret from a file."""

from __future__ import annotations

import os
import secrets
import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "THIDUA_"


class SettingError(ImproperlyConfigured):
    """A variable has a value the product cannot use; the message names it and what is expected."""


POSTGRESQL = {
    "lock_timeout": 10_000,
    # A page found by an index costs little more than the next one: disks turn no longer.
    "random_page_cost": 1.1,
    # Readers share the cores: a statement in several processes takes them from others, and takes longer to begin.
    "max_parallel_workers_per_gather": 0,
    # Whatever is read piece by piece is a file with all its rows: the last counts, not the first.
    "cursor_tuple_fraction": 1,
}


def read_dotenv(path: Path) -> dict[str, str]:
    """The `NAME=value` lines of a `.env` file; comments and blank lines are passed over."""
    if not path.is_file():
        return {}
    pairs = (line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines() if "=" in line)
    return {name.strip(): value.strip().strip("\"'") for name, value in pairs if not name.lstrip().startswith("#")}


class Environment:
    """Typed access to `THIDUA_*` variables. Names outside `known` are refused, so a typing slip is not silent."""

    def __init__(self, dotenv: Path, known: frozenset[str]) -> None:
        given = {**read_dotenv(dotenv), **os.environ}
        self.values = {name: value for name, value in given.items() if name.startswith(PREFIX)}
        strangers = {name.removesuffix("_FILE") for name in self.values} - {PREFIX + name for name in known}
        if strangers:
            raise SettingError(f"unknown settings: {', '.join(sorted(strangers))}")

    def text(self, name: str, default: str = "") -> str:
        """The variable, or the content of the file that `NAME_FILE` names."""
        file = self.values.get(PREFIX + name + "_FILE")
        if file:
            return Path(file).read_text(encoding="utf-8").strip()
        return self.values.get(PREFIX + name, default)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name, "1" if default else "0").lower()
        if value not in {"1", "0", "true", "false", "yes", "no"}:
            raise SettingError(f"{PREFIX}{name} must be 1 or 0, not {value!r}")
        return value in {"1", "true", "yes"}

    def number(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isdigit():
            raise SettingError(f"{PREFIX}{name} must be a whole number, not {value!r}")
        return int(value)

    def words(self, name: str, default: str = "") -> list[str]:
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def command(self, name: str, *, needs: str) -> list[str]:
        """The words of a program to run, as a shell would part them; one of them holds `needs`. Empty when not set."""
        text = self.text(name)
        try:
            words = shlex.split(text)
        except ValueError as error:
            raise SettingError(f"{PREFIX}{name} cannot be read as a command: {error}") from error
        if words and not any(needs in word for word in words[1:]):
            raise SettingError(
                f"{PREFIX}{name} must name a program and say {needs} where the file stands, not {text!r}"
            )
        return words


def own_secret(path: Path) -> str:
    """The site's secret key; made on the first start and readable by its owner alone."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text(encoding="utf-8").strip()


def database(url: str, *, sqlite_default: Path) -> dict[str, object]:
    """Django's DATABASES entry for `sqlite:///path` or `postgresql://user:password@host:port/name?host=/socket`."""
    if not url:
        url = f"sqlite:///{sqlite_default}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        sqlite_default.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            # Opened for each request, it would read the whole schema and begin with no page at hand.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                # Waited twice by whoever saves, and once more for what came with it: still less than a proxy waits.
                "timeout": 12,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        socket = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("host", "")
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(socket) or parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": " ".join(f"-c {name}={value}" for name, value in POSTGRESQL.items())},
        }
    raise SettingError(f"{PREFIX}DATABASE_URL must start with sqlite:/// or postgresql://, not {parts.scheme!r}")
