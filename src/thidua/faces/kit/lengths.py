"""How long a bar is: what is required stands at 80% in every cell, what exceeds it runs past the mark."""

from __future__ import annotations

import functools

# Where the mark of the required amount stands, and where a bar ends that ran past it.
MARK, END = 80, 100
# Lengths that are classes of the stylesheet (`w40`, `r80`) come in steps: a bar is a hundred points wide.
STEP = 2


def percent(amount: int, required: int) -> float:
    """A bar's length in percent of its cell."""
    return min(END, MARK * amount / required) if required > 0 and amount > 0 else 0


@functools.lru_cache(maxsize=4096)
def classes(reached: int, registered: int | None) -> str:
    """The lengths of a bar as classes, for a table of many: `w80 r90`, both in percent of what is required."""
    lengths = {"w": reached, "r": registered or 0}
    steps = {name: round(percent(value, END) / STEP) * STEP for name, value in lengths.items()}
    return "".join(f" {name}{length}" for name, length in steps.items() if length)
