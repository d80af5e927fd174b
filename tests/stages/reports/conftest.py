"""The cast with one period of its periodic report, and the board it reads from."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.reports import support
from thidua.stages.progress.rebuild import prepare
from thidua.stages.reports.models import ReportPeriod


@pytest.fixture
def people(db: None) -> Cast:
    made = cast()
    prepare(campaign=made.campaign, now=NOW)
    return made


@pytest.fixture
def quarter(people: Cast) -> ReportPeriod:
    """The second quarter of 2024, due before 11 July."""
    return support.period(people)
