"""A campaign that runs, with its issued plan, as the tests of plans and amendments find it."""

from __future__ import annotations

import pytest

from tests.factories import Cast
from tests.stages.campaigns import own_plans as steps
from thidua.stages.campaigns.models import Plan


@pytest.fixture
def world(db: None) -> tuple[Cast, Plan]:
    return steps.world()


@pytest.fixture
def people(world: tuple[Cast, Plan]) -> Cast:
    return world[0]


@pytest.fixture
def plan(world: tuple[Cast, Plan]) -> Plan:
    return world[1]
