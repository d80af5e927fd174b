"""A list of milestones written in bulk leaves every table as its rows reported one by one would."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from tests.factories import NOW, Cast
from tests.stages.milestones.test_imports import CONFERENCE, FESTIVAL, workbook
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.models import AuditEntry, TakenList
from thidua.foundation.core.tables import SHEETS, read
from thidua.foundation.units.models import Unit
from thidua.stages.milestones.imports import Reading
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.operations import import_milestones, report_milestone, withdraw_milestone
from thidua.stages.milestones.reports import Report

# Written in other orders, in bulk and alone, and of the moment.
LEFT_OUT = {"id", "at", "number", "uid", "source_uid", "object_uid"}
OWN_ACTS = {"nhập danh sách mốc việc"}
HELD_TOGETHER = ("Thôn 1", "", FESTIVAL, None, "12/11/2023", "", "Buôn Nui", "x")
NEW_HEAD = ("buon nui", "", CONFERENCE, None, "5/12/2023", "", "", "", "Điểu Srôn", "0900 111 222")
FIRST = datetime.date(2023, 11, 1)
LAUNCH = ("Xã Nam Dong", "", "Phát động", None, FIRST, "lễ phát động")
ANOTHER = ("Thôn 1", "", CONFERENCE, None, "6/12/2023")


def tables() -> dict[str, list[str]]:
    """Every row of every table that milestones, progress, contacts and the trail are kept in."""
    kept = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in {"milestones", "progress"} or model in (AuditEntry, Unit):
            rows = [row for row in model._default_manager.all() if getattr(row, "act", "") not in OWN_ACTS]
            kept[model._meta.label] = sorted(map(str, map(_told, rows)))
    return kept


def _told(row: models.Model) -> dict[str, Any]:
    ids = {"entry", "milestone"}
    fields = [field for field in row._meta.concrete_fields if field.name not in LEFT_OUT | ids]
    return {field.name: getattr(row, field.attname) for field in fields}


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "real_now", lambda: NOW)


def test_bulk_leaves_every_table_as_one_by_one_would(site: Cast) -> None:
    actor, kinds = site.actor("commune_officer"), site.milestone_kinds
    early = report_milestone(
        by=actor, now=NOW, kind=kinds["launch"], unit=site.commune, report=Report(FIRST, way="ceremony")
    )
    withdraw_milestone(by=actor, now=NOW, milestone=early)
    rows = read(SHEETS["milestones"], workbook(HELD_TOGETHER, NEW_HEAD, ANOTHER, LAUNCH)).require()
    before = tables()
    with transaction.atomic():
        for one in Reading(actor, site.campaign, today=clock.day_of(NOW)).read(rows).ready:
            report_milestone(by=actor, now=NOW, kind=one.kind, unit=one.unit, year=one.year, report=one.report)
        alone = tables()
        transaction.set_rollback(True)
    assert tables() == before
    import_milestones(by=actor, now=NOW, campaign=site.campaign, rows=rows)
    in_bulk = tables()

    assert {name: len(rows) for name, rows in in_bulk.items()} == {name: len(rows) for name, rows in alone.items()}
    assert in_bulk == alone
    assert (len(in_bulk["milestones.Milestone"]), len(in_bulk["milestones.MilestonePartner"])) == (4, 1)


def test_partners_stay_as_the_commune_wrote_them_when_a_head_sends_the_list(site: Cast) -> None:
    head, another_day = site.area_head(), (*HELD_TOGETHER[:4], "13/11/2023")
    for actor, row in [(site.actor("commune_officer"), HELD_TOGETHER), (head, another_day), (head, another_day)]:
        rows = read(SHEETS["milestones"], workbook(row)).require()
        import_milestones(by=actor, now=NOW, campaign=site.campaign, rows=rows)
    told = Milestone.objects.get()

    assert (told.done_date, told.reported_by_id) == (datetime.date(2023, 11, 13), head.person_id)
    assert list(told.partners.values_list("short_name", flat=True)) == ["Buôn Nui"]
    # The second time the list said nothing new.
    assert list(TakenList.objects.order_by("id").values_list("total", flat=True)) == [1, 1, 0]


def test_what_was_told_already_is_put_right_and_the_rest_stays(site: Cast) -> None:
    actor = site.actor("commune_officer")
    take = {"by": actor, "now": NOW, "campaign": site.campaign}
    import_milestones(**take, rows=read(SHEETS["milestones"], workbook(HELD_TOGETHER, ANOTHER)).require())
    versions = dict(Milestone.objects.values_list("kind__key", "version"))
    with pytest.raises(Invalid) as refusal:
        import_milestones(
            **take, rows=read(SHEETS["milestones"], workbook(HELD_TOGETHER, (*ANOTHER[:4], "7/12/2023"))).require()
        )

    assert "Trang «Mốc việc», ô A3 (Đơn vị): " in refusal.value.fields["upload"]
    assert dict(Milestone.objects.values_list("kind__key", "version")) == versions


def test_two_rows_that_name_each_other_are_refused_at_one_of_them(site: Cast) -> None:
    other = ("Buôn Nui", "", FESTIVAL, None, "13/11/2023")
    with pytest.raises(Invalid) as refusal:
        import_milestones(
            by=site.actor("commune_officer"), now=NOW, campaign=site.campaign,
            rows=read(SHEETS["milestones"], workbook(HELD_TOGETHER, other)).require(),
        )  # fmt: skip

    assert refusal.value.fields["upload"].startswith("Trang «Mốc việc», ô A3 (Đơn vị): ")
    assert "đã được ghi làm chung với Thôn 1" in refusal.value.fields["upload"]
    assert Milestone.objects.count() == 0
