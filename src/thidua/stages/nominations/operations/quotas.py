"""Seats of the quotas: made when the guidance is issued, and when the number of a form is announced (VI.2)."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.accounts.actors import person_of
from thidua.foundation.core import audit, clock
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid, NotAllowed
from thidua.foundation.core.locking import Rank, enter, lock
from thidua.foundation.core.operations import operation
from thidua.foundation.core.tables.lists import day_words
from thidua.stages.campaigns.days import before_start
from thidua.stages.campaigns.models import AwardForm, AwardPool
from thidua.stages.campaigns.operations import PoolWords, announce_pools
from thidua.stages.nominations import rules
from thidua.stages.nominations.levels import fits
from thidua.stages.nominations.models import AwardGuidance, Nomination, QuotaNotice, Seat

# How many names a refusal tells.
NAMED = 10


@operation
def announce_quota(
    *,
    by: By,
    now: datetime.datetime,
    form: AwardForm,
    pools: Sequence[PoolWords],
    document: str,
    date: datetime.date,
    receipt: uuid.UUID | None = None,
) -> QuotaNotice:
    """Takes a notice of numbers into the round: its pools, their seats, and the nominations that waited for a pool.

    A later notice replaces the number of each class it names; a lower number takes empty seats away alone. Refused with
    `NotAllowed`, with `Invalid` for a form whose numbers stand in the plan, a notice without its document, from the
    future, from before the campaign or older than the last one (`date`), wrong pools, a class named twice, fewer seats
    than are taken (`pools`, naming who holds them).
    """
    campaign = form.round.campaign
    if why_not := rules.why_not_run(by, form.round):
        raise NotAllowed(why_not)
    if not document.strip():
        raise Invalid({"document": _("Xin ghi số, ký hiệu của thông báo số lượng.")})
    if date > clock.day_of(now):
        raise Invalid({"date": _("Ngày của thông báo chưa đến.")})
    if too_early := before_start(campaign, date):
        raise Invalid({"date": too_early})
    form = lock(form)
    last = form.quota_notices.order_by("-date", "-id").first()
    if last is not None and date < last.date:
        words = _("Đã ghi %(document)s ngày %(day)s, mới hơn thông báo này.")
        raise Invalid({"date": words % {"document": last.document, "day": day_words(last.date)}})
    _each_class_once(pools)
    made = announce_pools(by=by, now=now, form=form, pools=pools)
    person = person_of(by)
    notice = QuotaNotice.objects.create(
        unit=form.round.unit, form=form, document=document.strip(), date=date, made_at=now, changed_at=now,
        made_by_id=person, changed_by_id=person,
    )  # fmt: skip
    enter(Rank.POOL)
    opened = AwardGuidance.objects.filter(round=form.round_id).exclude(status=AwardGuidance.Status.DRAFT).exists()
    for pool in made:
        within_taken(pool)
        if opened:
            make_seats([pool])
    _give_pools(form)
    audit.record(by=by, act=gettext_noop("ghi thông báo số lượng khen thưởng"), obj=notice)
    return notice


def make_seats(pools: Iterable[AwardPool]) -> None:
    """As many seats as each pool's known quota: missing ones are made, free ones beyond it are taken away."""
    for pool in pools:
        if pool.quota is None:
            continue
        there = set(Seat.objects.filter(pool=pool).values_list("number", flat=True))
        wanted = set(range(1, pool.quota + 1))
        Seat.objects.bulk_create(Seat(pool=pool, number=number) for number in sorted(wanted - there))
        surplus = len(there | wanted) - pool.quota
        if surplus > 0:
            free = Seat.objects.filter(pool=pool, nomination__isnull=True).order_by("-number")
            Seat.objects.filter(pk__in=[seat.pk for seat in free[:surplus]]).delete()


def _each_class_once(pools: Sequence[PoolWords]) -> None:
    seen: set[tuple[tuple[str, ...], bool]] = set()
    for words in pools:
        key = tuple(sorted(set(words.unit_kinds))), words.for_people
        if key in seen:
            raise Invalid(
                {"pools": _("«%(pool)s» được ghi hai lần. Mỗi diện chỉ ghi một dòng.") % {"pool": words.name}}
            )
        seen.add(key)


def within_taken(pool: AwardPool, field: str = "pools") -> None:
    """Raises `Invalid` where more were chosen for a pool than its number, naming them."""
    held = Nomination.objects.filter(seat__pool=pool).select_related("subject", "person").order_by("seat__number")
    names = [str(row) for row in held]
    if pool.quota is not None and pool.quota < len(names):
        words = _(
            "«%(pool)s» đã chọn %(taken)d (%(names)s), không hạ số lượng xuống %(quota)d được. Xin rút bớt trước."
        )
        told = {"pool": pool.name, "taken": len(names), "quota": pool.quota, "names": ", ".join(names[:NAMED])}
        raise Invalid({field: words % told})


def _give_pools(form: AwardForm) -> None:
    """Nominations that waited for the classes find theirs; what no class is for keeps waiting and says so."""
    waiting = Nomination.objects.filter(form=form, pool__isnull=True).select_related("subject")
    pools = list(form.pools.order_by("position", "id"))
    for row in waiting.order_by("id"):
        is_person = row.person_id is not None
        found = next((pool for pool in pools if fits(pool, subject=row.subject, is_person=is_person)), None)
        if found is not None:
            Nomination.objects.filter(pk=row.pk).update(pool=found)
