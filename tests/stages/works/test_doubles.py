"""One work, two records: found, merged, kept apart, both taken back; the board is exact after each."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast_on_board
from tests.foundation.core.uploads import picture, upload
from tests.stages.works.support import MONEY, done, house, piece, registered, road, verified, with_catalogue
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove
from thidua.stages.works import filters, queries
from thidua.stages.works.content import Content
from thidua.stages.works.filters import narrowing
from thidua.stages.works.finding import doubles_of
from thidua.stages.works.history import history_of
from thidua.stages.works.models import Double, Work
from thidua.stages.works.operations import (
    add_photo,
    cancel_work,
    edit_work,
    keep_apart,
    merge_works,
    register_work,
    reopen_double,
    split_works,
    verify_work,
)
from thidua.stages.works.operations.looking import find_new_doubles
from thidua.stages.works.queries import list_works

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 6, 28)


@pytest.fixture
def people() -> Cast:
    return cast_on_board()


def womens(people: Cast, **more: Any) -> Content:
    """The same house as the district's, as the province's Women's Union writes it."""
    return house(
        people, unit=people.women, name="Xây nhà cho bà H’Duyên, buôn Nui", money={"organizations": 8_000_000}, **more
    )


def two(people: Cast) -> tuple[Work, Work]:
    first = verified(people)
    return first, registered(people, people.actor("women_officer"), womens(people))


def own(people: Cast, code: str, unit: str) -> int:
    return UnitProgress.objects.get(target=people.targets[code], unit=people.units[unit]).own


def found(work: Work) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.other.pk, row.reasons) for row in doubles_of(work)]


@pytest.mark.clause("II.5")
def test_same_house_of_two_bodies_is_found_by_kind_place_time_and_words(people: Cast) -> None:
    first, second = two(people)

    assert found(first) == [(second.pk, ("kind", "place", "time", "words"))]
    assert find_new_doubles(now=NOW) == 2
    assert find_new_doubles(now=NOW) == 0
    pair = Double.objects.get()
    assert (pair.one, pair.other, pair.status) == (first, second, "open")


def test_place_within_the_other_is_the_same_place(people: Cast) -> None:
    first = registered(people, people.actor("district_officer"))
    wide = registered(people, people.actor("women_officer"), womens(people, places=(people.commune,)))

    assert found(first) == [(wide.pk, ("kind", "place", "time", "words"))]


def test_other_time_other_words_or_other_place_are_other_works(people: Cast) -> None:
    early = {"planned_start": datetime.date(2023, 11, 1), "planned_finish": datetime.date(2023, 12, 1)}
    first = registered(people, people.actor("district_officer"), house(people, **early))
    women = people.actor("women_officer")
    registered(people, women, womens(people, planned_start=datetime.date(2024, 7, 1)))
    registered(people, women, house(people, unit=people.women, name="Nhà cho ông Điểu Kring"))
    registered(people, women, womens(people, places=(people.far_area,)))

    assert found(first) == []


@pytest.mark.clause("II.5")
def test_houses_of_one_householder_are_found_under_other_names_and_those_of_two_are_not(people: Cast) -> None:
    with_catalogue(people)
    officer, women = people.actor("district_officer"), people.actor("women_officer")
    first = registered(
        people, officer, house(people, name="Nhà đại đoàn kết số 3", details={"householder": "bà H'Duyên"})
    )
    theirs: dict[str, Any] = {"unit": people.women, "money": {}}
    mine = {**theirs, "name": "Xây nhà tình thương", "details": {"householder": "H’Duyên Êban", "birth-year": 1961}}
    second = registered(people, women, house(people, **mine))
    other = {**theirs, "name": "Nhà đại đoàn kết số 3", "details": {"householder": "ông Y Minh"}}
    registered(people, women, house(people, **other))
    registered(people, women, house(people, **{**mine, "places": (people.far_area,)}))

    assert found(first) == [(second.pk, ("kind", "place", "head", "time"))]
    find_new_doubles(now=NOW)
    pair = Double.objects.get()
    assert (pair.one, pair.other, pair.reasons) == (first, second, ["kind", "place", "head", "time"])


def test_same_photo_shows_one_work_wherever_it_is_said_to_lie(people: Cast) -> None:
    officer, women = people.actor("district_officer"), people.actor("women_officer")
    first = registered(people, officer)
    second = registered(people, women, house(people, unit=people.women, name="Nhà khác", places=(people.far_area,)))
    assert found(first) == []
    for work, by in ((first, officer), (second, women)):
        add_photo(by=by, now=NOW, work=work, upload=upload(picture(40, 30), "nha.jpg"), role="before")

    assert found(first) == [(second.pk, ("kind", "time", "photos"))]
    find_new_doubles(now=NOW)
    assert Double.objects.get().reasons == ["kind", "time", "photos"]


def test_pair_that_is_alike_no_more_goes(people: Cast) -> None:
    _first, second = two(people)
    find_new_doubles(now=NOW)
    women = people.actor("women_officer")
    edit_work(by=women, now=NOW, work=second, content=house(people, unit=people.women, name="Nhà cho ông Điểu Kring"))
    find_new_doubles(now=NOW)

    assert not Double.objects.exists()


def test_pair_is_shown_to_the_nearest_body_above_both(people: Cast) -> None:
    commune = people.actor("commune_officer")
    registered(people, commune, piece(people, name="Cổng chào Cây Đa"))
    wide = piece(people, unit=people.district, name="Xây cổng chào Cây Đa", places=(people.commune,))
    registered(people, people.actor("district_officer"), wide)
    registered(people, commune, road(people, name="Đường nội đồng Suối Tre"))
    registered(people, commune, road(people, name="Bê tông đường nội đồng Suối Tre"))
    find_new_doubles(now=NOW)

    def to_decide(name: str) -> list[str]:
        return sorted(pair.one.name for pair in queries.doubles_to_decide(people.actor(name)))

    assert to_decide("province_officer") == ["Cổng chào Cây Đa"]
    assert to_decide("district_officer") == []
    assert to_decide("commune_officer") == ["Đường nội đồng Suối Tre"]
    assert queries.list_doubles(people.actor("district_officer"), "open").count() == 2


@pytest.mark.clause("III.3a")
def test_merged_house_counts_once_for_its_lead_and_undoing_gives_all_back(people: Cast) -> None:
    first = verified(people)
    women, above = people.actor("women_officer"), people.actor("province_leader")
    second = registered(people, women, womens(people, places=(people.area_two, people.area), occasions=()))
    before = whole_board(people), _records()
    assert own(people, "III.3a", "district") == 1

    pair = merge_works(by=above, now=NOW, kept=first, other=second, money="both", reason="Cùng một nhà")

    second.refresh_from_db()
    assert (second.status, own(people, "III.3a", "district")) == ("merged", 1)
    assert set(first.partners.values_list("unit__short_name", flat=True)) == {"Hội Phụ nữ tỉnh"}
    assert set(first.places.values_list("unit__short_name", flat=True)) == {"Buôn Nui", "Thôn 1"}
    assert dict(first.money.values_list("source", "amount")) == {**MONEY, "organizations": 8_000_000}
    assert [change.startswith("kinh phí từ") for change in history_of(first)[0].changes] == [True, False]
    listed = list_works(women, narrowing(women, {}))
    assert [work.pk for work in listed] == [second.pk]
    assert [work.pk for work in list_works(women, narrowing(women, {"xem": filters.HOSTED}))] == [first.pk]
    assert prove(people.campaign) == []

    split_works(by=above, now=NOW, double=pair, reason="Nhầm")
    assert (whole_board(people), _records()) == before
    assert prove(people.campaign) == []


def test_the_other_record_may_be_the_kept_one_and_a_verified_record_comes_back_verified(people: Cast) -> None:
    first, second = two(people)
    above = people.actor("province_leader")
    pair = merge_works(by=above, now=NOW, kept=second, other=first)
    first.refresh_from_db()
    assert (first.status, first.verified_at, own(people, "III.3a", "district")) == ("merged", None, 0)

    split_works(by=above, now=NOW, double=pair, reason="Nhầm")
    first.refresh_from_db()
    assert (first.status, first.verified_at, own(people, "III.3a", "district")) == ("verified", NOW, 1)
    assert first.verified_by == people.people["province_officer"]


@pytest.mark.clause("III.5a")
def test_partner_is_credited_only_where_the_target_says_so(people: Cast) -> None:
    """III.5a counts partners: the area of the merged record is credited by the kept one. III.4 counts leads alone."""
    commune, leader = people.actor("commune_officer"), people.actor("commune_leader")
    kept = done(people, content=road(people), by="commune_officer")
    kept = verify_work(by=leader, now=NOW, work=kept)
    other = done(people, content=road(people, unit=people.area_two, name="Đường nội thôn"), by="commune_officer")
    other = verify_work(by=leader, now=NOW, work=other)
    assert (own(people, "III.5a", "area"), own(people, "III.5a", "area_two")) == (1, 1)
    merge_works(by=commune, now=NOW, kept=kept, other=other)
    assert (own(people, "III.5a", "area"), own(people, "III.5a", "area_two")) == (1, 1)
    branch = UnitProgress.objects.get(target=people.targets["III.5a"], unit=people.commune).subtree
    assert branch == 1
    one = done(people, content=piece(people), by="commune_officer", above="district_officer")
    content = piece(people, unit=people.sister_commune, name="Trồng hoa", places=(people.sister_commune,))
    two = done(people, content=content, by="sister_officer", above="district_officer")
    for work in (one, two):
        verify_work(by=people.actor("district_officer"), now=NOW, work=work)
    assert own(people, "III.4", "sister_commune") == 1
    merge_works(
        by=people.actor("district_officer"),
        now=NOW,
        kept=Work.objects.get(pk=one.pk),
        other=Work.objects.get(pk=two.pk),
    )
    assert (own(people, "III.4", "commune"), own(people, "III.4", "sister_commune")) == (1, 0)
    assert prove(people.campaign) == []


def test_kept_apart_is_asked_no_more_and_can_be_taken_back(people: Cast) -> None:
    first, second = two(people)
    find_new_doubles(now=NOW)
    above = people.actor("province_officer")
    with pytest.raises(Invalid):
        keep_apart(by=above, now=NOW, one=first, other=second, reason=" ")
    pair = keep_apart(by=above, now=NOW, one=first, other=second, reason="Hai mẹ con, hai nhà")
    assert queries.told_doubles(above, first) == []
    Work.objects.update(looked_version=0)
    find_new_doubles(now=NOW)
    pair.refresh_from_db()
    assert (pair.status, pair.reason) == ("apart", "Hai mẹ con, hai nhà")

    reopen_double(by=above, now=NOW, double=pair)
    assert [row.other for row in queries.told_doubles(above, first)] == [second]


def test_only_who_stands_above_both_decides(people: Cast) -> None:
    first, second = two(people)
    for name, refusal in (
        ("district_officer", NotAllowed),
        ("commune_officer", NotAllowed),
        ("far_commune_officer", Missing),
    ):
        with pytest.raises(refusal):
            merge_works(by=people.actor(name), now=NOW, kept=first, other=second)


def test_what_cannot_be_one_work_is_refused(people: Cast) -> None:
    first, second = two(people)
    above = people.actor("province_officer")
    other_kind = registered(people, people.actor("district_officer"), piece(people, unit=people.district))
    with pytest.raises(Invalid, match="Hai bản khác loại"):
        merge_works(by=above, now=NOW, kept=first, other=other_kind)
    with pytest.raises(Invalid, match="Đây là một bản"):
        merge_works(by=above, now=NOW, kept=first, other=first)
    draft = register_work(by=people.actor("district_officer"), now=NOW, content=house(people, name="Nháp"), send=False)
    with pytest.raises(Missing):
        merge_works(by=people.actor("province_officer"), now=NOW, kept=first, other=draft)
    gone = cancel_work(by=people.actor("district_officer"), now=NOW, work=draft)
    with pytest.raises(NotNow):
        merge_works(by=people.actor("province_officer"), now=NOW, kept=first, other=gone)
    merge_works(by=above, now=NOW, kept=first, other=second)
    with pytest.raises(NotNow):
        merge_works(by=above, now=NOW, kept=first, other=second)


def test_record_with_others_in_it_is_neither_withdrawn_nor_merged_on(people: Cast) -> None:
    officer, above = people.actor("district_officer"), people.actor("province_officer")
    first = registered(people, officer)
    second = registered(people, people.actor("women_officer"), womens(people))
    third = registered(people, officer, house(people, name="Nhà bà H'Duyên"))
    merge_works(by=above, now=NOW, kept=first, other=second)
    with pytest.raises(NotNow, match="Đã có bản đăng ký khác gộp vào"):
        cancel_work(by=officer, now=NOW, work=first, reason="Thôi")
    with pytest.raises(NotNow, match="Đã có bản đăng ký khác gộp vào"):
        merge_works(by=above, now=NOW, kept=third, other=first)


def test_merging_twice_by_the_same_press_is_once(people: Cast) -> None:
    first, second = two(people)
    receipt = uuid.uuid4()
    for _press in range(2):
        merge_works(by=people.actor("province_officer"), now=NOW, kept=first, other=second, receipt=receipt)

    assert Double.objects.filter(status="merged").count() == 1
    assert first.partners.count() == 1


def whole_board(people: Cast) -> list[tuple[Any, ...]]:
    rows = UnitProgress.objects.filter(target__campaign=people.campaign).order_by("target_id", "unit_id")
    return list(rows.values_list("target_id", "unit_id", "own", "subtree", "met", "known", "units_met"))


def _records() -> list[tuple[Any, ...]]:
    return [
        (
            work.pk, work.status, work.verified_at, sorted(work.places.values_list("unit", flat=True)),
            sorted(work.partners.values_list("unit", flat=True)), sorted(work.money.values_list("source", "amount")),
            sorted(work.occasions.values_list("pk", flat=True)), sorted(work.campaigns.values_list("pk", flat=True)),
        )
        for work in Work.objects.order_by("pk")
    ]  # fmt: skip
