"""«Việc của tôi»: what is due, what came back, what waits for a decision, in order of date, each with one button."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from thidua.faces.desk.home import away
from thidua.faces.kit import figures, keeping
from thidua.faces.kit.parts import Chip, Todo
from thidua.foundation.core import clock, duties
from thidua.foundation.core.duties import Duty
from thidua.foundation.core.errors import Missing

FILTER = "loc"
DUE, RETURNED, WAITING = "den-han", "tra-lai", "cho-toi"
WEEK = datetime.timedelta(days=7)
# A stage names its kinds of duty; how they end says whether something came back or waits for a decision.
RETURNED_ENDINGS = ("-returned", "-draft", "-can-sua")
WAITING_ENDINGS = ("-confirm", "-note", "-verify", "-sign", "-decide", "-cho-ghi-nhan", "-cho-xac-nhan")
MOST = 150
# A phone keeps no more pages of duties than these: a few works and milestones owed now, beside the forms of `away`.
MOST_KEPT = 30


@dataclass(frozen=True, slots=True)
class Group:
    """The rows beneath one heading."""

    heading: str
    items: list[Todo]


@keeping.kept
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Whose question: everybody's, «what do I have to do now». An empty list is a good day and says so."""
    today = clock.today()
    owed = duties.owed(request.actor, today)
    chosen = request.GET.get(FILTER, "")
    tests = _tests(today)
    if chosen not in tests:
        raise Missing(_("Không có cách lọc này. Xin mở lại «Việc của tôi»."))
    shown = [duty for duty in owed if tests[chosen](duty)]
    context = {
        "today": today,
        "total": len(owed),
        "overdue": sum(duty.is_overdue(today) for duty in owed),
        "chips": _chips(owed, tests, chosen),
        "groups": _groups(shown[:MOST], today),
        "more": max(0, len(shown) - MOST),
        "chosen": chosen,
        "prepare": _kept_doors(owed[:MOST]),
        "away_forms": reverse("desk:away-forms") if away.enters(request.actor) else "",
    }
    return render(request, "desk/home/home.html", context)


def _kept_doors(owed: list[Duty]) -> list[str]:
    """The pages behind the duties that a device may keep; one kind of page is looked up once."""
    doors = [(duty.address_name, reverse(duty.address_name, args=duty.address_args)) for duty in owed]
    names = {name for name, address in dict(doors).items() if keeping.is_kept(address)}
    return [address for name, address in doors if name in names][:MOST_KEPT]


def _tests(today: datetime.date) -> dict[str, Callable[[Duty], bool]]:
    """What each filter keeps."""
    return {
        "": lambda duty: True,
        DUE: lambda duty: duty.due_before is not None and duty.due_before <= today + WEEK,
        RETURNED: lambda duty: duty.kind.endswith(RETURNED_ENDINGS),
        WAITING: lambda duty: duty.kind.endswith(WAITING_ENDINGS),
    }


def _chips(owed: list[Duty], tests: dict[str, Callable[[Duty], bool]], chosen: str) -> list[Chip]:
    words = {"": _("Tất cả"), DUE: _("Đến hạn"), RETURNED: _("Bị trả lại"), WAITING: _("Chờ tôi")}
    address = reverse("desk:home")
    return [
        Chip(
            words[key],
            f"{address}?{FILTER}={key}" if key else address,
            key == chosen,
            sum(1 for duty in owed if test(duty)),
        )
        for key, test in tests.items()
    ]


def _groups(shown: list[Duty], today: datetime.date) -> list[Group]:
    """By date: past due, this week, later, what waits for a decision or has no date."""
    headings = (_("Quá hạn"), _("Trong 7 ngày tới"), _("Sau đó"), _("Chưa có hạn"))
    rows: list[list[Todo]] = [[] for _heading in headings]
    first = True
    for duty in shown:
        rows[_place(duty, today)].append(_row(duty, today, main=first))
        first = False
    return [Group(heading, items) for heading, items in zip(headings, rows, strict=True) if items]


def _place(duty: Duty, today: datetime.date) -> int:
    if duty.due_before is None:
        return 3
    if duty.is_overdue(today):
        return 0
    return 1 if duty.due_before <= today + WEEK else 2


def _row(duty: Duty, today: datetime.date, *, main: bool) -> Todo:
    last = duty.due_before - datetime.timedelta(days=1) if duty.due_before else None
    since = _("từ %(day)s") % {"day": figures.day_month(duty.since)} if duty.since and last is None else ""
    return Todo(
        what=duty.what,
        action=duty.action,
        href=reverse(duty.address_name, args=duty.address_args),
        date=(figures.day_month(last) if last and last.year == today.year else figures.day(last)) if last else "",
        left=figures.days_left(duty.due_before, today) or since,
        overdue=duty.is_overdue(today),
        detail=duty.detail,
        main=main,
    )
