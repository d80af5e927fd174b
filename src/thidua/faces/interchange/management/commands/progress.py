"""`thidua progress`: where a unit stands in every target of a campaign."""

from __future__ import annotations

import datetime
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from thidua.foundation.core import clock
from thidua.stages.progress.moments import Moment, Reckoning
from thidua.stages.progress.queries.report import place_by_code, report


class Command(BaseCommand):
    help = "Where a unit stands in every target of a campaign: --campaign 286 --unit 67 [--as-of DAY] [--json]."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--campaign", required=True, help="the campaign's key, e.g. 286")
        parser.add_argument("--unit", required=True, help="the unit's code when the campaign began, e.g. 67")
        day = parser.add_mutually_exclusive_group()
        day.add_argument("--as-of", metavar="DAY", help="as the board showed it that evening, e.g. 2024-03-31")
        day.add_argument("--by-date", metavar="DAY", help="by what was done up to that day, e.g. 2024-03-31")
        parser.add_argument("--json", action="store_true", help="for other programs")

    def handle(self, *args: Any, campaign: str, unit: str, **options: Any) -> None:
        moment = _moment(options["as_of"], options["by_date"])
        found = report(place=place_by_code(campaign_key=campaign, code=unit), on=moment)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        self.stdout.write(_("%(name)s, số liệu đến %(date)s") % {"name": found["name"], "date": found["date"]})
        if moment.words:
            self.stdout.write(moment.words)
        for target in found["targets"]:
            kinds = ", ".join(f"{kind} {met}/{required}" for kind, (met, required) in target["by_kind"].items())
            lacking = (
                _("còn thiếu: %(codes)s") % {"codes": ", ".join(target["missing"][:12])} if target["missing"] else ""
            )
            self.stdout.write(
                f"{target['id']:<18} {target['reached']}/{target['required']}  {kinds}  {lacking}".rstrip()
            )


def _moment(as_of: str | None, by_date: str | None) -> Moment:
    """The moment asked for; without one, now."""
    given = as_of or by_date
    if not given:
        return Moment(clock.today())
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError:
        raise CommandError(_("«%(day)s» không phải là ngày. Xin ghi như 2024-03-31.") % {"day": given}) from None
    if day > clock.today():
        raise CommandError(_("Ngày %(day)s chưa đến.") % {"day": given})
    return Moment(day, Reckoning.SHOWN if as_of else Reckoning.DONE)
