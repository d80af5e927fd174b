"""The way of a month: written, brought to the leader, closed. Closed is for good: what was wrong is answered later."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.funds import rules
from thidua.stages.funds.models import Status

DRAFT, SUBMITTED, CLOSED = Status.DRAFT.value, Status.SUBMITTED.value, Status.CLOSED.value

MONTH = Machine(
    "fund month",
    owners={DRAFT: "unit", SUBMITTED: "leader", CLOSED: "system"},
    transitions=[
        Transition("submit", (DRAFT,), SUBMITTED, rules.officer_tells, _("trình chốt sổ tháng")),
        Transition("withdraw", (SUBMITTED,), DRAFT, rules.officer_tells, _("lấy lại sổ tháng"), needs_reason=True),
        Transition("return", (SUBMITTED,), DRAFT, rules.leader_closes, _("trả lại sổ tháng"), needs_reason=True),
        Transition("close", (SUBMITTED,), CLOSED, rules.leader_closes, _("chốt sổ tháng")),
    ],
)
