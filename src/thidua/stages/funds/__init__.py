"""Funds: Quỹ “Vì người nghèo” of each committee: what came in, where it went, month by month."""
