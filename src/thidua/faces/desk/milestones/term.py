"""After a congress or a conference: who leaves, who stays, who comes, on one page and in one step."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thidua.faces.desk.milestones.link_sheet import Card, card
from thidua.faces.kit import notices
from thidua.faces.kit.acting import pressed
from thidua.faces.kit.fields import DayField
from thidua.faces.kit.forms import OnceForm, typed_in
from thidua.faces.kit.parts import Link
from thidua.foundation.accounts.actors import actor_of_person
from thidua.foundation.accounts.models import Account, Person
from thidua.foundation.accounts.roles import ROLES
from thidua.foundation.accounts.terms import (
    Change,
    Handover,
    Standing,
    change_term,
    invite_again,
    people_at,
    why_not_change_term,
)
from thidua.foundation.core import clock, duties
from thidua.foundation.core.errors import Invalid, Missing, NotAllowed
from thidua.foundation.units.models import Unit
from thidua.stages.milestones import filters
from thidua.stages.milestones.duties import owed_by_unit

FIELDS = {"ten": "full_name", "dt": "phone", "tk": "username"}


class TermForm(OnceForm):
    """From which day the new people act."""

    on = DayField(label=_("Ngày đại hội, hội nghị"), help_text=_("Người mới nhận việc từ ngày này."))


@dataclass(slots=True)
class TermLine:
    """One person (or an area's empty place) with what was chosen."""

    standing: Standing
    leaves: bool
    typed: dict[str, str]
    errors: list[str] = field(default_factory=list)
    # Whether the person was invited, or is still to be, and has set no password.
    waits: bool = False

    @property
    def roles(self) -> str:
        words = [str(ROLES[row.role].label) for row in self.standing.memberships]
        return ", ".join([*words, *([_("Trưởng Ban, có đường dẫn riêng")] if self.standing.link else [])])

    @property
    def changed(self) -> bool:
        return self.leaves or any(self.typed.values())

    @property
    def is_unsaid(self) -> bool:
        """Somebody new is written beside one who stays: which of the two is meant?"""
        return self.standing.person is not None and not self.leaves and any(self.typed.values())

    @property
    def change(self) -> Change:
        return Change(self.standing.person, **{FIELDS[name]: value for name, value in self.typed.items()})


@dataclass(frozen=True, slots=True)
class Passed:
    """One handover as the page tells it: what waits now for who came."""

    made: Handover
    roles: str
    waiting: int
    card: Card | None
    # Where the newcomer sets a first password.
    invitation: str


@never_cache
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, unit: uuid.UUID) -> HttpResponse:
    """Whose question: the leader's after a congress, «how does the work go on with the new people from today»."""
    of = filters.unit_of(request.actor, unit)
    if why := why_not_change_term(request.actor, of):
        raise NotAllowed(why)
    today = clock.today()
    if "moi" in request.POST:
        return _invited_again(request, of, today)
    form = TermForm(request.POST or None, initial={"on": today})
    standing = people_at(of, on=today)
    waiting = _waiting_for_a_password(standing)
    lines = [_line(one, request.POST, waits=one.person in waiting) for one in standing]
    unsaid = [line for line in lines if line.is_unsaid]
    for line in unsaid:
        line.errors.append(_("Có người mới thì chọn «thôi» cho người hiện nay; ở lại thì để trống."))
    if not form.is_valid() or unsaid:
        return _page(request, of, form, lines)
    try:
        made = _changed(request, of, form.cleaned_data, [line.change for line in lines if line.changed])
    except Invalid as refusal:
        _refuse(form, lines, refusal)
        return _page(request, of, form, lines)
    if made is None:
        notices.done(request, _("Thay đổi này đã ghi."))
        return redirect("desk:unit-term", unit=unit)
    return _done(request, of, made, today)


def _done(
    request: HttpRequest, unit: Unit, made: list[Handover], on: datetime.date, *, again: bool = False
) -> HttpResponse:
    """What passed from whom to whom; `again`: nothing passed, one who stays is invited once more."""
    passed = [_passed(request, one, on) for one in made]
    context = {"unit": unit, "passed": passed, "again": again, "crumbs": _crumbs(unit)}
    return render(request, "desk/milestones/term_done.html", context)


def _invited_again(request: HttpRequest, unit: Unit, on: datetime.date) -> HttpResponse:
    """A new invitation for one whose first was lost or has grown old; it is told on this page alone."""
    person = Person.objects.filter(pk__in=[one.person.pk for one in people_at(unit, on=on) if one.person])
    found = next((one for one in person.order_by("id") if str(one.pk) == request.POST["moi"]), None)
    if found is None:
        raise Missing(_("Có người không còn ở đơn vị này. Xin tải lại trang."))
    made = pressed(request, invite_again, told=str, unit=unit, person=found)
    return _done(request, unit, [made], on, again=True) if made else redirect("desk:unit-term", unit=unit.uid)


def _changed(request: HttpRequest, unit: Unit, given: dict[str, Any], changes: list[Change]) -> list[Handover] | None:
    """What passed from whom to whom; None for a form that was sent before: its new link was told then and is gone."""
    return change_term(
        by=request.actor, now=clock.now(), unit=unit, on=given["on"], changes=changes, receipt=given["receipt"]
    )


def _line(standing: Standing, data: Mapping[str, str], *, waits: bool) -> TermLine:
    said = {name: typed_in(data, f"{name}-{standing.key}") for name in FIELDS}
    return TermLine(standing, data.get(f"o-{standing.key}") == "thoi", said, waits=waits)


def _waiting_for_a_password(standing: list[Standing]) -> set[Person]:
    """Those with roles who have not set one: no account, or one that nobody has signed in with yet."""
    people = [one.person for one in standing if one.person and one.memberships]
    accounts = {account.person: account for account in Account.objects.filter(person__in=people).order_by("id")}
    return {one for one in people if one not in accounts or not accounts[one].has_usable_password()}


def _refuse(form: TermForm, lines: list[TermLine], refusal: Invalid) -> None:
    """Each sentence beside its person; what is of nobody in particular at the day, or above."""
    told = {name: str(sentence) for name, sentence in refusal.fields.items()}
    for line in lines:
        line.errors = [told.pop(name) for name in list(told) if name.endswith(f"-{line.standing.key}")]
    if told:
        form.refuse(Invalid(told))


def _passed(request: HttpRequest, made: Handover, on: datetime.date) -> Passed:
    roles = ", ".join(str(ROLES[role].label) for role in made.roles)
    shown = card(request, made.link, made.token) if made.link else None
    path = reverse("account_invitation", args=[made.invitation]) if made.invitation else ""
    return Passed(made, roles, _waiting(made, on), shown, request.build_absolute_uri(path) if path else "")


def _waiting(made: Handover, on: datetime.date) -> int:
    """How much is owed by who came: what the leaver had before him."""
    if made.comer is None:
        return 0
    if made.link is not None:
        return len(owed_by_unit(made.link.unit_id, on))
    return len(duties.owed(actor_of_person(made.comer, on), on))


def _crumbs(unit: Unit) -> list[Link]:
    own = Link(unit.short_name, reverse("desk:milestones-unit", args=[unit.uid]))
    return [Link(_("Mốc việc"), reverse("desk:milestones")), own, Link(_("Nhân sự sau đại hội, hội nghị"))]


def _page(request: HttpRequest, unit: Unit, form: TermForm, lines: list[TermLine]) -> HttpResponse:
    wrong = bool(form.errors) or any(line.errors for line in lines)
    context = {"unit": unit, "form": form, "lines": lines, "is_area": unit.kind.is_area, "crumbs": _crumbs(unit)}
    return render(request, "desk/milestones/term.html", context, status=422 if wrong else 200)
