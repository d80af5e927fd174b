"""A form filled in by hand with what no page sends is refused in words; nothing breaks."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.scope.matrix import Row
from tests.scope.rows import ROWS
from tests.scope.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
POSTS = [row for row in ROWS if row.act and row.act.acts and row.act.writes]
WORDS = ("x\0y", "9" * 5000, "²")
# Read for every form at one place (`faces.kit.forms`): tried where a form has nothing else.
EVERYWHERE = {"receipt", "version"}


def spoilt(data: dict[str, Any], name: str, word: str) -> dict[str, Any]:
    return {**data, name: [word] if isinstance(data[name], list) else word}


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.name)
def test_no_word_in_a_form_breaks_an_act(site: World, row: Row) -> None:
    assert row.act
    client, broken = site.client(min(row.act.acts)), []
    client.raise_request_exception = False
    data = row.act.data(site)
    for name in [name for name in data if name not in EVERYWHERE] or data:
        for word in WORDS:
            with transaction.atomic():
                status = client.post(row.address(site), spoilt(row.act.data(site), name, word)).status_code
                transaction.set_rollback(True)
            broken += [f"{name}={word[:20]!r}: {status}"] if status >= 500 else []
    assert broken == []
