"""A house moves a target: registered, noted, built, handed over with photos, verified, counted, explained."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.harness.browsing import Visitor
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("III.3a", "III.3b", "II.5", "I.3")]
CAMPAIGN, PROVINCE, DISTRICT = "286", "67", "662"
HOUSE = "Nhà đại đoàn kết thử hành trình hai"
STEPS = {
    "survey": "1/4/2024",
    "approve": "20/4/2024",
    "start": "5/5/2024",
    "complete": "1/7/2024",
    "hand-over": "10/7/2024",
}
# Steps with a paper, and the number it was given by hand.
PAPERS = {"approve": "501", "hand-over": "502"}


def standing(site: Site, unit: str, target: str) -> tuple[int, int]:
    """(quantity, reached) of a target at a unit, as the command line tells them."""
    found = site.json("progress", "--campaign", CAMPAIGN, "--unit", unit)
    row = next(row for row in found["targets"] if row["id"] == target)
    return row["quantity"], row["reached"]


def photo(folder: Path, name: str, shade: int) -> Path:
    target = folder / f"{name}.jpg"
    picture = Image.effect_noise((1200, 900), 40).convert("RGB")
    picture.paste((shade, 90, 60), (200, 300, 900, 800))
    picture.save(target, "JPEG", quality=80)
    return target


def register(page: Page, *, name: str) -> str:
    """Registers a house through the form; the address of its page."""
    page.goto("/ban-lam-viec/cong-trinh/moi/?loai=great-unity-house")
    page.fill("[name=name]", name)
    page.select_option("[name=household]", "poor")
    page.fill("[name=places_named]", "Xã Tâm Thắng")
    page.fill("[name=planned_start]", "1/4/2024")
    page.fill("[name=floor_area]", "60")
    page.fill("[name=detail-householder]", "Hộ minh họa")
    page.fill("[name=money-fund]", "50.000.000")
    page.fill("[name=money-people]", "10 triệu")
    page.click("button[name=act][value=send]")
    page.wait_for_url("**/cong-trinh/*-*-*/")
    return page.url


def press(page: Page, address: str, act: str) -> None:
    """Opens a work's page and carries out one act, with the page in between where there is one."""
    page.goto(address)
    page.click(f"main form[action$='/{act}/'] button, main a[href$='/{act}/']")
    page.wait_for_load_state()
    if page.url.endswith(f"/{act}/"):
        page.click("main form button.main")
        page.wait_for_url(address)


def record_paper(page: Page, address: str, step: str, day: str, scan: Path) -> None:
    """Enters what was signed on paper: the decision of support, the minutes of the hand-over."""
    page.goto(f"{address}van-ban/{step}/ghi/")
    page.fill("[name=number]", PAPERS[step])
    page.fill("[name=date]", day)
    page.fill("[name=name]", "Người ký minh họa")
    page.set_input_files("[name=scan]", scan)
    page.click("main form button.main")
    page.wait_for_url(f"{address}van-ban/{step}/")


def build(page: Page, address: str, photos: list[Path]) -> None:
    """Reports the five steps of a house, with the papers signed and the photos that a step asks for."""
    for step, day in STEPS.items():
        if step in PAPERS:
            record_paper(page, address, step, day, photos[0])
        if step == "approve":
            continue
        page.goto(f"{address}buoc/{step}/")  # the last one leads on to the page that makes the work done
        page.fill("[name=done_date]", day)
        if page.locator("input[type=file]").count():
            page.set_input_files("input[type=file] >> nth=0", photos)
        if page.locator("input[type=file]").count() > 1:
            page.set_input_files("input[type=file] >> nth=1", photos[:1])
        page.click("main form button.main")
        page.wait_for_url(address)


@pytest.mark.pg_journey
def test_house_led_by_a_district_moves_its_target_and_leads_back_to_its_photo(
    visitor: Visitor, site: Site, tmp_path: Path
) -> None:
    before = {unit: standing(site, unit, "III.3a") for unit in (DISTRICT, PROVINCE)}
    own_before = standing(site, PROVINCE, "III.3b")
    photos = [photo(tmp_path, "truoc", 60), photo(tmp_path, "sau", 160)]
    district, office = visitor.enter(site, "can-bo-huyen"), visitor.enter(site, "can-bo-tinh")

    address = register(district, name=HOUSE)
    visitor.shot(district, "house-1-registered")
    assert standing(site, DISTRICT, "III.3a") == before[DISTRICT]
    press(office, address, "ghi-nhan")
    build(district, address, photos)
    visitor.shot(district, "house-2-handed-over")
    assert standing(site, DISTRICT, "III.3a") == before[DISTRICT], "a house counts when the level above has verified it"
    press(office, address, "xac-nhan")
    visitor.shot(office, "house-3-verified")

    quantity, reached = before[DISTRICT]
    assert standing(site, DISTRICT, "III.3a") == (quantity + 1, max(1, reached))
    quantity, reached = before[PROVINCE]
    assert standing(site, PROVINCE, "III.3a") == (quantity + 1, reached + (before[DISTRICT][1] == 0))
    assert standing(site, PROVINCE, "III.3b") == own_before
    assert "khớp" in site.thidua("prove", "--campaign", CAMPAIGN)

    phone = visitor.enter(site, "lanh-dao-huyen", size="phone")
    phone.goto("/ban-lam-viec/chi-tieu/?chi-tieu=III.3a")
    phone.click("main a[href$='/III.3a/'] >> nth=0")
    visitor.shot(phone, "house-4-explained-phone")
    phone.click(f"main a:has-text('{HOUSE}')")
    pictures = phone.locator("main .shots img")
    pictures.nth(1).wait_for(state="attached")
    assert phone.request.get(str(pictures.first.get_attribute("src"))).status == 200
    assert phone.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_house_led_by_the_province_moves_its_own_target_only(visitor: Visitor, site: Site, tmp_path: Path) -> None:
    before, own_before = standing(site, PROVINCE, "III.3a"), standing(site, PROVINCE, "III.3b")
    photos = [photo(tmp_path, "truoc", 60), photo(tmp_path, "sau", 160)]
    office, leader = visitor.enter(site, "can-bo-tinh"), visitor.enter(site, "lanh-dao-tinh")

    address = register(office, name=HOUSE)
    office.goto(address)
    assert office.locator("main form[action$='/ghi-nhan/']").count() == 0, "never by the person who entered it"
    press(leader, address, "ghi-nhan")
    build(office, address, photos)
    press(leader, address, "xac-nhan")

    quantity, reached = own_before
    assert standing(site, PROVINCE, "III.3b") == (quantity + 1, reached + 1)
    assert standing(site, PROVINCE, "III.3a") == before
