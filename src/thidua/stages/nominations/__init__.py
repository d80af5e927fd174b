"""Proposals, eligibility, selection into quota seats, submissions with a slot for every paper."""
