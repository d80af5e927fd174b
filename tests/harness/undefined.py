"""An undefined variable in a template is an error, in a test and in the server a journey looks at."""

from __future__ import annotations

from typing import Any


class UndefinedInTemplate(AssertionError):
    """A template prints something its view does not give."""


class Undefined(str):
    """Stands for `string_if_invalid`: the engine fills in the variable's name, and that is refused."""

    __slots__ = ()

    def __mod__(self, variable: Any) -> str:
        raise UndefinedInTemplate(f"undefined template variable {str(variable)!r}")
