"""Beginning, writing, sending, judging: what changes, what is refused with which sentence and changes nothing."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from tests.factories import NOW, Cast, cast
from tests.stages.evaluations.support import CENTRAL, answers, begun, criteria, judged, returned, sent
from thidua.foundation.accounts.models import Person
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed, NotNow, Stale
from thidua.foundation.core.models import AuditEntry
from thidua.stages.evaluations.models import Evaluation, Judgement, Mark
from thidua.stages.evaluations.operations import (
    Answer,
    add_form,
    begin_evaluation,
    judge_evaluation,
    reopen_evaluation,
    save_evaluation,
    send_evaluation,
)
from thidua.stages.evaluations.operations.records import judgements_of
from thidua.stages.evaluations.queries import evaluation_of, statements_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    made = cast()
    criteria(made)
    return made


def refusals() -> list[str]:
    return list(AuditEntry.objects.filter(refused=True).order_by("id").values_list("reason", flat=True))


@pytest.mark.clause("V.1.3")
def test_beginning_takes_the_statements_of_the_group_without_those_of_one_form(people: Cast) -> None:
    evaluation = begun(people)

    assert evaluation.criteria_set.clause == "V.1.3"
    assert [row.text for row in judgements_of(evaluation)] == ["Tiêu biểu của huyện"]


def test_statement_keeps_its_words_when_the_plan_is_amended(people: Cast) -> None:
    evaluation = begun(people)
    row = judgements_of(evaluation)[0]
    row.criterion.text = "Chữ mới"
    row.criterion.save()

    assert judgements_of(evaluation)[0].text == "Tiêu biểu của huyện"


@pytest.mark.clause("V.1.4")
def test_person_is_held_against_the_criteria_of_individuals(people: Cast) -> None:
    evaluation = begun(people, person=people.people["commune_leader"])

    assert (str(evaluation), evaluation.criteria_set.clause) == ("Y Hùng Êban", "V.1.4")
    assert evaluation_of(people.campaign, people.commune) is None
    assert evaluation_of(people.campaign, people.commune, people.people["commune_leader"]) == evaluation


def test_new_person_is_written_down_with_the_evaluation(people: Cast) -> None:
    evaluation = begun(people, new_person="  H'Mai   Niê ", position="Trưởng ban")

    assert (evaluation.person.full_name, evaluation.person.position) == ("H'Mai Niê", "Trưởng ban")


@pytest.mark.clause("V.1.1")
def test_kinds_without_criteria_are_refused_and_nothing_is_made_up(people: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        begun(people, by="province_officer", unit="department")

    assert refusal.value.fields == {
        "subject": "Kế hoạch không có tiêu chuẩn cho phòng, ban của Ủy ban MTTQ Việt Nam tỉnh nên không có gì để đánh giá."
    }
    assert Evaluation.objects.count() == 0
    assert refusals() == [str(refusal.value)]


@pytest.mark.parametrize(
    ("by", "unit", "error", "sentence"),
    [
        ("district_officer", "commune", NotAllowed, "Việc tự đánh giá do cán bộ Ủy ban MTTQ Việt Nam xã Nam Dong làm."),
        ("commune_leader", "commune", NotAllowed, "Việc tự đánh giá do cán bộ Ủy ban MTTQ Việt Nam xã Nam Dong làm."),
        ("sister_officer", "commune", Missing, "Không tìm thấy đơn vị này, hoặc đơn vị không thuộc phạm vi của bạn."),
        ("administrator", "commune", NotAllowed, "Việc tự đánh giá do cán bộ Ủy ban MTTQ Việt Nam xã Nam Dong làm."),
    ],
)
def test_others_begin_nothing(people: Cast, by: str, unit: str, error: Any, sentence: str) -> None:
    with pytest.raises(error) as refusal:
        begun(people, by=by, unit=unit)

    assert (str(refusal.value), Evaluation.objects.count(), refusals()) == (sentence, 0, [sentence])


def test_one_subject_has_one_evaluation(people: Cast) -> None:
    begun(people)
    with pytest.raises(NotNow, match=r"^Ủy ban MTTQ Việt Nam xã Nam Dong đã có bản tự đánh giá trong đợt này"):
        begun(people)

    assert Evaluation.objects.count() == 1


def test_stranger_is_not_evaluated_as_one_of_the_unit(people: Cast) -> None:
    with pytest.raises(Invalid) as refusal:
        begun(people, person=people.people["sister_officer"])

    assert refusal.value.fields == {"person": "Đỗ Văn Khánh không thuộc Ủy ban MTTQ Việt Nam xã Nam Dong."}


def test_begun_twice_with_one_receipt_is_begun_once(people: Cast) -> None:
    receipt = uuid.uuid4()
    first, second = (
        begin_evaluation(
            by=people.actor("commune_officer"), now=NOW, campaign=people.campaign, unit=people.commune,
            new_person="H'Mai Niê", receipt=receipt,
        )
        for _time in range(2)
    )  # fmt: skip

    assert (first, Person.objects.filter(full_name="H'Mai Niê").count()) == (second, 1)


def test_half_written_is_kept_and_not_sent(people: Cast) -> None:
    evaluation = begun(people)
    row = judgements_of(evaluation)[0]
    by = people.actor("commune_officer")
    saved = save_evaluation(by=by, now=NOW, evaluation=evaluation, answers={row.pk: Answer("", "Đang viết")})

    assert (saved.status, judgements_of(saved)[0].own_words) == ("draft", "Đang viết")
    with pytest.raises(Invalid) as refusal:
        send_evaluation(by=by, now=NOW, evaluation=saved)
    assert refusal.value.fields == {f"mark-{row.pk}": "Xin chọn mức cho tiêu chuẩn này."}
    assert Evaluation.objects.get().status == "draft"


def test_outstanding_says_in_what(people: Cast) -> None:
    evaluation = begun(people)
    row = judgements_of(evaluation)[0]
    with pytest.raises(Invalid) as refusal:
        save_evaluation(
            by=people.actor("commune_officer"), now=NOW, evaluation=evaluation, send=True,
            answers={row.pk: Answer(Mark.OUTSTANDING, " ")},
        )  # fmt: skip

    assert refusal.value.fields == {f"words-{row.pk}": "Chọn «nổi bật» thì xin ghi nổi bật ở điểm nào."}
    # All or nothing: what was to be saved with it is not saved either.
    assert judgements_of(evaluation)[0].own_mark == ""


def test_unknown_marks_and_statements_are_refused(people: Cast) -> None:
    evaluation = begun(people)
    row = judgements_of(evaluation)[0]
    by = people.actor("commune_officer")
    for given in ({row.pk: Answer("10 điểm")}, {row.pk + 1000: Answer(Mark.MET)}, {row.pk: Answer("", "x" * 4001)}):
        with pytest.raises(Invalid):
            save_evaluation(by=by, now=NOW, evaluation=evaluation, answers=given)

    assert judgements_of(evaluation)[0].own_mark == ""


def test_second_of_two_writers_is_told(people: Cast) -> None:
    evaluation = begun(people)
    by = people.actor("commune_officer")
    save_evaluation(by=by, now=NOW, evaluation=evaluation, answers=answers(evaluation), version=1)
    with pytest.raises(Stale):
        save_evaluation(by=by, now=NOW, evaluation=evaluation, answers={}, summary="Khác", version=1)

    assert Evaluation.objects.get().summary == ""


def test_sent_is_not_written_any_more(people: Cast) -> None:
    evaluation = sent(people)
    with pytest.raises(NotNow):
        save_evaluation(by=people.actor("commune_officer"), now=NOW, evaluation=evaluation, answers={}, summary="Khác")

    assert Evaluation.objects.get().summary == "Tóm tắt"


@pytest.mark.clause("V.1.1")
@pytest.mark.clause("V.1.2")
def test_level_above_says_why_where_it_differs(people: Cast) -> None:
    evaluation = sent(people)
    row = judgements_of(evaluation)[0]
    by = people.actor("district_officer")
    with pytest.raises(Invalid) as refusal:
        judge_evaluation(by=by, now=NOW, evaluation=evaluation, answers={row.pk: Answer(Mark.NOT_MET, "")})
    assert refusal.value.fields == {f"words-{row.pk}": "Khác với mức đơn vị tự đánh giá thì xin ghi lý do."}
    assert (Evaluation.objects.get().status, refusals()) == ("sent", [str(refusal.value)])

    done = judge_evaluation(
        by=by,
        now=NOW,
        evaluation=evaluation,
        answers={row.pk: Answer(Mark.NOT_MET, "Chưa có công trình")},
        summary="Ý kiến",
    )
    said = Judgement.objects.get()
    assert (done.status, done.official_summary, done.judged_by) == (
        "judged",
        "Ý kiến",
        people.people["district_officer"],
    )
    assert (said.own_mark, said.official_mark, said.official_words) == ("met", "not_met", "Chưa có công trình")


def test_every_statement_is_judged(people: Cast) -> None:
    evaluation = sent(people)
    with pytest.raises(Invalid):
        judge_evaluation(by=people.actor("district_officer"), now=NOW, evaluation=evaluation, answers={})

    assert Evaluation.objects.get().status == "sent"


def test_returned_is_mended_and_sent_again(people: Cast) -> None:
    evaluation = returned(people)
    assert evaluation.return_reason == "Thiếu tên"
    again = save_evaluation(
        by=people.actor("commune_officer"),
        now=NOW,
        evaluation=evaluation,
        answers=answers(evaluation, words="Tên"),
        send=True,
    )

    assert (again.status, again.return_reason) == ("sent", "")


def test_judged_is_opened_again_with_a_reason_only(people: Cast) -> None:
    evaluation = judged(people)
    by = people.actor("district_officer")
    with pytest.raises(Invalid):
        reopen_evaluation(by=by, now=NOW, evaluation=evaluation, reason=" ")
    again = reopen_evaluation(by=by, now=NOW, evaluation=evaluation, reason="Có số liệu mới")

    assert (again.status, again.judged_at, Judgement.objects.get().official_mark) == ("sent", None, "met")


@pytest.mark.clause("V.1.2")
def test_form_of_award_adds_its_own_statement_to_what_was_judged(people: Cast) -> None:
    evaluation = judged(people)
    by = people.actor("commune_officer")
    wider = add_form(by=by, now=NOW, evaluation=evaluation, form_key=CENTRAL)

    assert (wider.status, wider.judged_at) == ("draft", None)
    assert [(row.text, row.official_mark) for row in judgements_of(wider)] == [
        ("Tiêu biểu của huyện", "met"), ("Nhiều đóng góp, sáng kiến", ""),
    ]  # fmt: skip
    assert [row.text for row in statements_for(wider)] == ["Tiêu biểu của huyện"]
    assert [row.text for row in statements_for(wider, CENTRAL)] == ["Tiêu biểu của huyện", "Nhiều đóng góp, sáng kiến"]
    for form in (CENTRAL, "giay-khen", ""):
        with pytest.raises(Invalid):
            add_form(by=by, now=NOW, evaluation=wider, form_key=form)


def test_form_is_not_added_while_the_level_above_has_it(people: Cast) -> None:
    evaluation = sent(people)
    with pytest.raises(NotNow):
        add_form(by=people.actor("commune_officer"), now=NOW, evaluation=evaluation, form_key=CENTRAL)

    assert Judgement.objects.count() == 1


def test_changed_mark_is_judged_anew(people: Cast) -> None:
    """After it was widened: what the level above said was said of another mark."""
    evaluation = judged(people)
    by = people.actor("commune_officer")
    wider = add_form(by=by, now=NOW, evaluation=evaluation, form_key=CENTRAL)
    first = judgements_of(wider)[0]
    save_evaluation(by=by, now=NOW, evaluation=wider, answers={first.pk: Answer(Mark.NOT_MET, "Chưa")})

    assert [row.official_mark for row in judgements_of(wider)] == ["", ""]


def test_history_tells_what_was_said_of_each_statement(people: Cast) -> None:
    judged(people)
    entry = AuditEntry.objects.get(act="ghi mức từng tiêu chuẩn")

    assert (entry.before, entry.after) == (
        {"statement-1": ["met", "Đã làm", "", ""]}, {"statement-1": ["met", "Đã làm", "met", ""]},
    )  # fmt: skip
