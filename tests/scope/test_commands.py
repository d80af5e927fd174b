"""What the command line tells of one unit holds nothing of another; what tells of the site names no unit's things."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scope import markers
from tests.scope.commands import COMMANDS, NotRun, OfSite, OfUnit, said
from tests.scope.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SECRETS = (*markers.OF_COMMUNE, *markers.OF_AREAS)
COMMUNE, SISTER = "24649", "24661"
OF_UNIT = [name for name, row in COMMANDS.items() if isinstance(row, OfUnit)]
OF_SITE = [name for name, row in COMMANDS.items() if isinstance(row, OfSite)]


@pytest.mark.parametrize("name", OF_UNIT)
def test_of_a_unit_nothing_of_its_sister_is_told(site: World, tmp_path: Path, name: str) -> None:
    row = COMMANDS[name]
    assert isinstance(row, OfUnit)
    own, sisters = row.tells(site, COMMUNE, tmp_path), row.tells(site, SISTER, tmp_path)
    # The printed plan is in capitals in places.
    assert "nam dong" in own.lower() or markers.PLAN in own
    assert [word for word in (*SECRETS, "Nam Dong", "NAM DONG", "24649") if word in sisters] == []


@pytest.mark.parametrize("name", OF_SITE)
def test_of_the_site_nothing_of_a_unit_is_told(site: World, name: str) -> None:
    row = COMMANDS[name]
    assert isinstance(row, OfSite)
    told = said(name, *row.words)
    assert told.strip()
    assert [word for word in SECRETS if word in told] == []


def test_a_verb_that_is_not_run_says_why() -> None:
    assert [name for name, row in COMMANDS.items() if isinstance(row, NotRun) and not row.why] == []
