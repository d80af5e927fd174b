"""A total shared out: each may take more than its share, never less, and together they cover it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.factories import COMMUNE, NOW, Cast, cast
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.stages.campaigns.allocations import allocations_of
from thidua.stages.campaigns.models import Plan, PlanTarget, Target, TargetMinimum
from thidua.stages.campaigns.operations import allocate, exempt_unit, set_minimum

pytestmark = pytest.mark.django_db
DOCUMENT = "Quyết định 15/QĐ-UBND, phụ lục 1"


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def roads(people: Cast) -> Target:
    """At least one kilometre of each commune, written in metres."""
    return Target.objects.create(
        campaign=people.campaign, code="D", position=90, text="Đường", short_label="Đường", unit_kinds=[COMMUNE],
        measure="works", measure_unit="metre", reading="subtree", minimum=1_000,
    )  # fmt: skip


def share_out(people: Cast, roads: Target, shares: Mapping[str, int], **other: Any) -> list[TargetMinimum]:
    given = {"by": people.actor("province_officer"), "unit": people.province, "total": 6_000, "source": DOCUMENT}
    given |= other
    return allocate(now=NOW, target=roads, shares={people.units[key]: share for key, share in shares.items()}, **given)


def numbers(roads: Target) -> dict[str, tuple[int, int | None]]:
    rows = TargetMinimum.objects.filter(target=roads).order_by("id")
    return {row.unit.short_name: (row.minimum, row.share) for row in rows}


def test_total_and_shares_become_minimums(people: Cast, roads: Target) -> None:
    share_out(people, roads, {"commune": 2_000, "sister_commune": 1_000, "far_commune": 3_000})

    assert numbers(roads) == {
        "Tỉnh Đắk Nông": (6_000, None), "Xã Nam Dong": (2_000, 2_000), "Xã Trúc Sơn": (1_000, 1_000),
        "Xã Đắk Lao": (3_000, 3_000),
    }  # fmt: skip
    found = allocations_of(roads)
    assert [(row.by, row.total, row.taken, row.lack) for row in found] == [(people.province, 6_000, 6_000, 0)]


def test_unit_takes_more_than_its_share_and_never_less(people: Cast, roads: Target) -> None:
    share_out(people, roads, {"commune": 2_000, "far_commune": 4_000})
    officer: dict[str, Any] = {"by": people.actor("province_officer"), "now": NOW, "target": roads}

    row = set_minimum(**officer, unit=people.commune, minimum=2_500, source="Kế hoạch 3 của xã")
    with pytest.raises(Invalid) as refused:
        set_minimum(**officer, unit=people.far_commune, minimum=3_999, source="Kế hoạch 4 của xã")

    assert (row.minimum, row.share) == (2_500, 2_000)
    assert str(refused.value) == "Mức riêng không được thấp hơn phần được phân bổ là 4 km."
    assert numbers(roads)["Xã Đắk Lao"] == (4_000, 4_000)


def test_what_was_taken_beyond_a_share_stays_when_shares_change(people: Cast, roads: Target) -> None:
    share_out(people, roads, {"commune": 2_000, "sister_commune": 1_000, "far_commune": 3_000})
    set_minimum(
        by=people.actor("province_officer"),
        now=NOW,
        target=roads,
        unit=people.commune,
        minimum=5_000,
        source="Kế hoạch 3",
    )

    share_out(people, roads, {"commune": 3_000, "far_commune": 1_000})

    assert numbers(roads) == {
        "Tỉnh Đắk Nông": (6_000, None), "Xã Nam Dong": (5_000, 3_000), "Xã Trúc Sơn": (1_000, None),
        "Xã Đắk Lao": (1_000, 1_000),
    }  # fmt: skip


@pytest.mark.clause("H.3")
def test_shares_made_anew_lower_nobody_below_its_own_plan(people: Cast, roads: Target) -> None:
    for unit, own in ((people.commune, 2_500), (people.district, 7_000)):
        plan = Plan.objects.create(
            campaign=people.campaign, unit=unit, title="Kế hoạch của đơn vị", made_at=NOW, changed_at=NOW
        )
        PlanTarget.objects.create(plan=plan, target=roads, own=own)
    given = {"unit": people.district, "source": DOCUMENT}

    share_out(people, roads, {"commune": 4_000, "sister_commune": 4_000}, total=8_000, **given)
    share_out(people, roads, {"commune": 2_000, "sister_commune": 5_000}, total=6_000, **given)
    assert numbers(roads) == {
        "Huyện Cư Jút": (7_000, None), "Xã Nam Dong": (2_500, 2_000), "Xã Trúc Sơn": (5_000, 5_000),
    }  # fmt: skip

    share_out(people, roads, {"commune": 3_000, "sister_commune": 6_000}, total=9_000, **given)
    assert numbers(roads) == {
        "Huyện Cư Jút": (9_000, None), "Xã Nam Dong": (3_000, 3_000), "Xã Trúc Sơn": (6_000, 6_000),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("shares", "other", "field", "sentence"),
    [
        (
            {"commune": 2_000, "far_commune": 3_500}, {}, "shares",
            "Phân bổ của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông chưa đủ: các đơn vị nhận 5,5 km, còn thiếu 0,5 km so với 6 km. "
            "Xin phân bổ lại trước.",
        ),
        ({"commune": 6_000, "far_commune": 999}, {}, "shares", "Phần của Ủy ban MTTQ Việt Nam xã Đắk Lao thấp hơn mức chung là 1 km."),
        ({"commune": 7_000, "far_commune": -1}, {}, "shares", "Phần của Ủy ban MTTQ Việt Nam xã Đắk Lao không được nhỏ hơn 0."),
        ({}, {}, "shares", "Xin ghi phần của ít nhất một đơn vị."),
        ({"district": 6_000}, {}, "unit", "Chỉ tiêu D không giao cho đơn vị này."),
        ({"commune": 6_000}, {"source": " "}, "source", "Xin ghi văn bản phân bổ."),
        ({"commune": 6_000}, {"total": 0}, "total", "Tổng phân bổ phải lớn hơn 0."),
        (
            {"far_commune": 6_000}, {"unit": "district"}, "shares",
            "Ủy ban MTTQ Việt Nam xã Đắk Lao không thuộc Ủy ban MTTQ Việt Nam huyện Cư Jút.",
        ),
    ],
)  # fmt: skip
def test_allocation_that_does_not_hold_is_refused_and_changes_nothing(
    people: Cast, roads: Target, shares: dict[str, int], other: dict[str, Any], field: str, sentence: str
) -> None:
    if "unit" in other:
        other = {**other, "unit": people.units[other["unit"]]}

    with pytest.raises(Invalid) as refused:
        share_out(people, roads, shares, **other)

    assert (list(refused.value.fields), str(refused.value)) == ([field], sentence)
    assert numbers(roads) == {}


def test_unit_and_one_beneath_it_do_not_both_share(people: Cast, roads: Target) -> None:
    roads.unit_kinds = [COMMUNE, "front-district"]
    roads.save()

    with pytest.raises(Invalid) as refused:
        share_out(people, roads, {"district": 4_000, "commune": 4_000})

    assert str(refused.value) == (
        "Ủy ban MTTQ Việt Nam xã Nam Dong và cấp trên của nó cùng được phân bổ nên tính hai lần."
    )


@pytest.mark.parametrize("changed", [{"operator": "at_most"}, {"measure_unit": "percent"}, {"minimum": None}])
def test_only_at_least_of_a_quantity_is_shared_out(people: Cast, roads: Target, changed: dict[str, Any]) -> None:
    Target.objects.filter(pk=roads.pk).update(**changed)

    with pytest.raises(Invalid) as refused:
        share_out(people, roads, {"commune": 6_000})

    assert str(refused.value) == "Chỉ phân bổ được chỉ tiêu «ít nhất» một số lượng."


def test_raised_total_or_freed_unit_that_leaves_a_gap_is_refused(people: Cast, roads: Target) -> None:
    share_out(people, roads, {"commune": 2_000, "far_commune": 4_000})
    officer: dict[str, Any] = {"by": people.actor("province_officer"), "now": NOW, "target": roads}
    Target.objects.filter(pk=roads.pk).update(unit_kinds=[COMMUNE, "front-province"])

    with pytest.raises(Invalid) as raised:
        set_minimum(**officer, unit=people.province, minimum=6_001, source="Kế hoạch 9")
    with pytest.raises(Invalid) as freed:
        exempt_unit(**officer, unit=people.commune, document="Công văn 8")

    assert list(raised.value.fields) == ["minimum"]
    assert str(freed.value).startswith("Phân bổ của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông chưa đủ: các đơn vị nhận 4 km, ")
    assert numbers(roads)["Tỉnh Đắk Nông"] == (6_000, None)
    assert roads.exemptions.count() == 0


def test_exempt_unit_takes_no_share(people: Cast, roads: Target) -> None:
    exempt_unit(by=people.actor("province_officer"), now=NOW, target=roads, unit=people.commune, document="Công văn 8")

    with pytest.raises(Invalid) as refused:
        share_out(people, roads, {"commune": 3_000, "far_commune": 3_000})

    assert str(refused.value) == ("Ủy ban MTTQ Việt Nam xã Nam Dong được miễn chỉ tiêu này nên không nhận phân bổ.")


def test_only_the_campaign_s_officer_shares_out(people: Cast, roads: Target) -> None:
    with pytest.raises(NotAllowed):
        share_out(people, roads, {"commune": 6_000}, by=people.actor("district_officer"))


@pytest.mark.parametrize(
    ("operator", "unit", "minimum", "sentence"),
    [
        ("at_least", "metre", -1, "Chỉ tiêu D: số không được nhỏ hơn 0."),
        ("at_most", "metre", 1_001, "Mức riêng không được cao hơn mức chung là 1 km."),
        ("exactly", "percent", 101, "Chỉ tiêu D tính bằng phần trăm nên không quá 100."),
    ],
)
def test_own_number_is_only_ever_stricter(
    people: Cast, roads: Target, operator: str, unit: str, minimum: int, sentence: str
) -> None:
    Target.objects.filter(pk=roads.pk).update(operator=operator, measure_unit=unit)

    with pytest.raises(Invalid) as refused:
        set_minimum(
            by=people.actor("province_officer"), now=NOW, target=roads, unit=people.commune, minimum=minimum, source="Kế hoạch"
        )  # fmt: skip

    assert str(refused.value) == sentence


def test_ceiling_of_one_unit_may_be_lower(people: Cast, roads: Target) -> None:
    Target.objects.filter(pk=roads.pk).update(operator="at_most")

    row = set_minimum(
        by=people.actor("province_officer"), now=NOW, target=roads, unit=people.commune, minimum=0, source="Kế hoạch"
    )

    assert row.minimum == 0
