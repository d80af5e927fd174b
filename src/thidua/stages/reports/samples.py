"""The latest report, to look at the wording of reports."""

from __future__ import annotations

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.samples import SAMPLES, nearest
from thidua.foundation.units.models import Unit
from thidua.stages.reports.papers import report_document
from thidua.stages.reports.queries import seen_by


def _report(actor: Actor, unit: Unit) -> OfficialDocument | None:
    report = nearest(seen_by(actor), unit)
    return report_document(report) if report else None


SAMPLES.register("report/unit", _report)
