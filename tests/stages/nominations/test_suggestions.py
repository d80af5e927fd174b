"""What the data offers for a nominee's report."""

from __future__ import annotations

import pytest

from thidua.foundation.documents.wording import wording
from thidua.stages.campaigns.models import Target
from thidua.stages.nominations.suggestions import target_words
from thidua.stages.progress.models import UnitProgress


@pytest.mark.parametrize(
    ("unit", "reading", "told"),
    [("percent", "own", "45/60 (75%)"), ("percent", "subtree", "50/100 (50%)"), ("metre", "subtree", "0,05 km")],
)
def test_percentage_is_told_with_both_numbers(unit: str, reading: str, told: str) -> None:
    target = Target(code="III.1", short_label="Đường quê", measure_unit=unit, reading=reading)
    cell = UnitProgress(target=target, own=45, own_denominator=60, subtree=50, subtree_denominator=100)

    said = target_words(cell, wording("achievement-report/awards"))

    assert said == f"Hoàn thành chỉ tiêu đường quê (mục III.1 của Kế hoạch): {told}."
