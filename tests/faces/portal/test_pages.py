"""The pages of the portal: what stands on them, and what never does."""

from __future__ import annotations

import datetime
import io
import re
import uuid
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests.factories import DISTRICT, NOW, SYSTEM, Cast, make_campaign
from tests.stages.progress.conftest import Stage, ask, stage
from tests.stages.publications.support import (
    TEXT,
    TITLE,
    many,
    photos_of,
    publish,
    published_plan,
    secret_house,
)
from thidua.foundation.core import files
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.freezing import freeze_progress
from thidua.stages.publications.operations import withdraw_item
from thidua.stages.works.models import Work

__all__ = ["stage"]
pytestmark = pytest.mark.django_db


def text_of(response: HttpResponse) -> str:
    """The words of the page's main part, one blank between them."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0].split(">", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.mark.clause("I.2", "W.1")
def test_front_tells_the_plan_the_figures_and_the_works(client: Client, site: Cast) -> None:
    page = text_of(client.get("/"))
    assert "Kế hoạch 05/KH-MTTQ-BTT ngày 5/2/2024" in page
    assert "Tin nổi bật" in page
    assert "Đăng 31/10/2023, người đăng: Nguyễn Thị An" in page
    assert page.count("Số liệu đến 15 giờ 15/7/2024.") == 2
    assert "Chỉ tiêu III.1 0/1 tỉnh · 0/2 huyện · 0/3 xã Đang thực hiện" in page
    assert "Chỉ tiêu III.3a 1/2 huyện Đang thực hiện" in page
    assert "Chỉ tiêu III.3b 0/5 căn" in page
    assert f"{TITLE} Buôn Nui, xã Nam Dong, huyện Cư Jút Hoàn thành 28/6/2024 · đăng 15/7/2024" in page
    assert "Từ tháng 10/2023 đến trước Đại hội đại biểu toàn quốc MTTQ." in page


def test_front_has_a_line_for_each_district(client: Client, site: Cast) -> None:
    page = text_of(client.get("/"))
    table = page.split("Kết quả theo địa bàn")[1]
    assert table.index("Huyện Cư Jút") < table.index("Huyện Đắk Mil")
    # What is the province's alone has no column there.
    assert "III.3b" not in table


def test_front_shows_the_chosen_target_on_a_phone(client: Client, site: Cast) -> None:
    page = client.get("/?chi-tieu=III.5a").content.decode()
    assert re.findall(r'<th scope="col" class="c on"><b>([^<]*)</b>', page) == ["III.5a"]
    assert client.get("/?chi-tieu=IX").status_code == 404


def test_front_tells_both_percentages_and_both_numbers(client: Client, site: Cast, stage: Stage) -> None:
    stage.campaign_id, stage.counts_records = site.campaign.pk, False
    ask(site, "P", unit_kinds=[DISTRICT], measure_unit="percent", minimum=80)
    stage.does(site.district, quantity=60, whole=120)
    freeze_progress(by=SYSTEM, now=NOW, campaign=site.campaign)
    table = text_of(client.get("/")).split("Kết quả theo địa bàn")[1]
    assert "50% / 80% (60/120) Đang thực hiện" in table
    assert table.count("– / 80% ") == 1


def test_front_of_a_site_that_published_nothing_says_so(client: Client, people: Cast) -> None:
    freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    page = client.get("/")
    assert (page.status_code, "Chưa đăng nội dung nào" in text_of(page)) == (200, True)
    assert people.campaign.name not in page.content.decode()


def test_front_without_figures_says_that_they_come(client: Client, people: Cast) -> None:
    published_plan(people)
    assert "Số liệu đang được tổng hợp" in text_of(client.get("/"))


def test_other_campaign_has_its_own_address(client: Client, site: Cast) -> None:
    other = make_campaign(site.province, key="truoc")
    Campaign.objects.filter(pk=other.pk).update(
        starts_on=datetime.date(2022, 1, 1), ends_before=datetime.date(2022, 12, 1), short_name="Thi đua năm 2022"
    )
    other.refresh_from_db()
    published_plan(site, other, number=9)
    assert "<h1>Thi đua chào mừng Đại hội</h1>" in client.get("/").content.decode()
    page = client.get("/?dot=truoc").content.decode()
    assert "<h1>Thi đua năm 2022</h1>" in page
    assert re.findall(r'<a class="chip" href="([^"]*)"( aria-current="true")?>', page) == [
        ("/?dot=thu", ""), ("/?dot=truoc", ' aria-current="true"'),
    ]  # fmt: skip
    assert [client.get(f"/?dot={key}").status_code for key in ("khong-co", "286")] == [404, 404]


@pytest.mark.clause("N.2", "W.1")
def test_plan_is_read_whole_with_its_dates(client: Client, site: Cast) -> None:
    page = client.get("/ke-hoach/thu/")
    assert "<h1>Kế hoạch 05/KH-MTTQ-BTT</h1>" in page.content.decode()
    words = text_of(page)
    assert "Ban hành ngày 5/2/2024" in words
    assert "Đăng lúc 9:16 ngày 31/10/2023, mục «Tin nổi bật»" in words
    assert "Căn cứ Kế hoạch phát động của cấp trên;" in words
    assert "(đã ký)" in words


def test_list_of_plans_leads_to_each(client: Client, site: Cast) -> None:
    page = client.get("/ke-hoach/").content.decode()
    assert re.findall(r'<li><a href="([^"]*)">', page.split("<main")[1]) == ["/ke-hoach/thu/"]


@pytest.mark.slow
def test_plan_is_a_file_too(client: Client, site: Cast) -> None:
    answer = client.get("/ke-hoach/thu/toan-van.pdf")
    assert (answer.headers["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ke-hoach-thu.pdf"'


def test_work_is_told_with_photos_places_and_size(client: Client, people: Cast) -> None:
    work = secret_house(people, partners=(people.district_women,))
    item = publish(people, work, photos=photos_of(work)[:2])
    page = client.get(f"/cong-trinh/{item.uid}/")
    words = text_of(page)
    assert (TITLE in words, TEXT in words) == (True, True)
    assert (
        "Quy mô 1 căn Địa điểm Buôn Nui, xã Nam Dong, huyện Cư Jút Đơn vị thực hiện Ủy ban MTTQ Việt Nam huyện Cư Jút"
        in words
    )
    assert "Cùng làm Hội Liên hiệp Phụ nữ huyện Cư Jút Hoàn thành 28/6/2024" in words
    assert re.findall(r'<img class="pic" src="/anh/([^/]*)/" alt="Ảnh (\d)', page.content.decode()) == [
        (str(uid), str(number)) for number, uid in enumerate(photos_of(work)[:2], start=1)
    ]


def test_words_of_the_publisher_are_no_markup(client: Client, housed: tuple[Cast, Work]) -> None:
    item = publish(*housed, title="<script>x</script>", text="<b>y</b>\n\nđoạn hai")
    page = client.get(f"/cong-trinh/{item.uid}/").content.decode()
    assert ("<script>x" in page, "<b>y" in page, "<p>đoạn hai</p>" in page) == (False, False, True)


def test_list_finds_without_accents_and_by_district(client: Client, site: Cast) -> None:
    found = {
        query: text_of(client.get(f"/cong-trinh/?{query}")).count(TITLE)
        for query in ("q=nha+dai+doan+ket", "q=NAM+DONG", "noi=huyen-cu-jut", "q=krong", "dot=thu", "trang=x")
    }
    assert found == {
        "q=nha+dai+doan+ket": 1, "q=NAM+DONG": 1, "noi=huyen-cu-jut": 1, "q=krong": 0, "dot=thu": 1, "trang=x": 1,
    }  # fmt: skip
    assert [client.get(f"/cong-trinh/?{query}").status_code for query in ("noi=xa-la", "dot=xa-la")] == [404, 404]
    assert client.get("/cong-trinh/?q=%00").status_code == 400, "no name holds a zero byte"


def test_list_keeps_what_was_asked_and_turns_pages(client: Client, people: Cast) -> None:
    many(people, 45)
    page = client.get("/cong-trinh/?q=tuyen+duong&noi=huyen-cu-jut&trang=2").content.decode()
    assert 'value="tuyen duong"' in page
    assert '<option value="huyen-cu-jut" selected>Huyện Cư Jút</option>' in page
    assert "21 đến 40 trong 45 công trình" in page
    assert 'href="?q=tuyen+duong&amp;noi=huyen-cu-jut&amp;trang=3" rel="next"' in page
    assert page.count('<a href="/cong-trinh/') >= 20


def test_list_that_finds_nothing_says_what_to_do(client: Client, site: Cast) -> None:
    assert "Không tìm thấy công trình nào Thử ít chữ hơn" in text_of(client.get("/cong-trinh/?q=khong+co"))


def test_photo_is_the_small_copy_without_place_or_camera(client: Client, housed: tuple[Cast, Work]) -> None:
    people, work = housed
    shown, inside = photos_of(work)[:2]
    publish(people, work, photos=[shown])
    answer = client.get(f"/anh/{shown}/")
    stored = files.of_owner("work", work.uid).get(uid=shown)
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    with files.open_file(stored, thumbnail=True) as small, Image.open(io.BytesIO(answer.content)) as picture:
        assert (answer.content == small.read(), dict(picture.getexif()), max(picture.size) <= 480) == (True, {}, True)
    assert [client.get(f"/anh/{uid}/").status_code for uid in (inside, uuid.uuid4())] == [404, 404]


def test_what_is_withdrawn_is_gone(client: Client, housed: tuple[Cast, Work]) -> None:
    people, work = housed
    item, paper = publish(people, work), published_plan(people)
    ways = [f"/cong-trinh/{item.uid}/", f"/anh/{photos_of(work)[0]}/", "/ke-hoach/thu/", "/ke-hoach/thu/toan-van.pdf"]
    assert [client.get(way).status_code for way in ways] == [200, 200, 200, 200]
    for row in (item, paper):
        withdraw_item(by=people.actor("province_officer"), now=NOW, item=row, reason="Gỡ")
    assert [client.get(way).status_code for way in ways] == [404, 404, 404, 404]
    assert TITLE not in client.get("/").content.decode() + client.get("/cong-trinh/").content.decode()


def test_old_address_of_a_work_leads_on(client: Client, housed: tuple[Cast, Work]) -> None:
    people, work = housed
    old, new = publish(people, work), publish(people, work)
    answer = client.get(f"/cong-trinh/{old.uid}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/cong-trinh/{new.uid}/")
