"""An award round that is open: its guidance is signed."""

from __future__ import annotations

import pytest

from tests.factories import cast
from tests.harness.recording import recorded
from tests.stages.nominations.support import (
    Awards,
    awards,
    guided,
)


@recorded
def cast_with_guidance() -> Awards:
    made = awards(cast())
    guided(made)
    return made


@pytest.fixture
def found(db: None) -> Awards:
    return cast_with_guidance()
