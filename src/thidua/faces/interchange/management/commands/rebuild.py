"""`thidua rebuild`: ledger and boards made anew from the records."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from thidua.faces.interchange.bars import Bar
from thidua.faces.interchange.campaigns import chosen_campaigns
from thidua.foundation.core import clock, steps
from thidua.stages.progress.rebuild import rebuild_campaign


class Command(BaseCommand):
    help = "Count ledger and boards anew from the records, target by target; the old numbers are shown meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--campaign", default="", help="only this campaign's key")

    def handle(self, *args: Any, campaign: str, **options: Any) -> None:
        for row in chosen_campaigns(campaign):
            with steps.heard(Bar(self.stderr)):
                changed = rebuild_campaign(campaign=row, now=clock.now())
            self.stdout.write(
                ngettext("%(key)s: %(number)d ô thay đổi.", "%(key)s: %(number)d ô thay đổi.", changed)
                % {"key": row.key, "number": changed}
            )
