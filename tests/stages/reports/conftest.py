"""The cast with one period of its periodic report, and the board it reads from."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast_on_board
from tests.stages.reports import support
from thidua.stages.reports.models import ReportPeriod


@pytest.fixture
def people(db: None) -> Cast:
    return cast_on_board()


@pytest.fixture
def quarter(people: Cast) -> ReportPeriod:
    """The second quarter of 2024, due before 11 July."""
    return support.period(people)
