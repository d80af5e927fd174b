"""The pages of the portal: what stands on them, what never does, and that everybody is answered alike."""

from __future__ import annotations

import datetime
import gzip
import io
import re
import uuid
from collections import deque
from html import unescape
from urllib.parse import urljoin

import pytest
from django.http import HttpResponse
from django.test import Client
from PIL import Image

from tests.faces.worlds import cast_on_portal, cast_with_house
from tests.factories import NOW, SYSTEM, Cast, cast_on_board, make_campaign
from tests.harness.crawling import LARGEST, LARGEST_PACKED, Links
from tests.stages.publications.support import (
    COMMENT,
    MARKERS,
    TEXT,
    TITLE,
    many,
    news,
    photos_of,
    publish,
    published_honour,
    published_plan,
    said,
    secret_house,
)
from thidua.foundation.core import files
from thidua.stages.campaigns.models import Campaign
from thidua.stages.publications.freezing import freeze_progress
from thidua.stages.publications.operations import show_comment, withdraw_item
from thidua.stages.works.models import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


@pytest.fixture
def site(db: None) -> Cast:
    """A site with its plan, its figures of 15 o'clock and one house before the public."""
    return cast_on_portal()


@pytest.fixture
def housed(db: None) -> tuple[Cast, Work]:
    return cast_with_house()


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


def said_of(site: Cast) -> None:
    """News and an honour, with a comment shown and one that waits with words of the inside."""
    for item in (news(site), published_honour(site)):
        show_comment(by=site.actor("province_officer"), now=NOW, comment=said(item))
        said(item, text=COMMENT, contact="0900 000 999")


def walk(client: Client, start: str = "/") -> dict[str, HttpResponse]:
    """Every page of the portal a visitor comes to by links, with its answer."""
    waiting, seen = deque([start]), {}
    while waiting:
        path = waiting.popleft()
        if path in seen or path.startswith(("/tai-khoan/", "/ngon-ngu/", "/tep-tinh/")):
            continue
        seen[path] = answer = client.get(path)
        if answer.headers["Content-Type"].startswith("text/html"):
            page = answer.content.decode()
            links = Links(page)
            assert sorted({name for name in links.ids if links.ids.count(name) > 1}) == [], path
            waiting += [urljoin(path, href).split("#")[0] for href in links.found]
            waiting += re.findall(r'<img [^>]*src="([^"]*)"', page)
    return seen


@pytest.mark.slow
def test_visitor_comes_everywhere_without_a_cookie(client: Client, site: Cast) -> None:
    """The inside words stand in the work, its notes and the units' contacts, and on none of the pages."""
    many(site, 30)
    said_of(site)
    found = walk(client)
    kinds = {answer.resolver_match.url_name for answer in found.values()}
    assert kinds == {
        "portal-front", "portal-plans", "portal-plan", "portal-plan-pdf", "portal-works", "portal-work", "portal-photo",
        "portal-news", "portal-one-news", "portal-honours", "portal-honour", "portal-candidates", "portal-comment",
        "portal-seen", "portal-seen-item",
    }  # fmt: skip
    assert {path: answer.status_code for path, answer in found.items() if answer.status_code != 200} == {}
    # The form alone sets one, against forged forms; nothing that is read does.
    cookies = {answer.resolver_match.url_name: set(answer.cookies) for answer in found.values() if answer.cookies}
    assert cookies == {"portal-comment": {"csrftoken"}}
    pages = {path: answer.content.decode() for path, answer in found.items() if b"<main" in answer.content}
    assert {(path, marker) for path, page in pages.items() for marker in MARKERS if marker in page} == set()
    assert {path for path, page in pages.items() if len(page.encode()) > LARGEST} == set()
    assert {path for path, page in pages.items() if len(gzip.compress(page.encode(), 6)) > LARGEST_PACKED} == set()


@pytest.mark.parametrize(
    ("path", "statements"), [("/", 10), ("/cong-trinh/", 8), ("/cong-trinh/?q=duong&noi=huyen-cu-jut", 8)]
)
@pytest.mark.slow
def test_statements_do_not_grow(
    client: Client, people: Cast, django_assert_num_queries: object, path: str, statements: int
) -> None:
    published_plan(people)
    freeze_progress(by=SYSTEM, now=NOW, campaign=people.campaign)
    for number in (1, 3, 1000):
        rows = many(people, number)
        with django_assert_num_queries(statements):
            assert client.get(path).status_code == 200
        type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).delete()


def test_pages_may_be_kept_for_a_moment_and_are_asked_for_again(client: Client, site: Cast) -> None:
    work = client.get("/cong-trinh/").content.decode()
    photo = re.search(r'src="(/anh/[^"]*)"', work).group(1)
    for path in ("/", "/cong-trinh/", "/ke-hoach/thu/", photo):
        answer = client.get(path)
        directives = set(answer.headers["Cache-Control"].split(", "))
        assert directives == {"public", "max-age=0", "s-maxage=60", "must-revalidate"}, path
        again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, path) == (304, path)


def test_pages_answer_an_officer_like_anybody(site: Cast) -> None:
    officer = Client()
    officer.force_login(site.account("commune_officer"))
    assert officer.get("/").content == Client().get("/").content


def test_nothing_can_be_sent_to_the_portal(client: Client, site: Cast) -> None:
    paths = (
        "/",
        "/ke-hoach/",
        "/ke-hoach/thu/",
        "/cong-trinh/",
        f"/cong-trinh/{uuid.uuid4()}/",
        f"/anh/{uuid.uuid4()}/",
        "/tin/",
        f"/tin/{uuid.uuid4()}/",
        "/khen-thuong/",
        "/lay-y-kien/",
        "/luot-xem/",
    )
    assert [client.post(path).status_code for path in paths] == [405] * len(paths)


def test_table_of_many_districts_shows_one_target_at_a_time(client: Client, site: Cast) -> None:
    row = site.campaign.public_progress
    line = row.content["lines"][0]
    row.content["lines"] = [{**line, "name": f"Huyện số {number}"} for number in range(63)]
    row.save()
    answer = client.get("/?chi-tieu=III.4")
    page = answer.content.decode()
    assert re.findall(r'<th scope="col" class="c[^"]*"><b>([^<]*)</b>', page) == ["III.4"]
    assert len(page.encode()) < LARGEST
