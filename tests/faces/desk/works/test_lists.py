"""The list of works, as each role meets it."""

from __future__ import annotations

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import Cast
from tests.harness.pages import address, enter, text
from tests.stages.works.support import piece, registered, road
from thidua.foundation.units.models import Unit
from thidua.stages.works.models import Work

pytestmark = pytest.mark.django_db
WORKS = "/ban-lam-viec/cong-trinh/"


def test_anonymous_is_sent_to_sign_in(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"))
    for page in (WORKS, address("work", work.uid), address("work-new")):
        response = Client().get(page)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/tai-khoan/dang-nhap/")


def test_list_shows_own_branch_and_not_a_foreign_one(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(
        people, people.actor("far_commune_officer"), piece(people, unit=people.far_commune, name="Việc của xã khác")
    )
    page = text(enter(people, "district_officer").get(WORKS))

    assert "Nhà đại đoàn kết hộ bà H'Duyên" in page
    assert "Việc của xã khác" not in page


def test_what_people_wrote_stands_in_a_line_as_words(people: Cast) -> None:
    name = "Đường <b>\"A\"</b> & 'B'"
    registered(people, people.actor("commune_officer"), road(people, name=name))
    Unit.objects.filter(pk=people.units["commune"].pk).update(short_name="<i>Huyện</i>")
    page = enter(people, "district_officer").get(WORKS).content.decode()

    assert "Đường &lt;b&gt;&quot;A&quot;&lt;/b&gt; &amp; &#x27;B&#x27;</a>" in page
    assert "&lt;i&gt;Huyện&lt;/i&gt;</td>" in page
    assert "<b>&quot;" not in page
    assert "<i>Huyện" not in page


def test_state_is_worded_for_who_reads_it(people: Cast) -> None:
    registered(people, people.actor("district_officer"))

    assert "Chờ tôi ghi nhận" in text(enter(people, "province_officer").get(WORKS + "?trang-thai=registered"))
    assert "Đã đăng ký, chờ ghi nhận" in text(enter(people, "district_officer").get(WORKS + "?trang-thai=registered"))


def test_unknown_filter_is_not_found(people: Cast) -> None:
    assert enter(people, "district_officer").get(WORKS + "?loai=khong-co").status_code == 404


@pytest.mark.slow
def test_list_page_asks_the_same_at_one_three_and_a_thousand_rows(people: Cast) -> None:
    client = enter(people, "district_officer")
    first = registered(people, people.actor("commune_officer"), road(people))
    asked, sizes = [], []
    for total in (1, 3, 1000):
        copies = []
        for number in range(total - Work.objects.count()):
            copy = Work.objects.get(pk=first.pk)
            copy.pk, copy.uid, copy.name = None, uuid.uuid4(), f"Việc {number}"
            copies.append(copy)
        Work.objects.bulk_create(copies)
        client.get(WORKS)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(WORKS)
        asked.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))
        sizes.append(len(response.content))

    assert asked == [asked[0]] * 3
    assert max(sizes) < 150_000


def test_leader_has_no_way_to_enter(people: Cast) -> None:
    client = enter(people, "commune_leader")

    assert client.get(address("work-new")).status_code == 403
    assert "Đăng ký công trình" not in text(client.get(WORKS))


def test_export_is_the_whole_list_under_its_filter(people: Cast) -> None:
    registered(people, people.actor("district_officer"))
    registered(people, people.actor("commune_officer"), piece(people))
    response = enter(people, "district_officer").get("/ban-lam-viec/tai-ve/works.csv?loai=piece-of-work")
    lines = b"".join(response.streaming_content).decode().splitlines()

    assert [line.split(",")[0] for line in lines[1:]] == ["Trồng hoa dọc đường liên thôn"]
