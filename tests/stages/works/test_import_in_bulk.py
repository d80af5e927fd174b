"""A list written in bulk leaves every table as its works registered one by one would; and can be taken back whole."""

from __future__ import annotations

import contextlib
import datetime
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.works.test_import import FLOWERS, ROAD, office_list
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.core.models import AuditEntry, TakenList
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.rebuild import prepare
from thidua.stages.works.models import Work
from thidua.stages.works.operations import import_works, keep_list, note_work, register_work, take_back_works
from thidua.stages.works.planning import plan_import

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(days=3)

# Written in other orders, in bulk and alone, and of the moment.
LEFT_OUT = {"id", "at", "number"}
# What only a list leaves behind.
OWN_ACTS = {"nhập danh sách công trình"}
LATE = [3, "Kè suối", "Đường giao thông nông thôn", "Buôn Nui", "Buôn Nui", "0,3 km", "15/7/2024", None,
        "5 triệu", "Thôn 1, xã Nam Dong; Hội Phụ nữ Cư Jút", "toàn quốc"]  # fmt: skip
# Led by the commune itself, to welcome the congress: the board counts it from the day it is registered.
COUNTED = [4, "Trồng cây", "Phần việc", None, "Buôn Nui; Thôn 1", 2, None, "1/9/2024", None, None, "toàn quốc"]


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
    rows = (ROAD, FLOWERS, LATE, COUNTED)
    plan = plan_import(upload=office_list(*rows), by=actor, unit=people.commune, campaign=people.campaign, on=TODAY)
    assert plan.draft.problems == []

    with undone():
        for _row, content in plan.contents:
            register_work(by=actor, now=NOW, content=content, send=send)
        alone = tables()
    import_works(by=actor, now=NOW, unit=people.commune, campaign=people.campaign, upload=office_list(*rows), send=send)
    in_bulk = tables()

    assert {name: len(rows) for name, rows in in_bulk.items()} == {name: len(rows) for name, rows in alone.items()}
    assert in_bulk == alone
    assert (len(in_bulk["works.Work"]), len(in_bulk["works.WorkPlace"])) == (4, 6)


def taken_over(people: Cast, *rows: list[Any]) -> TakenList:
    officer = people.actor("commune_officer")
    stored = keep_list(by=officer, now=NOW, upload=office_list(*rows))
    return import_works(by=officer, now=NOW, unit=people.commune, campaign=people.campaign, stored_file=stored)


def test_list_is_taken_back_whole_and_counts_no_more(people: Cast) -> None:
    prepare(campaign=people.campaign, now=NOW)
    before = cells()
    taken = taken_over(people, ROAD, COUNTED)
    counted = cells()
    take_back_works(by=people.actor("commune_officer"), now=LATER, taken=taken)

    assert list(Work.objects.order_by("id").values_list("status", flat=True)) == ["cancelled", "cancelled"]
    assert (cells() == before, counted == before) == (True, False)
    told = AuditEntry.objects.filter(act="rút đăng ký").order_by("id")
    assert [(row.object_label, row.before, row.after, row.reason) for row in told] == [
        ("Bê tông hóa đường nội thôn", {"status": "noted"}, {"status": "cancelled"},
         "Lấy lại danh sách «danh-sach.xlsx» nhập ngày 15/7/2024"),
        ("Trồng cây", {"status": "registered"}, {"status": "cancelled"},
         "Lấy lại danh sách «danh-sach.xlsx» nhập ngày 15/7/2024"),
    ]  # fmt: skip
    with pytest.raises(NotNow):
        take_back_works(by=people.actor("commune_officer"), now=LATER, taken=taken)


def test_list_whose_works_were_acted_on_stands_and_says_which_rows_and_why(people: Cast) -> None:
    taken = taken_over(people, ROAD, FLOWERS)
    note_work(by=people.actor("district_officer"), now=LATER, work=Work.objects.get(name="Trồng hoa dọc đường"))
    with pytest.raises(Invalid) as refusal:
        take_back_works(by=people.actor("commune_officer"), now=LATER, taken=taken)

    assert refusal.value.fields["taken"] == (
        "Chưa lấy lại được, vì sau khi nhập đã có người làm tiếp: dòng 4 (H'Bia Niê ghi nhận, 18/7/2024)."
    )
    assert list(Work.objects.order_by("id").values_list("status", flat=True)) == ["noted", "noted"]


def test_list_is_taken_back_by_its_sender_alone(people: Cast) -> None:
    taken = taken_over(people, ROAD)
    for name in ("sister_officer", "commune_leader", "district_officer"):
        with pytest.raises(Missing):
            take_back_works(by=people.actor(name), now=LATER, taken=taken)


def test_same_file_is_not_taken_over_twice_until_it_was_taken_back(people: Cast) -> None:
    taken = taken_over(people, ROAD)
    with pytest.raises(Invalid) as refusal:
        taken_over(people, ROAD)
    assert refusal.value.fields["upload"].startswith("Tệp này đã nhập ngày 15/7/2024 (Vũ Thị Giang, 1 dòng).")
    assert Work.objects.count() == 1

    take_back_works(by=people.actor("commune_officer"), now=LATER, taken=taken)
    taken_over(people, ROAD)
    assert list(Work.objects.order_by("id").values_list("status", flat=True)) == ["cancelled", "noted"]


def test_row_said_twice_is_told_and_two_works_of_one_name_are_two(people: Cast) -> None:
    other = [*ROAD]
    other[5] = "2 km"
    plan = plan_import(
        upload=office_list(ROAD, other, ROAD), by=people.actor("commune_officer"), unit=people.commune,
        campaign=people.campaign, on=TODAY,
    )  # fmt: skip

    assert [(problem.row, problem.column, problem.reason[:15]) for problem in plan.draft.problems] == [
        (5, "B", "Giống hệt dòng "),
    ]  # fmt: skip


@contextlib.contextmanager
def undone() -> Iterator[None]:
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def cells() -> list[Any]:
    return list(UnitProgress.objects.order_by("id").values_list("id", "own", "subtree", "own_figures"))


def test_same_form_sent_twice_is_one_list(people: Cast) -> None:
    officer, receipt = people.actor("commune_officer"), uuid.uuid4()
    stored = keep_list(by=officer, now=NOW, upload=office_list(ROAD))
    given = {"by": officer, "now": NOW, "unit": people.commune, "campaign": people.campaign, "stored_file": stored}
    first = import_works(receipt=receipt, **given)

    assert import_works(receipt=receipt, **given) == first
    assert (Work.objects.count(), TakenList.objects.count()) == (1, 1)
