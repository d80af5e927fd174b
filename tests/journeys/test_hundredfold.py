"""A road typed with two noughts too many: doubted, returned with a question, put right; the board follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import SIZES, Visitor, broken_rules, sign_in
from tests.harness.desks import HOME, duty, press, says
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("III.4", "II.5")]
ROAD, PASSWORD = "Đường giao thông liên thôn xã Đắk Sin", "di-duong-that-dai"
BOARD, WORKS = "/ban-lam-viec/chi-tieu/", "/ban-lam-viec/cong-trinh/"
# The commune that typed it and the district above it: their people are there, without an account of their own.
COMMUNE, DISTRICT = "24760", "666"
ACCOUNTS = """
from thidua.foundation.accounts.models import Membership
from thidua.foundation.accounts.operations import open_account
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
for code in %r:
    held = Membership.objects.filter(unit__codes__value=code, role="officer").order_by("id").first()
    open_account(by=System("journey"), now=clock.now(), person=held.person, username="so-" + code, password=%r)
"""


def entered(visitor: Visitor, site: Site, code: str, size: str) -> Page:
    page = visitor.window(site, size=size)
    sign_in(page, f"so-{code}", PASSWORD)
    return page


def looked_at(visitor: Visitor, page: Page, name: str) -> None:
    for size in ("phone", "desk"):
        page.set_viewport_size(SIZES[size])
        visitor.shot(page, f"hundredfold-{name}-{size}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} {size}"
    assert broken_rules(page) == []


def silent(page: Page, number: int) -> None:
    """How many communes the province's board calls without a registered work."""
    page.goto(BOARD)
    expect(page.get_by_role("link", name=f"{number} xã chưa đăng ký III.4")).to_be_visible()


def test_road_a_hundred_times_too_long_is_returned_and_put_right(site: Site, visitor: Visitor) -> None:
    site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", ACCOUNTS % ((COMMUNE, DISTRICT), PASSWORD))
    province = visitor.enter(site, "can-bo-tinh")
    silent(province, 12)

    province.goto(WORKS)
    province.get_by_role("link", name="Số lượng bất thường").click()
    expect(province.locator("main tbody tr")).to_have_count(1)
    expect(province.locator("main tbody tr")).to_contain_text("180 km")
    looked_at(visitor, province, "1-list")
    province.get_by_role("link", name=ROAD).click()
    says(province, "Số lượng khác thường")
    says(province, "Đường dài 180 km có đúng không, hay 1,8 km?")
    road = province.url

    district = entered(visitor, site, DISTRICT, "desk")
    district.goto(road)
    looked_at(visitor, district, "2-level-above")
    press(district, "Trả lại")
    district.fill("[name=reason]", "Đường dài 180 km có đúng không? Xin xem lại, có lẽ thừa hai số 0.")
    press(district, "Trả lại")
    says(district, "Đã trả lại cho đơn vị.")
    silent(province, 13)

    commune = entered(visitor, site, COMMUNE, "phone")
    commune.goto(HOME)
    duty(commune, "Sửa", ROAD, "có lẽ thừa hai số 0").click()
    press(commune, "Sửa và gửi lại")
    looked_at(visitor, commune, "3-form")
    commune.fill("[name=quantity]", "180")
    commune.locator("button[name=act][value=send]").click()
    expect(commune.locator("main")).to_contain_text("lần mức thường thấy của loại này")
    looked_at(visitor, commune, "4-doubted")
    assert commune.input_value("[name=quantity]") == "180"
    commune.fill("[name=quantity]", "1,8")
    commune.locator("button[name=act][value=send]").click()
    commune.wait_for_url(road)
    says(commune, "1,8 km")
    looked_at(visitor, commune, "5-put-right")

    silent(province, 12)
    province.goto(f"{WORKS}xem/bat-thuong/")
    says(province, "Không có công trình nào khớp bộ lọc này.")
    district.goto(HOME)
    duty(district, "Ghi nhận", ROAD).click()
    expect(district.locator("main")).not_to_contain_text("Số lượng khác thường")
    press(district, "Ghi nhận")
    says(district, "Đã ghi nhận công trình.")
    assert "khớp" in site.thidua("prove", "--campaign", "286")
