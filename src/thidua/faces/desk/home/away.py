"""The forms a device keeps for when there is no signal: those of what the officer has in hand, whatever is due now."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.kit import figures, keeping
from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import Duty
from thidua.stages.milestones.duties import forms_within_reach
from thidua.stages.works.in_hand import InHand, works_in_hand
from thidua.stages.works.models import Status
from thidua.stages.works.naming import full_name

# So many of works and so many of milestones: a page each, fetched over what signal there is.
MOST = 50
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Door:
    """A form by the name of what it is about; `about`: whose, what is told there, until when."""

    name: str
    about: str
    href: str


def enters(actor: Actor) -> bool:
    """Whether the actor fills in any of these forms; asks nothing of the database."""
    return bool(actor.posts_with(Permission.WORKS_ENTER) or actor.posts_with(Permission.MILESTONES_ENTER))


@keeping.kept
@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    """Whose question: «which forms open without signal»; the way on is each form. Home is opened far more often."""
    works, more_works = works_in_hand(request.actor, MOST)
    reports = forms_within_reach(request.actor, clock.today())
    context = {
        "works": [_of_work(one) for one in works],
        "more_works": more_works,
        "milestones": [_of_milestone(duty) for duty in reports[:MOST]],
        "more_milestones": max(0, len(reports) - MOST),
    }
    return render(request, "desk/home/away.html", context)


def _of_work(one: InHand) -> Door:
    work = one.work
    about = [full_name(work.unit), _("ghi «%(step)s»") % {"step": one.step.label}]
    if work.planned_finish:
        about.append(_("dự kiến xong %(day)s") % {"day": figures.day(work.planned_finish)})
    if work.status == Status.REGISTERED:
        about.append(_("gửi được sau khi cấp trên ghi nhận"))
    name, args = ("desk:work-complete", ()) if one.is_last else ("desk:work-step", (one.step.key,))
    return Door(work.name, _joined(about), reverse(name, args=(work.uid, *args)))


def _of_milestone(duty: Duty) -> Door:
    about = [duty.detail]
    if duty.due_before:
        about.append(_("hạn %(day)s") % {"day": figures.day(duty.due_before - ONE_DAY)})
    return Door(duty.what, _joined(about), reverse(duty.address_name, args=duty.address_args))


def _joined(parts: Sequence[str]) -> str:
    return " · ".join(parts)
