"""Every change is a POST that proves where it comes from."""

from __future__ import annotations

import pytest

from tests.scope import answers
from tests.scope.collecting import patterns
from tests.scope.matrix import KEYED_BY_ADDRESS, Row
from tests.scope.rows import ROWS
from tests.scope.world import World

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
POSTS = list(
    {row.route: row for row in ROWS if row.act and row.act.acts and row.route not in KEYED_BY_ADDRESS}.values()
)


def test_only_the_links_of_areas_do_without_a_token() -> None:
    found = {name for name, pattern in patterns() if getattr(pattern.callback, "csrf_exempt", False)}
    assert found == KEYED_BY_ADDRESS


@pytest.mark.parametrize("row", POSTS, ids=lambda row: row.route)
def test_a_forged_form_changes_nothing(site: World, row: Row) -> None:
    """What the officer may do does not happen when another site has his browser send it."""
    assert row.act
    with answers.watched(site.fingerprint) as watch:
        response = site.client(min(row.act.acts), strict=True).post(row.address(site), row.act.data(site))
    assert response.status_code == 403
    assert "Biểu mẫu để mở quá lâu" in response.content.decode()
    assert watch.changed() == []


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ('<form method="post"><input name="csrfmiddlewaretoken"></form>', []),
        ('<form class="a" method="post" action="/x/"><input name="b"></form>', ["a form without its token"]),
        ('<form method="post" action="//x.vn/"><input name="csrfmiddlewaretoken"></form>', ["a form sent to //x.vn/"]),
        ('<button formaction="https://x.vn/">', ["a form sent to https://x.vn/"]),
    ],
)
def test_a_form_without_token_or_sent_elsewhere_is_found(form: str, fault: list[str]) -> None:
    """By this each page of each reader is looked through in the scope matrix."""
    assert list(answers.unsafe_forms(f"<main>{form}</main>")) == fault
