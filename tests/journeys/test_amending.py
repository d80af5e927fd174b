"""The province amends its plan in the browser: drafted, given back, signed; the board asks for another number."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.harness.browsing import Visitor
from tests.harness.desks import duty, looked_at, papers, press, says
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("H.2")]
HOME, PLANS = "/ban-lam-viec/", "/ban-lam-viec/ke-hoach/"
MINIMUM, SHARE = "target/III.3a/minimum", "target/III.4/share"
PHASE_END = "phase/1/ends_before"


def opened(page: Page, name: str) -> None:
    """Unfolds one thing of the form."""
    page.locator("main summary").get_by_text(name, exact=True).click()


def test_plan_is_amended_by_a_document_written_and_signed_here(site: Site, visitor: Visitor) -> None:
    officer, leader = (visitor.enter(site, name) for name in ("can-bo-tinh", "lanh-dao-tinh"))
    officer.goto(PLANS)
    officer.click("tbody th a >> nth=0")
    plan = officer.url
    press(officer, "Sửa đổi theo văn bản")
    faults = looked_at(visitor, officer, "amend-form")
    opened(officer, "Chỉ tiêu III.3a")
    officer.fill(f"[name='{MINIMUM}']", "2")
    opened(officer, "Chỉ tiêu III.4")
    officer.fill(f"[name='{SHARE}']", "80")
    officer.fill("[name=tasks]", "Rà soát danh sách hộ nghèo | loại không có | 31/8/2024")
    press(officer, "Soạn văn bản sửa đổi")
    says(officer, "xin ghi loại đơn vị")
    assert officer.input_value(f"[name='{MINIMUM}']") == "2"
    says(officer, "Đang là: 1 căn")
    officer.fill("[name=tasks]", "Rà soát danh sách hộ nghèo | Ủy ban MTTQ Việt Nam cấp xã | 31/8/2024")
    press(officer, "Xem điều sẽ đổi")
    says(officer, "Chưa ghi gì")
    faults += looked_at(visitor, officer, "amend-preview")
    press(officer, "Soạn văn bản sửa đổi")
    says(officer, "từ «1 căn» thành «2 căn»")
    says(officer, "từ «100%» thành «80%»")
    faults += looked_at(visitor, officer, "amend-draft")
    press(officer, "Trình ký")

    leader.goto(HOME)
    duty(leader, "Ký văn bản sửa đổi").click()
    faults += looked_at(visitor, leader, "amend-sign")
    press(leader, "Trả lại để sửa")
    leader.fill("[name=reason]", "Xin giữ tỷ lệ 100%.")
    press(leader, "Trả lại")
    officer.goto(HOME)
    duty(officer, "Sửa lại văn bản sửa đổi", "Xin giữ tỷ lệ 100%").click()
    press(officer, "Sửa dự thảo")
    says(officer, "100% → 80%")
    officer.fill(f"[name='{SHARE}']", "100")
    opened(officer, "Giai đoạn 1")
    stood = officer.input_value(f"[name='{PHASE_END}']")
    officer.fill(f"[name='{PHASE_END}']", "1/12/2023")
    press(officer, "Xem điều sẽ đổi")
    says(officer, "nằm sau ngày ấy mà văn bản không sửa")
    faults += looked_at(visitor, officer, "amend-again")
    officer.locator(".note a[href^='#id_']").first.click()
    field = officer.locator("main").get_by_label("Hạn: trước ngày").and_(officer.locator(":target"))
    assert field.is_visible()
    officer.fill(f"[name='{PHASE_END}']", stood)
    press(officer, "Lưu dự thảo")
    says(officer, "1 căn → 2 căn")
    press(officer, "Trình ký")
    leader.goto(HOME)
    duty(leader, "Ký văn bản sửa đổi").click()
    press(leader, "Ký, ban hành")
    says(leader, "Đợt thi đua đã theo văn bản này")
    says(leader, "Bản 2:")
    faults += looked_at(visitor, leader, "amend-issued")
    leader.locator("#sua-doi ~ h3 a").first.click()
    papers(leader, f"{leader.url}tep/{{}}/")
    officer.goto(plan)
    says(officer, "Rà soát danh sách hộ nghèo")
    assert faults == []
