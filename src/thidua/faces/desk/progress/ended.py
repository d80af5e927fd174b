"""Pages of a target that an amendment took out: as they stood on its last day."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from thidua.faces.desk.progress.address import read_address, with_moment
from thidua.foundation.core.errors import Missing
from thidua.stages.campaigns.amended import last_asked
from thidua.stages.progress.moments import Moment, Reckoning
from thidua.stages.progress.queries.places import standpoint

View = Callable[[HttpRequest, str, uuid.UUID, str], HttpResponse]


def on_its_last_day(view: View) -> View:
    """Leads on to the target's last day where it is asked no more: papers and scores of before lead here."""

    @functools.wraps(view)
    def shown(request: HttpRequest, key: str, unit: uuid.UUID, code: str) -> HttpResponse:
        try:
            return view(request, key, unit, code)
        except Missing:
            place = standpoint(request.actor, key, unit).place
            day = last_asked(place.campaign, code, read_address(request.GET).moment.on)
            if day is None:
                raise
            return redirect(with_moment(request.path, Moment(day, Reckoning.SHOWN)))

    return shown
