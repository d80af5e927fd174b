"""The journal reading leaves: lines in files of the minute, complete ones handed out once they are at rest."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from thidua.foundation.core import clock, journal

AT = datetime.datetime(2026, 3, 10, 5, 0, 30, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "journal" / "x"


def note(line: object, at: datetime.datetime = AT) -> None:
    with mock.patch.object(clock, "real_now", return_value=at):
        journal.note("x", line)


def test_files_at_rest_are_handed_out_the_oldest_first() -> None:
    note(["b"], AT + MINUTE)
    note(["a"])
    note(["a2"])
    note(["c"], AT + MINUTE * 2)
    found = list(journal.complete("x", at=AT + MINUTE * 3))
    assert [list(batch.lines()) for batch in found] == [[["a"], ["a2"]], [["b"]]]
    assert list(journal.complete("y", at=AT)) == []


def test_receipt_of_a_file_is_always_the_same() -> None:
    note([1])
    note([2], AT + MINUTE)
    first, second = (list(journal.complete("x", at=AT + MINUTE * 9)) for _time in range(2))
    assert [batch.receipt for batch in first] == [batch.receipt for batch in second]
    assert len({batch.receipt for batch in first}) == 2


def test_flood_does_not_fill_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LARGEST", 100)
    for _time in range(50):
        note(["0123456789"])
    assert sum(path.stat().st_size for path in folder.iterdir()) < 120


def test_disk_that_takes_nothing_breaks_no_page(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("a file where the folder should be")
    note(["lost"])
    assert "takes nothing" in caplog.text


def test_files_are_for_the_site_alone(folder: Path) -> None:
    note(["a"])
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600]
