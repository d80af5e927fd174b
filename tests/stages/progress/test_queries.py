"""Progress as it is read: board, who has not, summary, explanation, the report of a unit."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    AREA,
    COMMITTEES,
    COMMUNE,
    DISTRICT,
    NOW,
    PROVINCE,
    TODAY,
    Cast,
)
from tests.stages.progress.conftest import Stage, ask
from tests.stages.progress.growing import grown
from thidua.foundation.core.errors import Missing
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Exemption, Participation, Target
from thidua.stages.progress import rebuild
from thidua.stages.progress.prove import prove
from thidua.stages.progress.queries.board import PAGE, Asking, Board, board
from thidua.stages.progress.queries.explain import Figure, entries, figure, lines, shown_on
from thidua.stages.progress.queries.missing import missing
from thidua.stages.progress.queries.places import asked_by, campaigns_of, home_place, place_of
from thidua.stages.progress.queries.report import place_by_code, report
from thidua.stages.progress.queries.summary import summary
from thidua.stages.progress.standing import State
from thidua.stages.progress.tables import notes_of


def look(site: Cast, who: str = "province_officer", unit: Unit | None = None, **asking: Any) -> Board:
    actor = site.actor(who)
    place = place_of(actor, site.campaign.key, unit.uid) if unit else home_place(actor, site.campaign.key)
    return board(actor=actor, place=place, asking=Asking(**asking), on=TODAY)


def test_home_is_the_committee_a_department_serves(site: Cast) -> None:
    assert home_place(site.actor("province_officer")).unit == site.province
    assert home_place(site.actor("commune_leader")).unit == site.commune
    assert home_place(site.area_head()).unit == site.area
    assert [row.key for row in campaigns_of(site.actor("women_officer"))] == ["thu"]


def test_a_foreign_place_and_an_unknown_campaign_are_missing_alike(site: Cast) -> None:
    for key, unit in (("thu", site.far_district), ("khong-co", site.district)):
        with pytest.raises(Missing):
            place_of(site.actor("district_officer"), key, unit.uid)


def test_the_board_lists_the_level_beneath_by_name(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=COMMITTEES, share=100)
    stage.does(site.commune)
    stage.does(site.province)
    seen = look(site)
    assert [row.place.unit for row in seen.rows] == [site.district, site.far_district]
    first, second = (row.cells[0] for row in seen.rows)
    assert [(part.reached, part.required, part.word) for part in first.parts] == [("0", "1", "huyện"), ("1", "2", "xã")]
    assert (first.state, second.state) == (State.OPEN, State.OPEN)
    assert (first.done, second.done) == (33, 0)
    assert [(part.reached, part.required, part.word) for part in seen.total.cells[0].parts] == [
        ("1", "1", "tỉnh"), ("0", "2", "huyện"), ("1", "3", "xã"),
    ]  # fmt: skip
    assert seen.own.cells[0].state == State.MET
    assert seen.targets == [target]
    assert [level.key for level in seen.levels] == [
        DISTRICT,
        "front-department",
        "org-province",
        COMMUNE,
        "org-district",
        AREA,
    ]
    assert seen.tally[State.OPEN] == 2


def test_another_level_of_the_same_place(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    stage.does(site.commune)
    listed = look(site, level=COMMUNE)
    # Deeper than the place's own level the communes of a district stand together.
    assert [row.place.unit.short_name for row in listed.rows] == ["Xã Nam Dong", "Xã Trúc Sơn", "Xã Đắk Lao"]
    seen = look(site, level=COMMUNE, sort="ten")
    assert [row.place.unit.short_name for row in seen.rows] == ["Xã Đắk Lao", "Xã Nam Dong", "Xã Trúc Sơn"]
    assert [(part.reached, part.required) for part in seen.rows[1].cells[0].parts] == [("1", "1")]
    assert (seen.count, seen.tally[State.MET], seen.tally[State.OPEN]) == (3, 1, 2)


def test_filter_by_state_and_by_name_without_accents(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    stage.does(site.commune)
    assert [row.place.unit for row in look(site, level=COMMUNE, state="met").rows] == [site.commune]
    assert [row.place.unit for row in look(site, level=COMMUNE, text="truc son").rows] == [site.sister_commune]
    assert look(site, level=COMMUNE, state="missed").rows == []
    assert [row.place.unit for row in look(site, level=COMMUNE, sort="chua-dat").rows][-1] == site.commune


def test_tiles_of_the_level_beneath_the_listed_one(site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE], due_before=datetime.date(2024, 1, 1))
    ask(site, "B", unit_kinds=[COMMUNE])
    stage.does(site.commune, on=datetime.date(2023, 12, 1))
    groups = look(site).tiles
    assert [(group.parent, [(tile.place.unit, tile.met, tile.asked, tile.state) for tile in group.tiles]) for group in groups] == [
        (site.district, [(site.commune, 2, 2, State.MET), (site.sister_commune, 0, 2, State.MISSED)]),
        (site.far_district, [(site.far_commune, 0, 2, State.MISSED)]),
    ]  # fmt: skip


@pytest.mark.clause("III.4")
def test_the_registered_number_stands_in_the_same_cell(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[COMMUNE])
    ask(site, "T-registered", unit_kinds=[COMMUNE], companion_of=target, window_before=datetime.date(2024, 6, 1))
    stage.does(site.commune, on=datetime.date(2024, 1, 1))
    stage.does(site.sister_commune, on=datetime.date(2024, 7, 1))
    seen = look(site, "district_officer", level=COMMUNE)
    assert len(seen.targets) == 1
    assert [(row.cells[0].done, row.cells[0].registered) for row in seen.rows] == [(100, 100), (100, 0)]


@pytest.mark.clause("III.3a")
def test_a_unit_alone_shows_its_quantity_and_what_its_area_did(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[DISTRICT], measure_unit="house", share=100)
    stage.does(site.district, quantity=2)
    stage.does(site.commune, quantity=7)
    row = look(site).rows[0]
    assert [(part.reached, part.required) for part in row.cells[0].parts] == [("2", "1")]
    assert (row.cells[0].in_branch, row.cells[0].done) == ("9", 200)


def test_the_exemption_names_its_document(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT])
    Exemption.objects.create(target=target, unit=site.district, document="Công văn 112/MTTQ-BTT", given_at=NOW)
    rebuild.rebuild(target=target, now=NOW)
    cell = look(site).rows[0].cells[0]
    assert (cell.state, cell.exemption) == (State.EXEMPT, "Công văn 112/MTTQ-BTT")


def test_a_branch_is_seen_only_by_who_may(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    assert [row.place.unit for row in look(site, "district_officer").rows] == [site.commune, site.sister_commune]
    assert [row.place.unit for row in look(site, "women_officer").rows] == [site.district_women]
    assert look(site, "commune_officer").count == 2


@pytest.mark.slow
def test_the_board_asks_as_many_statements_for_three_rows_as_for_a_thousand(site: Cast, stage: Stage) -> None:
    for code in ("A", "B", "C"):
        ask(site, code, unit_kinds=[COMMUNE, AREA], due_before=datetime.date(2024, 6, 1), share=100)
    stage.does(site.commune, on=datetime.date(2024, 7, 1))
    counts = []
    for more in (0, 1000):
        if more:
            grown(site, more)
        actor = site.actor("district_officer")
        place = place_of(actor, "thu", site.district.uid)
        with CaptureQueriesContext(connection) as asked:
            seen = board(actor=actor, place=place, asking=Asking(), on=TODAY)
        counts.append((len(asked), seen.count))
    assert counts == [(7, 2), (7, 1002)]
    assert (len(seen.rows), seen.size, seen.pages) == (PAGE, PAGE, 21)


def test_a_long_filtered_list_is_counted_up_to_a_limit_and_turned_over_to_its_end(
    site: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(site, "T", unit_kinds=[COMMUNE], due_before=datetime.date(2024, 6, 1), share=100)
    grown(site, 128)  # with the two of the cast 130 communes, none of which has done anything
    monkeypatch.setattr("thidua.stages.progress.queries.paging.MOST", 60)
    monkeypatch.setattr("thidua.stages.progress.queries.board.MOST", 60)

    def seen(page: int) -> tuple[int, int, bool]:
        found = look(site, "district_officer", state="missed", page=page)
        return len(found.rows), found.count, found.is_more

    assert [seen(page) for page in (1, 2, 3)] == [(50, 60, True), (50, 100, True), (30, 130, False)]
    monkeypatch.setattr("thidua.stages.progress.queries.paging.MOST", 130)
    monkeypatch.setattr("thidua.stages.progress.queries.board.MOST", 130)
    assert [seen(page) for page in (1, 3)] == [(50, 130, False), (30, 130, False)]


def test_who_has_not_by_name_and_phone(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[COMMUNE], due_before=datetime.date(2024, 1, 1))
    stage.does(site.commune)
    actor = site.actor("province_officer")
    rows = missing(actor=actor, asked=asked_by(site.campaign), place=home_place(actor), target=target, on=TODAY)
    assert [(row.unit.short_name, row.unit.phone, row.unit_state) for row in rows] == [
        ("Xã Đắk Lao", site.far_commune.phone, "missed"),
        ("Xã Trúc Sơn", site.sister_commune.phone, "missed"),
    ]
    narrow = site.actor("district_officer")
    rows = missing(actor=narrow, asked=asked_by(site.campaign), place=home_place(narrow), target=target, on=TODAY)
    assert [row.unit for row in rows] == [site.sister_commune]


def test_a_figure_leads_back_to_its_sources(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[AREA])
    uid = stage.does([site.area, site.area_two])
    place = home_place(site.actor("commune_officer"))
    found = list(entries(target=target, place=place))
    assert [(line.units, line.source.label, line.source.source_uid) for line in lines(target, found)] == [
        (("Buôn Nui", "Thôn 1"), "Việc 1", uid)
    ]
    assert list(entries(target=target, place=place, own_only=True)) == []


def test_what_several_units_share_is_counted_once(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[AREA])
    stage.does([site.area, site.area_two])
    once = explained(site, "commune_officer").once
    assert (once.together, once.once, once.shared) == (2, 1, 1)
    assert explained(site, "far_commune_officer").once is None


def explained(site: Cast, who: str, **given: int) -> Figure:
    actor = site.actor(who)
    return figure(actor=actor, place=home_place(actor), code="T", on=TODAY, **given)


def test_sources_are_told_page_by_page(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[AREA])
    for _number in range(31):
        stage.does(site.area)
    seen = [explained(site, "commune_officer", number=number).sources for number in (1, 2, 9)]
    assert [(page.number, len(page.lines), page.count) for page in seen] == [(1, 30, 31), (2, 1, 31), (2, 1, 31)]


def ask_in_place(site: Cast, target: Target) -> Target:
    """The companion «trên địa bàn» of a target, as campaigns make it."""
    return ask(
        site, f"{target.code}-in-place", unit_kinds=target.unit_kinds, measure_unit=target.measure_unit, minimum=0,
        companion_of=target, beside=Target.Beside.IN_PLACE, reading=Target.Reading.SUBTREE,
    )  # fmt: skip


@pytest.mark.clause("III.3a")
def test_what_everybody_did_there_stands_beneath_the_units_own(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT], measure_unit="house", share=100)
    ask_in_place(site, target)
    stage.does(site.district, in_place=site.area)
    for _number in range(12):
        stage.does(site.province, in_place=site.area_two)
    stage.does(site.far_district, in_place=site.sister_area)
    seen = look(site)
    districts = {row.place.unit: row.cells[0] for row in seen.rows}
    assert [target.code for target in seen.targets] == ["T"]
    assert [(part.reached, part.required) for part in districts[site.district].parts] == [("1", "1")]
    assert (districts[site.district].in_branch, districts[site.far_district].in_branch) == ("14", "0")
    assert (districts[site.far_district].state, seen.total.cells[0].in_branch) == (State.MET, "14")
    [line] = summary(actor=site.actor("district_leader"), place=districts_place(site), on=TODAY).lines
    assert notes_of(line)[0] == "trên địa bàn: 14"
    [told] = report(place=districts_place(site), on=TODAY)["targets"]
    assert (told["quantity"], told["reached"], told["in_place"]) == (1, 1, 14)
    assert prove(site.campaign) == []


def districts_place(site: Cast) -> Participation:
    return place_of(site.actor("district_leader"), "thu", site.district.uid)


@pytest.mark.clause("III.3a")
def test_the_figure_tells_its_own_sources_and_those_in_place_apart(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT], measure_unit="house", share=100)
    ask_in_place(site, target)
    mine = stage.does(site.district, in_place=site.area)
    theirs = stage.does(site.province, in_place=site.area_two)
    away = stage.does(site.district, in_place=site.far_commune)
    found = explained(site, "district_officer")
    assert {line.source.source_uid for line in found.sources.lines} == {mine, away}
    assert {(line.source.source_uid, line.units) for line in found.in_place.lines} == {
        (mine, ("Thôn 1",)),
        (theirs, ("Buôn Nui",)),
    }
    assert (found.sources.count, found.in_place.count, found.cell.in_branch) == (2, 2, "2")


def test_a_companion_is_found_only_in_the_cell_it_belongs_to(site: Cast, stage: Stage) -> None:
    ask_in_place(site, ask(site, "T", unit_kinds=[DISTRICT]))
    with pytest.raises(Missing, match="T-in-place"):
        asked_by(site.campaign).target("T-in-place")


def test_as_of_a_day_shows_what_the_board_showed_that_evening(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[COMMUNE])
    place = home_place(site.actor("commune_officer"))
    stage.does(site.commune)
    assert shown_on(target=target, place=place, day=NOW.date()).met is True
    assert shown_on(target=target, place=place, day=datetime.date(2024, 7, 14)) is None


def test_the_summary_stands_in_the_plans_order_with_those_who_lack(site: Cast, stage: Stage) -> None:
    ask(site, "B", unit_kinds=COMMITTEES, share=100, position=2)
    ask(site, "A", unit_kinds=[COMMUNE], share=100, position=1)
    ask(site, "C", unit_kinds=["org-commune"], position=3)
    stage.does(site.commune)
    actor = site.actor("province_officer")
    page = summary(actor=actor, place=home_place(actor), on=TODAY)
    assert [(line.target.code, line.lacking, line.names) for line in page.lines] == [
        ("A", 2, ("Xã Đắk Lao", "Xã Trúc Sơn")),
        ("B", 5, ("Tỉnh Đắk Nông", "Huyện Cư Jút", "Huyện Đắk Mil", "Xã Đắk Lao", "Xã Trúc Sơn")),
    ]
    assert [line.share for line in page.lines] == [(1, 3, 100), None]


def test_the_report_of_a_unit(site: Cast, stage: Stage) -> None:
    ask(site, "U", unit_kinds=[COMMUNE, DISTRICT], share=100, due_before=datetime.date(2024, 3, 1))
    ask(site, "Q", unit_kinds=[PROVINCE], minimum=5, measure_unit="house")
    stage.does(site.commune, on=datetime.date(2024, 2, 1))
    stage.does(site.far_commune, on=datetime.date(2024, 5, 1))
    stage.does(site.province, quantity=3)
    units, houses = report(place=place_by_code(campaign_key="thu", code="67"), on=TODAY)["targets"]
    assert units == {
        "id": "U", "counts": "own", "credited_to": "own", "op": ">=", "minimum": 1, "share": 100,
        "due_before": "2024-03-01", "units_required": 5, "units_met": 2, "units_known": 5,
        "by_kind": {COMMUNE: [2, 3], DISTRICT: [0, 2]}, "quantity": 2, "required": 5, "reached": 2,
        "missing": ["24661", "662", "663"], "late": ["24667"], "beside": None, "in_place": None,
    }  # fmt: skip
    assert (houses["quantity"], houses["required"], houses["reached"], houses["missing"]) == (3, 5, 3, ["67"])


@pytest.mark.clause("III.3b")
def test_what_the_province_does_is_never_added_to_the_districts(site: Cast, stage: Stage) -> None:
    ask(site, "a", unit_kinds=[DISTRICT], share=100)
    ask(site, "b", unit_kinds=[PROVINCE], minimum=5)
    stage.does(site.province)
    stage.does(site.district)
    first, second = report(place=place_by_code(campaign_key="thu", code="67"), on=TODAY)["targets"]
    assert (first["quantity"], first["reached"], first["required"]) == (1, 1, 2)
    assert (second["quantity"], second["reached"], second["required"]) == (1, 1, 5)


def test_codes_are_those_of_the_campaigns_beginning(site: Cast, stage: Stage) -> None:
    with pytest.raises(Missing, match="khong-co"):
        place_by_code(campaign_key="khong-co", code="67")
    with pytest.raises(Missing, match="99999"):
        place_by_code(campaign_key="thu", code="99999")
    assert place_by_code(campaign_key="thu", code="24649-01").unit == site.area


def test_the_whole_says_where_what_is_shared_counts_once(site: Cast, stage: Stage) -> None:
    ask(site, "S", unit_kinds=[DISTRICT], reading=Target.Reading.SUBTREE)
    stage.does([site.commune, site.sister_commune])
    stage.does(site.far_commune)
    assert look(site, unit=site.district).total.cells[0].is_counted_once is True
    assert look(site, unit=site.far_district).total.cells[0].is_counted_once is False
