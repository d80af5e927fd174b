"""A large photo on a poor network: in pieces, on from where it broke; plainly where there is no script."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.harness.browsing import Visitor, broken_rules
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow]
WITHOUT_SUBTLE = "Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined})"
WAITING = "Mất mạng, sẽ tự gửi tiếp"


def large_photo(folder: Path) -> Path:
    target = folder / "le-ban-giao.jpg"
    Image.frombytes("RGB", (1600, 1250), os.urandom(6_000_000)).save(target, "JPEG", quality=90)
    assert target.stat().st_size > 1_600_000
    return target


def page_of_photos(page: Page) -> None:
    """The page where photos are put to a work that is under way."""
    page.goto("/ban-lam-viec/cong-trinh/")
    for address in page.locator("main table a[href*='/cong-trinh/']").evaluate_all("all => all.map(one => one.href)"):
        page.goto(address)
        if page.locator("a[href$='/anh/']").count():
            page.locator("a[href$='/anh/']").click()
            return
    raise AssertionError("no work takes photos")


def test_refused_file_is_told_once_above_the_form(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    program = tmp_path / "anh.jpg"
    program.write_bytes(b"MZ\x90\x00" + os.urandom(500))
    window = visitor.enter(site, "can-bo-huyen", size="phone")
    page_of_photos(window)
    window.set_input_files("input[name=photos]", program)
    window.click("form[data-kit-send] button.main")
    told = window.locator("[data-kit-said] p")
    expect(told).to_have_count(2)
    first, second = told.all_inner_texts()
    assert first == "Chưa gửi được, cần sửa:"
    assert second.startswith("Ảnh, giấy tờ: «anh.jpg»: Loại tệp này không nhận được.")
    expect(window.locator(".previews figcaption")).to_have_text("anh.jpg, 0,0 MB")  # What was chosen stays.


def test_large_photo_goes_on_where_the_network_broke(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    photo = large_photo(tmp_path)
    window = visitor.enter(site, "can-bo-huyen")
    window.add_init_script(WITHOUT_SUBTLE)
    page_of_photos(window)
    assert broken_rules(window) == []
    pieces: list[int] = []

    def poor(route: Route) -> None:
        if route.request.method != "PATCH":
            route.continue_()
            return
        pieces.append(int(route.request.headers["upload-offset"]))
        if len(pieces) == 3:
            route.abort("connectionreset")
        else:
            route.continue_()

    window.route("**/tep/gui/**", poor)
    window.set_input_files("input[name=photos]", photo)
    visitor.shot(window, "photos-chosen")
    window.click("form[data-kit-send] button.main")
    window.wait_for_url(lambda address: not address.endswith("/anh/"), timeout=60_000)

    assert pieces[2] == pieces[3] == 2 * 512 * 1024
    assert sorted(set(pieces)) == list(range(0, photo.stat().st_size, 512 * 1024))
    window.get_by_text("Bản gốc của ảnh").click()
    window.get_by_role("link", name="le-ban-giao.jpg").last.click()
    assert broken_rules(window) == []
    window.get_by_label("Lưu hồ sơ của đơn vị").check()
    with window.expect_download() as kept:
        window.get_by_role("button", name="Tải bản gốc").click()
    # What the page's own checksum was compared with at the server is what was sent.
    assert hashlib.sha256(Path(kept.value.path()).read_bytes()).digest() == hashlib.sha256(photo.read_bytes()).digest()


def test_network_is_cut_while_pieces_go_and_the_form_that_can_wait_arrives_once(
    site: Site, visitor: Visitor, tmp_path: Path
) -> None:
    """The form waits without signal too: what goes in pieces stays with one script, then the other sends."""
    photo, small = large_photo(tmp_path), tmp_path / "nho.jpg"
    Image.effect_noise((300, 200), 40).convert("RGB").save(small, "JPEG")
    window = visitor.enter(site, "can-bo-huyen", size="phone")
    page_of_photos(window)
    form = window.locator("form[data-kit-send][data-kit-queue]")
    expect(form).to_have_count(1)
    pieces: list[int] = []

    def slow(route: Route) -> None:
        pieces.append(int(route.request.headers.get("upload-offset", -1)))
        if len(pieces) == 2:
            route.abort("internetdisconnected")
        else:
            route.continue_()

    window.route(
        lambda address: "/tep/gui/" in address, lambda route: slow(route) if is_piece(route) else route.continue_()
    )
    window.set_input_files("input[name=photos]", [photo, small])
    form.locator("button.main").click()
    expect(window.locator("figure progress + small").first).to_have_text(WAITING)
    window.context.set_offline(True)
    window.locator("input[name=photos]").evaluate("input => input.form.requestSubmit()")  # Pressed again, out of worry.
    expect(window.locator("[data-kit-items] > li")).to_have_count(0)
    visitor.shot(window, "pieces-without-network")
    window.context.set_offline(False)
    window.wait_for_url(lambda address: not address.endswith("/anh/"), timeout=60_000)

    assert sorted(set(pieces)) == list(range(0, photo.stat().st_size, 512 * 1024))
    assert [window.locator("main a", has_text=one.name).count() for one in (photo, small)] == [1, 1]
    expect(window.locator("[data-kit-items] > li")).to_have_count(0)


def is_piece(route: Route) -> bool:
    return route.request.method == "PATCH"


def test_without_a_script_the_form_sends_the_file_itself(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    window = visitor.enter(site, "can-bo-huyen", javascript=False)
    page_of_photos(window)
    window.set_input_files("input[name=photos]", large_photo(tmp_path))
    window.click("form[data-kit-send] button.main")

    assert not window.url.endswith("/anh/")
    expect(window.locator("main a", has_text="le-ban-giao.jpg")).to_have_count(1)


def test_empty_file_among_photos_is_named_and_not_left_out_in_silence(
    site: Site, visitor: Visitor, tmp_path: Path
) -> None:
    empty, photo = tmp_path / "zalo.jpg", tmp_path / "le.jpg"
    empty.touch()
    Image.new("RGB", (40, 30)).save(photo)
    window = visitor.enter(site, "can-bo-huyen")
    page_of_photos(window)
    window.set_input_files("input[name=photos]", [empty, photo])
    window.click("form[data-kit-send] button.main")

    expect(window.locator("main")).to_contain_text("Tệp rỗng")
    assert window.url.endswith("/anh/")
