"""The way of a comment on a draft plan, and of a task that was given out. A plan's own way is its document's."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.campaigns import plan_rules
from thidua.stages.campaigns.models import PlanComment, TaskReport

C, T = PlanComment.Status, TaskReport.Status

COMMENT = Machine(
    "plan comment",
    owners={C.ASKED: "unit", C.GIVEN: "superior", C.TAKEN: "superior", C.EXPLAINED: "superior", C.CALLED_OFF: "superior"},
    transitions=[
        Transition("give", (C.ASKED, C.GIVEN), C.GIVEN, plan_rules.comments, _("góp ý")),
        Transition("take", (C.GIVEN,), C.TAKEN, plan_rules.answers, _("tiếp thu ý kiến")),
        Transition("explain", (C.GIVEN,), C.EXPLAINED, plan_rules.answers, _("giải trình ý kiến")),
        Transition("call_off", (C.ASKED,), C.CALLED_OFF, plan_rules.answers, _("thôi xin ý kiến")),
    ],
)  # fmt: skip

TASK = Machine(
    "task",
    owners={T.OWED: "unit", T.DONE: "superior", T.RETURNED: "unit", T.SEEN: "superior"},
    transitions=[
        Transition("report", (T.OWED, T.RETURNED), T.DONE, plan_rules.carries_out, _("báo xong việc")),
        Transition("take_back", (T.DONE,), T.OWED, plan_rules.carries_out, _("rút lại báo xong việc")),
        Transition("see", (T.DONE,), T.SEEN, plan_rules.sees_to, _("xem việc đã xong")),
        Transition("return", (T.DONE, T.SEEN), T.RETURNED, plan_rules.sees_to, _("trả lại việc"), needs_reason=True),
    ],
)
