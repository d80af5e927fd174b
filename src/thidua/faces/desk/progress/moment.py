"""The part of a page of progress that says of which moment its figures are, and leads to those of another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from thidua.foundation.core import clock
from thidua.stages.progress.moments import DAY, HOW, Moment, Reckoning
from thidua.stages.progress.queries.cells import Cell

# Of another day the lists may be shorter: they begin anew.
PAGES = ("trang", "trang-dia-ban")


def moment_part(request: HttpRequest, moment: Moment, cells: Iterable[Cell | None] | None = None) -> dict[str, Any]:
    """What `desk/progress/moment.html` draws: the banner, the way back to today, the form for another day.

    `cells` are those of the page as a whole: of an evening on which none said anything the banner says so.
    """
    says_nothing = cells is not None and not any(cell and cell.row.units_required for cell in cells)
    kept = {name: value for name, value in request.GET.items() if name not in (DAY, HOW, *PAGES)}
    return {
        "words": moment.words,
        "is_empty": moment.reckoning == Reckoning.SHOWN and says_nothing,
        "is_by_date": moment.reckoning == Reckoning.DONE,
        "day": "" if moment.is_standing else moment.on.isoformat(),
        "latest": clock.today().isoformat(),
        "kept": list(kept.items()),
        "today": f"{request.path}?{urlencode(kept)}" if kept else request.path,
    }
