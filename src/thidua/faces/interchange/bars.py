"""How far a long command has come: a bar on a terminal, a plain line for each part elsewhere."""

from __future__ import annotations

import time
from typing import IO

WIDTH = 30
# A terminal is drawn at most so often.
EVERY = 0.1


class Bar:
    """Listens to `core.steps`. Without a terminal it is silent unless `plain`: then each part is told as it ends."""

    def __init__(self, stream: IO[str], *, plain: bool = False) -> None:
        self.stream, self.plain = stream, plain
        self.is_terminal = bool(getattr(stream, "isatty", lambda: False)())
        self.since = self.drawn = time.monotonic()

    def __call__(self, what: str, done: int, whole: int) -> None:
        now = time.monotonic()
        ended = done >= whole
        if self.is_terminal:
            if ended or done == 0 or now - self.drawn >= EVERY:
                self.drawn = now
                self.stream.write(f"\r\x1b[K{drawn(what, done, whole, now - self.since)}" + ("\n" if ended else ""))
                self.stream.flush()
        elif self.plain and ended:
            self.stream.write(f"{now - self.since:8.1f} s  {what}\n")
            self.stream.flush()


def drawn(what: str, done: int, whole: int, seconds: float) -> str:
    """One line: what is being done, a bar, how much of it, since when."""
    share = done / whole if whole else 1.0
    bar = "#" * int(WIDTH * share)
    return f"{what[:46]:<46} [{bar:<{WIDTH}}] {share:4.0%} {seconds:6.0f} s"
