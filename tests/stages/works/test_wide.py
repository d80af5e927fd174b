"""A list over a branch as wide as the nation holds what any list holds, counted up to a limit."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

import pytest

from tests.factories import NOW, Cast, cast
from tests.harness.pages import address, enter, words
from tests.stages.works.support import done, house, piece, registered, road
from thidua.stages.works import filters, visibility, wide
from thidua.stages.works.filters import narrowing
from thidua.stages.works.models import Status
from thidua.stages.works.operations import ask_about, return_work
from thidua.stages.works.queries import counts_by_status, list_works
from thidua.stages.works.wide import wide_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch) -> Cast:
    people = cast()
    for number in range(3):
        registered(people, people.actor("district_officer"), house(people, name=f"Nhà đại đoàn kết số {number}"))
        registered(people, people.actor("commune_officer"), road(people, name=f"Đường số {number}"))
        registered(people, people.actor("commune_officer"), piece(people, name=f"Trồng hoa {number}"))
    done(people, content=road(people, name="Đường hoa"), by="commune_officer")
    back = registered(people, people.actor("commune_officer"), piece(people, name="Cổng chào"))
    return_work(by=people.actor("district_officer"), now=NOW, work=back, reason="Thiếu")
    asked = registered(people, people.actor("commune_officer"), piece(people, name="Đường điện"))
    ask_about(by=people.actor("district_officer"), now=NOW, work=asked, question="Ở đâu?")
    monkeypatch.setattr(visibility, "FETCHED", 0)
    return people


@pytest.mark.parametrize("limits", [(1000, 200, 5000), (3, 2, 4), (4, 1, 0)])
def test_wide_list_is_the_list(people: Cast, monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int, int]) -> None:
    for name, limit in zip(("MOST", "MOST_SAID", "FEW"), limits, strict=True):
        monkeypatch.setattr(wide, name, limit)
    actor = people.actor("province_officer")
    texts, kinds = ("", "đường", "hoa", "so", "khong co"), ("", "rural-road")
    campaigns = ("", people.campaign.key)
    views = ("", filters.ASKED, filters.NO_PHOTOS, filters.UNUSUAL, filters.LATE, filters.OF_BRANCH, filters.HOSTED)
    seen, unnamed = set(), set()
    every = list(itertools.product(texts, kinds, campaigns, views, ("", "registered", "done"), ("", "ten")))
    for text, kind, campaign, view, status, order in random.Random(str(limits)).sample(every, 120):
        given = {"q": text, "loai": kind, "dot": campaign, "xem": view, "trang-thai": status, "sap": order}
        chosen = narrowing(actor, given)
        found = wide_list(actor, chosen)
        assert found is not None
        asked = replace(chosen, order=filters.NEWEST) if found.is_unnamed else chosen
        wanted = [work.pk for work in list_works(actor, asked)]
        assert [work.pk for work in found.rows][: found.count] == wanted[: found.count], given
        most = found.count if found.is_more else max(limits)
        assert (found.count, found.is_more) == (min(len(wanted), most), len(wanted) > most), given
        # Only words that stand in too many names are not sorted by name.
        assert not found.is_unnamed or (text and order and found.is_more), given
        if found.by_status:
            exact = counts_by_status(actor, chosen)
            cap = limits[0] + 1
            assert found.by_status == {status: min(number, cap) for status, number in exact.items()}, given
        seen.add((bool(found.by_status), found.is_more))
        unnamed.add(found.is_unnamed)
    assert len(seen) >= 2
    assert unnamed == ({False} if limits[0] == 1000 else {False, True})


def test_page_of_a_wide_list_says_that_there_are_more(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wide, "MOST", 5)
    monkeypatch.setattr("thidua.faces.desk.works.views.MOST", 5)
    client = enter(people, "province_officer")
    page = words(client.get(address("works")))
    assert "1 đến 5 trong hơn 5 công trình" in page
    assert "Tất cả hơn 5" in page
    assert f"{str(Status.RETURNED.label).capitalize()} 1" in page
    monkeypatch.setattr(wide, "FEW", 0)
    page = words(client.get(address("works") + "?q=duong"))
    assert "công trình" in page
    assert "Tất cả hơn" not in page
    assert "Xếp theo lần sửa gần nhất" not in page
    monkeypatch.setattr(wide, "MOST_SAID", 1)
    assert "Xếp theo lần sửa gần nhất" in words(client.get(address("works") + "?q=duong&sap=ten"))


def test_narrow_list_is_counted_as_it_is(people: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visibility, "FETCHED", 5000)
    actor = people.actor("province_officer")
    assert wide_list(actor, narrowing(actor, {})) is None
