"""A list as it comes out of the printer: across the sheet, rows below each other, no cards."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.harness.browsing import Visitor
from tests.harness.desks import Desks
from tests.harness.sites import Site

pytestmark = pytest.mark.slow
ROWS_OF_A_SHEET = 8


@pytest.mark.parametrize("address", ["khen-thuong/de-nghi/", "cong-trinh/"])
def test_a_list_prints_across_the_sheet(desks: Desks, visitor: Visitor, site: Site, address: str) -> None:
    page = desks.of("can-bo-tinh")
    page.goto(f"/ban-lam-viec/{address}")
    rows = page.locator("main table.fold tbody tr").count()
    assert rows >= ROWS_OF_A_SHEET
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))

    assert [sheet.mediabox.width > sheet.mediabox.height for sheet in printed.pages] == [True] * len(printed.pages)
    assert len(printed.pages) <= -(-rows // ROWS_OF_A_SHEET)
