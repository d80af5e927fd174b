"""Every kind of page that somebody is offered can be read by everybody and fits a phone at 360 points, dark."""

from __future__ import annotations

import pytest

from tests.harness.browsing import Visitor
from tests.harness.offered import Offered, faults_of_reading
from tests.harness.sites import Site

pytestmark = pytest.mark.slow


def test_every_kind_of_page_is_accessible(shared_site: Site, visitor: Visitor, offered: Offered) -> None:
    faults = faults_of_reading(shared_site, visitor, offered, size="phone", dark=True)
    assert not faults, "\n".join(faults)
