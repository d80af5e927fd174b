"""The cast with its cells prepared, and short ways to report."""

from __future__ import annotations

import copy
import datetime
import io
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models.base import ModelState
from PIL import Image

from tests.factories import NOW, Cast, cast_on_board
from thidua.foundation.units.models import Unit
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import report_milestone
from thidua.stages.milestones.reports import Report

FESTIVAL_DAY = datetime.date(2023, 11, 12)
CONFERENCE_DAY = datetime.date(2023, 12, 5)


@pytest.fixture
def site(db: None) -> Cast:
    return cast_on_board()


def copied(milestone: Milestone, units: list[Unit]) -> None:
    """The same record for more units, written at once: for lists, which read the records alone."""
    rows = []
    for unit in units:
        row = copy.copy(milestone)
        row.pk, row.uid, row.unit, row._state = None, uuid.uuid4(), unit, ModelState()
        rows.append(row)
    Milestone.objects.bulk_create(rows)


@pytest.fixture
def festival(site: Cast) -> Callable[..., Milestone]:
    """Reports the festival of an area; `by` is a name of the cast or an actor."""

    def report(unit: str = "area", by: Any = "commune_officer", **values: Any) -> Milestone:
        actor = site.actor(by) if isinstance(by, str) else by
        extra = {name: values.pop(name) for name in ("version", "receipt", "uploads", "now") if name in values}
        said = Report(**{"done_date": FESTIVAL_DAY, **values})
        return report_milestone(
            **{"now": NOW, **extra}, by=actor, kind=site.milestone_kinds["festival"], unit=site.units[unit], report=said
        )

    return report


@pytest.fixture
def picture() -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(out, "PNG")
    return out.getvalue()
