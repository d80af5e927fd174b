"""A returned report is mended, sent again and saved as it goes; three districts owe the final one."""

from __future__ import annotations

import pytest

from tests.harness.browsing import Visitor, broken_rules
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("VII.3b")]
HOME, REPORTS = "/ban-lam-viec/", "/ban-lam-viec/bao-cao/"
AFTER_DUE = """
import datetime
from thidua.foundation.accounts.site import set_demo_date
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
set_demo_date(by=System(), now=clock.now(), date=datetime.date(2024, 8, 21))
"""


def test_returned_report_is_mended_and_sent_in_three_screens(site: Site, visitor: Visitor) -> None:
    commune = visitor.enter(site, "xa-nhan-co", size="phone", javascript=False)
    commune.goto(HOME)
    commune.locator("li", has_text="Sửa và gửi lại: Báo cáo công tác Mặt trận").locator("a.btn").click()
    assert "Lượt người dự chưa khớp" in commune.inner_text("main")
    # The checker is a script: it looks at the same page in a window that runs some.
    reader = visitor.enter(site, "xa-nhan-co", size="phone")
    reader.goto(commune.url)
    faults = broken_rules(reader)
    commune.fill("[name=participants]", "245")
    commune.click(".savebar button.main")

    assert "Đã gửi, chờ cấp trên nhận" in commune.inner_text("main")
    assert "Đã ký, gửi" in commune.inner_text("body")
    assert commune.url.count("/viet/") == 0
    reader.goto(commune.url)
    faults += broken_rules(reader)
    assert faults == []


def test_what_is_typed_is_saved_as_it_goes(site: Site, visitor: Visitor) -> None:
    district = visitor.enter(site, "can-bo-huyen")
    district.goto(HOME)
    district.locator("li", has_text="Viết tiếp: Báo cáo tổng kết đợt thi đua").locator("a.btn").click()
    district.fill("[name=leading-words]", "Đã ban hành kế hoạch, hướng dẫn.")
    district.locator("[data-kit-saved]", has_text="Đã lưu lúc").wait_for()
    district.reload()
    assert district.input_value("[name=leading-words]") == "Đã ban hành kế hoạch, hướng dẫn."


def test_three_districts_owe_the_final_report_after_its_due_date(site: Site, visitor: Visitor) -> None:
    site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", AFTER_DUE)
    province = visitor.enter(site, "can-bo-tinh")
    province.goto(REPORTS)
    line = province.locator("tr", has_text="Báo cáo tổng kết đợt thi đua")
    assert "Chưa gửi, quá hạn" in line.inner_text()
    line.locator("a[href$='/chua-gui/']").click()
    province.locator("tbody th[scope=row]").first.wait_for()
    names = province.locator("tbody th[scope=row]").all_inner_texts()
    assert sorted(name.strip() for name in names) == ["Huyện Cư Jút", "Huyện Tuy Đức", "Huyện Đắk Song"]
    assert "còn 3 đơn vị chưa gửi" in province.input_value("textarea")


def test_report_without_a_due_date_is_begun_from_the_room(site: Site, visitor: Visitor) -> None:
    women = visitor.enter(site, "can-bo-hoi")
    women.goto(REPORTS)
    women.locator("li", has_text="Báo cáo kết quả thi đua của tổ chức thành viên").locator("a.btn").click()
    women.click("main form button.main")
    assert women.url.endswith("/viet/")
    assert "Đang viết, chưa gửi" in women.inner_text("main")


@pytest.mark.parametrize("width", [1024, 1151])
def test_pages_of_the_narrowest_desk_do_not_move_sideways(shared_site: Site, visitor: Visitor, width: int) -> None:
    province = visitor.enter(shared_site, "can-bo-tinh")
    province.set_viewport_size({"width": width, "height": 800})
    province.goto(f"{REPORTS}cho-nhan/")
    province.locator("tbody th a").first.click()
    assert province.url.endswith("/xem-xet/")
    for address in (province.url, REPORTS, "/ban-lam-viec/so-vang/"):
        province.goto(address)
        assert province.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
