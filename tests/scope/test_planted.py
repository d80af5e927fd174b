"""The matrix is itself tried: a hole planted in each wall is found, and told with who went through."""

from __future__ import annotations

from typing import Any

import pytest

from tests.scope.checking import faults_of_looking, faults_of_refusals
from tests.scope.matrix import Row
from tests.scope.rows import ROWS
from tests.scope.world import World
from thidua.foundation.core import files
from thidua.foundation.units.models import Unit
from thidua.stages.milestones import queries as milestone_queries
from thidua.stages.milestones.models import Milestone
from thidua.stages.works import queries, rules, visibility
from thidua.stages.works.models import Work
from thidua.stages.works.states import WORK

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def row(name: str) -> Row:
    return next(row for row in ROWS if row.name == name)


def everything(_actor: Any, _branch: Any = None) -> Any:
    return Work.objects.all()


def test_a_list_that_forgets_whose_it_is(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "led", everything)
    assert "sister sees Qxcongtrinh" in faults_of_looking(site, row("desk:works"))
    assert "sister sees Qxcongtrinh" in faults_of_looking(site, row("desk:export-csv works"))
    assert "sister sees Qxcongtrinh" in faults_of_looking(site, row("desk:search for a work"))


def test_a_page_that_forgets_whose_it_is(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "readable", everything)
    assert "sister's child: 200 instead of 404" in faults_of_looking(site, row("desk:work"))


def test_a_file_that_only_asks_for_signing_in(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "readable", lambda _actor, _file: True)
    assert "former member: 200 instead of 404" in faults_of_looking(site, row("desk:file-small proof"))


def test_a_contact_on_a_list_of_others(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(milestone_queries, "seen_by", lambda _actor: Milestone.objects.all())
    assert "far district: 200 instead of 404" in faults_of_looking(site, row("desk:milestone"))


def test_an_act_whose_rule_says_yes(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list may be right and the act open: whoever sees the work could then note it."""
    noting = WORK.transitions["note"]
    monkeypatch.setitem(WORK.transitions, "note", type(noting)(**{**vars_of(noting), "rule": lambda _by, _work: None}))
    found = faults_of_refusals(site, row("desk:work-note"))
    assert "own leader: 302 instead of 403" in found
    assert any(fault.startswith("own leader changed") and "works_work" in fault for fault in found)


def test_an_act_on_what_is_not_seen(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "readable", everything)
    monkeypatch.setattr(visibility, "readable", everything)
    assert "sister: 403 instead of 404" in faults_of_refusals(site, row("desk:work-note"))


def test_a_refusal_that_names_nobody(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "who_enters", lambda _unit: "Không được.")
    found = faults_of_looking(site, row("desk:work-edit"))
    assert any(fault.startswith("parent officer: 403 does not say who may") for fault in found)


def test_a_member_seen_as_before(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units found without regard to the branch: the search tells a stranger of a residential area."""
    monkeypatch.setattr(type(Unit.objects.all()), "inside", lambda rows, _intervals: rows)
    assert "former member sees Buôn Nui" in faults_of_looking(site, row("desk:search for a unit"))


def vars_of(transition: Any) -> dict[str, Any]:
    return {name: getattr(transition, name) for name in type(transition).__dataclass_fields__}
