"""What works owe: the lead mends, sends and reports, the level above notes and verifies."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import Actor
from thidua.foundation.accounts.roles import Permission
from thidua.foundation.core import clock
from thidua.foundation.core.duties import SOURCES, Duty
from thidua.foundation.units.models import Unit
from thidua.stages.campaigns.models import Target
from thidua.stages.progress.measures import dates_of
from thidua.stages.progress.models import UnitProgress
from thidua.stages.works import filters
from thidua.stages.works.measures import MEASURE
from thidua.stages.works.models import Status, Work, WorkQuerySet
from thidua.stages.works.naming import full_name
from thidua.stages.works.queries import entered_units, waiting_to_be_noted, waiting_to_be_verified

# Of units that owe the same, so many by name.
SHOWN = 3
# More than this many of one kind are one duty with a count that leads to their list.
SINGLY = 5
ONE_DAY = datetime.timedelta(days=1)
Worded = Callable[[Work], Duty]


def duties(actor: Actor, on: datetime.date) -> Iterable[Duty]:
    """The actor's duties from works, in at most a dozen statements however many works there are."""
    if actor.posts_with(Permission.WORKS_ENTER):
        units = list(entered_units(actor).values_list("pk", flat=True))
        own = Work.objects.filter(unit__in=units)
        yield from _told(
            actor, own.filter(status=Status.RETURNED), filters.TO_MEND, _to_mend, _("Sửa công trình bị trả lại")
        )
        yield from _told(
            actor, own.filter(status=Status.DRAFT), filters.TO_MEND, _to_send, _("Gửi bản nháp công trình")
        )
        late = own.filter(status=Status.NOTED, planned_finish__lt=on + 7 * ONE_DAY)
        yield from _told(actor, late, filters.TO_REPORT, _to_report, _("Báo kết quả công trình đến hạn"))
        yield from _unregistered(units)
    if actor.posts_with(Permission.WORKS_NOTE):
        yield from _told(
            actor, waiting_to_be_noted(actor), filters.WAITING_NOTE, _to_note, _("Ghi nhận công trình đăng ký")
        )
    if actor.posts_with(Permission.WORKS_VERIFY):
        rows = waiting_to_be_verified(actor)
        yield from _told(actor, rows, filters.WAITING_VERIFY, _to_verify, _("Xác nhận công trình đã hoàn thành"))


def _told(actor: Actor, rows: WorkQuerySet, view: str, worded: Worded, together: str) -> Iterator[Duty]:
    """Each work by itself, or all as one duty where they are many."""
    found = list(rows.select_related("unit__kind", "unit__parent").order_by("changed_at", "id")[: SINGLY + 1])
    if len(found) <= SINGLY:
        yield from (worded(work) for work in found)
        return
    home = actor.home
    yield Duty(
        kind=f"works-{view}",
        unit_id=home.unit_id if home else found[0].unit_id,
        what=together,
        action=_("Xem danh sách"),
        address_name="desk:works-view",
        address_args=(view,),
        since=clock.day_of(found[0].changed_at),
        count=rows.count(),
    )


def _unregistered(units: list[int]) -> Iterator[Duty]:
    """One duty a target for which a unit of the actor has registered no work yet: the number registered is its cell."""
    cells = UnitProgress.objects.filter(
        unit__in=units, applies=True, met=False, target__measure=MEASURE, target__companion_of__isnull=False
    ).select_related("target__companion_of", "unit__kind", "unit__parent")
    owing: dict[Target, list[Unit]] = defaultdict(list)
    for cell in cells.order_by("target__position", "target_id", "unit__lft"):
        owing[cell.target.companion_of or cell.target].append(cell.unit)
    dates = dates_of(list(owing))
    for target, found in owing.items():
        shown = ", ".join(unit.short_name for unit in found[:SHOWN])
        more = _(" và %(more)d nơi khác") % {"more": len(found) - SHOWN} if len(found) > SHOWN else ""
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
