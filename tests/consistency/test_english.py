"""English pages are English: acts of the history are translated where they are shown, counts have their plurals."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils.translation import override, trans_real

from tests.architecture.test_state_tables import MACHINES
from tests.faces.desk.progress.test_pages import words as words_of
from tests.factories import Cast, cast
from tests.harness.pages import BACKEND
from tests.harness.source import modules, tree
from tests.stages.works.support import verified
from thidua.faces.interchange import words
from thidua.faces.kit import languages
from thidua.foundation.core import audit, quantities


@pytest.fixture
def english() -> Iterator[None]:
    """The catalogue as it stands, compiled as a start of the site compiles it."""
    words.compile_words()
    trans_real._translations.clear()
    languages.offered.cache_clear()
    with override("en"):
        yield
    languages.offered.cache_clear()


def test_every_act_of_the_trail_is_marked_for_translation() -> None:
    """`audit.record(act="…")` with a bare text would stay Vietnamese on an English page."""
    bare = [
        f"{path.name}: {ast.unparse(word)}"
        for path in modules()
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "audit.record"
        for word in (keyword.value for keyword in call.keywords if keyword.arg == "act")
        if isinstance(word, ast.Constant)
    ]
    assert bare == []


def test_every_step_of_a_state_table_has_its_english(english: None) -> None:
    said = {row.word: audit.told("An", row.word) for _name, machine in MACHINES.items() for row in machine}
    assert len(said) > 15
    assert {word: told for word, told in said.items() if told == f"An: {word}"} == {}


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [
        (quantities.HOUSE, 1, "1 house"), (quantities.HOUSE, 5, "5 houses"), (quantities.HOUSE, 0, "0 houses"),
        (quantities.HALF_DAY, 2, "1 workday"), (quantities.HALF_DAY, 1, "0,5 workdays"), (quantities.METRE, 1000, "1 km"),
    ],
)  # fmt: skip
def test_one_is_singular(english: None, unit: quantities.QuantityUnit, value: int, said: str) -> None:
    assert unit.format(value, with_unit=True) == said


@pytest.mark.django_db
@pytest.mark.slow
def test_history_and_counts_of_an_english_page(english: None, client: Client) -> None:
    people: Cast = cast()
    work = verified(people)
    client.force_login(people.account("province_officer"), backend=BACKEND)
    client.cookies["django_language"] = "en"
    page = words_of(client.get(f"/ban-lam-viec/cong-trinh/{work.uid}/"))
    # The leader's name first, then the act.
    assert f"{people.actor('province_officer').label}: verify" in page
    assert "xác nhận" not in page
    assert "1 to 1 of 1 work " in words_of(client.get("/ban-lam-viec/cong-trinh/"))
