"""Every act on a fund. Only these write; each that moves money posts progress as its last step."""

from thidua.stages.funds.operations.correcting import correct_entry
from thidua.stages.funds.operations.entering import NewDonor, edit_donor, record_income, record_spending
from thidua.stages.funds.operations.importing import import_entries, keep_book, queue_entries, take_back_entries
from thidua.stages.funds.operations.month_lists import import_months, queue_months, take_back_months
from thidua.stages.funds.operations.months import close_month, report_month, return_month, submit_month
from thidua.stages.funds.operations.opening import change_manner, open_fund
from thidua.stages.funds.operations.thanking import ask_letters
from thidua.stages.funds.operations.transferring import receive_transfer, record_outside_transfer, send_transfer
from thidua.stages.funds.telling import MonthTold

__all__ = [
    "MonthTold", "NewDonor", "ask_letters", "change_manner", "close_month", "correct_entry", "edit_donor", "import_entries",
    "import_months", "keep_book", "open_fund", "queue_entries", "queue_months", "receive_transfer", "record_income",
    "record_outside_transfer", "record_spending", "report_month", "return_month", "send_transfer", "submit_month",
    "take_back_entries", "take_back_months",
]  # fmt: skip
