"""Letters in the background: asked for once, drawn with progress, kept for a while, fetched by who asked."""

from __future__ import annotations

import datetime
import os
import uuid
import zipfile
from collections.abc import Iterator

import pytest

from tests.factories import NOW, cast
from tests.foundation.documents import papers
from thidua.foundation.core import clock, depot, rhythm
from thidua.foundation.core.actors import By, System
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.documents import batches
from thidua.foundation.documents.checker import check_document
from thidua.foundation.documents.model import OfficialDocument
from thidua.foundation.documents.models import LetterBatch
from thidua.foundation.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SORT = "test-letters"
BY = System("Cán bộ minh họa", uuid.UUID(int=7))


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much was told drawn when each letter was begun."""
    drawn: list[int] = []

    def letters(batch: LetterBatch) -> Iterator[tuple[str, OfficialDocument]]:
        for number in range(1, batch.total + 1):
            drawn.append(LetterBatch.objects.values_list("drawn", flat=True).get(pk=batch.pk))
            if batch.params.get("fails") == number:
                raise Invalid({"letters": "Chữ không in được."})
            if batch.params.get("kills") == number:
                raise SystemExit
            if batch.params.get("another") == number:
                batches.draw_waiting(clock.now)
            yield f"thu-{number}", papers.letter(number=number)

    monkeypatch.setitem(batches.SOURCES._entries, SORT, batches.Source(letters))
    return drawn


def asked(total: int, by: By = BY, **params: int) -> LetterBatch:
    unit = Unit.objects.filter(kind="front-commune").order_by("id").first() or cast().commune
    return batches.ask(
        sort=SORT, by=by, now=NOW, unit=unit, label="Thư", params=params, ending="pdf", total=total
    )  # fmt: skip


def test_letters_are_drawn_with_progress_and_each_is_right(seen: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "TOLD_EVERY", 2)
    batch = asked(5)
    assert batches.draw_waiting(clock.now) == 1
    batch.refresh_from_db()
    with zipfile.ZipFile(batches.package(batch)) as package:
        names = package.namelist()
        outcomes = [check_document(package.read(name), today=papers.DAY).passed for name in names]
    assert names == [f"{number:04d}-thu-{number}.pdf" for number in range(1, 6)]
    assert (seen, batch.drawn, batch.is_ready, outcomes) == ([0, 0, 2, 2, 4], 5, True, [True] * 5)
    assert batches.draw_waiting(clock.now) == 0


def test_letters_that_cannot_be_drawn_end_with_the_reason_and_no_file(seen: list[int]) -> None:
    batch = asked(3, fails=2)
    assert batches.draw_waiting(clock.now) == 0
    batch.refresh_from_db()
    assert (batch.told, batch.is_ready, batch.is_waiting) == ("Chữ không in được.", False, False)
    assert list(batches.package(batch).parent.glob(f"{batch.uid.hex}*")) == []


def test_second_asking_waits_for_the_first(seen: list[int]) -> None:
    asked(1)
    with pytest.raises(NotNow, match="chưa xong"):
        asked(1)
    batches.draw_waiting(clock.now)
    assert asked(1).is_waiting


def test_only_who_asked_fetches_and_only_while_it_is_kept(seen: list[int]) -> None:
    batch = asked(1)
    with pytest.raises(Missing):
        batches.find_ready(batch.uid, BY.uid, SORT)
    batches.draw_waiting(clock.now)
    assert batches.find_ready(batch.uid, BY.uid, SORT) == batch
    for other in (uuid.UUID(int=8), None):
        with pytest.raises(Missing):
            batches.find_ready(batch.uid, other, SORT)
    ended = LetterBatch.objects.get(pk=batch.pk).ended_at
    assert ended is not None
    assert batches.forget(ended + batches.KEPT - datetime.timedelta(hours=1)) == 0
    assert batches.forget(ended + batches.KEPT + datetime.timedelta(hours=1)) == 1
    assert not batches.package(batch).exists()


def killed(batch: LetterBatch) -> None:
    """A worker dies over the letters, and long after nobody heard of it."""
    with pytest.raises(SystemExit):
        batches.draw_waiting(clock.now)
    LetterBatch.objects.filter(pk=batch.pk).update(claimed_at=clock.real_now() - 2 * batches.SILENT)


def test_two_workers_draw_the_same_letters_once(seen: list[int]) -> None:
    asked(3, another=2)
    assert batches.draw_waiting(clock.now) == 1
    assert len(seen) == 3


def test_letters_of_a_killed_worker_wait_a_while_and_begin_anew(seen: list[int]) -> None:
    batch = asked(2, kills=2)
    with pytest.raises(SystemExit):
        batches.draw_waiting(clock.now)
    assert batches.draw_waiting(clock.now) == 0
    assert len(seen) == 2
    killed_at = clock.real_now() - 2 * batches.SILENT
    LetterBatch.objects.filter(pk=batch.pk).update(claimed_at=killed_at, params={})
    assert batches.draw_waiting(clock.now) == 1


def test_letters_that_kill_every_worker_are_given_up_and_say_so(seen: list[int]) -> None:
    batch = asked(1, kills=1)
    for _ in range(batches.MOST_ATTEMPTS):
        killed(batch)
    assert batches.draw_waiting(clock.now) == 0
    batch.refresh_from_db()
    assert (batch.is_waiting, batch.is_ready) == (False, False)
    assert batch.told.startswith("Đã 3 lần bắt đầu soạn mà không xong.")


def test_worker_that_was_taken_over_changes_nothing(seen: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "SILENT", datetime.timedelta(days=-1))
    batch = asked(2, another=2)
    # The second worker takes over in the middle of the first and fails at once: what it told stays.
    monkeypatch.setattr(batches, "MOST_ATTEMPTS", 1)
    assert batches.draw_waiting(clock.now) == 0
    batch.refresh_from_db()
    assert batch.told.startswith("Đã 1 lần")
    assert list(batches.package(batch).parent.glob(f"{batch.uid.hex}*")) == []


def test_one_package_at_a_time_and_the_worker_gives_signs_of_life(
    seen: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "TOLD_EVERY", 1)
    told: list[datetime.datetime] = []
    monkeypatch.setattr(rhythm, "note_worker", told.append)
    asked(3)
    second = asked(1, System("Người khác", uuid.UUID(int=8)))
    assert batches.draw_waiting(clock.now) == 1
    waiting = LetterBatch.objects.filter(ended_at__isnull=True)
    assert (list(waiting.all()), len(told) >= 3) == ([second], True)
    assert batches.draw_waiting(clock.now) == 1
    assert not waiting.exists()


def test_package_outlasts_the_daily_sweep_of_files(seen: list[int]) -> None:
    batch = asked(1)
    batches.draw_waiting(clock.now)
    drawn, left_over = batches.package(batch), depot.place("left-over")
    left_over.write_bytes(b"")
    days_ago = (clock.real_now() - datetime.timedelta(days=3)).timestamp()
    for path in (drawn, left_over):
        os.utime(path, (days_ago, days_ago))
    assert depot.sweep(clock.real_now()) == 1
    assert drawn.exists() and not left_over.exists()


def test_what_a_killed_worker_left_goes_with_the_package(seen: list[int]) -> None:
    batch = asked(1)
    batches.draw_waiting(clock.now)
    half = batches.package(batch).with_name(f"{batch.uid.hex}-half.part")
    half.write_bytes(b"PK")
    assert batches.forget(clock.now() + 2 * batches.KEPT) == 1
    assert not half.exists()
