"""Seats: never more on a list than the quota, ties and reserves, announced numbers."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import COMMUNE, DISTRICT, NOW, SYSTEM, TODAY, Cast
from tests.stages.nominations.support import Awards, confirmed, guided, person, proposed, voted
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import AwardPool
from thidua.stages.campaigns.operations import PoolWords
from thidua.stages.nominations.models import AwardGuidance, Nomination, Seat
from thidua.stages.nominations.operations import (
    announce_quota,
    record_answer,
    release_seat,
    reserve_nominee,
    select_nominee,
    unreserve_nominee,
    withdraw_nomination,
)
from thidua.stages.nominations.queries import selected_for
from thidua.stages.nominations.wording import some_of

N = Nomination.Status


def four(found: Awards) -> list[Nomination]:
    """Four of the pool of communes, which has two seats."""
    people: Cast = found.cast
    return [
        proposed(found, people.commune),
        proposed(found, people.commune, people.area),
        proposed(found, people.sister_commune),
        proposed(found, people.far_commune),
    ]


def taken(pool: AwardPool) -> list[tuple[int, str]]:
    rows = Seat.objects.filter(pool=pool, nomination__isnull=False).select_related("nomination__subject")
    return [(row.number, str(row.nomination)) for row in rows.order_by("number")]


def choose(nomination: Nomination, reason: str = "") -> Nomination:
    return select_nominee(by=SYSTEM, now=NOW, nomination=nomination, reason=reason)


@pytest.mark.clause("VI.3a")
def test_issued_guidance_makes_as_many_seats_as_the_quota(open_round: Awards) -> None:
    counts = {pool.name: pool.seats.count() for pool in open_round.own.pools.order_by("position")}
    assert list(counts.values()) == [2, 3, 5, 2, 5, 10]


@pytest.mark.clause("VI.3a")
def test_no_more_than_the_quota_is_ever_selected(open_round: Awards) -> None:
    rows = [voted(row, 7 - place) for place, row in enumerate(four(open_round))]
    choose(rows[0])
    choose(rows[1])
    with pytest.raises(NotNow, match=r"có 2 suất và đã chọn đủ\. Xin đưa vào danh sách dự bị"):
        choose(rows[2])
    assert [number for number, _name in taken(open_round.communes)] == [1, 2]
    assert [row.pk for row in selected_for(open_round.own)] == sorted(
        [rows[0].pk, rows[1].pk], key=lambda pk: Nomination.objects.get(pk=pk).sort_key
    )


def test_selecting_needs_the_vote_of_the_council(open_round: Awards) -> None:
    made = proposed(open_round, open_round.cast.commune)
    with pytest.raises(NotNow, match="Hội đồng chưa biểu quyết đồng ý"):
        choose(made)
    with pytest.raises(NotNow):
        choose(voted(made, 3, passed=False))
    assert taken(open_round.communes) == []


@pytest.mark.parametrize("who", ["province_officer", "province_leader"])
def test_the_campaign_s_body_selects(open_round: Awards, who: str) -> None:
    made = voted(proposed(open_round, open_round.cast.commune))
    assert select_nominee(by=open_round.cast.actor(who), now=NOW, nomination=made).status == N.SELECTED


@pytest.mark.parametrize("who", ["commune_officer", "district_officer", "district_leader", "administrator"])
def test_nobody_else_selects(open_round: Awards, who: str) -> None:
    made = voted(proposed(open_round, open_round.cast.commune))
    with pytest.raises(NotAllowed, match="Ủy ban MTTQ Việt Nam tỉnh Đắk Nông"):
        select_nominee(by=open_round.cast.actor(who), now=NOW, nomination=made)


def test_tie_at_the_last_place_asks_for_a_reason(open_round: Awards) -> None:
    rows = four(open_round)
    first, second, third = voted(rows[0], 7), voted(rows[1], 5), voted(rows[2], 5)
    choose(first)
    with pytest.raises(Invalid, match="Xin ghi lý do chọn Ủy ban MTTQ Việt Nam xã Trúc Sơn") as refused:
        choose(third)
    assert list(refused.value.fields) == ["reason"]
    made = choose(third, "Nhiều công trình hơn (6 so với 4)")
    assert (made.status, made.choice_reason) == (N.SELECTED, "Nhiều công trình hơn (6 so với 4)")
    assert second.pk not in {row.pk for row in selected_for(open_round.own)}


def test_one_with_fewer_votes_passes_another_only_for_a_reason(open_round: Awards) -> None:
    rows = [voted(row, 7 - place) for place, row in enumerate(four(open_round))]
    with pytest.raises(Invalid, match="số phiếu bằng hoặc cao hơn"):
        choose(rows[3])


def test_names_in_a_sentence_say_how_many_more_there_are() -> None:
    rows = [Nomination(subject=Unit(name=f"Xã {number}")) for number in range(12)]
    assert some_of(rows[:2]) == "Xã 0, Xã 1"
    assert some_of(rows).endswith("Xã 9 và 2 trường hợp nữa")


def test_reserve_moves_up_when_a_seat_is_freed(open_round: Awards) -> None:
    rows = [voted(row, 7 - place) for place, row in enumerate(four(open_round))]
    choose(rows[0])
    choose(rows[1])
    third = reserve_nominee(by=SYSTEM, now=NOW, nomination=rows[2])
    assert (third.status, third.reserve_rank) == (N.RESERVE, 1)
    with pytest.raises(Invalid, match="Thứ tự dự bị 1 đã có người"):
        reserve_nominee(by=SYSTEM, now=NOW, nomination=rows[3], rank=1)
    with pytest.raises(Invalid, match="lý do"):
        release_seat(by=SYSTEM, now=NOW, nomination=rows[0], reason="")
    freed = withdraw_nomination(by=SYSTEM, now=NOW, nomination=rows[0], reason="Đơn vị xin rút")
    assert freed.status == N.WITHDRAWN
    third = choose(third)
    assert (third.status, third.reserve_rank) == (N.SELECTED, None)
    assert [number for number, _name in taken(open_round.communes)] == [1, 2]


def test_released_seat_is_free_and_its_nominee_waits_again(open_round: Awards) -> None:
    made = choose(voted(proposed(open_round, open_round.cast.commune)))
    made = release_seat(by=SYSTEM, now=NOW, nomination=made, reason="Đang xác minh đơn thư")
    assert made.status == N.PROPOSED
    assert taken(open_round.communes) == []
    made = unreserve_nominee(by=SYSTEM, now=NOW, nomination=reserve_nominee(by=SYSTEM, now=NOW, nomination=made))
    assert (made.status, made.reserve_rank) == (N.PROPOSED, None)


def test_vote_after_the_choice_is_refused(open_round: Awards) -> None:
    made = choose(voted(proposed(open_round, open_round.cast.commune)))
    with pytest.raises(NotNow, match="không ghi kết quả biểu quyết được"):
        voted(made, 1)


@pytest.mark.parametrize(("result", "status"), [("given", N.HONOURED), ("lowered", N.LOWERED), ("refused", N.REFUSED)])
def test_answer_ends_the_way(open_round: Awards, result: str, status: str) -> None:
    made = choose(voted(proposed(open_round, open_round.cast.commune)))
    answered = record_answer(by=open_round.cast.actor("province_leader"), now=NOW, nomination=made, result=result)
    assert answered.status == status
    with pytest.raises(NotNow):
        record_answer(by=SYSTEM, now=NOW, nomination=answered, result=result)


def test_answer_of_what_is_not_on_the_list_is_refused(open_round: Awards) -> None:
    with pytest.raises(NotNow):
        record_answer(by=SYSTEM, now=NOW, nomination=proposed(open_round, open_round.cast.commune), result="given")
    with pytest.raises(Invalid):
        record_answer(by=SYSTEM, now=NOW, nomination=proposed(open_round, open_round.cast.district), result="khác")


ANNOUNCED = PoolWords("Xã, phường, thị trấn", (COMMUNE,), for_people=False, quota=1)
NOTICE = {"document": "Thông báo số 45/TB-UBND", "date": datetime.date(2024, 7, 10)}


@pytest.mark.clause("VI.2")
def test_before_the_notice_there_is_no_pool_and_no_choice(open_round: Awards) -> None:
    made = voted(proposed(open_round, open_round.cast.commune, form=open_round.later))
    assert made.pool is None
    with pytest.raises(NotNow, match="Chưa có thông báo số lượng"):
        choose(made)


@pytest.mark.clause("VI.2")
def test_notice_makes_pools_and_seats_and_places_who_waits(open_round: Awards) -> None:
    people = open_round.cast
    made = voted(proposed(open_round, people.commune, form=open_round.later))
    other = proposed(open_round, people.district, form=open_round.later)
    notice = announce_quota(
        by=people.actor("province_officer"), now=NOW, form=open_round.later, pools=[ANNOUNCED], **NOTICE
    )
    made.refresh_from_db()
    other.refresh_from_db()
    assert (notice.document, made.pool.name, made.pool.quota) == ("Thông báo số 45/TB-UBND", "Xã, phường, thị trấn", 1)
    assert other.pool is None
    assert choose(made).status == N.SELECTED


def test_later_notice_raises_but_never_below_what_is_taken(open_round: Awards) -> None:
    people = open_round.cast
    two = PoolWords("Xã", (COMMUNE,), for_people=False, quota=2)
    for unit in (people.commune, people.sister_commune):
        voted(proposed(open_round, unit, form=open_round.later))
    announce_quota(by=SYSTEM, now=NOW, form=open_round.later, pools=[two], **NOTICE)
    for row in Nomination.objects.filter(form=open_round.later).order_by("id"):
        choose(row)
    with pytest.raises(Invalid, match=r"đã chọn 2 \(.*xã Nam Dong, .*xã Trúc Sơn\), không hạ số lượng xuống 1 được"):
        announce_quota(by=SYSTEM, now=NOW, form=open_round.later, pools=[ANNOUNCED], **NOTICE)
    assert AwardPool.objects.get(form=open_round.later).quota == 2


@pytest.mark.parametrize(
    ("pools", "more", "words"),
    [
        ([], {}, "ít nhất một diện"),
        ([PoolWords("", (COMMUNE,), for_people=False, quota=1)], {}, "Mỗi diện cần có tên"),
        ([PoolWords("Xã", ("khac",), for_people=False, quota=1)], {}, "Mỗi diện cần có tên"),
        ([PoolWords("Xã", (COMMUNE,), for_people=False, quota=0)], {}, "từ 1 trở lên"),
        ([ANNOUNCED], {"document": " "}, "số, ký hiệu của thông báo"),
        ([ANNOUNCED], {"date": TODAY + datetime.timedelta(days=1)}, "chưa đến"),
        ([ANNOUNCED], {"date": datetime.date(1900, 1, 1)}, "trước ngày bắt đầu đợt thi đua"),
    ],
)
def test_bad_notice_is_refused(open_round: Awards, pools: list[PoolWords], more: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        announce_quota(by=SYSTEM, now=NOW, form=open_round.later, pools=pools, **{**NOTICE, **more})
    assert AwardPool.objects.filter(form=open_round.later).count() == 0


def test_notice_is_not_for_forms_whose_number_stands_in_the_plan(open_round: Awards) -> None:
    with pytest.raises(Invalid, match="đã ghi trong kế hoạch"):
        announce_quota(by=SYSTEM, now=NOW, form=open_round.own, pools=[ANNOUNCED], **NOTICE)


def test_only_who_runs_the_round_takes_notice(open_round: Awards) -> None:
    with pytest.raises(NotAllowed):
        announce_quota(
            by=open_round.cast.actor("district_officer"), now=NOW, form=open_round.later, pools=[ANNOUNCED], **NOTICE
        )


@pytest.mark.clause("VI.1")
def test_second_round_has_its_own_seats_and_asks_whether_the_first_honoured(found: Awards) -> None:
    guided(found, found.central.round)
    made = voted(confirmed(proposed(found, found.cast.district, form=found.central)))
    assert choose(made).status == N.SELECTED
    assert [seat.number for seat in Seat.objects.filter(pool__form=found.central)] == [1]
    assert DISTRICT in made.pool.unit_kinds


def test_person_takes_a_seat_of_the_people_s_pool(open_round: Awards) -> None:
    made = voted(proposed(open_round, open_round.cast.commune, person=person("Nguyễn Văn Hòa", "Trưởng ban")))
    assert choose(made).seat.pool == open_round.pool(6)


@pytest.mark.parametrize("field", ["proposals_before", "dossiers_before", "council_on"])
def test_guidance_has_no_day_before_the_campaign(found: Awards, field: str) -> None:
    with pytest.raises(Invalid, match=r"trước ngày bắt đầu đợt thi đua \(1/10/2023\)") as refused:
        guided(found, **{"proposals_before": None, field: datetime.date(1900, 1, 1)})
    assert list(refused.value.fields) == [field]
    assert not AwardGuidance.objects.exists()


@pytest.mark.clause("VII.1")
def test_council_does_not_sit_after_the_event_of_the_awards(found: Awards) -> None:
    event = found.cast.campaign.events.get(key="national-congress")
    type(event).objects.filter(pk=event.pk).update(date=datetime.date(2024, 10, 16))
    type(found.round).objects.filter(pk=found.round.pk).update(event_key=event.key)
    found.round.refresh_from_db()
    with pytest.raises(Invalid, match="ngày 16/10/2024, là lúc trao thưởng") as refused:
        guided(found, council_on=datetime.date(2024, 10, 17))
    assert list(refused.value.fields) == ["council_on"]
    assert guided(found, council_on=datetime.date(2024, 10, 16)).council_on == datetime.date(2024, 10, 16)
