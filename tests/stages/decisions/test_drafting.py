"""A decision before anybody signs: whose names it takes, what is refused, who may begin one."""

from __future__ import annotations

import uuid

import pytest

from tests.factories import NOW, make_person
from tests.stages.decisions.support import (
    WORDS,
    Awards,
    cast_with_awards,
    drafted,
    leader,
    officer,
    prompt,
    selected,
    submitted,
    three,
)
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import (
    add_name,
    discard_decision,
    drop_name,
    renew_names,
    start_decision,
    submit_decision,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


def names(decision: Decision) -> list[str]:
    return list(decision.entries.order_by("position").values_list("name", flat=True))


def test_draft_takes_the_selected_bodies_before_people(found: Awards) -> None:
    selected(found, found.cast.sister_commune, status="proposed")
    decision = drafted(found)
    assert names(decision) == [
        "Ủy ban MTTQ Việt Nam xã Đắk Lao", "Ủy ban MTTQ Việt Nam xã Nam Dong", "Nguyễn Văn Minh Họa",
    ]  # fmt: skip
    line = decision.entries.get(position=3)
    assert (line.words, line.achievement, line.golden_number) == ("Ủy ban MTTQ Việt Nam xã Nam Dong", WORDS, None)


def test_line_keeps_its_words_when_the_person_changes(found: Awards) -> None:
    decision = drafted(found)
    line = decision.entries.get(person__isnull=False)
    assert line.person is not None
    type(line.person).objects.filter(pk=line.person_id).update(full_name="Tên Khác")
    assert decision.entries.get(pk=line.pk).name == "Nguyễn Văn Minh Họa"


def test_nobody_selected_is_no_decision(found: Awards) -> None:
    with pytest.raises(NotNow, match="Chưa có tập thể, cá nhân nào được xét chọn"):
        start_decision(by=officer(found), now=NOW, form=found.own)
    assert Decision.objects.count() == 0


def test_only_one_decision_of_a_form_is_open(found: Awards) -> None:
    drafted(found)
    selected(found, found.cast.sister_commune)
    with pytest.raises(NotNow, match="Đang có một quyết định về hình thức này chưa ký"):
        start_decision(by=officer(found), now=NOW, form=found.own)
    # A commendation at once is another matter.
    assert prompt(found).status == "draft"


def test_another_authoritys_form_is_not_drafted(found: Awards) -> None:
    three(found, form=found.outside)
    for at_once in (False, True):
        with pytest.raises(NotNow, match="do Chủ tịch Ủy ban nhân dân tỉnh quyết định"):
            start_decision(by=officer(found), now=NOW, form=found.outside, prompt=at_once)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("province_leader", NotAllowed),
        ("administrator", NotAllowed),
        ("district_officer", Missing),
        ("women_officer", Missing),
    ],
)
def test_only_the_bodys_officer_begins(found: Awards, who: str, refusal: type[Exception]) -> None:
    three(found)
    with pytest.raises(refusal):
        start_decision(by=found.cast.actor(who), now=NOW, form=found.own)
    assert (Decision.objects.count(), AuditEntry.objects.filter(refused=True).count()) == (0, 1)


def test_beginning_twice_begins_once(found: Awards) -> None:
    three(found)
    receipt = uuid.uuid4()
    rows = [start_decision(by=officer(found), now=NOW, form=found.own, receipt=receipt) for _time in range(2)]
    assert (rows[0].pk, Decision.objects.count()) == (rows[1].pk, 1)


def test_list_taken_anew_follows_the_choice(found: Awards) -> None:
    decision = drafted(found)
    decision.entries.get(position=1).nomination.__class__.objects.filter(subject=found.cast.far_commune).update(
        status="proposed"
    )
    selected(found, found.cast.sister_commune)
    decision = renew_names(by=officer(found), now=NOW, decision=decision, version=1)
    assert names(decision) == [
        "Ủy ban MTTQ Việt Nam xã Nam Dong", "Ủy ban MTTQ Việt Nam xã Trúc Sơn", "Nguyễn Văn Minh Họa",
    ]  # fmt: skip
    with pytest.raises(Stale):
        renew_names(by=officer(found), now=NOW, decision=decision, version=1)


def test_name_left_out_waits_for_another_decision(found: Awards) -> None:
    decision = drafted(found)
    gone = decision.entries.get(position=1)
    decision = drop_name(by=officer(found), now=NOW, decision=decision, entry=gone.uid)
    assert list(decision.entries.order_by("position").values_list("position", "name")) == [
        (1, "Ủy ban MTTQ Việt Nam xã Nam Dong"), (2, "Nguyễn Văn Minh Họa"),
    ]  # fmt: skip
    with pytest.raises(Missing):
        drop_name(by=officer(found), now=NOW, decision=decision, entry=gone.uid)
    assert "Ủy ban MTTQ Việt Nam xã Đắk Lao" in names(renew_names(by=officer(found), now=NOW, decision=decision))


def test_list_brought_to_the_leader_stands(found: Awards) -> None:
    decision = submitted(found)
    entry = decision.entries.order_by("position")[0]
    with pytest.raises(NotNow, match="đã trình nên không sửa"):
        drop_name(by=officer(found), now=NOW, decision=decision, entry=entry.uid)
    with pytest.raises(NotNow):
        renew_names(by=officer(found), now=NOW, decision=decision)
    assert decision.entries.count() == 3


@pytest.mark.clause("I.4")
def test_person_of_a_body_is_commended_at_once(found: Awards) -> None:
    decision = prompt(found)
    add_name(
        by=officer(found), now=NOW, decision=decision, unit=found.cast.commune, new_person="H'Minh Họa",
        position="Chủ tịch", achievement=f" {WORDS} ",
    )  # fmt: skip
    line = decision.entries.get()
    assert (line.name, line.words, line.achievement, line.position) == (
        "H'Minh Họa", "Chủ tịch, Ủy ban MTTQ Việt Nam xã Nam Dong", WORDS, 1,
    )  # fmt: skip


def test_wrong_names_are_refused(found: Awards) -> None:
    decision, by = prompt(found, found.cast.commune), officer(found)
    with pytest.raises(Invalid) as refusal:
        add_name(by=by, now=NOW, decision=decision, unit=found.cast.commune, achievement=WORDS)
    assert list(refusal.value.fields) == ["unit"]
    with pytest.raises(Invalid) as refusal:
        add_name(by=by, now=NOW, decision=decision, unit=found.cast.area, achievement="  ")
    assert list(refusal.value.fields) == ["achievement"]
    with pytest.raises(NotAllowed):
        add_name(by=leader(found), now=NOW, decision=decision, unit=found.cast.area, achievement=WORDS)
    with pytest.raises(NotNow, match="lấy từ kết quả xét chọn"):
        add_name(by=by, now=NOW, decision=drafted(found), unit=found.cast.area, achievement=WORDS)
    assert names(decision) == ["Ủy ban MTTQ Việt Nam xã Nam Dong"]


def test_person_chosen_twice_stands_once(found: Awards) -> None:
    decision, by, person = prompt(found), officer(found), make_person("Y Minh Họa")
    add_name(by=by, now=NOW, decision=decision, unit=found.cast.area, person=person, achievement=WORDS)
    with pytest.raises(Invalid):
        add_name(by=by, now=NOW, decision=decision, unit=found.cast.area, person=person, achievement=WORDS)
    # Another of the same name is another person, told apart by the position.
    add_name(
        by=by, now=NOW, decision=decision, unit=found.cast.area, new_person="Y Minh Họa", position="Trưởng thôn",
        achievement=WORDS,
    )  # fmt: skip
    assert names(decision) == ["Y Minh Họa", "Y Minh Họa"]


def test_draft_given_up_frees_its_names(found: Awards) -> None:
    decision = drafted(found)
    with pytest.raises(Invalid):
        discard_decision(by=officer(found), now=NOW, decision=decision, reason=" ")
    gone = discard_decision(by=officer(found), now=NOW, decision=decision, reason="Chờ thêm xã")
    assert (gone.status, gone.entries.count()) == ("discarded", 0)
    assert len(names(start_decision(by=officer(found), now=NOW, form=found.own))) == 3


def test_one_person_does_not_stand_twice_in_a_decision_however_the_name_is_typed(found: Awards) -> None:
    decision = prompt(found)
    how = {"by": officer(found), "now": NOW, "decision": decision, "unit": found.cast.commune, "achievement": WORDS}
    add_name(**how, new_person="Hoàng Văn Bảy", position="Trưởng ban")
    for again in (
        {"new_person": "hoàng  văn bảy", "position": "trưởng ban"},
        {"person": decision.entries.get().person},
    ):
        with pytest.raises(Invalid, match="đã có trong quyết định"):
            add_name(**how, **again)
    add_name(**how, new_person="Hoàng Văn Bảy", position="Phó ban")
    assert names(decision) == ["Hoàng Văn Bảy"] * 2


def test_two_nominations_of_likely_one_person_are_not_brought(found: Awards) -> None:
    for name in ("Hoàng Văn Bảy", "hoàng văn bảy"):
        selected(found, found.cast.commune, make_person(name))
    decision = start_decision(by=officer(found), now=NOW, form=found.own)
    with pytest.raises(NotNow, match=r"Có tên hai lần trong quyết định: (?i:hoàng văn bảy)\."):
        submit_decision(by=officer(found), now=NOW, decision=decision)
    drop_name(by=officer(found), now=NOW, decision=decision, entry=decision.entries.get(position=2).uid)
    done = submit_decision(by=officer(found), now=NOW, decision=decision)
    assert done.status == "submitted"
