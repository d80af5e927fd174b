"""`thidua prove`: every figure of the boards counted again from the records, by other code."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.faces.interchange.bars import Bar
from thidua.faces.interchange.campaigns import chosen_campaigns
from thidua.foundation.core import steps
from thidua.stages.progress.prove import prove


class Command(BaseCommand):
    help = "Count every figure of the boards again by other code and name each difference; fails if there is one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--campaign", default="", help="only this campaign's key")
        parser.add_argument("--json", action="store_true", help="for other programs")

    def handle(self, *args: Any, campaign: str, **options: Any) -> None:
        with steps.heard(Bar(self.stderr)):
            found = {row.key: prove(row) for row in chosen_campaigns(campaign)}
        if options["json"]:
            told = {key: [str(difference) for difference in differences] for key, differences in found.items()}
            self.stdout.write(json.dumps({"differences": told}, ensure_ascii=False, indent=2))
        else:
            for differences in found.values():
                for difference in differences:
                    self.stdout.write(str(difference))
        number = sum(len(differences) for differences in found.values())
        if number:
            told_in_all = ngettext(
                "%(number)d chỗ khác nhau. Chạy «thidua rebuild» để tính lại.",
                "%(number)d chỗ khác nhau. Chạy «thidua rebuild» để tính lại.",
                number,
            )
            raise CommandError(told_in_all % {"number": number})
        if not options["json"]:
            self.stdout.write(_("Mọi con số đều khớp: %(keys)s.") % {"keys": ", ".join(found) or "–"})
