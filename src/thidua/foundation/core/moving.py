"""A site that began on SQLite goes on with PostgreSQL: every row of every table, as it is, in one transaction.

Files lie in the site's folder and stay there.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from thidua.foundation.core import bulk, steps, stock
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.models import AuditEntry


def move(source: Path) -> dict[str, int]:
    """Copies all rows of a site's SQLite file into this site's PostgreSQL; how many each table has.

    The file is only read. Nobody should work on the old site meanwhile: what is written there afterwards stays there.
    Refused with `Invalid` where `source` is no site's file or this site is not on PostgreSQL, with `NotNow` where the
    two are of different versions or somebody has worked on this site already; then nothing is changed.
    """
    require_movable(source)
    with contextlib.closing(_opened(source)) as old:
        _check_version(old)
        with transaction.atomic():
            if AuditEntry.objects.exists():
                raise NotNow(_("Cơ sở dữ liệu PostgreSQL này đã có dữ liệu. Xin dùng một cơ sở dữ liệu trống."))
            found = _copied(old)
    stock.take()
    return found


def require_movable(source: Path) -> None:
    """Raises `Invalid` where this site is not on PostgreSQL or `source` is no site's file; asks this site nothing."""
    if connection.vendor != "postgresql":
        raise Invalid({"database": _("Chỉ chuyển sang PostgreSQL. Xin đặt THIDUA_DATABASE_URL là địa chỉ PostgreSQL.")})
    _opened(source).close()


def tables() -> list[type[models.Model]]:
    """Whatever has rows of its own, those that join many to many too."""
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def _opened(source: Path) -> sqlite3.Connection:
    """The file as it stands at this moment, whoever writes to it meanwhile."""
    try:
        old = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
        old.execute("BEGIN")
        old.execute("SELECT 1 FROM django_migrations")
    except sqlite3.Error:
        sentence = _("Không đọc được «%(file)s» như cơ sở dữ liệu SQLite của thidua. Xin xem lại đường dẫn.")
        raise Invalid({"source": sentence % {"file": source}}) from None
    return old


def _check_version(old: sqlite3.Connection) -> None:
    there = set(old.execute("SELECT app, name FROM django_migrations"))
    if there != set(MigrationRecorder(connection).applied_migrations()):
        raise NotNow(_("Hai cơ sở dữ liệu khác phiên bản. Xin chạy «thidua prepare» cho cả hai bên rồi chuyển lại."))


def _copied(old: sqlite3.Connection) -> dict[str, int]:
    every = tables()
    with connection.cursor() as cursor:
        # What a new site has by itself comes along from the old one.
        cursor.execute(f"TRUNCATE {', '.join(connection.ops.quote_name(model._meta.db_table) for model in every)}")
        found = {}
        for number, model in enumerate(every):
            steps.tell(_("chuyển các bảng"), number, len(every))
            found[model._meta.db_table] = _copy(old, model)
        steps.tell(_("chuyển các bảng"), len(every), len(every))
        for statement in connection.ops.sequence_reset_sql(no_style(), every):
            cursor.execute(statement)
        # A row that refers to one that is missing is told now, not when somebody meets it.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return found


def _copy(old: sqlite3.Connection, model: type[models.Model]) -> int:
    names = [field.column for field in model._meta.concrete_fields if not field.generated]
    columns, table = ", ".join(f'"{name}"' for name in names), connection.ops.quote_name(model._meta.db_table)
    rows = old.execute(f"SELECT {columns} FROM {table}")  # noqa: S608  # our own names
    return bulk.copy_lines(f"COPY {table} ({columns}) FROM STDIN", _lines(rows))


def _lines(rows: Iterator[tuple[Any, ...]]) -> Iterator[str]:
    """SQLite's words for numbers, days, moments, truths, identities and JSON are read by PostgreSQL as they are."""
    for row in rows:
        yield "\t".join([bulk.NOTHING if value is None else _written(value) for value in row])


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value.translate(bulk.ESCAPED)
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value)
