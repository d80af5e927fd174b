"""A plan's file becomes a campaign in the browser: sent, corrected, accepted; next year's begins from it."""

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
OPEN = "Chấp nhận và mở đợt thi đua"
SHORT = "Đợt thi đua vừa đọc"


def test_plan_that_was_sent_runs_as_a_campaign(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    officer = visitor.enter(site, "can-bo-tinh")
    read(officer, tmp_path)
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


def test_leader_opens_it_on_the_page_and_the_officer_copies_it(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    leader = visitor.enter(site, "lanh-dao-tinh")
    read(leader, tmp_path)
    put(leader, "document/number", "287/KH-MTTQ-BTT")
    put(leader, "short_name", SHORT)
    put(leader, "key", "286")
    put(leader, "awards/2/submitters", PROPOSERS)
    press(leader, OPEN)
    assert "Đã có đợt thi đua mang mã «286». Xin đặt mã khác, ví dụ «286-2»." in leader.inner_text("main")
    assert leader.input_value("[name='short_name']") == SHORT
    visitor.shot(leader, "doc-ke-hoach-trung-ma")
    put(leader, "key", "doc-2023")
    press(leader, OPEN)
    # 850 units: the worker opens it, the page follows by itself.
    assert "đang chờ đến lượt" in leader.inner_text("main")
    site.thidua("worker", "--once")
    leader.wait_for_selector("text=Đợt thi đua này đã mở.", timeout=60_000)
    visitor.shot(leader, "dot-da-mo")
    assert broken_rules(leader) == []
    leader.click("main a[href*='/ke-hoach/']:has-text('phát động')")
    assert "287/KH-MTTQ-BTT" in leader.inner_text("main")

    officer = visitor.enter(site, "can-bo-tinh")
    officer.goto(BOARD.replace("286-2023", "doc-2023"))
    board = officer.inner_text("main")
    assert [code for code in CODES if code not in officer.content()] == []
    assert "Huyện Cư Jút" in board

    plan = leader.url
    leader.click("text=Sửa đổi theo văn bản")
    visitor.shot(leader, "sua-theo-van-ban")
    assert broken_rules(leader) == []
    on_phone(visitor, site, "lanh-dao-tinh", leader.url, "sua-theo-van-ban")
    put(leader, "number", "302")
    put(leader, "date", "10/7/2024")
    put(leader, "what", "Nâng số nhà đại đoàn kết của tỉnh.")
    leader.locator("main summary").get_by_text("Chỉ tiêu III.3b", exact=True).click()
    put(leader, "target/III.3b/minimum", "7")
    press(leader, "Xem điều sẽ đổi")
    assert "Chỉ tiêu III.3b: Số phải đạt: 5 căn → 7 căn" in leader.inner_text("main")
    press(leader, "Ghi văn bản đã ký")
    told = leader.inner_text("main")
    assert "302/KH-MTTQ-BTT" in told
    assert "Chỉ tiêu III.3b: Số phải đạt: 5 căn → 7 căn" in told
    visitor.shot(leader, "da-sua-theo-van-ban")
    assert broken_rules(leader) == []

    officer.goto(plan)
    officer.click("text=Chép đợt này cho năm sau")
    assert (officer.input_value("[name=key]"), officer.input_value("[name=months]")) == ("doc-2024", "12")
    press(officer, "Xem các mốc sau khi dời")
    told = officer.inner_text("main")
    assert "Thứ Tư, 20/8/2025" in told
    assert "Không chép: số phân bổ cho từng đơn vị" in told
    visitor.shot(officer, "chep-dot")
    assert broken_rules(officer) == []
    press(officer, "Tạo đợt thi đua dự thảo")
    assert "Chỉ lãnh đạo hoặc quản trị của" in officer.inner_text("main")
    visitor.shot(officer, "dot-du-thao")
    assert broken_rules(officer) == []
    on_phone(visitor, site, "can-bo-tinh", officer.url, "dot-du-thao")
    put(officer, "plan.number", "301")
    put(officer, "plan.date", "1/7/2024")
    press(officer, "Lưu dự thảo")
    assert "Tệp đã đủ và đúng: mở được." in officer.inner_text("main")

    leader.goto(officer.url)
    press(leader, OPEN)
    site.thidua("worker", "--once")
    officer.goto(BOARD.replace("286-2023", "doc-2024"))
    assert [code for code in CODES if code not in officer.content()] == []


def on_phone(visitor: Visitor, site: Site, name: str, address: str, shot: str) -> None:
    """The same page fits a phone."""
    phone = visitor.enter(site, name, size="phone")
    phone.goto(address)
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    visitor.shot(phone, f"{shot}-360")
    assert broken_rules(phone) == []


def read(page: Page, folder: Path) -> None:
    file = folder / "ke-hoach.txt"
    file.write_text(plan_286.text(), encoding="utf-8")
    page.goto(READ)
    page.set_input_files("[name=upload]", file)
    page.click("button:has-text('Đọc')")


def press(page: Page, words: str) -> None:
    page.click(f"main button:has-text('{words}')")


def put(page: Page, name: str, value: str) -> None:
    page.fill(f"[name='{name}']", value)


def accept(page: Page) -> None:
    page.click("button:has-text('Nhận: tải đợt thi đua dự thảo')")
