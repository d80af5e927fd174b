"""Every page that somebody is offered opens, is light, and gives no id twice. What is found is looked at further
in `test_pages_of_first_readers` and `test_pages_of_other_readers`."""

from __future__ import annotations

import pytest

from tests.harness.offered import Offered

pytestmark = pytest.mark.slow


def test_every_link_leads_to_a_page(offered: Offered) -> None:
    assert not offered.faults, "\n".join(offered.faults)


def test_the_crawl_comes_far(offered: Offered) -> None:
    """A crawl that finds little proves little: the kinds of page that must be reachable by links alone."""
    assert {"account_login", "desk:home"} <= offered.examples.keys()
    assert len(offered.examples) > 100
