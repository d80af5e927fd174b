"""Adoptions: a work done after a model counts once it is verified; the tree, its sums, who is told of it."""

from __future__ import annotations

import datetime
import uuid

import pytest

from tests.factories import NOW, TODAY, Cast, cast, make_target
from tests.stages.works.spread_support import adopt, far_work, opened, telling
from tests.stages.works.support import piece, verified
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.core.duties import owed
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.tables import TABLES
from thidua.stages.progress.models import UnitProgress
from thidua.stages.progress.prove import prove
from thidua.stages.progress.rebuild import prepare
from thidua.stages.works.content import Content
from thidua.stages.works.models import Adoption
from thidua.stages.works.operations import (
    acknowledge_adoption,
    cancel_work,
    edit_work,
    end_adoption,
    mark_story,
    open_story,
    tell_story,
    unmark_story,
    unverify_work,
    verify_work,
)
from thidua.stages.works.spread import spread_of
from thidua.stages.works.spread_tables import GALLERY, SPREAD
from thidua.stages.works.summing import sums_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.mark.clause("I.4")
def test_adoption_registers_a_work_and_counts_once_it_is_verified(people: Cast) -> None:
    story = opened(people)
    made = adopt(people, story, "sister_officer", "sister_commune")
    assert (made.work.name, made.work.status, made.work.kind, made.work.quantity) == (
        "Đường hoa", "registered", story.work.kind, 1,
    )  # fmt: skip
    spread = spread_of([story.work_id])[story.work_id]
    assert (spread.adoptions, spread.counted, spread.units) == (1, 0, 0)
    far = adopt(people, story, "far_commune_officer", "far_commune", work=far_work(people))
    spread = spread_of([story.work_id])[story.work_id]
    assert (spread.adoptions, spread.counted, spread.units) == (2, 1, 1)
    unverify_work(by=people.actor("far_district_officer"), now=NOW, work=far.work, reason="Nhầm")
    assert spread_of([story.work_id])[story.work_id].counted == 0


def test_adoption_is_refused_for_own_models_rings_and_what_is_no_exemplar(people: Cast) -> None:
    story = opened(people)
    with pytest.raises(Invalid, match="chính Ủy ban MTTQ Việt Nam xã Nam Dong"):
        adopt(people, story, "commune_officer", "commune")
    with pytest.raises(NotAllowed):
        adopt(people, story, "district_officer", "commune")
    with pytest.raises(Missing):
        adopt(people, story, "sister_officer", "far_commune")
    with pytest.raises(Invalid, match="điểm nào"):
        adopt(people, story, "sister_officer", "sister_commune", changed=" ")
    with pytest.raises(Invalid, match="do đơn vị khác dẫn đầu"):
        adopt(people, story, "district_officer", "district", work=verified(
            people, content=piece(people, unit=people.sister_commune, name="Việc xã bên"), by="sister_officer",
            above="district_officer",
        ))  # fmt: skip
    far = adopt(people, story, "far_commune_officer", "far_commune", work=far_work(people))
    with pytest.raises(NotNow, match="đã ghi là học theo"):
        adopt(people, story, "far_commune_officer", "far_commune", work=far.work)
    second = tell_story(
        by=people.actor("far_commune_officer"), now=NOW, work=far.work, telling=telling(title="Đường hoa 2")
    )
    above = people.actor("far_district_officer")
    second = mark_story(by=above, now=NOW, story=second, reason="Hay")
    second = open_story(by=above, now=NOW, story=second, campaign=people.campaign)
    with pytest.raises(Invalid, match="học ngược lại"):
        adopt(people, second, "commune_officer", "commune", work=story.work)
    with pytest.raises(Invalid, match="bắt nguồn từ đó"):
        adopt(people, second, "commune_officer", "commune")
    unmark_story(by=above, now=NOW, story=second, reason="Sửa")
    with pytest.raises(Missing):
        adopt(people, second, "sister_officer", "sister_commune")


def test_origin_is_told_until_it_has_read(people: Cast) -> None:
    made = adopt(people, opened(people), "sister_officer", "sister_commune")
    officer = people.actor("commune_officer")

    def told_to(actor: Actor) -> list[tuple[str, str]]:
        return [(duty.what, duty.detail) for duty in owed(actor, TODAY) if duty.kind == "model-adopted"]

    sentence = "Ủy ban MTTQ Việt Nam xã Trúc Sơn học theo mô hình của anh chị"
    assert told_to(officer) == [(sentence, "Đường hoa tự quản")]
    assert told_to(people.actor("sister_officer")) == []
    with pytest.raises(NotAllowed):
        acknowledge_adoption(by=people.actor("sister_officer"), now=NOW, adoption=made)
    seen = acknowledge_adoption(by=officer, now=NOW, adoption=made)
    again = acknowledge_adoption(by=officer, now=NOW + datetime.timedelta(hours=1), adoption=made)
    assert (seen.seen_at, again.seen_at, told_to(officer)) == (NOW, NOW, [])


def test_adoption_of_an_adoption_deepens_the_tree_and_goes_with_it(people: Cast) -> None:
    first = opened(people)
    far = adopt(people, first, "far_commune_officer", "far_commune", work=far_work(people))
    above, officer = people.actor("far_district_officer"), people.actor("far_commune_officer")
    second = tell_story(by=officer, now=NOW, work=far.work, telling=telling(title="Đường hoa Đắk Lao"))
    second = mark_story(by=above, now=NOW, story=second, reason="Hay")
    second = open_story(by=above, now=NOW, story=second, campaign=people.campaign)
    deep = adopt(people, second, "sister_officer", "sister_commune")
    assert deep.root_id == first.work_id
    assert [spread_of([pk])[pk].adoptions for pk in (first.work_id, far.work_id)] == [2, 1]

    with pytest.raises(Invalid):
        end_adoption(by=officer, now=NOW, adoption=far, reason=" ")
    with pytest.raises(Missing):
        end_adoption(by=people.actor("sister_officer"), now=NOW, adoption=far, reason="Nhầm")
    ended = end_adoption(by=officer, now=NOW, adoption=far, reason="Nhầm mô hình")
    deep.refresh_from_db()
    assert (ended.status, ended.end_reason, deep.root_id) == ("ended", "Nhầm mô hình", far.work_id)
    assert [spread_of([pk])[pk].adoptions for pk in (first.work_id, far.work_id)] == [0, 1]
    adopt(people, first, "far_commune_officer", "far_commune", work=far.work)
    deep.refresh_from_db()
    assert deep.root_id == first.work_id


def test_lead_of_a_work_with_a_model_stays(people: Cast) -> None:
    story = opened(people)
    made = adopt(people, story, "commune_officer", "area")
    content = Content(
        unit=people.commune, kind=made.work.kind, name="Đường hoa", quantity=1, campaigns=(people.campaign,)
    )
    with pytest.raises(Invalid, match="thôi học theo trước"):
        edit_work(by=people.actor("commune_officer"), now=NOW, work=made.work, content=content)


def test_withdrawn_work_is_no_longer_counted_on_but_stays_in_the_tree(people: Cast) -> None:
    story = opened(people)
    made = adopt(people, story, "sister_officer", "sister_commune")
    cancel_work(by=people.actor("sister_officer"), now=NOW, work=made.work, reason="Chưa làm được")
    spread = spread_of([story.work_id])[story.work_id]
    assert (spread.adoptions, spread.counted) == (1, 0)


def listed(actor: Actor, **given: str) -> list[str]:
    return [row.record.work.name for row in SPREAD.every_row(actor, given)]


def test_each_sum_opens_the_list_it_counts(people: Cast) -> None:
    story = opened(people)
    adopt(people, story, "sister_officer", "sister_commune")
    adopt(people, story, "far_commune_officer", "far_commune", work=far_work(people))
    reader = people.actor("commune_officer")
    rows = Adoption.objects.live()
    sums = sums_of(rows)
    assert sums.counted == 1
    assert [(row.key, row.count) for row in sums.levels] == [("front-commune", 1)]
    assert [(row.key, row.count) for row in sums.months] == [("2024-07", 1)]
    assert [(row.label, row.count) for row in sums.districts] == [("Huyện Đắk Mil", 1)]
    of = {"guong": str(story.uid), "tinh-trang": "da-tinh"}
    for narrowed in ({}, {"cap": "front-commune"}, {"thang": "2024-07"}, {"don-vi": sums.districts[0].key}):
        assert listed(reader, **of, **narrowed) == ["Đường hoa Đắk Lao"]
    assert listed(reader, guong=str(story.uid), **{"tinh-trang": "chua-tinh"}) == ["Đường hoa"]
    assert listed(reader, q="dak lao") == ["Đường hoa Đắk Lao"]
    assert listed(reader, thang="2024-06") == []
    for wrong in ({"thang": "2024-13"}, {"cap": "x"}, {"guong": str(uuid.uuid4())}, {"don-vi": "x"}, {"dot": "x"}):
        with pytest.raises(Missing):
            listed(reader, **wrong)


def test_foreign_readers_are_told_of_their_own_branch_alone(people: Cast) -> None:
    """The origin reads the whole tree; who adopted reads its own line; the level between both reads all."""
    story = opened(people)
    adopt(people, story, "sister_officer", "sister_commune")
    adopt(people, story, "far_commune_officer", "far_commune", work=far_work(people))
    of = {"guong": str(story.uid)}
    seen = {
        name: sorted(listed(people.actor(name), **of))
        for name in ("commune_officer", "sister_officer", "far_district_officer", "province_officer")
    }
    both = ["Đường hoa", "Đường hoa Đắk Lao"]
    assert seen == {
        "commune_officer": both, "sister_officer": ["Đường hoa"], "far_district_officer": ["Đường hoa Đắk Lao"],
        "province_officer": both,
    }  # fmt: skip
    assert listed(people.actor("women_officer")) == []


def test_lists_go_out_with_their_sums(people: Cast) -> None:
    story = opened(people)
    adopt(people, story, "far_commune_officer", "far_commune", work=far_work(people))
    [row] = GALLERY.every_row(people.actor("sister_officer"), {})
    told = {cell.column.key: cell.text for cell in row.cells}
    assert (told["title"], told["units"], told["counted"], told["reason"]) == (
        "Đường hoa tự quản",
        "1",
        "1",
        "Dễ làm, ít tốn.",
    )
    assert TABLES["nhan-rong"] is SPREAD


@pytest.mark.clause("I.4")
def test_measure_counts_verified_adoptions_for_who_adopts(people: Cast) -> None:
    target = make_target(
        people.campaign, "I.4", measure="adoptions", credited_to="lead", minimum=1, unit_kinds=["front-commune"]
    )
    prepare(campaign=people.campaign, now=NOW)

    def reached() -> dict[str, int]:
        cells = UnitProgress.objects.filter(target=target, own__gt=0).order_by("unit__lft")
        return dict(cells.values_list("unit__short_name", "own"))

    story = opened(people)
    adopt(people, story, "sister_officer", "sister_commune")
    assert reached() == {}
    far = adopt(people, story, "far_commune_officer", "far_commune", work=far_work(people))
    assert reached() == {"Xã Đắk Lao": 1}
    assert prove(people.campaign) == []
    unverify_work(by=people.actor("far_district_officer"), now=NOW, work=far.work, reason="Nhầm")
    assert reached() == {}
    verify_work(by=people.actor("far_district_officer"), now=NOW, work=far.work)
    end_adoption(by=people.actor("far_commune_officer"), now=NOW, adoption=far, reason="Nhầm mô hình")
    assert reached() == {}
    assert prove(people.campaign) == []
