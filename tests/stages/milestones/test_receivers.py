"""A plan issued on the site is the milestone its unit owed: number, day and words of the paper, once."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import DISTRICT, Cast
from tests.stages.campaigns import own_plans as steps
from thidua.stages.campaigns.models import MilestoneKind, Plan
from thidua.stages.milestones.models import Milestone

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world(db: None) -> tuple[Cast, Plan]:
    return steps.world()


def owed(people: Cast, **more: object) -> MilestoneKind:
    given = {"key": "issue-plan", "position": 20, "name": "Ban hành kế hoạch", "unit_kinds": [DISTRICT]}
    settings = {"ways": ["document"], "document_kind": "plan", "proof": "document", "verified_above": True}
    return MilestoneKind.objects.create(campaign=people.campaign, settings=settings, **{**given, **more})  # type: ignore[arg-type]


@pytest.mark.clause("IV.1b")
def test_issued_plan_reports_the_milestone_with_its_number(world: tuple[Cast, Plan]) -> None:
    people, root = world
    kind = owed(people)
    plan = steps.issued(people, root)
    [row] = Milestone.objects.filter(kind=kind)
    assert plan.document is not None
    assert (row.unit, row.status, row.document_number, row.document_date) == (
        people.district, Milestone.Status.DONE, plan.document.notation, steps.TODAY,
    )  # fmt: skip


def test_plan_outside_the_milestones_window_is_issued_and_leaves_it_owed(world: tuple[Cast, Plan]) -> None:
    people, root = world
    owed(people, window_from=datetime.date(2023, 10, 1), window_before=datetime.date(2024, 1, 1))
    assert steps.issued(people, root).issued_version == 2
    assert not Milestone.objects.filter(kind__key="issue-plan").exclude(status=Milestone.Status.PLANNED).exists()


def test_guidance_is_no_plan(world: tuple[Cast, Plan]) -> None:
    people, root = world
    owed(people)
    steps.sign(people, steps.begun(people, root, kind=Plan.Kind.GUIDANCE))
    assert not Milestone.objects.filter(kind__key="issue-plan").exists()
