"""The pages of progress: what each role sees, the way from a total down to a record, the same work at any size."""

from __future__ import annotations

import datetime
import html
import re
from typing import Any
from urllib.parse import urljoin

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import AREA, COMMITTEES, COMMUNE, DISTRICT, NOW, SYSTEM, Cast, cast_on_board
from tests.stages.progress.conftest import Stage, ask
from tests.stages.progress.growing import grown
from tests.stages.works.support import done, piece, verified
from thidua.foundation.core.tables import TABLES
from thidua.stages.campaigns.models import Exemption, Target
from thidua.stages.campaigns.operations import exempt_unit
from thidua.stages.progress import rebuild
from thidua.stages.progress.models import UnitProgressDay

BOARD = "/ban-lam-viec/chi-tieu/"
EARLY = datetime.date(2024, 1, 1)
TAG = re.compile(r"<[^>]*>")


def page(client: Client, cast: Cast, who: str, address: str = BOARD, **given: Any) -> Any:
    account = cast.account(who)
    if client.session.get(SESSION_KEY) != str(account.pk):
        client.force_login(account)
    return client.get(address, given)


def words(response: Any) -> str:
    """The text between the tags, single-spaced."""
    return " ".join(TAG.sub(" ", response.content.decode()).split())


def names(response: Any) -> list[str]:
    """The units down the side of the page's table."""
    return re.findall(r'<th scope="row">(?:<a[^>]*>)?([^<]+)', html.unescape(response.content.decode()))


def figure_of(cast: Cast, target: Target, unit: Any) -> str:
    return reverse("desk:progress-figure", args=(cast.campaign.key, unit.uid, target.code))


@pytest.mark.clause("VII.1")
def test_the_board_of_each_role_is_its_own_branch(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=COMMITTEES, share=100)
    assert "Chỉ tiêu thi đua: Tỉnh Đắk Nông" in words(page(client, site, "province_officer"))
    seen = {who: names(page(client, site, who)) for who in ("province_officer", "district_leader", "commune_officer")}
    assert seen == {
        "province_officer": ["Tỉnh Đắk Nông", "Huyện Cư Jút", "Huyện Đắk Mil", "Toàn bộ Tỉnh Đắk Nông"],
        "district_leader": ["Huyện Cư Jút", "Xã Nam Dong", "Xã Trúc Sơn", "Toàn bộ Huyện Cư Jút"],
        "commune_officer": ["Xã Nam Dong", "Buôn Nui", "Thôn 1", "Toàn bộ Xã Nam Dong"],
    }


def test_a_foreign_unit_is_not_found(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=COMMITTEES)
    foreign = {"dot": "thu", "don-vi": str(site.far_district.uid)}
    answers = [
        page(client, site, "district_officer", BOARD, **foreign),
        page(client, site, "district_officer", BOARD + "bieu-tong-hop/", **foreign),
        page(client, site, "district_officer", figure_of(site, target, site.far_commune)),
        page(client, site, "district_officer", figure_of(site, target, site.far_commune) + "chua-dat/"),
        page(client, site, "district_officer", BOARD, **{"dot": "thu", "don-vi": "khong-phai-uid"}),
        page(client, site, "district_officer", BOARD, dot="khong-co"),
        page(client, site, "district_officer", figure_of(site, target, site.district).replace("/T/", "/X/")),
        *(
            page(client, site, "district_officer", reverse("desk:export-excel", args=(key,)), **foreign)
            for key in ("progress-cells", "progress-missing", "progress-summary")
        ),
    ]
    assert [answer.status_code for answer in answers] == [404] * 10


def test_filters_stand_in_the_address(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=[COMMUNE], due_before=datetime.date(2024, 7, 1))
    stage.does(site.commune, on=EARLY)
    seen = names(page(client, site, "province_officer", **{"cap": COMMUNE, "tinh-trang": "missed", "trang": "x"}))
    assert seen == ["Xã Trúc Sơn, Huyện Cư Jút", "Xã Đắk Lao, Huyện Đắk Mil", "Toàn bộ Tỉnh Đắk Nông"]
    assert names(page(client, site, "province_officer", cap=COMMUNE, tim="dak lao")) == [
        "Xã Đắk Lao, Huyện Đắk Mil",
        "Toàn bộ Tỉnh Đắk Nông",
    ]
    seen = words(page(client, site, "province_officer", cap=COMMUNE, tim="không có xã nào"))
    assert "Không có đơn vị nào khớp với bộ lọc" in seen


def test_place_with_no_list_beneath_offers_no_states_to_filter_it_by(client: Client, site: Cast) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    assert "Lọc theo tình trạng" in page(client, site, "district_officer").content.decode()
    alone = page(client, site, "commune_officer").content.decode()
    assert (site.commune.name in alone, "Lọc theo tình trạng" in alone) == (True, False)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"tinh-trang": "xyz"}, "chọn lại bộ lọc"), ({"sap-xep": "xyz"}, "chọn lại bộ lọc"),
        ({"ngay": "31/3/2024"}, "chọn lại ngày"), ({"ngay": "2024-02-30"}, "chọn lại ngày"),
        ({"ngay": "2999-01-01"}, "chọn được đến hôm nay"), ({"ngay": "2024-03-31", "theo": "xyz"}, "cách tính"),
    ],
)  # fmt: skip
def test_wrong_filter_is_told_and_does_not_show_everything(
    client: Client, site: Cast, given: dict[str, str], told: str
) -> None:
    ask(site, "T", unit_kinds=[COMMUNE])
    answer = page(client, site, "province_officer", **given)
    assert (answer.status_code, told in words(answer)) == (404, True)


def test_one_target_at_a_time(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "A", unit_kinds=[COMMUNE])
    ask(site, "B", unit_kinds=[COMMUNE])
    whole = page(client, site, "district_officer").content.decode()
    one = page(client, site, "district_officer", **{"chi-tieu": "B"}).content.decode()
    assert (whole.count('<th scope="col"'), one.count('<th scope="col"')) == (3, 2)
    assert (whole.count('scope="col" class="c on"'), one.count('scope="col" class="c on"')) == (1, 1)
    assert page(client, site, "district_officer", **{"chi-tieu": "khong-co"}).status_code == 404


@pytest.mark.clause("III.3a")
def test_a_total_leads_down_to_the_record(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "III.3a", unit_kinds=[DISTRICT], measure_unit="house", share=100)
    stage.does(site.district)
    board = page(client, site, "province_officer")
    address = figure_of(site, target, site.district)
    assert address in {urljoin(BOARD, link) for link in re.findall('href="([^"]+)"', board.content.decode())}
    seen = words(page(client, site, "province_officer", address))
    assert "Con số 1/1 căn" in seen
    assert "Việc 1" in seen
    assert "Tính 1 cho Huyện Cư Jút, ngày 8/3/2024." in seen
    assert "Người nhận xác nhận lúc 9:00 ngày 15/7/2024" in seen


def test_what_several_share_is_said_to_count_once(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[AREA])
    stage.does([site.area, site.area_two])
    seen = words(page(client, site, "commune_officer", figure_of(site, target, site.commune)))
    assert "Đã trừ trùng" in seen
    assert "Cộng từng đơn vị là 2, tính chung là 1" in seen
    assert "Đã trừ trùng" not in words(page(client, site, "commune_officer", figure_of(site, target, site.area)))


def test_who_has_not_with_phone_and_reminder(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[AREA], due_before=datetime.date(2024, 7, 1), text="Mỗi thôn một mô hình")
    stage.does(site.area)
    response = page(client, site, "district_officer", figure_of(site, target, site.district) + "chua-dat/")
    seen = words(response)
    assert ("Buôn Nui" in seen, site.area_two.phone in seen) == (True, True)
    assert f'href="tel:{site.area_two.phone.replace(" ", "")}"' in response.content.decode()
    assert "Hạn: trước 1/7/2024." in seen
    assert "1. Buôn Nui (Xã Nam Dong) 2. Thôn 1 (Xã Trúc Sơn)" in seen
    stage.does(site.area_two)
    stage.does(site.sister_area)
    seen = words(page(client, site, "district_officer", figure_of(site, target, site.district) + "chua-dat/"))
    assert "Mọi đơn vị được giao đều đã đạt" in seen


def test_the_summary_page_and_its_files(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=COMMITTEES, share=100, text="100% Ủy ban MTTQ phát động")
    Exemption.objects.create(target=target, unit=site.far_district, document="Công văn 112", given_at=NOW)
    rebuild.rebuild(target=target, now=NOW)
    stage.does(site.province)
    seen = words(page(client, site, "province_leader", BOARD + "bieu-tong-hop/"))
    assert "T 100% Ủy ban MTTQ phát động 1 tỉnh, 1 huyện, 3 xã 1/1 tỉnh · 0/1 huyện · 0/3 xã" in seen
    assert "Huyện Cư Jút, Xã Đắk Lao, Xã Nam Dong, Xã Trúc Sơn" in seen
    for key in ("progress-cells", "progress-missing", "progress-summary"):
        excel = page(client, site, "province_leader", reverse("desk:export-excel", args=(key,)))
        lines = page(client, site, "province_leader", reverse("desk:export-csv", args=(key,)))
        assert excel.content[:2] == b"PK"
        assert len(list(lines.streaming_content)) > 1
        assert key in {table.key for table in TABLES}


def test_files_of_another_moment_say_so_in_their_name_and_in_csv_in_a_last_column(
    client: Client, site: Cast, stage: Stage
) -> None:
    ask(site, "T", unit_kinds=COMMITTEES, share=100)
    stage.does(site.district)
    for key in ("progress-cells", "progress-missing", "progress-summary", "progress-at-risk"):
        csv, excel = (reverse(f"desk:export-{kind}", args=(key,)) for kind in ("csv", "excel"))
        done = {"ngay": "2024-06-30", "theo": "thuc-hien"}
        now = page(client, site, "province_leader", csv)
        then = page(client, site, "province_leader", csv, **done)
        book = page(client, site, "province_leader", excel, ngay="2024-06-30")
        assert "30-6-2024" not in now["Content-Disposition"]
        assert "-tinh-theo-ngay-thuc-hien-den-30-6-2024-" in then["Content-Disposition"]
        assert "-so-lieu-nhu-bang-da-hien-toi-30-6-2024-" in book["Content-Disposition"]
        plain = b"".join(now.streaming_content).decode().splitlines()
        told = b"".join(then.streaming_content).decode().splitlines()
        assert told[0] == plain[0] + ",Thời điểm của số liệu"
        assert all(line.endswith(",Tính theo ngày thực hiện đến 30/6/2024") for line in told[1:])


@pytest.mark.slow
def test_the_summary_as_a_paper(client: Client, site: Cast, stage: Stage) -> None:
    ask(site, "T", unit_kinds=COMMITTEES, share=100)
    starts = [
        page(client, site, "district_officer", f"{BOARD}bieu-tong-hop/{ending}/").content[:4]
        for ending in ("docx", "pdf")
    ]
    assert starts == [b"PK\x03\x04", b"%PDF"]
    assert page(client, site, "district_officer", BOARD + "bieu-tong-hop/odt/").status_code == 404
    foreign = {"dot": "thu", "don-vi": str(site.far_district.uid)}
    assert page(client, site, "district_officer", BOARD + "bieu-tong-hop/pdf/", **foreign).status_code == 404


def test_an_actor_without_a_campaign_gets_an_empty_page(client: Client, site: Cast, stage: Stage) -> None:
    site.campaign.participations.all().delete()
    seen = words(page(client, site, "commune_officer"))
    assert "Đơn vị của bạn chưa tham gia đợt thi đua nào" in seen


def test_a_target_being_rebuilt_says_so(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=COMMITTEES)
    rebuild.mark(target, running=True)
    assert "Đang tính lại chỉ tiêu T" in words(page(client, site, "province_officer"))


def test_pages_of_another_day_say_so_and_lead_back(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT, COMMUNE], share=100)
    stage.does(site.commune, on=datetime.date(2024, 6, 2))
    given = {"ngay": "2024-04-10", "theo": "thuc-hien"}
    for address in (
        BOARD,
        BOARD + "bieu-tong-hop/",
        figure_of(site, target, site.district),
        figure_of(site, target, site.district) + "chua-dat/",
    ):
        answer = page(client, site, "district_officer", address, **given)
        assert "Tính theo ngày thực hiện đến 10/4/2024" in words(answer)
        assert f'href="{address}">Về số liệu hôm nay' in answer.content.decode()
        shown = words(page(client, site, "district_officer", address, ngay="2024-04-10"))
        assert "Số liệu như bảng đã hiện tối 10/4/2024" in shown
        assert "Về số liệu hôm nay" not in words(page(client, site, "district_officer", address))
    empty = words(page(client, site, "district_officer", BOARD, ngay="2024-04-10"))
    assert "Tối hôm ấy bảng chưa có số liệu nào." in empty
    board = page(client, site, "district_officer", BOARD, **given)
    doors = re.findall('<td class[^>]*><a href="([^"]+)"', board.content.decode())
    assert len(doors) == 4
    assert all(html.unescape(link).endswith("?ngay=2024-04-10&theo=thuc-hien") for link in doors)
    assert 'name="ngay" value="2024-04-10"' in board.content.decode()


def test_the_reason_why_a_record_does_not_count(client: Client, db: None) -> None:
    cast = cast_on_board()
    done(cast, content=piece(cast, name="Đường hoa chờ xác nhận"), by="commune_officer", above="district_officer")
    verified(cast, content=piece(cast, name="Cầu đã tính"), by="commune_officer", above="district_officer")
    target = cast.campaign.targets.get(code="III.4")
    address = figure_of(cast, target, cast.commune)
    seen = words(page(client, cast, "district_officer", address + "khong-tinh/"))
    assert "Đường hoa chờ xác nhận" in seen
    assert "còn ở bước «đã hoàn thành, chờ xác nhận»" in seen
    assert "Cầu đã tính" not in seen
    assert "Cầu đã tính" in words(page(client, cast, "district_officer", address))


def test_who_has_not_even_registered_is_one_click_from_the_board(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[DISTRICT, COMMUNE], window_from=datetime.date(2024, 4, 1))
    ask(site, "T-registered", unit_kinds=[DISTRICT, COMMUNE], companion_of=target)
    stage.does(site.commune, on=EARLY)
    board = page(client, site, "province_officer")
    assert "Chưa đăng ký: T 2 huyện" in words(board)
    door = f"{figure_of(site, target, site.province)}chua-dat/?cap=front-commune&buoc=chua-dang-ky"
    assert door in html.unescape(board.content.decode())
    lacking = page(client, site, "province_officer", door)
    assert names(lacking) == ["Xã Đắk Lao", "Xã Trúc Sơn"]
    assert "Xã chưa đăng ký 2" in words(lacking)


def test_whom_a_document_frees_need_not_register(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[COMMUNE], window_from=datetime.date(2024, 4, 1))
    ask(site, "T-registered", unit_kinds=[COMMUNE], companion_of=target)
    exempt_unit(by=SYSTEM, now=NOW, target=target, unit=site.far_commune, document="Công văn 112")
    assert "Chưa đăng ký: T 2 xã" in words(page(client, site, "province_officer"))
    door = f"{figure_of(site, target, site.province)}chua-dat/?cap=front-commune&buoc=chua-dang-ky"
    assert names(page(client, site, "province_officer", door)) == ["Xã Nam Dong", "Xã Trúc Sơn"]


def test_an_evening_before_a_unit_was_freed_says_nothing_of_it(client: Client, site: Cast, stage: Stage) -> None:
    target = ask(site, "T", unit_kinds=[COMMUNE])
    then, freed = NOW - datetime.timedelta(days=9), NOW - datetime.timedelta(days=3)
    rebuild.rebuild(target=target, now=then)
    UnitProgressDay.objects.update(day=then.date())
    exempt_unit(by=SYSTEM, now=freed, target=target, unit=site.commune, document="Công văn 112")

    def seen(**address: str) -> str:
        return words(page(client, site, "province_officer", **{"cap": COMMUNE, **address}))

    assert "Được miễn (có văn bản) 1" in seen()
    assert "Công văn 112" in seen()
    assert "Công văn 112" in seen(ngay=str(freed.date()))
    for day in (str(then.date()), "2022-01-01"):
        assert "Công văn 112" not in seen(ngay=day)
        assert "Được miễn (có văn bản) 1" not in seen(ngay=day)
    assert (
        names(page(client, site, "province_officer", cap=COMMUNE, ngay="2022-01-01", **{"tinh-trang": "exempt"})) == []
    )


@pytest.mark.slow
def test_pages_ask_the_same_at_any_size_and_stay_small(client: Client, site: Cast, stage: Stage) -> None:
    targets = [ask(site, f"III.{n}", unit_kinds=[COMMUNE, AREA], share=100, due_before=EARLY) for n in range(9)]
    stage.does(site.commune)
    addresses = [
        BOARD,
        BOARD + "bieu-tong-hop/",
        figure_of(site, targets[0], site.district),
        figure_of(site, targets[0], site.district) + "chua-dat/",
        figure_of(site, targets[0], site.district) + "khong-tinh/",
        *(
            address + "?ngay=2024-03-31" + how
            for address in (BOARD, BOARD + "bieu-tong-hop/", figure_of(site, targets[0], site.district))
            for how in ("", "&theo=thuc-hien")
        ),
    ]
    counts, sizes = [], []
    client.force_login(site.account("district_officer"))
    for more in (0, 2, 1000):
        if more:
            grown(site, more)
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                response = client.get(address)
            counts.append(len(asked))
            sizes.append(len(response.content))
    # Whole requests: session, account, settings and actor are four of them.
    each = [12, 10, 12, 10, 8, 12, 12, 10, 10, 11, 12]
    assert (counts[:11], counts[11:22], counts[22:]) == (each, each, each)
    assert max(sizes) < 150_000
