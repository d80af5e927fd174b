"""What every page's frame shows: who is signed in, the demonstration's day, the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from thidua.foundation.core import clock


def frame(request: HttpRequest) -> dict[str, Any]:
    """Values for the base templates; lazy, so that a page without a frame asks the database nothing."""
    return {"actor": getattr(request, "actor", None), "demo_date": clock.demo_date}
