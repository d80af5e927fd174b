"""Every act on a fund. Only these write; each that moves money posts progress as its last step."""

from thidua.stages.funds.operations.correcting import correct_entry
from thidua.stages.funds.operations.entering import NewDonor, edit_donor, record_income, record_spending
from thidua.stages.funds.operations.importing import import_entries, keep_book, take_back_entries
from thidua.stages.funds.operations.months import MonthTold, close_month, report_month, return_month, submit_month
from thidua.stages.funds.operations.opening import change_manner, open_fund
from thidua.stages.funds.operations.thanking import ask_letters
from thidua.stages.funds.operations.transferring import receive_transfer, record_outside_transfer, send_transfer

__all__ = [
    "MonthTold", "NewDonor", "ask_letters", "change_manner", "close_month", "correct_entry", "edit_donor", "import_entries", "keep_book",
    "open_fund", "receive_transfer", "record_income", "record_outside_transfer", "record_spending", "report_month", "return_month",
    "send_transfer", "submit_month", "take_back_entries",
]  # fmt: skip
