"""What later rooms do when an honour is revoked: they enter themselves here, for this room cannot know them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from thidua.foundation.core.actors import By
from thidua.foundation.core.registry import Registry
from thidua.stages.honours.models import Honour

WHEN_REVOKED: Registry[Callable[[By, datetime.datetime, Honour], None]] = Registry("when an honour is revoked")
