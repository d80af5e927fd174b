"""Everything that writes reports, their forms and their schedules."""

from thidua.stages.reports.operations.deciding import accept_report, return_report, unaccept_report
from thidua.stages.reports.operations.loading import load_forms, load_schedules
from thidua.stages.reports.operations.opening import accept_draft, accept_files, bring_in
from thidua.stages.reports.operations.periods import open_periods, set_period_dates
from thidua.stages.reports.operations.sending import hand_back_report, hand_report, send_report
from thidua.stages.reports.operations.writing import Given, begin_report, move_data_date, save_report

__all__ = [
    "Given",
    "accept_draft",
    "accept_files",
    "accept_report",
    "begin_report",
    "bring_in",
    "hand_back_report",
    "hand_report",
    "load_forms",
    "load_schedules",
    "move_data_date",
    "open_periods",
    "return_report",
    "save_report",
    "send_report",
    "set_period_dates",
    "unaccept_report",
]
