"""What works owe: the lead mends, sends and reports, the level above notes and verifies."""

from __future__ import annotations

import datetime
import functools
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import Events, events_of, resolved, with_event_dates
from thidua.stages.progress.models import UnitProgress
from thidua.stages.works import filters
from thidua.stages.works.measures import MEASURE
from thidua.stages.works.models import Status, Work
from thidua.stages.works.naming import full_name
from thidua.stages.works.queries import entered_units, waiting_to_be_noted, waiting_to_be_verified

# Of units that owe the same, so many by name.
SHOWN = 3
# More than this many of one kind are one duty with a count that leads to their list.
SINGLY = 5
ONE_DAY = datetime.timedelta(days=1)
Worded = Callable[[Work], Duty]


@dataclass(frozen=True, slots=True)
class Telling:
    """How works of one status are told: each by itself, or all together by the list of a view."""

    view: str
    worded: Worded
    together: str


def duties(actor: Actor, on: datetime.date) -> Iterable[Duty]:
    """The actor's duties from works, in two statements however many works there are."""
    yield from _of_works(actor, on)
    if actor.posts_with(Permission.WORKS_ENTER):
        yield from _unregistered(actor)


def _of_works(actor: Actor, on: datetime.date) -> Iterator[Duty]:
    """Each work by itself, or all of one status as one duty where they are many."""
    asked = _asked(actor, on)
    if asked is None:
        return
    order = ("changed_at", "id")
    numbered = Work.objects.filter(asked).annotate(
        place=Window(RowNumber(), partition_by=[F("status"), F("is_questioned")], order_by=order),
        together=Window(Count("id"), partition_by=[F("status"), F("is_questioned")]),
    )
    found: dict[tuple[str, bool], list[Work]] = defaultdict(list)
    rows = numbered.filter(place__lte=SINGLY).select_related("unit__kind", "unit__parent")
    for work in rows.order_by(*order):
        found[work.status, work.is_questioned].append(work)
    for key, telling in _tellings().items():
        yield from _told(actor, found[key], telling)


def _asked(actor: Actor, on: datetime.date) -> Q | None:
    """Which works ask something of the actor: what each asks is plain from its status.

    Each part is a question of its own, so that the units' index answers it and no whole status is read.
    """
    asked: list[Q] = []
    if actor.posts_with(Permission.WORKS_ENTER):
        own = Work.objects.filter(unit__in=entered_units(actor).order_by().values("pk"))
        asked.append(Q(pk__in=own.filter(status__in=[Status.RETURNED, Status.DRAFT]).values("pk")))
        due = own.filter(status=Status.NOTED, planned_finish__lt=on + 7 * ONE_DAY)
        asked.append(Q(pk__in=due.values("pk")))
        asked.append(Q(pk__in=own.filter(status=Status.REGISTERED, is_questioned=True).values("pk")))
    if actor.posts_with(Permission.WORKS_NOTE):
        asked.append(Q(pk__in=waiting_to_be_noted(actor).filter(is_questioned=False).values("pk")))
    if actor.posts_with(Permission.WORKS_VERIFY):
        asked.append(Q(pk__in=waiting_to_be_verified(actor).values("pk")))
    return functools.reduce(operator.or_, asked) if asked else None


def _tellings() -> dict[tuple[str, bool], Telling]:
    return {
        (Status.RETURNED, False): Telling(filters.TO_MEND, _to_mend, _("Sửa công trình bị trả lại")),
        (Status.REGISTERED, True): Telling(filters.ASKED, _to_answer, _("Trả lời cấp trên hỏi lại")),
        (Status.DRAFT, False): Telling(filters.TO_MEND, _to_send, _("Gửi bản nháp công trình")),
        (Status.NOTED, False): Telling(filters.TO_REPORT, _to_report, _("Báo kết quả công trình đến hạn")),
        (Status.REGISTERED, False): Telling(filters.WAITING_NOTE, _to_note, _("Ghi nhận công trình đăng ký")),
        (Status.DONE, False): Telling(filters.WAITING_VERIFY, _to_verify, _("Xác nhận công trình đã hoàn thành")),
    }


def _told(actor: Actor, found: list[Work], telling: Telling) -> Iterator[Duty]:
    count: int = vars(found[0])["together"] if found else 0
    if count <= SINGLY:
        yield from (telling.worded(work) for work in found)
        return
    home = actor.home
    yield Duty(
        kind=f"works-{telling.view}",
        unit_id=home.unit_id if home else found[0].unit_id,
        what=telling.together,
        action=_("Xem danh sách"),
        address_name="desk:works-view",
        address_args=(telling.view,),
        since=clock.day_of(found[0].changed_at),
        count=count,
    )


def _unregistered(actor: Actor) -> Iterator[Duty]:
    """One duty a target for which a unit of the actor has registered no work yet: the number registered is its cell."""
    units = entered_units(actor).order_by().values("pk")
    cells = UnitProgress.objects.filter(
        unit__in=units,
        applies=True,
        met=False,
        target__measure=MEASURE,
        target__ended_on=None,
        target__companion_of__isnull=False,
        target__beside=Target.Beside.EARLIER,
    ).select_related("target__companion_of__campaign", "unit__kind", "unit__parent")
    owing: dict[Target, list[Unit]] = defaultdict(list)
    events: Events = {}
    for cell in with_event_dates(cells, "target__companion_of").order_by("target__position", "target_id", "unit__lft"):
        target = cell.target.companion_of or cell.target
        events |= events_of(target, cell)
        owing[target].append(cell.unit)
    dates = resolved(owing, {target.campaign_id: target.campaign for target in owing}, events)
    for target, found in owing.items():
        shown = ", ".join(unit.short_name for unit in found[:SHOWN])
        others = max(0, len(found) - SHOWN)
        more = ngettext(" và %(more)d nơi khác", " và %(more)d nơi khác", others) % {"more": others} if others else ""
        yield Duty(
            kind="work-unregistered",
            unit_id=found[0].pk,
            what=_("Đăng ký: %(target)s") % {"target": f"{target.code} {target.short_label}"},
            action=_("Đăng ký công trình"),
            address_name="desk:work-new",
            address_args=(),
            due_before=dates[target.pk].due,
            detail=_("Chưa có công trình nào đăng ký: %(units)s") % {"units": shown + more},
            count=len(found),
        )


def _to_answer(work: Work) -> Duty:
    return _duty(work, "work-asked", _("Trả lời: %(work)s"), _("Xem và trả lời"))


def _to_mend(work: Work) -> Duty:
    return _duty(work, "work-returned", _("Sửa: %(work)s"), _("Sửa và gửi lại"), detail=work.return_reason)


def _to_send(work: Work) -> Duty:
    return _duty(work, "work-draft", _("Gửi bản nháp: %(work)s"), _("Mở bản nháp"))


def _to_report(work: Work) -> Duty:
    due = work.planned_finish + ONE_DAY if work.planned_finish else None
    return _duty(work, "work-due", _("Báo kết quả: %(work)s"), _("Ghi kết quả"), due=due)


def _to_note(work: Work) -> Duty:
    return _duty(work, "work-note", _("Ghi nhận: %(work)s"), _("Xem và ghi nhận"))


def _to_verify(work: Work) -> Duty:
    return _duty(work, "work-verify", _("Xác nhận: %(work)s"), _("Xem và xác nhận"))


def _duty(work: Work, kind: str, what: str, action: str, *, detail: str = "", due: datetime.date | None = None) -> Duty:
    return Duty(
        kind=kind,
        unit_id=work.unit_id,
        what=what % {"work": work.name},
        action=action,
        address_name="desk:work",
        address_args=(work.uid,),
        since=clock.day_of(work.changed_at),
        due_before=due,
        detail=detail or full_name(work.unit),
    )


SOURCES.register("works", duties)
