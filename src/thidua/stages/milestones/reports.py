"""What a unit says of a milestone it did, and whether it can be taken."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Campaign, MilestoneKind
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import Particulars, day_words, last_day, particulars, window_words

PHONE = re.compile(r"\+?[\d .()-]{8,20}")
LONGEST, LONGEST_NAME = 1000, 100


@dataclass(frozen=True, slots=True)
class Report:
    """What is reported. Fields a kind does not ask for stay empty and are refused when they are not."""

    done_date: datetime.date | None
    way: str = ""
    document_number: str = ""
    document_date: datetime.date | None = None
    document_subject: str = ""
    answer: str = ""
    answered_by: str = ""
    figures: dict[str, int] = field(default_factory=dict)
    new_head_name: str = ""
    new_head_phone: str = ""
    note: str = ""
    partners: tuple[Unit, ...] = ()
    # Said by who may confirm; of nobody else's report is it kept.
    was_held_well: bool | None = None


Problem = tuple[str, str]


def problems(
    report: Report, *, kind: MilestoneKind, campaign: Campaign, ends: datetime.date | None, today: datetime.date
) -> dict[str, str]:
    """Each field that cannot be taken, with its sentence. `ends` is the first day after the campaign."""
    asked = particulars(kind)
    found: dict[str, str] = {}
    for name, sentence in (
        *_day(report, kind, campaign, ends, today),
        *_way(report, asked),
        *_document(report, asked, today),
        *_answer(report, asked),
        *_figures(report, asked),
        *_head(report, asked),
    ):
        found.setdefault(name, sentence)
    if len(report.note) > LONGEST:
        found["note"] = _("Ghi chú dài quá 1.000 chữ. Xin viết gọn lại.")
    return found


def planned_day_problem(
    day: datetime.date | None,
    *,
    kind: MilestoneKind,
    campaign: Campaign,
    ends: datetime.date | None,
    today: datetime.date,
) -> str:
    """Why a day cannot be planned, or nothing."""
    if day is None:
        return _("Xin ghi ngày dự kiến, ví dụ 20/8/2024.")
    if day < today:
        return _("Ngày dự kiến đã qua. Nếu đã làm rồi, xin bấm «Báo đã làm».")
    return outside(day, kind=kind, campaign=campaign, ends=ends)


def outside(day: datetime.date, *, kind: MilestoneKind, campaign: Campaign, ends: datetime.date | None) -> str:
    """Why a day lies outside the kind's window or the campaign, or nothing."""
    if (kind.window_from and day < kind.window_from) or (kind.window_before and day >= kind.window_before):
        return _("«%(kind)s» chỉ tính %(window)s. Xin xem lại ngày, nhất là năm.") % {
            "kind": kind.name, "window": window_words(kind),
        }  # fmt: skip
    if not kind.window_from and day < campaign.starts_on:
        return _("Đợt thi đua bắt đầu từ %(day)s. Xin xem lại ngày.") % {"day": day_words(campaign.starts_on)}
    if ends is not None and day >= ends:
        return _("Đợt thi đua kết thúc trước ngày %(day)s. Xin xem lại ngày.") % {"day": day_words(ends)}
    return ""


def _day(
    report: Report, kind: MilestoneKind, campaign: Campaign, ends: datetime.date | None, today: datetime.date
) -> Iterator[Problem]:
    if report.done_date is None:
        yield "done_date", _("Xin ghi ngày đã làm, ví dụ 12/11/2023.")
        return
    if report.done_date > today:
        yield (
            "done_date",
            _("Ngày %(day)s chưa tới. Việc chưa làm thì ghi vào ngày dự kiến.") % {"day": day_words(report.done_date)},
        )
    if why := outside(report.done_date, kind=kind, campaign=campaign, ends=ends):
        yield "done_date", why


def _way(report: Report, asked: Particulars) -> Iterator[Problem]:
    if asked.ways and report.way not in asked.ways:
        yield "way", _("Xin chọn cách làm: bằng văn bản hay bằng lễ phát động.")
    if not asked.ways and report.way:
        yield "way", _("Mốc việc này không hỏi cách làm.")


def _document(report: Report, asked: Particulars, today: datetime.date) -> Iterator[Problem]:
    by_document = report.way == Milestone.Way.DOCUMENT or (asked.proof == "document" and not asked.ways)
    if by_document and not report.document_number:
        yield "document_number", _("Xin ghi số, ký hiệu văn bản, ví dụ 15/KH-MTTQ-BTT.")
    if by_document and report.document_date is None:
        yield "document_date", _("Xin ghi ngày của văn bản.")
    if report.document_date and report.document_date > today:
        yield "document_date", _("Ngày văn bản chưa tới. Xin xem lại.")


def _answer(report: Report, asked: Particulars) -> Iterator[Problem]:
    if asked.answers and report.answer not in {answer.key for answer in asked.answers}:
        yield "answer", _("Xin chọn mức được xếp loại.")
    if asked.answers and not report.answered_by:
        yield "answered_by", _("Xin ghi cơ quan đã xếp loại.")
    if not asked.answers and report.answer:
        yield "answer", _("Mốc việc này không có mức xếp loại.")


def _figures(report: Report, asked: Particulars) -> Iterator[Problem]:
    known = {figure.key for figure in asked.figures}
    if any(key not in known for key in report.figures):
        yield "figures", _("Mốc việc này không hỏi số liệu đó.")
    if any(number < 0 for number in report.figures.values()):
        yield "figures", _("Số liệu không thể nhỏ hơn 0.")


def _head(report: Report, asked: Particulars) -> Iterator[Problem]:
    if not asked.asks_new_head and (report.new_head_name or report.new_head_phone):
        yield "new_head_name", _("Mốc việc này không hỏi Trưởng ban mới.")
    if len(report.new_head_name) > LONGEST_NAME:
        yield "new_head_name", _("Tên dài quá %(most)d chữ cái. Xin viết gọn lại.") % {"most": LONGEST_NAME}
    if report.new_head_phone and not PHONE.fullmatch(report.new_head_phone):
        yield "new_head_phone", _("Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0900 000 123.")


def overdue_since(kind: MilestoneKind, milestone: Milestone | None = None) -> datetime.date | None:
    """The first day on which it is past due: after the unit's own prescribed day, else after the kind's last day."""
    last = milestone.prescribed_date if milestone and milestone.prescribed_date else last_day(kind)
    return last + datetime.timedelta(days=1) if last else None
