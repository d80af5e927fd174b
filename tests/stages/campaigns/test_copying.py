"""A campaign copied with its dates moved: what it asks stays, every day moves, what only the new paper says is out."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest

from thidua.foundation.core.errors import Invalid
from thidua.stages.campaigns.campaign_file import CATALOGUE, CampaignFileError, read_campaign
from thidua.stages.campaigns.plan_draft.copying import copy_campaign, moved

PLAN_286 = Path(str(CATALOGUE)) / "campaigns" / "286"
HEAD = "number = 12\ndate = 2028-10-26\n\n[plan.signer]"


def put(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.clause("H.3")
def test_copy_asks_the_same_sixty_months_later(tmp_path: Path) -> None:
    copied = copy_campaign(PLAN_286, "thi-dua-2028", 60)
    with pytest.raises(CampaignFileError) as refused:
        read_campaign(put(tmp_path / "thi-dua-2028", copied.files))
    assert sorted(problem.key for problem in refused.value.problems) == ["plan.date", "plan.number"]
    copied.files["campaign.toml"] = copied.files["campaign.toml"].replace("\n[plan.signer]", HEAD, 1)
    (tmp_path / "again").mkdir()
    new = read_campaign(put(tmp_path / "again" / "thi-dua-2028", copied.files))
    old = read_campaign(PLAN_286)
    assert [target.code for target in new.targets] == [target.code for target in old.targets]
    assert [target.minimum for target in new.targets] == [target.minimum for target in old.targets]
    by_code = {target.code: target for target in new.targets}
    assert by_code["III.2"].measure_params["years"] == [2028, 2029]
    assert {row.key: row.due.before for row in new.tasks}["district-plan"] == datetime.date(2029, 8, 1)
    assert [row.date for row in new.plan.cited] == [row.date for row in old.plan.cited]
    assert new.plan.number == 12


def test_sentences_that_name_a_year_are_told() -> None:
    told = copy_campaign(PLAN_286, "thi-dua-2028", 60).to_write
    assert told[0].startswith("Số, ngày của kế hoạch mới")
    assert any("22-CT/TW ngày 25/5/2023" in line for line in told)
    assert all(len(line) <= 160 for line in told)


def test_files_stay_toml_and_prose_is_left_alone() -> None:
    files = copy_campaign(PLAN_286, "thi-dua-2028", 6).files
    assert files["plan.toml"] == (PLAN_286 / "plan.toml").read_text(encoding="utf-8")
    assert "nhiệm kỳ 2024 - 2029" in tomllib.loads(files["campaign.toml"])["campaign"]["name"]


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2024, 1, 31), 1, (2024, 2, 29)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2023, 11, 19), 60, (2028, 11, 19)),
        ((2024, 1, 1), -1, (2023, 12, 1)),
    ],
)
def test_day_moves_by_whole_months(day: tuple[int, int, int], months: int, expected: tuple[int, int, int]) -> None:
    assert moved(datetime.date(*day), months) == datetime.date(*expected)


@pytest.mark.parametrize(("key", "months", "field"), [("286", 60, "key"), ("Đợt 2", 60, "key"), ("moi", 0, "months")])
def test_impossible_copy_is_refused(key: str, months: int, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        copy_campaign(PLAN_286, key, months)
    assert list(refused.value.fields) == [field]
