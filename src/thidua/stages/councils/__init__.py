"""Councils: establishment, session, attendance and quorum, votes, minutes."""
