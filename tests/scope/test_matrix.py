"""Every row × everybody: who sees it, who acts on it, who is told that there is nothing, who is told who may."""

from __future__ import annotations

import pytest

from tests.scope import answers
from tests.scope.checking import faults_of_acting, faults_of_looking, faults_of_refusals
from tests.scope.matrix import Row
from tests.scope.rows import ROWS
from tests.scope.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LOOKED_AT = [row for row in ROWS if row.look]
ACTED_ON = [row for row in ROWS if row.act]
CROSSED = [row for row in ROWS if row.crossed]
# Routes with one method only; one row of each, that somebody is served by, is asked for the other.
BOTH = {row.route for row in ROWS if row.look and row.act}
SERVING = [row for row in ROWS if (row.look and row.look.sees) or (row.act and row.act.acts)]
ONE_METHOD = list({row.route: row for row in SERVING if row.route not in BOTH}.values())


def by_name(row: Row) -> str:
    return row.name


@pytest.mark.parametrize("row", LOOKED_AT, ids=by_name)
def test_looking(site: World, row: Row) -> None:
    faults = faults_of_looking(site, row)
    assert not faults, f"GET {row.address(site)}\n" + "\n".join(faults)


@pytest.mark.parametrize("row", ACTED_ON, ids=by_name)
def test_acting_is_refused_and_changes_nothing(site: World, row: Row) -> None:
    faults = faults_of_refusals(site, row)
    assert not faults, f"POST {row.address(site)}\n" + "\n".join(faults)


@pytest.mark.parametrize("row", ACTED_ON, ids=by_name)
def test_acting_is_open_to_whom_it_belongs(site: World, row: Row) -> None:
    faults = faults_of_acting(site, row)
    assert not faults, f"POST {row.address(site)}\n" + "\n".join(faults)


@pytest.mark.parametrize("row", CROSSED, ids=by_name)
def test_own_and_foreign_are_not_mixed(site: World, row: Row) -> None:
    """The sister's own thing with the commune's file, and the other way round, are no thing at all."""
    faults = []
    with answers.watched(site.fingerprint) as watch:
        for crossed in row.crossed:
            address = crossed(site)
            for who in ("sister", "own officer"):
                data = row.act.data(site) if row.act else {}
                answered = {site.client(who).post(address, data).status_code}
                answered |= {site.client(who).get(address).status_code} if row.look else set()
                faults += [f"{who} {address}: {answered}"] if answered != {404} else []
    assert (faults, watch.changed()) == ([], [])


@pytest.mark.parametrize("row", ONE_METHOD, ids=by_name)
def test_other_methods_are_refused(site: World, row: Row) -> None:
    """What is only read is not acted on, and what is only acted on is not read: 405, even for the owner."""
    who = min(row.look.sees if row.look else row.act.acts if row.act else ())
    client, address = site.client(who), row.address(site)
    response = client.post(address, {}) if row.look else client.get(address)
    assert response.status_code == 405, f"{who} {address}"
