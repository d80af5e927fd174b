"""Periodic and final reports: forms as data, a schedule, figures and words, submit, return, accept."""
