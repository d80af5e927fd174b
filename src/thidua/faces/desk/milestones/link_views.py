"""What an area's head sees on the phone: what is owed, day and two photos, sent. The address is the key."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from thidua.faces.desk.milestones.forms import LinkReportForm
from thidua.faces.kit import errors, keeping
from thidua.faces.kit.acting import carried_out
from thidua.foundation.accounts.actors import Actor, actor_of_link
from thidua.foundation.accounts.models import PersonalLink
from thidua.foundation.accounts.operations import link_by_token
from thidua.foundation.core import clock, files
from thidua.foundation.core.duties import Duty
from thidua.foundation.core.errors import Missing
from thidua.stages.milestones import filters, operations, queries, rules
from thidua.stages.milestones.duties import owed_by_unit
from thidua.stages.milestones.entries import entry_for
from thidua.stages.milestones.models import Milestone
from thidua.stages.milestones.particulars import last_day, title
from thidua.stages.milestones.proofs import OWNER_KIND
from thidua.stages.milestones.states import VERIFIED

P = ParamSpec("P")
MOST_WRONG, WRONG_FOR = 20, 15 * 60


@dataclass(frozen=True, slots=True)
class Holder:
    """Who came by a link, and the token that leads on."""

    link: PersonalLink
    actor: Actor
    token: str


@dataclass(frozen=True, slots=True)
class Entered:
    """What the commune entered on the working board's word, and the way to put it right."""

    row: Milestone
    args: tuple[Any, ...]

    @property
    def title(self) -> str:
        return title(self.row.kind, self.row.year)


View = Callable[Concatenate[HttpRequest, Holder, P], HttpResponse]


def by_link(view: View[P]) -> Callable[..., HttpResponse]:
    """Opens a page to the holder of a living link; the answer is kept nowhere and tells nobody its address.

    The token in the address is the only key (no cookie is read), so a forged form knows nothing to forge; and browsers
    that keep the address to themselves send no origin for Django's check. Wrong tokens are slowed down.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, token: str, **kwargs: Any) -> HttpResponse:
        counted = f"wrong-link:{request.META.get('REMOTE_ADDR', '')}"
        if cache.get(counted, 0) >= MOST_WRONG:
            return _unseen(render(request, "desk/milestones/link_slow.html", {}, status=429))
        try:
            link = link_by_token(token, on=clock.today())
        except Missing as missing:
            cache.add(counted, 0, WRONG_FOR)
            cache.incr(counted)
            return _unseen(errors.not_found(request, missing))
        try:
            answer = _unseen(view(request, Holder(link, actor_of_link(link), token), *args, **kwargs))
            answer.headers[keeping.OWNER] = keeping.owner_of_link(token)
            return answer
        except Missing as missing:
            return _unseen(errors.not_found(request, missing))

    return csrf_exempt(login_not_required(opened))


@by_link
@keeping.kept
@require_GET
def start(request: HttpRequest, holder: Holder) -> HttpResponse:
    """The first screen: what was done? What came back stands on top with the commune's words."""
    context = {
        "holder": holder,
        "duties": [_door(holder, duty) for duty in _owed(holder)],
        "entered": [Entered(row, _way(holder, row)) for row in queries.entered_for(holder.link.unit)],
        **_frame(holder),
    }
    return render(request, "desk/milestones/link_start.html", context)


@by_link
@keeping.kept
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, holder: Holder, campaign: str, kind: str, year: int) -> HttpResponse:
    """The second screen: the day, two photos."""
    of = filters.kind_of(filters.campaign_of(holder.actor, campaign), kind)
    entry = entry_for(holder.actor, of, holder.link.unit, filters.year_of(of, str(year)))
    corrects = entry.milestone is not None and rules.corrects(holder.actor, entry.milestone)
    if request.method == "GET" and entry.milestone and entry.milestone.status == VERIFIED and not corrects:
        return redirect("link-sent", token=holder.token, uid=entry.milestone.uid)
    form = LinkReportForm(request.POST or None, request.FILES or None, entry=entry)
    if row := carried_out(
        request, form, operations.report_milestone, by=holder.actor, kind=of, unit=entry.unit, year=entry.year,
        report=form.report, uploads=form.photos,
    ):  # fmt: skip
        return redirect("link-sent", token=holder.token, uid=row.uid)
    context = {
        "holder": holder, "entry": entry, "name": title(of, entry.year), "form": form, "last_day": last_day(of),
        "corrects": corrects,
        **_frame(holder),
    }  # fmt: skip
    return render(request, "desk/milestones/link_report.html", context, status=422 if form.is_bound else 200)


@by_link
@require_GET
def sent(request: HttpRequest, holder: Holder, uid: uuid.UUID) -> HttpResponse:
    """The third screen: it has arrived, and what comes next."""
    row = queries.milestone_by_uid(holder.actor, uid)
    context = {
        "holder": holder,
        "row": row,
        "name": title(row.kind, row.year),
        "count": files.of_owner(OWNER_KIND, row.uid).count(),
        "duties": [_door(holder, duty) for duty in _owed(holder)],
        **_frame(holder),
    }
    return render(request, "desk/milestones/link_sent.html", context)


def _owed(holder: Holder) -> list[Duty]:
    """What a day and photos can say; the rest the commune enters."""
    return owed_by_unit(holder.link.unit_id, clock.today(), told_by_day=True)


def _door(holder: Holder, duty: Duty) -> dict[str, Any]:
    """A duty with its way on within the link: the last part of its address is the area itself."""
    campaign, kind, year, _unit = duty.address_args
    return {"duty": duty, "args": (holder.token, campaign, kind, year)}


def _way(holder: Holder, row: Milestone) -> tuple[Any, ...]:
    return holder.token, row.campaign.key, row.kind.key, row.year or 0


def _frame(holder: Holder) -> dict[str, Any]:
    sends_as = keeping.owner_of_link(holder.token)
    return {"area": holder.link.unit, "commune": holder.link.unit.parent, "sends_as": sends_as}


def _unseen(response: HttpResponse) -> HttpResponse:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    add_never_cache_headers(response)
    return response
