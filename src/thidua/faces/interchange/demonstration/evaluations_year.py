"""Evaluations and earlier honours of the demonstration: invented words, sent and judged in June and July 2024."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from thidua.faces.interchange.demonstration import people
from thidua.faces.interchange.demonstration.world import World
from thidua.foundation.accounts.models import Person
from thidua.stages.evaluations.models import Evaluation, Mark
from thidua.stages.evaluations.operations import (
    Answer,
    add_form,
    begin_evaluation,
    judge_evaluation,
    return_evaluation,
    save_evaluation,
)
from thidua.stages.evaluations.operations.records import judgements_of
from thidua.stages.honours.operations import Given, hand_over_honour, record_earlier_honour

Day = datetime.date
CENTRAL = "bang-khen-ubtw-mttq"
# The judged, the two that wait, and the one given back (its district has a sample account).
JUDGED, WAITING, RETURNED = ("660", "661", "663"), ("664", "666"), people.DISTRICT
# Of this district the level above says otherwise in one statement.
DIFFERS = "661"
# This one is answered for the Central Committee's award too, which has a statement of its own.
FOR_CENTRAL = "663"
WORDS = (
    "Các mặt công tác đều hoàn thành, có công trình cụ thể ở từng xã (minh họa).",
    "Đã làm đủ các nội dung, có kiểm tra từng quý (minh họa).",
    "Đã ban hành văn bản và tập huấn cho cán bộ cơ sở (minh họa).",
    "Làm đúng hướng dẫn, đúng thời gian (minh họa).",
    "Đã tổng hợp và báo cáo đầy đủ (minh họa).",
    "Nhiều xã làm được nhiều công trình, mô hình (minh họa).",
)


@dataclass(frozen=True, slots=True)
class Story:
    """One evaluation's life: whose, since when, and how far it has come: draft, sent, returned or judged."""

    unit: str
    begun: Day
    reaches: str = "judged"
    person: bool = False
    form: str = ""
    differs: bool = False


def enter_all(world: World) -> None:
    """Puts everything into the diary."""
    _earlier_honours(world)
    for place, code in enumerate(JUDGED):
        begun = Day(2024, 6, 10) + datetime.timedelta(days=place)
        form = CENTRAL if code == FOR_CENTRAL else ""
        _enter(world, Story(code, begun, form=form, differs=code == DIFFERS))
    for code in WAITING:
        _enter(world, Story(code, Day(2024, 7, 9), "sent"))
    _enter(world, Story(RETURNED, Day(2024, 6, 27), "returned"))
    _enter(world, Story(people.WOMEN, Day(2024, 6, 20)))
    _enter(world, Story(world.of_kind("org-province")[0], Day(2024, 7, 10), "sent"))
    _enter(world, Story(people.COMMUNE, Day(2024, 7, 11), "draft"))
    _enter(world, Story(people.BOTH, Day(2024, 6, 18)))
    _enter(world, Story(people.AREA, Day(2024, 7, 12), "sent"))
    _enter(world, Story(people.COMMUNE, Day(2024, 7, 4), "sent", person=True))
    _enter(world, Story(people.BOTH, Day(2024, 6, 19), person=True))


def _enter(world: World, story: Story) -> None:
    world.diary.at(story.begun, lambda now: _write(world, story, now), minutes=30 + next(world.serial) % 90)


def _write(world: World, story: Story, now: datetime.datetime) -> None:
    by, unit = world.officer(story.unit), world.units[story.unit]
    person: Person | None = world.people[(story.unit, "officer")] if story.person else None
    evaluation = begin_evaluation(by=by, now=now, campaign=world.campaign, unit=unit, person=person)
    if story.form:
        evaluation = add_form(by=by, now=now, evaluation=evaluation, form_key=story.form)
    answers = {
        row.pk: Answer(Mark.OUTSTANDING if place % 3 == 0 else Mark.MET, WORDS[place % len(WORDS)])
        for place, row in enumerate(judgements_of(evaluation))
    }
    if story.reaches == "draft":
        answers = dict(list(answers.items())[:1])
    evaluation = save_evaluation(
        by=by, now=now, evaluation=evaluation, answers=answers, send=story.reaches != "draft",
        summary="Tự nhận hoàn thành tốt nhiệm vụ của đợt thi đua (minh họa).",
    )  # fmt: skip
    after = now.date() + datetime.timedelta(days=2)
    if story.reaches == "returned":
        why = "Xin ghi rõ tên các công trình đã làm ở tiêu chuẩn thứ nhất (minh họa)."
        above = world.superior(story.unit)
        world.diary.at(after, lambda at: return_evaluation(by=above, now=at, evaluation=evaluation, reason=why))
    elif story.reaches == "judged":
        world.diary.at(after, lambda at: _judge(world, story, evaluation, at))


def _judge(world: World, story: Story, evaluation: Evaluation, now: datetime.datetime) -> None:
    rows = judgements_of(evaluation)
    answers = {row.pk: Answer(row.own_mark) for row in rows}
    if story.differs:
        why = "Số liệu cho thấy đã làm đủ, chưa trội hơn các huyện khác (minh họa)."
        answers[rows[0].pk] = Answer(Mark.MET, why)
    judge_evaluation(
        by=world.superior(story.unit), now=now, evaluation=evaluation, answers=answers,
        summary="Đồng ý với bản tự đánh giá, có kiểm tra số liệu (minh họa).",
    )  # fmt: skip


def _earlier_honours(world: World) -> None:
    """Older papers: a body's, one of its people's, an organization's."""
    province = "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh (minh họa)"
    merit, praise = ("bang-khen-ubmttq-tinh", "Bằng khen của Ủy ban MTTQ Việt Nam tỉnh"), (
        "giay-khen-ubmttq-huyen", "Giấy khen của Ủy ban MTTQ Việt Nam huyện",
    )  # fmt: skip
    world.diary.at(Day(2024, 5, 6), lambda now: _record(world, now, people.DISTRICT, Given(
        *merit, "Phòng, chống dịch năm 2021 (minh họa)", "41/QĐ-MTTQ-BTT", Day(2021, 12, 20), province,
    )))  # fmt: skip
    world.diary.at(Day(2024, 5, 7), lambda now: _record(world, now, people.COMMUNE, Given(
        *praise, "Vận động Quỹ Vì người nghèo năm 2022 (minh họa)", "07/QĐ-MTTQ-BTT", Day(2022, 11, 15),
        "Ban Thường trực Ủy ban MTTQ Việt Nam huyện Cư Jút (minh họa)",
    ), of_officer=True))  # fmt: skip
    world.diary.at(Day(2024, 5, 8), lambda now: _record(world, now, people.WOMEN, Given(
        *merit, "Công tác vận động phụ nữ dân tộc thiểu số năm 2022 (minh họa)", "52/QĐ-MTTQ-BTT", Day(2022, 12, 28),
        province,
    )))  # fmt: skip


def _record(world: World, now: datetime.datetime, code: str, given: Given, *, of_officer: bool = False) -> None:
    by, unit = world.officer(code), world.units[code]
    person = world.people[(code, "officer")] if of_officer else None
    honour = record_earlier_honour(by=by, now=now, unit=unit, person=person, given=given)
    on = given.decided_on + datetime.timedelta(days=9)
    to = person.full_name if person else unit.contact_name
    hand_over_honour(by=by, now=now, honour=honour, on=on, to=to)
