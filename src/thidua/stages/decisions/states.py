"""The way of a decision: written, brought before who decides, issued; or recorded as it stands on paper."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.decisions import rules
from thidua.stages.decisions.models import Decision

DRAFT, SUBMITTED = Decision.Status.DRAFT.value, Decision.Status.SUBMITTED.value
ISSUED, DISCARDED = Decision.Status.ISSUED.value, Decision.Status.DISCARDED.value

DECISION = Machine(
    "decision",
    owners={DRAFT: "unit", SUBMITTED: "leader", ISSUED: "unit", DISCARDED: "unit"},
    transitions=[
        Transition("submit", (DRAFT,), SUBMITTED, rules.officer_writes, _("trình người quyết định")),
        Transition("return", (SUBMITTED,), DRAFT, rules.leader_decides, _("trả lại để sửa"), needs_reason=True),
        Transition("issue", (SUBMITTED,), ISSUED, rules.leader_decides, _("ký, ban hành quyết định")),
        # Signed on paper, by us or by an outside authority.
        Transition("record", (DRAFT,), ISSUED, rules.officer_writes, _("ghi quyết định đã ký trên giấy")),
        Transition("discard", (DRAFT,), DISCARDED, rules.officer_writes, _("bỏ bản nháp"), needs_reason=True),
    ],
)
