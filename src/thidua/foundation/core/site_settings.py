"""The site's settings as one request reads them: all at once, in one statement, however many pieces ask for them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass

from thidua.foundation.core.models import SiteSetting

Values = Mapping[str, str]


@dataclass(slots=True)
class Reading:
    """What one request has read; nothing before somebody asks."""

    load: Callable[[], Values]
    values: Values | None = None


_reading: ContextVar[Reading | None] = ContextVar("site_settings_reading", default=None)


def stored() -> Values:
    """Every setting that was ever written, by key."""
    return dict(SiteSetting.objects.order_by("key").values_list("key", "value"))


@contextlib.contextmanager
def one_reading(load: Callable[[], Values] = stored) -> Iterator[None]:
    """The frame of one request: settings are read once, by `load`, until `forget_reading`."""
    token = _reading.set(Reading(load))
    try:
        yield
    finally:
        _reading.reset(token)


def forget_reading() -> None:
    """Called by whoever changes a setting."""
    reading = _reading.get()
    if reading:
        reading.values = None


def setting(key: str, load: Callable[[], Values] = stored) -> str | None:
    """The value of a setting; None for one that was never written. Outside of a request it is read by `load`."""
    reading = _reading.get()
    if reading is None:
        return load().get(key)
    if reading.values is None:
        reading.values = reading.load()
    return reading.values.get(key)
