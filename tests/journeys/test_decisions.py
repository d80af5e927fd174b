"""A leader comes from home to a signed decision in three screens; certificates and the golden book follow."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.harness.browsing import Visitor, broken_rules
from tests.harness.sites import Site

pytestmark = [pytest.mark.slow, pytest.mark.clause("I.4")]
HOME = "/ban-lam-viec/"


def test_decision_is_signed_from_home_and_its_certificates_print(site: Site, visitor: Visitor) -> None:
    leader = visitor.enter(site, "lanh-dao-tinh", size="phone", dark=True)
    leader.goto(HOME)
    leader.click("text=Xem và ký")
    assert broken_rules(leader) == []
    visitor.shot(leader, "decision-to-sign-phone")
    leader.click("main button:has-text('Ký, ban hành')")
    heading = leader.locator("h1").inner_text()
    # The register goes on after the guidance and the letters of the year, on from the number of the paper in April.
    assert heading.startswith("Quyết định ") and heading.endswith("/QĐ-MTTQ-BTT")
    assert "H'Nga Minh Họa" in leader.locator("main").inner_text()

    officer = visitor.enter(site, "can-bo-tinh", javascript=False)  # Without any script.
    officer.goto(HOME)
    officer.click(f"li:has-text('{heading.removeprefix('Quyết định ')}') a.btn")
    officer.fill("main form input[name^='to-'] >> nth=0", "Người Nhận Minh Họa")
    officer.click("main form button.main")
    assert "cho Người Nhận Minh Họa" in officer.locator("main").inner_text()
    visitor.shot(officer, "decision-issued-desk")
    with officer.expect_download() as download:
        officer.click("text=In tất cả bằng khen (PDF)")
    pages = PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    texts = [" ".join(page.extract_text().split()) for page in pages]
    assert (len(texts), "BẰNG KHEN" in texts[0], "H'Nga Minh Họa" in texts[1]) == (2, True, True)
