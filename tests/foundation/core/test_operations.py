"""Operations: one transaction, callable twice with one effect, a lost race tried once more."""

from __future__ import annotations

import datetime
import inspect
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import OperationalError, transaction

from tests.foundation.core.papers import LEADER, NOW, OFFICER, Paper, make
from tests.harness.races import at_once
from thidua.foundation.core import audit, rollback
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Busy, Invalid, Missing, Stale
from thidua.foundation.core.locking import lock
from thidua.foundation.core.models import AuditEntry, Receipt, SiteSetting
from thidua.foundation.core.operations import OPERATIONS, check_version, operation, touch

RECEIPT = uuid.UUID(int=286)


@pytest.fixture(autouse=True)
def own_operations(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Operations of these tests do not stay in the list of all operations; papers are found by their label."""
    known = dict(OPERATIONS)
    find = apps.get_model
    monkeypatch.setattr(apps, "get_model", lambda label: Paper if label == "core_tests.paper" else find(label))
    yield
    OPERATIONS.clear()
    OPERATIONS.update(known)


def write_paper(**more: Any) -> Callable[..., Paper]:
    @operation
    def write(*, title: str, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None) -> Paper:
        return make(title, **more)

    return write


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_second_call_with_the_same_receipt_returns_the_first_record() -> None:
    write = write_paper()
    first = write(title="Một", by=OFFICER, now=NOW, receipt=RECEIPT)
    second = write(title="Hai", by=OFFICER, now=NOW, receipt=str(RECEIPT))

    assert (second, second.title, Paper.objects.count()) == (first, "Một", 1)
    slip = Receipt.objects.get()
    assert (slip.key, slip.actor_uid, slip.model, slip.object_uid) == (
        RECEIPT, OFFICER.uid, "core_tests.paper", first.uid,
    )  # fmt: skip


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_calls_without_receipt_are_two() -> None:
    write = write_paper()
    write(title="Một", by=OFFICER, now=NOW)
    write(title="Hai", by=OFFICER, now=NOW)

    assert (Paper.objects.count(), Receipt.objects.count()) == (2, 0)


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_receipt_of_another_actor_or_operation_is_refused() -> None:
    write = write_paper()

    @operation
    def burn(*, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None) -> None:
        Paper.objects.all().delete()

    write(title="Một", by=OFFICER, now=NOW, receipt=RECEIPT)
    with pytest.raises(Invalid, match="việc khác"):
        write(title="Một", by=LEADER, now=NOW, receipt=RECEIPT)
    with pytest.raises(Invalid, match="việc khác"):
        burn(by=OFFICER, now=NOW, receipt=RECEIPT)
    with pytest.raises(Invalid, match="Mã gửi không đúng"):
        write(title="Một", by=OFFICER, now=NOW, receipt="không phải mã")
    assert Paper.objects.count() == 1


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_receipt_whose_record_has_gone_is_missing() -> None:
    write = write_paper()
    write(title="Một", by=OFFICER, now=NOW, receipt=RECEIPT)
    Paper.objects.all().delete()

    with pytest.raises(Missing, match="không còn"):
        write(title="Một", by=OFFICER, now=NOW, receipt=RECEIPT)


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_refused_call_spends_no_receipt() -> None:
    answers = [Invalid({"title": "trống"}), None]

    @operation
    def write(*, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None) -> Paper:
        paper = make()
        if refusal := answers.pop(0):
            raise refusal
        return paper

    with pytest.raises(Invalid):
        write(by=OFFICER, now=NOW, receipt=RECEIPT)
    assert (Paper.objects.count(), Receipt.objects.count()) == (0, 0)
    write(by=OFFICER, now=NOW, receipt=RECEIPT)
    assert (Paper.objects.count(), Receipt.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_operation_that_returns_nothing_returns_nothing_twice() -> None:
    calls = []

    @operation
    def note(*, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None) -> None:
        calls.append(now)

    assert (note(by=OFFICER, now=NOW, receipt=RECEIPT), note(by=OFFICER, now=NOW, receipt=RECEIPT)) == (None, None)
    assert calls == [NOW]


@pytest.mark.slow
@pytest.mark.usefixtures("papers")
@pytest.mark.django_db(transaction=True)
def test_two_threads_with_one_receipt_make_one_record() -> None:
    write = write_paper()
    results = at_once(*[lambda: write(title="Một", by=OFFICER, now=NOW, receipt=RECEIPT)] * 4)

    assert Paper.objects.count() == 1
    assert [result.uid for result in results] == [Paper.objects.get().uid] * 4


@pytest.mark.slow
@pytest.mark.usefixtures("papers")
@pytest.mark.django_db(transaction=True)
def test_two_threads_with_one_version_change_it_once() -> None:
    paper = make()

    @operation
    def retitle(*, title: str, version: int, by: By, now: datetime.datetime) -> Paper:
        row = lock(paper)
        check_version(row, version)
        row.title = title
        touch(row, now=now)
        row.save()
        return row

    results = at_once(
        lambda: retitle(title="Một", version=1, by=OFFICER, now=NOW),
        lambda: retitle(title="Hai", version=1, by=LEADER, now=NOW),
    )
    late = next(result for result in results if isinstance(result, Exception))
    done = next(result for result in results if isinstance(result, Paper))
    paper.refresh_from_db()

    assert (type(late), late.given, late.current) == (Stale, 1, 2)
    assert (paper.title, paper.version) == (done.title, 2)


class LostRace(Exception):
    """What the database's driver says."""

    sqlstate = "40P01"


def lost_race() -> OperationalError:
    error = OperationalError("deadlock detected")
    error.__cause__ = LostRace()
    return error


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [lost_race(), OperationalError("database is locked")], ids=["deadlock", "locked"])
def test_lost_race_is_tried_once_more(error: OperationalError) -> None:
    answers = [error, None]

    @operation
    def write(*, by: By, now: datetime.datetime, receipt: uuid.UUID | None = None) -> Paper:
        paper = make()
        if failure := answers.pop(0):
            raise failure
        return paper

    write(by=OFFICER, now=NOW, receipt=RECEIPT)
    assert (Paper.objects.count(), Receipt.objects.count()) == (1, 1)


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db(transaction=True)
def test_race_lost_twice_is_told_and_changes_nothing() -> None:
    calls = []

    @operation
    def write(*, by: By, now: datetime.datetime) -> Paper:
        calls.append(make())
        raise lost_race()

    with pytest.raises(Busy, match="đang bận"):
        write(by=OFFICER, now=NOW)
    assert (len(calls), Paper.objects.count()) == (2, 0)


@pytest.mark.django_db(transaction=True)
def test_other_failures_of_the_database_are_not_called_a_race() -> None:
    calls = []

    @operation
    def write(*, by: By, now: datetime.datetime) -> None:
        calls.append(1)
        raise OperationalError("no such table: papers")

    with pytest.raises(OperationalError, match="no such table"):
        write(by=OFFICER, now=NOW)
    assert calls == [1]


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db(transaction=True)
def test_race_lost_inside_starts_the_outer_operation_again() -> None:
    answers = [lost_race(), None]

    @operation
    def inner(*, by: By, now: datetime.datetime) -> None:
        if failure := answers.pop(0):
            raise failure

    @operation
    def outer(*, by: By, now: datetime.datetime) -> Paper:
        paper = make()
        inner(by=by, now=now)
        return paper

    outer(by=OFFICER, now=NOW)
    assert (Paper.objects.count(), answers) == (1, [])


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_refused_operation_leaves_nothing() -> None:
    @operation
    def write_two(*, by: By, now: datetime.datetime) -> None:
        make("Một")
        SiteSetting.objects.create(key="a", value="b")
        raise Invalid({"title": "trùng"})

    with pytest.raises(Invalid):
        write_two(by=OFFICER, now=NOW)
    assert (Paper.objects.count(), SiteSetting.objects.filter(key="a").count()) == (0, 0)


def test_version_that_is_not_given_is_not_checked() -> None:
    paper = Paper(version=3)
    check_version(paper, None)
    check_version(paper, 3)
    with pytest.raises(Stale) as refusal:
        check_version(paper, 2)

    assert (refusal.value.given, refusal.value.current) == (2, 3)


def test_touch_raises_version_and_time() -> None:
    paper = Paper(version=3)
    touch(paper, now=NOW)

    assert (paper.version, paper.changed_at) == (4, NOW)


@pytest.mark.django_db(transaction=True)
def test_undos_run_backwards_and_only_on_failure() -> None:
    undone: list[str] = []

    @operation
    def inner(*, by: By, now: datetime.datetime) -> None:
        rollback.on_rollback(lambda: undone.append("inner"))

    @operation
    def outer(*, fails: bool, by: By, now: datetime.datetime) -> None:
        rollback.on_rollback(lambda: undone.append("outer"))
        inner(by=by, now=now)
        if fails:
            raise Invalid({})

    outer(fails=False, by=OFFICER, now=NOW)
    assert undone == []
    with pytest.raises(Invalid):
        outer(fails=True, by=OFFICER, now=NOW)
    assert undone == ["inner", "outer"]


def test_undo_outside_an_operation_is_an_error() -> None:
    with pytest.raises(RuntimeError):
        rollback.on_rollback(lambda: None)


@pytest.mark.django_db(transaction=True)
def test_effects_follow_the_commit() -> None:
    seen: list[str] = []

    @operation
    def send(*, by: By, now: datetime.datetime) -> None:
        transaction.on_commit(lambda: seen.append("mail"))
        assert seen == []

    send(by=OFFICER, now=NOW)
    assert seen == ["mail"]


def test_every_operation_takes_only_named_values_the_actor_and_the_time() -> None:
    wrong = {}
    for name, function in OPERATIONS.items():
        parameters = inspect.signature(function).parameters
        positional = [p.name for p in parameters.values() if p.kind is not p.KEYWORD_ONLY]
        if positional or not {"by", "now"} <= parameters.keys():
            wrong[name] = list(parameters)

    assert wrong == {}


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_refusal_of_the_outer_operation_is_noted_once_and_nothing_else_is_kept() -> None:
    paper = make("Một")

    @operation
    def burn(*, by: By, now: datetime.datetime, paper: Paper) -> None:
        paper.title = "Cháy"
        paper.save()
        raise Invalid({"reason": "Xin ghi rõ lý do."})

    @operation
    def clear(*, by: By, now: datetime.datetime, paper: Paper) -> None:
        burn(by=by, now=now, paper=paper)

    with pytest.raises(Invalid):
        clear(by=OFFICER, now=NOW, paper=paper)

    entry = AuditEntry.objects.get()
    assert (entry.refused, entry.reason, entry.object_uid) == (True, "Xin ghi rõ lý do.", paper.uid)
    assert entry.after["operation"].endswith("clear")
    assert Paper.objects.get().title == "Một"


@pytest.mark.usefixtures("papers")
@pytest.mark.django_db
def test_refusal_is_not_in_the_records_history() -> None:
    paper = make("Một")

    @operation
    def burn(*, by: By, now: datetime.datetime, paper: Paper) -> None:
        raise Missing("Không tìm thấy.")

    with pytest.raises(Missing):
        burn(by=OFFICER, now=NOW, paper=paper)

    assert (list(audit.history(paper)), AuditEntry.objects.count()) == ([], 1)
