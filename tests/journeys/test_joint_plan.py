"""A plan of the province's women's union and Front: two leaders sign it in the browser, two numbers stand on it."""

from __future__ import annotations

import pytest

from tests.harness.browsing import Visitor
from tests.harness.desks import duty, looked_at, papers, press, says
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("II.2")]
HOME, PLANS = "/ban-lam-viec/", "/ban-lam-viec/ke-hoach/"
FRONT = "Ủy ban MTTQ Việt Nam tỉnh Đắk Nông"


def test_two_bodies_issue_one_plan(site: Site, visitor: Visitor) -> None:
    officer, leader, other = (visitor.enter(site, name) for name in ("can-bo-hoi", "lanh-dao-hoi", "lanh-dao-tinh"))
    officer.goto(PLANS)
    officer.locator("tbody th a").filter(has_text="286/KH-MTTQ-BTT").or_(officer.locator("tbody th a")).first.click()
    press(officer, "Soạn kế hoạch")
    officer.click("main form button.main")
    plan = officer.url
    press(officer, "Ban hành liên tịch")
    officer.fill("main [name=q]", "mttq viet nam tinh")
    officer.press("main [name=q]", "Enter")
    officer.get_by_label(FRONT, exact=True).check()
    faults = looked_at(visitor, officer, "joint-choose")
    press(officer, "Chọn bên ký liên tịch")
    says(officer, f"{FRONT} chờ trình ký")
    faults += looked_at(visitor, officer, "joint-draft")
    press(officer, "Trình ký")

    other.goto(HOME)
    duty(other, "Ký liên tịch").click()
    faults += looked_at(visitor, other, "joint-asked")
    signing = other.url
    press(other, "Gửi lại để sửa")
    other.fill("[name=reason]", "Xin ghi rõ phần việc của Mặt trận.")
    faults += looked_at(visitor, other, "joint-send-back")
    press(other, "Gửi lại")

    officer.goto(HOME)
    duty(officer, "Sửa văn bản liên tịch", "Xin ghi rõ phần việc của Mặt trận").click()
    faults += looked_at(visitor, officer, "joint-sent-back")
    press(officer, "Trình ký")
    other.goto(signing)
    papers(other, f"{signing}van-ban/{{}}/")
    press(other, "Đồng ý ký liên tịch")
    says(other, "Đã đồng ý ký")
    faults += looked_at(visitor, other, "joint-agreed")

    leader.goto(HOME)
    duty(leader, "Ký ban hành").click()
    says(leader, "đã đồng ý ký")
    faults += looked_at(visitor, leader, "joint-issue")
    press(leader, "Ký, ban hành")
    says(leader, "Đã ban hành")
    faults += looked_at(visitor, leader, "joint-issued")
    for page in (officer, other):
        page.goto(plan)
        says(page, "/KH-BTV")
        says(page, "/KH-MTTQ-BTT")
        papers(page, f"{plan}van-ban/{{}}/")
        page.goto("/ban-lam-viec/so-van-ban/")
    assert faults == []
