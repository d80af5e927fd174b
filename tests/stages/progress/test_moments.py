"""Figures of another day through every reading: board, summary, who has not, figure, lists, report, scope."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.factories import AREA, COMMITTEES, COMMUNE, DISTRICT, NOW, TODAY, Cast
from tests.stages.progress import conftest
from tests.stages.progress.conftest import Stage, ask
from tests.stages.progress.growing import grown
from thidua.foundation.core.errors import Missing, NotNow
from thidua.foundation.core.tables import TABLES
from thidua.stages.campaigns.models import GroupMember, Target, UnitGroup
from thidua.stages.campaigns.papers import draw as drawn
from thidua.stages.progress import by_date, rebuild
from thidua.stages.progress.moments import Day, Moment, Reckoning, read_moment
from thidua.stages.progress.papers import summary_document
from thidua.stages.progress.queries.board import Asking, Board, board
from thidua.stages.progress.queries.explain import Figure, Only, figure
from thidua.stages.progress.queries.missing import Step, reminder, whoever_lacks
from thidua.stages.progress.queries.places import home_place, place_of
from thidua.stages.progress.queries.report import place_by_code, report
from thidua.stages.progress.queries.summary import summary
from thidua.stages.progress.standing import State

ONE_DAY = datetime.timedelta(days=1)
MARCH, APRIL, JUNE = datetime.date(2024, 3, 8), datetime.date(2024, 4, 10), datetime.date(2024, 6, 2)


def shown(day: datetime.date) -> Moment:
    return Moment(day, Reckoning.SHOWN)


def done(day: datetime.date) -> Moment:
    return Moment(day, Reckoning.DONE)


@contextmanager
def later(days: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the stage posts within is posted so many days later."""
    with monkeypatch.context() as patch:
        patch.setattr(conftest, "NOW", NOW + days * ONE_DAY)
        yield


def parts(site: Cast, on: Day, who: str = "province_officer", **asking: Any) -> list[list[str]]:
    return [
        [f"{part.reached}/{part.required}" for part in row.cells[0].parts] for row in look(site, on, who, **asking).rows
    ]


def look(site: Cast, on: Day, who: str = "province_officer", **asking: Any) -> Board:
    actor = site.actor(who)
    return board(actor=actor, place=home_place(actor), asking=Asking(**asking), on=on)


def test_the_moment_of_an_address() -> None:
    today = datetime.date(2024, 7, 15)
    assert read_moment({}, today=today) == Moment(today)
    assert read_moment({"ngay": "2024-03-31"}, today=today) == shown(datetime.date(2024, 3, 31))
    assert read_moment({"ngay": "2024-03-31", "theo": "thuc-hien"}, today=today) == done(datetime.date(2024, 3, 31))
    for given in ({"ngay": ""}, {"ngay": "2024-07-15"}, {"theo": "thuc-hien"}):
        assert read_moment(given, today=today) == Moment(today)
    for given in ({"ngay": "31/3"}, {"ngay": "2024-02-30"}, {"ngay": "2024-07-16"}, {"theo": "x"}):
        with pytest.raises(Missing):
            read_moment(given, today=today)
    for moment in (Moment(today), shown(MARCH), done(today)):
        assert read_moment(moment.values, today=today) == moment
    assert [moment.words for moment in (Moment(today), shown(MARCH), done(MARCH))] == [
        "", "Số liệu như bảng đã hiện tối 8/3/2024", "Tính theo ngày thực hiện đến 8/3/2024",
    ]  # fmt: skip


def test_an_evening_stays_and_the_day_of_doing_follows_the_ledger(
    site: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(site, "T", unit_kinds=[COMMUNE], share=100)
    first = stage.does(site.commune, on=MARCH)
    with later(1, monkeypatch):
        stage.undoes(first)
        stage.does(site.far_commune, on=JUNE, number=2)
        stage.does(site.sister_commune, on=MARCH, number=3)
    evening = NOW.date()
    assert parts(site, shown(evening)) == [["1/2"], ["0/1"]]
    assert parts(site, shown(evening + ONE_DAY)) == parts(site, TODAY) == [["1/2"], ["1/1"]]
    assert parts(site, done(APRIL)) == [["1/2"], ["0/1"]]
    by_name = [row.cells[0].state for row in look(site, shown(evening), level=COMMUNE, sort="ten").rows]
    assert by_name == [State.OPEN, State.MET, State.OPEN]
    assert [row.cells[0].state for row in look(site, done(APRIL), level=COMMUNE, sort="ten").rows] == [
        State.OPEN, State.OPEN, State.MET,
    ]  # fmt: skip
    assert [row.place.unit for row in look(site, shown(evening), level=COMMUNE, state="met").rows] == [site.commune]
    assert look(site, shown(evening), level=COMMUNE).tally[State.MET] == 1


def test_lateness_is_that_of_the_day(site: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(site, "T", unit_kinds=[COMMUNE], due_before=APRIL)
    stage.does(site.commune, on=JUNE, number=1)
    with later(1, monkeypatch):
        stage.does(site.commune, on=MARCH, number=2)
        stage.does(site.sister_commune, on=JUNE, number=3)

    def states(on: Day) -> dict[str, State]:
        return {row.place.unit.short_name: row.cells[0].state for row in look(site, on, "district_officer").rows}

    assert states(shown(NOW.date())) == {"Xã Nam Dong": State.MET_LATE, "Xã Trúc Sơn": State.MISSED}
    assert states(NOW.date() + ONE_DAY) == {"Xã Nam Dong": State.MET, "Xã Trúc Sơn": State.MET_LATE}
    assert states(done(JUNE - ONE_DAY)) == {"Xã Nam Dong": State.MET, "Xã Trúc Sơn": State.MISSED}
    assert states(done(JUNE)) == {"Xã Nam Dong": State.MET, "Xã Trúc Sơn": State.MET_LATE}


def test_summary_missing_report_and_lists_agree_at_a_moment(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=COMMITTEES, share=100)
    ask(site, "T-registered", unit_kinds=COMMITTEES, share=100, companion_of=target)
    stage.does(site.province, on=MARCH)
    stage.does([site.district, site.commune], on=JUNE)
    actor, on = site.actor("province_officer"), done(APRIL)
    place = home_place(actor)
    [line] = summary(actor=actor, place=place, on=on).lines
    assert [(part.reached, part.required) for part in line.cell.parts] == [("1", "1"), ("0", "2"), ("0", "3")]
    assert line.names == ("Huyện Cư Jút", "Huyện Đắk Mil", "Xã Đắk Lao", "Xã Nam Dong", "Xã Trúc Sơn")
    lacking = whoever_lacks(actor=actor, place=place, code="T", on=on)
    assert (lacking.count, lacking.names) == (5, list(line.names))
    [told] = report(place=place_by_code(campaign_key="thu", code="67"), on=on)["targets"]
    assert (told["units_met"], len(told["missing"])) == (1, 5)
    given = {"dot": "thu", "don-vi": str(site.province.uid), "ngay": "2024-04-10", "theo": "thuc-hien"}
    rows = list(TABLES["progress-missing"].every_row(actor, given))
    assert len(rows) == 5
    [first] = TABLES["progress-summary"].every_row(actor, given)
    assert first.cells[3].text == "1/1 tỉnh · 0/2 huyện · 0/3 xã"


def test_files_and_the_paper_say_of_which_moment_they_are(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE], share=100)
    for key in ("progress-cells", "progress-missing", "progress-summary", "progress-sources"):
        tell = TABLES[key].as_of
        assert tell is not None
        assert (tell({"ngay": "2024-04-10"}), tell({})) == ("Số liệu như bảng đã hiện tối 10/4/2024", "")
    actor = site.actor("province_officer")
    place = home_place(actor)
    said = [
        drawn(summary_document(summary(actor=actor, place=place, on=on)), "html").decode()
        for on in (TODAY, done(APRIL))
    ]
    assert ["Tính theo ngày thực hiện đến 10/4/2024" in text for text in said] == [False, True]


def test_those_who_have_not_registered_apart(site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT, COMMUNE], window_from=APRIL)
    ask(site, "T-registered", unit_kinds=[DISTRICT, COMMUNE], companion_of=target)
    stage.does(site.commune, on=MARCH)
    actor = site.actor("province_officer")
    place = home_place(actor)
    found = whoever_lacks(actor=actor, place=place, code="T", on=TODAY, kind=COMMUNE, step=Step.UNREGISTERED)
    assert (found.count, found.names) == (2, ["Xã Đắk Lao", "Xã Trúc Sơn"])
    assert "Các đơn vị chưa đăng ký:\n1. Xã Đắk Lao\n2. Xã Trúc Sơn\nĐề nghị đơn vị đăng ký" in reminder(found)
    done_so_far = whoever_lacks(actor=actor, place=place, code="T", on=TODAY, step=Step.REGISTERED)
    assert (done_so_far.count, done_so_far.names) == (1, ["Xã Nam Dong"])
    given = {"chi-tieu": "T", "cap": COMMUNE, "buoc": "chua-dang-ky"}
    assert [row.cells[0].text for row in TABLES["progress-missing"].every_row(actor, given)] == [
        site.far_commune.name, site.sister_commune.name,
    ]  # fmt: skip


def explained(site: Cast, who: str, on: Day, **more: Any) -> Figure:
    actor = site.actor(who)
    return figure(actor=actor, place=home_place(actor), code="T", on=on, **more)


def test_a_figure_of_a_day_tells_what_counted_then(site: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(site, "T", unit_kinds=[AREA], due_before=APRIL)
    both = stage.does([site.area, site.area_two], on=MARCH, number=1)
    with later(1, monkeypatch):
        stage.undoes(both)
        late = stage.does(site.area, on=JUNE, number=2)

    def uids(on: Day, **more: Any) -> list[Any]:
        return [line.entry.source_uid for line in explained(site, "commune_officer", on, **more).sources.lines]

    evening = NOW.date()
    assert (uids(shown(evening)), uids(evening + ONE_DAY), uids(done(APRIL))) == ([both], [late], [])
    [then] = explained(site, "commune_officer", shown(evening)).sources.lines
    assert (then.sharing, then.is_late) == (("Buôn Nui", "Thôn 1"), False)
    once = explained(site, "commune_officer", shown(evening)).once
    assert once is not None
    assert (once.together, once.once) == (2, 1)
    [now] = explained(site, "commune_officer", evening + ONE_DAY).sources.lines
    assert (now.sharing, now.is_late) == ((), True)
    assert uids(shown(evening), only=Only.SHARED) == [both]
    assert uids(evening + ONE_DAY, only=Only.SHARED) == []
    assert uids(evening + ONE_DAY, only=Only.LATE) == [late]


def test_by_date_a_shared_thing_counts_once_in_the_branch(site: Cast, stage: Stage) -> None:
    ask(site, "S", unit_kinds=[DISTRICT], reading=Target.Reading.SUBTREE, minimum=2)
    stage.does([site.commune, site.sister_commune], on=JUNE)
    stage.does(site.commune, on=MARCH)
    assert parts(site, TODAY)[0] == ["2/2"]
    assert parts(site, done(APRIL))[0] == ["1/2"]
    assert look(site, done(APRIL)).total.cells[0].row.subtree == 1


def test_a_moment_opens_no_foreign_branch(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    stage.does(site.far_commune)
    for on in (shown(NOW.date()), done(JUNE)):
        seen = look(site, on, "district_officer")
        assert [row.place.unit for row in seen.rows] == [site.commune, site.sister_commune]
    actor = site.actor("district_officer")
    given = {"dot": "thu", "don-vi": str(site.far_district.uid), "chi-tieu": "T", "ngay": "2024-06-01"}
    for key in ("progress-cells", "progress-missing", "progress-summary", "progress-sources", "progress-uncounted"):
        with pytest.raises(Missing):
            list(TABLES[key].every_row(actor, given))


def test_too_much_since_the_day_is_refused(site: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    stage.does(site.commune, on=JUNE)
    monkeypatch.setattr(by_date, "MOST_LINES", 2)
    with pytest.raises(NotNow, match="Sau ngày 10/4/2024 có quá nhiều việc"):
        look(site, done(APRIL))


def test_the_command_tells_a_day(site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE], share=100)
    stage.does(site.commune, on=JUNE)

    def told(*more: str) -> Any:
        out = io.StringIO()
        call_command("progress", "--campaign", "thu", "--unit", "67", "--json", *more, stdout=out)
        found = json.loads(out.getvalue())
        return found["reckoning"], found["date"], [target["units_met"] for target in found["targets"]]

    assert told("--by-date", "2024-06-01") == ("by-date", "2024-06-01", [0])
    assert told("--by-date", "2024-06-02") == ("by-date", "2024-06-02", [1])
    assert told("--as-of", "2024-06-02")[2] == [0]
    for wrong in ("2024-6", "2031-01-01"):
        with pytest.raises(CommandError, match=wrong):
            told("--as-of", wrong)


@pytest.mark.slow
@pytest.mark.parametrize("on", [shown(NOW.date()), done(APRIL)])
def test_the_board_of_a_day_asks_as_little_at_any_size(site: Cast, stage: Stage, on: Moment) -> None:
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
            seen = board(actor=actor, place=place, asking=Asking(), on=on)
        counts.append((len(asked), seen.count))
    assert counts == [(7, 2), (7, 1002)]


def test_rebuilding_later_leaves_an_evening_as_it_was(
    site: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = ask(site, "T", unit_kinds=[COMMUNE])
    stage.does(site.commune)
    before = parts(site, shown(NOW.date()))
    target.minimum = 3
    target.save()
    with transaction.atomic():
        rebuild.rebuild(target=target, now=NOW + ONE_DAY)
    assert parts(site, shown(NOW.date())) == before == [["1/2"], ["0/1"]]
    assert parts(site, TODAY + ONE_DAY) == [["0/2"], ["0/1"]]


def test_a_group_lists_its_members_of_the_day(site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE])
    group = UnitGroup.objects.create(
        campaign=site.campaign, key="cum-1", position=1, name="Cụm 1", source="Quyết định 1", valid_from=MARCH, made_at=NOW,
        changed_at=NOW,
    )  # fmt: skip
    members = {site.commune: MARCH, site.far_commune: JUNE}
    for unit, day in members.items():
        GroupMember.objects.create(campaign=site.campaign, group=group, unit=unit, valid_from=day)
    stage.does(site.commune, on=MARCH)

    def listed(on: Day) -> list[str]:
        return [row.place.unit.short_name for row in look(site, on, group="cum-1", level=COMMUNE).rows]

    assert listed(done(APRIL)) == [site.commune.short_name]
    assert sorted(listed(TODAY)) == sorted(unit.short_name for unit in members)
    with pytest.raises(Missing):
        listed(done(MARCH - ONE_DAY))
    given = {"nhom": "cum-1", "cap": COMMUNE, "ngay": APRIL.isoformat(), "theo": "thuc-hien"}
    rows = TABLES["progress-cells"].every_row(site.actor("province_officer"), given)
    assert [row.record.unit for row in rows] == [site.commune]
