"""The rebuild: old numbers are shown meanwhile, only what differs is written; the nightly proof raises the alarm."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from tests.factories import AREA, COMMUNE, NOW, Cast, cast_on_board, make_target
from tests.stages.progress.conftest import MEASURE, Stage, ask
from thidua.foundation.core import rhythm, steps
from thidua.stages.campaigns.models import Target
from thidua.stages.progress import counting, jobs, prove, rebuild
from thidua.stages.progress.models import Entry, UnitProgress, UnitProgressDay


def seen_by_another(read: Callable[[], Any]) -> Any:
    """What somebody else reads at this moment, over a connection of their own."""
    answers: list[Any] = []

    def run() -> None:
        try:
            answers.append(read())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return answers[0]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_others_read_the_old_numbers_and_the_mark_while_a_target_is_counted_anew(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = cast_on_board()
    site.campaign.targets.all().delete()
    stage.campaign_id = site.campaign.pk
    target = ask(site, unit_kinds=[COMMUNE])
    stage.does(site.commune)
    UnitProgress.objects.filter(target=target, unit=site.district).update(units_met=7)
    plain, seen = counting.count, []

    def shown() -> tuple[int, bool]:
        row = UnitProgress.objects.select_related("target").get(target=target, unit=site.district)
        return row.units_met, row.target.is_being_rebuilt

    def watched(*given: Any) -> Any:
        counted = plain(*given)
        seen.append(seen_by_another(shown))
        return counted

    monkeypatch.setattr(counting, "count", watched)
    assert rebuild.rebuild_campaign(campaign=site.campaign, now=NOW) == 1
    assert (seen, shown()) == ([(7, True)], (1, False))


def test_second_rebuild_writes_nothing(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[AREA])
    stage.does([site.area, site.area_two])
    before = list(Entry.objects.order_by("id").values()), list(UnitProgressDay.objects.order_by("id").values())
    assert rebuild.rebuild(target=target, now=NOW) == 0
    assert (
        list(Entry.objects.order_by("id").values()),
        list(UnitProgressDay.objects.order_by("id").values()),
    ) == before


def test_rebuild_mends_a_ledger_line_and_leaves_the_others(site: Cast, stage: Stage) -> None:
    target = ask(site, unit_kinds=[AREA], reading="subtree")
    wrong, _right = stage.does([site.area, site.area_two], quantity=3), stage.does(site.area)
    Entry.objects.filter(source_uid=wrong).update(quantity=5)
    rebuild.rebuild(target=target, now=NOW)
    lines = Entry.objects.order_by("id").values_list("source_uid", "quantity", "is_reversal")
    assert [line[1:] for line in lines] == [(5, False), (1, False), (-5, True), (3, False)]
    assert [row.subtree for row in UnitProgress.objects.filter(target=target, unit=site.commune)] == [4]
    assert prove.prove(site.campaign) == []


def test_each_target_is_told_to_who_waits(site: Cast, stage: Stage) -> None:
    ask(site, "III.1", unit_kinds=[COMMUNE])
    ask(site, "III.2", unit_kinds=[AREA])
    told: list[tuple[str, int, int]] = []
    with steps.heard(lambda *step: told.append(step)):
        rebuild.rebuild_campaign(campaign=site.campaign, now=NOW)
        prove.prove(site.campaign)
    assert told == [
        ("Tính lại chỉ tiêu III.1", 0, 2), ("Tính lại chỉ tiêu III.2", 1, 2), ("Tính lại các chỉ tiêu", 2, 2),
        ("Chứng minh chỉ tiêu III.1", 0, 2), ("Chứng minh chỉ tiêu III.2", 1, 2), ("Chứng minh các chỉ tiêu", 2, 2),
    ]  # fmt: skip


def test_the_nightly_proof_is_registered_for_every_day() -> None:
    job = next(job for job in rhythm.JOBS if job.name == "progress.prove")
    assert (job.every.days, job.run) == (1, jobs.prove_boards)


def test_the_nightly_proof_raises_the_alarm_for_a_wrong_figure_and_only_then(
    site: Cast, stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    target = ask(site, "III.1", unit_kinds=[COMMUNE])
    stage.does(site.commune)
    with caplog.at_level(logging.ERROR, "thidua.progress"):
        assert (jobs.prove_boards(NOW), caplog.messages) == (0, [])
        UnitProgress.objects.filter(target=target, unit=site.district).update(units_met=7)
        assert jobs.prove_boards(NOW) == 2
    assert caplog.messages == [
        "Chỉ tiêu III.1, Ủy ban MTTQ Việt Nam huyện Cư Jút, units_met: bảng ghi 7, tính lại là 1.",
        "Chỉ tiêu III.1, Ủy ban MTTQ Việt Nam huyện Cư Jút (lịch sử), units_met: bảng ghi 1, tính lại là 7.",
        "2 differences between the boards and the records; `thidua rebuild` counts anew",
    ]


def test_what_is_posted_between_two_readings_is_no_difference(
    site: Cast, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_target(site.campaign, "III.1", measure=MEASURE, unit_kinds=[COMMUNE])
    rebuild.prepare(campaign=site.campaign, now=NOW)
    plain, busy = prove._latest, [site.commune]

    def latest(rows: Any) -> Any:
        if busy:
            stage.does(busy.pop())
        return plain(rows)

    monkeypatch.setattr(prove, "_latest", latest)
    assert (prove.prove(site.campaign), busy, Target.objects.get(code="III.1").entries.count()) == ([], [], 1)
