"""The cast's awards, and a decision that gave three of them."""

from __future__ import annotations

import pytest

from tests.harness.recording import recorded
from tests.stages.decisions.support import Awards, cast_with_awards, issued
from thidua.stages.decisions.models import Decision


@recorded
def cast_with_decision() -> tuple[Awards, Decision]:
    made = cast_with_awards()
    return made, issued(made)


@pytest.fixture
def found(db: None) -> Awards:
    return cast_with_awards()


@pytest.fixture
def decided(db: None) -> tuple[Awards, Decision]:
    return cast_with_decision()
