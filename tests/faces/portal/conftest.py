"""Who and what stands before the public."""

from __future__ import annotations

import pytest

from tests.faces.worlds import cast_on_portal, cast_with_house
from tests.factories import Cast, cast_on_board
from thidua.stages.works.models import Work


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


@pytest.fixture
def site(db: None) -> Cast:
    """A site with its plan, its figures of 15 o'clock and one house before the public."""
    return cast_on_portal()


@pytest.fixture
def housed(db: None) -> tuple[Cast, Work]:
    return cast_with_house()
