"""`thidua boundaries`: the outlines of units for the map, from an office's GeoJSON file."""

from __future__ import annotations

import datetime
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.boundaries import load_boundaries, remove_boundaries
from thidua.foundation.units.geojson import LARGEST_FILE
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import OFFICIAL


class Command(BaseCommand):
    help = "Load the boundaries of units for the map from a GeoJSON file, or remove them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        loading = verbs.add_parser("load", help="give the units that bear the file's codes their boundaries")
        loading.add_argument("file", type=Path)
        loading.add_argument("--scheme", default=OFFICIAL, help="the scheme of the codes: gso (official) or site")
        loading.add_argument(
            "--property", default="code", dest="code_property", help="the property that holds the code"
        )
        loading.add_argument("--on", type=datetime.date.fromisoformat, help="the day on which the codes hold; today")
        verbs.add_parser("remove", help="take all boundaries away")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        root = Unit.objects.filter(parent__isnull=True).order_by("lft", "id").first()
        if root is None:
            raise Missing(_("Hệ thống chưa có đơn vị nào. Xin nạp đợt thi đua trước, rồi nạp ranh giới."))
        number = self.load(root, **options) if verb == "load" else self.remove(root)
        words = {
            "load": ngettext(
                "Đã nạp ranh giới của %(number)d đơn vị.", "Đã nạp ranh giới của %(number)d đơn vị.", number
            ),
            "remove": ngettext(
                "Đã gỡ ranh giới của %(number)d đơn vị.", "Đã gỡ ranh giới của %(number)d đơn vị.", number
            ),
        }
        self.stdout.write(words[verb] % {"number": number})

    def load(
        self, root: Unit, *, file: Path, scheme: str, code_property: str, on: datetime.date | None, **options: Any
    ) -> int:
        try:
            with file.open("rb") as opened:
                # One byte too many tells a file that is too large, whatever its size.
                content = opened.read(LARGEST_FILE + 1)
        except OSError:
            words = _("Không mở được tệp %(name)s. Xin xem lại đường dẫn và quyền đọc tệp.")
            raise CommandError(words % {"name": file}) from None
        return load_boundaries(
            by=System(), now=clock.now(), root=root, content=content, scheme=scheme, code_property=code_property,
            on=on or clock.today(), source=file.name,
        )  # fmt: skip

    def remove(self, root: Unit) -> int:
        return remove_boundaries(by=System(), now=clock.now(), root=root)
