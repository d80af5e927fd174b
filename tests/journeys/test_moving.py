"""A site that began on SQLite goes on with PostgreSQL: nothing is missing there, and nothing is taken twice."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.harness.sites import Demonstration, Site
from thidua.foundation.core.moving import tables

pytestmark = pytest.mark.slow


@pytest.mark.pg_journey
def test_every_row_goes_along_and_a_second_move_is_refused(demonstration: Demonstration, tmp_path: Path) -> None:
    folder = tmp_path / "moved-site"
    folder.mkdir()
    site = Site("", demonstration.copy(folder), folder / "log")
    if not demonstration.server:
        assert "Chỉ chuyển sang PostgreSQL" in site.thidua("move", str(demonstration.file), ok=False)
        return
    names = [model._meta.db_table for model in tables()]
    with sqlite3.connect(demonstration.file) as old:
        expected = {name: old.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}
    parts = urlsplit(site.env["THIDUA_DATABASE_URL"])
    with psycopg.connect(f"postgresql://{parts.username}@/{parts.path[1:]}?{parts.query}") as new:
        found = {name: new.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in names}  # type: ignore[arg-type,index]
    assert found == expected
    assert expected["works_work"] > 300 < expected["core_auditentry"]
    assert "Mọi con số đều khớp" in site.thidua("prove")

    assert "đã có dữ liệu" in site.thidua("move", str(demonstration.file), ok=False)
    assert "Không đọc được" in site.thidua("move", str(folder / "khong-co.sqlite3"), ok=False)
    assert not (folder / "khong-co.sqlite3").exists()
    older = folder / "older.sqlite3"
    shutil.copy(demonstration.file, older)
    with sqlite3.connect(older) as changed:
        changed.execute("DELETE FROM django_migrations WHERE app = 'works'")
    assert "khác phiên bản" in site.thidua("move", str(older), ok=False)
