"""Invented reports for the targets that count what reports say: most accepted, some waiting, some still owed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from thidua.faces.interchange.demonstration.nation.records import Table, batches
from thidua.faces.interchange.demonstration.nation.world import Nation, Place
from thidua.foundation.core import steps
from thidua.stages.campaigns.models import Target
from thidua.stages.reports.measures import MEASURE
from thidua.stages.reports.models import Report, ReportForm, ReportPeriod, ReportValue

USUAL = 0.85
TOLD = (
    "unit", "period", "form", "status", "data_date", "submitted_at", "accepted_at", "made_at", "changed_at",
)  # fmt: skip


def make_reports(nation: Nation) -> None:
    """Writes the reports of each reported target, with the share its field asks for."""
    targets = list(nation.campaign.targets.filter(measure=MEASURE).order_by("id"))
    for done, target in enumerate(targets):
        steps.tell(_("Báo cáo minh họa"), done, len(targets))
        period = ReportPeriod.objects.filter(schedule__campaigns=nation.campaign).order_by("id")[0]
        form = ReportForm.objects.filter(key=period.schedule.form_key).order_by("-version")[0]
        table, beneath = Table(Report, *TOLD), nation.areas_beneath()
        values = Table(ReportValue, "report", "campaign", "field", "figure", "denominator")
        places = [place for place in nation.of_kinds(target.unit_kinds) if nation.does(place, USUAL)]
        for run in batches(places):
            ids = table.write([_row(nation, target, period, form, place) for place in run])
            figures = _figures(nation, target, form, ids, [len(beneath[place.pk]) for place in run])
            values.write(list(figures))
    steps.tell(_("Báo cáo minh họa"), len(targets), len(targets))


def _row(nation: Nation, target: Target, period: ReportPeriod, form: ReportForm, place: Place) -> tuple[Any, ...]:
    day = nation.day(target.window_from or nation.campaign.starts_on, target.window_before)
    sent, accepted = nation.moment(day), nation.chance.random() < 0.9
    status = Report.Status.ACCEPTED if accepted else Report.Status.SUBMITTED
    return place.pk, period.pk, form.pk, str(status), day, sent, sent if accepted else None, sent, sent


def _figures(nation: Nation, target: Target, form: ReportForm, ids: Any, wholes: list[int]) -> Iterator[Any]:
    """The target's field with its whole, and the whole's own field where the form has one."""
    fields = {row["key"]: row for section in form.content["sections"] for row in section["fields"]}
    asked = target.measure_params["field"]
    whole_of = fields[asked].get("of", "")
    for pk, whole in zip(ids, wholes, strict=True):
        part = min(whole, round(whole * nation.chance.uniform(0.6, 1.1)))
        yield pk, nation.campaign.pk, asked, part, whole if whole_of else None
        if whole_of:
            yield pk, nation.campaign.pk, whole_of, whole, None
