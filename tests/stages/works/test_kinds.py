"""Kinds of work as data: each with its own quantity, fields and steps; what counts as a new great-unity house."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import NOW, Cast, cast
from tests.stages.works.support import OWNER, house, piece, registered, road, whole_house, with_catalogue
from thidua.foundation.core.errors import Invalid, Unreadable
from thidua.foundation.core.quantities import UNITS
from thidua.foundation.units.provinces import point_told
from thidua.stages.campaigns.kind_files import read_work_kinds
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import MEASURES
from thidua.stages.works.details import details_told, fields_of, read_details
from thidua.stages.works.kinds import steps_of
from thidua.stages.works.measures import MEASURE
from thidua.stages.works.models import Work
from thidua.stages.works.points import parse_point

pytestmark = pytest.mark.django_db
NEW_HOUSE = "great-unity-house"


@pytest.fixture
def people() -> Cast:
    return with_catalogue(cast())


@pytest.mark.clause("II.5")
def test_every_kind_the_plan_names_has_its_own_quantity_fields_and_steps() -> None:
    kinds = {kind.key: kind for kind in read_work_kinds()}
    told = {
        key: (kinds[key].measure_unit, [field.key for field in fields_of(kinds[key])], [s.key for s in steps_of(kinds[key])])
        for key in (
            "great-unity-house", "gratitude-house", "livelihood-work", "rural-road", "canal", "new-countryside-criterion",
            "green-street", "culture-sports",
        )
    }  # fmt: skip
    long = ["survey", "approve", "start", "complete", "hand-over"]
    owner = ["householder", "birth-year", "address", "condition"]
    assert told == {
        "great-unity-house": ("house", owner, long),
        "gratitude-house": ("house", owner, long),
        "livelihood-work": ("piece", ["use"], ["done"]),
        "rural-road": ("metre", ["width", "surface"], ["done"]),
        "canal": ("metre", ["irrigated", "section"], ["done"]),
        "new-countryside-criterion": ("criterion", ["criteria"], ["done"]),
        "green-street": ("metre", ["trees", "lamps"], ["done"]),
        "culture-sports": ("session", ["form", "participants"], ["done"]),
    }
    assert {kind.measure_unit for kind in kinds.values()} <= {key for key, _unit in UNITS.items()}
    repairs = {key for key, kind in kinds.items() if kind.is_house and not kind.is_new_build}
    assert repairs == {"great-unity-house-repair", "gratitude-house-repair"}


def test_own_fields_are_kept_told_and_refused_when_wrong(people: Cast) -> None:
    officer = people.actor("commune_officer")
    work = registered(people, officer, road(people, details={"width": 35, "surface": "Bê tông"}, land=1200))

    assert details_told(work.kind, work.details) == [("Bề rộng mặt đường", "3,5 m"), ("Mặt đường", "Bê tông")]
    assert work.land == 1200
    with pytest.raises(Invalid) as refusal:
        registered(people, officer, road(people, details={"surface": "Vàng", "trees": 3}))
    assert refusal.value.fields == {
        "detail-surface": "«Mặt đường» không có lựa chọn này. Xin chọn trong danh mục.",
        "detail-trees": "Loại «Đường giao thông nông thôn» không hỏi mục này. Xin bỏ trống.",
    }


@pytest.mark.parametrize(
    ("kind", "text", "details"),
    [
        ("rural-road", "Bề rộng mặt đường: 3,5 m; Mặt đường: Gạch, đá", {"width": 35, "surface": "Gạch, đá"}),
        ("rural-road", "MẶT ĐƯỜNG: bê tông;\nbề rộng mặt đường: 4", {"width": 40, "surface": "Bê tông"}),
        ("great-unity-house", "Địa chỉ nhà: thôn 1; đối diện: chợ; Năm sinh của chủ hộ: 1961; Chủ hộ:",
         {"address": "thôn 1; đối diện: chợ", "birth-year": 1961}),
        ("piece-of-work", " ; ", {}),
    ],
)  # fmt: skip
def test_own_fields_are_read_from_one_cell(people: Cast, kind: str, text: str, details: dict[str, Any]) -> None:
    assert read_details(people.work_kinds[kind], text) == details


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        ("rural-road", "rộng 3 m", "Không rõ «rộng 3 m» thuộc mục nào của loại «Đường giao thông nông thôn». "
         "Xin ghi như: Bề rộng mặt đường: …; Mặt đường: …."),
        ("rural-road", "Bề rộng mặt đường: 3 xe", "Không hiểu «3 xe». Xin ghi như 12 m."),
        ("piece-of-work", "Mặt đường: nhựa", "Loại «Phần việc» không hỏi mục riêng nào. Xin bỏ trống ô này."),
    ],
)  # fmt: skip
def test_cells_that_name_no_field_are_explained(people: Cast, kind: str, text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_details(people.work_kinds[kind], text)
    assert str(refusal.value) == sentence


def test_household_must_be_one_the_kind_is_built_for(people: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        registered(people, people.actor("district_officer"), house(people, household="merit"))

    assert refusal.value.fields == {
        "household": "«Nhà đại đoàn kết (xây mới)» không làm cho người có công. Xin chọn diện hộ khác hoặc loại nhà khác."
    }


def test_private_fields_stay_off_what_others_read(people: Cast) -> None:
    work = registered(people, people.actor("district_officer"), whole_house(people))

    assert dict(details_told(work.kind, work.details))["Chủ hộ"] == OWNER["householder"]
    assert details_told(work.kind, work.details, private=False) == []


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("12,65432; 107,69123", (1265432, 10769123)), ("12.65432, 107.69123", (1265432, 10769123)),
        ("12.65432 107.69123", (1265432, 10769123)), ("12°39'15\"N 107°41'28\"E", (1265417, 10769111)),
    ],
)  # fmt: skip
def test_points_are_read_as_phones_write_them(text: str, point: tuple[int, int]) -> None:
    assert parse_point(text) == point


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("gần chợ", "Không hiểu tọa độ «gần chợ». Xin ghi vĩ độ rồi kinh độ, như 12,65432; 107,69123."),
        ("107,69; 12,65", "Tọa độ «107,69; 12,65» ghi kinh độ trước. Xin ghi vĩ độ trước, kinh độ sau."),
        ("48,85; 2,35", "Tọa độ «48,85; 2,35» nằm ngoài Việt Nam. Xin xem lại."),
    ],
)
def test_wrong_points_are_explained(text: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        parse_point(text)
    assert str(refusal.value) == sentence


def test_point_in_another_province_is_refused(people: Cast) -> None:
    content = piece(people, point=parse_point("21,02851; 105,80482"))
    with pytest.raises(Invalid) as refusal:
        registered(people, people.actor("commune_officer"), content)

    assert refusal.value.fields == {
        "point": "Tọa độ 21,02851; 105,80482 nằm ngoài Tỉnh Đắk Nông. Xin xem lại, hoặc bỏ trống nếu chưa chắc."
    }
    kept = registered(people, people.actor("commune_officer"), piece(people, point=(1265432, 10769123)))
    assert kept.point is not None
    assert point_told(kept.point) == "12,65432; 107,69123"


@pytest.mark.clause("III.3a")
@pytest.mark.slow
def test_repairs_and_gratitude_houses_never_count_as_new_great_unity_houses(people: Cast) -> None:
    """Whatever works there are, III.3a and III.3b hold the new great-unity houses and nothing else."""
    keys = sorted(people.work_kinds)
    asked = list(Target.objects.filter(campaign=people.campaign, code__startswith="III.3"))
    assert asked

    @settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(["verified", "done"])), max_size=12))
    def holds(drawn: list[tuple[str, str]]) -> None:
        with transaction.atomic():
            made = [_put(people, key, state, number) for number, (key, state) in enumerate(drawn)]
            new = {work.uid for work in made if work.kind.key == NEW_HOUSE and work.status == "verified"}
            counted = {target.code: {fact.source_uid for fact in MEASURES[MEASURE].facts(target)} for target in asked}
            # The province mobilised none of them.
            assert counted == {"III.3a": new, "III.3a-in-place": new, "III.3b": set()}
            transaction.set_rollback(True)

    holds()


def _put(people: Cast, key: str, state: str, number: int) -> Work:
    values: dict[str, Any] = {"status": state, "registered_at": NOW, "done_at": NOW, "done_date": NOW.date()}
    work = Work.objects.create(
        unit=people.district, mobiliser=people.district, kind=people.work_kinds[key], name=f"Việc {number}", folded="",
        quantity=1, made_at=NOW, changed_at=NOW, verified_at=NOW if state == "verified" else None, **values,
    )  # fmt: skip
    work.campaigns.add(people.campaign)
    work.places.create(unit=people.district)
    return work
