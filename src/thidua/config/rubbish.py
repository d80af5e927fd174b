"""When a server's process looks for what refers to itself and is needed no more: after a page, not while it is made."""

from __future__ import annotations

import gc
from typing import Any

from django.core.signals import request_finished

# So many objects are looked for within a request: one that fills the memory. It is held up by as long as that takes.
MOST = 50_000
# So many are worth a look once it is answered.
ENOUGH = 1_000
# Every so many looks those go further back.
OFTEN = 20


def clear_between_requests() -> None:
    """What was loaded by now stays for good and is never looked through; a page leaves little, cleared once it is sent.

    Otherwise ten pages leave theirs for the eleventh, which then takes twice as long (decision 0022).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MOST, OFTEN, 5 * OFTEN)
    request_finished.connect(clear, dispatch_uid="rubbish")


def clear(**_signal: Any) -> None:
    young, middle, old = gc.get_count()
    if young > ENOUGH:
        gc.collect(0 if middle <= OFTEN else 1 if old <= OFTEN else 2)
