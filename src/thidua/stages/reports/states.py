"""The way of a report: written, signed and sent, accepted by the level above; or back with a reason."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.reports import rules
from thidua.stages.reports.models import Report

DRAFT, FOR_SIGNATURE, SUBMITTED, RETURNED, ACCEPTED = (
    Report.Status.DRAFT.value,
    Report.Status.FOR_SIGNATURE.value,
    Report.Status.SUBMITTED.value,
    Report.Status.RETURNED.value,
    Report.Status.ACCEPTED.value,
)

# In these the officer may still write.
OPEN_TO_EDITS = frozenset({DRAFT, RETURNED})
# In these the level above has it, complete.
RECEIVED = frozenset({SUBMITTED, ACCEPTED})

REPORTS = Machine(
    "reports",
    owners={DRAFT: "unit", RETURNED: "unit", FOR_SIGNATURE: "leader", SUBMITTED: "superior", ACCEPTED: "superior"},
    transitions=[
        Transition("hand", (DRAFT, RETURNED), FOR_SIGNATURE, rules.may_write, _("trình lãnh đạo")),
        Transition("hand_back", (FOR_SIGNATURE,), DRAFT, rules.may_sign, _("chuyển lại cán bộ"), needs_reason=True),
        Transition("send", (FOR_SIGNATURE,), SUBMITTED, rules.may_sign, _("ký, gửi")),
        Transition("return", (SUBMITTED,), RETURNED, rules.may_accept, _("trả lại"), needs_reason=True),
        Transition("accept", (SUBMITTED,), ACCEPTED, rules.may_accept, _("nhận")),
        Transition("unaccept", (ACCEPTED,), SUBMITTED, rules.may_accept, _("bỏ nhận"), needs_reason=True),
    ],
)
