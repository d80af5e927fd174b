"""The Bản đăng ký and the Danh sách công trình: grouped, summed by kind and source, equal to the board."""

from __future__ import annotations

import pytest

from tests.factories import NOW, TODAY, Cast, cast_on_board
from tests.stages.works.support import house, piece, registered, road, verified
from thidua.foundation.core.errors import Missing
from thidua.foundation.documents.checker import check_document
from thidua.stages.campaigns.papers import draw
from thidua.stages.progress.models import UnitProgress
from thidua.stages.works.list_papers import LIST, REGISTRATION, STATES, list_paper
from thidua.stages.works.listing import Listing, listing
from thidua.stages.works.operations import merge_works

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    """Five works of three districts' bodies, one of them registered twice and merged."""
    people = cast_on_board()
    verified(people, content=house(people))
    verified(people, content=house(people, unit=people.district, name="Nhà ông Y Nam"))
    registered(people, people.actor("commune_officer"), piece(people))
    registered(people, people.actor("commune_officer"), road(people))
    far = piece(people, unit=people.far_commune, name="Việc xã xa")
    registered(people, people.actor("far_commune_officer"), far)
    twice = registered(people, people.actor("commune_officer"), piece(people, name="Trồng hoa dọc đường thôn"))
    kept = registered(people, people.actor("district_officer"), piece(people, unit=people.district, name="Trồng hoa"))
    merge_works(by=people.actor("province_officer"), now=NOW, kept=kept, other=twice)
    return people


def found(people: Cast, paper: str, unit: str = "province", by: str = "province_officer") -> Listing:
    return listing(people.actor(by), people.units[unit], people.campaign, STATES[paper])


def test_works_stand_under_the_body_directly_beneath_each_once(people: Cast) -> None:
    told = found(people, REGISTRATION)

    assert [(group.unit.short_name, group.is_own, len(group.lines), group.money) for group in told.groups] == [
        ("Huyện Cư Jút", False, 5, 277_000_000), ("Huyện Đắk Mil", False, 1, 0),
    ]  # fmt: skip
    own = found(people, REGISTRATION, "district", "district_officer").groups
    assert [(group.unit.short_name, group.is_own, len(group.lines)) for group in own] == [
        ("Huyện Cư Jút", True, 3), ("Xã Nam Dong", False, 2),
    ]  # fmt: skip


@pytest.mark.clause("II.5")
def test_sums_by_kind_are_the_boards(people: Cast) -> None:
    """What a paper counts of a target's kinds is what the board's cell of the branch holds."""
    for unit, by in (
        ("province", "province_officer"),
        ("district", "district_officer"),
        ("far_district", "far_district_officer"),
    ):
        sums = {row.kind.key: row for row in found(people, LIST, unit, by).kinds}
        houses = sums["great-unity-house"].works if "great-unity-house" in sums else 0
        cell = UnitProgress.objects.get(target=people.targets["III.3a"], unit=people.units[unit])
        assert houses == cell.subtree
    sums = {row.kind.key: (row.works, row.quantity, dict(row.money)) for row in found(people, REGISTRATION).kinds}
    assert sums == {
        "great-unity-house": (2, 2, {"fund": 100_000_000, "people": 57_000_000}),
        "rural-road": (1, 1200, {"people": 120_000_000}),
        "piece-of-work": (3, 3, {}),
    }


def test_list_of_another_body_is_missing(people: Cast) -> None:
    with pytest.raises(Missing):
        found(people, LIST, "far_district", "district_officer")


@pytest.mark.slow
def test_papers_bear_groups_sums_and_a_signing_block(people: Cast) -> None:
    for kind in (REGISTRATION, LIST):
        paper = list_paper(kind, found(people, kind), on=TODAY)
        text = draw(paper, "html").decode()
        assert "Cộng Huyện Cư Jút" in text
        assert "TM. BAN THƯỜNG TRỰC" in text
        assert "Trần Văn Bình" in text
        # A family that got a house is not named on a paper that goes round.
        assert "Duyên" not in text
        outcome = check_document(draw(paper, "docx"), today=TODAY)
        assert [each for each in outcome.deviations if not each.notice] == []
        assert draw(paper, "pdf")[:4] == b"%PDF"


def test_body_without_works_says_so(people: Cast) -> None:
    paper = list_paper(LIST, found(people, LIST, "far_district", "far_district_officer"), on=TODAY)

    assert "chưa có công trình, phần việc nào được xác nhận" in draw(paper, "html").decode()
