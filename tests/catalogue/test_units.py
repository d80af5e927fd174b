"""The unit catalogue: real names and codes, invented rows marked."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from thidua import catalogue
from thidua.faces.interchange.demonstration import invented_units

UNITS = Path(catalogue.__file__).parent / "units"
SETS = [
    "ca-nuoc-minh-hoa",
    "daknong-2023",
    "hoi-rung-xanh-minh-hoa",
    "lamdong-2025",
    "suoi-ngan-minh-hoa",
    "truong-hoc-minh-hoa",
]
SOURCE = Path(__file__).parents[3] / "shared" / "data" / "units"


def rows(folder: str) -> list[dict[str, str]]:
    settings = tomllib.loads((UNITS / folder / "set.toml").read_text(encoding="utf-8"))
    return [row for name in settings["files"] for row in read(UNITS / folder / name)]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_front_of_dak_nong_has_its_units() -> None:
    assert Counter(row["kind"] for row in rows("daknong-2023")) == {
        "front-province": 1, "front-department": 4, "front-district": 8, "front-commune": 71, "residential-area": 713,
        "org-province": 5, "org-district": 40, "org-commune": 8,
    }  # fmt: skip


@pytest.mark.parametrize("folder", SETS)
def test_set_lists_parents_before_children_and_each_code_once(folder: str) -> None:
    seen: set[str] = set()
    strangers = []
    for row in rows(folder):
        strangers += [code for code in (row["parent"], row["member_of"]) if code and code not in seen]
        strangers += [row["code"]] if row["code"] in seen else []
        seen.add(row["code"])

    assert strangers == []


def test_kinds_of_units_are_declared() -> None:
    declared = {kind["key"] for kind in tomllib.loads((UNITS / "kinds.toml").read_text(encoding="utf-8"))["kind"]}

    assert {row["kind"] for folder in SETS for row in rows(folder)} - declared == set()


def test_names_are_written_as_official_texts_write_them() -> None:
    names = {row["code"]: row["short_name"] for row in rows("daknong-2023")}

    assert [names[code] for code in ("661", "666", "24640", "24658", "24652", "24694", "24727", "24618")] == [
        "Huyện Đắk Glong", "Huyện Đắk R'lấp", "Thị trấn Ea T'ling", "Xã Cư K'nia", "Xã Đắk D'rông", "Xã Buôn Choáh",
        "Xã Đắk N'Drung", "Xã Đắk R'Moan",
    ]  # fmt: skip


def test_codes_and_names_are_those_of_the_source() -> None:
    if not SOURCE.exists():
        pytest.skip("the source data are not beside this checkout")
    source = {row["commune_code"]: row["district_code"] for row in read(SOURCE / "daknong_before_2025-07_communes.csv")}

    assert {row["code"]: row["parent"] for row in rows("daknong-2023") if row["kind"] == "front-commune"} == source


def test_lam_dong_has_its_124_communes_straight_under_the_province() -> None:
    found = [row for row in rows("lamdong-2025") if row["kind"] == "front-commune"]

    assert Counter(row["place_type"] for row in found) == {"xã": 103, "phường": 20, "đặc khu": 1}
    assert {row["parent"] for row in found} == {"68"}
    assert len({row["code"] for row in found}) == 124


@pytest.mark.parametrize(
    "folder", ["ca-nuoc-minh-hoa", "suoi-ngan-minh-hoa", "hoi-rung-xanh-minh-hoa", "truong-hoc-minh-hoa"]
)
def test_every_row_of_an_invented_set_says_so(folder: str) -> None:
    assert {row["note"] for row in rows(folder)} == {"minh họa"}


def test_invented_rows_are_marked_and_only_they() -> None:
    marked = Counter(row["kind"] for row in rows("daknong-2023") if row["note"] == "minh họa")

    assert marked == {"residential-area": 713, "front-department": 2}
    assert {row["note"] for row in read(UNITS / "daknong-2023" / "contacts.csv")} == {"minh họa"}


def test_residential_areas_are_six_to_fourteen_in_each_commune() -> None:
    counts = Counter(row["parent"] for row in rows("daknong-2023") if row["kind"] == "residential-area")

    assert (len(counts), min(counts.values()), max(counts.values()), sum(counts.values())) == (71, 6, 14, 713)


def test_kind_of_place_fits_its_commune() -> None:
    communes = {row["code"]: row["place_type"] for row in rows("daknong-2023") if row["kind"] == "front-commune"}
    areas = [row for row in rows("daknong-2023") if row["kind"] == "residential-area"]

    assert {row["place_type"] for row in areas if communes[row["parent"]] == "xã"} == {"thôn", "buôn", "bon"}
    assert {row["place_type"] for row in areas if communes[row["parent"]] != "xã"} == {"tổ dân phố"}


def test_invented_files_are_what_the_rule_makes() -> None:
    areas = invented_units.areas()

    assert areas == read(UNITS / "daknong-2023" / "residential_areas.csv")
    assert invented_units.contacts(areas) == read(UNITS / "daknong-2023" / "contacts.csv")


def test_phones_are_of_the_block_nobody_has() -> None:
    phones = [row["phone"] for row in read(UNITS / "daknong-2023" / "contacts.csv")]

    assert (len(phones), len(set(phones)), {phone[:8] for phone in phones}) == (850, 850, {"0900 000"})


def test_country_has_its_units() -> None:
    folder = UNITS / "country-before-2025-07"

    assert [len(read(folder / f"{name}.csv")) for name in ("provinces", "districts", "communes")] == [63, 696, 10035]


def test_country_of_two_tiers_is_that_of_the_source() -> None:
    folder = UNITS / "country-from-2025-07"
    communes = read(folder / "communes.csv")

    assert [len(read(folder / "provinces.csv")), len(communes)] == [34, 3321]
    assert Counter(row["place_type"] for row in communes) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    if SOURCE.exists():
        source = {row["commune_code"]: row["province_code"] for row in read(SOURCE / "vn_from_2025-07_communes.csv")}
        assert {row["code"]: row["parent"] for row in communes} == source
