"""The fund on the portal: what was raised, spent and helped, by unit and year; as frozen, and nobody by name."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import NOW, SYSTEM, Cast
from tests.harness.pages import text, words
from tests.stages.funds.support import gift, opened, spent
from thidua.stages.funds.operations import NewDonor
from thidua.stages.publications.freezing_funds import freeze_funds

pytestmark = pytest.mark.django_db


def test_page_tells_the_year_as_it_was_frozen_and_no_donor(client: Client, site: Cast) -> None:
    assert "Chưa có số liệu quỹ" in words(client.get("/quy/"))
    fund = opened(site, opening=5)
    gift(site, fund, 12, donor=NewDonor(name="Bà Trần Thị Kín Tiếng", is_anonymous=True))
    spent(site, fund, 3)
    freeze_funds(by=SYSTEM, now=NOW, unit=site.province)
    gift(site, fund, 40)

    page = client.get("/quy/")
    assert "năm 2024. Số liệu đến 9 giờ 15/7/2024." in words(page)
    assert "Đã vận động 12 triệu đồng Đã chi hỗ trợ 3 triệu đồng Nhà được hỗ trợ 0 căn" in words(page)
    assert "Huyện Cư Jút 12 triệu đồng 3 triệu đồng 0" in words(page)
    assert "Kín Tiếng" not in text(page)
    assert "52 triệu" not in text(page)
    assert words(client.get(f"/quy/?dot={site.campaign.key}&nam=2024")) == words(page)


@pytest.mark.parametrize("query", ["nam=1999", "nam=la", "dot=la"])
def test_year_or_campaign_that_is_not_there_is_not_found(client: Client, site: Cast, query: str) -> None:
    freeze_funds(by=SYSTEM, now=NOW, unit=site.province)
    assert client.get(f"/quy/?{query}").status_code == 404
