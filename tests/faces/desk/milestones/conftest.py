"""The cast at its desks: a client per person, short ways to the milestones' addresses."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.factories import NOW, Cast, cast
from tests.harness.pages import BACKEND
from tests.stages.milestones.conftest import FESTIVAL_DAY
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import report_milestone
from thidua.stages.milestones.reports import Report

Desk = Callable[[str], Client]


@pytest.fixture
def site(db: None) -> Cast:
    return cast()


@pytest.fixture
def desk(site: Cast) -> Desk:
    """A signed-in client of somebody of the cast."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(site.account(name), backend=BACKEND)
        return client

    return signed_in


@pytest.fixture
def picture() -> bytes:
    """A small PNG."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "green").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def reported(site: Cast) -> Milestone:
    """A festival the area's head has reported; the commune has still to confirm it."""
    return report_milestone(
        by=site.area_head(), now=NOW, kind=site.milestone_kinds["festival"], unit=site.area,
        report=Report(FESTIVAL_DAY, note="Bà con dự rất đông"),
    )  # fmt: skip


def report_address(site: Cast, kind: str, unit: str, year: int = 0, page: str = "milestone-report") -> str:
    return reverse(f"desk:{page}", args=[site.campaign.key, kind, year, site.units[unit].uid])


def text_of(response: Any) -> str:
    return response.content.decode()
