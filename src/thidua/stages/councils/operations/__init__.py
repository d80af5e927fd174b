"""Every act of a council. Only these write councils, sessions, ballots and minutes."""

from thidua.stages.councils.operations.counting import close_voting, correct_counts, enter_counts
from thidua.stages.councils.operations.establishing import establish_council
from thidua.stages.councils.operations.minuting import (
    draw_up_minutes,
    file_minutes,
    hand_back_minutes,
    sign_minutes,
    write_minutes,
)
from thidua.stages.councils.operations.planning import (
    cancel_session,
    change_session,
    declare_conflict,
    plan_session,
)
from thidua.stages.councils.operations.sitting import open_session, record_attendance, start_voting
from thidua.stages.councils.operations.voting import cast_ballots

__all__ = [
    "cancel_session", "cast_ballots", "change_session", "close_voting", "correct_counts", "declare_conflict", "draw_up_minutes",
    "enter_counts", "establish_council", "file_minutes", "hand_back_minutes", "open_session", "plan_session", "record_attendance",
    "sign_minutes", "start_voting", "write_minutes",
]  # fmt: skip
