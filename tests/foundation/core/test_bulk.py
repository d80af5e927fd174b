"""Rows written in bulk stand as Django's own writing would leave them."""

from __future__ import annotations

import datetime
import functools
import operator
import uuid

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from thidua.foundation.core import bulk, keys
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


def many(number: int) -> list[tuple[str, str, str]]:
    return [("units", f"cột {turn}\t\\N\n«%s»", "tên\\") for turn in range(number)]


@pytest.mark.parametrize("number", [bulk.MANY - 1, bulk.MANY, bulk.RUN + 1])
def test_few_rows_and_many_stand_alike(number: int) -> None:
    bulk.insert(RememberedHeading, NAMES, many(number))

    assert headings() == set(many(number))


def test_many_rows_of_every_kind_of_value_read_back_as_they_were_given() -> None:
    moment = datetime.datetime(2024, 7, 15, 9, 30, 1, 5, tzinfo=datetime.UTC)
    rows = [
        (
            moment,
            moment.date(),
            uuid.uuid4(),
            "Hoa",
            "100 %s",
            "\\",
            None,
            "a\tb",
            number,
            {"tên": "\n\\"},
            {},
            "",
            True,
            "",
            "",
        )
        for number in range(bulk.MANY)
    ]

    bulk.insert(AuditEntry, ENTRY, rows)

    assert list(AuditEntry.objects.order_by("unit_id").values_list(*ENTRY)) == rows


def test_many_standing_rows_take_the_new_values_and_others_stay() -> None:
    bulk.insert(RememberedHeading, NAMES, many(bulk.MANY + 2))
    changed = [(sheet, folded, "mới") for sheet, folded, _column in many(bulk.MANY)]

    bulk.insert(RememberedHeading, NAMES, [*changed, ("works", "ten", "name")], unique=NAMES[:2])

    assert headings() == {*changed, *many(bulk.MANY + 2)[-2:], ("works", "ten", "name")}


def test_update_of_many_changes_the_rows_told() -> None:
    bulk.insert(RememberedHeading, NAMES, many(bulk.MANY + 1))
    ids = list(RememberedHeading.objects.order_by("id").values_list("id", flat=True))

    bulk.update(RememberedHeading, ["column"], [(f"cột {pk}", pk) for pk in ids[1:]])

    found = dict(RememberedHeading.objects.order_by("id").values_list("id", "column"))
    assert found == {ids[0]: "tên\\", **{pk: f"cột {pk}" for pk in ids[1:]}}


def test_reserved_ids_are_taken_by_nobody_else() -> None:
    ids = keys.reserve_ids(RememberedHeading, 3)
    bulk.insert(RememberedHeading, ("id", *NAMES), ((pk, "units", f"{pk}", "x") for pk in ids))
    other = RememberedHeading.objects.create(sheet="units", folded="other", column="x")

    assert (len(set(ids)), other.pk in ids, list(keys.reserve_ids(RememberedHeading, 0))) == (3, False, [])


def test_rows_changed_together_take_every_kind_of_value() -> None:
    given = (
        datetime.datetime(2024, 7, 15, 9, 30, tzinfo=datetime.UTC), datetime.date(2024, 7, 15), None, "«Hoa» 'a'\n\t\\", "0012",
        "works.Work", uuid.UUID(int=286), "", 7, {}, {"tên": ["Đắk R'lấp", 1, None, True]}, "", True, "", "",
    )  # fmt: skip
    plain = (*given[:2], uuid.uuid4(), "", "", "", None, "", None, {"a": 1}, {}, "", False, "", "")
    bulk.insert(AuditEntry, ENTRY, [plain, plain, plain])
    first, second, third = AuditEntry.objects.order_by("id").values_list("id", flat=True)

    bulk.update(AuditEntry, ENTRY, [(*given, first), (*given, third)])

    assert list(AuditEntry.objects.order_by("id").values_list(*ENTRY)) == [given, plain, given]
    bulk.update(AuditEntry, ENTRY, [(*given, second)])
    assert set(AuditEntry.objects.values_list("object_label", "refused")) == {("", True)}


def test_value_that_rows_share_is_written_as_it_was_when_the_rows_were_told() -> None:
    said, other = {"status": "noted"}, {"status": "done"}
    row = (
        datetime.datetime(2024, 7, 15, tzinfo=datetime.UTC),
        datetime.date(2024, 7, 15),
        None,
        *[""] * 3,
        None,
        "",
        None,
    )
    bulk.insert(AuditEntry, ENTRY, [(*row, then, said, "", False, "", "") for then in (said, {}, other, said)])

    found = list(AuditEntry.objects.order_by("id").values_list("before", "after"))
    assert found == [(said, said), ({}, said), (other, said), (said, said)]


def test_uids_of_a_load_are_valid_and_follow_one_another_and_tell_nothing_of_the_next() -> None:
    earlier, found = keys.uids(1), keys.uids(5_000)

    assert found == sorted(set(found))
    assert {(uid.version, uid.variant) for uid in found} == {(7, uuid.RFC_4122)}
    assert (earlier[0].int >> 80) <= (found[0].int >> 80) == (found[-1].int >> 80)
    # Of 74 drawn bits none stands still.
    drawn = [uid.int & ~(0xFFFFFFFFFFFF << 80) for uid in found]
    moving = (1 << 80) - 1 & ~(0xF << 76) & ~(3 << 62)
    assert functools.reduce(operator.or_, drawn) & moving == moving
    assert functools.reduce(operator.and_, drawn) & moving == 0


@pytest.mark.parametrize("kind", ["ids", "uids", "none"])
def test_rows_are_found_among_many_keys_by_one_value(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "FEW", 1)
    uids = keys.uids(3)
    row = (datetime.datetime(2024, 7, 15, tzinfo=datetime.UTC), datetime.date(2024, 7, 15), None, *[""] * 3)
    bulk.insert(AuditEntry, ENTRY, [(*row, uid, "", None, {}, {}, "", False, "", "") for uid in uids])
    ids = list(AuditEntry.objects.order_by("id").values_list("id", flat=True))
    asked = {"ids": ("id", ids[1:]), "uids": ("object_uid", uids[1:]), "none": ("object_uid", [])}
    name, given = asked[kind]

    with CaptureQueriesContext(connection) as told:
        found = set(AuditEntry.objects.filter(**{f"{name}__in": keys.among(given)}).values_list("id", flat=True))
    assert found == (set() if kind == "none" else set(ids[1:]))
    assert len(told) == (kind != "none")
