"""A book written in bulk leaves every table as its entries one by one would; long ones are left to the worker."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction

from tests.factories import NOW, TODAY, Cast, cast
from tests.stages.funds.support import fund_target
from tests.stages.funds.test_import import GIFT, HELP, LATER, RICE, book, fund_of
from thidua.foundation.core import clock
from thidua.foundation.core.models import AuditEntry, TakenList
from thidua.stages.funds.models import Donor, Fund, FundEntry
from thidua.stages.funds.operations import (
    NewDonor,
    correct_entry,
    import_entries,
    keep_book,
    queue_entries,
    record_income,
    record_spending,
    take_back_entries,
)
from thidua.stages.funds.operations.importing import take_waiting_entries
from thidua.stages.funds.planning import plan_entries

pytestmark = pytest.mark.django_db
# Written in other orders, in bulk and alone, and of the moment; how often a fund was changed is told by its version.
LEFT_OUT = {"id", "at", "number", "uid", "source_uid", "object_uid", "donor", "entry", "version", "reverses"}
OWN_ACTS = {"nhập sổ quỹ", "lấy lại sổ quỹ đã nhập"}
AGAIN = [4, "6/3/2024", "Công ty Minh Tâm", "Cư Jút", "1.000.000", None, "Chuyển khoản", "Ủng hộ đợt 2"]
SHARED = [5, "7/3/2024", "Nhân dân ủng hộ chung", None, "300 nghìn", None, None, None]
ROWS = (GIFT, RICE, AGAIN, SHARED, HELP)


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "real_now", lambda: NOW)
    return cast()


def tables() -> dict[str, list[str]]:
    kept = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in {"funds", "progress"} or model is AuditEntry:
            rows = [row for row in model._default_manager.all() if not isinstance(row, AuditEntry) or _is_ours(row)]
            kept[model._meta.label] = sorted(map(str, map(_told, rows)))
    return kept


def _is_ours(entry: AuditEntry) -> bool:
    """What the trail tells of a fund's rows; the file that came and went with a list is not of them."""
    return entry.model.startswith("funds.") and entry.act not in OWN_ACTS


def _told(row: models.Model) -> dict[str, Any]:
    found = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    if isinstance(row, AuditEntry):
        found["after"] = {name: value for name, value in row.after.items() if name not in {"donor_id", "reverses_id"}}
    elif isinstance(row, FundEntry):
        found["told"] = (row.notation, str(row.donor or ""), row.reverses.notation if row.reverses else "")
    return {name: value for name, value in found.items() if name not in LEFT_OUT}


def take_over(people: Cast, fund: Fund) -> TakenList:
    officer = people.actor("commune_officer")
    stored = keep_book(by=officer, now=NOW, upload=book(*ROWS))
    return import_entries(by=officer, now=NOW, fund=fund, stored_file=stored)


def one_by_one(people: Cast, fund: Fund) -> None:
    officer = people.actor("commune_officer")
    for line in plan_entries(upload=book(*ROWS), fund=fund, today=TODAY).lines:
        told: dict[str, Any] = {"by": officer, "now": NOW, "fund": fund, "given": line.given}
        if line.column == "outgo":
            record_spending(**told)
        else:
            record_income(**told, new_donor=NewDonor(name=line.donor, address=line.address) if line.donor else None)


def test_bulk_leaves_every_table_as_one_by_one_would(people: Cast) -> None:
    fund = fund_of(people)
    fund_target(people)
    with transaction.atomic():
        one_by_one(people, fund)
        alone = tables()
        transaction.set_rollback(True)
    take_over(people, fund)
    in_bulk = tables()

    assert {name: len(rows) for name, rows in in_bulk.items()} == {name: len(rows) for name, rows in alone.items()}
    assert in_bulk == alone
    assert (FundEntry.objects.count(), Donor.objects.count()) == (5, 2)


def test_book_taken_back_leaves_every_table_as_its_entries_answered_one_by_one_would(people: Cast) -> None:
    fund = fund_of(people)
    fund_target(people)
    taken = take_over(people, fund)
    reason = "Lấy lại danh sách «so-quy.xlsx» nhập ngày 15/7/2024"
    with transaction.atomic():
        # What was spent first: the fund never holds less than nothing.
        for entry in FundEntry.objects.order_by("effect", "id"):
            correct_entry(by=people.actor("commune_officer"), now=LATER, entry=entry, reason=reason)
        alone = sorted(FundEntry.objects.values_list("book", "year", "kind", "day", "effect", "reason"))
        transaction.set_rollback(True)
    take_back_entries(by=people.actor("commune_officer"), now=LATER, taken=taken)

    assert sorted(FundEntry.objects.values_list("book", "year", "kind", "day", "effect", "reason")) == alone
    numbers = FundEntry.objects.filter(book="DC").order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5]


def test_long_book_is_left_to_the_worker_and_another_one_does_not_take_its_file_away(people: Cast) -> None:
    fund, officer = fund_of(people), people.actor("commune_officer")
    stored = keep_book(by=officer, now=NOW, upload=book(*ROWS))
    queue_entries(by=officer, now=NOW, fund=fund, stored_file=stored, total=5)
    keep_book(by=officer, now=NOW, upload=book(GIFT))
    assert (TakenList.objects.get().is_waiting, FundEntry.objects.count()) == (True, 0)

    assert take_waiting_entries(NOW) == 1
    assert (TakenList.objects.get().is_standing, FundEntry.objects.count()) == (True, 5)
    assert take_waiting_entries(NOW) == 0


def test_long_book_that_is_refused_says_why_and_writes_nothing(people: Cast) -> None:
    fund, officer = fund_of(people), people.actor("commune_officer")
    stored = keep_book(by=officer, now=NOW, upload=book(*ROWS))
    queue_entries(by=officer, now=NOW, fund=fund, stored_file=stored, total=5)
    people.people["commune_officer"].memberships.all().delete()
    take_waiting_entries(NOW)

    told = TakenList.objects.get()
    assert (told.is_standing, bool(told.told), FundEntry.objects.count()) == (False, True, 0)
