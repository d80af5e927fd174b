"""A fund opened, given to, spent from, sent up and closed in the browser; the board and the portal follow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness.browsing import SIZES, Visitor, broken_rules, sign_in
from tests.harness.desks import HOME, duty, papers, press, says
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("II.5")]
FUNDS, PASSWORD = "/ban-lam-viec/quy/", "di-duong-that-dai"
COMMUNE, MILLION = "24649", 1_000_000
HOUSE = "Nhà đại đoàn kết cho hộ bà H'Duyên, buôn Knir"
ACCOUNT = """
from thidua.foundation.accounts.models import Membership
from thidua.foundation.accounts.operations import open_account
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
held = Membership.objects.filter(unit__codes__value=%r, role="officer").order_by("id").first()
open_account(by=System("journey"), now=clock.now(), person=held.person, username="can-bo-nam-dong", password=%r)
"""
IN_AUGUST = """
import datetime
from thidua.foundation.accounts.site import set_demo_date
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
set_demo_date(by=System(), now=clock.now(), date=datetime.date(2024, 8, 2))
"""


def shell(site: Site, code: str) -> None:
    site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", code)


def raised(site: Site, unit: str, target: str) -> int:
    """Millions of đồng a target of the fund's campaign counts at a unit."""
    found = site.json("progress", "--campaign", "quy-2024", "--unit", unit)
    return int(next(row for row in found["targets"] if row["id"] == target)["quantity"]) // MILLION


def looked_at(visitor: Visitor, page: Page, name: str) -> None:
    for size in ("phone", "desk"):
        page.set_viewport_size(SIZES[size])
        visitor.shot(page, f"fund-{name}-{size}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{page.url} {size}"
    assert broken_rules(page) == []


def paper_names(page: Page) -> list[str]:
    return [str(link.get_attribute("href")) for link in page.locator("#giay-to ~ ul a[href$='/pdf/']").all()]


def test_gift_is_thanked_sent_up_and_counted_once(site: Site, visitor: Visitor) -> None:
    shell(site, ACCOUNT % (COMMUNE, PASSWORD))
    province, district_had = raised(site, "67", "2"), raised(site, "662", "1")
    commune, district = visitor.window(site), visitor.enter(site, "can-bo-huyen")
    sign_in(commune, "can-bo-nam-dong", PASSWORD)

    commune.goto(FUNDS)
    commune.locator("main a[href$='/mo-so/']").first.click()
    commune.fill("[name=opening]", "5 triệu")
    looked_at(visitor, commune, "1-open")
    press(commune, "Mở sổ quỹ")
    says(commune, "Đã mở sổ quỹ.")
    expect(commune.locator("main h1")).to_have_text("Quỹ “Vì người nghèo” xã Nam Dong")
    looked_at(visitor, commune, "2-opened")
    fund = commune.url

    commune.goto(f"{fund}thu/")
    commune.fill("[name=new_name]", "Bà Trần Thị Kín Đáo (minh họa)")
    commune.check("[name=is_anonymous]")
    commune.fill("[name=amount]", "12 triệu")
    press(commune, "Ghi vào sổ")
    says(commune, "Đã ghi. In phiếu thu, giấy ghi nhận, thư cảm ơn ở trang này.")
    looked_at(visitor, commune, "3-gift")
    for address, said in zip(paper_names(commune), ("PHIẾU THU", "GIẤY GHI NHẬN", "THƯ CẢM ƠN"), strict=True):
        [content] = papers(commune, address.replace("/pdf/", "/{}/"), named="Kín Đáo", endings=("pdf",))
        assert content.startswith(b"%PDF"), said
    gift = commune.url
    assert raised(site, "67", "2") == province + 12

    commune.goto(f"{fund}dieu-chuyen/")
    commune.select_option("[name=other_fund]", label="Quỹ “Vì người nghèo” huyện Cư Jút")
    commune.fill("[name=amount]", "4 triệu")
    press(commune, "Ghi điều chuyển")
    says(commune, "Đã ghi. Quỹ nhận thấy khoản này")
    district.goto(HOME)
    duty(district, "Nhận 4.000.000 đồng do quỹ xã Nam Dong chuyển đến").click()
    looked_at(visitor, district, "4-take")
    press(district, "Ghi đã nhận")
    says(district, "Đã ghi nhận điều chuyển.")
    # The gift counts once, where it first came in; what was sent on counts nowhere again.
    assert (raised(site, "67", "2"), raised(site, "662", "1")) == (province + 12, district_had + 12)

    district.goto(f"{district.url.split('?')[0]}chi/")
    district.select_option("[name=purpose]", "house-new")
    work = district.locator("[name=work] option", has_text=HOUSE)
    district.select_option("[name=work]", str(work.get_attribute("value")))
    district.fill("[name=amount]", "10 triệu")
    looked_at(visitor, district, "5-spend")
    press(district, "Ghi vào sổ")
    says(district, "Đã ghi khoản chi.")
    district.locator("main").get_by_role("link", name=HOUSE).click()
    expect(district.locator("main h1")).to_have_text(HOUSE)

    leader = visitor.enter(site, "lanh-dao-tinh")
    assert leader.goto(gift).status == 200  # type: ignore[union-attr]
    says(leader, "Người ủng hộ không nêu tên")
    expect(leader.locator("body")).not_to_contain_text("Kín Đáo")
    assert "khớp" in site.thidua("prove", "--campaign", "quy-2024")


def test_commune_accountant_tells_june_with_the_sheet_and_the_leader_closes_it(
    site: Site, visitor: Visitor, tmp_path: Path
) -> None:
    """The sample accounts of the demonstration's fund of four figures: one enters, the other closes."""
    accountant = visitor.enter(site, "ke-toan-xa")
    accountant.goto(HOME)
    duty(accountant, "Tháng 6/2024 chưa chốt sổ Quỹ", "Xã Ea Pô").click()
    lead = accountant.locator("main").inner_text()
    opening = int(re.search(r"Đầu kỳ ([\d.]+) đồng", lead)[1].replace(".", "")) // MILLION  # type: ignore[index]
    assert broken_rules(accountant) == []
    sheet = tmp_path / "bang-ke-toan-thang-6.png"
    Image.new("RGB", (600, 400), "white").save(sheet)
    for name, value in (("received", "9 triệu"), ("spent", "4 triệu"), ("closing", f"{opening + 5} triệu")):
        accountant.fill(f"[name={name}]", value)
    accountant.set_input_files("[name=sheets]", sheet)
    press(accountant, "Trình lãnh đạo chốt")
    says(accountant, "Đã trình lãnh đạo chốt sổ.")
    expect(accountant.get_by_role("button", name="Chốt sổ tháng")).to_be_disabled()

    leader = visitor.enter(site, "chu-tai-khoan-xa", size="phone")
    leader.goto(HOME)
    duty(leader, "Chốt sổ Quỹ “Vì người nghèo” tháng 6/2024").click()
    says(leader, "bang-ke-toan-thang-6")
    press(leader, "Chốt sổ tháng")
    says(leader, "Đã chốt sổ tháng.")
    assert "khớp" in site.thidua("prove", "--campaign", "quy-2024")


def test_month_of_four_figures_is_closed_and_stands_on_board_and_portal(
    site: Site, visitor: Visitor, tmp_path: Path
) -> None:
    shell(site, IN_AUGUST)
    spent, given = raised(site, "663", "3"), raised(site, "663", "1")
    officer = visitor.enter(site, "uy-vien-2")
    officer.goto(HOME)
    duty(officer, "Tháng 7/2024 chưa chốt sổ Quỹ", "Huyện Đắk Mil").click()
    lead = officer.locator("main").inner_text()
    opening = int(re.search(r"Đầu kỳ ([\d.]+) đồng", lead)[1].replace(".", "")) // MILLION  # type: ignore[index]
    looked_at(visitor, officer, "6-figures")
    sheet = tmp_path / "bang-ke-toan.png"
    Image.new("RGB", (600, 400), "white").save(sheet)
    for name, value in (("received", "20 triệu"), ("spent", "6 triệu"), ("closing", "1 triệu")):
        officer.fill(f"[name={name}]", value)
    officer.set_input_files("[name=sheets]", sheet)
    press(officer, "Trình lãnh đạo chốt")
    # What does not add up is said, and nothing typed is lost.
    expect(officer.locator("main [aria-invalid=true]").first).to_be_visible()
    assert officer.input_value("[name=received]").startswith("20")
    looked_at(visitor, officer, "7-wrong")
    expect(officer.locator("[name=sheets-sent]")).to_be_checked()  # Nor the sheet: it need not be chosen again.
    officer.fill("[name=closing]", f"{opening + 14} triệu")
    press(officer, "Trình lãnh đạo chốt")
    says(officer, "Đã trình lãnh đạo chốt sổ.")
    assert (raised(site, "663", "1"), raised(site, "663", "3")) == (given + 20, spent)
    press(officer, "Chốt sổ tháng")
    says(officer, "Đã chốt sổ tháng.")
    looked_at(visitor, officer, "8-closed")
    assert raised(site, "663", "3") == spent + 6

    public = visitor.window(site)
    public.goto("/quy/")
    row = public.locator("main tr", has_text="Huyện Đắk Mil")
    before = row.inner_text()
    site.thidua("worker", "--once")
    public.goto("/quy/?nam=2024")
    assert row.inner_text() != before
    expect(public.locator("body")).not_to_contain_text("Kín Tiếng")
    looked_at(visitor, public, "9-portal")
    assert "khớp" in site.thidua("prove", "--campaign", "quy-2024")
