"""The way of an evaluation: written, sent, judged by the level above or given back with the reason."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.evaluations import rules
from thidua.stages.evaluations.models import Evaluation

DRAFT, SENT = Evaluation.Status.DRAFT.value, Evaluation.Status.SENT.value
RETURNED, JUDGED = Evaluation.Status.RETURNED.value, Evaluation.Status.JUDGED.value

# In these the subject may still change what it says.
OPEN_TO_WORDS = frozenset({DRAFT, RETURNED})

EVALUATION = Machine(
    "evaluation",
    owners={DRAFT: "unit", SENT: "superior", RETURNED: "unit", JUDGED: "system"},
    transitions=[
        Transition("send", (DRAFT,), SENT, rules.unit_writes, _("gửi bản tự đánh giá")),
        Transition("send_again", (RETURNED,), SENT, rules.unit_writes, _("gửi lại bản tự đánh giá")),
        Transition("judge", (SENT,), JUDGED, rules.superior_judges, _("đánh giá")),
        Transition("return", (SENT,), RETURNED, rules.superior_judges, _("trả lại"), needs_reason=True),
        Transition("reopen", (JUDGED,), SENT, rules.superior_judges, _("mở lại để đánh giá lại"), needs_reason=True),
        # Another form of award asks for statements of its own: the subject answers them, the level above judges again.
        Transition("widen", (JUDGED,), DRAFT, rules.unit_writes, _("thêm tiêu chuẩn của hình thức")),
    ],
)
