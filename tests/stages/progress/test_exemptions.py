"""Exemptions through every reading: a past evening keeps what it showed, a companion asks whom its target asks."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.factories import COMMUNE, DISTRICT, NOW, SYSTEM, TODAY, Cast
from tests.stages.progress.conftest import Stage, ask
from thidua.foundation.core import clock
from thidua.foundation.core.tables import TABLES
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Exemption, Target
from thidua.stages.campaigns.operations import end_exemption, exempt_unit
from thidua.stages.progress import rebuild
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.moments import Day, Moment, Reckoning
from thidua.stages.progress.prove import prove
from thidua.stages.progress.queries.board import Asking, board
from thidua.stages.progress.queries.explain import figure
from thidua.stages.progress.queries.missing import Step, whoever_lacks
from thidua.stages.progress.queries.places import home_place
from thidua.stages.progress.queries.summary import summary
from thidua.stages.progress.standing import State

ONE_DAY = datetime.timedelta(days=1)
DOCUMENT = "Công văn 112/MTTQ-BTT"


@pytest.fixture(autouse=True)
def on_a_later_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every evening that a test asks for is over, also for the files, which ask what day it is."""
    monkeypatch.setattr(clock, "now", lambda: NOW + 9 * ONE_DAY)


def free(target: Target, unit: Unit, *, days: int = 0, document: str = DOCUMENT) -> Exemption:
    return exempt_unit(by=SYSTEM, now=NOW + days * ONE_DAY, target=target, unit=unit, document=document)


def ask_again(exemption: Exemption, *, days: int) -> None:
    end_exemption(by=SYSTEM, now=NOW + days * ONE_DAY, exemption=exemption, reason="Ghi nhầm")


def evening(days: int) -> Moment:
    return Moment(TODAY + days * ONE_DAY, Reckoning.SHOWN)


def told(site: Cast, unit: Unit, on: Day) -> dict[str, Any]:
    """Everything that pages and files tell of a unit in the only target: word, document, counts, lists, files."""
    actor = site.actor("province_officer")
    place = home_place(actor)
    moment = on if isinstance(on, Moment) else Moment(on)
    seen = board(actor=actor, place=place, asking=Asking(level=DISTRICT), on=on)
    [cell] = [row.cells[0] for row in seen.rows if row.place.unit == unit]
    filtered = board(actor=actor, place=place, asking=Asking(level=DISTRICT, state=State.EXEMPT, target="T"), on=on)
    explained = figure(actor=actor, place=seen.rows[0].place, code="T", on=on)
    values = {"dot": site.campaign.key, "don-vi": str(site.province.uid), **moment.values}
    return {
        "cell": (cell.state, cell.exemption, [f"{part.reached}/{part.required}" for part in cell.parts]),
        "tally": {state: number for state, number in seen.tally.items() if number},
        "filtered": [row.place.unit for row in filtered.rows],
        "figure": explained.cell and (explained.cell.state, explained.cell.exemption),
        "lacking": whoever_lacks(actor=actor, place=place, code="T", on=on).names,
        "summary": [(line.names, line.share) for line in summary(actor=actor, place=place, on=on).lines],
        "filtered_file": [
            row.cells[1].text
            for row in TABLES["progress-cells"].every_row(actor, {**values, "tinh-trang": State.EXEMPT.value})
        ],
        "files": {
            key: [[value.text for value in row.cells] for row in TABLES[key].every_row(actor, values)]
            for key in ("progress-cells", "progress-missing", "progress-summary")
        },
    }


@pytest.mark.clause("III.1")
def test_evenings_stay_as_they_were_when_a_unit_is_freed_and_asked_again(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT], share=100)
    asked = told(site, site.district, TODAY)
    first = free(target, site.district, days=2)
    freed = told(site, site.district, TODAY + 2 * ONE_DAY)
    assert told(site, site.district, evening(0)) == told(site, site.district, evening(1)) == asked
    assert told(site, site.district, evening(2)) == freed

    ask_again(first, days=4)
    free(target, site.district, days=5, document="Công văn 9")
    again = told(site, site.district, TODAY + 5 * ONE_DAY)

    evenings = [told(site, site.district, evening(day)) for day in range(6)]
    assert evenings == [asked, asked, freed, freed, asked, again]
    cells = [told["cell"] for told in (asked, freed, again)]
    assert cells == [
        (State.OPEN, "", ["0/1"]), (State.EXEMPT, DOCUMENT, []), (State.EXEMPT, "Công văn 9", []),
    ]  # fmt: skip
    assert [told["tally"] for told in (asked, freed)] == [{State.OPEN: 2}, {State.OPEN: 1, State.EXEMPT: 1}]
    assert [told["filtered"] for told in (asked, freed)] == [[], [site.district]]
    assert [told["filtered_file"] for told in (asked, freed)] == [[], [site.district.name]]
    assert [told["lacking"] for told in (asked, freed)] == [["Huyện Cư Jút", "Huyện Đắk Mil"], ["Huyện Đắk Mil"]]
    assert [len(told["files"]["progress-missing"]) for told in (asked, freed)] == [2, 1]


def test_an_evening_before_the_board_began_knows_no_exemption(site: Cast, stage: Stage) -> None:
    free(ask(site, "T", unit_kinds=[DISTRICT]), site.district)
    before = told(site, site.district, evening(-1))
    assert (before["cell"], before["tally"], before["filtered"]) == ((State.NOT_ASSIGNED, "", []), {}, [])


def test_freed_and_asked_again_on_one_day_is_asked_that_evening(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT])
    ask_again(free(target, site.district), days=0)
    assert told(site, site.district, evening(0))["cell"] == (State.OPEN, "", ["0/1"])


def test_by_date_of_doing_is_by_the_exemptions_of_now(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT])
    free(target, site.district, days=2)
    done = told(site, site.district, Moment(TODAY, Reckoning.DONE))
    assert done["cell"] == (State.EXEMPT, DOCUMENT, [])


@pytest.mark.clause("III.1")
def test_companions_ask_whom_their_target_asks(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[COMMUNE], window_from=datetime.date(2024, 4, 1))
    common = {"unit_kinds": [COMMUNE], "companion_of": target}
    earlier = ask(site, "T-registered", **common)
    there = ask(site, "T-in-place", **common, beside=Target.Beside.IN_PLACE, reading="subtree", minimum=0)
    stage.does(site.commune)

    freed = free(target, site.far_commune)

    asking = {row: list(UnitProgress.objects.filter(target=row, applies=True).order_by("unit_id").values_list("unit_id", flat=True))
              for row in (target, earlier, there)}  # fmt: skip
    assert asking[earlier] == asking[there] == asking[target] == sorted([site.commune.pk, site.sister_commune.pk])
    actor = site.actor("province_officer")
    place = home_place(actor)
    [total] = board(actor=actor, place=place, asking=Asking(), on=TODAY).total.cells
    assert total is not None
    assert total.beside is not None
    assert total.beside.by_kind == {COMMUNE: [1, 2, 2]}
    lacking = whoever_lacks(actor=actor, place=place, code="T", on=TODAY, step=Step.UNREGISTERED)
    assert (lacking.count, lacking.names) == (1, ["Xã Trúc Sơn"])
    assert prove(site.campaign) == []
    assert rebuild.rebuild_campaign(campaign=site.campaign, now=NOW) == 0

    ask_again(freed, days=0)

    assert UnitProgress.objects.get(target=earlier, unit=site.province).by_kind == {COMMUNE: [1, 3, 3]}
    assert prove(site.campaign) == []
    assert rebuild.rebuild_campaign(campaign=site.campaign, now=NOW) == 0


def test_proof_finds_a_companion_that_asks_whom_a_document_freed(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[COMMUNE])
    ask(site, "T-registered", unit_kinds=[COMMUNE], companion_of=target)
    Exemption.objects.create(target=target, unit=site.commune, document=DOCUMENT, given_at=NOW)
    rebuild.rebuild(target=target, now=NOW)

    assert {difference.target for difference in prove(site.campaign)} == {"T-registered"}
