"""The way of a milestone: planned, done, confirmed by the level above; or back to the unit with a reason."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.milestones import rules
from thidua.stages.milestones.models import Milestone

PLANNED, DONE, RETURNED, VERIFIED = (
    Milestone.Status.PLANNED.value,
    Milestone.Status.DONE.value,
    Milestone.Status.RETURNED.value,
    Milestone.Status.VERIFIED.value,
)

MILESTONES = Machine(
    "milestones",
    owners={PLANNED: "unit", RETURNED: "unit", DONE: "superior", VERIFIED: "superior"},
    transitions=[
        Transition("plan", (PLANNED, RETURNED), PLANNED, rules.may_enter, _("ghi ngày dự kiến")),
        # Once more before it was confirmed puts right what was reported.
        Transition("report", (PLANNED, RETURNED, DONE), DONE, rules.may_enter, _("báo đã làm")),
        # What the commune entered on the working board's word its head puts right; the commune looks at it again.
        Transition("correct", (VERIFIED,), DONE, rules.may_correct, _("sửa điều xã đã nhập thay")),
        Transition("withdraw", (DONE, RETURNED), PLANNED, rules.may_enter, _("rút báo cáo")),
        Transition("confirm", (DONE,), VERIFIED, rules.may_confirm, _("xác nhận")),
        Transition("return", (DONE, VERIFIED), RETURNED, rules.may_confirm, _("trả lại"), needs_reason=True),
    ],
)
