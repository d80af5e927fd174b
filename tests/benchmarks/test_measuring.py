"""What the benchmarks tell of their measurements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from benchmarks.measuring import Aim, document, figures, keep, percentile, ratio


def test_the_percentile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(100, 0, -1)]
    assert [percentile(values, share) for share in (0.01, 0.5, 0.95, 1)] == [1, 50, 95, 100]
    assert percentile([7.0], 0.95) == 7
    with pytest.raises(ValueError, match="nothing"):
        percentile([], 0.5)


def test_figures_of_many_measurements() -> None:
    assert figures([3, 1, 2]) == {"runs": 3, "min": 1, "median": 2, "p95": 3, "max": 3}


def test_a_ratio_to_nothing_is_none() -> None:
    assert (ratio(1, 3), ratio(1, 3, 2), ratio(1, 0)) == (0.3333, 0.33, None)


@pytest.mark.parametrize(
    ("measured", "limits", "is_met"),
    [
        (1, {"at_most": 1}, True), (1.1, {"at_most": 1}, False), (0.35, {"at_least": 0.35}, True),
        (0.3, {"at_least": 0.35}, False), (None, {"at_most": 1}, None),
    ],
)  # fmt: skip
def test_an_aim_is_met_up_to_its_limit(measured: float | None, limits: dict[str, float], is_met: bool | None) -> None:
    assert Aim("x", measured, **limits).is_met is is_met


def test_a_result_keeps_what_was_measured_on_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    aims = [Aim("quick", 2, at_most=1), Aim("much", None, at_least=80)]
    result = document("board", what="one page", database="SQLite 3", sizes={"units": 3}, measured={"a": 1}, aims=aims)
    kept = json.loads(keep(result, "sqlite", tmp_path).read_text(encoding="utf-8"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["board-sqlite.json"]
    assert set(kept) == {"benchmark", "what", "database", "date", "machine", "sizes", "figures", "aims"}
    assert set(kept["machine"]) == {"cores", "load_average", "system", "python", "sqlite"}
    assert kept["aims"][0] == {"what": "quick", "measured": 2, "at_most": 1, "at_least": None, "is_met": False}
    assert capsys.readouterr().out.splitlines() == [
        "      MISSED  quick: 2 (≤ 1)", "not measured  much: None (≥ 80)",
    ]  # fmt: skip
