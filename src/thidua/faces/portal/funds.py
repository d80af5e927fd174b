"""The fund before the public: raised, spent, houses helped, by unit and year."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from thidua.faces.kit.parts import Chip
from thidua.faces.portal import pictures
from thidua.faces.portal.open import draw, open_page
from thidua.foundation.core import clock
from thidua.stages.publications import queries


@open_page
def fund(request: HttpRequest) -> HttpResponse:
    """A citizen's question: what was given for the poor here, and where did it go."""
    key = request.GET.get("dot", "")
    shown = queries.fund(key=key, year=request.GET.get("nam", ""), on=clock.today())
    page = {
        "shown": shown,
        "hour": pictures.hour(shown) if shown else "",
        "chips": [
            Chip(str(year), "?" + urlencode({**({"dot": key} if key else {}), "nam": year}), current=year == shown.year)
            for year in shown.years
        ]
        if shown
        else [],
    }
    return draw(request, "portal/fund.html", page)
