"""The part of a page of progress that says of which moment its figures are, and leads to those of another."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from thidua.foundation.core import clock
from thidua.stages.progress.moments import DAY, HOW, Moment, Reckoning

# Of another day the lists may be shorter: they begin anew.
PAGES = ("trang", "trang-dia-ban")


def moment_part(request: HttpRequest, moment: Moment) -> dict[str, Any]:
    """What `desk/progress/moment.html` draws: the banner, the way back to today, the form for another day."""
    kept = {name: value for name, value in request.GET.items() if name not in (DAY, HOW, *PAGES)}
    return {
        "words": moment.words,
        "is_by_date": moment.reckoning == Reckoning.DONE,
        "day": "" if moment.is_standing else moment.on.isoformat(),
        "latest": clock.today().isoformat(),
        "kept": list(kept.items()),
        "today": f"{request.path}?{urlencode(kept)}" if kept else request.path,
    }
