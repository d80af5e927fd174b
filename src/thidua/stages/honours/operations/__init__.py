"""Every writing of the register of honours. A row is never deleted: an honour is revoked by a decision."""

from thidua.stages.honours.operations.entering import Given, enter_honour, record_earlier_honour
from thidua.stages.honours.operations.keeping import correct_honour, hand_over_honour, revoke_honour, strike_honour

__all__ = [
    "Given", "correct_honour", "enter_honour", "hand_over_honour", "record_earlier_honour", "revoke_honour", "strike_honour",
]  # fmt: skip
