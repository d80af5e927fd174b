"""The ways of a nomination, of the guidance that opens a round, and of a submitted dossier."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.nominations import rules
from thidua.stages.nominations.models import AwardGuidance, Nomination, Submission

N, G, D = Nomination.Status, AwardGuidance.Status, Submission.Status

# In these the proposing body may still change what the nomination says; in those it stands on a list.
OPEN_TO_EDITS = frozenset({N.DRAFT, N.RETURNED})
IN_CHOICE = frozenset({N.PROPOSED, N.RESERVE})
ANSWERS = {"given": "honour", "lowered": "lower", "refused": "refuse"}
# An answer that was written down wrongly, put right.
CORRECTIONS = {"given": "correct_honour", "lowered": "correct_lower", "refused": "correct_refuse"}

NOMINATION = Machine(
    "nomination",
    owners={
        N.DRAFT: "unit", N.PROPOSED: "superior", N.RETURNED: "unit", N.SELECTED: "superior", N.RESERVE: "superior",
        N.HONOURED: "system", N.LOWERED: "system", N.REFUSED: "system", N.WITHDRAWN: "system",
    },
    transitions=[
        Transition("propose", (N.DRAFT,), N.PROPOSED, rules.proposer_acts, _("đề nghị khen thưởng")),
        Transition("propose_again", (N.RETURNED,), N.PROPOSED, rules.proposer_acts, _("đề nghị lại")),
        Transition("return", (N.PROPOSED,), N.RETURNED, rules.holder_acts, _("trả lại đề nghị"), needs_reason=True),
        Transition("select", (N.PROPOSED, N.RESERVE), N.SELECTED, rules.owner_selects, _("chọn vào danh sách")),
        Transition("reserve", (N.PROPOSED,), N.RESERVE, rules.owner_selects, _("đưa vào danh sách dự bị")),
        Transition("unreserve", (N.RESERVE,), N.PROPOSED, rules.owner_selects, _("đưa ra khỏi danh sách dự bị")),
        Transition("release", (N.SELECTED,), N.PROPOSED, rules.owner_selects, _("rút khỏi suất"), needs_reason=True),
        Transition("honour", (N.SELECTED,), N.HONOURED, rules.owner_answers, _("ghi được khen thưởng")),
        Transition("lower", (N.SELECTED,), N.LOWERED, rules.owner_answers, _("ghi được tặng hình thức thấp hơn")),
        Transition("refuse", (N.SELECTED,), N.REFUSED, rules.owner_answers, _("ghi không được tặng")),
        Transition(
            "correct_honour", (N.LOWERED, N.REFUSED), N.HONOURED, rules.owner_answers, _("sửa kết quả: được khen thưởng"),
            needs_reason=True,
        ),
        Transition(
            "correct_lower", (N.HONOURED, N.REFUSED), N.LOWERED, rules.owner_answers,
            _("sửa kết quả: được tặng hình thức thấp hơn"), needs_reason=True,
        ),
        Transition(
            "correct_refuse", (N.HONOURED, N.LOWERED), N.REFUSED, rules.owner_answers, _("sửa kết quả: không được tặng"),
            needs_reason=True,
        ),
        Transition("discard", (N.DRAFT,), N.WITHDRAWN, rules.proposer_acts, _("bỏ bản nháp đề nghị")),
        Transition(
            "withdraw", (N.PROPOSED, N.RETURNED, N.RESERVE, N.SELECTED), N.WITHDRAWN, rules.proposer_or_holder_acts,
            _("rút đề nghị"), needs_reason=True,
        ),
    ],
)  # fmt: skip

GUIDANCE = Machine(
    "award guidance",
    owners={G.DRAFT: "leader", G.ISSUED: "unit", G.CLOSED: "system"},
    transitions=[
        Transition("issue", (G.DRAFT,), G.ISSUED, rules.runner_signs, _("ký, ban hành hướng dẫn")),
        Transition("close", (G.ISSUED,), G.CLOSED, rules.runner_closes, _("khép lại đợt khen thưởng")),
        Transition("reopen", (G.CLOSED,), G.ISSUED, rules.runner_closes, _("mở lại đợt khen thưởng"), needs_reason=True),
    ],
)  # fmt: skip

SUBMISSION = Machine(
    "submission",
    owners={D.DRAFT: "unit", D.SENT: "superior", D.RETURNED: "unit", D.ACCEPTED: "superior"},
    transitions=[
        Transition("send", (D.DRAFT,), D.SENT, rules.submitter_sends, _("gửi hồ sơ")),
        Transition("send_again", (D.RETURNED,), D.SENT, rules.submitter_sends, _("gửi lại hồ sơ")),
        Transition("return", (D.SENT,), D.RETURNED, rules.receiver_acts, _("trả hồ sơ để bổ sung"), needs_reason=True),
        Transition("accept", (D.SENT,), D.ACCEPTED, rules.receiver_acts, _("nhận đủ hồ sơ")),
        Transition("reopen", (D.ACCEPTED,), D.RETURNED, rules.receiver_acts, _("mở lại hồ sơ"), needs_reason=True),
    ],
)  # fmt: skip
