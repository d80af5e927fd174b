"""The fake measure of the stage's own tests, for the pages of progress."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast
from tests.harness.recording import recorded
from tests.stages.progress.conftest import Stage, stage

__all__ = ["stage"]


@recorded
def cast_without_targets() -> Cast:
    people = cast()
    people.campaign.targets.all().delete()
    return people


@pytest.fixture
def site(stage: Stage, db: None) -> Cast:
    """The cast with no targets yet; a test makes its own."""
    people = cast_without_targets()
    stage.campaign_id = people.campaign.pk
    return people
