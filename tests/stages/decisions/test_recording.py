"""An outside authority's decision: recorded name by name, never drafted; what is refused."""

from __future__ import annotations

import datetime
import uuid

import pytest

from tests.factories import NOW
from tests.foundation.core.uploads import pdf, upload
from tests.stages.decisions.support import OUTSIDE, Awards, cast_with_awards, leader, officer, recorded, selected, three
from thidua.foundation.core import files
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow
from thidua.foundation.core.models import AuditEntry
from thidua.foundation.documents.models import IssuedDocument
from thidua.stages.decisions.models import Decision
from thidua.stages.decisions.operations import Answer, correct_outside_answer, hand_over, record_outside_decision
from thidua.stages.honours.models import Honour
from thidua.stages.nominations.models import Nomination

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 7, 10)


@pytest.fixture
def found() -> Awards:
    return cast_with_awards()


@pytest.mark.clause("VI.1")
@pytest.mark.clause("VI.2")
def test_each_name_gets_its_own_answer(found: Awards) -> None:
    person, far, commune = three(found, form=found.outside)
    waits = selected(found, found.cast.sister_commune, form=found.outside)
    decision = record_outside_decision(
        by=officer(found), now=NOW, form=found.outside, number=" 1234/QĐ-UBND ", date=DAY,
        answers=[
            Answer(person.uid, "given"),
            Answer(far.uid, "refused", reason="Chưa đủ thời gian"),
            Answer(commune.uid, "lowered", given_form="Giấy khen của Ban Thi đua - Khen thưởng tỉnh"),
        ],
    )  # fmt: skip
    assert (decision.status, decision.notation, decision.day, decision.is_ours) == (
        "issued",
        "1234/QĐ-UBND",
        DAY,
        False,
    )
    assert dict(Nomination.objects.values_list("pk", "status")) == {
        person.pk: "honoured", far.pk: "refused", commune.pk: "lowered", waits.pk: "selected",
    }  # fmt: skip
    rows = Honour.objects.order_by("form_name").values_list("subject_name", "form_name", "form_key", "decider")
    assert list(rows) == [
        ("Nguyễn Văn Minh Họa", OUTSIDE, "bang-khen-ubnd", "Chủ tịch Ủy ban nhân dân tỉnh"),
        ("Ủy ban MTTQ Việt Nam xã Nam Dong", "Giấy khen của Ban Thi đua - Khen thưởng tỉnh", "", "Chủ tịch Ủy ban nhân dân tỉnh"),
    ]  # fmt: skip
    assert IssuedDocument.objects.count() == 0


def test_number_recorded_before_is_refused(found: Awards) -> None:
    recorded(found)
    waits = selected(found, found.cast.far_commune, form=found.outside)
    with pytest.raises(Invalid, match="Quyết định số 1234/QĐ-UBND về hình thức này đã được ghi") as refusal:
        record_outside_decision(
            by=officer(found), now=NOW, form=found.outside, number="1234/QĐ-UBND", date=DAY,
            answers=[Answer(waits.uid, "given")],
        )  # fmt: skip
    assert (list(refusal.value.fields), Decision.objects.count(), Honour.objects.count()) == (["number"], 1, 1)


def test_wrong_papers_are_refused_at_their_fields(found: Awards) -> None:
    waits = selected(found, found.cast.commune, form=found.outside)
    for values, fields in (
        ({"number": "  "}, ["number"]),
        ({"date": datetime.date(2024, 7, 16)}, ["date"]),
        ({"answers": []}, ["answers"]),
        ({"answers": [Answer(uuid.uuid4(), "given")]}, ["answers"]),
        ({"answers": [Answer(waits.uid, "lowered", given_form=" ")]}, [f"form-{waits.uid}"]),
        ({"answers": [Answer(waits.uid, "refused", reason=" ")]}, [f"reason-{waits.uid}"]),
    ):
        given = {"number": "7/QĐ-UBND", "date": DAY, "answers": [Answer(waits.uid, "given")], **values}
        with pytest.raises(Invalid) as refusal:
            record_outside_decision(by=officer(found), now=NOW, form=found.outside, **given)  # type: ignore[arg-type]
        assert list(refusal.value.fields) == fields
    assert (Decision.objects.count(), Honour.objects.count()) == (0, 0)


def test_name_answered_once_is_not_answered_again(found: Awards) -> None:
    decision = recorded(found, "refused", reason="Chưa đủ thời gian")
    answered = decision.entries.get().nomination
    assert answered is not None
    with pytest.raises(Invalid, match="không còn chờ quyết định"):
        record_outside_decision(
            by=officer(found), now=NOW, form=found.outside, number="8/QĐ-UBND", date=DAY,
            answers=[Answer(answered.uid, "given")],
        )  # fmt: skip


def test_our_own_form_is_drafted_not_recorded_here(found: Awards) -> None:
    waits = selected(found, found.cast.commune)
    with pytest.raises(NotNow, match="do chính đơn vị quyết định"):
        record_outside_decision(
            by=officer(found), now=NOW, form=found.own, number="1", date=DAY, answers=[Answer(waits.uid, "given")]
        )


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("province_leader", NotAllowed), ("administrator", NotAllowed), ("district_officer", Missing)],
)
def test_only_the_bodys_officer_records(found: Awards, who: str, refusal: type[Exception]) -> None:
    waits = selected(found, found.cast.commune, form=found.outside)
    with pytest.raises(refusal):
        record_outside_decision(
            by=found.cast.actor(who), now=NOW, form=found.outside, number="1/QĐ", date=DAY,
            answers=[Answer(waits.uid, "given")],
        )  # fmt: skip
    assert Nomination.objects.get().status == "selected"


def test_scan_is_read_by_who_reads_the_decision(found: Awards) -> None:
    waits = selected(found, found.cast.commune, form=found.outside)
    decision = record_outside_decision(
        by=officer(found), now=NOW, form=found.outside, number="1/QĐ-UBND", date=DAY,
        answers=[Answer(waits.uid, "given")], scan=upload(pdf(), "quyet-dinh.pdf"),
    )  # fmt: skip
    stored = files.of_owner("decision", decision.uid).get()
    seen = {who: files.readable(found.cast.actor(who), stored) for who in ("commune_officer", "far_commune_officer")}
    assert seen == {"commune_officer": True, "far_commune_officer": False}
    assert files.readable(leader(found), stored)


def test_no_answer_is_recorded_before_the_dossier_is_sent(found: Awards) -> None:
    waits = selected(found, found.cast.commune, form=found.outside, sent=False)
    with pytest.raises(Invalid, match="Hồ sơ chưa gửi nơi quyết định: Ủy ban MTTQ Việt Nam xã Nam Dong"):
        record_outside_decision(
            by=officer(found), now=NOW, form=found.outside, number="1/QĐ-UBND", date=DAY,
            answers=[Answer(waits.uid, "given")],
        )  # fmt: skip
    assert (Decision.objects.count(), Nomination.objects.get().status) == (0, "selected")


def correct(found: Awards, decision: Decision, result: str, why: str = "Đọc nhầm dòng", **more: str) -> Decision:
    entry = decision.entries.get()
    return correct_outside_answer(
        by=officer(found), now=NOW, decision=decision, entry=entry.uid, why=why,
        answer=Answer(entry.source_uid, result, **more),
    )  # fmt: skip


def standing() -> list[str]:
    return list(Honour.objects.standing().order_by("id").values_list("form_name", flat=True))


def test_an_answer_written_down_wrongly_is_put_right_everywhere(found: Awards) -> None:
    decision = recorded(found)
    assert standing() == [OUTSIDE]
    decision = correct(found, decision, "refused", reason="Chưa đủ thời gian")
    assert (Nomination.objects.get().status, standing(), decision.entries.get().result) == ("refused", [], "refused")
    assert Honour.objects.get().revoked_by == "đính chính: Đọc nhầm dòng"

    decision = correct(found, decision, "lowered", given_form="Giấy khen")
    assert (Nomination.objects.get().status, standing()) == ("lowered", ["Giấy khen"])
    decision = correct(found, decision, "given")
    assert (Nomination.objects.get().status, standing(), Honour.objects.count()) == ("honoured", [OUTSIDE], 1)
    entries = AuditEntry.objects.filter(act="sửa kết quả đã ghi", object_uid=decision.uid)
    assert set(entries.values_list("reason", flat=True)) == {"Đọc nhầm dòng"}


def test_a_refusal_put_right_enters_the_golden_book(found: Awards) -> None:
    decision = recorded(found, "refused", reason="Chưa đủ thời gian")
    assert Honour.objects.count() == 0
    correct(found, decision, "given")
    assert (standing(), Nomination.objects.get().status) == ([OUTSIDE], "honoured")


def test_a_correction_is_refused_without_a_reason_or_a_change_or_after_the_hand_over(found: Awards) -> None:
    decision = recorded(found)
    for result, why, more, fields in (
        ("refused", " ", {"reason": "x"}, ["why"]),
        ("refused", "Nhầm", {}, ["reason"]),
        ("lowered", "Nhầm", {}, ["form"]),
        ("given", "Nhầm", {}, ["result"]),
    ):
        with pytest.raises(Invalid) as refusal:
            correct(found, decision, result, why, **more)
        assert list(refusal.value.fields) == fields
    with pytest.raises(NotAllowed):
        correct_outside_answer(
            by=leader(found), now=NOW, decision=decision, entry=decision.entries.get().uid, why="Nhầm",
            answer=Answer(uuid.uuid4(), "refused", reason="x"),
        )  # fmt: skip
    hand_over(
        by=officer(found), now=NOW, decision=decision, on=NOW.date(), takers={decision.entries.get().uid: "Lê An"}
    )
    with pytest.raises(NotNow, match="Đã trao cho Lê An"):
        correct(found, decision, "refused", reason="x")
    assert (standing(), Nomination.objects.get().status) == ([OUTSIDE], "honoured")
