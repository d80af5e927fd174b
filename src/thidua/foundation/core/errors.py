"""Refusals: what an operation says when it will not do a thing. Each carries a sentence a user can act on."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """An operation was refused and changed nothing. `sentence` says what is wrong and what to do."""

    def __init__(self, sentence: Any, *, field: str = "") -> None:
        self.sentence = sentence
        self.field = field
        super().__init__(sentence)

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(Refused):
    """The record may be seen, the act is somebody else's; the sentence names who may (answered 403)."""


class NotNow(Refused):
    """The record is in a state, or the day is one, in which the act is not open."""


class Stale(Refused):
    """Somebody changed the record since it was read. `current` is the version now of what `record` is."""

    def __init__(self, sentence: Any, *, given: int, current: int, record: Any = None) -> None:
        self.given, self.current, self.record = given, current, record
        super().__init__(sentence)


class Invalid(Refused):
    """One or more values cannot be accepted; `fields` maps a field's name to its sentence."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields
        super().__init__(" ".join(str(sentence) for sentence in fields.values()), field=next(iter(fields), ""))


class Missing(Refused):
    """Not there, or not for this actor to know of: both are answered 404 alike."""


class Busy(Refused):
    """A lock could not be had in time, twice; nothing was changed."""


class Unreadable(ValueError):
    """A typed or uploaded value cannot be read; its text is a sentence for the user, put to the field it came from."""
