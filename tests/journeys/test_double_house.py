"""One house registered by two bodies: found, told to the level above both, merged, taken back, kept apart."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import SIZES, Visitor, broken_rules
from tests.harness.desks import HOME, duty, press, says
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("II.5", "III.3a")]
HOUSE = "Nhà đại đoàn kết cho hộ bà H'Duyên, buôn Knir"
OTHERS = "Nhà đại đoàn kết hộ bà H'Duyên, buôn Knir, xã Tâm Thắng"
UNION = "Hội LHPN huyện Cư Jút"
WORKS = "/ban-lam-viec/cong-trinh/"


def houses(site: Site) -> tuple[int, int]:
    """(houses, districts that have one) of III.3a, as the command line tells the province's board."""
    found = site.json("progress", "--campaign", "286", "--unit", "67")
    row = next(row for row in found["targets"] if row["id"] == "III.3a")
    return row["quantity"], row["reached"]


def looked_at(visitor: Visitor, page: Page, name: str) -> None:
    """A picture at both widths; the page fits the phone and breaks no rule of access."""
    for size in ("phone", "desk"):
        page.set_viewport_size(SIZES[size])
        visitor.shot(page, f"double-{name}-{size}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} {size}"
    assert broken_rules(page) == []


def test_double_house_is_merged_into_the_one_that_counts_and_taken_back(site: Site, visitor: Visitor) -> None:
    site.thidua("worker", "--once")
    before = houses(site)
    province, union = visitor.enter(site, "can-bo-tinh"), visitor.enter(site, "can-bo-hoi-huyen")

    province.goto(HOME)
    looked_at(visitor, province, "1-home")
    # The only pair of the demonstration: its duty leads to it without a list between.
    duty(province, "Có thể đăng ký hai lần").click()
    says(province, "Giống nhau: cùng loại, cùng nơi, cùng thời gian, tên gần giống.")
    table = province.locator("main table")
    for words in (HOUSE, OTHERS, "86.500.000 đồng", "8.000.000 đồng"):
        expect(table).to_contain_text(words)
    looked_at(visitor, province, "2-side-by-side")
    # The record that has come further is offered to be kept: the district's, which was handed over.
    assert HOUSE in province.evaluate("document.querySelector('input[name=kept]:checked').labels[0].innerText")
    press(province, "Gộp hai bản")
    says(province, "Đã gộp. Từ nay chỉ bản được giữ tính vào chỉ tiêu.")
    looked_at(visitor, province, "3-merged")
    pair = province.url

    # The lead is credited once the level above has verified it; the partner keeps the house in its own list.
    assert houses(site) == before
    province.goto(HOME)
    duty(province, "Xác nhận", HOUSE).click()
    press(province, "Xác nhận")
    press(province, "Xác nhận")
    says(province, "Số liệu chỉ tiêu đã cập nhật")
    assert houses(site) == (before[0] + 1, before[1] + 1)
    union.goto(WORKS)
    row = union.locator("main tr", has_text=OTHERS)
    expect(row).to_contain_text("Đã gộp")
    row.get_by_role("link", name=OTHERS).click()
    says(union, "Đã gộp vào bản khác")
    looked_at(visitor, union, "4-partner")
    union.locator("main").get_by_role("link", name=HOUSE, exact=True).click()
    says(union, UNION)
    says(union, "Gồm cả bản đăng ký của đơn vị khác")
    assert "khớp" in site.thidua("prove", "--campaign", "286")

    province.goto(pair)
    press(province, "Bỏ gộp")
    province.fill("[name=reason]", "Xem nhầm hai hộ cùng tên")
    press(province, "Bỏ gộp")
    says(province, "Đã bỏ gộp: hai bản trở lại như trước.")
    assert houses(site) == (before[0] + 1, before[1] + 1)
    union.reload()
    expect(union.locator("main")).not_to_contain_text("Gồm cả bản đăng ký của đơn vị khác")
    assert "khớp" in site.thidua("prove", "--campaign", "286")


def test_pair_kept_apart_is_asked_no_more(site: Site, visitor: Visitor) -> None:
    site.thidua("worker", "--once")
    province = visitor.enter(site, "can-bo-tinh", size="phone", javascript=False)
    province.goto(WORKS)
    province.get_by_role("link", name="Có thể đăng ký hai lần").click()
    province.get_by_role("link", name="Chờ cấp này quyết định").click()
    province.get_by_role("link", name=f"Xem cạnh nhau {HOUSE}").click()
    province.locator("#apart_reason").fill("Hai mẹ con, hai căn nhà")
    press(province, "Giữ riêng")
    says(province, "Đã ghi là hai công trình khác nhau.")
    site.thidua("worker", "--once")
    province.goto(HOME)
    assert province.locator("main li", has_text="Có thể đăng ký hai lần").filter(has_text=HOUSE).count() == 0
    province.goto(f"{WORKS}trung/xem/cho-toi/")
    assert province.locator("main tr", has_text=HOUSE).count() == 0

    district = visitor.enter(site, "can-bo-huyen", javascript=False)
    district.goto(f"{WORKS}trung/?xem=giu-rieng")
    district.get_by_role("link", name=f"Xem cạnh nhau {HOUSE}").click()
    says(district, "Hai mẹ con, hai căn nhà")
    says(district, "do cấp trên của cả hai đơn vị quyết định")
    assert district.get_by_role("link", name="Bỏ giữ riêng").count() == 0, "decided by who stands above both"
