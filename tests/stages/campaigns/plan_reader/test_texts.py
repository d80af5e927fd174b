"""Texts of other layouts, read and scored: no field falls below what was reached, and nothing is invented anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.stages.campaigns.plan_texts.scoring import Score, score, total
from thidua.stages.campaigns.plan_reader import read_plan_text

TEXTS = Path(__file__).parents[1] / "plan_texts"
FOLDERS = sorted(each for each in TEXTS.iterdir() if (each / "expected.json").is_file())
# The marks of docs/reference/plan-reader.md, rounded down: to be raised when the reader learns.
LEAST = {"00": 100, "14": 69, "13": 85, "05": 86}
LEAST_OF_ANY, LEAST_OF_ALL, MOST_INVENTED = 90, 93, 28


def scored(folder: Path) -> Score:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return total(score(expected, read_plan_text((folder / "text.txt").read_text(encoding="utf-8")).values))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_text_is_read_as_well_as_it_was(folder: Path) -> None:
    assert scored(folder).mark >= LEAST.get(folder.name[:2], LEAST_OF_ANY)


def test_all_texts_together() -> None:
    whole = sum((scored(folder) for folder in FOLDERS), Score())
    assert whole.mark >= LEAST_OF_ALL
    assert whole.invented <= MOST_INVENTED
