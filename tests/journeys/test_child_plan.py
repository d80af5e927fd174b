"""Đắk Mil's plan under plan 286, with five Giấy khen of its own: written, signed, sent, acknowledged in the browser.

Then its round is opened, five are chosen, and there is no sixth place.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.harness.browsing import Visitor, broken_rules, sign_in
from tests.harness.desks import duty, press, says
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("H.3", "N.1", "VII.3a")]
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
    faults += round_is_opened(officer, leader)
    faults += commune_proposes_itself(commune)
    site.thidua("shell", "--no-imports", "--verbosity", "0", "-c", OTHERS)
    faults += five_are_chosen(officer)
    assert faults == []


# Three more communes and two people of the district's office, and what its council said of all six.
OTHERS = """
from django.db import transaction
from thidua.foundation.accounts.operations import make_person
from thidua.foundation.core import clock, locking
from thidua.foundation.core.actors import System
from thidua.foundation.units.models import Unit
from thidua.foundation.units.queries import by_code
from thidua.stages.campaigns.models import AwardForm
from thidua.stages.nominations.models import Nomination
from thidua.stages.nominations.operations import Content, draft_nomination, record_vote
given, on = dict(by=System(), now=clock.now()), clock.today()
form = AwardForm.objects.select_related("round__campaign").get(round__plan__unit__short_name__endswith="Đắk Mil")
district = by_code("663", on=on)
communes = Unit.objects.filter(parent=district, kind="front-commune").exclude(pk=by_code("24667", on=on).pk)
for unit in communes.order_by("lft")[:3]:
    draft_nomination(**given, propose=True, content=Content(form=form, unit=unit, subject=unit, achievement="Việc tốt"))
for name in ("Người thử Một", "Người thử Hai"):
    made = make_person(**given, full_name=name, is_invented=True)
    draft_nomination(**given, propose=True, content=Content(
        form=form, unit=district, subject=district, person=made, achievement="Việc tốt"))
for row in Nomination.objects.filter(form=form).order_by("id"):
    with transaction.atomic(), locking.fresh_order():
        record_vote(**given, nomination=row, votes_for=7, votes_of=7, passed=True)
"""


def round_is_opened(officer: Page, leader: Page) -> list[str]:
    """From the plan to its round; the officer writes the guidance, the leader signs it."""
    officer.goto(PLANS)
    officer.locator("tbody tr", has_text="Đắk Mil").locator("th a").first.click()
    officer.click("text=Mở đợt khen thưởng của đơn vị")
    says(officer, "Khen thưởng của Ủy ban MTTQ Việt Nam huyện Đắk Mil")
    faults = broken_rules(officer)
    press(officer, "Soạn hướng dẫn")
    officer.fill("[name=dossiers_before]", "20/8/2024")
    press(officer, "Lưu bản thảo")
    press(officer, "Trình lãnh đạo ký")
    leader.goto(HOME)
    duty(leader, "Ký hướng dẫn: Khen thưởng của Ủy ban MTTQ Việt Nam huyện Đắk Mil").click()
    faults += broken_rules(leader)
    press(leader, "Ký, ban hành")
    says(leader, "Các suất đã mở")
    return faults


def commune_proposes_itself(commune: Page) -> list[str]:
    commune.goto(HOME + "khen-thuong/de-nghi/moi/")
    form = commune.locator("main section", has_text="huyện Đắk Mil").filter(has_text="Giấy khen của")
    form.locator("button").click()
    commune.fill("[name=achievement]", "Làm 2 km đường hoa.")
    faults = broken_rules(commune)
    press(commune, "Lưu và đề nghị")
    says(commune, "đang giữ")
    return faults


def five_are_chosen(officer: Page) -> list[str]:
    """Three bodies and two people take the places the plan gives; who comes after is told that there is none."""
    officer.goto(HOME)
    duty(officer, "Xét chọn: Giấy khen của").click()
    choice, faults = officer.url, broken_rules(officer)
    for _place in range(5):
        officer.goto(choice)
        officer.locator("main td a.btn").first.click()
        officer.fill("[name=reason]", "Tiêu biểu nhất huyện.")
        press(officer, "Chọn")
        says(officer, "Đã chọn")
    officer.goto(choice)
    officer.locator("main tr", has_text="chờ chọn").locator("th a").click()
    press(officer, "Chọn vào danh sách")
    officer.fill("[name=reason]", "Cũng tiêu biểu.")
    press(officer, "Chọn")
    says(officer, "«Tập thể» có 3 suất và đã chọn đủ")
    return faults + broken_rules(officer)
