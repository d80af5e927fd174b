"""A virus scanner beside the site: what it rejects is refused, what it could not look at waits and is not served."""

from __future__ import annotations

import datetime
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.foundation.core.uploads import pdf, upload
from thidua.foundation.core import files, quarantine
from thidua.foundation.core.actors import System
from thidua.foundation.core.errors import Invalid, Missing, NotNow
from thidua.foundation.core.files import OWNERS, OwnerKind
from thidua.foundation.core.models import AuditEntry, StoredFile
from thidua.foundation.core.rhythm import JOBS
from thidua.foundation.core.scanning import Verdict, scan

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2024, 7, 15, 2, 0, tzinfo=datetime.UTC)
OWNER = uuid.UUID(int=1)
BY = System(label="Nguyễn Thị An", uid=uuid.UUID(int=7))
KIND = "tests.scanned"
SCANNER = "import pathlib, sys; sys.exit(int(pathlib.Path(sys.argv[1]).read_text()))"


@pytest.fixture(autouse=True)
def owners() -> Iterator[None]:
    OWNERS.register(KIND, OwnerKind("giấy", lambda _actor, _uid: True))
    yield
    del OWNERS._entries[KIND]


@pytest.fixture
def scanner(settings: Any, tmp_path: Path) -> Path:
    """A scanner whose next answer stands in a file."""
    answer = tmp_path / "answer"
    settings.SCAN_COMMAND = [sys.executable, "-c", SCANNER, str(answer), "{path}"]
    return answer


def store() -> StoredFile:
    return files.store(upload=upload(pdf(), "a.pdf"), owner_kind=KIND, owner_uid=OWNER, by=BY, now=NOW)


def test_without_a_scanner_everything_is_served_at_once(settings: Any) -> None:
    assert settings.SCAN_COMMAND == []
    assert store().is_served


@pytest.mark.slow
def test_clean_file_is_served_and_a_bad_one_refused_with_a_sentence(scanner: Path, settings: Any) -> None:
    scanner.write_text("0")
    assert store().is_served
    before = sorted(Path(settings.MEDIA_ROOT).rglob("*"))

    scanner.write_text("1")
    with pytest.raises(Invalid, match=r"«a\.pdf»: Phần mềm diệt vi-rút không nhận"):
        store()
    assert StoredFile.objects.count() == 1
    assert sorted(Path(settings.MEDIA_ROOT).rglob("*")) == before


@pytest.mark.parametrize(
    "command", [["/no/such/scanner", "{path}"], [sys.executable, "-c", "raise SystemExit(2)", "{path}"]]
)
def test_scanner_out_of_reach_keeps_the_file_and_serves_nothing(settings: Any, command: list[str]) -> None:
    settings.SCAN_COMMAND = command
    kept = store()

    assert (kept.quarantine, list(files.of_owner(KIND, OWNER))) == ("waiting", [kept])
    with pytest.raises(NotNow, match="đang chờ quét vi-rút"):
        files.open_file(kept)
    with pytest.raises(NotNow):
        files.copy_of(kept)
    assert quarantine.scan_waiting(NOW) == 0
    kept.refresh_from_db()
    assert kept.quarantine == "waiting"


def test_hanging_scanner_is_out_of_reach(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thidua.foundation.core.scanning.LONGEST", 0.05)
    settings.SCAN_COMMAND = [sys.executable, "-c", "import time; time.sleep(30)", "{path}"]

    assert scan(tmp_path) == Verdict.UNREACHABLE


@pytest.mark.slow
@pytest.mark.parametrize("is_clean", [True, False])
def test_worker_asks_again_and_settles(scanner: Path, is_clean: bool) -> None:
    scanner.write_text("2")
    kept = store()
    scanner.write_text("0" if is_clean else "1")
    assert "files.quarantine" in JOBS
    assert JOBS["files.quarantine"].run(NOW) == 1
    kept.refresh_from_db()

    assert files.with_rejected(KIND, OWNER) == [kept]
    assert list(files.of_owner(KIND, OWNER)) == ([kept] if is_clean else [])
    if is_clean:
        with files.open_file(kept) as file:
            assert file.read() == pdf()
    else:
        assert (kept.quarantine, kept.removed_at is not None) == ("rejected", True)
        with pytest.raises(Missing):
            files.open_file(kept)
    acts = AuditEntry.objects.filter(object_uid=kept.uid).order_by("id").values_list("act", "actor_label")
    assert list(acts)[1] == (f"Quét vi-rút: {'sạch' if is_clean else 'không nhận'}", "Hệ thống")
    assert quarantine.scan_waiting(NOW) == 0
