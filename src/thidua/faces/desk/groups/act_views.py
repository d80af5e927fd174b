"""What the campaign's body writes of groups: a new one, its members, the head and the pact of a year."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.groups.forms import GroupForm, HeadForm, MembersForm, PactForm
from thidua.faces.kit.acting import carried_out
from thidua.faces.kit.forms import KitForm
from thidua.faces.kit.notices import done
from thidua.foundation.core import clock
from thidua.foundation.core.errors import Missing, NotAllowed, Refused
from thidua.stages.campaigns import groups, operations
from thidua.stages.campaigns.models import UnitGroup
from thidua.stages.campaigns.queries import campaigns_of
from thidua.stages.campaigns.rules import require_runner


@require_http_methods(["GET", "POST"])
def new_group(request: HttpRequest, campaign: uuid.UUID) -> HttpResponse:
    """Sets up a group of units straight under the campaign's body."""
    found = get_object_or_404(campaigns_of(request.actor), uid=campaign)
    require_runner(request.actor, found)
    form = GroupForm(request.POST or None, offered=groups.candidates(found))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = _carried_out(
            form,
            lambda: operations.make_group(
                by=request.actor, now=clock.now(), campaign=found, name=given["name"], kind=given["kind"],
                source=given["source"], units=form.chosen(), receipt=given["receipt"],
            ),
        )  # fmt: skip
        if made:
            done(request, _("Đã lập %(group)s.") % {"group": made.name})
            return redirect("desk:group", uid=made.uid)
    words = {"title": _("Lập cụm, khối thi đua"), "lead": found.short_name, "button": _("Lập cụm, khối")}
    return _page(request, form, **words)


@require_http_methods(["GET", "POST"])
def members(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Who belongs to the group from today on; who leaves stays a member of the days before."""
    group = _run_by(request, uid)
    belonging = [str(unit.uid) for unit in groups.members(group)]
    form = MembersForm(
        request.POST or None, offered=groups.candidates(group.campaign, group),
        initial={"units": belonging, "source": group.source, "version": group.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changed = _carried_out(
            form,
            lambda: operations.set_members(
                by=request.actor, now=clock.now(), group=group, units=form.chosen(), source=given["source"],
                version=given["version"], receipt=given["receipt"],
            ),
        )  # fmt: skip
        if changed:
            done(request, _("Đã ghi thành viên. Kết quả của những ngày trước vẫn theo thành viên khi đó."))
            return redirect("desk:group", uid=uid)
    return _page(request, form, group, title=_("Thành viên"), lead=group.name, button=_("Ghi thành viên"))


@require_http_methods(["GET", "POST"])
def head(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Names the head of a year; this year where nothing else is said."""
    group = _run_by(request, uid)
    form = HeadForm(request.POST or None, offered=list(groups.members(group)), initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        named = _carried_out(
            form,
            lambda: operations.name_head(
                by=request.actor, now=clock.now(), group=group, year=given["year"], unit=form.chosen(),
                source=given["source"], receipt=given["receipt"],
            ),
        )  # fmt: skip
        if named:
            done(request, _("Đã ghi đơn vị đứng đầu năm %(year)s.") % {"year": named.year})
            return redirect("desk:group", uid=uid)
    return _page(request, form, group, title=_("Đơn vị đứng đầu"), lead=group.name, button=_("Ghi đơn vị đứng đầu"))


@require_http_methods(["GET", "POST"])
def pact(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """Writes the pact of a year with the signed paper; what this year has stands in the form already."""
    group, year = _run_by(request, uid), clock.today().year
    standing = groups.pact_of(group, year)
    initial = {"year": year, **({"signed_on": standing.signed_on, "text": standing.text} if standing else {})}
    form = PactForm(request.POST or None, request.FILES or None, initial=initial)
    if signed := carried_out(
        request, form, operations.sign_pact, "year", "text", "signed_on", "scan", versioned=False, group=group
    ):
        done(request, _("Đã ghi giao ước năm %(year)s.") % {"year": signed.year})
        return redirect("desk:group", uid=uid)
    return _page(request, form, group, title=_("Giao ước thi đua"), lead=group.name, button=_("Ghi giao ước"))


def _run_by(request: HttpRequest, uid: uuid.UUID) -> UnitGroup:
    group = groups.group_read_by(request.actor, uid)
    require_runner(request.actor, group.campaign)
    return group


def _page(request: HttpRequest, form: KitForm, group: UnitGroup | None = None, **words: str) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "group": group, **words}
    return render(request, "desk/groups/form.html", context, status=422 if form.is_bound else 200)


def _carried_out(form: KitForm, act: Callable[[], Any]) -> Any:
    """What the operation answers; None after a refusal, which the form then shows."""
    try:
        return act()
    except (NotAllowed, Missing):
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return None
