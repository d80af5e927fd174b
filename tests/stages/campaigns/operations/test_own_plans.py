"""A district's own plan: drafted from the plan above, raised, commented, read; never below what is above."""

from __future__ import annotations

import datetime

import pytest

from tests.factories import NOW, Cast
from tests.stages.campaigns import own_plans as steps
from thidua.foundation.core.errors import Invalid, NotAllowed, NotNow
from thidua.foundation.documents.models import Dispatch, IssuedDocument
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Plan, PlanComment, TargetMinimum
from thidua.stages.campaigns.operations import (
    ask_comments,
    give_comment,
    issue_plan,
    revise_plan,
    set_minimum,
    start_plan,
    submit_plan,
    withdraw_plan,
)
from thidua.stages.campaigns.operations.own_plans import content_of, place_of
from thidua.stages.campaigns.plan_writing.checking import owner_of
from thidua.stages.campaigns.plan_writing.comparing import figures, words
from thidua.stages.campaigns.plan_writing.content import Number, PhaseEnd, TaskLine, from_json, to_json
from thidua.stages.campaigns.plan_writing.recipients import read_lines
from thidua.stages.campaigns.queries import plans_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
S = IssuedDocument.Status


def minimums(people: Cast, code: str) -> dict[str, int]:
    names = {unit.pk: key for key, unit in people.units.items()}
    rows = TargetMinimum.objects.filter(target=people.targets[code]).order_by("id")
    return {names[row.unit_id]: row.minimum for row in rows}


@pytest.mark.clause("H.3")
def test_draft_begins_with_what_the_plan_above_says(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.begun(people, root)
    content = content_of(plan)
    assert (plan.document is not None, plan.document and plan.document.status) == (True, S.DRAFT)
    assert "286/KH-MTTQ-BTT" in content.preamble
    assert content.recipients == (
        "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Đắk Nông (báo cáo)", "Ủy ban MTTQ Việt Nam cấp xã", "Lưu: VT",
    )  # fmt: skip
    with pytest.raises(NotNow, match="bản đang có"):
        steps.begun(people, root)
    with pytest.raises(NotAllowed, match="Cư Jút"):
        start_plan(by=people.actor("commune_officer"), now=NOW, parent=root, unit=people.district)


@pytest.mark.clause("H.3")
@pytest.mark.parametrize(
    ("number", "field", "told"),
    [
        (Number("III.4", own=0), "own-III.4", "Kế hoạch số 286/KH-MTTQ-BTT giao là ít nhất 1"),
        (Number("III.4", beneath=0), "beneath-III.4", "Kế hoạch số 286/KH-MTTQ-BTT giao là ít nhất 1"),
        (Number("III.5a", own=2), "own-III.5a", "không giao cho đơn vị này"),
        (Number("III.4", own=-1), "own-III.4", "nhỏ hơn 0"),
        (Number("III.1", own=2), "own-III.1", "mỗi đơn vị làm được nhiều nhất 1"),
        (Number("III.2", own=3), "own-III.2", "mỗi đơn vị làm được nhiều nhất 2"),
        (Number("III.6a", beneath=4), "beneath-III.6a", "mỗi đơn vị làm được nhiều nhất 1"),
        (Number("III.6b", own=500), "own-III.6b", "mỗi đơn vị làm được nhiều nhất"),
    ],
)
def test_number_below_the_plan_above_or_beyond_reach_is_refused(
    world: tuple[Cast, Plan], number: Number, field: str, told: str
) -> None:
    people, root = world
    plan = steps.begun(people, root)
    with pytest.raises(Invalid) as refused:
        revise_plan(
            by=people.actor("district_officer"), now=NOW, plan=plan, content=steps.changed(plan, numbers=(number,))
        )
    assert list(refused.value.fields) == [field]
    assert told in str(refused.value)
    assert plan.versions.count() == 1


@pytest.mark.clause("H.3")
def test_commune_may_not_go_below_what_its_district_raised(world: tuple[Cast, Plan]) -> None:
    people, root = world
    district = steps.issued(people, root)
    officer = people.actor("commune_officer")
    plan = steps.begun(people, district, "commune")
    with pytest.raises(Invalid, match="Kế hoạch số 01/KH-MTTQ-BTT giao là ít nhất 2"):
        revise_plan(by=officer, now=NOW, plan=plan, content=steps.changed(plan, numbers=(Number("III.4", own=1),)))
    plan = revise_plan(by=officer, now=NOW, plan=plan, content=steps.changed(plan, numbers=(Number("III.4", own=4),)))
    plan = submit_plan(by=officer, now=NOW, plan=plan)
    issue_plan(by=people.actor("commune_leader"), now=NOW, plan=plan, date=steps.TODAY)
    assert minimums(people, "III.4") == {"district": 2, "commune": 4, "sister_commune": 2}
    withdraw_plan(by=people.actor("district_leader"), now=NOW, plan=district, reason="Có kế hoạch khác")
    assert minimums(people, "III.4") == {"commune": 4}
    assert minimums(people, "III.3a") == {}


def test_number_of_the_campaigns_body_stands_beneath_the_units_own(world: tuple[Cast, Plan]) -> None:
    people, root = world
    target = people.targets["III.3a"]
    given = {"by": people.actor("province_officer"), "now": NOW, "target": target, "unit": people.district}
    set_minimum(**given, minimum=2, source="Công văn 9")
    plan = steps.issued(people, root)
    assert minimums(people, "III.3a") == {"district": 3}
    # The body asks less than the unit's own plan, then more.
    set_minimum(**given, minimum=1, source="Công văn 10")
    assert minimums(people, "III.3a") == {"district": 3}
    set_minimum(**given, minimum=5, source="Công văn 11")
    assert minimums(people, "III.3a") == {"district": 5}
    set_minimum(**given, minimum=2, source="Công văn 12")
    withdraw_plan(by=people.actor("district_leader"), now=NOW, plan=plan, reason="Sai")
    row = TargetMinimum.objects.get(target=target, unit=people.district)
    assert (row.minimum, row.source, row.plan) == (2, "Công văn 12", None)


@pytest.mark.parametrize(
    ("changes", "field", "told"),
    [
        ({"subject": " "}, "subject", "trích yếu"),
        ({"recipients": ()}, "recipients", "nơi nhận"),
        ({"recipients": ("x" * 301,)}, "recipients", "dài quá 300"),
        ({"tasks": (TaskLine("Việc", "", None, "x" * 301),)}, "tasks", "dài quá 300"),
        ({"phases": (PhaseEnd(1, datetime.date(2024, 9, 1)),)}, "phase-1", "chậm nhất ngày 31/7/2024"),
        ({"phases": (PhaseEnd(1, datetime.date(2023, 9, 1)),)}, "phase-1", "bắt đầu ngày"),
        ({"phases": (PhaseEnd(7, datetime.date(2024, 1, 1)),)}, "phase-7", "không có giai đoạn này"),
        ({"tasks": (TaskLine("Việc", "Huyện Xa Lạ"),)}, "tasks", "Huyện Xa Lạ"),
        ({"tasks": (TaskLine("Việc", "", datetime.date(2023, 1, 1)),)}, "tasks", "trước ngày bắt đầu"),
    ],
)
def test_what_a_plan_may_not_say_is_refused_at_its_field(
    world: tuple[Cast, Plan], changes: dict[str, object], field: str, told: str
) -> None:
    people, root = world
    plan = steps.begun(people, root)
    with pytest.raises(Invalid) as refused:
        revise_plan(by=people.actor("district_officer"), now=NOW, plan=plan, content=steps.changed(plan, **changes))
    assert list(refused.value.fields) == [field]
    assert told in str(refused.value)


@pytest.mark.clause("H.3")
def test_plan_stands_only_under_an_issued_plan_of_a_unit_above(world: tuple[Cast, Plan]) -> None:
    people, root = world
    district = submit_plan(by=people.actor("district_officer"), now=NOW, plan=steps.written(people, root))
    with pytest.raises(NotNow, match="chưa ban hành hoặc đã thu hồi"):
        steps.begun(people, district, "commune")
    leader = people.actor("district_leader")
    district = issue_plan(by=leader, now=NOW, plan=district, date=steps.TODAY)
    with pytest.raises(Invalid, match="không thuộc"):
        steps.begun(people, district, "far_district")
    commune = steps.begun(people, district, "commune")
    commune = submit_plan(by=people.actor("commune_officer"), now=NOW, plan=commune)
    withdraw_plan(by=leader, now=NOW, plan=district, reason="Sai")
    with pytest.raises(NotNow, match="chưa ban hành hoặc đã thu hồi"):
        issue_plan(by=people.actor("commune_leader"), now=NOW, plan=commune, date=steps.TODAY)
    guidance = steps.sign(people, steps.begun(people, root, kind=Plan.Kind.GUIDANCE))
    with pytest.raises(Invalid, match="không theo hướng dẫn"):
        steps.begun(people, guidance, "commune")


def test_comments_are_given_of_a_draft_alone(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan, officer = steps.written(people, root), people.actor("district_officer")
    asked = ask_comments(by=officer, now=NOW, plan=plan, units=[people.commune, people.sister_commune])
    plan.refresh_from_db()
    plan = submit_plan(by=officer, now=NOW, plan=plan)
    commune = {"by": people.actor("commune_officer"), "now": NOW, "text": "Nhất trí"}
    with pytest.raises(NotNow, match="không nhận thêm ý kiến"):
        give_comment(**commune, comment=asked[0])
    PlanComment.objects.filter(pk=asked[0].pk).update(status=PlanComment.Status.GIVEN, text="Nhất trí")
    leader = people.actor("district_leader")
    with pytest.raises(NotNow, match="Còn 1 ý kiến"):
        issue_plan(by=leader, now=NOW, plan=plan, date=steps.TODAY)
    PlanComment.objects.filter(pk=asked[0].pk).update(status=PlanComment.Status.TAKEN)
    plan = issue_plan(by=leader, now=NOW, plan=plan, date=steps.TODAY)
    assert list(plan.comments.order_by("id").values_list("status", flat=True)) == ["taken", "called_off"]


def test_name_that_several_units_bear_is_refused_until_it_says_which(world: tuple[Cast, Plan]) -> None:
    people, root = world
    for unit, name in ((people.sister_commune, "Nam Đông"), (people.commune, "Nam Dong")):
        Unit.objects.filter(pk=unit.pk).update(
            name=f"Ủy ban MTTQ Việt Nam xã {name}", short_name=f"Xã {name}",
            folded="uy ban mttq viet nam xa nam dong xa nam dong",
        )  # fmt: skip
    plan = steps.begun(people, root)
    place = place_of(plan)
    # As it is spelt first, whichever stands first in the frame.
    for unit, name in ((people.sister_commune, "Xã Nam Đông"), (people.commune, "Xã Nam Dong")):
        owner = owner_of(place, TaskLine("Việc", name))
        assert owner is not None
        assert owner.unit == unit
        [line] = read_lines(plan, (f"Ban Thường trực Ủy ban MTTQ Việt Nam {name.lower()} (để thực hiện);",))
        assert line.units == (unit,)
    whole, short = "Ủy ban MTTQ Việt Nam xã Nam Dong", "Xã Nam Dong"
    Unit.objects.filter(pk__in=[people.sister_commune.pk, people.commune.pk]).update(name=whole, short_name=short)
    content = steps.changed(plan, recipients=(whole,), tasks=(TaskLine("Việc", short),))
    with pytest.raises(Invalid) as refused:
        revise_plan(by=people.actor("district_officer"), now=NOW, plan=plan, content=content)
    assert sorted(refused.value.fields) == ["recipients", "tasks"]
    assert all("«Ủy ban MTTQ Việt Nam xã Nam Dong, Huyện Cư Jút»" in told for told in refused.value.fields.values())
    Unit.objects.filter(pk=people.sister_commune.pk).update(parent=people.far_district)
    [line] = read_lines(plan, (f"{whole}, Huyện Cư Jút",))
    assert line.units == (people.commune,)


def test_versions_are_compared_in_figures_and_in_words(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.written(people, root)
    one, other = (from_json(row.content) for row in plan.versions.order_by("number"))
    found = {row.name: (row.before, row.after) for row in figures(plan, one, other) if row.differs}
    assert found["III.3a của đơn vị"] == ("", "3 căn")
    assert found["Tổng số Giấy khen"] == ("", "5")
    lines = [(row.kind, row.after) for row in words(one, other) if row.kind != "same"]
    assert ("new", "Hoàn thành chỉ tiêu nhà đại đoàn kết") in lines
    assert all(kind == "new" for kind, _line in lines)
    assert from_json(to_json(other)) == other


def test_draft_is_read_by_its_own_unit_and_by_nobody_above(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.written(people, root)
    assert plan in plans_of(people.actor("district_officer"))
    assert plan not in plans_of(people.actor("province_officer"))
    plan = steps.sign(people, plan)
    assert plan in plans_of(people.actor("province_officer"))
    assert plan in plans_of(people.actor("commune_officer"))
    assert plan not in plans_of(people.actor("far_district_officer"))


@pytest.mark.clause("IV.1b")
def test_guidance_of_a_district_is_words_sent_to_its_communes(world: tuple[Cast, Plan]) -> None:
    people, root = world
    plan = steps.begun(people, root, kind=Plan.Kind.GUIDANCE)
    content = content_of(plan)
    assert content.words[0] == "I. NỘI DUNG THỰC HIỆN"
    content = steps.changed(plan, words=("I. NỘI DUNG", "1. Đăng ký công trình", "- Gửi trước ngày 20/7/2024."))
    plan = steps.sign(people, revise_plan(by=people.actor("district_officer"), now=NOW, plan=plan, content=content))
    assert plan.document is not None
    assert (plan.document.kind, plan.document.notation) == ("guidance", "01/HD-MTTQ-BTT")
    assert Dispatch.objects.filter(document=plan.document, unit=people.commune).exists()
