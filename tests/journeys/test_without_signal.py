"""On a phone without signal: forms are filled in and kept with their photos, sent once when the network is back.

What changed meanwhile is shown, both sides, and nobody's words are lost; what is one account's is not another's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.harness.browsing import Visitor, broken_rules, sign_in
from tests.harness.sites import Demonstration, Site, serve

pytestmark = pytest.mark.slow
GRID = "/ban-lam-viec/moc-viec/nhap-thay/286/"
LINKS = "/ban-lam-viec/moc-viec/duong-dan-rieng/"
HOME = "/ban-lam-viec/"
OFFICER = "can-bo-xa"
MOMENT = "2023:11:12 08:12:00"
AREA = 1  # The second area of the grid.
PROOFS = """
import json
from django.conf import settings
from PIL import Image
from thidua.foundation.core.models import StoredFile
rows = StoredFile.objects.filter(owner_kind="milestone", owner_uid="%s").order_by("id")
kept = [Image.open(settings.MEDIA_ROOT / row.path) for row in rows]
print(json.dumps([[*picture.size, picture.getexif().get(306), picture.getexif().get(274)] for picture in kept]))
"""
LEFT = """
async () => {
  const base = await new Promise((done) => {
    indexedDB.open("kit-outbox").onsuccess = (event) => done(event.target.result);
  });
  const items = base.transaction("items").objectStore("items").count();
  await new Promise((done) => { items.onsuccess = done; });
  return [items.result, (await caches.keys()).filter((name) => name.startsWith("kit-pages-a"))];
}
"""


# Six that are due are one line of «Việc của tôi», which leads to a list that no device keeps; one has no day at all.
DUE = [f"Giải bóng chuyền số {number}" for number in range(1, 7)]
UNDATED = "Nhà văn hóa buôn"
TAKE_UP = f"""
from tests.journeys.more_works import take_up
take_up("{OFFICER}", "286", {dict(zip([*DUE, UNDATED], [*range(6), None], strict=True))!r})
"""


@dataclass
class Mast:
    """A site whose server can be taken away and put back at its address."""

    env: dict[str, str]
    folder: Path
    standing: ExitStack = field(default_factory=ExitStack)
    port: int = 0

    def up(self) -> Site:
        site = self.standing.enter_context(serve(self.env, self.folder, port=self.port))
        self.port = urlsplit(site.address).port or 0
        return site

    def down(self) -> None:
        self.standing.close()


@pytest.fixture
def mast(tmp_path_factory: pytest.TempPathFactory, demonstration: Demonstration) -> Iterator[Mast]:
    folder = tmp_path_factory.mktemp("mast")
    mast = Mast(demonstration.copy(folder), folder)
    yield mast
    mast.down()


def photos(folder: Path) -> list[Path]:
    """Two as a phone takes them: far larger than what is kept, lying on their side, with their moment."""
    made, camera = [], Image.Exif()
    camera[306], camera[274] = MOMENT, 6
    for number in range(2):
        target = folder / f"anh-{number}.jpg"
        grain = Image.effect_noise((320, 240), 40 + number).convert("RGB")
        grain.resize((3200, 2400)).save(target, "JPEG", quality=90, exif=camera)
        made.append(target)
    return made


def festival_of_an_area(desk: Page) -> tuple[str, str]:
    """The commune takes back what it entered for an area; the form that reports it, and the area's own link."""
    desk.goto(GRID)
    for event in range(2):
        desk.locator("tbody tr").nth(AREA).locator("input[name^='ngay-']").nth(event).fill("")
    desk.click(".savebar button.main")
    desk.wait_for_load_state()
    desk.goto(LINKS)
    row = desk.locator("tbody tr").nth(AREA)
    unit = row.locator("a.btn").first.get_attribute("href")
    assert unit
    row.locator("a.btn").first.click()
    desk.click("main form button.main")
    link = desk.locator("textarea").input_value()
    area = unit.rstrip("/").rsplit("/", 1)[-1]
    return f"/ban-lam-viec/moc-viec/bao/286/festival-2023/0/{area}/", link


def away(page: Page, gone: bool = True) -> None:
    page.context.set_offline(gone)


def waiting(page: Page) -> Locator:
    return page.locator("[data-kit-items] > li")


def shown(visitor: Visitor, page: Page, name: str) -> None:
    """A picture; the page can be read by everybody and fits the phone."""
    visitor.shot(page, f"without-signal-{name}")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), name
    assert broken_rules(page) == [], name


def history(page: Page) -> list[str]:
    return page.locator("section[aria-labelledby=lich-su] li").all_inner_texts()


def test_head_of_an_area_fills_in_where_there_is_no_signal(mast: Mast, visitor: Visitor, tmp_path: Path) -> None:
    site = mast.up()
    desk = visitor.enter(site, OFFICER)
    _form, link = festival_of_an_area(desk)
    phone = visitor.window(site, size="phone", dark=True)
    phone.goto(link)
    phone.get_by_role("button", name="Chuẩn bị khi mất sóng").click()
    expect(phone.locator("[data-kit-prepare]")).to_contain_text("Máy này giữ 3 trang")  # This one and two forms.
    shown(visitor, phone, "prepared")

    mast.down()
    away(phone)
    phone.goto(link)  # The kept page.
    expect(phone.get_by_text("Trang này là bản giữ trên máy")).to_be_visible()
    phone.click("a.btn.main")
    phone.fill("[name=done_date]", "2023-11-12")
    for number, photo in enumerate(photos(tmp_path), start=1):
        phone.set_input_files(f"[name=photo_{number}]", photo)
    phone.click("form button.main")
    expect(phone.get_by_text("Đã giữ trên máy, sẽ gửi khi có sóng.")).to_be_visible()
    expect(waiting(phone)).to_have_count(1)
    expect(waiting(phone)).to_contain_text("2 ảnh, tệp")
    shown(visitor, phone, "kept")
    phone.goto(link)  # Closed and opened again, still without signal: it is still there.
    expect(waiting(phone)).to_contain_text("Chưa gửi, chờ có sóng.")

    mast.up()
    away(phone, False)
    expect(waiting(phone)).to_contain_text("Đã gửi lúc")
    shown(visitor, phone, "sent")
    waiting(phone).get_by_role("link", name="Xem").click()
    expect(phone.get_by_text("Đã gửi. Cảm ơn!")).to_be_visible()

    desk.goto(HOME)
    desk.locator("li", has_text="Xác nhận 1 báo cáo: Ngày hội").locator("a.btn").click()
    expect(desk.locator(".shots img")).to_have_count(2)
    assert len([line for line in history(desk) if "báo đã làm" in line.lower()]) >= 1
    uid = desk.url.rstrip("/").rsplit("/", 1)[-1]
    kept = json.loads(site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", PROOFS % uid))
    assert kept == 2 * [[1500, 2000, MOMENT, 1]]


def test_work_among_many_is_filled_in_where_there_is_no_signal(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", TAKE_UP)
    festival_of_an_area(visitor.enter(site, OFFICER))
    phone = visitor.enter(site, OFFICER, size="phone")
    phone.goto(HOME)
    expect(phone.get_by_role("heading", name="Báo kết quả công trình đến hạn")).to_be_visible()
    panel = phone.locator("[data-kit-prepare]")
    panel.get_by_role("link", name="Xem biểu mẫu nào được giữ").click()
    expect(phone.get_by_role("link", name=UNDATED, exact=True)).to_be_visible()
    shown(visitor, phone, "forms")
    phone.go_back()
    panel.get_by_role("button", name="Chuẩn bị khi mất sóng").click()
    expect(panel).to_contain_text("biểu mẫu mở được khi mất sóng")
    expect(panel).not_to_contain_text("Chưa giữ")
    named = panel.locator("details li a").all_inner_texts()
    assert named[: len(DUE)] == DUE
    assert UNDATED in named
    assert any(name.startswith("Ngày hội Đại đoàn kết") for name in named)
    shown(visitor, phone, "prepared-many")

    away(phone)
    for number, name in enumerate((DUE[-1], UNDATED), start=1):
        phone.goto(HOME)
        panel.get_by_role("link", name=name, exact=True).click()
        expect(phone.get_by_role("link", name=name)).to_be_visible()
        phone.fill("[name=done_date]", "14/7/2024")
        phone.set_input_files("[name=photos]", photos(tmp_path))
        phone.click("form[data-kit-queue] button.main")
        expect(phone.get_by_text("Đã giữ trên máy, sẽ gửi khi có sóng.")).to_be_visible()
        expect(waiting(phone)).to_have_count(number)
    shown(visitor, phone, "work-kept")

    # With signal both are sent; what is not in hand any more is not named, and what was taken up since is, as lacking.
    site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", TAKE_UP.replace(DUE[0], "Ngày chạy mới"))
    away(phone, False)
    expect(phone.get_by_text("Đã gửi lúc")).to_have_count(2)
    phone.goto(HOME)
    expect(panel).to_contain_text("Chưa giữ: ")
    lacking = panel.locator("[data-part=lacking]").inner_text()
    assert "Ngày chạy mới" in lacking
    shown(visitor, phone, "lacking")
    desk = visitor.enter(site, OFFICER)
    for name in (DUE[-1], UNDATED):
        desk.goto(f"/ban-lam-viec/cong-trinh/?q={name}&trang-thai=done")
        desk.get_by_role("link", name=name).first.click()
        expect(desk.locator(".shots img")).to_have_count(2)


def test_head_prepares_with_nothing_owed_and_puts_right_without_signal(site: Site, visitor: Visitor) -> None:
    desk = visitor.enter(site, OFFICER)
    _form, link = festival_of_an_area(desk)
    desk.goto(GRID)
    for event in range(2):
        desk.locator("tbody tr").nth(AREA).locator("input[name^='ngay-']").nth(event).fill("12/11/2023")
    desk.click(".savebar button.main")
    desk.wait_for_load_state()
    phone = visitor.window(site, size="phone")
    phone.goto(link)
    expect(phone.get_by_text("Khu mình đã báo đủ")).to_be_visible()
    panel = phone.locator("[data-kit-prepare]")
    panel.get_by_role("button", name="Chuẩn bị khi mất sóng").click()
    expect(panel).to_contain_text("2 biểu mẫu mở được khi mất sóng")
    shown(visitor, phone, "nothing-owed")
    away(phone)
    phone.goto(link)
    phone.locator("a.btn", has_text="Ngày hội").click()
    phone.fill("[name=done_date]", "2023-11-13")
    phone.click("form button.main")
    expect(phone.get_by_text("Đã giữ trên máy, sẽ gửi khi có sóng.")).to_be_visible()
    away(phone, False)
    expect(waiting(phone)).to_contain_text("Đã gửi lúc")


def test_changed_meanwhile_is_shown_and_the_person_chooses(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    desk = visitor.enter(site, OFFICER)
    form, link = festival_of_an_area(desk)
    phone = visitor.enter(site, OFFICER, size="phone")
    phone.goto(form)
    away(phone)
    phone.fill("[name=done_date]", "13/11/2023")
    phone.fill("[name=note]", "Ghi tại chỗ")
    phone.set_input_files("[name=upload]", photos(tmp_path))
    phone.click("form[data-kit-queue] button.main")
    expect(waiting(phone)).to_contain_text("2 ảnh, tệp")

    head = visitor.window(site, size="phone")
    head.goto(link)
    head.click("a.btn.main")
    head.fill("[name=done_date]", "2023-11-12")
    head.fill("[name=note]", "Bà con dự đông")
    head.click("form button.main")
    head.wait_for_url("**/da-gui/**")

    away(phone, False)
    expect(waiting(phone)).to_contain_text("đã sửa bản trên máy chủ lúc")
    told = waiting(phone).inner_text()
    for words in ("Bản của tôi: 13/11/2023", "Trên máy chủ: 12/11/2023", "Ghi tại chỗ", "Bà con dự đông"):
        assert words in told, told
    shown(visitor, phone, "changed-meanwhile")
    desk.goto(form)
    assert desk.locator("[name=done_date]").input_value() == "12/11/2023"  # Nothing was overwritten.
    waiting(phone).get_by_role("button", name="Giữ bản của tôi").click()
    expect(waiting(phone)).to_contain_text("Đã gửi lúc")
    waiting(phone).get_by_role("link", name="Xem").click()
    expect(phone.locator("main")).to_contain_text("13/11/2023")
    expect(phone.locator(".shots img")).to_have_count(2)
    assert [line for line in history(phone) if "báo" in line] != []


def test_refused_is_mended_and_nothing_is_another_account_s(site: Site, visitor: Visitor, tmp_path: Path) -> None:
    desk = visitor.enter(site, OFFICER)
    form, _link = festival_of_an_area(desk)
    phone = visitor.enter(site, OFFICER, size="phone", dark=True)
    phone.goto(HOME)
    phone.get_by_role("button", name="Chuẩn bị khi mất sóng").click()
    expect(phone.locator("[data-kit-prepare]")).to_contain_text("Máy này giữ")
    phone.goto(form)
    away(phone)
    phone.goto(form)  # Opened from what is kept.
    phone.fill("[name=done_date]", "31/2/2024")
    phone.set_input_files("[name=upload]", photos(tmp_path))
    phone.click("form[data-kit-queue] button.main")
    expect(waiting(phone)).to_contain_text("2 ảnh, tệp")
    phone.context.clear_cookies()  # The session has ended meanwhile.
    away(phone, False)
    expect(waiting(phone)).to_contain_text("Phiên đăng nhập đã hết")
    shown(visitor, phone, "signed-out")

    # Somebody else signs in on the same phone: nothing of the first one, neither pages nor what waits.
    sign_in(phone, "lanh-dao-xa", site.passwords()["lanh-dao-xa"])
    phone.goto(HOME)
    expect(phone.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    assert waiting(phone).count() == 0
    assert phone.evaluate("caches.keys().then((names) => names.filter((name) => name.startsWith('kit-pages-a')))") == []
    away(phone)
    phone.goto(form)
    expect(phone.get_by_role("heading", name="Đang mất sóng")).to_be_visible()
    shown(visitor, phone, "away")
    away(phone, False)
    phone.goto("/tai-khoan/")
    phone.click("form[data-kit-leave] button")
    phone.wait_for_url(lambda address: urlsplit(address).path == "/")

    # The first one again: sent by itself, refused, the form opens filled in with its photos, is mended and sent.
    sign_in(phone, OFFICER, site.passwords()[OFFICER])
    phone.goto(HOME)
    expect(waiting(phone)).to_contain_text("Không có ngày 31/2/2024")
    shown(visitor, phone, "refused")
    waiting(phone).get_by_role("link", name="Mở để sửa").click()
    expect(phone.locator("[name=done_date]")).to_have_value("31/2/2024")
    expect(phone.locator(".previews img")).to_have_count(2)
    shown(visitor, phone, "mended")
    phone.fill("[name=done_date]", "12/11/2023")
    phone.click("form[data-kit-queue] button.main")
    phone.wait_for_url("**/moc-viec/*-*-*-*-*/")
    expect(phone.locator(".shots img")).to_have_count(2)

    # Whoever leaves with something unsent is asked; then nothing is left on the phone.
    phone.goto(form.replace("festival-", "conference-"))
    away(phone)
    phone.fill("[name=done_date]", "31/2/2024")
    phone.click("form[data-kit-queue] button.main")
    expect(waiting(phone)).to_have_count(1)
    away(phone, False)
    expect(waiting(phone)).to_contain_text("Không có ngày 31/2/2024")
    phone.goto("/tai-khoan/")
    phone.click("form[data-kit-leave] button")
    expect(phone.get_by_text("Còn 1 bản chưa gửi.")).to_be_visible()
    shown(visitor, phone, "leaving")
    phone.get_by_role("button", name="Xóa khỏi máy và đăng xuất").click()
    phone.wait_for_url(lambda address: urlsplit(address).path == "/")
    assert phone.evaluate(LEFT) == [0, []]
