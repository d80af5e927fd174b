"""`thidua progress`: where a unit stands in every target of a campaign."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.stages.progress.queries.report import place_by_code, report


class Command(BaseCommand):
    help = "Where a unit stands in every target of a campaign: --campaign 286 --unit 67 [--json]."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--campaign", required=True, help="the campaign's key, e.g. 286")
        parser.add_argument("--unit", required=True, help="the unit's code when the campaign began, e.g. 67")
        parser.add_argument("--json", action="store_true", help="for other programs")

    def handle(self, *args: Any, campaign: str, unit: str, **options: Any) -> None:
        found = report(place=place_by_code(campaign_key=campaign, code=unit), on=clock.today())
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        self.stdout.write(_("%(name)s, số liệu đến %(date)s") % {"name": found["name"], "date": found["date"]})
        for target in found["targets"]:
            kinds = ", ".join(f"{kind} {met}/{required}" for kind, (met, required) in target["by_kind"].items())
            lacking = (
                _("còn thiếu: %(codes)s") % {"codes": ", ".join(target["missing"][:12])} if target["missing"] else ""
            )
            self.stdout.write(
                f"{target['id']:<18} {target['reached']}/{target['required']}  {kinds}  {lacking}".rstrip()
            )
