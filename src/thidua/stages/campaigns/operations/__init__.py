"""What is done with campaigns: loaded from the catalogue, units enrolled, their own numbers and exemptions written."""

from thidua.stages.campaigns.operations.allocating import allocate
from thidua.stages.campaigns.operations.asking import set_minimum
from thidua.stages.campaigns.operations.awarding import PoolWords, announce_pools
from thidua.stages.campaigns.operations.citing import (
    CitedFacts,
    change_document,
    cite_document,
    enter_document,
    load_library,
)
from thidua.stages.campaigns.operations.enrolling import enrol
from thidua.stages.campaigns.operations.exempting import end_exemption, exempt_unit
from thidua.stages.campaigns.operations.grouping import load_groups, make_group, name_head, set_members, sign_pact
from thidua.stages.campaigns.operations.loading import differences, load_campaign
from thidua.stages.campaigns.operations.plans import record_plan
from thidua.stages.campaigns.operations.site_data import load_kinds, load_unit_set
from thidua.stages.campaigns.operations.wording import save_campaign_wording

__all__ = [
    "CitedFacts",
    "PoolWords",
    "allocate",
    "announce_pools",
    "change_document",
    "cite_document",
    "differences",
    "end_exemption",
    "enrol",
    "enter_document",
    "exempt_unit",
    "load_campaign",
    "load_groups",
    "load_kinds",
    "load_library",
    "load_unit_set",
    "make_group",
    "name_head",
    "record_plan",
    "save_campaign_wording",
    "set_members",
    "set_minimum",
    "sign_pact",
]
