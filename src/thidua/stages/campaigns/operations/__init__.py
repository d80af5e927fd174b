"""What is done with campaigns: loaded from the catalogue, units enrolled, their own numbers and exemptions written."""

from thidua.stages.campaigns.operations.allocating import allocate
from thidua.stages.campaigns.operations.amending import AmendingPaper, amend_campaign
from thidua.stages.campaigns.operations.amendment_drafts import (
    draft_amendment,
    drop_amendment,
    hand_back_amendment,
    issue_amendment,
    revise_amendment,
    submit_amendment,
)
from thidua.stages.campaigns.operations.asking import set_minimum
from thidua.stages.campaigns.operations.awarding import PoolWords, announce_pools
from thidua.stages.campaigns.operations.citing import (
    CitedFacts,
    change_document,
    cite_document,
    enter_document,
    load_library,
)
from thidua.stages.campaigns.operations.commenting import (
    answer_comment,
    ask_comments,
    call_off_comment,
    give_comment,
)
from thidua.stages.campaigns.operations.cosigning import (
    agree_to_sign,
    answer_recall,
    ask_recall,
    call_off_cosigner,
    look_through,
    name_cosigner,
    send_back_cosigning,
)
from thidua.stages.campaigns.operations.drafting import change_draft, drop_draft, keep_draft
from thidua.stages.campaigns.operations.enrolling import enrol
from thidua.stages.campaigns.operations.exempting import end_exemption, exempt_unit
from thidua.stages.campaigns.operations.giving_tasks import (
    hand_out_task,
    report_task,
    return_task,
    see_task,
    take_back_task,
)
from thidua.stages.campaigns.operations.grouping import load_groups, make_group, name_head, set_members, sign_pact
from thidua.stages.campaigns.operations.issuing_plans import issue_plan, withdraw_plan
from thidua.stages.campaigns.operations.loading import differences, load_campaign
from thidua.stages.campaigns.operations.own_plans import (
    amend_plan,
    hand_back_plan,
    revise_plan,
    start_plan,
    submit_plan,
)
from thidua.stages.campaigns.operations.plans import record_plan, sent_on
from thidua.stages.campaigns.operations.site_data import load_kinds, load_unit_set
from thidua.stages.campaigns.operations.wording import save_campaign_wording

__all__ = [
    "AmendingPaper",
    "CitedFacts",
    "PoolWords",
    "agree_to_sign",
    "allocate",
    "amend_campaign",
    "amend_plan",
    "announce_pools",
    "answer_comment",
    "answer_recall",
    "ask_comments",
    "ask_recall",
    "call_off_comment",
    "call_off_cosigner",
    "change_document",
    "change_draft",
    "cite_document",
    "differences",
    "draft_amendment",
    "drop_amendment",
    "drop_draft",
    "end_exemption",
    "enrol",
    "enter_document",
    "exempt_unit",
    "give_comment",
    "hand_back_amendment",
    "hand_back_plan",
    "hand_out_task",
    "issue_amendment",
    "issue_plan",
    "keep_draft",
    "load_campaign",
    "load_groups",
    "load_kinds",
    "load_library",
    "load_unit_set",
    "look_through",
    "make_group",
    "name_cosigner",
    "name_head",
    "record_plan",
    "report_task",
    "return_task",
    "revise_amendment",
    "revise_plan",
    "save_campaign_wording",
    "see_task",
    "send_back_cosigning",
    "sent_on",
    "set_members",
    "set_minimum",
    "sign_pact",
    "start_plan",
    "submit_amendment",
    "submit_plan",
    "take_back_task",
    "withdraw_plan",
]
