"""The hourly copy of the boards: whole and by district, apart by kind of unit, with its hour."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import DISTRICT, NOW, PROVINCE, SYSTEM, Cast, cast_on_board, make_campaign
from tests.stages.progress.conftest import Stage, ask, stage
from tests.stages.works.support import house, verified
from thidua.foundation.core import rhythm
from thidua.foundation.core.errors import NotNow
from thidua.stages.publications.freezing import freeze_progress
from thidua.stages.publications.models import PublicProgress
from thidua.stages.publications.shown import Amount, figures

__all__ = ["stage"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


def provinces_house(people: Cast, name: str) -> None:
    content = house(people, name=name, unit=people.province, mobiliser=people.province, places=(people.far_area,))
    verified(people, content=content, by="province_officer", above="province_leader")


@pytest.mark.clause("I.2", "III.3a", "III.3b")
def test_figures_are_apart_by_kind_and_by_quantity(people: Cast) -> None:
    verified(people)
    for number in range(3):
        provinces_house(people, f"Nhà số {number}")
    content = freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign).content
    whole = {row["code"]: row for row in content["targets"]}
    assert whole["III.3a"]["parts"] == [["1", "2", "huyện"]]
    assert (whole["III.3b"]["parts"], whole["III.3b"]["done"]) == ([["3", "5", "căn"]], 60)
    assert whole["III.1"]["parts"] == [["0", "1", "tỉnh"], ["0", "2", "huyện"], ["0", "3", "xã"]]
    assert whole["III.4"]["registered_parts"] == [["1", "1", "tỉnh"], ["1", "2", "huyện"], ["0", "3", "xã"]]
    assert [whole[code]["state"] for code in ("III.2", "III.3a", "III.5b")] == ["not_due", "open", "missed"]


def test_companions_have_no_row_of_their_own(people: Cast) -> None:
    content = freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign).content
    assert [row["code"] for row in content["targets"]] == [
        "III.1", "III.2", "III.3a", "III.3b", "III.4", "III.5a", "III.5b", "III.6a", "III.6b",
    ]  # fmt: skip


def test_each_district_has_its_line_by_name(people: Cast) -> None:
    verified(people)
    content = freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign).content
    lines = {line["name"]: line["cells"] for line in content["lines"]}
    assert list(lines) == ["Huyện Cư Jút", "Huyện Đắk Mil"]
    assert lines["Huyện Cư Jút"]["III.3a"]["parts"] == [["1", "1", "căn"]]
    assert (lines["Huyện Cư Jút"]["III.3a"]["state"], lines["Huyện Đắk Mil"]["III.3a"]["state"]) == ("met", "open")
    assert lines["Huyện Cư Jút"]["III.4"]["parts"] == [["1", "1", "huyện"], ["0", "2", "xã"]]
    assert lines["Huyện Cư Jút"]["III.3b"] is None


def test_percentage_keeps_both_numbers_and_money_is_short_in_the_table(people: Cast, stage: Stage) -> None:
    stage.campaign_id, stage.counts_records = people.campaign.pk, False
    ask(people, "P", unit_kinds=[DISTRICT], measure_unit="percent", minimum=80)
    ask(people, "M", unit_kinds=[PROVINCE, DISTRICT], measure_unit="dong", minimum=500_000_000, operator="at_most")
    stage.does(people.district, quantity=60, whole=120)
    row = freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    lines = {line["name"]: line["cells"] for line in row.content["lines"]}
    assert lines["Huyện Cư Jút"]["P"]["parts"] == [["50%", "80%", "", "60/120"]]
    assert lines["Huyện Đắk Mil"]["P"]["parts"] == [["–", "80%", ""]]
    assert lines["Huyện Đắk Mil"]["M"]["parts"] == [["–", "tối đa 500 triệu đồng", ""]]
    shown = {line.name: line.cells for line in figures(row.frozen_at, row.content).lines}
    assert [cell.parts for line in shown.values() if (cell := line["P"])] == [
        (Amount("50%", "80%", "", "60/120"),),
        (Amount("–", "80%", ""),),
    ]


def test_freezing_again_replaces_and_moves_the_hour(people: Cast) -> None:
    freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    verified(people)
    before = PublicProgress.objects.get().content
    later = NOW + datetime.timedelta(days=1, hours=6)
    freeze_progress(by=SYSTEM, now=later, campaign=people.campaign)
    row = PublicProgress.objects.get()
    assert (row.frozen_at, str(row.site_date)) == (later, "2024-07-16")
    assert (row.content == before, row.content["targets"][2]["parts"]) == (False, [["1", "2", "huyện"]])


def test_statements_do_not_grow(people: Cast) -> None:
    freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    counts = []
    for number in range(3):
        verified(people, content=house(people, name=f"Nhà số {number}"))
        with CaptureQueriesContext(connection) as context:
            freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
        counts.append(len(context))
    assert (len(set(counts)), counts[0] <= 16) == (1, True)


def test_campaign_without_a_frame_is_refused(people: Cast) -> None:
    with pytest.raises(NotNow):
        freeze_progress(by=SYSTEM, now=NOW, campaign=make_campaign(people.province, key="chua-ai"))


def test_job_freezes_every_campaign_with_a_board_each_hour(people: Cast) -> None:
    make_campaign(people.province, key="chua-ai")
    job = rhythm.JOBS["publications.freeze"]
    assert (job.every, job.run(NOW)) == (datetime.timedelta(hours=1), 1)
    assert [row.campaign for row in PublicProgress.objects.order_by("id")] == [people.campaign]
    assert str(PublicProgress.objects.get().site_date) == "2024-07-15"


def test_frozen_content_reads_back(people: Cast) -> None:
    row = freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    shown = figures(row.frozen_at, row.content)
    cell = shown.lines[0].cells["III.5a"]
    assert cell is not None
    assert [(part.reached, part.required, part.word) for part in cell.parts] == [("0", "3", "thôn")]
    assert shown.targets[0].text == "Chỉ tiêu III.1"
