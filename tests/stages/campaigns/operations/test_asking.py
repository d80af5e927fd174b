"""A unit's own number and an exemption."""

from __future__ import annotations

import pytest

from tests.factories import NOW, Cast, cast
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.stages.campaigns.models import Exemption, TargetMinimum
from thidua.stages.campaigns.operations import exempt_unit, set_minimum

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


def test_number_of_a_unit_is_written_with_its_source(people: Cast) -> None:
    row = set_minimum(
        by=people.actor("province_officer"), now=NOW, target=people.targets["III.3a"], unit=people.district, minimum=3,
        source="Kế hoạch 12/KH-MTTQ-BTT",
    )  # fmt: skip

    assert (row.minimum, row.source) == (3, "Kế hoạch 12/KH-MTTQ-BTT")


def test_second_number_replaces_the_first(people: Cast) -> None:
    for minimum in (3, 4):
        set_minimum(
            by=people.actor("province_officer"), now=NOW, target=people.targets["III.3a"], unit=people.district,
            minimum=minimum, source="Kế hoạch 12",
        )  # fmt: skip

    assert [row.minimum for row in TargetMinimum.objects.filter(target=people.targets["III.3a"])] == [4]


@pytest.mark.parametrize(("minimum", "source", "field"), [(0, "Kế hoạch", "minimum"), (2, " ", "source")])
def test_lower_or_unsourced_number_is_refused(people: Cast, minimum: int, source: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        set_minimum(
            by=people.actor("province_officer"), now=NOW, target=people.targets["III.3a"], unit=people.district,
            minimum=minimum, source=source,
        )  # fmt: skip

    assert list(refused.value.fields) == [field]


def test_no_more_is_asked_than_can_be_done(people: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        set_minimum(
            by=people.actor("province_officer"), now=NOW, target=people.targets["III.2"], unit=people.district, minimum=3,
            source="Kế hoạch",
        )  # fmt: skip

    assert str(refused.value) == "Chỉ tiêu III.2: mỗi đơn vị làm được nhiều nhất 2."
    assert not TargetMinimum.objects.filter(target=people.targets["III.2"]).exists()


def test_unit_that_is_not_asked_has_no_number(people: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        set_minimum(
            by=people.actor("province_officer"), now=NOW, target=people.targets["III.3a"], unit=people.commune, minimum=2,
            source="Kế hoạch",
        )  # fmt: skip

    assert str(refused.value) == "Chỉ tiêu III.3a không giao cho đơn vị này."


@pytest.mark.parametrize("who", ["district_officer", "women_officer", "province_leader", "administrator"])
def test_only_the_campaign_s_officer_gives_numbers_and_exemptions(people: Cast, who: str) -> None:
    target = people.targets["III.3a"]

    with pytest.raises(NotAllowed) as refused:
        set_minimum(by=people.actor(who), now=NOW, target=target, unit=people.district, minimum=2, source="Kế hoạch")
    with pytest.raises(NotAllowed):
        exempt_unit(by=people.actor(who), now=NOW, target=target, unit=people.district, document="Công văn 1")

    assert str(refused.value) == "Chỉ cán bộ của Ủy ban MTTQ Việt Nam tỉnh Đắk Nông điều hành được đợt thi đua này."
    assert (TargetMinimum.objects.filter(target=target).count(), Exemption.objects.count()) == (0, 0)


def test_exemption_needs_a_document(people: Cast) -> None:
    officer, target = people.actor("province_officer"), people.targets["III.3a"]

    with pytest.raises(Invalid) as refused:
        exempt_unit(by=officer, now=NOW, target=target, unit=people.district, document="")
    row = exempt_unit(by=officer, now=NOW, target=target, unit=people.district, document="Công văn 112/MTTQ-BTT")

    assert list(refused.value.fields) == ["document"]
    assert row.document == "Công văn 112/MTTQ-BTT"
