"""Several people at the same moment: acts begun together, each in a thread with a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from thidua.foundation.core.errors import Refused

SECONDS = 60


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gave or the refusal it met, in order. Whatever else went wrong in one is raised here."""
    gate, answers = threading.Barrier(len(acts)), [None] * len(acts)
    broken: list[Exception] = []

    def run(place: int) -> None:
        try:
            gate.wait(SECONDS)
            answers[place] = acts[place]()
        except Refused as refusal:
            answers[place] = refusal  # type: ignore[call-overload]
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    if broken:
        raise broken[0]
    assert not any(thread.is_alive() for thread in threads), "an act did not come to an end"
    return answers


def refused(answers: Sequence[Any]) -> list[str]:
    """The refusals among them, by class."""
    return [type(answer).__name__ for answer in answers if isinstance(answer, Refused)]
