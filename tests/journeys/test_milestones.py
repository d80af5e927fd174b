"""An area's head sends a festival from the phone in three screens, the commune confirms, the figure follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness.browsing import Visitor, broken_rules
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("III.5b", "I.1")]
GRID = "/ban-lam-viec/moc-viec/nhap-thay/286/"
LINKS = "/ban-lam-viec/moc-viec/duong-dan-rieng/"
AREA = 1  # The second area of the grid.


def festivals(page: Page) -> int:
    """How many areas of the commune have held it, as the overview says."""
    page.goto("/ban-lam-viec/moc-viec/")
    row = page.locator("tr", has_text="Ngày hội Đại đoàn kết").first
    return int(row.locator("td[data-l='Đã xong'] .n").inner_text())


def photos(folder: Path) -> list[Path]:
    made = []
    for number, colour in enumerate(("olive", "teal")):
        target = folder / f"anh-{number}.jpg"
        Image.new("RGB", (1200, 900), colour).save(target, "JPEG")
        made.append(target)
    return made


def test_festival_from_phone_to_figure(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    desk = visitor.enter(site, "can-bo-xa", javascript=False)  # The desk's part works without any script.
    before = festivals(desk)

    # The commune takes back what it had entered: the head shall say it himself.
    desk.goto(GRID)
    day = desk.locator("tbody tr").nth(AREA).locator("input[name^='ngay-']").first
    day.fill("")
    desk.click(".savebar button.main")
    assert festivals(desk) == before - 1

    desk.goto(LINKS)
    desk.locator("tbody tr").nth(AREA).locator("a.btn").first.click()
    desk.click("main form button.main")
    address = desk.locator("textarea").input_value()

    phone = visitor.window(site, size="phone", dark=True)
    faults = []
    phone.goto(address)
    faults += broken_rules(phone)
    phone.click("a.btn.main")
    faults += broken_rules(phone)
    phone.fill("[name=done_date]", "2023-11-12")
    for number, photo in enumerate(photos(tmp_path), start=1):
        phone.set_input_files(f"[name=photo_{number}]", photo)
    phone.click("form button.main")
    phone.wait_for_url("**/da-gui/**")
    faults += broken_rules(phone)
    assert faults == []
    expect(phone.get_by_text("Đã gửi. Cảm ơn!")).to_be_visible()
    assert festivals(desk) == before - 1

    desk.goto("/ban-lam-viec/")
    desk.locator("li", has_text="Xác nhận 1 báo cáo: Ngày hội").locator("a.btn").click()
    expect(desk.locator(".shots img")).to_have_count(2)
    desk.check("[name=was_held_well]")
    desk.click("form[action$='/xac-nhan/'] button.main")
    expect(desk.get_by_text("Đã được xác nhận").first).to_be_visible()
    assert festivals(desk) == before


def test_grid_saves_itself_and_names_the_wrong_cell(site: Site, visitor: Visitor) -> None:
    desk = visitor.enter(site, "can-bo-xa", javascript=True)
    desk.goto(GRID)
    row = desk.locator("tbody tr").nth(AREA)
    row.locator("input[name^='ngay-']").first.fill("13/11")
    said = desk.locator("[data-kit-saved]")
    said.get_by_text("Đã lưu lúc").wait_for()
    row.locator("input[name^='ngay-']").nth(1).fill("3/1/2024")
    said.get_by_text("Chưa lưu ô cần sửa").wait_for()
    desk.click(".savebar button.main")
    wrong = desk.locator("tbody tr").nth(AREA)
    assert wrong.locator(".err").inner_text().startswith("«Hội nghị Ban Công tác Mặt trận» chỉ tính từ 1/10/2023")
    assert wrong.locator("input[name^='ngay-']").nth(1).input_value() == "3/1/2024"
    wrong.locator("input[name^='ngay-']").nth(1).fill("3/12")
    desk.click(".savebar button.main")
    desk.wait_for_load_state()
    assert desk.locator(".err").count() == 0
    assert desk.locator("tbody tr").nth(AREA).locator("input[name^='ngay-']").nth(1).input_value() == "3/12/2023"
