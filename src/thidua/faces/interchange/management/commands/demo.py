"""`thidua demo`: invented data to look at, a year of plan 286 or the whole country at full size."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thidua.faces.interchange.bars import Bar
from thidua.faces.interchange.demonstration.nation.build import Reader, Size, build_nation
from thidua.faces.interchange.demonstration.nation.frames import FRAMES
from thidua.foundation.core import steps

USUAL = Size()


class Command(BaseCommand):
    help = "Invented data to look at: province (a year of plan 286), national (the whole country, a million works)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        subjects = parser.add_subparsers(dest="subject", required=True)
        province = subjects.add_parser("province", help="what `thidua demonstration` loads into an empty site")
        national = subjects.add_parser("national", help="the whole country, in an empty site or beside a demonstration")
        national.add_argument(
            "--frame", choices=[*FRAMES], default="2025", help="two tiers since 1 July 2025, or three before"
        )
        national.add_argument("--works", type=int, default=USUAL.works, help=f"how many works; {USUAL.works}")
        national.add_argument("--areas", type=int, default=USUAL.areas, help=f"residential areas; {USUAL.areas}")
        national.add_argument("--provinces", type=int, help="only so many provinces, for a smaller nation")
        national.add_argument("--account", default="", help="name of the account that reads it all")
        national.add_argument(
            "--password-from-stdin", action="store_true", help="read its password from standard input"
        )
        for subject in (province, national):
            subject.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, subject: str, **options: Any) -> None:
        if subject == "province":
            call_command("demonstration", json=options["json"], verbosity=options["verbosity"], stdout=self.stdout)
            return
        frame = FRAMES[options["frame"]]
        password = sys.stdin.readline().strip() if options["password_from_stdin"] else ""
        if options["password_from_stdin"] and not password:
            raise CommandError(_("Không có mật khẩu ở đầu vào chuẩn."))
        size = Size(areas=options["areas"], works=options["works"], provinces=options["provinces"])
        with steps.heard(Bar(self.stderr, plain=True)):
            built = build_nation(frame, size, Reader(options["account"] or frame.account, password))
        self.stdout.write(json.dumps(built, ensure_ascii=False) if options["json"] else told(built))


def told(built: dict[str, Any]) -> str:
    """What was built, in a few lines."""
    counts = _(
        "Đã dựng %(campaign)s: %(works)d công trình, %(milestones)d mốc việc, %(facts)d dòng sổ tiến độ, %(figures)d ô "
        "của bảng, trong %(seconds).0f giây."
    ) % {**built, "seconds": sum(built["seconds"].values())}
    account = built["account"]
    shown = _("Tài khoản: %(name)s  %(password)s") % account
    return f"{counts}\n{shown.rstrip()}"
