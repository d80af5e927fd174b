"""Choosing within the quota: a selected nominee takes a seat, and there are no more seats than the quota (VI)."""

from __future__ import annotations

import datetime
import uuid

from django.db.models import Max
from django.utils.translation import gettext as _

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotNow
from thidua.foundation.core.operations import operation
from thidua.stages.campaigns.models import AwardPool
from thidua.stages.nominations.models import Nomination, Seat
from thidua.stages.nominations.operations.records import free_seat, held, lock_pool, open_guidance
from thidua.stages.nominations.ranking import standing_before
from thidua.stages.nominations.states import NOMINATION
from thidua.stages.nominations.wording import NO_QUOTA, some_of


@operation
def select_nominee(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    reason: str = "",
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Puts a nominee whom the council agreed to on the list: it takes the lowest free seat of its pool.

    Refused with `Missing`, `NotAllowed`, `Stale`; with `NotNow` in another state, before the number is announced,
    without the council's vote and when no seat is free; with `Invalid` (`reason`) when others with as many votes or
    more would be left without a seat and no reason is given.
    """
    nomination = held(nomination, by=by)
    NOMINATION.check(nomination, "select", by=by)
    open_guidance(nomination.form)
    pool = _pool_of(nomination)
    if nomination.vote != Nomination.Vote.PASSED:
        raise NotNow(_("Hội đồng chưa biểu quyết đồng ý với %(name)s nên chưa chọn được.") % {"name": nomination})
    pool = lock_pool(pool)
    seat = Seat.objects.filter(pool=pool, nomination__isnull=True).order_by("number").first()
    if seat is None:
        raise _no_seat(pool)
    _require_reason(nomination, pool, reason)
    changes = {"reserve_rank": None, "choice_reason": reason.strip(), "changed_by_id": person_of(by)}
    NOMINATION.step(nomination, "select", by=by, now=now, version=version, reason=reason, changes=changes)
    seat.nomination, seat.taken_at = nomination, now
    seat.save(update_fields=["nomination", "taken_at"])
    return nomination


@operation
def release_seat(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    reason: str,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Takes a selected nominee off the list with the reason; the seat is free, nobody moves up by itself.

    Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`, without a reason `Invalid`.
    """
    nomination = held(nomination, by=by)
    changes = {"choice_reason": "", "changed_by_id": person_of(by)}
    NOMINATION.step(nomination, "release", by=by, now=now, version=version, reason=reason, changes=changes)
    free_seat(nomination)
    return nomination


@operation
def reserve_nominee(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    rank: int | None = None,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Puts an agreed nominee on the pool's reserve list, at `rank` or as its last.

    Refused with `Missing`, `NotAllowed`, `NotNow` (another state, no vote, no pool), `Stale`, with `Invalid` (`rank`)
    for a rank that is taken.
    """
    nomination = held(nomination, by=by)
    NOMINATION.check(nomination, "reserve", by=by)
    pool = _pool_of(nomination)
    if nomination.vote != Nomination.Vote.PASSED:
        raise NotNow(
            _("Hội đồng chưa biểu quyết đồng ý với %(name)s nên chưa đưa vào dự bị được.") % {"name": nomination}
        )
    pool = lock_pool(pool)
    ranked = Nomination.objects.filter(pool=pool, reserve_rank__isnull=False)
    place = rank or (ranked.aggregate(last=Max("reserve_rank"))["last"] or 0) + 1
    if place < 1 or ranked.filter(reserve_rank=place).exists():
        raise Invalid({"rank": _("Thứ tự dự bị %(rank)d đã có người. Xin chọn thứ tự khác.") % {"rank": place}})
    changes = {"reserve_rank": place, "changed_by_id": person_of(by)}
    NOMINATION.step(nomination, "reserve", by=by, now=now, version=version, changes=changes)
    return nomination


@operation
def unreserve_nominee(
    *,
    by: By,
    now: datetime.datetime,
    nomination: Nomination,
    version: int | None = None,
    receipt: uuid.UUID | None = None,
) -> Nomination:
    """Takes a nominee off the reserve list. Refused with `Missing`, `NotAllowed`, `NotNow`, `Stale`."""
    nomination = held(nomination, by=by)
    changes = {"reserve_rank": None, "changed_by_id": person_of(by)}
    NOMINATION.step(nomination, "unreserve", by=by, now=now, version=version, changes=changes)
    return nomination


def _pool_of(nomination: Nomination) -> AwardPool:
    if nomination.pool is None or nomination.pool.quota is None:
        raise NotNow(NO_QUOTA)
    return nomination.pool


def _no_seat(pool: AwardPool) -> NotNow:
    return NotNow(
        _("«%(pool)s» có %(quota)d suất và đã chọn đủ. Xin đưa vào danh sách dự bị; khi có suất trống thì chọn từ đó.")
        % {"pool": pool.name, "quota": pool.quota}
    )


def _require_reason(nomination: Nomination, pool: AwardPool, reason: str) -> None:
    """Whoever is passed over, or stands level at the last place, is passed over for a reason that is written down."""
    free = Seat.objects.filter(pool=pool, nomination__isnull=True).count()
    ahead = standing_before(nomination)
    if len(ahead) < free or reason.strip():
        return
    words = _("Còn %(free)d suất, trong khi %(names)s có số phiếu bằng hoặc cao hơn. Xin ghi lý do chọn %(name)s.")
    raise Invalid({"reason": words % {"free": free, "names": some_of(ahead), "name": nomination}})
