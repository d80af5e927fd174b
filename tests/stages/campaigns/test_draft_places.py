"""A campaign's files as places to correct: found in each campaign, changed without touching the rest."""

from __future__ import annotations

import datetime
import tomllib
from pathlib import Path

import pytest

from thidua.stages.campaigns.campaign_file import CATALOGUE, read_files
from thidua.stages.campaigns.plan_draft.copying import anew, files_of, moved_days, years_moved
from thidua.stages.campaigns.plan_draft.places import ASKED, corrected, label_of, places, section_of

FOLDERS = sorted(path.parent for path in (Path(str(CATALOGUE)) / "campaigns").glob("*/campaign.toml"))
LAM_DONG = Path(str(CATALOGUE)) / "campaigns" / "lam-dong-2026"
NEW = {"plan.number": "77", "plan.date": "2027-01-02"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_value_has_one_place_and_put_back_changes_nothing(folder: Path) -> None:
    files = files_of(folder)
    found = places(files)
    assert len({place.name for place in found}) == len(found)
    assert {place.path for place in found} >= ASKED
    assert corrected(files, {place.name: place.value for place in found}) == files
    assert all(section_of(place) and label_of(place) != place.key for place in found if place.kind != "text")


@pytest.mark.clause("H.3")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_copy_of_every_campaign_lacks_only_its_paper(folder: Path) -> None:
    files = anew(files_of(folder), old=folder.name, key="nam-sau", months=12, short_name="Năm sau")
    old, new = read_files(folder.name, files_of(folder)), read_files("nam-sau", corrected(files, NEW))
    assert [target.code for target in new.targets] == [target.code for target in old.targets]
    assert all(target.allocation is None and target.exempt == () for target in new.targets)
    assert all(event.date is None for event in new.events)
    once = {report.key for report in old.reports if report.rhythm == "once"}
    assert not once & {report.key for report in new.reports}


def test_each_moved_day_stands_beside_what_it_was() -> None:
    pairs = moved_days(files_of(LAM_DONG), old="lam-dong-2026", key="nam-sau", months=12)
    found = {be.path: (was.value, be.value) for was, be in pairs}
    assert found["campaign.window.from"] == ("2026-01-15", "2027-01-15")
    assert found["target[1].due.before"] == ("2026-03-01", "2027-03-01")
    assert found["report[nam-sau].due.before"] == ("2026-12-16", "2027-12-16")


def test_values_are_written_where_they_stand() -> None:
    files = files_of(LAM_DONG)
    found = {place.path: place.name for place in places(files)}
    made = corrected(files, {
        found["target[1].due.before"]: "2026-04-01", found["target[4].minimum"]: "95",
        found["campaign.short_name"]: 'Tên có "ngoặc"', found["plan.published_on"]: "2026-01-20",
        found["plan.place"]: "",
    })  # fmt: skip
    read = tomllib.loads(made["campaign.toml"])
    assert read["target"][0]["due"]["before"] == datetime.date(2026, 4, 1)
    assert read["target"][3]["minimum"] == 95
    assert read["campaign"]["short_name"] == 'Tên có "ngoặc"'
    assert read["plan"]["published_on"] == datetime.date(2026, 1, 20)
    assert "place" not in read["plan"]
    assert made["plan.toml"] == files["plan.toml"]
    assert made["campaign.toml"].startswith("# An invented campaign")


@pytest.mark.parametrize(
    ("text", "months", "moved"),
    [("lam-dong-2026", 12, "lam-dong-2027"), ("286", 12, "286"), ("Năm 2024 - 2025", 24, "Năm 2026 - 2027")],
)
def test_years_of_a_name_are_proposed_moved(text: str, months: int, moved: str) -> None:
    assert years_moved(text, months) == moved
