"""Every kind of page that somebody is offered can be read by everybody and fits a phone at 360 points, dark."""

from __future__ import annotations

import pytest

from tests.harness.browsing import Visitor
from tests.harness.offered import PARTS, Offered, faults_of_reading
from tests.harness.sites import Site

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_page_is_accessible(shared_site: Site, visitor: Visitor, offered: Offered, part: int) -> None:
    faults = faults_of_reading(shared_site, visitor, offered.part(part), size="phone", dark=True)
    assert not faults, "\n".join(faults)
