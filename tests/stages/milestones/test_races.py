"""Two at the same moment: one record, both claims never counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.factories import NOW, Cast, cast
from tests.harness.races import at_once, refused
from tests.stages.milestones.conftest import FESTIVAL_DAY
from thidua.stages.milestones.models import Milestone, MilestonePartner
from thidua.stages.milestones.operations import report_milestone
from thidua.stages.milestones.reports import Report

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def report(site: Cast, unit: str, *partners: str) -> Callable[[], object]:
    actor, kind = site.actor("commune_officer"), site.milestone_kinds["festival"]
    said = Report(FESTIVAL_DAY, partners=tuple(site.units[key] for key in partners))
    return lambda: report_milestone(by=actor, now=NOW, kind=kind, unit=site.units[unit], report=said)


def test_two_first_reports_of_one_area_make_one_record() -> None:
    site = cast()
    answers = at_once(report(site, "area"), report(site, "area"))
    assert Milestone.objects.count() == 1
    assert refused(answers) in ([], ["NotNow"])  # The second corrects, or finds it confirmed already.


def test_two_areas_that_name_each_other_are_counted_once() -> None:
    site = cast()
    answers = at_once(report(site, "area", "area_two"), report(site, "area_two", "area"))
    assert refused(answers) == ["Invalid"]
    assert (Milestone.objects.filter(status="verified").count(), MilestonePartner.objects.count()) == (1, 1)
