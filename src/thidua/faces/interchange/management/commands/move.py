"""`thidua move`: a site that began on SQLite goes on with PostgreSQL."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from thidua.faces.interchange.bars import Bar
from thidua.faces.interchange.readiness import make_ready
from thidua.foundation.core import steps
from thidua.foundation.core.moving import move, require_movable


class Command(BaseCommand):
    help = "Copy every row of a site's SQLite file into this site's empty PostgreSQL; all or nothing, the file stays."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="FILE", help="such as var/thidua.sqlite3, with nobody working on it")

    def handle(self, *args: Any, source: str, **options: Any) -> None:
        # What cannot be moved leaves no half-made site behind.
        require_movable(Path(source))
        make_ready()
        with steps.heard(Bar(self.stderr)):
            found = move(Path(source))
        told = {"rows": sum(found.values()), "tables": sum(1 for rows in found.values() if rows)}
        self.stdout.write(_("Đã chuyển %(rows)d dòng của %(tables)d bảng.") % told)
