"""Two versions of a plan side by side: what changed is shown, whatever else bears the same words."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from tests.factories import cast
from thidua.stages.campaigns.models import Plan
from thidua.stages.campaigns.plan_writing.comparing import Lines, figures, words
from thidua.stages.campaigns.plan_writing.content import AwardLine, Content, TaskLine

EARLY, LATE = datetime.date(2024, 8, 2), datetime.date(2024, 9, 2)
BOTH = Content(
    subject="Trích yếu", purposes=("Thi đua", "Vận động"), contents=("Làm đường",),
    awards=(AwardLine("Giấy khen", "Cá nhân", 2), AwardLine("Giấy khen", "Cá nhân", 3)),
    tasks=(TaskLine("Báo cáo", "Xã A", EARLY), TaskLine("Báo cáo", "Xã B", EARLY)),
)  # fmt: skip


def shown(one: Content, other: Content) -> list[Lines]:
    return [line for line in words(one, other) if line.kind != "same"]


@pytest.mark.django_db
@pytest.mark.clause("H.3")
def test_figure_is_shown_that_changed_in_the_first_of_two_lines_with_the_same_words() -> None:
    tasks = (TaskLine("Báo cáo", "Xã A", LATE), TaskLine("Báo cáo", "Xã B", EARLY))
    awards = (AwardLine("Giấy khen", "Cá nhân", 5), AwardLine("Giấy khen", "Cá nhân", 3))
    after = dataclasses.replace(BOTH, tasks=tasks, awards=awards)
    rows = figures(Plan(campaign=cast().campaign), BOTH, after)
    assert [(row.name, row.before, row.after) for row in rows if row.differs] == [
        ("Giấy khen: Cá nhân", "2", "5"), ("Tổng số Giấy khen", "5", "8"),
        ("Hạn của việc: Báo cáo", "1/8/2024", "1/9/2024"),
    ]  # fmt: skip
    assert [row.name for row in rows if not row.differs] == ["Giấy khen: Cá nhân (2)", "Hạn của việc: Báo cáo (2)"]


def test_line_that_went_to_another_part_is_shown_as_changed_with_both_parts() -> None:
    """The last purpose became the first content: in a row of all lines nothing moved."""
    after = dataclasses.replace(BOTH, purposes=("Thi đua",), contents=("Vận động", "Làm đường"))
    assert shown(BOTH, after) == [Lines("changed", "Mục đích: Vận động", "Nội dung: Vận động")]


def test_line_that_was_doubled_is_shown_as_new() -> None:
    after = dataclasses.replace(BOTH, purposes=("Thi đua", "Vận động", "Vận động"))
    assert shown(BOTH, after) == [Lines("new", "", "Vận động")]
    assert shown(BOTH, BOTH) == []
