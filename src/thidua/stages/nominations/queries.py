"""Nominations read: what waits where, what is on a form's list."""

from thidua.stages.nominations.waiting import selected_for, to_be_considered, to_submit

__all__ = ["selected_for", "to_be_considered", "to_submit"]
