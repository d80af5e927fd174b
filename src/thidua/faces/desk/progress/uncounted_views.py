"""What does not count in a figure, and why."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.progress.address import of_place
from thidua.faces.desk.progress.lines import figure_link
from thidua.faces.desk.progress.page import crumbs
from thidua.faces.desk.progress.sources import address_of
from thidua.faces.kit.addresses import page_number
from thidua.foundation.core.tables import TABLES
from thidua.stages.progress.queries.places import asked_by, standpoint
from thidua.stages.progress.queries.uncounted import Uncounted


@require_GET
def uncounted_page(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
    """Whose question: «we did it, why is it not counted»; the way on is each record, where it can be put right."""
    stands = standpoint(request.actor, key, unit)
    place = stands.place
    target = asked_by(place.campaign).target(code)
    query = of_place(place).query + "&" + urlencode({"chi-tieu": code})
    given = {"dot": key, "don-vi": str(unit), "chi-tieu": code}
    page = TABLES["progress-uncounted"].page(request.actor, given, number=page_number(request.GET))
    context = {
        "place": place,
        "target": target,
        "rows": [_row(row.record) for row in page.rows],
        "page": page,
        "figure": figure_link(place, target, key),
        "query": query,
        "crumbs": crumbs(stands, _("%(code)s: việc không được tính") % {"code": code}),
    }
    return render(request, "desk/progress/uncounted.html", context)


def _row(found: Uncounted) -> dict[str, Any]:
    return {"source": found.source, "why": found.why, "href": address_of(found.source)}
