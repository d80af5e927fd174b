"""The measure by which readings of plans are judged, and the shape of the right readings it judges by."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.stages.campaigns.plan_texts.scoring import Score, fold, likeness, score, total

TEXTS = Path(__file__).parent / "plan_texts"
FOLDERS = sorted(each for each in TEXTS.iterdir() if (each / "expected.json").is_file())
BASE = {"type", "number", "date", "issuer"}
ROW_KEYS = {
    "legal_bases": BASE,
    "references": BASE,
    "sections": {"no", "title"},
    "targets": {"id", "operator", "value", "unit", "subject", "levels", "per_unit", "what", "due", "years"},
    "phases": {"no", "from", "to", "to_event"},
    "criteria": {"no", "subject", "count"},
    "awards": {"no", "form", "grantor", "quotas", "announced_later", "copies"},
    "deadlines": {"date", "relation", "who", "what", "to", "via"},
}
RECORD_KEYS = {
    "document": {*BASE, "place", "title"},
    "period": {"from", "to", "to_event"},
    "signer": {"capacity", "title", "name"},
}
LISTS = {"purposes", "contents", "dossier_parts", "recipients", "warnings"}
DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
RECURRING = {"monthly": re.compile(r"\d{2}"), "quarterly": re.compile(r"\d{2}"), "yearly": re.compile(r"\d{2}-\d{2}")}
LEVELS = ["tỉnh", "huyện", "xã", "thôn", "đơn vị", "cá nhân"]


def reading(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return content


def target(**changes: Any) -> dict[str, Any]:
    whole = {"id": "III.1", "operator": ">=", "value": 5, "unit": "nhà", "subject": "xã", "levels": ["xã"]}
    return {**whole, "per_unit": True, "what": "vận động xây nhà", "due": None, "years": [], **changes}


def test_mark_counts_what_is_invented_twice() -> None:
    assert Score(found=3, missed=1).mark == 75.0
    assert Score(found=3, wrong=1).mark == 75.0
    assert Score(found=3, invented=1).mark == 60.0


def test_mark_of_nothing_to_read_is_whole() -> None:
    assert Score().mark == 100.0
    assert Score(invented=1).mark == 0.0


def test_fold_knows_letters_in_parts_and_icelandic_letter() -> None:
    assert fold(unicodedata.normalize("NFD", "Ðại\u00a0hội  ĐẢNG – bộ")) == "đại hội đảng - bộ"


def test_likeness_counts_repeated_words() -> None:
    assert likeness("nhà nhà", "nhà") == pytest.approx(2 / 3)
    assert likeness("", "nhà") == 0.0


def test_number_of_document_with_spaces_is_the_same() -> None:
    scores = score({"document": {"number": "286/KH-MTTQ-BTT"}}, {"document": {"number": "286 /KH-MTTQ-BTT"}})
    assert scores == {"document.number": Score(found=1)}


def test_values_are_found_missed_wrong_and_invented() -> None:
    expected = {"document": {"type": "kế hoạch", "place": "Hà Nội", "date": "2024-03-06", "title": None}}
    found = {"document": {"type": "Kế hoạch", "place": None, "date": "2024-06-03", "title": "Về việc"}}
    assert score(expected, found) == {
        "document.type": Score(found=1),
        "document.place": Score(missed=1),
        "document.date": Score(wrong=1),
        "document.title": Score(invented=1),
    }


def test_titles_and_paragraphs_are_compared_by_their_beginnings() -> None:
    start = "Phát động đợt thi đua đặc biệt lập thành tích chào mừng Đại hội Mặt trận"
    scores = score({"purposes": [start + " các cấp"]}, {"purposes": [start + " lần thứ X"]})
    assert scores == {"purposes": Score(found=1)}


def test_paragraphs_without_a_partner_are_missed_and_invented() -> None:
    scores = score({"contents": ["Tuyên truyền"]}, {"contents": ["Khen thưởng", "Tuyên truyền"]})
    assert scores == {"contents": Score(found=1, invented=1)}


def test_rows_are_matched_by_best_pairs_in_any_order() -> None:
    houses, roads = target(), target(id="III.2", value=3, unit="km", what="làm đường")
    scores = score({"targets": [houses, roads]}, {"targets": [roads, houses]})
    assert total(scores, "targets").mark == 100.0


def test_row_read_with_a_wrong_number_stays_the_same_row() -> None:
    scores = score({"targets": [target()]}, {"targets": [target(value=50)]})
    assert scores["targets.value"] == Score(wrong=1)
    assert scores["targets.unit"] == Score(found=1)
    assert total(scores).wrong == 1


def test_missing_and_invented_rows_count_by_their_values() -> None:
    row = {"no": "1", "from": "2024-03", "to": None, "to_event": None}
    assert total(score({"phases": [row]}, {"phases": []})) == Score(missed=2)
    assert total(score({"phases": []}, {"phases": [row]})) == Score(invented=2)


def test_wordings_are_the_same_when_most_words_are() -> None:
    scores = score(
        {"targets": [target()]}, {"targets": [target(what="Vận động xây dựng nhà", unit="nhà đại đoàn kết")]}
    )
    assert scores["targets.what"] == Score(found=1)
    assert scores["targets.unit"] == Score(found=1)


def test_false_is_a_value() -> None:
    scores = score({"targets": [target(per_unit=False)]}, {"targets": [target(per_unit=True)]})
    assert scores["targets.per_unit"] == Score(wrong=1)


def test_levels_years_and_warnings_are_sets() -> None:
    expected = {"targets": [target(levels=["tỉnh", "xã"], years=[2023, 2024])], "warnings": ["no_awards", "no_targets"]}
    found = {"targets": [target(levels=["xã", "thôn"], years=[2024, 2023])], "warnings": ["no_targets"]}
    scores = score(expected, found)
    assert scores["targets.levels"] == Score(found=1, missed=1, invented=1)
    assert scores["targets.years"] == Score(found=2)
    assert scores["warnings"] == Score(found=1, missed=1)


def test_quotas_are_matched_within_their_award() -> None:
    quota = {"count": 2, "subject": "tập thể", "kind": "tập thể"}
    award = {"no": "1", "form": "Giấy khen", "grantor": "Chủ tịch UBND xã", "announced_later": False, "copies": None}
    scores = score(
        {"awards": [{**award, "quotas": [quota]}]}, {"awards": [{**award, "quotas": [{**quota, "count": 3}]}]}
    )
    assert scores["awards.quotas.count"] == Score(wrong=1)
    assert scores["awards.quotas.kind"] == Score(found=1)


def test_period_end_is_a_day_and_not_a_wording() -> None:
    scores = score({"period": {"to": "2024-07"}}, {"period": {"to": "2024-08"}})
    assert scores == {"period.to": Score(wrong=1)}


def test_there_are_enough_texts_and_each_has_its_line() -> None:
    lines = (TEXTS / "README.md").read_text(encoding="utf-8")
    assert len(FOLDERS) >= 19
    assert [each.name for each in FOLDERS if f"| `{each.name}` |" not in lines] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_right_reading_agrees_wholly_with_itself(folder: Path) -> None:
    expected = reading(folder)
    assert total(score(expected, expected)).mark == 100.0
    assert total(score(expected, {})).found == 0


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_right_reading_has_the_agreed_keys(folder: Path) -> None:
    expected = reading(folder)
    assert set(expected) == {*ROW_KEYS, *RECORD_KEYS, *LISTS}
    for name, keys in RECORD_KEYS.items():
        assert set(expected[name]) == keys
    for name, keys in ROW_KEYS.items():
        assert all(set(row) == keys for row in expected[name])
    assert all(set(quota) == {"count", "subject", "kind"} for award in expected["awards"] for quota in award["quotas"])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_right_reading_keeps_to_the_allowed_values(folder: Path) -> None:
    expected = reading(folder)
    codes = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", (TEXTS / "README.md").read_text(encoding="utf-8")))
    assert set(expected["warnings"]) <= codes
    for row in expected["targets"]:
        assert row["operator"] in {">=", "<=", "="}
        assert [level for level in LEVELS if level in row["levels"]] == row["levels"]
        assert row["due"] is None or DAY.fullmatch(row["due"])
    for row in expected["deadlines"]:
        if row["relation"] == "open":
            assert row["date"] is None
        else:
            assert RECURRING.get(row["relation"], DAY).fullmatch(row["date"])
            assert row["relation"] in {"before", "by", "on", *RECURRING}
    kinds = {quota["kind"] for award in expected["awards"] for quota in award["quotas"]}
    assert kinds <= {"tập thể", "cá nhân", "hộ"}
    if expected["document"]["type"] != "kế hoạch":
        assert all(expected[name] == [] for name in [*ROW_KEYS, "purposes", "contents"] if name != "legal_bases")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_right_reading_is_found_in_its_text(folder: Path) -> None:
    expected = reading(folder)
    text = re.sub(r"\W", "", fold((folder / "text.txt").read_text(encoding="utf-8")))
    named = [expected["document"], *expected["legal_bases"], *expected["references"]]
    words = [row["number"] for row in named if row["number"]]
    words += [row["what"] for row in expected["deadlines"]] + expected["recipients"]
    words += [award["grantor"] for award in expected["awards"]]
    words += [value for value in expected["signer"].values() if value and " KT. " not in value]
    assert [word for word in words if re.sub(r"\W", "", fold(word)) not in text] == []
