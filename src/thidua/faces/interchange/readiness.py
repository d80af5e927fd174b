"""Makes the site ready to be served, and does nothing that was already done: migrations, words, static files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thidua.faces.interchange.words import compile_words
from thidua.foundation.core import stock

# django-htmx brings every version of its scripts and pages name one: packing the others takes seconds of a first start.
UNUSED = ["htmax*", "htmx-4*", "htmx-2.js", "ext"]


def make_ready() -> list[str]:
    """Brings database, translations and static files up to date; returns what had to be done."""
    done = []
    if migrations_wait():
        call_command("migrate", interactive=False, verbosity=0)
        stock.take()
        done.append("database")
    if compile_words():
        done.append("translations")
    if not settings.DEBUG and collect_static():
        done.append("static files")
    return done


def migrations_wait() -> bool:
    """Whether the database is older than the code."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect_static() -> bool:
    """Collects and compresses static files when one of them changed since the last time."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    wanted = _fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, ignore_patterns=UNUSED)
    stamp.write_text(wanted, encoding="ascii")
    return True


def _fingerprint() -> str:
    """Changes when any static file is added, removed or written."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            seen.update(f"{path}\0{file.st_size}\0{file.st_mtime_ns}\n".encode())
    return seen.hexdigest()
