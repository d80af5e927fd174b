"""Compound targets: met by who has met all the parts that ask it."""

from __future__ import annotations

import datetime

from tests.factories import COMMUNE, DISTRICT, NOW, SYSTEM, TODAY, Cast
from tests.stages.progress.conftest import Stage, ask
from thidua.foundation.core.tables import TABLES
from thidua.stages.campaigns.models import Target
from thidua.stages.campaigns.operations import exempt_unit
from thidua.stages.progress.lateness import late_units
from thidua.stages.progress.measures import ALL_OF, dates_of, part_of, part_uid
from thidua.stages.progress.models import Entry, UnitProgress
from thidua.stages.progress.moments import Moment, Reckoning
from thidua.stages.progress.prove import prove
from thidua.stages.progress.queries.explain import figure
from thidua.stages.progress.standing import with_states
from thidua.stages.progress.wording import due_words

DUE = datetime.date(2024, 7, 1)


def ask_all(site: Cast, *codes: str, **more: object) -> Target:
    values = {"measure": ALL_OF, "measure_params": {"targets": list(codes)}, "minimum": None, "unit_kinds": [COMMUNE]}
    return ask(site, "ALL", **{**values, **more})


def parts(target: Target, unit: object) -> tuple[int, int, bool]:
    row = UnitProgress.objects.get(target=target, unit=unit)
    return row.own, row.own_denominator, row.met


def test_unit_meets_the_whole_with_its_last_part_and_loses_it_with_any(site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE])
    ask(site, "B", unit_kinds=[COMMUNE], minimum=3)
    whole = ask_all(site, "A", "B")
    assert parts(whole, site.commune) == (0, 2, False)

    stage.does(site.commune)
    assert parts(whole, site.commune) == (1, 2, False)
    uid = stage.does(site.commune, quantity=2)
    assert parts(whole, site.commune) == (2, 2, True)
    assert UnitProgress.objects.get(target=whole, unit=site.province).units_met == 1
    stage.undoes(uid)

    assert parts(whole, site.commune) == (1, 2, False)
    assert prove(site.campaign) == []


def test_part_that_does_not_ask_the_unit_is_not_asked_for(site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE, DISTRICT])
    freed = ask(site, "B", unit_kinds=[COMMUNE], minimum=9)
    whole = ask_all(site, "A", "B", unit_kinds=[COMMUNE, DISTRICT])
    stage.does([site.commune, site.district])
    assert (parts(whole, site.commune), parts(whole, site.district)) == ((1, 2, False), (1, 1, True))

    exempt_unit(by=SYSTEM, now=NOW, target=freed, unit=site.commune, document="Công văn 1")

    assert parts(whole, site.commune) == (1, 1, True)
    assert prove(site.campaign) == []


def test_whole_is_judged_by_its_own_due_date_and_is_never_late(site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE], due_before=datetime.date(2024, 2, 1))
    whole = ask_all(site, "A", due_before=DUE)
    stage.does(site.commune, on=datetime.date(2024, 6, 1))
    dates = dates_of([whole])

    def states(on: datetime.date) -> dict[int, str]:
        place = site.campaign.participations.get(unit=site.province)
        late = late_units([whole], dates, place=place, on=on)
        rows = with_states(UnitProgress.objects.filter(target=whole, applies=True), [whole], dates, on=on, late=late)
        return {row.unit_id: row.unit_state for row in rows}

    assert (states(DUE)[site.commune.pk], states(DUE)[site.far_commune.pk]) == ("met", "missed")
    assert states(DUE - datetime.timedelta(days=1))[site.far_commune.pk] == "open"
    assert due_words(whole, dates[whole.pk]) == "trước 1/7/2024"


def test_by_date_of_doing_the_whole_follows_its_parts_of_that_day(site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE])
    ask(site, "B", unit_kinds=[COMMUNE], minimum=2)
    ask_all(site, "A", "B")
    for day in (datetime.date(2024, 2, 1), datetime.date(2024, 4, 1)):
        stage.does(site.commune, on=day)
    actor, place = site.actor("province_officer"), site.campaign.participations.get(unit=site.province)

    def told(on: Moment) -> tuple[int, set[tuple[str, int, str]]]:
        found = figure(actor=actor, place=place, code="ALL", on=on)
        assert found.cell
        lines = [line for line in found.sources.lines if line.source and line.units == (site.commune.short_name,)]
        said = {(line.source.label, line.entry.quantity, line.source.note) for line in lines if line.source}
        return found.cell.row.units_met, {(label.split()[0], quantity, note) for label, quantity, note in said}

    assert told(Moment(TODAY)) == (1, {("A", 1, "phần này đã đạt"), ("B", 1, "phần này đã đạt")})
    between = Moment(datetime.date(2024, 3, 1), Reckoning.DONE)
    assert told(between) == (0, {("A", 1, "phần này đã đạt"), ("B", 0, "phần này chưa đạt")})

    given = {"chi-tieu": "ALL", "ngay": "2024-03-01", "theo": "thuc-hien"}
    rows = TABLES["progress-sources"].every_row(actor, given)
    mine = [row.cells for row in rows if row.cells[1].text == site.commune.name]
    assert [(cells[0].text.split()[0], cells[3].text) for cells in mine] == [("A", "1"), ("B", "0")]


def test_source_of_a_part_names_target_and_unit() -> None:
    assert part_of(part_uid(2**40 + 7, 2**50 + 3)) == (2**40 + 7, 2**50 + 3)


def test_parts_that_did_not_flip_write_nothing(site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE])
    whole = ask_all(site, "A")
    stage.does(site.commune)
    before = Entry.objects.filter(target=whole).count()

    stage.does(site.commune)

    assert Entry.objects.filter(target=whole).count() == before
