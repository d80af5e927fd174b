"""Places in the words of those who live there, by the campaign's frame."""

from __future__ import annotations

import pytest

from tests.factories import cast
from thidua.stages.campaigns.models import Participation
from thidua.stages.publications.places import Spot, body_name, spot_of

pytestmark = pytest.mark.django_db


def test_place_is_named_with_what_it_lies_in() -> None:
    people = cast()
    found = {key: spot_of(people.campaign, people.units[key]) for key in ("area", "commune", "district", "province")}
    assert found == {
        "area": Spot("Thôn 1, xã Nam Dong, huyện Cư Jút", "Huyện Cư Jút"),
        "commune": Spot("Xã Nam Dong, huyện Cư Jút", "Huyện Cư Jút"),
        "district": Spot("Huyện Cư Jút", "Huyện Cư Jút"),
        "province": Spot("Tỉnh Đắk Nông", ""),
    }


def test_organization_and_who_takes_no_part_have_no_district() -> None:
    people = cast()
    Participation.objects.filter(unit=people.far_area).delete()
    assert spot_of(people.campaign, people.women) == Spot("Hội Phụ nữ tỉnh")
    assert spot_of(people.campaign, people.far_area) == Spot("Bon Pê Nao")


def test_body_is_named_whole_and_an_area_with_its_commune() -> None:
    people = cast()
    assert body_name(people.campaign, people.commune) == "Ủy ban MTTQ Việt Nam xã Nam Dong"
    assert body_name(people.campaign, people.sister_area) == "Thôn 1, xã Trúc Sơn, huyện Cư Jút"
