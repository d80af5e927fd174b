"""Numbers that become pools: of a form left to be announced (VI.2), of what a unit's own plan gives (VII.3)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thidua.foundation.core import audit
from thidua.foundation.core.actors import By
from thidua.foundation.core.errors import Invalid
from thidua.foundation.core.locking import Rank, lock
from thidua.foundation.core.operations import operation
from thidua.foundation.units.models import UnitKind
from thidua.stages.campaigns.events import own_awards_changed
from thidua.stages.campaigns.models import AwardForm, AwardPool, AwardRound, Campaign, Participation, Plan
from thidua.stages.campaigns.plan_writing.awards import subject_of
from thidua.stages.campaigns.plan_writing.content import AwardLine, Content


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


@operation
def give_awards(*, by: By, now: datetime.datetime, plan: Plan, place: Participation, content: Content) -> None:
    """The awards of a plan just issued are the forms of its unit's own round, each line a pool with its number.

    A later version gives the numbers it says; a line it says no more has none left, for what was nominated stays.
    The caller has checked who may. Refused with `Invalid` (`awards`) for fewer than were chosen already.
    """
    found = AwardRound.objects.filter(plan=plan).first()
    if found is None and not content.awards:
        return
    round = found or _new_round(plan)
    standing = list(AwardPool.objects.filter(form__round=round).select_related("form").order_by("id"))
    before = {pool.pk: pool.quota for pool in standing}
    kept = {_put_line(round, place, line, standing).pk for line in content.awards}
    for pool in standing:
        if pool.pk not in kept:
            AwardPool.objects.filter(pk=pool.pk).update(quota=0)
    own_awards_changed.send(sender=AwardRound, round=round)
    after = {f"{row.form}: {row.subject}": row.count for row in content.awards}
    told = {"pools": list(before.values())} if before else {}
    audit.record(
        by=by, act=gettext_noop("ghi hình thức khen của đơn vị"), obj=plan, before=told, after={"pools": after}
    )


def _new_round(plan: Plan) -> AwardRound:
    # Numbers of rounds run on through the campaign: two plans signed at once wait for each other here.
    campaign = lock(Campaign(pk=plan.campaign_id))
    last = campaign.award_rounds.aggregate(last=Max("number"))["last"] or 0
    name = _("Khen thưởng của %(unit)s") % {"unit": plan.unit.name}
    return AwardRound.objects.create(campaign=campaign, number=last + 1, unit=plan.unit, plan=plan, name=name[:300])


def _put_line(round: AwardRound, place: Participation, line: AwardLine, standing: list[AwardPool]) -> AwardPool:
    """One line's pool: the one there is for the same kinds of subject takes its number."""
    form, subject = _own_form(round, place, line.form), subject_of(line.subject, place)
    kinds = sorted(subject.kinds)
    for pool in standing:
        if (pool.form_id, pool.for_people, sorted(pool.unit_kinds)) == (form.pk, subject.for_people, kinds):
            pool = lock(pool, rank=Rank.POOL)
            pool.name, pool.quota = line.subject[:300], line.count
            pool.save()
            return pool
    last = form.pools.aggregate(last=Max("position"))["last"] or 0
    return AwardPool.objects.create(
        form=form, position=last + 1, name=line.subject[:300], unit_kinds=kinds, for_people=subject.for_people,
        quota=line.count,
    )  # fmt: skip


def _own_form(round: AwardRound, place: Participation, name: str) -> AwardForm:
    known = list(round.forms.order_by("id"))
    found = next((form for form in known if form.name == name[:300]), None)
    if found is not None:
        return found
    issuer = f"{round.plan.document.body} {round.unit.name}" if round.plan and round.plan.document else round.unit.name
    return AwardForm.objects.create(
        round=round, key=f"giay-khen-{place.code.lower()}-{len(known) + 1}", clause="V", name=name[:300], is_ours=True,
        submitters="", appraiser=issuer, decider=issuer, original_sets=1,
    )  # fmt: skip


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
