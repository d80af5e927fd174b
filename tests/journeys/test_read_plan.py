"""A plan's file becomes a campaign in the browser: sent, corrected, accepted, loaded, and its board opened."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.harness.browsing import Visitor, broken_rules
from tests.harness.sites import Site
from tests.stages.campaigns.plan_reader import plan_286

pytestmark = [pytest.mark.slow, pytest.mark.clause("H.1", "III.3b")]
READ, BOARD = "/ban-lam-viec/ke-hoach/doc/", "/ban-lam-viec/chi-tieu/?dot=286-2023"
CODES = ("III.1", "III.2", "III.3a", "III.3b", "III.4", "III.5a", "III.5b", "III.6a", "III.6b")
PROPOSERS = "Ủy ban MTTQ Việt Nam các huyện, thành phố; tổ chức thành viên cấp tỉnh"
SHORT = "Đợt thi đua vừa đọc"


def test_plan_that_was_sent_runs_as_a_campaign(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "ke-hoach.txt"
    file.write_text(plan_286.text(), encoding="utf-8")
    officer = visitor.enter(site, "can-bo-tinh")
    officer.goto(READ)
    officer.set_input_files("[name=upload]", file)
    officer.click("button:has-text('Đọc')")
    visitor.shot(officer, "doc-ke-hoach")
    assert broken_rules(officer) == []

    put(officer, "document/number", "287/KH-MTTQ-BTT")  # 286 stands in the body's register already
    put(officer, "short_name", SHORT)
    put(officer, "targets/3/value", "6")
    accept(officer)
    assert "Văn bản không nói ai đề nghị hình thức khen này; xin ghi." in officer.inner_text("main")
    assert officer.input_value("[name='targets/3/value']") == "6"

    put(officer, "awards/2/submitters", PROPOSERS)
    with officer.expect_download() as sent:
        accept(officer)
    home = tmp_path / "286-2023"
    zipfile.ZipFile(sent.value.path()).extractall(tmp_path)
    assert "850 đơn vị tham gia" in site.thidua("campaign", "load", str(home))

    officer.goto(BOARD)
    visitor.shot(officer, "doc-ke-hoach-bang")
    board = officer.inner_text("main")
    assert SHORT in board
    assert "Huyện Cư Jút" in board
    assert [code for code in CODES if code not in officer.content()] == []
    assert broken_rules(officer) == []


def put(page: Page, name: str, value: str) -> None:
    page.fill(f"[name='{name}']", value)


def accept(page: Page) -> None:
    page.click("button:has-text('Nhận: tải đợt thi đua dự thảo')")
