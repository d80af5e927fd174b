"""The way of a work: registered, noted by the level above, done, verified; returned with a reason; withdrawn."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from thidua.foundation.core.states import Machine, Transition
from thidua.stages.works import rules, story_rules
from thidua.stages.works.models import Adoption, Double, Status, Story

DRAFT, REGISTERED, NOTED, DONE = Status.DRAFT.value, Status.REGISTERED.value, Status.NOTED.value, Status.DONE.value
VERIFIED, RETURNED, CANCELLED = Status.VERIFIED.value, Status.RETURNED.value, Status.CANCELLED.value
MERGED = Status.MERGED.value
# A work in one of these may be the same work as another record, and comes back to the one it was in.
MERGEABLE = (REGISTERED, NOTED, DONE, VERIFIED, RETURNED)

# In these the lead unit may still change what the work says of itself.
OPEN_TO_EDITS = frozenset({DRAFT, REGISTERED, NOTED, RETURNED})
# A work counts as registered (noted, …) in any of these. What was returned counts again when it is sent again.
REACHED = {
    "registered": (REGISTERED, NOTED, DONE, VERIFIED),
    "noted": (NOTED, DONE, VERIFIED),
    "done": (DONE, VERIFIED),
    "verified": (VERIFIED,),
}

WORK = Machine(
    "work",
    owners={
        DRAFT: "unit", REGISTERED: "superior", NOTED: "unit", DONE: "superior", VERIFIED: "superior",
        RETURNED: "unit", CANCELLED: "unit", MERGED: "superior",
    },
    transitions=[
        Transition("send", (DRAFT,), REGISTERED, rules.lead_acts, _("gửi đăng ký")),
        Transition("send_again", (RETURNED,), REGISTERED, rules.lead_acts, _("gửi lại")),
        # What came back after it was done goes straight to be verified again.
        Transition("answer", (RETURNED,), DONE, rules.lead_acts, _("gửi lại để xác nhận")),
        Transition("note", (REGISTERED,), NOTED, rules.superior_notes, _("ghi nhận")),
        Transition("return", (REGISTERED, NOTED, DONE), RETURNED, rules.superior_notes, _("trả lại"), needs_reason=True),
        Transition("complete", (NOTED,), DONE, rules.lead_acts, _("ghi hoàn thành")),
        Transition("verify", (DONE,), VERIFIED, rules.superior_verifies, _("xác nhận")),
        Transition("unverify", (VERIFIED,), DONE, rules.superior_notes, _("bỏ xác nhận"), needs_reason=True),
        Transition("discard", (DRAFT,), CANCELLED, rules.lead_acts, _("bỏ bản nháp")),
        Transition("cancel", (REGISTERED, NOTED, RETURNED), CANCELLED, rules.lead_acts, _("rút đăng ký"), needs_reason=True),
        Transition("restore", (CANCELLED,), DRAFT, rules.lead_acts, _("khôi phục bản nháp")),
        Transition("merge", MERGEABLE, MERGED, rules.decides_doubles, _("gộp vào công trình khác")),
        Transition("split_registered", (MERGED,), REGISTERED, rules.decides_doubles, _("bỏ gộp, lại là đã đăng ký"), needs_reason=True),
        Transition("split_noted", (MERGED,), NOTED, rules.decides_doubles, _("bỏ gộp, lại là đang làm"), needs_reason=True),
        Transition("split_done", (MERGED,), DONE, rules.decides_doubles, _("bỏ gộp, lại chờ xác nhận"), needs_reason=True),
        Transition("split_verified", (MERGED,), VERIFIED, rules.decides_doubles, _("bỏ gộp, lại là đã xác nhận"), needs_reason=True),
        Transition("split_returned", (MERGED,), RETURNED, rules.decides_doubles, _("bỏ gộp, lại là bị trả lại"), needs_reason=True),
    ],
)  # fmt: skip

OPEN, TOGETHER, APART = Double.Status.OPEN.value, Double.Status.MERGED.value, Double.Status.APART.value

DOUBLE = Machine(
    "double",
    owners={OPEN: "superior", TOGETHER: "superior", APART: "superior"},
    transitions=[
        Transition("merge", (OPEN,), TOGETHER, rules.decides_pair, _("gộp hai bản")),
        Transition("apart", (OPEN,), APART, rules.decides_pair, _("giữ riêng hai bản"), needs_reason=True),
        Transition("split", (TOGETHER,), OPEN, rules.decides_pair, _("bỏ gộp hai bản"), needs_reason=True),
        Transition("reopen", (APART,), OPEN, rules.decides_pair, _("bỏ giữ riêng hai bản")),
    ],
)

TOLD, MARKED, OPENED, WITHDRAWN = (
    Story.Status.TOLD.value, Story.Status.MARKED.value, Story.Status.OPENED.value, Story.Status.WITHDRAWN.value,
)  # fmt: skip

STORY = Machine(
    "story",
    owners={TOLD: "superior", MARKED: "superior", OPENED: "superior", WITHDRAWN: "unit"},
    transitions=[
        Transition("mark", (TOLD,), MARKED, story_rules.marks_story, _("công nhận gương điển hình"), needs_reason=True),
        Transition("unmark", (MARKED, OPENED), TOLD, story_rules.marks_story, _("bỏ công nhận gương"), needs_reason=True),
        Transition("open", (MARKED,), OPENED, story_rules.marks_story, _("phổ biến toàn hệ thống")),
        Transition("close", (OPENED,), MARKED, story_rules.marks_story, _("thôi phổ biến toàn hệ thống"), needs_reason=True),
        Transition("withdraw", (TOLD,), WITHDRAWN, story_rules.tells_story, _("rút câu chuyện"), needs_reason=True),
        Transition("tell_again", (WITHDRAWN,), TOLD, story_rules.tells_story, _("kể lại")),
    ],
)  # fmt: skip

ADOPTED, ENDED = Adoption.Status.ADOPTED.value, Adoption.Status.ENDED.value

ADOPTION = Machine(
    "adoption",
    owners={ADOPTED: "unit", ENDED: "unit"},
    transitions=[
        Transition("end", (ADOPTED,), ENDED, story_rules.ends_adoption, _("thôi học theo"), needs_reason=True),
    ],
)
