"""The province's officer finds the twelve communes without a registered work and copies the reminder: two clicks."""

from __future__ import annotations

import pytest

from tests.harness.browsing import Visitor, broken_rules
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("III.4"), pytest.mark.clause("VII.1")]
BOARD = "/ban-lam-viec/chi-tieu/"
TWELVE = [
    "Xã Buôn Choáh", "Xã Đạo Nghĩa", "Xã Đắk Lao", "Xã Đắk Nang", "Xã Đắk R'Tíh", "Xã Đắk Sắk", "Xã Đắk Som",
    "Xã Ea Pô", "Xã Quảng Phú", "Xã Quảng Tân", "Xã Thuận Hà", "Xã Thuận Hạnh",
]  # fmt: skip


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_twelve_communes_are_found_and_reminded_in_two_clicks(shared_site: Site, visitor: Visitor, size: str) -> None:
    page = visitor.enter(shared_site, "can-bo-tinh", size=size)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(BOARD)

    page.get_by_role("link", name="12 xã chưa đăng ký III.4").click()
    page.get_by_role("button", name="Sao chép lời nhắc").click()

    page.get_by_text("Đã sao chép").first.wait_for()
    words = page.evaluate("navigator.clipboard.readText()")
    assert [line.split(". ", 1)[1] for line in words.splitlines() if line[:1].isdecimal()] == TWELVE
    assert "Các đơn vị chưa đăng ký:" in words
    assert broken_rules(page) == []


def test_the_board_of_a_day_leads_down_and_back_without_scripts(shared_site: Site, visitor: Visitor) -> None:
    page = visitor.enter(shared_site, "can-bo-tinh", javascript=False)
    page.goto(BOARD)
    page.get_by_text("Xem số liệu của một ngày khác").click()
    page.fill("input[name=ngay]", "2024-03-31")
    page.locator("form:has(input[type=date]) button").click()
    assert "Số liệu như bảng đã hiện tối 31/3/2024" in page.inner_text("main")

    page.locator("tfoot a[href*='III.4']").click()
    assert "Số liệu như bảng đã hiện tối 31/3/2024" in page.inner_text("main")
    assert "16/71 xã" in page.inner_text("main")
    page.get_by_role("link", name="Về số liệu hôm nay").click()
    assert "55/71 xã" in page.inner_text("main")
