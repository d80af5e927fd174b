"""Every act on an evaluation. Only these write evaluations and their statements."""

from thidua.stages.evaluations.operations.answering import save_evaluation, send_evaluation
from thidua.stages.evaluations.operations.beginning import add_form, begin_evaluation
from thidua.stages.evaluations.operations.judging import judge_evaluation, reopen_evaluation, return_evaluation
from thidua.stages.evaluations.operations.records import Answer

__all__ = [
    "Answer", "add_form", "begin_evaluation", "judge_evaluation", "reopen_evaluation", "return_evaluation",
    "save_evaluation", "send_evaluation",
]  # fmt: skip
