"""The pages that look ahead and the groups of the board: what they show to whom, their files, their cost."""

from __future__ import annotations

import csv
import datetime
import io
import re
from urllib.parse import urljoin
from zlib import compress

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.faces.desk.progress.test_map_pages import MAP, outline
from tests.faces.desk.progress.test_pages import BOARD, names, page, words
from tests.factories import AREA, COMMITTEES, COMMUNE, DISTRICT, NOW, PROVINCE, TODAY, Cast
from tests.stages.progress.conftest import Stage, ask
from tests.stages.progress.growing import grown
from tests.stages.progress.test_outlook import DUE, asked, does
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Exemption, GroupMember, UnitGroup
from thidua.stages.progress import rebuild

AHEAD = BOARD + "co-nguy-co/"
KILOBYTE = 1024


def way(site: Cast, unit: Unit, code: str = "T") -> str:
    return reverse("desk:progress-burnup", args=(site.campaign.key, unit.uid, code))


def lines(client: Client, site: Cast, who: str, key: str, **given: str) -> list[dict[str, str]]:
    """A list as its CSV file has it."""
    response = page(client, site, who, reverse("desk:export-csv", args=(key,)), **given)
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text)))


def group(site: Cast, key: str, *units: Unit) -> UnitGroup:
    made = UnitGroup.objects.create(
        campaign=site.campaign, key=key, position=1, name="Cụm thi đua số 1", source="Quyết định 1", valid_from=TODAY,
        made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    for unit in units:
        GroupMember.objects.create(campaign=site.campaign, group=made, unit=unit, valid_from=TODAY)
    return made


def test_the_way_of_a_figure_says_where_its_pace_leads(client: Client, site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[DISTRICT], minimum=13, measure_unit="house")
    does(stage, site.district, days_ago=40, quantity=2)
    does(stage, site.district, days_ago=10, quantity=4)
    seen = page(client, site, "district_leader", way(site, site.district))
    assert (
        "Có nguy cơ không đạt. 30 ngày qua thêm: 4 căn. Giữ nhịp này thì hết ngày 31/8/2024 được khoảng 12 căn, "
        "phải đạt 13 căn, còn thiếu 1 căn."
    ) in words(seen)
    assert "Cách dự báo: lấy phần tăng thêm trong 30 ngày gần nhất và giữ nguyên nhịp ấy cho đến hết hạn" in words(seen)
    assert "5/7/2024 6 căn +4 căn 5/6/2024 2 căn +2 căn 16/5/2024 0 căn +0 căn" in words(seen)
    does(stage, site.district, days_ago=0, quantity=2)
    seen = page(client, site, "district_leader", way(site, site.district))
    assert "Giữ nhịp này thì đạt đủ vào khoảng ngày 9/8/2024." in words(seen)


def test_the_way_says_why_nothing_is_forecast(client: Client, site: Cast, stage: Stage) -> None:
    asked(site, "A", unit_kinds=[DISTRICT], minimum=3, days_ago=5)
    asked(site, "B", unit_kinds=[DISTRICT], minimum=3, due_before=None, due_event_key="national-congress")
    asked(site, "C", unit_kinds=[DISTRICT], minimum=3, due_before=TODAY)
    asked(site, "D", unit_kinds=[DISTRICT], minimum=3, judged_from=datetime.date(2024, 8, 1))
    asked(site, "E", unit_kinds=[PROVINCE])
    freed = asked(site, "F", unit_kinds=[DISTRICT])
    Exemption.objects.create(target=freed, unit=site.district, document="Công văn 112", given_at=NOW)
    rebuild.rebuild(target=freed, now=NOW)
    seen = {code: words(page(client, site, "district_leader", way(site, site.district, code))) for code in "ABCDEF"}
    assert "Đơn vị được miễn chỉ tiêu này: Công văn 112" in seen["F"]
    assert "Chưa đủ số liệu để dự báo: bảng có số từ ngày 10/7/2024, cần ít nhất 30 ngày." in seen["A"]
    assert "Không dự báo: chỉ tiêu chưa có một ngày hết hạn chung." in seen["B"]
    assert "Đã hết hạn ngày 14/7/2024." in seen["C"]
    assert "Không dự báo: chỉ tiêu chưa đến kỳ xét" in seen["D"]
    assert "Chỉ tiêu này không giao cho đơn vị" in seen["E"]


def test_the_list_of_what_will_be_missed_and_its_file(client: Client, site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[COMMUNE], minimum=2)
    does(stage, site.commune, days_ago=50, quantity=2)
    seen = page(client, site, "province_officer", AHEAD, cap=COMMUNE)
    assert names(seen) == ["Xã Đắk Lao, Huyện Đắk Mil", "Xã Trúc Sơn, Huyện Cư Jút"]
    assert "hết ngày 31/8/2024 (còn 47 ngày)" in words(seen)
    assert way(site, site.far_commune) in seen.content.decode()
    assert names(page(client, site, "province_officer", AHEAD, cap=COMMUNE, tim="truc son")) == [
        "Xã Trúc Sơn, Huyện Cư Jút"
    ]
    kept = lines(client, site, "province_officer", "progress-at-risk", cap=COMMUNE)
    assert [(row["Mã"], row["Thêm trong 30 ngày"], row["Dự báo còn thiếu"]) for row in kept] == [
        ("24667", "0", "2"), ("24661", "0", "2"),
    ]  # fmt: skip
    excel = page(client, site, "province_officer", reverse("desk:export-excel", args=("progress-at-risk",)))
    assert excel.content[:2] == b"PK"


def test_an_empty_list_says_so(client: Client, site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=[COMMUNE], days_ago=3)
    seen = words(page(client, site, "province_officer", AHEAD, cap=COMMUNE))
    assert "Không có chỉ tiêu nào có nguy cơ không đạt" in seen
    assert "3 chỗ chưa đủ số liệu để dự báo" in seen


def test_a_foreign_unit_is_not_found(client: Client, site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=COMMITTEES)
    foreign = {"dot": site.campaign.key, "don-vi": str(site.far_district.uid)}
    answers = [
        page(client, site, "district_officer", way(site, site.far_district)),
        page(client, site, "district_officer", way(site, site.district, "khong-co")),
        page(client, site, "district_officer", AHEAD, **foreign),
        page(client, site, "district_officer", AHEAD, **{"chi-tieu": "khong-co"}),
        page(client, site, "district_officer", AHEAD, nhom="khong-co"),
        page(client, site, "district_officer", BOARD, nhom="khong-co"),
        page(client, site, "district_officer", MAP, **foreign),
        page(client, site, "district_officer", MAP, **{"chi-tieu": "khong-co"}),
        page(client, site, "district_officer", reverse("desk:export-csv", args=("progress-at-risk",)), **foreign),
    ]
    assert [answer.status_code for answer in answers] == [404] * 9


def test_the_board_leads_to_what_lies_ahead(client: Client, site: Cast, stage: Stage) -> None:
    asked(site, unit_kinds=COMMITTEES)
    seen = page(client, site, "district_officer", BOARD, **{"chi-tieu": "T"})
    links = {urljoin(BOARD, link.split("?")[0]) for link in re.findall('href="([^"]+)"', seen.content.decode())}
    assert {AHEAD, way(site, site.district)} <= links


def test_the_board_of_a_group_is_its_members_ranked(client: Client, site: Cast, stage: Stage) -> None:
    for code in "AB":
        ask(site, code, unit_kinds=[COMMUNE])
    stage.does(site.commune)
    group(site, "cum-1", site.commune, site.far_commune)
    seen = page(client, site, "province_officer", BOARD, nhom="cum-1", **{"sap-xep": "xep-hang"})
    assert re.findall(r"hạng (\d)</small> <a[^>]*>([^<]+)", seen.content.decode()) == [
        ("1", "Xã Nam Dong, Huyện Cư Jút"), ("2", "Xã Đắk Lao, Huyện Đắk Mil"),
    ]  # fmt: skip
    assert "Tính đến 15/7/2024. Cụm thi đua số 1." in words(seen)
    kept = lines(client, site, "province_officer", "progress-cells", nhom="cum-1", cap=COMMUNE)
    assert {row["Mã"] for row in kept} == {"24649", "24667"}
    assert "Cụm thi đua số 1 (1)" in words(page(client, site, "district_officer", BOARD))


def test_equals_share_a_place_and_a_filter_takes_the_places_away(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE])
    stage.does(site.sister_commune)
    given = {"cap": COMMUNE, "sap-xep": "xep-hang"}
    seen = page(client, site, "province_officer", BOARD, **given).content.decode()
    assert re.findall(r"hạng (\d)", seen) == ["1", "2", "2"]
    assert "hạng 1" not in page(client, site, "province_officer", BOARD, tim="nam", **given).content.decode()


def test_the_files_hold_the_list_of_the_page(client: Client, site: Cast, stage: Stage) -> None:
    """As many lines as the page counts, and the sums of the page's last line."""
    for code in "AB":
        ask(site, code, unit_kinds=[COMMUNE], share=100, due_before=datetime.date(2024, 7, 1))
    stage.does([site.commune, site.far_commune])
    board = page(client, site, "province_officer", BOARD, cap=COMMUNE)
    chips = dict(re.findall(r">(?:<svg.*?</svg>)?([^<>]+) <span class=\"n\">(\d+)</span></a>", board.content.decode()))
    given = {"Tất cả": "", "Đạt": "met", "Không đạt (hết hạn)": "missed"}
    found = {
        chip: len(lines(client, site, "province_officer", "progress-cells", cap=COMMUNE, **{"tinh-trang": state}))
        for chip, state in given.items()
    }
    assert {chip: str(number) for chip, number in found.items()} == chips == {
        "Tất cả": "6", "Đạt": "4", "Không đạt (hết hạn)": "2",
    }  # fmt: skip
    file = lines(client, site, "province_officer", "progress-cells", cap=COMMUNE, **{"chi-tieu": "A"})
    assert sum(int(row["Số đơn vị đạt"]) for row in file) == 2
    assert "2 /3 xã" in words(page(client, site, "province_officer", BOARD, cap=COMMUNE, **{"chi-tieu": "A"}))
    link = re.search(r'href="([^"]+progress-cells\.xlsx[^"]*)"', board.content.decode())
    assert link
    assert f"cap={COMMUNE}" in link.group(1)
    first = page(client, site, "province_officer", BOARD).content.decode()
    assert f"cap={DISTRICT}" in re.search(r'href="([^"]+progress-cells\.csv[^"]*)"', first).group(1)  # type: ignore[union-attr]
    found = lines(client, site, "province_officer", "progress-cells", cap=COMMUNE, tim="dak lao")
    assert [row["Mã"] for row in found] == ["24667"] * 2


@pytest.mark.slow
def test_pages_take_the_same_statements_at_any_size_and_stay_small(client: Client, site: Cast, stage: Stage) -> None:
    for n in range(9):
        asked(site, f"III.{n}", unit_kinds=[COMMUNE, AREA], share=100, due_before=DUE if n else TODAY)
    does(stage, site.commune, days_ago=9)
    group(site, "cum-1", site.commune)
    outline(site, c24649=(107.7, 12.6), c24661=(107.8, 12.6))
    addresses = [
        AHEAD + f"?cap={COMMUNE}", way(site, site.district, "III.0"), MAP, BOARD + "?nhom=cum-1&sap-xep=xep-hang",
        BOARD + "?sap-xep=xep-hang",
    ]  # fmt: skip
    counts, sizes = [], []
    client.force_login(site.account("district_officer"))
    for more in (0, 2, 1000):
        if more:
            grown(site, more)
        for address in addresses:
            with CaptureQueriesContext(connection) as statements:
                response = client.get(address)
            assert response.status_code == 200
            counts.append(len(statements))
            sizes.append((len(response.content), len(compress(response.content))))
    assert (counts[:5], counts[5:10], counts[10:]) == ([10, 10, 11, 12, 12],) * 3
    assert max(size for size, _packed in sizes) < 150 * KILOBYTE
    assert max(packed for _size, packed in sizes) < 25 * KILOBYTE
