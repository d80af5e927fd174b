"""The register is written: earlier papers, entries of decisions, handing over, revoking; nothing is ever deleted."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import pytest

from tests.factories import NOW, PEOPLE, SYSTEM, TODAY, Cast, cast
from tests.stages.honours.support import DAY, given, honour
from thidua.foundation.accounts.models import Person
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.honours.models import Honour
from thidua.stages.honours.operations import enter_honour, hand_over_honour, record_earlier_honour, revoke_honour
from thidua.stages.honours.queries import earlier_honours
from thidua.stages.honours.tables import HONOURS

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + datetime.timedelta(days=1)


@pytest.fixture
def people() -> Cast:
    return cast()


def record(people: Cast, by: str = "commune_officer", unit: str = "commune", **more: Any) -> Honour:
    values = {"given": given(), **more}
    return record_earlier_honour(by=people.actor(by), now=NOW, unit=people.units[unit], **values)


def refusals() -> list[str]:
    return list(AuditEntry.objects.filter(refused=True).order_by("id").values_list("reason", flat=True))


def test_earlier_paper_is_copied_with_the_names_of_today(people: Cast) -> None:
    made = record(people)

    assert (made.subject_name, made.subject_words) == (
        "Ủy ban MTTQ Việt Nam xã Nam Dong",
        "Ủy ban MTTQ Việt Nam huyện Cư Jút",
    )
    assert (made.campaign, made.document, made.counts_for_merit) == (None, None, False)
    people.commune.name = "Tên mới"
    people.commune.save()
    assert Honour.objects.get().subject_name == "Ủy ban MTTQ Việt Nam xã Nam Dong"


def test_person_stands_with_position_and_body(people: Cast) -> None:
    person = people.people["commune_leader"]
    person.position = "Chủ tịch"
    person.save()

    assert record(people, person=person).subject_words == "Chủ tịch, Ủy ban MTTQ Việt Nam xã Nam Dong"


def test_somebody_unknown_is_written_down_once(people: Cast) -> None:
    receipt = uuid.uuid4()
    first, second = (
        record(people, new_person="H'Mai Niê", position="Già làng", unit="area", receipt=receipt) for _time in range(2)
    )

    assert (first, first.person.full_name, Person.objects.filter(full_name="H'Mai Niê").count()) == (
        second,
        "H'Mai Niê",
        1,
    )


WHO_RECORDS = {
    "commune_officer": "done", "commune_leader": NotAllowed, "district_officer": NotAllowed, "district_leader": NotAllowed,
    "province_officer": NotAllowed, "province_leader": NotAllowed, "administrator": NotAllowed,
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, *_rest in PEOPLE])
def test_only_the_units_own_officer_records(people: Cast, name: str) -> None:
    wanted = WHO_RECORDS.get(name, Missing)
    if wanted == "done":
        record(people, by=name)
    else:
        with pytest.raises(wanted):
            record(people, by=name)
    assert Honour.objects.count() == (1 if wanted == "done" else 0)
    assert len(refusals()) == (0 if wanted == "done" else 1)


@pytest.mark.parametrize(
    ("more", "field", "sentence"),
    [
        ({"form_name": " "}, "form_name", "Xin chọn hình thức khen thưởng."),
        ({"achievement": ""}, "achievement", "Xin ghi khen thưởng về thành tích gì."),
        ({"decision_number": ""}, "decision_number", "Xin ghi số, ký hiệu quyết định."),
        ({"decider": ""}, "decider", "Xin ghi cơ quan hoặc người ký quyết định."),
        ({"decided_on": TOMORROW}, "decided_on", "Ngày quyết định còn ở phía trước. Xin ghi ngày trên quyết định."),
        ({"decided_on": datetime.date(202, 11, 15)}, "decided_on",
         "Xin ghi năm của quyết định đủ bốn chữ số, từ năm 1945."),
    ],
)  # fmt: skip
def test_what_is_left_out_or_wrong_is_told(people: Cast, more: dict[str, Any], field: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        record(people, given=given(**more))

    assert (refusal.value.fields, Honour.objects.count(), refusals()) == ({field: sentence}, 0, [sentence])


@pytest.mark.parametrize(
    ("number", "day", "refused"),
    [
        ("35/QĐ-MTTQ-BTT", DAY, True), ("Số 035 / qđ-mttq-btt", DAY, True),
        ("35/QĐ-MTTQ-BTT", DAY - datetime.timedelta(days=1), False), ("35/QĐ-UBND", DAY, False), ("không số", DAY, False),
    ],
)  # fmt: skip
def test_decision_of_this_site_enters_its_honours_itself(
    people: Cast, number: str, day: datetime.date, refused: bool
) -> None:
    IssuedDocument.objects.create(
        unit=people.province, kind="decision", body="BTT", symbol="QĐ-MTTQ-BTT", number=35, year=2022, date=DAY,
        subject="Khen thưởng ba tập thể", made_at=NOW, changed_at=NOW,
    )  # fmt: skip
    said = given(decision_number=number, decided_on=day)
    if not refused:
        assert record(people, given=said).is_declared
        return
    with pytest.raises(Invalid) as refusal:
        record(people, given=said)
    assert "ban hành trên hệ thống này và tự ghi vào sổ vàng" in refusal.value.fields["decision_number"]
    assert Honour.objects.count() == 0


def test_declared_honour_says_so_and_bears_nothing_out(people: Cast) -> None:
    declared = record(people, given=given(form_name="Huân chương Hồ Chí Minh"))
    entered = honour(people, campaign=True)
    rows = {row.record.pk: row for row in HONOURS.page(people.actor("commune_officer"), {}).rows}
    sources = {pk: next(cell.text for cell in row.cells if cell.column.key == "source") for pk, row in rows.items()}

    assert sources == {declared.pk: "tự khai, chưa có bản chụp", entered.pk: ""}
    assert not declared.counts_for_merit
    assert list(earlier_honours(people.campaign, people.commune)) == [entered]


def test_same_paper_is_not_entered_twice(people: Cast) -> None:
    record(people)
    with pytest.raises(Invalid):
        record(people)
    record(people, person=people.people["commune_leader"])

    assert Honour.objects.count() == 2


def test_stranger_is_not_honoured_as_one_of_the_unit(people: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        record(people, person=people.people["sister_officer"])

    assert refusal.value.fields == {
        "person": "Đỗ Văn Khánh không thuộc Ủy ban MTTQ Việt Nam xã Nam Dong. Xin chọn người của đơn vị."
    }


def test_one_nomination_enters_once(people: Cast) -> None:
    source = uuid.uuid4()
    values = {"by": SYSTEM, "now": NOW, "unit": people.commune, "given": given(), "source_uid": source}
    enter_honour(**values)
    with pytest.raises(Invalid):
        enter_honour(**values)

    assert Honour.objects.count() == 1


def hand(people: Cast, row: Honour, by: str = "commune_officer", **more: Any) -> Honour:
    values = {"on": DAY, "to": "Y Hùng Êban", **more}
    return hand_over_honour(by=people.actor(by), now=NOW, honour=row, **values)


def test_handing_over_names_day_and_taker_once(people: Cast) -> None:
    row = honour(people)
    handed = hand(people, row)

    assert (handed.handed_over_on, handed.handed_over_to) == (DAY, "Y Hùng Êban")
    with pytest.raises(NotNow, match=r"^Đã trao ngày 15/11/2022 cho Y Hùng Êban\.$"):
        hand(people, row)


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"to": " "}, {"to"}), ({"on": DAY - datetime.timedelta(days=1)}, {"on"}), ({"on": TOMORROW}, {"on"}),
        ({"to": "", "on": TOMORROW}, {"to", "on"}),
    ],
)  # fmt: skip
def test_handing_over_wrongly_changes_nothing(people: Cast, more: dict[str, Any], fields: set[str]) -> None:
    with pytest.raises(Invalid) as refusal:
        hand(people, honour(people), **more)

    assert (set(refusal.value.fields), Honour.objects.get().handed_over_on) == (fields, None)


def test_second_of_two_is_told(people: Cast) -> None:
    with pytest.raises(Stale):
        hand(people, honour(people), version=7)


WHO_HANDS = {"commune_officer": "done", "province_officer": "done", "province_leader": "done"}
WHO_SEES = {"commune_leader", "district_officer", "district_leader", "administrator", *WHO_HANDS}


@pytest.mark.parametrize("name", [name for name, *_rest in PEOPLE])
def test_who_gave_it_or_the_honoured_body_hands_over(people: Cast, name: str) -> None:
    row = honour(people, campaign=True)
    if name in WHO_HANDS:
        assert hand(people, row, by=name).handed_over_on == DAY
        return
    with pytest.raises(NotAllowed if name in WHO_SEES else Missing):
        hand(people, row, by=name)
    assert Honour.objects.get().handed_over_on is None


@pytest.mark.parametrize("name", [name for name, *_rest in PEOPLE])
def test_only_the_leader_of_who_gave_it_revokes_by_a_decision(people: Cast, name: str) -> None:
    row = honour(people, campaign=True)
    values: dict[str, Any] = {"now": NOW, "honour": row, "on": DAY, "decision": "12/QĐ ngày 1/12/2022"}
    if name == "province_leader":
        gone = revoke_honour(by=people.actor(name), reason="Kê khai sai", **values)
        assert (gone.revoked_on, gone.revoked_by, Honour.objects.count()) == (DAY, "12/QĐ ngày 1/12/2022", 1)
        with pytest.raises(NotNow):
            revoke_honour(by=people.actor(name), **values)
        with pytest.raises(NotNow):
            hand(people, row)
        return
    with pytest.raises(NotAllowed if name in WHO_SEES else Missing):
        revoke_honour(by=people.actor(name), **values)
    assert Honour.objects.get().revoked_on is None


@pytest.mark.parametrize(
    ("more", "fields"),
    [({"decision": " "}, {"decision"}), ({"on": TOMORROW}, {"on"}), ({"on": datetime.date(2021, 1, 1)}, {"on"})],
)
def test_revoking_needs_the_decision_and_its_day(people: Cast, more: dict[str, Any], fields: set[str]) -> None:
    values = {"on": DAY, "decision": "12/QĐ", **more}
    with pytest.raises(Invalid) as refusal:
        revoke_honour(by=people.actor("province_leader"), now=NOW, honour=honour(people, campaign=True), **values)

    assert (set(refusal.value.fields), Honour.objects.get().revoked_on) == (fields, None)
