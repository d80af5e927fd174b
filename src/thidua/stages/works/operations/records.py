"""The record of a work as a whole: its row and the rows beside it, read and written together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.locking import lock
from thidua.foundation.core.operations import touch
from thidua.foundation.core.vietnamese import fold, sort_key
from thidua.foundation.units.models import Unit
from thidua.stages.progress.posting import post
from thidua.stages.works.content import Content
from thidua.stages.works.measures import MEASURE
from thidua.stages.works.models import Work, WorkMoney, WorkPartner, WorkPlace
from thidua.stages.works.spread_measures import ADOPTIONS
from thidua.stages.works.visibility import require_seen

# What a work may count for: itself, and that it was taken over from a model.
MEASURED = (MEASURE, ADOPTIONS)


def held(work: Work, *, by: By) -> Work:
    """The work, locked, for an actor who may know of it; raises `Missing` otherwise."""
    require_seen(by, work)
    return lock(work)


def tell(
    work: Work,
    *,
    by: By,
    now: datetime.datetime,
    act: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Saves a held work whose status stays, as changed by the actor now, and tells its history what was done."""
    work.changed_by_id = person_of(by)
    touch(work, now=now)
    work.save()
    audit.record(by=by, act=act, obj=work, before=before, after=after or {}, reason=reason.strip())


def whole(work: Work) -> dict[str, Any]:
    """The work with its places, partners, money, campaigns and occasions, as the audit trail compares it."""
    return {
        **audit.snapshot(work),
        "places": _names(work.places.select_related("unit").order_by("unit__sort_key", "id")),
        "partners": _names(work.partners.select_related("unit").order_by("unit__sort_key", "id")),
        "money": money_of(work),
        "campaigns": list(work.campaigns.order_by("key").values_list("key", flat=True)),
        "occasions": list(work.occasions.order_by("key", "id").values_list("key", flat=True)),
    }


def fill(work: Work, content: Content) -> None:
    """Puts the plain fields of a checked content into the row; the caller saves."""
    for name in (
        "unit", "kind", "name", "quantity", "mobiliser", "description", "floor_area", "household", "people_served",
        "labour", "land", "planned_start", "planned_finish",
    ):  # fmt: skip
        setattr(work, name, getattr(content, name))
    work.details = dict(content.details)
    work.latitude, work.longitude = content.point or (None, None)
    work.registered_late = is_late(work)
    units = [content.unit, work.mobiliser, *content.places]
    words = [content.name, content.kind.label, *dict.fromkeys(unit.name for unit in units)]
    # Word by word, as most of them are of many works: it is the same as that of all in one.
    work.folded = " ".join(filter(None, map(fold, words)))
    work.sort_key = sort_key(content.name)


def is_late(work: Work, *days: datetime.date) -> bool:
    """Whether the work was registered after it had begun or was done: said once, it stays so unless the days change."""
    known = [day for day in (work.planned_start, work.done_date, *days) if day is not None]
    steps = [] if work.pk is None else list(work.steps.order_by("id").values_list("done_date", flat=True))
    known += steps
    return work.registered_at is not None and bool(known) and clock.day_of(work.registered_at) > min(known)


def write_lists(work: Work, content: Content) -> None:
    """Makes the rows beside a saved work what the content says."""
    work.campaigns.set(content.campaigns)
    work.occasions.set(content.occasions)
    _replace(WorkPlace, work, content.places)
    _replace(WorkPartner, work, content.partners)
    write_money(work, dict(content.money))


def money_of(work: Work) -> dict[str, int]:
    """The work's money in đồng by source."""
    return dict(work.money.order_by("source", "id").values_list("source", "amount"))


def write_money(work: Work, money: dict[str, int]) -> None:
    """Makes the work's money exactly this, in đồng by source."""
    work.money.exclude(source__in=money).delete()
    for source, amount in money.items():
        WorkMoney.objects.update_or_create(work=work, source=source, defaults={"amount": amount})


def post_work(work: Work, *, now: datetime.datetime, campaigns: Iterable[int] = ()) -> None:
    """Tells progress that the work may count differently; `campaigns` it left are told too."""
    ids = {*campaigns, *work.campaigns.values_list("id", flat=True)}
    post(measures=MEASURED, source_uid=work.uid, campaign_ids=sorted(ids), now=now)


def _names(rows: Iterable[Any]) -> list[str]:
    return [row.unit.name for row in rows]


def _replace(model: type[WorkPlace] | type[WorkPartner], work: Work, units: Iterable[Unit]) -> None:
    wanted = {unit.pk for unit in units}
    rows = model.objects.filter(work=work)
    rows.exclude(unit__in=wanted).delete()
    present = set(rows.values_list("unit_id", flat=True))
    for unit_id in sorted(wanted - present):
        model.objects.create(work=work, unit_id=unit_id)
