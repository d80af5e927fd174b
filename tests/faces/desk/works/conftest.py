"""The cast, for the pages of works."""

from __future__ import annotations

import pytest

from tests.factories import Cast, cast_on_board


@pytest.fixture
def people() -> Cast:
    return cast_on_board()
