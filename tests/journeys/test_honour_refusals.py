"""What is refused on the way to an honour is said in a sentence, nothing typed is lost, and the trail has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.foundation.core.uploads import pdf
from tests.harness.desks import HOME, Desks, duty, press, says, trail
from tests.journeys.honour_way import (
    COMMUNE,
    FIELD,
    FORM,
    commune_confirms_itself,
    letter_is_signed,
    papers_are_brought,
)
from tests.journeys.test_house import photo

pytestmark = [pytest.mark.slow, pytest.mark.clause("VI.3b", "VI.4", "VII.3b")]


def test_return_without_a_reason_keeps_what_was_typed(desks: Desks) -> None:
    district = desks.of("can-bo-huyen")
    duty(district, "Nhận: Báo cáo công tác Mặt trận", "thị trấn Ea T'ling").click()
    district.check(f"[name='tra:{FIELD}']")
    district.check("[name='tra:people-mood']")
    district.fill("[name='people-mood']", "Chưa nêu việc mất mùa.")
    district.fill("[name=last_day]", "20/7/2024")
    press(district, "Trả lại chỗ đã đánh dấu")

    why = district.locator("tr", has=district.locator(f"[name='{FIELD}']")).locator(".err")
    expect(why).to_be_visible()
    desks.shot(district, "refused-return")
    assert district.is_checked(f"[name='tra:{FIELD}']")
    assert district.input_value("[name='people-mood']") == "Chưa nêu việc mất mùa."
    assert district.input_value("[name=last_day]") == "20/7/2024"
    duty(desks.of("can-bo-huyen"), "Nhận: Báo cáo công tác Mặt trận", "thị trấn Ea T'ling")


def test_dossier_whose_confirmation_is_taken_back_is_refused_by_name(desks: Desks, tmp_path: Path) -> None:
    commune_confirms_itself(desks)
    officer = desks.of("can-bo-huyen")
    duty(officer, "Hoàn thiện, gửi hồ sơ").click()
    papers_are_brought(desks, officer, photo(tmp_path, "bien-ban", 90))
    letter_is_signed(desks)
    officer = desks.of("can-bo-huyen")
    duty(officer, "Hoàn thiện, gửi hồ sơ").click()

    leader = desks.of("lanh-dao-xa")
    leader.goto(HOME + "khen-thuong/de-nghi/?q=tam+thang")
    leader.locator("tr", has_text=FORM).get_by_role("link", name=COMMUNE).click()
    leader.get_by_role("link", name="Rút xác nhận báo cáo").click()
    leader.fill("[name=reason]", "Số liệu còn phải xem lại.")
    leader.locator("main form button.main").click()
    press(officer, "Gửi hồ sơ")

    refusal = f"Báo cáo thành tích của {COMMUNE} chưa được lãnh đạo {COMMUNE} xác nhận."
    says(officer, refusal)
    desks.shot(officer, "refused-dossier")
    assert refusal in trail(desks.site, refused=True)[-1][3]


def test_number_of_a_decision_that_is_taken_is_refused_at_its_field(desks: Desks) -> None:
    leader = desks.of("lanh-dao-tinh")
    duty(leader, f"Ký quyết định: {FORM}").click()
    press(leader, "Trả lại")
    leader.fill("[name=reason]", "Bản giấy đã ký.")
    leader.locator("main form button.main").click()
    focal = desks.of("can-bo-tinh")
    duty(focal, "Sửa quyết định bị trả lại").click()
    focal.get_by_role("link", name="Đã ký trên giấy?").click()
    focal.fill("[name=number]", "35")
    focal.fill("[name=date]", "15/7/2024")
    focal.set_input_files("[name=scan]", {"name": "qd.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    focal.select_option("[name=signer]", label="Người khác, ghi ở dưới")
    focal.fill("[name=title]", "Chủ tịch")
    focal.fill("[name=name]", "Bùi Thị Minh Họa")
    focal.locator("main form button.main").click()

    expect(focal.locator("#id_number_error, .err").first).to_contain_text("35")
    desks.shot(focal, "refused-number")
    assert focal.input_value("[name=name]") == "Bùi Thị Minh Họa"
    assert focal.input_value("[name=date]") == "15/7/2024"
