"""The way of a comment on a draft plan, of another body's signature, of a task. A plan's own way is its document's."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.campaigns import plan_rules
from thidua.stages.campaigns.models import CoSigning, PlanComment, TaskReport

C, J, T = PlanComment.Status, CoSigning.Status, TaskReport.Status

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

COSIGNING = Machine(
    "co-signing",
    owners={
        J.NAMED: "unit", J.ASKED: "leader", J.AGREED: "leader", J.SENT_BACK: "unit", J.SIGNED: "unit", J.CALLED_OFF: "unit",
    },
    transitions=[
        Transition("ask", (J.NAMED, J.SENT_BACK), J.ASKED, plan_rules.names_cosigner, _("đề nghị ký liên tịch")),
        Transition("agree", (J.ASKED,), J.AGREED, plan_rules.cosigns, _("đồng ý ký liên tịch")),
        Transition(
            "send_back", (J.ASKED, J.AGREED), J.SENT_BACK, plan_rules.cosigns, _("gửi lại văn bản liên tịch"),
            needs_reason=True,
        ),
        Transition("reopen", (J.ASKED, J.AGREED), J.NAMED, plan_rules.signs_first, _("thôi chờ ký liên tịch")),
        Transition("sign", (J.AGREED,), J.SIGNED, plan_rules.signs_first, _("ban hành liên tịch")),
        Transition(
            "call_off", (J.NAMED, J.SENT_BACK), J.CALLED_OFF, plan_rules.names_cosigner, _("thôi ban hành liên tịch")
        ),
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
