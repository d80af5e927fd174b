"""The words of a paper: changed in the browser, looked at on a real paper, saved, compared, taken back."""

from __future__ import annotations

import pytest

from tests.harness.browsing import Visitor, broken_rules
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("H.1")]
WORDINGS = "/ban-lam-viec/loi-van/"


def test_officer_changes_the_words_of_a_paper_and_takes_the_old_ones_back(site: Site, visitor: Visitor) -> None:
    commune = visitor.enter(site, "can-bo-xa", size="phone", javascript=False)
    commune.goto(WORDINGS)
    commune.click("text=Bản đăng ký công trình, phần việc")
    commune.fill("[name=s-opening]", "{xã bên} đăng ký {số công trình} việc:")
    commune.click("text=Lưu lời văn bản")
    assert "Không có trường {xã bên} trong câu này." in commune.inner_text("main")

    commune.fill("[name=s-opening]", "{đơn vị} ghi tên thực hiện {số công trình} việc:")
    commune.click("main button:has-text('Xem trước')")
    assert "xã Tâm Thắng ghi tên thực hiện" in commune.inner_text("main")
    commune.click("text=Lưu lời văn bản")
    assert "Đã lưu lời văn bản." in commune.inner_text("body")
    page = commune.url

    commune.click("text=Lịch sử, so sánh")
    assert commune.inner_text("main ins") == "ghi tên"
    commune.click("button:has-text('Lấy lại bản của danh mục')")
    assert "Đã lấy lại bản của danh mục." in commune.inner_text("body")
    commune.goto(page)
    assert "đăng ký thực hiện" in commune.input_value("[name=s-opening]")

    reader = visitor.enter(site, "can-bo-xa", size="phone")
    faults = []
    for address in (WORDINGS, page, f"{page}lich-su/", "/ban-lam-viec/so-van-ban/", "/ban-lam-viec/vien-dan/"):
        reader.goto(address)
        faults += broken_rules(reader)
    assert faults == []
