"""The number of a form that the plan left to be announced becomes pools of the campaign (VI.2)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import Rank, lock
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns.models import AwardForm, AwardPool


@dataclass(frozen=True, slots=True)
class PoolWords:
    """One class of an announced form: who it is for and how many."""

    name: str
    unit_kinds: tuple[str, ...]
    for_people: bool
    quota: int


@operation
def announce_pools(*, by: By, now: datetime.datetime, form: AwardForm, pools: Sequence[PoolWords]) -> list[AwardPool]:
    """Makes the announced pools; one that is there already (same kinds of subject) takes the new number.

    The caller has checked who may and that no number falls below what is taken. Refused with `Invalid` for a form
    whose numbers stand in the plan, no pool, no name, no kind, a kind unknown, a number below one.
    """
    form = lock(form)
    if not form.announced_later:
        raise Invalid(
            {"form": _("Số lượng của %(form)s đã ghi trong kế hoạch, không do thông báo.") % {"form": form.name}}
        )
    if not pools:
        raise Invalid({"pools": _("Xin ghi ít nhất một diện với số lượng.")})
    made = [_put(form, words) for words in pools]
    told = {"form": form.key, "pools": {row.name: row.quota for row in made}}
    audit.record(by=by, act=gettext_noop("ghi thông báo số lượng"), obj=form.round.campaign, after=told)
    return made


def _put(form: AwardForm, words: PoolWords) -> AwardPool:
    kinds = sorted(set(words.unit_kinds))
    known = UnitKind.objects.filter(pk__in=kinds).count()
    if not words.name.strip() or not kinds or known != len(kinds) or words.quota < 1:
        raise Invalid({"pools": _("Mỗi diện cần có tên, đối tượng và số lượng từ 1 trở lên.")})
    rows = list(form.pools.order_by("position", "id"))
    for row in rows:
        if sorted(row.unit_kinds) == kinds and row.for_people == words.for_people:
            row = lock(row, rank=Rank.POOL)
            row.name, row.quota = words.name.strip(), words.quota
            row.save()
            return row
    position = max((row.position for row in rows), default=0) + 1
    return AwardPool.objects.create(
        form=form, position=position, name=words.name.strip(), unit_kinds=kinds, for_people=words.for_people,
        quota=words.quota,
    )  # fmt: skip
