"""The council's arithmetic, in whole numbers: quorum and passing, each held against the membership by decision."""

from __future__ import annotations

from thidua.stages.councils.models import Council


def has_quorum(present: int, membership: int, quorum: int) -> bool:
    """Whether `present` of `membership` reaches the percentage."""
    return membership > 0 and present * 100 >= quorum * membership


def present_needed(membership: int, quorum: int) -> int:
    """How many must be there."""
    return -(-quorum * membership // 100)


def base_of(counting: str, membership: int, conflicted: int) -> int:
    """What the yes are held against: the whole membership, or those who did not have to leave the room."""
    return membership - conflicted if counting == Council.Counting.ENTITLED else membership


def has_passed(yes: int, of: int, threshold: int) -> bool:
    """Whether `yes` of `of` reaches the percentage; of nobody nothing passes."""
    return of > 0 and yes * 100 >= threshold * of


def yes_needed(of: int, threshold: int) -> int:
    """How many yes it takes."""
    return -(-threshold * of // 100)
