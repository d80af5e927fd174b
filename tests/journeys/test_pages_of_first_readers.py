"""Every kind of page offered to the first half of its readers can be read by everybody, at 1280 light and at 360 dark.

The others' pages are looked at by another worker at the same time.
"""

from __future__ import annotations

import pytest

from tests.harness.browsing import Visitor
from tests.harness.offered import FIRST, Offered, faults_of_reading
from tests.harness.sites import Site

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("part", FIRST)
def test_every_kind_of_page_is_accessible(shared_site: Site, visitor: Visitor, offered: Offered, part: int) -> None:
    faults = faults_of_reading(shared_site, visitor, offered.part(part))
    assert not faults, "\n".join(faults)
