"""The way of a session: invited, opened with a quorum, voted, counted, its minutes signed by secretary and chair."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.councils import rules
from thidua.stages.councils.models import Session

S = Session.Status
PLANNED, OPEN, VOTING, CLOSED = S.PLANNED.value, S.OPEN.value, S.VOTING.value, S.CLOSED.value
FOR_SIGNATURE, MINUTED, CANCELLED = S.FOR_SIGNATURE.value, S.MINUTED.value, S.CANCELLED.value

# While nobody may know how the council decides, and once it is told.
BEFORE_RESULTS = frozenset({PLANNED, OPEN, VOTING})
WITH_RESULTS = frozenset({CLOSED, FOR_SIGNATURE, MINUTED})
OVER = frozenset({MINUTED, CANCELLED})
# Also who stepped out for an item reads of it in the minutes.
TOLD_TO_ALL = frozenset({FOR_SIGNATURE, MINUTED})

SESSION = Machine(
    "session",
    owners={
        PLANNED: "council", OPEN: "council", VOTING: "council", CLOSED: "council", FOR_SIGNATURE: "leader",
        MINUTED: "council", CANCELLED: "council",
    },
    transitions=[
        Transition("open", (PLANNED,), OPEN, rules.keeps, _("khai mạc phiên họp")),
        Transition("vote", (OPEN,), VOTING, rules.keeps, _("mở bỏ phiếu kín")),
        # A show of hands and paper ballots are counted in the room and entered.
        Transition("count", (OPEN,), CLOSED, rules.keeps, _("ghi kết quả kiểm phiếu")),
        Transition("close", (VOTING,), CLOSED, rules.keeps, _("khóa bỏ phiếu, kiểm phiếu")),
        Transition("draw_up", (CLOSED,), FOR_SIGNATURE, rules.keeps_minutes, _("ký biên bản với tư cách thư ký, trình Chủ tọa")),
        Transition("hand_back", (FOR_SIGNATURE,), CLOSED, rules.presides, _("trả lại biên bản"), needs_reason=True),
        Transition("sign", (FOR_SIGNATURE,), MINUTED, rules.presides, _("ký biên bản")),
        Transition("cancel", (PLANNED, OPEN), CANCELLED, rules.keeps, _("hoãn phiên họp"), needs_reason=True),
    ],
)  # fmt: skip
