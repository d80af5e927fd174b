"""Every way in which milestones change."""

from thidua.stages.milestones.operations.assigning import assign_milestone
from thidua.stages.milestones.operations.deciding import confirm_milestone, return_milestone
from thidua.stages.milestones.operations.grid import GridResult, GridRow, report_grid
from thidua.stages.milestones.operations.importing import (
    import_milestones,
    keep_list,
    queue_milestones,
    take_back_milestones,
)
from thidua.stages.milestones.operations.links import Head, give_area_link, give_area_links, revoke_area_link
from thidua.stages.milestones.operations.planning import plan_milestone
from thidua.stages.milestones.operations.proofs import add_link, add_proof, remove_link, remove_proof
from thidua.stages.milestones.operations.reporting import report_milestone, withdraw_milestone
from thidua.stages.milestones.operations.scheduling import ScheduleResult, ScheduleRow, set_schedule

__all__ = [
    "GridResult",
    "GridRow",
    "Head",
    "ScheduleResult",
    "ScheduleRow",
    "add_link",
    "add_proof",
    "assign_milestone",
    "confirm_milestone",
    "give_area_link",
    "give_area_links",
    "import_milestones",
    "keep_list",
    "plan_milestone",
    "queue_milestones",
    "remove_link",
    "remove_proof",
    "report_grid",
    "report_milestone",
    "return_milestone",
    "revoke_area_link",
    "set_schedule",
    "take_back_milestones",
    "withdraw_milestone",
]
