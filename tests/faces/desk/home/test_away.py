"""The forms a device keeps: of everything in hand, whatever «Việc của tôi» shows; each opens and may be kept."""

from __future__ import annotations

import datetime
import re

import pytest
from pytest import MonkeyPatch

from tests.factories import NOW, Cast, cast
from tests.harness.pages import address, enter, words
from tests.stages.works.support import piece, registered, road
from thidua.faces.desk.home import away
from thidua.faces.kit import keeping
from thidua.stages.works.models import Work
from thidua.stages.works.operations import note_work

pytestmark = pytest.mark.django_db
DOORS = re.compile(r'<li><a href="([^"]+)">([^<]+)</a><span class="meta">([^<]+)</span></li>')


@pytest.fixture
def people() -> Cast:
    return cast()


def doors(people: Cast, name: str) -> list[tuple[str, str, str]]:
    return DOORS.findall(enter(people, name).get(address("away-forms")).content.decode())


def noted(people: Cast, name: str, finish: datetime.date | None) -> Work:
    work = registered(people, people.actor("commune_officer"), piece(people, name=name, planned_finish=finish))
    return note_work(by=people.actor("district_officer"), now=NOW, work=work)


def test_six_due_works_and_one_without_a_day_have_each_a_form(people: Cast) -> None:
    """Six that are due are one line of «Việc của tôi», which leads to a list that no device keeps."""
    works = [noted(people, f"Phần việc {number}", datetime.date(2024, 7, 15 + number)) for number in range(6)]
    works.append(noted(people, "Chưa có ngày", None))
    found = doors(people, "commune_officer")[: len(works)]
    assert [(href, name) for href, name, _about in found] == [(address("work-complete", w.uid), w.name) for w in works]
    assert found[0][2] == "Xã Nam Dong · ghi «Hoàn thành» · dự kiến xong 15/7/2024"
    client = enter(people, "commune_officer")
    assert [client.get(href).headers[keeping.KEEP] for href, _name, _about in found] == ["1"] * len(works)


def test_milestones_of_the_commune_and_of_each_area_have_a_form(people: Cast) -> None:
    found = [(name, about) for _href, name, about in doors(people, "commune_officer")]
    for area in ("Thôn 1", "Buôn Nui"):
        assert any(
            name.startswith("Ngày hội Đại đoàn kết") and about.startswith(f"{area} · hạn ") for name, about in found
        )
    assert any(about.startswith("Xã Nam Dong") for _name, about in found)
    client = enter(people, "commune_officer")
    assert {client.get(href).status_code for href, _name, _about in doors(people, "commune_officer")} == {200}


def test_work_that_is_not_noted_yet_says_when_its_form_can_be_sent(people: Cast) -> None:
    registered(people, people.actor("commune_officer"), piece(people))
    assert doors(people, "commune_officer")[0][2].endswith(" · gửi được sau khi cấp trên ghi nhận")


def test_beyond_the_limit_the_page_says_how_many_and_how_to_keep_them(people: Cast, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setattr(away, "MOST", 2)
    for number in range(5):
        registered(people, people.actor("commune_officer"), road(people, name=f"Đường {number}"))
    page = words(enter(people, "commune_officer").get(address("away-forms")))
    assert "Còn 3 công trình xong sau hoặc chưa có ngày không nằm trong số này." in page
    assert re.search(r"Còn \d+ mốc việc không nằm trong số này.", page)


def test_home_leads_to_the_list_for_who_enters_and_says_nothing_to_who_does_not(people: Cast) -> None:
    officer = enter(people, "commune_officer").get(address("home") + "?loc=tra-lai").content.decode()
    found = re.search(r'data-kit-next="([^"]+)"', officer)
    assert found
    assert found[1].split()[:2] == [address("home"), address("away-forms")]
    assert f'data-told-at="{address("away-forms")}"' in officer
    assert "data-kit-prepare" not in enter(people, "administrator").get(address("home")).content.decode()
    assert "Chưa có biểu mẫu nào phải giữ" in words(enter(people, "administrator").get(address("away-forms")))
