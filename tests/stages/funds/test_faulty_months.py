"""Sixteen kinds of faults in lists of months, twenty seeds: every wrong cell is named, no sound row refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.funds.faulty_months import FAULTS, OPENING, READ, faulty
from tests.stages.funds.support import MAY, opened
from tests.stages.progress.growing import grown
from thidua.foundation.units.models import Unit
from thidua.stages.funds.models import Fund, Manner
from thidua.stages.funds.month_planning import MonthPlan, plan_months

COMMUNES = 100
pytestmark = [pytest.mark.django_db, pytest.mark.slow]
District = tuple[Cast, list[str]]


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: Any) -> Iterator[District]:
    """A district of many communes that keep their funds as figures, one that keeps it in full, one that keeps none."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = cast()
        opened(people)
        grown(people, COMMUNES)
        Unit.objects.filter(name__startswith="Xã số").update(place_type="xã")
        units = list(Unit.objects.filter(name__startswith="Xã số").order_by("id"))
        more = {"manner": Manner.FIGURES, "opens_on": MAY, "closed_before": MAY, "made_at": NOW, "changed_at": NOW}
        held = dict.fromkeys(("opening", "balance", "closed_balance"), OPENING)
        Fund.objects.bulk_create(Fund(unit=unit, **held, **more) for unit in units)
        yield people, [unit.short_name for unit in units]
        transaction.set_rollback(True)


def planned(district: District, kinds: list[str], seed: int) -> tuple[MonthPlan, set[tuple[int, str]]]:
    upload, wrong = faulty(district[1], kinds, seed)
    plan = plan_months(upload=upload, by=district[0].actor("district_officer"), today=TODAY)
    return plan, set().union(*wrong.values())


@pytest.mark.parametrize("kinds", [*([kind] for kind in FAULTS), list(FAULTS)], ids=" ".join)
def test_exactly_the_wrong_cells_are_named_and_no_sound_row_is_refused(district: District, kinds: list[str]) -> None:
    """Each kind alone, and all of them in one list, with twenty seeds."""
    for seed in range(20) if len(kinds) > 1 else range(2):
        plan, wrong = planned(district, kinds, seed)
        named = {(problem.row, problem.column) for problem in plan.draft.problems}
        assert named == wrong, (kinds, seed)
        assert len(plan.lines) == COMMUNES - len({row for row, _column in wrong}), (kinds, seed)
        assert {(problem.sheet, bool(problem.reason)) for problem in plan.draft.problems} == {("Xã Nam Dong", True)}


def test_list_without_a_fault_is_read_whole_and_what_it_holds_is_known(district: District) -> None:
    plan, _wrong = planned(district, [], 0)

    assert (plan.draft.problems, len(plan.lines), len(plan.draft.passed_over)) == ([], COMMUNES, 1)
    assert (len(FAULTS), len(READ)) == (16, 7)
