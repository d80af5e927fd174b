"""What is done with campaigns: loaded from the catalogue, units enrolled, their own numbers and exemptions written."""

from thidua.stages.campaigns.operations.allocating import allocate
from thidua.stages.campaigns.operations.asking import set_minimum
from thidua.stages.campaigns.operations.awarding import PoolWords, announce_pools
from thidua.stages.campaigns.operations.enrolling import enrol
from thidua.stages.campaigns.operations.exempting import end_exemption, exempt_unit
from thidua.stages.campaigns.operations.grouping import load_groups, make_group, name_head, set_members, sign_pact
from thidua.stages.campaigns.operations.loading import differences, load_campaign
from thidua.stages.campaigns.operations.plans import record_plan
from thidua.stages.campaigns.operations.site_data import load_kinds, load_unit_set

__all__ = [
    "PoolWords",
    "allocate",
    "announce_pools",
    "differences",
    "end_exemption",
    "enrol",
    "exempt_unit",
    "load_campaign",
    "load_groups",
    "load_kinds",
    "load_unit_set",
    "make_group",
    "name_head",
    "record_plan",
    "set_members",
    "set_minimum",
    "sign_pact",
]
