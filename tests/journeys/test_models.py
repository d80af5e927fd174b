"""A good way spreads: one unit tells it, the level above marks and opens it, another does it, the portal says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browsing import broken_rules
from tests.harness.desks import Desks, duty, path_of, press, says, trail
from tests.journeys.test_house import photo

pytestmark = [pytest.mark.slow, pytest.mark.clause("I.4")]
WAY = "Sổ góp ngày công thử hành trình"
ROOM = "/ban-lam-viec/guong/"


def test_good_way_is_told_marked_taken_up_counted_and_published(desks: Desks, tmp_path: Path) -> None:
    before = int(trail(desks.site)[-1][0])
    story = told(desks, done_work(desks, tmp_path))
    marked_and_opened(desks, story)
    taken_up(desks, story, photo(tmp_path, "nhan-co", 140))
    origin_reads(desks, story)
    published(desks, story)

    acts = [act for _number, _who, act, _why in trail(desks.site, before)]
    steps = ("kể câu chuyện", "công nhận gương điển hình", "phổ biến toàn hệ thống", "học theo mô hình",
             "đã biết có nơi học theo", "đăng lên cổng")  # fmt: skip
    found = iter(acts)
    assert [step for step in steps if step not in found] == [], acts
    assert trail(desks.site, before, refused=True) == []


def done_work(desks: Desks, folder: Path) -> str:
    """The commune enters a good way of one of its areas, does it, and its leader verifies it; the work's address."""
    page = desks.of("can-bo-xa")
    page.goto("/ban-lam-viec/cong-trinh/moi/?loai=good-way")
    assert page.locator("[name=quantity]").get_attribute("type") == "hidden"
    page.fill("[name=name]", WAY)
    page.select_option("[name=unit]", index=1)
    page.click("button[name=act][value=send]")
    page.wait_for_url("**/cong-trinh/*-*-*/")
    where = path_of(page)
    complete(page, where, photo(folder, "tam-thang", 70))
    leader = desks.of("lanh-dao-xa")
    leader.goto(f"{where}xac-nhan/")
    leader.click("main form button.main")
    says(leader, "Đã xác nhận.")
    return where


def complete(page: Page, where: str, picture: Path) -> None:
    page.goto(f"{where}hoan-thanh/")
    page.fill("[name=done_date]", "12/7/2024")
    page.set_input_files("input[type=file] >> nth=0", picture)
    page.click("main form button.main")
    page.wait_for_url(f"**{where}")


def told(desks: Desks, work: str) -> str:
    page = desks.of("can-bo-xa")
    page.goto(work)
    page.click("text=Kể lại để nơi khác học theo")
    page.select_option("[name=theme]", "learning")
    page.fill("[name=way]", "Một cuốn sổ treo ở nhà văn hóa, ai làm ngày nào tự ghi và ký.")
    page.fill("[name=result]", "Không còn thắc mắc về ngày công.")
    page.check("[name=photos] >> nth=0")
    checked(desks, page, "tell")
    press(page, "Ghi câu chuyện")
    says(page, "Đã ghi câu chuyện.")
    return path_of(page)


def marked_and_opened(desks: Desks, story: str) -> None:
    outside = desks.of("xa-nhan-co")
    assert outside.request.get(story).status == 404
    page = desks.of("can-bo-huyen")
    page.goto(f"{ROOM}?tinh-trang=cho-cong-nhan&q=so+gop+ngay+cong+thu")
    page.click(f"main h3 >> text={WAY}")
    press(page, "Công nhận gương điển hình")
    page.fill("[name=reason]", "Ai cũng làm được, không tốn tiền.")
    press(page, "Công nhận")
    press(page, "Phổ biến toàn hệ thống")
    page.click("main form button.main")
    says(page, "Gương phổ biến toàn hệ thống")


def taken_up(desks: Desks, story: str, picture: Path) -> None:
    """The commune of another district finds it in the gallery and takes it up for one of its areas, which does it."""
    page = desks.of("xa-nhan-co")
    page.goto(f"{ROOM}?q=so+gop+ngay+cong+thu")
    checked(desks, page, "gallery")
    page.click(f"main h3 >> text={WAY}")
    assert path_of(page) == story
    checked(desks, page, "story")
    press(page, "Học theo mô hình này")
    page.fill("[name=changed]", "Thêm cột ghi vật liệu góp.")
    page.select_option("[name=unit]", index=1)
    checked(desks, page, "adopt")
    press(page, "Học theo")
    says(page, f"Học theo mô hình «{WAY}»")
    work = path_of(page)
    page.goto(story)
    says(page, "0 đơn vị đã làm xong")
    complete(page, work, picture)
    page.goto(story)
    says(page, "1 đơn vị đã làm xong")


def origin_reads(desks: Desks, story: str) -> None:
    page = desks.of("can-bo-xa")
    duty(page, "học theo mô hình của anh chị", WAY).click()
    assert path_of(page) == story
    says(page, "Thêm cột ghi vật liệu góp.")
    press(page, "Đã biết")
    says(page, "Đã ghi là đã biết.")
    page.click("main a:has-text('1 lượt')")
    expect(page.locator("main tbody tr")).to_have_count(1)
    checked(desks, page, "spread")


def published(desks: Desks, story: str) -> None:
    page = desks.of("can-bo-tinh")
    page.goto(story)
    page.click("text=Mở công trình")
    page.goto(page.url.replace("/ban-lam-viec/cong-trinh/", "/ban-lam-viec/cong-bo/cong-trinh/"))
    assert page.is_checked("[name=with_story]")
    press(page, "Đăng lên cổng")
    says(page, "Đã đăng lên cổng.")
    public = desks.visitor.window(desks.site)
    public.goto("/cong-trinh/?guong=1")
    public.click(f"main h3 >> text={WAY}")
    says(public, "Đã có nơi học theo")
    expect(public.locator("main")).to_contain_text(re.compile(r"Đã có nơi học theo\s*1 đơn vị"))
    checked(desks, public, "portal")


def checked(desks: Desks, page: Page, name: str) -> None:
    """A picture at both widths; no rule of accessibility is broken."""
    desks.shot(page, f"models-{name}")
    assert broken_rules(page) == [], name
