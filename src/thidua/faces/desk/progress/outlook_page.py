"""The pages that look ahead as they are drawn: the way to the due date, and who will not be there in time."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.faces.desk.progress.address import with_moment
from thidua.faces.kit import charts, figures
from thidua.foundation.core.quantities import format_number, format_share
from thidua.stages.campaigns.models import Participation, Target
from thidua.stages.progress.forecast import HUNDREDTHS, PACE_DAYS, Outlook, Pace, rounded_up
from thidua.stages.progress.judging import PERCENT
from thidua.stages.progress.moments import Moment
from thidua.stages.progress.queries.amounts import UNTOLD, Part, unit_of
from thidua.stages.progress.queries.burnup import BurnUp, Series, Step, shown_days

Words = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class DrawnSeries:
    """One chart with its words and the table beneath: (day, value, change) from the newest day back."""

    heading: str
    line: charts.Line
    label: str
    goal: str
    start: str
    mark: str
    end: str
    sentence: str
    is_at_risk: bool
    days: list[tuple[datetime.date, str, str]]


def drawn_series(found: BurnUp, series: Series) -> DrawnSeries:
    """A series as the page draws it."""
    words, last_day = _words(found.target, series), _last_day(found)
    start = min(day for day in (found.dates.opens, found.known_since, found.on) if day)
    mark = min(found.on, last_day or found.on)
    is_over = last_day is not None and last_day < found.on
    pace = series.pace
    heading = _("Kết quả của đơn vị")
    if series.is_count:
        heading = _("Số %(word)s đã đạt") % {"word": series.word}
    goal = _goal(found.target, series, words)
    values = {
        "heading": heading,
        "now": _said(series, series.steps[-1], words) if series.steps else UNTOLD,
        "goal": goal,
    }
    return DrawnSeries(
        heading=heading,
        line=charts.Line(
            steps=[(step.day, step.value) for step in series.steps], goal=series.goal, today=found.on, start=start,
            end=max(found.on, last_day or found.on), mark=mark,
            expected=_ahead(series),
        ),
        label=_("%(heading)s: %(now)s, %(goal)s") % values,
        goal=goal,
        start=figures.day(start),
        mark="" if last_day is None else _marked(found, mark, is_over=is_over),
        end=_today(found) if last_day is None or is_over else _due(last_day),
        sentence=_sentence(found, series, words),
        is_at_risk=pace is not None and pace.outlook == Outlook.AT_RISK,
        days=_days(series, words),
    )  # fmt: skip


def at_risk_line(row: Any, place: Participation, moment: Moment) -> dict[str, Any]:
    """One row of the list of what will not be met in time, beneath a place."""
    parts: tuple[Part, ...] = row.cell.parts if row.cell else ()
    # Units of several kinds are counted together here as whoever still has to, so they have no word of their own.
    words = _words(row.target, Series(parts[0].word if len(parts) == 1 else "", not row.is_alone, 0, (), None))
    parent = row.participation.parent if row.unit_id != place.unit_id else None
    pace: Pace = row.pace
    return {
        "row": row,
        "parts": parts,
        "state": row.cell.state if row.cell else row.branch_state,
        "href": with_moment(
            reverse("desk:progress-burnup", args=(place.campaign.key, row.unit.uid, row.target.code)), moment
        ),
        "parent": parent.short_name if parent and parent.pk != place.unit_id else "",
        "last_day": row.due - datetime.timedelta(days=1),
        "left": pace.left,
        "gained": _gained(pace, words),
        "lacking": words(rounded_up(pace.lacking)),
    }


def _ahead(series: Series) -> int | None:
    """Where the dashed line ends: nothing where nothing is forecast or all is there already."""
    if series.pace is None or series.pace.outlook not in {Outlook.ON_COURSE, Outlook.AT_RISK}:
        return None
    expected = series.pace.expected // HUNDREDTHS
    return expected if series.most is None else min(expected, series.most)


def _words(target: Target, series: Series) -> Words:
    """How a value is written: so many units of a kind, or a quantity of the target's measure."""
    if series.is_count:
        return lambda value: f"{format_number(value)} {series.word or _('đơn vị')}"
    if target.measure_unit == PERCENT:
        return format_number
    unit = unit_of(target)
    return lambda value: unit.format(value, with_unit=True)


def _said(series: Series, step: Step, words: Words) -> str:
    """What there was on a day: of a percentage both numbers."""
    if not step.is_told:
        return UNTOLD
    return format_share(step.value, step.whole) if series.asked else words(step.value)


def _goal(target: Target, series: Series, words: Words) -> str:
    """What is asked: of a percentage first the percentage, then how many that is; a ceiling is no goal to reach."""
    goal = words(series.goal)
    if series.asked:
        percent, whole = series.asked
        goal = f"{format_number(percent)}%"
    if series.asked and series.goal:
        goal = _("%(percent)s%% của %(whole)s, là %(goal)s") % {
            "percent": format_number(percent), "whole": format_number(whole), "goal": words(series.goal),
        }  # fmt: skip
    if target.operator == Target.Operator.AT_MOST and not series.is_count:
        return _("tối đa %(amount)s") % {"amount": goal}
    return _("phải đạt %(goal)s") % {"goal": goal}


def _last_day(found: BurnUp) -> datetime.date | None:
    return found.dates.due - datetime.timedelta(days=1) if found.dates.due else None


def _today(found: BurnUp) -> str:
    words = _("hôm nay %(day)s") if found.moment.is_standing else _("ngày %(day)s")
    return words % {"day": figures.day(found.on)}


def _marked(found: BurnUp, day: datetime.date, *, is_over: bool) -> str:
    now = _("nét đứng: hôm nay %(day)s") if found.moment.is_standing else _("nét đứng: ngày %(day)s")
    words = _("nét đứng: hết hạn %(day)s") if is_over else now
    return words % {"day": figures.day(day)}


def _due(last_day: datetime.date) -> str:
    return _("hạn: hết ngày %(day)s") % {"day": figures.day(last_day)}


def _gained(pace: Pace, words: Words) -> str:
    gained = pace.gained // HUNDREDTHS
    return words(gained) if gained >= 0 else _("bớt %(number)s") % {"number": words(-gained)}


def _sentence(found: BurnUp, series: Series, words: Words) -> str:
    """Where the pace leads, in words; or why nothing is said."""
    pace, last_day = series.pace, _last_day(found)
    if pace is None or last_day is None:
        is_floor = series.is_count or found.target.operator == Target.Operator.AT_LEAST
        return _("Đã đạt đủ.") if is_floor and series.now >= series.goal > 0 else _without(found, last_day)
    given = {
        "days": PACE_DAYS,
        "gained": _gained(pace, words),
        "day": figures.day(last_day),
        "expected": words(pace.expected // HUNDREDTHS),
        "goal": _goal(found.target, series, words),
        "lacking": words(rounded_up(pace.lacking)),
        "since": figures.day(found.known_since),
        "reached": figures.day(pace.reached_on(found.on)),
    }
    return {
        Outlook.MET: _("Đã đạt đủ."),
        Outlook.TOO_LITTLE: _(
            "Chưa đủ số liệu để dự báo: bảng có số từ ngày %(since)s, cần ít nhất %(days)d ngày."
        ),
        Outlook.ON_COURSE: _("%(days)d ngày qua thêm: %(gained)s. Giữ nhịp này thì đạt đủ vào khoảng ngày %(reached)s."),
        Outlook.AT_RISK: _(
            "%(days)d ngày qua thêm: %(gained)s. Giữ nhịp này thì hết ngày %(day)s được khoảng %(expected)s, "
            "%(goal)s, còn thiếu %(lacking)s."
        ),
    }[pace.outlook] % given  # fmt: skip


def _without(found: BurnUp, last_day: datetime.date | None) -> str:
    if last_day is None or found.target.minimum is None:
        return _("Không dự báo: chỉ tiêu chưa có một ngày hết hạn chung.")
    if last_day < found.on:
        return _("Đã hết hạn ngày %(day)s.") % {"day": figures.day(last_day)}
    return _("Không dự báo: chỉ tiêu chưa đến kỳ xét, hoặc không tính theo lối càng nhiều càng tốt.")


def _days(series: Series, words: Words) -> list[tuple[datetime.date, str, str]]:
    shown = shown_days(series.steps)
    before = [0, *(step.value for step in shown)]
    rows = [
        (step.day, _said(series, step, words), _change(step.value - then, words) if step.is_told else "")
        for then, step in zip(before, shown, strict=False)
    ]
    return rows[::-1]


def _change(change: int, words: Words) -> str:
    return f"{'+' if change >= 0 else '−'}{words(abs(change))}"
