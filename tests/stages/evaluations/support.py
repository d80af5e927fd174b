"""Criteria for the named cast's campaign, and evaluations brought as far as a test needs."""

from __future__ import annotations

from typing import Any

from tests.factories import AREA, COMMUNE, DISTRICT, NOW, ORG_PROVINCE, Cast
from thidua.stages.campaigns.models import AwardForm, AwardRound, CriteriaSet, Criterion
from thidua.stages.evaluations.models import Evaluation, Mark
from thidua.stages.evaluations.operations import (
    Answer,
    begin_evaluation,
    judge_evaluation,
    return_evaluation,
    save_evaluation,
)
from thidua.stages.evaluations.operations.records import judgements_of

CENTRAL = "bang-khen-ubtw-mttq"
# clause, subject, kinds, for people, statements: text, only for a form, known
SETS: list[tuple[str, str, list[str], bool, list[tuple[str, str, list[str]]]]] = [
    ("V.1.1", "Tổ chức thành viên", [ORG_PROVINCE], False, [("Phối hợp thực hiện tốt", "", ["milestone:launch"])]),
    ("V.1.2", "Ủy ban MTTQ huyện", [DISTRICT], False, [
        ("Hoàn thành tốt nhiệm vụ", "", ["milestone:rating", "works"]), ("Thực hiện tốt các nội dung", "", ["targets"]),
        ("Tỷ lệ xã cao nhất", CENTRAL, ["communes-share"]),
    ]),
    ("V.1.3", "Xã và Ban công tác Mặt trận", [COMMUNE, AREA], False, [
        ("Tiêu biểu của huyện", "", ["works"]), ("Nhiều đóng góp, sáng kiến", CENTRAL, ["models"]),
    ]),
    ("V.1.4", "Cá nhân", [], True, [("Phát huy tinh thần dân chủ", "", ["works-entered", "honours"])]),
]  # fmt: skip


def criteria(cast: Cast) -> dict[str, CriteriaSet]:
    """The criteria of plan 286 in small, and the form of award that one statement is for."""
    made = {}
    for clause, subject, kinds, people, statements in SETS:
        judged = CriteriaSet.objects.create(
            campaign=cast.campaign, clause=clause, subject=subject, unit_kinds=kinds, for_people=people
        )
        for position, (text, form, known) in enumerate(statements, start=1):
            Criterion.objects.create(criteria_set=judged, position=position, text=text, only_for_form=form, known=known)
        made[clause] = judged
    second = AwardRound.objects.create(
        campaign=cast.campaign, unit=cast.province, number=2, event_key="national-congress"
    )
    AwardForm.objects.create(
        round=second, key=CENTRAL, clause="VI.1", name="Bằng khen của Trung ương", submitters="Tỉnh",
        appraiser="Ban Phong trào", decider="Đoàn Chủ tịch",
    )  # fmt: skip
    return made


def begun(cast: Cast, *, by: str = "commune_officer", unit: str = "commune", **more: Any) -> Evaluation:
    return begin_evaluation(by=cast.actor(by), now=NOW, campaign=cast.campaign, unit=cast.units[unit], **more)


def answers(evaluation: Evaluation, mark: str = Mark.MET, words: str = "Đã làm") -> dict[int, Answer]:
    """The same mark and words for every statement."""
    return {row.pk: Answer(mark, words) for row in judgements_of(evaluation)}


def sent(cast: Cast, *, by: str = "commune_officer", unit: str = "commune", **more: Any) -> Evaluation:
    evaluation = begun(cast, by=by, unit=unit, **more)
    return save_evaluation(
        by=cast.actor(by), now=NOW, evaluation=evaluation, answers=answers(evaluation), summary="Tóm tắt", send=True
    )


def judged(
    cast: Cast, *, by: str = "commune_officer", unit: str = "commune", above: str = "district_officer", **more: Any
) -> Evaluation:
    evaluation = sent(cast, by=by, unit=unit, **more)
    return judge_evaluation(by=cast.actor(above), now=NOW, evaluation=evaluation, answers=answers(evaluation, words=""))


def returned(
    cast: Cast, *, by: str = "commune_officer", unit: str = "commune", above: str = "district_officer"
) -> Evaluation:
    return return_evaluation(by=cast.actor(above), now=NOW, evaluation=sent(cast, by=by, unit=unit), reason="Thiếu tên")


REACHED = {"draft": begun, "sent": sent, "returned": returned, "judged": judged}
