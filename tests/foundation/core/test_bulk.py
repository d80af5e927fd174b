"""Rows written in bulk stand as Django's own writing would leave them."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from thidua.foundation.core import bulk
from thidua.foundation.core.models import AuditEntry, RememberedHeading

pytestmark = pytest.mark.django_db
NAMES = ("sheet", "folded", "column")
ENTRY = (
    "at", "site_date", "actor_uid", "actor_label", "act", "model", "object_uid", "object_label", "unit_id", "before",
    "after", "reason", "refused", "previous_hash", "hash",
)  # fmt: skip


def headings() -> set[tuple[str, str, str]]:
    return set(RememberedHeading.objects.order_by("id").values_list(*NAMES))


def test_rows_of_every_kind_of_value_read_back_as_they_were_given() -> None:
    row = (
        datetime.datetime(2024, 7, 15, 9, 30, tzinfo=datetime.UTC), datetime.date(2024, 7, 15), uuid.uuid4(),
        "Nguyễn Thị «Hoa»", "100 %s", "works.Work", None, "", None, {}, {"met": [1, 2, 3], "tên": "Đắk R'lấp"}, "", False, "", "",
    )  # fmt: skip

    bulk.insert(AuditEntry, ENTRY, [row])

    assert list(AuditEntry.objects.order_by("id").values_list(*ENTRY)) == [row]


def test_standing_row_takes_the_new_values_and_others_stay() -> None:
    bulk.insert(RememberedHeading, NAMES, [("units", "ten", "name"), ("units", "ma", "code")])

    bulk.insert(RememberedHeading, NAMES, [("units", "ten", "label"), ("works", "ten", "name")], unique=NAMES[:2])

    assert headings() == {("units", "ten", "label"), ("units", "ma", "code"), ("works", "ten", "name")}


def test_row_given_twice_without_unique_names_is_an_error() -> None:
    with pytest.raises(IntegrityError):
        bulk.insert(RememberedHeading, NAMES, [("units", "ten", "name"), ("units", "ten", "label")])


def test_update_changes_the_named_columns_of_the_rows_told() -> None:
    bulk.insert(RememberedHeading, NAMES, [("units", "ten", "name"), ("units", "ma", "code")])
    ids = dict(RememberedHeading.objects.order_by("id").values_list("folded", "id"))

    bulk.update(RememberedHeading, ["column"], [("label", ids["ten"])])

    assert headings() == {("units", "ten", "label"), ("units", "ma", "code")}


def test_many_rows_are_one_statement_and_none_is_none() -> None:
    with CaptureQueriesContext(connection) as asked:
        bulk.insert(RememberedHeading, NAMES, (("units", f"cot {number}", "name") for number in range(3000)))
        bulk.insert(RememberedHeading, NAMES, [])
        bulk.update(RememberedHeading, ["column"], [])

    assert (len(asked), len(headings())) == (1, 3000)
