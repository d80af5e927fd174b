"""The cast with a quarter to report on."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast_on_board
from tests.stages.reports.support import period
from thidua.stages.reports.models import ReportPeriod


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


@pytest.fixture
def quarter(people: Cast) -> ReportPeriod:
    return period(people)
