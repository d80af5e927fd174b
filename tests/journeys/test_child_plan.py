"""Đắk Mil's plan under plan 286, with five Giấy khen of its own: written, signed, sent, acknowledged in the browser."""

from __future__ import annotations

import pytest

from tests.harness.browsing import Visitor, broken_rules, sign_in
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("H.3", "N.1")]
HOME, PLANS = "/ban-lam-viec/", "/ban-lam-viec/ke-hoach/"
PASSWORD = "mat-khau-dak-mil-1"
# The demonstration's one officer of Đắk Mil sits in the council too; here three invented people share the work.
ACCOUNTS = f"""
from thidua.foundation.accounts.operations import give_role, make_person, open_account
from thidua.foundation.core import clock
from thidua.foundation.core.actors import System
from thidua.foundation.units.queries import by_code
given, on = dict(by=System(), now=clock.now()), clock.today()
for name, code, role in (("dm-can-bo", "663", "officer"), ("dm-lanh-dao", "663", "leader"), ("dm-xa", "24667", "officer")):
    person = make_person(**given, full_name=f"Người thử {{name}}", is_invented=True)
    give_role(**given, person=person, unit=by_code(code, on=on), role=role, on=on)
    open_account(**given, person=person, username=name, password={PASSWORD!r})
"""


def test_child_plan_with_its_own_awards_is_written_issued_sent_and_acknowledged(site: Site, visitor: Visitor) -> None:
    site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", ACCOUNTS)
    officer, leader, commune = (visitor.window(site, size=size) for size in ("desk", "desk", "phone"))
    for page, name in ((officer, "dm-can-bo"), (leader, "dm-lanh-dao"), (commune, "dm-xa")):
        sign_in(page, name, PASSWORD)
    officer.goto(PLANS)
    officer.click("tbody th a >> nth=0")
    assert "286/KH-MTTQ-BTT" in officer.inner_text("main")
    officer.click("text=Soạn kế hoạch")
    faults = broken_rules(officer)
    officer.fill("[name='own-III.3a']", "0")
    officer.fill("[name=awards]", "Tập thể: 3\nCá nhân: 2")
    officer.click("main form button.main")
    assert "thấp hơn mức Kế hoạch số 286/KH-MTTQ-BTT giao là ít nhất 1" in officer.inner_text("main")
    officer.fill("[name='own-III.3a']", "2")
    officer.click("main form button.main")
    faults += broken_rules(officer)
    assert "03 tập thể, 02 cá nhân" in officer.inner_text("main")
    officer.click("button:has-text('Trình ký')")

    leader.goto(HOME)
    leader.locator("li", has_text="Ký ban hành").locator("a.btn").click()
    faults += broken_rules(leader)
    leader.click("button:has-text('Ký, ban hành')")
    assert "Đã ban hành" in leader.inner_text("main")

    commune.goto("/ban-lam-viec/van-ban/chua-nhan/")
    faults += broken_rules(commune)
    commune.locator("tbody tr", has_text="Đắk Mil").locator("th a").click()
    assert "Giấy khen của" in commune.inner_text("main")
    faults += broken_rules(commune)
    commune.click("button:has-text('Xác nhận đã nhận')")
    assert "Đã xác nhận nhận được" in commune.inner_text("main")

    officer.goto("/ban-lam-viec/van-ban/di/")
    officer.locator("tbody th a").first.click()
    faults += broken_rules(officer)
    line = officer.locator("tr", has_text="Đắk Lao")
    assert "15/7/2024" in line.inner_text()
    assert "đơn vị chưa xác nhận đã nhận" in officer.inner_text("main")
    assert faults == []
