"""Plan 286 read from its own text: what stands in it, all of it, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.stages.campaigns.plan_reader import drawn_286, plan_286
from thidua.stages.campaigns.plan_reader import Reading, read_plan_text
from thidua.stages.campaigns.plan_reader.files import text_of

KEYS = [
    "document", "legal_bases", "references", "sections", "purposes", "contents", "targets", "period", "phases", "criteria",
    "awards", "dossier_parts", "deadlines", "recipients", "signer", "warnings",
]  # fmt: skip
CONGRESS = "Đại hội đại biểu toàn quốc Mặt trận Tổ quốc Việt Nam lần thứ X nhiệm kỳ 2024 - 2029"
PROVINCE, DISTRICT, COMMUNE, AREA, BODY = "tỉnh", "huyện", "xã", "thôn", "đơn vị"
TARGETS = [
    ("III.1", "=", 100, "%", [PROVINCE, DISTRICT, COMMUNE], None, []),
    ("III.2", "=", 100, "%", [PROVINCE, DISTRICT, COMMUNE, BODY], None, [2023, 2024]),
    ("III.3a", ">=", 1, "nhà", [DISTRICT], None, []),
    ("III.3b", ">=", 5, "nhà", [PROVINCE], None, []),
    ("III.4", ">=", 1, "công trình", [PROVINCE, DISTRICT, COMMUNE], None, []),
    ("III.5a", ">=", 1, "mô hình", [AREA], None, []),
    ("III.5b", "=", 100, "%", [AREA], None, [2023]),
    ("III.6a", "=", 100, "%", [AREA], "2023-12", []),
    ("III.6b", "=", 100, "%", [DISTRICT], None, []),
]


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_plan_text(plan_286.text())


@pytest.fixture(scope="module")
def read(reading: Reading) -> dict[str, Any]:
    return reading.values


def test_keys_are_those_of_the_reference(read: dict[str, Any]) -> None:
    assert list(read) == KEYS


def test_head(read: dict[str, Any]) -> None:
    head = read["document"]
    assert (head["type"], head["number"], head["place"], head["date"]) == (
        "kế hoạch",
        "286/KH-MTTQ-BTT",
        "Đắk Nông",
        "2023-10-26",
    )
    assert head["issuer"] == "ỦY BAN MTTQ VIỆT NAM TỈNH ĐẮK NÔNG BAN THƯỜNG TRỰC"
    assert head["title"].endswith("lần thứ X, nhiệm kỳ 2024 - 2029")


def test_four_bases_and_nine_further_documents(read: dict[str, Any]) -> None:
    assert [(row["number"], row["date"]) for row in read["legal_bases"]] == [
        ("22-CT/TW", "2023-05-25"), ("771/KH-MTTW-BTT", "2023-07-25"), ("795/KH-MTTW-BTT", "2023-09-29"), ("33-CT/TU", "2023-09-22"),
    ]  # fmt: skip
    assert [(row["number"], row["date"]) for row in read["references"]] == [
        ("05-CT/TW", "2016-05-15"), (None, None), ("12-NQ/TU", "2021-12-16"), ("217", None), ("218", None),
        ("124-QĐ/TW", "2018-02-02"), ("62-KL/TW", "2009-12-08"), ("39-NQ/TW", "2015-04-17"), ("18-NQ/TW", "2017-10-25"),
    ]  # fmt: skip


def test_nine_targets_and_no_false_one(read: dict[str, Any]) -> None:
    assert [
        (row["id"], row["operator"], row["value"], row["unit"], row["levels"], row["due"], row["years"]) for row in read["targets"]
    ] == TARGETS  # fmt: skip
    assert [row["id"] for row in read["targets"] if row["per_unit"]] == ["III.3a", "III.4", "III.5a"]


def test_period_and_two_phases(read: dict[str, Any]) -> None:
    assert read["period"] == {"from": "2023-10", "to": None, "to_event": CONGRESS}
    assert read["phases"] == [
        {"no": "1", "from": "2023-10", "to": "2024-07", "to_event": None},
        {"no": "2", "from": "2024-07", "to": None, "to_event": CONGRESS},
    ]


def test_quotas_of_three_forms_and_three_rules_of_copies(read: dict[str, Any]) -> None:
    assert [(row["no"], row["grantor"], row["announced_later"], row["copies"]) for row in read["awards"]] == [
        ("1", "Ủy ban Trung ương MTTQ Việt Nam", False, 2),
        ("2", "Ủy ban nhân dân tỉnh", True, None),
        ("3", "Ủy ban MTTQ Việt Nam tỉnh", False, 1),
    ]
    assert [[(quota["count"], quota["kind"]) for quota in row["quotas"]] for row in read["awards"]] == [
        [(1, "tập thể"), (1, "tập thể"), (1, "cá nhân")],
        [],
        [
            (2, "tập thể"),
            (3, "tập thể"),
            (5, "tập thể"),
            (5, "tập thể"),
            (5, "cá nhân"),
            (10, "cá nhân"),
        ],
    ]


def test_criteria_dossier_recipients_signer(read: dict[str, Any]) -> None:
    assert [(row["no"], row["count"]) for row in read["criteria"]] == [
        ("1.1", 5),
        ("1.2", 6),
        ("1.3", 2),
        ("1.4", 1),
    ]
    assert [part.split()[0] for part in read["dossier_parts"]] == ["Tờ", "Biên", "Báo", "Bảng"]
    assert len(read["recipients"]) == 10
    assert read["recipients"][-1] == "Lưu VT, Ban TC-TG"
    assert read["signer"] == {"capacity": "TM. BAN THƯỜNG TRỰC", "title": "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "name": "Y Thái"}


def test_one_deadline_before_a_day_through_the_department(read: dict[str, Any]) -> None:
    [deadline] = read["deadlines"]
    assert (deadline["date"], deadline["relation"], deadline["via"]) == (
        "2024-08-20",
        "before",
        "Ban Tổ chức - Tuyên giáo",
    )
    assert deadline["who"] == "Ủy ban MTTQ Việt Nam các huyện, thành phố"
    assert set(read["warnings"]) == {"unclosed_bracket", "unbalanced_quotes", "awards_announced_later"}


def test_every_value_has_the_words_it_came_from(reading: Reading) -> None:
    lines = reading.text.split("\n")
    said = {
        pointer: lines[place["line"] - 1][place["start"] : place["end"]] for pointer, place in reading.places.items()
    }
    assert said["/targets/3/value"] == "5"
    assert said["/document/number"] == "286 /KH-MTTQ-BTT"
    assert said["/deadlines/0/date"] == "ngày 20/8/2024"
    assert all(said.values())


def test_reading_the_cleaned_text_again_is_the_same(reading: Reading) -> None:
    again = read_plan_text(reading.text)
    assert (again.text, again.values) == (reading.text, reading.values)


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_word_file_and_pdf_say_the_same(tmp_path: Path, read: dict[str, Any], ending: str) -> None:
    file = drawn_286.drawn(tmp_path, ending)
    assert read_plan_text(text_of(file, name=file.name)).values == read


def test_portal_page_with_its_furniture_says_the_same(read: dict[str, Any]) -> None:
    assert read_plan_text(plan_286.portal()).values == read
