"""The demonstration holds the cases its tutorial names, and the board shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.harness.sites import Site

pytestmark = pytest.mark.slow

ASKED = Path(__file__).with_name("demonstration_facts.py")


@pytest.fixture(scope="module")
def facts(shared_site: Site) -> dict[str, Any]:
    """What the site of the demonstration says of itself."""
    told = shared_site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", ASKED.read_text(encoding="utf-8"))
    answer: dict[str, Any] = json.loads(told)
    return answer


def test_ledger_and_board_agree_with_the_stages(shared_site: Site) -> None:
    assert shared_site.thidua("prove").strip() == "Mọi con số đều khớp: 286, quy-2024, tu-sach-2024."


def test_nothing_is_brought_up_to_date_twice(shared_site: Site) -> None:
    assert shared_site.thidua("prepare").strip() == "everything is up to date"


def test_site_lives_on_the_fifteenth_of_july(facts: dict[str, Any]) -> None:
    assert facts["today"] == "2024-07-15"


def test_board_of_the_province_is_that_of_the_tutorial(shared_site: Site) -> None:
    board = shared_site.json("progress", "--campaign", "286", "--unit", "67")
    rows = {row["id"]: row for row in board["targets"]}

    assert {code: (row["units_met"], row["units_required"]) for code, row in rows.items()} == {
        "III.1": (78, 80), "III.2": (0, 54), "III.3a": (5, 8), "III.3b": (0, 1), "III.4": (63, 80), "III.5a": (562, 713),
        "III.5b": (711, 713), "III.6a": (670, 713), "III.6b": (6, 7),
    }  # fmt: skip
    assert rows["III.3a"]["missing"] == ["662", "664", "667"]
    assert rows["III.1"]["missing"] == ["24712", "24748"]
    assert rows["III.5b"]["missing"] == ["24736-03", "24736-04"]
    assert rows["III.6b"]["missing"] == ["664"]


def test_twelve_communes_have_no_registered_work(facts: dict[str, Any]) -> None:
    assert facts["communes_without_work"] == [
        "24637", "24646", "24667", "24679", "24694", "24709", "24712", "24722", "24724", "24742", "24748", "24757",
    ]  # fmt: skip
    assert facts["works_in_silent_communes"] == 0


def test_one_house_is_registered_by_two_bodies(facts: dict[str, Any]) -> None:
    assert facts["double_house"] == [["662", "done"], ["662-PN", "registered"]]


def test_no_other_two_works_are_taken_for_one(facts: dict[str, Any]) -> None:
    assert [[unit, "buôn Knir" in one, "buôn Knir" in other] for unit, one, other in facts["doubles"]] == [
        ["662", True, True]
    ], facts["doubles"]


def test_one_road_is_a_hundred_times_its_neighbours(facts: dict[str, Any]) -> None:
    typed, usual = facts["roads"]

    assert (typed, typed > 100 * usual) == (180_000, True)


def test_two_people_bear_one_name(facts: dict[str, Any]) -> None:
    assert facts["namesakes"] == [["Trần Thị Mai Lan", "24751"], ["Trần Thị Mai Lan", "24754"]]


def test_two_villages_became_one_and_the_frame_keeps_both(facts: dict[str, Any]) -> None:
    assert facts["merger"] == {
        "predecessors": [["24751-05", "2024-02-01"], ["24751-06", "2024-02-01"]],
        "successor": ["24751-15", "2024-02-01"],
        "in_frame": ["24751-05", "24751-06"],
    }


def test_one_area_will_belong_to_another_commune(facts: dict[str, Any]) -> None:
    assert facts["move"] == {"today": "24754", "from": "2024-09-01", "to": "24751"}


def test_one_quota_is_open(facts: dict[str, Any]) -> None:
    assert facts["open_quotas"] == ["VI.2"]


def test_gia_nghia_is_exempt_by_a_document(facts: dict[str, Any]) -> None:
    assert facts["exemptions"] == [["III.6b", "660", "Công văn 112/MTTQ-BTT (minh họa)"]]


def test_plan_is_issued_and_two_recipients_have_not_acknowledged(facts: dict[str, Any]) -> None:
    assert facts["plan"] == ["286/KH-MTTQ-BTT", "2023-10-26", "Y Thái"]
    assert facts["not_acknowledged"] == ["665", "67-PT"]


def test_history_of_the_board_grows_from_the_first_days(facts: dict[str, Any]) -> None:
    first, last, days = facts["history"]

    assert (first, last, days > 35) == ("2023-10-26", "2024-07-15", True)


def test_everybody_in_it_is_invented(facts: dict[str, Any]) -> None:
    assert facts["people_not_invented"] == 0


def test_a_second_load_is_refused(shared_site: Site) -> None:
    told = shared_site.thidua("demonstration", ok=False)

    assert told.strip() == "Hệ thống đã có đơn vị nên không nạp dữ liệu minh họa. Xin dùng một cơ sở dữ liệu trống."


def test_sample_accounts_are_told_with_one_for_each_role(shared_site: Site) -> None:
    accounts = shared_site.json("demonstration", "--accounts")

    assert [account["name"] for account in accounts] == [
        "can-bo-tinh", "lanh-dao-tinh", "can-bo-huyen", "lanh-dao-huyen", "can-bo-xa", "lanh-dao-xa", "xa-nhan-co",
        "can-bo-hoi", "lanh-dao-hoi", "can-bo-hoi-huyen", "thu-ky-hoi-dong", "uy-vien-1", "uy-vien-2", "uy-vien-3",
        "quan-tri",
    ]  # fmt: skip


def test_loading_the_campaign_again_changes_nothing(shared_site: Site) -> None:
    loaded = shared_site.json("campaign", "load", "286")

    assert (loaded["key"], loaded["version"], loaded["units"]) == ("286", 1, 850)


def test_broken_campaign_folder_is_told_by_the_command(shared_site: Site, tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text("format = 1\n")

    told = shared_site.thidua("campaign", "check", str(tmp_path), ok=False)

    assert told.strip() == f"{tmp_path.name}/plan.toml: không có tệp này"
