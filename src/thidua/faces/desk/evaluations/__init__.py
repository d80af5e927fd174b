"""Evaluations on the desk: the list, one evaluation, writing and judging it, the communes' share."""
