"""A list written in bulk leaves every table as its works registered one by one would; and can be taken back whole."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.works.test_import import FLOWERS, ROAD, office_list
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.models import AuditEntry
from thidua.stages.progress.rebuild import prepare
from thidua.stages.works.models import Work
from thidua.stages.works.operations import import_works, register_work
from thidua.stages.works.planning import plan_import

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=3)

# Written in other orders, in bulk and alone, and of the moment.
LEFT_OUT = {"id", "at", "number"}
# What only a list leaves behind.
OWN_ACTS = {"nhập danh sách công trình"}
LATE = [3, "Kè suối", "Đường giao thông nông thôn", "Buôn Nui", "Buôn Nui; Thôn 1", "0,3 km", "15/7/2024", None,
        "5 triệu", None, "toàn quốc"]  # fmt: skip


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "real_now", lambda: NOW)
    return cast()


def tables() -> dict[str, list[Any]]:
    """Every row of every table that works, progress and the trail are kept in; keys are told by what they stand for."""
    names = {work.uid: work.name for work in Work.objects.all()} | {work.pk: work.name for work in Work.objects.all()}
    kept = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in {"works", "progress"} and model is not AuditEntry:
            continue
        rows = [row for row in model._default_manager.all() if getattr(row, "act", "") not in OWN_ACTS]
        kept[model._meta.label] = sorted(map(str, (_told(row, names) for row in rows)))
    return kept


def _told(row: models.Model, names: dict[Any, str]) -> dict[str, Any]:
    entry = getattr(row, "entry", None)
    found = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in LEFT_OUT or field.name == "entry":
            continue
        is_work = field.name in {"work", "uid", "source_uid", "object_uid"}
        found[field.name] = names.get(value, value) if is_work else value
    return found | ({"entry": names[entry.source_uid], "target": entry.target_id} if entry is not None else {})


@pytest.mark.parametrize("send", [True, False])
@pytest.mark.parametrize("by", ["commune_officer", "system"])
def test_bulk_leaves_every_table_as_one_by_one_would(people: Cast, by: str, send: bool) -> None:
    prepare(campaign=people.campaign, now=NOW)
    actor: Any = System("nạp") if by == "system" else people.actor(by)
    rows = (ROAD, FLOWERS, LATE)
    plan = plan_import(upload=office_list(*rows), by=actor, unit=people.commune, campaign=people.campaign, on=TODAY)
    assert plan.draft.problems == []

    for _row, content in plan.contents:
        register_work(by=actor, now=NOW, content=content, send=send)
    alone = tables()
    Work.campaigns.through.objects.all()
    for model in reversed(apps.get_models(include_auto_created=True)):
        if model._meta.app_label == "works":
            model._default_manager.all().delete()
    AuditEntry.objects.all().delete()
    from thidua.stages.progress.models import Entry, EntryCredit

    EntryCredit.objects.all().delete()
    Entry.objects.all().delete()
    prepare(campaign=people.campaign, now=NOW)
    import_works(by=actor, now=NOW, unit=people.commune, campaign=people.campaign, upload=office_list(*rows), send=send)

    in_bulk = tables()
    assert {name: len(rows) for name, rows in in_bulk.items()} == {name: len(rows) for name, rows in alone.items()}
    assert in_bulk == alone
    assert in_bulk["works.Work"] != []
